"""The lines of a sharing sheet: a part, a member, who worked how long, and why somebody gets what he gets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siap.core.money import rupiah
from siap.people.models import Person
from siap.programme import rules as terms_rules
from siap.programme.models import SharingTerms
from siap.sharing import rules
from siap.ui import words


@dataclass(frozen=True)
class PartLine:
    """A part of the base (rupiah). Wages and training premiums are no percentage."""

    kind: str
    percent: int
    amount: int

    @property
    def label(self) -> str:
        """Whose part it is."""
        return str(rules.PART_NAMES.get(self.kind, self.kind))


@dataclass(frozen=True)
class MemberLine:
    """What a member gets (rupiah) for how long he worked (minutes), and why in a sentence."""

    person: Person
    minutes: int
    weight: int
    amount: int
    usable: int
    why: str

    @property
    def held(self) -> int:
        """What is kept to release."""
        return self.amount - self.usable


@dataclass(frozen=True)
class Working:
    """The members of some days by id, and the minutes and days that each of them worked."""

    until: date
    people: Mapping[int, Person]
    minutes: Mapping[int, int]
    days: Mapping[int, int]

    def weights(self, kind: str) -> dict[int, int]:
        """Each member's weight: the same for all, his minutes, or his days."""
        if kind == "equal":
            return dict.fromkeys(self.people, 1)
        counted = self.minutes if kind == "hours" else self.days
        return {pk: counted.get(pk, 0) for pk in self.people}


def why(terms: SharingTerms, weights: Mapping[int, int], person: int, rate: int = 0) -> str:
    """Why a member gets what he gets, in a sentence; `weights` by person id, `rate` what an hour or a day is paid."""
    total, weight = sum(weights.values()), weights[person]
    if terms.regime == terms_rules.PREMIUM and terms.weights == "equal":
        return _("Dibagi sama rata untuk %(count)s anggota.") % {"count": len(weights)}
    if weight == 0:
        return _("Tidak ada jam kerja yang tercatat pada masa ini.")
    if terms.regime == terms_rules.WAGE:
        return _("Bekerja %(own)s, upah sejam %(rate)s.") % {"own": words.hours(weight), "rate": rupiah(rate)}
    if terms.regime == terms_rules.TRAINING:
        return _("Hadir %(own)s, uang hadir sehari %(rate)s.") % {"own": in_days(weight), "rate": rupiah(rate)}
    is_in_days = terms.weights == "days"
    return _("Bekerja %(own)s dari %(all)s seluruh anggota: %(percent)s.") % {
        "own": in_days(weight) if is_in_days else words.hours(weight),
        "all": in_days(total) if is_in_days else words.hours(total),
        "percent": words.percent(weight * 100 / total),
    }


def in_days(days: int) -> str:
    """A number of days in words."""
    return ngettext("%(days)s hari", "%(days)s hari", days) % {"days": days}
