"""No sentence of a screen stays without English, wherever it is marked."""

import pytest

from scripts import catalogue


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


def missing():
    return [message.id for message in catalogue.untranslated()]


def test_a_translated_sentence_is_not_missing(project):
    assert missing() == []
    assert catalogue.check() == 0


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("forms.py", 'label = gettext_lazy("Nama kelompok")', "Nama kelompok"),
        ("forms.py", 'message = _("Satu " "kalimat")', "Satu kalimat"),
        ("queries.py", 'ngettext("%(n)s buah", "%(n)s buah-buah", n)', ("%(n)s buah", "%(n)s buah-buah")),
        ("page.html", "<h1>{% trans 'Kas' %}</h1>", "Kas"),
        ("page.html", "<c-card title=\"{% trans 'Pembayaran' %}\"></c-card>", "Pembayaran"),
        ("page.html", "{% blocktrans with n=rows|length %}Ada {{ n }} baris{% endblocktrans %}", "Ada %(n)s baris"),
    ],
)
def test_a_sentence_without_english_is_found_and_named(project, capsys, name, text, sentence):
    (project / name).write_text(text)
    assert missing() == [sentence]
    assert catalogue.check() == 1
    assert repr(sentence) in capsys.readouterr().err


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
