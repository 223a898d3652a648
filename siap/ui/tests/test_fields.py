"""What people type into a field, and the sentence they get when it cannot be meant."""

from datetime import date
from io import BytesIO
from uuid import UUID

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from siap.core import money
from siap.ui import words
from siap.ui.forms import CountField, DayField, GramField, HoursField, OnceForm, PhotoField, RupiahField


def refusal(field: forms.Field, typed: object) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return refused.value.messages[0]


@pytest.mark.parametrize(
    "typed", ["160000", "160.000", "160,000", "Rp 160.000", "rp160000", "Rp160.000,-", " 160.000 ", "Rp\u00a0160.000"]
)
def test_an_amount_may_be_typed_in_many_ways(typed: str) -> None:
    assert RupiahField().clean(typed) == 160_000


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Bagian ini perlu diisi."),
        ("   ", "Bagian ini perlu diisi."),
        ("0", "Jumlah uang harus lebih dari nol."),
        ("-5000", "Jumlah uang tidak boleh kurang dari nol."),
        ("−5.000", "Jumlah uang tidak boleh kurang dari nol."),
        ("-Rp5.000", "Jumlah uang tidak boleh kurang dari nol."),
        ("1500,50", "Tulis rupiah bulat tanpa sen, misalnya 160.000."),
        ("160.00", "Tulis rupiah bulat tanpa sen, misalnya 160.000."),
        ("1.60.000", "Tulis rupiah bulat tanpa sen, misalnya 160.000."),
        ("seratus ribu", "Tulis jumlah rupiah dengan angka, misalnya 160.000."),
        ("1e6", "Tulis jumlah rupiah dengan angka, misalnya 160.000."),
        ("NaN", "Tulis jumlah rupiah dengan angka, misalnya 160.000."),
        ("١٦٠", "Tulis jumlah rupiah dengan angka, misalnya 160.000."),
        (
            "1.000.000.000.001",
            "Jumlah ini terlalu besar: paling banyak Rp1.000.000.000.000. Periksa lagi jumlah nolnya.",
        ),
        ("9" * 5000, "Angka ini terlalu besar. Periksa lagi jumlah nolnya."),
    ],
)
def test_an_amount_that_cannot_be_meant_gets_a_sentence(typed: str, sentence: str) -> None:
    assert refusal(RupiahField(), typed) == sentence


def test_zero_rupiah_only_where_it_has_a_meaning() -> None:
    assert RupiahField(allow_zero=True).clean("0") == 0
    assert RupiahField(allow_zero=True).clean("0" * 5000) == 0


def test_nothing_typed_is_none_where_it_may_be_left_out() -> None:
    assert RupiahField(required=False).clean("") is None


@given(st.integers(1, money.MOST))
def test_an_amount_shown_can_be_sent_back(amount: int) -> None:
    field = RupiahField()
    assert field.clean(field.prepare_value(amount)) == amount
    assert field.clean(money.rupiah(amount)) == amount


def test_typed_text_comes_back_as_it_was_typed() -> None:
    assert RupiahField().prepare_value("Rp -5 ribu") == "Rp -5 ribu"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0", "Paling sedikit 1."),
        ("41", "Terlalu besar: paling banyak 40."),
        ("-1", "Angka ini tidak boleh kurang dari nol."),
        ("1,5", "Tulis angka bulat, misalnya 12."),
        ("dua", "Tulis angka bulat, misalnya 12."),
    ],
)
def test_a_count_is_whole_and_within_bounds(typed: str, sentence: str) -> None:
    assert refusal(CountField(min=1, max=40), typed) == sentence


def test_a_count_keeps_its_bounds() -> None:
    assert [CountField(min=1, max=40).clean(typed) for typed in ("1", "40")] == [1, 40]


@pytest.mark.parametrize(
    ("typed", "gram"),
    [
        ("250", 250),
        ("250 g", 250),
        ("1.250 gram", 1250),
        ("0,25 kg", 250),
        ("0.25kg", 250),
        ("1,250 kg", 1250),
        ("60 KG", 60_000),
    ],
)
def test_a_weight_may_be_typed_in_gram_or_kilogram(typed: str, gram: int) -> None:
    assert GramField().clean(typed) == gram


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1.250 kg", "Angka ini bisa berarti dua hal. Tulis 1,25 kg atau 1250 g."),
        ("0,2505 kg", "Timbangan kami sampai satu gram: paling banyak tiga angka di belakang koma."),
        ("2,5", "Tulis berat dalam gram, misalnya 250, atau dalam kilogram, misalnya 0,25 kg."),
        ("satu kg", "Tulis berat dalam gram, misalnya 250, atau dalam kilogram, misalnya 0,25 kg."),
        ("-250 g", "Berat tidak boleh kurang dari nol."),
        ("0", "Paling sedikit 1 g."),
        ("11000 kg", "Terlalu besar: paling banyak 10.000.000 g."),
        ("1" * 20 + " kg", "Angka ini terlalu panjang. Periksa lagi."),
    ],
)
def test_a_weight_that_cannot_be_meant_gets_a_sentence(typed: str, sentence: str) -> None:
    assert refusal(GramField(), typed) == sentence


@pytest.mark.parametrize(
    ("typed", "minutes"), [("7,5", 450), ("7.5", 450), ("7:30", 450), ("8", 480), ("8 jam", 480), ("0,33", 20)]
)
def test_working_time_may_be_typed_as_hours_or_by_the_clock(typed: str, minutes: int) -> None:
    assert HoursField().clean(typed) == minutes


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("7.30", "Angka ini bisa berarti dua hal. Tulis 7,5 atau 7:30."),
        ("7:75", "Tulis lamanya dalam jam, misalnya 7,5 atau 7:30."),
        ("sehari", "Tulis lamanya dalam jam, misalnya 7,5 atau 7:30."),
        ("-2", "Jam kerja tidak boleh kurang dari nol."),
        ("0", "Lamanya harus lebih dari nol."),
        ("25", "Terlalu lama: paling banyak 24 jam."),
    ],
)
def test_working_time_that_cannot_be_meant_gets_a_sentence(typed: str, sentence: str) -> None:
    assert refusal(HoursField(), typed) == sentence


@given(st.integers(1, 24 * 60))
def test_working_time_shown_can_be_sent_back(minutes: int) -> None:
    field = HoursField()
    assert field.clean(field.prepare_value(minutes)) == minutes


@given(st.integers(1, 10_000_000))
def test_a_weight_shown_can_be_sent_back(gram: int) -> None:
    field = GramField()
    assert field.clean(field.prepare_value(gram)) == gram


@pytest.mark.parametrize("typed", ["2026-11-24", "24/11/2026", "24-11-2026", "24.11.2026", "24 11 2026"])
def test_a_day_may_come_from_the_browser_or_from_a_hand(typed: str) -> None:
    assert DayField().clean(typed) == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Tanggalnya perlu diisi."),
        ("31/02/2026", "Tanggal ini tidak ada di kalender."),
        ("2026-13-01", "Tanggal ini tidak ada di kalender."),
        ("besok", "Tulis tanggal, misalnya 24/11/2026."),
        ("24/11/26", "Tulis tanggal, misalnya 24/11/2026."),
        ("24/11/0026", f"Tanggal ini di luar yang mungkin: antara 1 Jan 1920 dan {words.day(date(2100, 12, 31))}."),
    ],
)
def test_a_day_that_cannot_be_meant_gets_a_sentence(typed: str, sentence: str) -> None:
    assert refusal(DayField(), typed) == sentence


class Dated(forms.Form):
    on = DayField(label="Tanggal")


def test_a_day_that_does_not_exist_is_shown_again_to_be_corrected() -> None:
    html = str(Dated({"on": "31/02/2026"})["on"])
    assert 'type="text"' in html
    assert 'value="31/02/2026"' in html
    assert 'type="date"' in str(Dated({"on": "2026-02-28"})["on"])
    assert 'value="2026-02-28"' in str(Dated(initial={"on": date(2026, 2, 28)})["on"])


def picture(kind: str, size: tuple[int, int] = (8, 6), name: str = "foto.jpg") -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", size).save(content, kind)
    return SimpleUploadedFile(name, content.getvalue())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_known_by_its_content(kind: str) -> None:
    assert PhotoField().clean(picture(kind)).image.format == kind


def test_a_file_of_the_wrong_kind_gets_a_sentence() -> None:
    sentence = "Berkas ini bukan foto yang bisa dibaca. Pilih berkas JPG, PNG, atau WebP."
    assert refusal(PhotoField(), SimpleUploadedFile("foto.jpg", b"%PDF-1.7 not a picture")) == sentence
    assert refusal(PhotoField(), picture("GIF")) == sentence


def test_an_empty_missing_or_huge_picture_gets_a_sentence() -> None:
    assert refusal(PhotoField(), None) == "Pilih sebuah foto."
    assert refusal(PhotoField(), SimpleUploadedFile("foto.jpg", b"")) == "Berkas foto ini kosong. Pilih foto lain."
    huge = SimpleUploadedFile("foto.jpg", b"x" * (5 * 1024 * 1024 + 1))
    assert refusal(PhotoField(), huge) == "Foto ini lebih besar dari 5 MB. Kecilkan dulu, lalu pilih lagi."
    wide = picture("PNG", (10_000, 5_001))
    assert refusal(PhotoField(), wide) == "Foto ini terlalu besar ukurannya. Kecilkan dulu, lalu pilih lagi."


class Sale(OnceForm):
    total = RupiahField(label="Jumlah")


def test_a_form_sent_twice_names_the_same_thing() -> None:
    shown = UUID(Sale()["uid"].value())
    first, second = (Sale({"total": "5.000", "uid": str(shown)}) for _ in range(2))
    assert first.is_valid()
    assert second.is_valid()
    assert first.uid == second.uid == shown
    assert shown.version == 7


def test_every_page_names_a_new_thing() -> None:
    assert Sale()["uid"].value() != Sale()["uid"].value()


@pytest.mark.parametrize("uid", [None, "", "not-a-name"])
def test_a_form_without_its_name_is_refused(uid: str | None) -> None:
    form = Sale({"total": "5.000", "uid": uid})
    assert not form.is_valid()
    assert form.errors["uid"] == ["Halaman ini tidak lengkap. Muat ulang halaman, lalu kirim lagi."]
