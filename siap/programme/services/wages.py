"""Minimum wages: dated numbers that the government sets, entered by the office with their basis."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from siap.core.errors import Refused
from siap.core.models import Rate
from siap.core.money import MOST
from siap.core.services import set_rate
from siap.core.verbs import record, verb
from siap.people.models import User
from siap.programme.facts import MinimumWageSet
from siap.programme.rules import MINIMUM_WAGE
from siap.ui import words

LONGEST_DISTRICT = 26
"""Characters; the key of a rate holds no more."""


class DistrictMissing(Refused):
    """A minimum wage holds somewhere."""

    message = _("Tulis nama kabupaten, kota atau provinsinya, paling banyak 26 huruf.")
    field = "district"


class WageWrong(Refused):
    """An amount of money."""

    message = _("Tulis upah minimum sebulan dalam rupiah.")
    field = "monthly"


class BasisMissing(Refused):
    """Who says so?"""

    message = _("Tulis keputusan yang menetapkannya.")
    field = "basis"


class WageSetAlready(Refused):
    """One a district and day; a change is a new day."""

    message = _("Upah minimum %(district)s mulai %(on)s sudah diisi.")
    field = "valid_from"


@verb
def set_minimum_wage(district: str, monthly: int, *, basis: str, valid_from: date, by: User | None) -> Rate:
    """Enter the minimum wage of a district, rupiah a month, from a day on. The same again changes nothing.

    Raises DistrictMissing, WageWrong, BasisMissing, WageSetAlready.
    """
    district, basis = district.strip(), basis.strip()
    if not 0 < len(district) <= LONGEST_DISTRICT:
        raise DistrictMissing
    if not 0 < monthly <= MOST:
        raise WageWrong
    if not basis:
        raise BasisMissing
    key = f"{MINIMUM_WAGE}{district}"
    known = Rate.objects.filter(key=key, valid_from=valid_from).first()
    if known is not None and known.value == str(monthly):
        return known
    if known is not None:
        raise WageSetAlready(district=district, on=words.day(valid_from))
    wage = set_rate(key, str(monthly), basis=basis, valid_from=valid_from, by=by)
    record(MinimumWageSet(rate=wage.pk, key=key, monthly=str(monthly), valid_from=valid_from))
    return wage
