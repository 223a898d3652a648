"""English is whole: every sentence has its English, with the same gaps, and a page in English says nothing in Indonesian."""

import re
from html.parser import HTMLParser

import pytest
from babel.messages.catalog import Message
from django.test import Client
from django.urls import reverse
from django.utils.translation import trans_real

from scripts import catalogue
from siap.workshop.models import Material
from tests.access.pages import Page, pages
from tests.whole import Whole

GAP = re.compile(r"%\(\w+\)s|%%|\{\w+\}|</?\w+")
TAG = re.compile(r"<[^>]*>")
SPOKEN = ("title", "alt", "aria-label", "placeholder")
SHOWN = [
    ("", "web:front"),
    ("", "web:sign-in"),
    ("budi", "web:home"),
    ("kanwil", "web:home"),
    ("budi", "people:list"),
    ("kalapas", "programme:home"),
    ("budi", "learning:cohort"),
    ("budi", "business:business"),
    ("budi", "workshop:product"),
    ("budi", "market:home"),
    ("budi", "cashbook:book"),
    ("kalapas", "sharing:share"),
    ("hendra", "aftercare:case"),
    ("kanwil", "rollout:board"),
    ("kanwil", "insight:dashboard"),
]
"""Who looks, and at which page: the home of every room, or the page one works on there."""
GIVEN = {"Lapas Perempuan", "Perjanjian Kerja Sama", "Mulai"}
"""Sentences of the catalogue that are also names which somebody gave in the story: a unit, an agreement, a topic."""


def sentences() -> list[Message]:
    return [message for message in catalogue.catalogue() if message.id]


def both(message: Message) -> list[tuple[str, str]]:
    """A sentence beside its English; one with a plural is two."""
    if isinstance(message.id, tuple):
        return list(zip(message.id, message.string, strict=True))
    return [(message.id, message.string)]


def test_every_sentence_of_the_screens_has_its_english():
    assert missing() == []
    assert [message.id for message in sentences() if message.fuzzy] == []
    assert list(catalogue.catalogue().obsolete) == []


def missing() -> list[object]:
    return [message.id for message in catalogue.untranslated()]


def test_the_english_has_the_same_gaps_and_tags():
    pairs = [pair for message in sentences() for pair in both(message)]
    assert [pair for pair in pairs if sorted(GAP.findall(pair[0])) != sorted(GAP.findall(pair[1]))] == []


def test_the_english_begins_and_ends_as_the_sentence_does():
    pairs = [pair for message in sentences() for pair in both(message)]
    assert [pair for pair in pairs if outside(pair[0]) != outside(pair[1])] == []


def outside(text: str) -> tuple[str, str]:
    """The white space around a sentence: what is printed next to it relies on it."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


class Seen(HTMLParser):
    """What a person reads or hears on a page, a line for every piece of text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        for name, value in attrs:
            if name in SPOKEN and value:
                self.handle_data(value)

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside not in ("script", "style"):
            self.lines.append(" ".join(data.split()))


def leftovers(html: str) -> list[str]:
    """The Indonesian sentences that stand on an English page."""
    text = "\n".join(Seen(html).lines)
    return [sentence for sentence, pattern in indonesian() if pattern.search(text)]


def indonesian() -> list[tuple[str, re.Pattern[str]]]:
    """Every sentence, piece by piece between its tags, that English says otherwise, and how to find it on a page."""
    pairs = [pair for message in sentences() for pair in both(message)]
    english = {piece.strip() for _, said in pairs for piece in TAG.split(said)}
    pieces = {piece.strip() for sentence, _ in pairs for piece in TAG.split(sentence)} - english - GIVEN
    found = [(piece, found_by(re.sub(r"\s+", " ", piece))) for piece in sorted(pieces)]
    return [(piece, pattern) for piece, pattern in found if pattern]


def found_by(piece: str) -> re.Pattern[str] | None:
    """Three words of its own are found anywhere. Fewer must fill a line, since they may be part of somebody's text; next
    to a gap, that could be any text, they tell nothing."""
    parts = re.split(r"%\(\w+\)s|\{\w+\}", piece)
    told = ".+?".join(re.escape(part.replace("%%", "%")) for part in parts)
    if len(re.findall(r"\w{2,}", " ".join(parts))) > 2:
        return re.compile(rf"(?<!\w){told}(?!\w)")
    return re.compile(f"^{told}$", re.MULTILINE) if len(parts) == 1 and piece else None


@pytest.fixture
def in_english(client, monkeypatch):
    """A browser whose person chose English, with the catalogue as it is now."""
    catalogue.compile_all()
    monkeypatch.setattr(trans_real, "_translations", {})
    client.cookies["bahasa"] = "en"
    return client


@pytest.mark.django_db
def test_a_page_in_english_says_nothing_in_indonesian(told, in_english):
    by_name = {page.name: page for page in pages()}
    typed = set(
        Material.objects.values_list("name", flat=True)
    )  # a cook's own words, though the table of foods has them too
    for username, name in SHOWN:
        if username:
            in_english.force_login(told.world.user(username))
        assert set(leftovers(read(in_english, by_name[name], told))) <= typed, name


def read(browser: Client, page: Page, told: Whole) -> str:
    response = browser.get(page.address(told))
    assert response.status_code == 200, page.name
    assert response["Content-Language"] == "en"
    return response.content.decode()


@pytest.mark.django_db
def test_a_page_in_indonesian_would_be_found_out(client):
    page = client.get(reverse("web:sign-in")).content.decode()
    assert "Selamat datang kembali" in leftovers(page)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of one room, with an English catalogue of one sentence."""
    room = tmp_path / "siap" / "room"
    room.mkdir(parents=True)
    monkeypatch.setattr(catalogue, "ROOT", tmp_path)
    monkeypatch.setattr(catalogue, "ENGLISH", tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po")
    (room / "views.py").write_text('title = _("Simpan")\n')
    catalogue.update()
    text = catalogue.ENGLISH.read_text()
    catalogue.ENGLISH.write_text(text.replace('msgid "Simpan"\nmsgstr ""', 'msgid "Simpan"\nmsgstr "Save"'))
    return room


def test_a_translated_sentence_is_not_missing(project):
    assert missing() == []
    assert catalogue.check() == 0


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("forms.py", 'label = gettext_lazy("Nama kelompok")', "Nama kelompok"),
        ("forms.py", 'message = _("Satu " "kalimat")', "Satu kalimat"),
        ("queries.py", 'ngettext("%(n)s buah", "%(n)s buah-buah", n)', ("%(n)s buah", "%(n)s buah-buah")),
        ("rules.py", """text = f"{number} {_('liter')}\"""", "liter"),
        ("models.py", 'label = pgettext_lazy("post", "Anggota")', "Anggota"),
        ("page.html", "<h1>{% trans 'Kas' %}</h1>", "Kas"),
        ("page.html", "      <p>\n    {% translate 'Stok' %}\n  </p>", "Stok"),
        ("page.html", "{% translate 'Masuk' context 'money' %}", "Masuk"),
        ("page.html", "<c-card title=\"{% trans 'Pembayaran' %}\"></c-card>", "Pembayaran"),
        ("page.html", "{% blocktrans with n=rows|length %}Ada {{ n }} baris{% endblocktrans %}", "Ada %(n)s baris"),
    ],
)
def test_a_sentence_without_english_is_found_and_named(project, capsys, name, text, sentence):
    (project / name).write_text(text)
    assert missing() == [sentence]
    assert catalogue.check() == 1
    assert repr(sentence) in capsys.readouterr().err


def test_what_is_no_literal_is_passed_over(project):
    (project / "forms.py").write_text("label = _(name)\nother = _(one.value)\n")
    assert missing() == []


def test_tests_and_migrations_show_nothing(project):
    (project / "tests").mkdir()
    (project / "tests" / "test_x.py").write_text('_("Bukan kalimat layar")')
    assert missing() == []


def test_an_update_keeps_what_was_translated_and_drops_what_is_gone(project):
    (project / "views.py").write_text('title = _("Hapus")\n')
    catalogue.update()
    assert missing() == ["Hapus"]
    assert "Simpan" not in catalogue.ENGLISH.read_text()


def test_what_was_translated_is_compiled(project):
    assert catalogue.compile_all() == 0
    assert b"Save" in catalogue.ENGLISH.with_suffix(".mo").read_bytes()
