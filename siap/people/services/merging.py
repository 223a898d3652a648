"""Two files of one person become one. The one that goes has nothing in any other room: its twin carries the history on.

So no money, membership, class or certificate ever changes its owner, and every proof stands as before. Where both files have
a history the deed is refused, with a sentence.
"""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.errors import Refused
from siap.core.ids import new_uid
from siap.core.verbs import record, verb
from siap.people import queries
from siap.people.facts import PersonsMerged
from siap.people.models import Consent, Identifier, KeepApart, Person, Placement, Profile, User
from siap.people.services.correcting import ForgottenStays
from siap.people.services.parting import SamePerson, end_keep_apart, keep_apart

MERGED = "merged"
"""What ended a placement that was written down twice."""


class MergedAlready(Refused):
    """One of them is part of somebody else."""

    message = _("%(code)s sudah disatukan dengan orang lain.")


class BothHaveHistory(Refused):
    """Rows in other rooms stay with whom they are about."""

    message = _(
        "%(code)s sudah punya riwayat: seleksi, kelas, kelompok, uang, atau akun masuk. Yang punya riwayat tidak dapat dilebur; "
        "leburkan yang lain ke dalamnya. Bila keduanya punya riwayat, biarkan keduanya dan pakai satu saja mulai sekarang."
    )


class TwoPlaces(Refused):
    """Which of the two is true?"""

    message = _("Keduanya tercatat di UPT yang berbeda: %(one)s dan %(other)s. Catat dulu pindahnya.")


class NotTheSame(Refused):
    """Twins were born on one day."""

    message = _("Tanggal lahir keduanya berbeda. Perbaiki dulu yang salah.")


@verb
def merge_twin(keep: Person, twin: Person, *, by: User) -> Person:
    """Let `twin` go into `keep`: numbers, consents, past places, and the present one where `keep` has none.

    Twice changes nothing. Raises SamePerson, NotTheSame, MergedAlready, ForgottenStays, BothHaveHistory, TwoPlaces.
    """
    if keep.pk == twin.pk:
        raise SamePerson
    locked = {
        one.pk: one for one in Person.objects.select_for_update().filter(pk__in=(keep.pk, twin.pk)).order_by("pk")
    }
    keep, twin = locked[keep.pk], locked[twin.pk]
    if twin.same_as_id == keep.pk:
        return keep
    _check(keep, twin)
    places = _move_places(keep, twin)
    numbers = _move_numbers(keep, twin)
    consents = _moved(Consent.objects.filter(person=twin), keep)
    if not Profile.objects.filter(person=keep).exists():
        Profile.objects.filter(person=twin).update(person=keep)
    _move_pairs(keep, twin, by)
    twin.same_as = keep
    twin.save(update_fields=["same_as"])
    record(
        PersonsMerged(
            keep=keep.pk, twin=twin.pk, on=clock.today(), placements=places, identifiers=numbers, consents=consents
        )
    )
    return keep


def _check(keep: Person, twin: Person) -> None:
    for one in (keep, twin):
        if one.same_as_id is not None:
            raise MergedAlready(code=one.member_code)
        if one.forgotten_on is not None:
            raise ForgottenStays
    if twin.twins.exists():
        raise MergedAlready(code=twin.member_code)
    if keep.born_on != twin.born_on:
        raise NotTheSame
    if twin.died_on is not None or queries.has_history(twin):
        raise BothHaveHistory(code=twin.member_code)


def _move_places(keep: Person, twin: Person) -> tuple[int, ...]:
    """Past places follow; the present one too, unless it was written down twice: that one ends."""
    open_places = Placement.objects.select_for_update(of=("self",)).select_related("unit").filter(until_on=None)
    here, double = open_places.filter(person=keep).first(), open_places.filter(person=twin).first()
    if here is not None and double is not None:
        if here.unit_id != double.unit_id:
            raise TwoPlaces(one=here.unit.short_name, other=double.unit.short_name)
        double.until_on, double.ended_by = max(clock.today(), double.from_on), MERGED
        double.save(update_fields=["until_on", "ended_by"])
    return _moved(Placement.objects.filter(person=twin).exclude(ended_by=MERGED), keep)


def _move_numbers(keep: Person, twin: Person) -> tuple[int, ...]:
    """Every number follows; of a kind that `keep` has now, the other counts as an older one."""
    kinds = Identifier.objects.filter(person=keep, until_on=None).values("kind")
    numbers = Identifier.objects.filter(person=twin)
    numbers.filter(until_on=None, kind__in=list(kinds.values_list("kind", flat=True))).update(until_on=clock.today())
    return _moved(numbers, keep)


def _move_pairs(keep: Person, twin: Person, by: User) -> None:
    """Whoever is kept apart from the twin is kept apart from him."""
    for pair in KeepApart.objects.filter(Q(one=twin) | Q(other=twin), until_on=None).select_related("one", "other"):
        other = pair.other if pair.one_id == twin.pk else pair.one
        end_keep_apart(pair, by=by)
        if other.pk != keep.pk:
            keep_apart(new_uid(), keep, other, why=pair.why, by=by)


def _moved(rows: QuerySet[Any], keep: Person) -> tuple[int, ...]:
    keys = tuple(rows.order_by("pk").values_list("pk", flat=True))
    rows.update(person=keep)
    return keys
