"""A slip worked out again, step by step, for whoever checks it: by which terms, from which sheets, and how it was rounded."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from siap.business.models import WorkedTime
from siap.core.money import digits, rupiah
from siap.programme import rules as terms_rules
from siap.sharing.models import Part, Slip
from siap.sharing.rules import usable_part
from siap.ui import words

Line = tuple[str, str]
"""What is worked out, and how, in words."""


@dataclass(frozen=True)
class Checked:
    """How a slip's figures come about, and the sheets on which its owner's work stands."""

    lines: tuple[Line, ...]
    sheets: tuple[WorkedTime, ...]


def check(slip: Slip, parts: Mapping[str, Part], total_weight: int) -> Checked:
    """Every figure of a slip with its way. `total_weight` is that of all members together; nobody else's own is told."""
    share, terms = slip.share, slip.share.terms
    gaps = {"terms": terms.name, "on": words.day(terms.valid_from), "basis": terms.basis}
    lines = [(_("Ketentuan"), _("%(terms)s, berlaku sejak %(on)s. Dasar: %(basis)s.") % gaps)]
    if terms.regime == terms_rules.PREMIUM:
        if "members" in parts:
            lines.append((_("Untuk anggota bersama"), _of_base(share.base, parts["members"])))
            lines.append((_("Bagian orang ini"), _of_members(slip, parts["members"].amount, total_weight)))
    else:
        lines.append((_("Bagian orang ini"), _paid(slip)))
    return Checked((*lines, (_("Dapat dipakai sekarang"), _usable(slip))), tuple(_sheets(slip)))


def _of_base(base: int, part: Part) -> str:
    result = _rounded(Fraction(base * part.percent, 100), part.amount)
    gaps = {"percent": words.percent(part.percent), "base": rupiah(base), "result": result}
    return _("%(percent)s dari %(base)s = %(result)s") % gaps


def _of_members(slip: Slip, amount: int, total: int) -> str:
    if total <= 0:
        return rupiah(slip.amount)
    result = _rounded(Fraction(amount * slip.weight, total), slip.amount)
    gaps = {"amount": rupiah(amount), "own": digits(slip.weight), "all": digits(total), "unit": _unit(slip)}
    return _("%(amount)s × %(own)s ÷ %(all)s %(unit)s = %(result)s") % (gaps | {"result": result})


def _unit(slip: Slip) -> str:
    """What the weights are counted in."""
    return {
        "equal": _("orang"),
        "hours": _("menit"),
        "days": _("hari"),
        "pieces": _("barang baik"),
        terms_rules.MERIT: _("hari × barang × kelakuan"),
    }.get(slip.share.terms.weights, "")


def _rounded(exact: Fraction, amount: int) -> str:
    """What it comes to, and why it is this many whole rupiah."""
    if exact == amount:
        return f"{rupiah(amount)}."
    gaps = {"exact": words.number(exact.numerator / exact.denominator, 4), "amount": rupiah(amount)}
    if amount > exact:
        return _("%(exact)s, dibulatkan ke atas menjadi %(amount)s: mendapat serupiah dari sisa pembulatan.") % gaps
    return _("%(exact)s, dibulatkan ke bawah menjadi %(amount)s.") % gaps


def _paid(slip: Slip) -> str:
    gaps = {"rate": rupiah(slip.share.rate), "amount": rupiah(slip.amount)}
    if slip.share.terms.regime == terms_rules.WAGE:
        return _("%(hours)s × %(rate)s sejam = %(amount)s, dibulatkan ke atas.") % (
            gaps | {"hours": words.hours(slip.minutes)}
        )
    return _("%(days)s hari × %(rate)s sehari = %(amount)s.") % (gaps | {"days": digits(slip.weight)})


def _usable(slip: Slip) -> str:
    percent = slip.share.terms.usable_percent
    if slip.usable == slip.amount and percent < 100:
        return _("Semuanya: orangnya tidak ditahan ketika bagi hasil ini disiapkan.")
    gaps = {"percent": words.percent(percent), "amount": rupiah(slip.amount), "usable": rupiah(slip.usable)}
    if slip.usable == usable_part(slip.amount, percent):
        return _("%(percent)s dari %(amount)s, dibulatkan ke bawah = %(usable)s. Selebihnya disimpan.") % gaps
    return _("%(usable)s; selebihnya disimpan.") % gaps


def _sheets(slip: Slip) -> "QuerySet[WorkedTime]":
    """The sheets that stand now for the days of the share, on which this person is."""
    share = slip.share
    rows = WorkedTime.objects.filter(
        sheet__business=share.business_id, sheet__replaced_at=None,
        sheet__worked_on__range=(share.since, share.until), person=slip.person_id,
    )  # fmt: skip
    return rows.select_related("sheet").order_by("sheet__worked_on")
