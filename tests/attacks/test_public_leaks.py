"""The public pages leak nobody: a crawler reads every public byte of a house in which every name, register number and date of
birth is a canary, and looks for each of them in every spelling."""

import io
import re
from datetime import date
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import dates
from PIL import Image

from siap.core import clock
from siap.people.models import Identifier, Person, User
from siap.ui import paper
from tests.access.pages import pages
from tests.whole import Whole

pytestmark = pytest.mark.django_db


def _canary_people() -> list[str]:
    """Everybody gets a name, a register number and a date of birth that occur nowhere else; the words to look for.

    Written behind the back of the program: as if people with these had been registered from the beginning.
    """
    words = [person.name for person in Person.objects.all() if " " in person.name]  # as they were called until now
    for at, person in enumerate(Person.objects.order_by("pk")):
        name, workshop = f"Qxnama{at:03}z Qxmarga{at:03}z", f"Qxsapa{at:03}z"
        born_on = date(1901 + at % 60, 1 + at % 12, 1 + at % 28)
        Person.objects.filter(pk=person.pk).update(name=name, workshop_name=workshop, born_on=born_on)
        words += [*name.split(), workshop, person.member_code, str(person.uid), person.uid.hex]
        words += [born_on.isoformat(), f"{born_on:%d/%m/%Y}", f"{born_on:%d-%m-%Y}", f"{born_on:%Y%m%d}"]
        words += [f"{born_on.day} {month} {born_on.year}" for month in _months(born_on.month)]
    for at, identifier in enumerate(Identifier.objects.order_by("pk")):
        words.append(identifier.value)
        identifier.value = f"QX-NOMOR-{at:04}"
        identifier.save(update_fields=["value"])
        words.append(identifier.value)
    return words


def _months(month: int) -> tuple[str, str]:
    name = str(dates.MONTHS[month])
    return name, name[:3]


def _text(answer: object) -> str:
    """Everything readable in an answer: its headers, its text, the metadata of a picture."""
    headers = "\n".join(f"{key}: {value}" for key, value in answer.headers.items())  # type: ignore[attr-defined]
    content = b"".join(answer.streaming_content) if getattr(answer, "streaming", False) else answer.content  # type: ignore[attr-defined]
    told = content.decode("utf-8", "ignore") + content.decode("utf-16", "ignore")
    assert not content.startswith(b"%PDF"), "its words cannot be read here"
    if answer.headers.get("Content-Type", "").startswith("image/jp"):  # type: ignore[attr-defined]
        with Image.open(io.BytesIO(content)) as picture:
            assert not picture.getexif(), "a picture tells where and with what it was taken"
    return f"{headers}\n{told}"


def _public_addresses(told: Whole) -> set[str]:
    """Every page that needs nobody to sign in, about whatever there is; the checks with a good and with a bad number."""
    found = {page.address(told) for page in pages() if page.needs == "open"}
    for model, name in (
        (told["certificate"].__class__, "learning:check"),
        (told["lot"].__class__, "workshop:jar"),
        (told["story"].__class__, "stories:story"),
        (told["credit_record"].__class__, "record:check"),
    ):
        found |= {reverse(name, args=[uid]) for uid in model.objects.values_list("uid", flat=True)}
    number = told["certificate"].number
    found |= {f"{reverse('learning:check-number')}?number={number}", f"{reverse('learning:check-number')}?number=x"}
    return found | {"/robots.txt", "/sitemap.xml", "/tidak-ada/", "/orang/", "/masuk/?next=/orang/"}


def _crawl(client: Client, addresses: set[str]) -> dict[str, str]:
    """Every address and every link on it that stays in the house, with what an anonymous reader gets."""
    read: dict[str, str] = {}
    waiting = sorted(addresses)
    while waiting:
        address = waiting.pop()
        if address in read:
            continue
        answer = client.get(address)
        read[address] = _text(answer)
        if "text/html" not in answer.headers.get("Content-Type", ""):
            continue
        for link in re.findall(r'(?:href|src)="([^"#]+)', read[address]):
            target = urlsplit(urljoin(address, link.replace("&amp;", "&")))
            inside = not target.netloc and not target.path.startswith("/static/")
            if inside and target.path != reverse("web:sign-out"):
                waiting.append(f"{target.path}?{target.query}" if target.query else target.path)
    return read


def test_no_public_byte_tells_who_anybody_is(told: Whole, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        paper, "_printed", lambda _source, said, _standards: said.encode()
    )  # the words of a paper, readable
    words = _canary_people()
    with clock.fixed(clock.at(date(2027, 2, 1))):
        read = _crawl(Client(), _public_addresses(told))
    assert len(read) > 20
    allowed = _shown_to_who_holds_the_paper(told)
    found = {
        (address.split("?")[0], word)
        for address, text in read.items()
        for word in words
        if word and word.casefold() in text.casefold()
    }
    assert {one for one in found if one not in allowed} == set()


def _shown_to_who_holds_the_paper(told: Whole) -> set[tuple[str, str]]:
    """The check of a certificate and of a credit record name their bearer, who hands the paper out himself: his name and
    nothing else, behind an address that stands on the paper only."""
    allowed = set()
    holder = told["credit_record"].__class__.objects.values_list("uid", "venture__owner")
    papers = [(reverse("record:check", args=[uid]), owner) for uid, owner in holder]
    certificates = told["certificate"].__class__.objects.values_list("uid", "number", "person")
    for uid, _number, owner in certificates:
        papers += [(reverse("learning:check", args=[uid]), owner), (reverse("learning:check-number"), owner)]
    for address, owner in papers:
        person = Person.objects.get(pk=owner)
        allowed |= {(address, word) for word in person.name.split()}
    return allowed


def test_the_canaries_are_found_where_they_may_be_seen(told: Whole) -> None:
    """A test of the test: the same eyes find them on a page behind the door."""
    words = _canary_people()
    client = Client()
    client.force_login(User.objects.get(username="kalapas"))
    text = _text(client.get(reverse("people:person", args=[told["person"].uid])))
    assert sum(word.casefold() in text.casefold() for word in words) >= 3
