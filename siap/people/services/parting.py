"""Who should not be put together: written down as a pair, told to whoever is about to do it, never a refusal."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.errors import Refused
from siap.core.services import note_readings
from siap.core.verbs import record, verb
from siap.people.facts import KeptApart, KeptApartEnded
from siap.people.models import KeepApart, Person, User
from siap.ui import words


class SamePerson(Refused):
    """A pair is two people."""

    message = _("Pilih orang yang lain: seseorang tidak dipisahkan dari dirinya sendiri.")
    field = "other"


@verb
def keep_apart(uid: UUID, one: Person, other: Person, *, why: str, by: User) -> KeepApart:
    """Write down that two people should not be put together; `why` is a key of KeepApart.Why. Twice changes nothing.

    Raises SamePerson.
    """
    if one.pk == other.pk:
        raise SamePerson
    first, second = sorted((one, other), key=lambda person: person.pk)
    list(Person.objects.select_for_update().filter(pk__in=(first.pk, second.pk)).order_by("pk"))  # two at once queue
    standing = KeepApart.objects.filter(Q(uid=uid) | Q(one=first, other=second, until_on=None)).first()
    if standing is not None:
        return standing
    pair = KeepApart.objects.create(
        uid=uid, one=first, other=second, why=why, from_on=clock.today(), noted_by=by
    )  # fmt: skip
    record(KeptApart(pair=pair.pk, one=first.pk, other=second.pk, why=why, on=pair.from_on))
    return pair


@verb
def end_keep_apart(pair: KeepApart, *, by: User) -> KeepApart:
    """From today on they may be put together again. Twice changes nothing."""
    pair = KeepApart.objects.select_for_update().get(pk=pair.pk)
    if pair.until_on is None:
        pair.until_on = clock.today()
        pair.save(update_fields=["until_on"])
        record(KeptApartEnded(pair=pair.pk, on=pair.until_on))
    return pair


def apart_warnings(user: User, joining: Iterable[Person], among: Iterable[Person] = ()) -> list[str]:
    """What somebody is told before these people come together with each other and with those there already.

    Each warning counts as a reading of both people's files.
    """
    new = {person.pk for person in joining}
    there = new | {person.pk for person in among}
    pairs = KeepApart.objects.visible_to(user).filter(until_on=None, one__in=there, other__in=there)
    found = list(pairs.filter(Q(one__in=new) | Q(other__in=new)).select_related("one", "other").order_by("pk"))
    note_readings({pk for pair in found for pk in (pair.one_id, pair.other_id)}, by=user, page="people:apart")
    return [
        str(_("%(one)s dan %(other)s perlu dipisahkan: %(why)s, sejak %(on)s."))
        % {
            "one": pair.one.name_for(user),
            "other": pair.other.name_for(user),
            "why": pair.get_why_display(),
            "on": words.day(pair.from_on),
        }  # fmt: skip
        for pair in found
    ]
