"""What people type, read strictly and kindly: amounts, weights, working times and days.

Each reader takes the text of one input and returns whole rupiah, gram, minutes or a date. What it does not understand,
or what could mean two things (`1.250 kg`), raises `ValidationError` with a sentence that shows how to write it.
Nothing is guessed.
"""

import re
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_MOST_DIGITS = 15
"""No number on any form is longer; a longer one is refused before it is turned into an integer."""

_WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}(\.[0-9]{3})+|[0-9]{1,3}(,[0-9]{3})+")
_DECIMAL = re.compile(r"[0-9]+([.,][0-9]+)?")
_NEGATIVE = re.compile(r"[-−–]\s*(rp\.?)?\s*[0-9]", re.IGNORECASE)
_CLOCK = re.compile(r"([0-9]{1,4}):([0-5][0-9])")
_KILOGRAM = re.compile(r"(.*?)\s*(kg|kilo|kilogram)", re.IGNORECASE)
_GRAM = re.compile(r"(.*?)\s*(g|gr|gram)", re.IGNORECASE)
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_SPOKEN_DAY = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})")


def whole(text: str) -> int:
    """`12`, `1.200` or `1,200`: a whole number, not negative."""
    plain = _plain(text)
    if _NEGATIVE.match(plain):
        raise ValidationError(_("Angka ini tidak boleh kurang dari nol."), code="negative")
    if not _WHOLE.fullmatch(plain):
        raise ValidationError(_("Tulis angka bulat, misalnya 12."), code="invalid")
    return _integer(plain)


def rupiah(text: str) -> int:
    """`160000`, `160.000`, `Rp 160.000` or `Rp160.000,-`: whole rupiah, not negative."""
    plain = re.sub(r"^(rp|idr)\.?\s*|,-$", "", _plain(text), flags=re.IGNORECASE).strip()
    if _NEGATIVE.match(plain) or _NEGATIVE.match(_plain(text)):
        raise ValidationError(_("Jumlah uang tidak boleh kurang dari nol."), code="negative")
    if _WHOLE.fullmatch(plain):
        return _integer(plain)
    if re.fullmatch(r"[0-9.,]*[0-9][0-9.,]*", plain):
        raise ValidationError(_("Tulis rupiah bulat tanpa sen, misalnya 160.000."), code="decimals")
    raise ValidationError(_("Tulis jumlah rupiah dengan angka, misalnya 160.000."), code="invalid")


def gram(text: str) -> int:
    """`250`, `250 g`, `1.250 g` or `0,25 kg`, as whole gram. `1.250 kg` may be one kilogram or a thousand: refused."""
    plain = _plain(text)
    if _NEGATIVE.match(plain):
        raise ValidationError(_("Berat tidak boleh kurang dari nol."), code="negative")
    if kilo := _KILOGRAM.fullmatch(plain):
        return _gram_of_kilogram(kilo[1])
    weight = found[1] if (found := _GRAM.fullmatch(plain)) else plain
    if not _WHOLE.fullmatch(weight):
        raise ValidationError(
            _("Tulis berat dalam gram, misalnya 250, atau dalam kilogram, misalnya 0,25 kg."), code="invalid"
        )
    return _integer(weight)


def _gram_of_kilogram(text: str) -> int:
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+", text):
        raise ValidationError(_("Angka ini bisa berarti dua hal. Tulis 1,25 kg atau 1250 g."), code="ambiguous")
    if not _DECIMAL.fullmatch(text):
        raise ValidationError(
            _("Tulis berat dalam gram, misalnya 250, atau dalam kilogram, misalnya 0,25 kg."), code="invalid"
        )
    weight = _decimal(text) * 1000
    if weight != weight.to_integral_value():
        raise ValidationError(
            _("Timbangan kami sampai satu gram: paling banyak tiga angka di belakang koma."), code="decimals"
        )
    return int(weight)


def minutes(text: str) -> int:
    """`7,5`, `7.5`, `8`, `8 jam` or `7:30`, to the nearest minute. `7.30` could be either: refused."""
    plain = re.sub(r"\s*(jam|hours?|h)$", "", _plain(text), flags=re.IGNORECASE)
    if _NEGATIVE.match(plain):
        raise ValidationError(_("Jam kerja tidak boleh kurang dari nol."), code="negative")
    if found := _CLOCK.fullmatch(plain):
        return int(found[1]) * 60 + int(found[2])
    if re.fullmatch(r"[0-9]+\.[0-9]{2}", plain):
        raise ValidationError(_("Angka ini bisa berarti dua hal. Tulis 7,5 atau 7:30."), code="ambiguous")
    if not _DECIMAL.fullmatch(plain):
        raise ValidationError(_("Tulis lamanya dalam jam, misalnya 7,5 atau 7:30."), code="invalid")
    return int(_decimal(plain) * 60 + Decimal("0.5"))


def day(text: str) -> date:
    """`2026-11-24` as a browser sends it, or `24/11/2026` as a person writes it."""
    plain = _plain(text)
    if found := _ISO_DAY.fullmatch(plain):
        year, month, dom = (int(part) for part in found.groups())
    elif found := _SPOKEN_DAY.fullmatch(plain):
        dom, month, year = (int(part) for part in found.groups())
    else:
        raise ValidationError(_("Tulis tanggal, misalnya 24/11/2026."), code="invalid")
    try:
        return date(year, month, dom)
    except ValueError as error:
        raise ValidationError(_("Tanggal ini tidak ada di kalender."), code="invalid") from error


def _plain(text: str) -> str:
    """Without the spaces, broken or not, that come along with a copied text."""
    return re.sub(r"\s+", " ", text).strip()


def _integer(text: str) -> int:
    figures = re.sub(r"[.,]", "", text)
    if len(figures.lstrip("0")) > _MOST_DIGITS:
        raise ValidationError(_("Angka ini terlalu besar. Periksa lagi jumlah nolnya."), code="too_large")
    return int(figures.lstrip("0") or "0")


def _decimal(text: str) -> Decimal:
    if len(text) > _MOST_DIGITS:
        raise ValidationError(_("Angka ini terlalu panjang. Periksa lagi."), code="too_large")
    return Decimal(text.replace(",", "."))
