"""From one unit to another, out of custody, or out of life. A person has one place at a time; leaving it is one verb.

What follows (the account closes, the group membership ends, the Bapas opens a case) other rooms do when they hear of it.
"""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.errors import Refused
from siap.core.services import keep_document
from siap.core.verbs import record, verb
from siap.people import queries
from siap.people.facts import PersonDied, PersonReleased, PersonTransferred
from siap.people.models import Consent, Identifier, Person, Placement, Role, Unit, User
from siap.people.rules import BAPAS, DEATH, PUBLIC_CONSENTS, RELEASES, RELEASES_OF, SUPERVISED, fits
from siap.people.services.agreeing import withdraw_consent
from siap.people.services.registering import DatesOutOfOrder, WrongUnit, identify
from siap.people.services.signing_in import last_day
from siap.ui import words


class NotHere(Refused):
    """The person is in no unit now."""

    message = _("Orang ini tidak lagi berada di UPT mana pun.")


class NotInYourCare(Refused):
    """Only the unit where a person is now moves him or lets him go."""

    message = _("Orang ini sekarang berada di %(unit)s. Hanya petugas di sana yang dapat mencatatnya.")


class AlreadyReleased(Refused):
    """He left already."""

    message = _("Orang ini sudah bebas sejak %(on)s.")


class LeavesBeforeEntry(DatesOutOfOrder):
    """The day lies before the first day here."""

    message = _("Tanggal ini sebelum orangnya masuk (%(since)s).")


class LeavesTomorrow(DatesOutOfOrder):
    """What has not happened yet is not written down."""

    message = _("Tanggal ini belum tiba. Catat pada harinya.")


class SameUnit(Refused):
    """He is there already."""

    message = _("Orang ini sudah berada di %(unit)s. Pilih UPT lain.")
    field = "to"


class WrongTarget(WrongUnit):
    """Inmates do not move to a Bapas, clients move to nothing else."""

    message = _("Ke Bapas seseorang masuk lewat pembebasan, dan klien hanya pindah ke Bapas lain.")
    field = "to"


class OfficersAreNotReleased(Refused):
    """An officer is in nobody's custody."""

    message = _("Petugas tidak dibebaskan. Bila pindah tugas, catat sebagai pindah.")


class WrongWayOut(Refused):
    """This way out is not open to somebody of his status."""

    message = _("%(kind)s tidak berlaku untuk %(status)s.")
    field = "kind"


class BapasMissing(Refused):
    """Somebody on parole or leave is guided by a Bapas: which?"""

    message = _("Pilih Bapas yang akan membimbing.")
    field = "bapas"


class ConsentNeeded(Refused):
    """After the end of a sentence nobody is followed up without his consent."""

    message = _("Sesudah bebas tanpa syarat, pendampingan Bapas perlu persetujuan orangnya. Catat persetujuannya dulu.")
    field = "bapas"


class AlreadyDead(Refused):
    """It was written down, with another day."""

    message = _("Orang ini sudah dicatat meninggal pada %(on)s.")


class CertificateMissing(Refused):
    """Nobody is declared dead without the paper."""

    message = _("Lampirkan foto atau PDF surat keterangan kematian.")
    field = "certificate"


@verb
def transfer_person(person: Person, to: Unit, *, on: date, by: User | None, register_number: str = "") -> Placement:
    """Move a person to another unit, where he keeps his status. His roles in the old unit end.

    Raises NotHere, NotInYourCare, SameUnit, WrongUnit, DatesOutOfOrder.
    """
    here = _place_of(person)
    _check_care(here, by)
    if here.unit_id == to.pk:
        raise SameUnit(unit=to.short_name)
    if not fits(here.status, to.kind):
        raise WrongTarget
    _leave(here, on, "transfer")
    carried = {name: getattr(here, name) for name in Placement.OF_A_SENTENCE}
    there = Placement.objects.create(person=person, unit=to, status=here.status, from_on=on, **carried)
    if register_number:
        identify(person, Identifier.Kind.REGISTER, register_number, on)
    record(PersonTransferred(person=person.pk, source=here.unit_id, target=to.pk, on=on))
    return there


@verb
def release_person(
    person: Person, kind: str, *, on: date, bapas: Unit | None = None, by: User | None
) -> PersonReleased:
    """Let a person out of custody, or end a client's guidance. With a Bapas he becomes its client from that day.

    PB, CB and CMB need a Bapas; after any other way out a Bapas may follow only with consent. Raises NotHere,
    NotInYourCare, AlreadyReleased, OfficersAreNotReleased, WrongWayOut, BapasMissing, ConsentNeeded, DatesOutOfOrder.
    """
    here = _place_of(person)
    _check_way_out(here, kind)
    _check_care(here, by)
    _check_bapas(person, kind, bapas)
    _leave(here, on, kind)
    if bapas is not None:
        Placement.objects.create(person=person, unit=bapas, status=Placement.Status.CLIENT, from_on=on)
    fact = PersonReleased(person=person.pk, unit=here.unit_id, kind=kind, on=on, bapas=bapas.pk if bapas else None)
    record(fact)
    return fact


@verb
def note_death(person: Person, *, on: date, certificate: bytes | None, by: User | None) -> Person:
    """Write down that a person died, here or after he left: what he is owed is his heirs' now. Twice changes nothing.

    His place and his roles end, and nothing of him stays public. Raises AlreadyDead, CertificateMissing, NotInYourCare,
    DatesOutOfOrder, NotADocument.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.died_on == on:
        return person
    if person.died_on is not None:
        raise AlreadyDead(on=words.day(person.died_on))
    if not certificate:
        raise CertificateMissing
    places = Placement.objects.select_for_update(of=("self",)).select_related("unit").filter(person=person)
    last = places.order_by("-from_on", "-pk")[0]
    if last.until_on is None:
        _check_care(last, by)
        _leave(last, on, DEATH)
    else:
        _check_leaving(last.until_on, on)
    person.died_on, person.death_certificate = on, keep_document(certificate, kind="death", by=by)
    person.save(update_fields=["died_on", "death_certificate"])
    for role in Role.objects.filter(Q(until_on=None) | Q(until_on__gt=on), user__person=person):
        last_day(role, max(on, role.from_on))
    for kind in sorted(PUBLIC_CONSENTS):
        withdraw_consent(person, kind, by=by)
    record(PersonDied(person=person.pk, on=on))
    return person


def _place_of(person: Person) -> Placement:
    """Where he is now, locked: two who move him at once queue here, and the second finds him gone."""
    places = Placement.objects.select_for_update(of=("self",)).select_related("unit")
    here = places.filter(person=person, until_on=None).first()
    if here is not None:
        return here
    last = person.placements.order_by("-until_on").first()
    if last is not None and last.until_on is not None and last.ended_by in RELEASES:
        raise AlreadyReleased(on=words.day(last.until_on))
    raise NotHere


def _check_care(here: Placement, by: User | None) -> None:
    if by is not None and not by.sees_all_units and here.unit_id not in by.unit_ids:
        raise NotInYourCare(unit=here.unit.short_name)


def _check_way_out(here: Placement, kind: str) -> None:
    if here.status == Placement.Status.OFFICER:
        raise OfficersAreNotReleased
    if kind in RELEASES_OF[here.status]:
        return
    if here.status == Placement.Status.CLIENT:
        raise AlreadyReleased(on=words.day(here.from_on))
    raise WrongWayOut(kind=RELEASES.get(kind, kind), status=here.get_status_display().lower())


def _check_bapas(person: Person, kind: str, bapas: Unit | None) -> None:
    if bapas is None:
        if kind in SUPERVISED:
            raise BapasMissing
    elif bapas.kind != BAPAS:
        raise BapasMissing
    elif kind not in SUPERVISED and not queries.has_consent(person, Consent.Kind.FOLLOW_UP):
        raise ConsentNeeded


def _leave(here: Placement, on: date, ended_by: str) -> None:
    _check_leaving(here.from_on, on)
    here.until_on, here.ended_by = on, ended_by
    here.save(update_fields=["until_on", "ended_by"])
    lasting = Q(until_on=None) | Q(until_on__gt=on)
    for role in Role.objects.filter(lasting, user__person=here.person_id, unit=here.unit_id):
        last_day(role, on)


def _check_leaving(since: date, on: date) -> None:
    if on < since:
        raise LeavesBeforeEntry(since=words.day(since))
    if on > clock.today():
        raise LeavesTomorrow
