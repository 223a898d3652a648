"""At the door: guessing passwords, being led elsewhere, a name that is no name."""

import pytest
from django.test import Client
from django.urls import reverse

from siap.people.models import Person
from siap.web.demo import founding
from tests.whole import Whole
from tests.world import World

pytestmark = pytest.mark.django_db
DISGUISES = (
    {"HTTP_X_FORWARDED_FOR": "10.0.0.%d", "HTTP_X_REAL_IP": "10.0.0.%d"},
    {"HTTP_USER_AGENT": "peramban %d"},
    {},
)


@pytest.mark.parametrize("disguise", DISGUISES)
def test_whoever_guesses_is_stopped_whatever_his_browser_says_of_itself(world: World, disguise: dict[str, str]) -> None:
    client = Client()
    names = ("budi", "ｂｕｄｉ", " budi ")
    for number in range(6):
        headers = {name: value % number if "%" in value else value for name, value in disguise.items()}
        answer = client.post(reverse("web:sign-in"), {"username": names[number % 3], "password": "salah"}, **headers)
    assert answer.status_code == 429
    right = {"username": "budi", "password": founding.PASSWORD}
    assert client.post(reverse("web:sign-in"), right).status_code == 429


@pytest.mark.parametrize(
    "address", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_led_to_another_site(world: World, address: str) -> None:
    client = Client()
    given = {"username": "budi", "password": founding.PASSWORD, "next": address}
    assert client.post(reverse("web:sign-in"), given)["Location"] == reverse("web:home")
    assert client.post(reverse("web:language"), {"language": "en", "next": address})["Location"] == "/"


def test_a_session_from_before_the_sign_in_is_worth_nothing(world: World) -> None:
    client = Client()
    client.get(reverse("web:sign-in"))
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    client.post(reverse("web:sign-in"), {"username": "budi", "password": founding.PASSWORD})
    assert client.session.session_key != before


@pytest.mark.parametrize(
    "name", ['#import "/etc/passwd": x', "<script>alert(1)</script>", "\u202eirad\u202c", "Ahmad 😀", "漢字"]
)
def test_a_strange_name_is_printed_and_does_nothing(told: Whole, name: str) -> None:
    """Also one in a script that our fonts lack: who has it gets his slip and his certificate all the same."""
    slip, certificate = told["slip"], told["certificate"]
    Person.objects.filter(pk__in=(slip.person_id, certificate.person_id)).update(name=name, workshop_name=name[:40])
    client = Client()
    client.force_login(told.world.budi)
    for page, uid in (("sharing:slip-pdf", slip.uid), ("learning:certificate-pdf", certificate.uid)):
        assert client.get(reverse(page, args=[uid])).content.startswith(b"%PDF-")
    shown = client.get(reverse("sharing:slip", args=[slip.uid])).content.decode()
    assert "<script>alert" not in shown
