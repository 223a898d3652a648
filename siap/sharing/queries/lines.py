"""The lines of a sharing sheet: a part, a member, who worked how long, and why somebody gets what he gets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siap.core.money import digits, rupiah
from siap.people.models import Person
from siap.programme import rules as terms_rules
from siap.programme.models import SharingTerms
from siap.sharing.models import Slip
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
        if self.kind == "members" and not self.percent:
            return _("Upah atau uang hadir anggota")
        return str(terms_rules.PARTS.get(self.kind, self.kind))


@dataclass(frozen=True)
class Did:
    """What a member did in a share's months, as its weights count it: minutes, days present, good pieces, conduct (percent)."""

    minutes: int = 0
    present: int = 0
    pieces: int = 0
    conduct: int = 100

    @property
    def merit(self) -> int:
        """Days present × good pieces × conduct."""
        return self.present * self.pieces * self.conduct


@dataclass(frozen=True)
class MemberLine:
    """What a member gets (rupiah) for what he did, and why in a sentence."""

    person: Person
    did: Did
    weight: int
    amount: int
    usable: int
    said: Callable[[], str]

    @property
    def why(self) -> str:
        """The sentence; put together only when somebody reads it."""
        return self.said()

    @property
    def held(self) -> int:
        """What is kept to release."""
        return self.amount - self.usable


@dataclass(frozen=True)
class Working:
    """The members of some days by id, what each of them did, the days that he worked, and who of them is in custody now."""

    until: date
    people: Mapping[int, Person]
    did: Mapping[int, Did]
    days: Mapping[int, int]
    inside: frozenset[int]

    def weights(self, kind: str) -> dict[int, int]:
        """Each member's weight: the same for all, his minutes, days or good pieces, or all that he did."""
        if kind == "equal":
            return dict.fromkeys(self.people, 1)
        if kind == "days":
            return {pk: self.days.get(pk, 0) for pk in self.people}
        count = {"hours": "minutes", "pieces": "pieces", terms_rules.MERIT: "merit"}[kind]
        return {pk: getattr(self.did[pk], count) for pk in self.people}


def why(terms: SharingTerms, weights: Mapping[int, int], person: int, did: Did, rate: int = 0) -> str:
    """Why a member gets what he gets, in a sentence; `weights` by person id, `rate` what an hour or a day is paid."""
    total, weight = sum(weights.values()), weights[person]
    if terms.regime == terms_rules.PREMIUM and terms.weights == "equal":
        return _("Dibagi sama rata untuk %(count)s anggota.") % {"count": len(weights)}
    if terms.regime == terms_rules.PREMIUM and terms.weights in terms_rules.BY_PIECES:
        return _made(terms, did, weight, total)
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


def _made(terms: SharingTerms, did: Did, weight: int, total: int) -> str:
    if weight == 0:
        return _("Tidak ada barang jadi yang tercatat pada masa ini.")
    gaps = {
        "present": in_days(did.present),
        "pieces": in_pieces(did.pieces),
        "all": in_pieces(total),
        "conduct": words.percent(did.conduct),
        "percent": words.percent(weight * 100 / total),
    }
    if terms.weights == terms_rules.MERIT:
        return (
            _("Hadir %(present)s × %(pieces)s baik × kelakuan %(conduct)s: %(percent)s dari hitungan semua anggota.")
            % gaps
        )
    return _("Membuat %(pieces)s baik dari %(all)s seluruh anggota: %(percent)s.") % gaps


def in_pieces(pieces: int) -> str:
    """A number of pieces in words."""
    return ngettext("%(count)s barang", "%(count)s barang", pieces) % {"count": digits(pieces)}


def in_days(days: int) -> str:
    """A number of days in words."""
    return ngettext("%(days)s hari", "%(days)s hari", days) % {"days": days}


def did(slip: Slip) -> Did:
    """What a slip counted."""
    return Did(slip.minutes, slip.present, slip.pieces, slip.conduct)
