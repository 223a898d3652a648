"""Into the programme and out of it. Joining is voluntary, and leaving never counts as poor conduct."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.errors import Refused
from siap.core.ids import new_uid
from siap.core.verbs import record, verb
from siap.people import queries as whereabouts
from siap.people import services as people
from siap.people.models import Consent, Person, Placement, User
from siap.people.rules import CONSENT_VERSION
from siap.programme import queries
from siap.programme.choosing import OF_ITSELF
from siap.programme.facts import (
    ParticipantApproved,
    ParticipantAssessed,
    ParticipantProposed,
    ParticipationEnded,
)
from siap.programme.models import Appeal, Assessment, Change, Participation, Vacancy
from siap.programme.services import changing
from siap.programme.services.seating import check_vacancy
from siap.ui import words

State = Participation.State


class NotAnInmate(Refused):
    """Only somebody in custody is proposed."""

    message = _(
        "Yang diusulkan adalah narapidana atau tahanan yang sekarang ada di UPT. Klien diterima langsung di Bapas."
    )
    field = "person"


class NotAClient(Refused):
    """Only a Bapas's own client is taken in without a decree."""

    message = _("Tanpa sidang TPP hanya klien yang sekarang dibimbing Bapas yang dapat diterima.")
    field = "person"


class AlreadyTakingPart(Refused):
    """One participation at a time."""

    message = _("Orang ini sudah ikut atau sedang diseleksi sejak %(since)s.")
    field = "person"


class TooEarly(Refused):
    """The head named a day to look again."""

    message = _("Usulan orang ini pernah ditolak dan baru ditinjau lagi mulai %(review_on)s.")
    field = "person"


class ProposedOutOfOrder(Refused):
    """The day lies before the first day here, or in the future."""

    message = _("Tanggal usulan harus sesudah orangnya masuk UPT dan tidak boleh sesudah hari ini.")
    field = "on"


class AlreadyAssessed(Refused):
    """Written down once; the decision rests on it."""

    message = _("Orang ini sudah dinilai, dan penilaiannya dasar keputusan. Tidak dapat diganti lagi.")


class ReasonMissing(Refused):
    """An end needs its reason."""

    message = _("Tulis alasannya dalam satu kalimat.")
    field = "because"


@verb
def propose(
    person: Person, *, by: User, on: date | None = None, vacancy: Vacancy | None = None, uid: UUID | None = None
) -> Participation:
    """Propose somebody in custody, who signed that he joins by his own will. A known uid gives that proposal.

    Raises NotAnInmate, AlreadyTakingPart, TooEarly, ProposedOutOfOrder, OtherUnitsVacancy, VacancyOver.
    """
    known = Participation.objects.filter(uid=uid).first() if uid else None
    if known is not None:
        return known
    on = on or clock.today()
    here = _place_of(person)
    if here is None or here.status not in (Placement.Status.CONVICT, Placement.Status.DETAINEE):
        raise NotAnInmate
    if not here.from_on <= on <= clock.today():
        raise ProposedOutOfOrder
    check_vacancy(vacancy, here.unit_id)
    _refuse_second(person, on)
    people.give_consent(person, Consent.Kind.JOINING, text_version=CONSENT_VERSION, by=by)
    participation = Participation.objects.create(
        uid=uid or new_uid(), person=person, unit=here.unit, vacancy=vacancy, proposed_on=on, proposed_by=by
    )
    changing.settle(person.pk, "proposed", by=by, unit=here.unit_id)
    record(ParticipantProposed(participation=participation.pk, person=person.pk, unit=here.unit_id))
    return participation


@verb
def accept_client(person: Person, *, by: User, uid: UUID | None = None) -> Participation:
    """Take in a client of a Bapas by his written agreement: no TPP, no decree. A known uid gives that participation.

    Raises NotAClient, AlreadyTakingPart.
    """
    known = Participation.objects.filter(uid=uid).first() if uid else None
    if known is not None:
        return known
    today = clock.today()
    here = _place_of(person)
    if here is None or here.status != Placement.Status.CLIENT:
        raise NotAClient
    _refuse_second(person, today)
    people.give_consent(person, Consent.Kind.JOINING, text_version=CONSENT_VERSION, by=by)
    participation = Participation.objects.create(
        uid=uid or new_uid(), person=person, unit=here.unit, state=State.APPROVED,
        proposed_on=today, proposed_by=by, decided_on=today, decided_by=by,
    )  # fmt: skip
    record(ParticipantApproved(participation=participation.pk, person=person.pk, decree="", on=today))
    return participation


@verb
def assess(
    participation: Participation, *, interest: str, skill: str, healthy: bool, note: str = "",
    need: int | None = None, ability: int | None = None, conduct: int | None = None, by: User,
) -> Participation:  # fmt: skip
    """Write down what a proposed person brings and needs; grades (choosing.GRADES) may be left out.

    The same again changes nothing. Raises AlreadyAssessed.
    """
    participation = Participation.objects.select_for_update().get(pk=participation.pk)
    told = {
        "interest": interest, "skill": skill, "healthy": healthy, "note": note,
        "need": need, "ability": ability, "conduct": conduct,
    }  # fmt: skip
    if participation.state != State.PROPOSED:
        seen = Assessment.objects.filter(participation=participation).first()
        if seen is not None and all(getattr(seen, name) == value for name, value in told.items()):
            return participation
        raise AlreadyAssessed
    Assessment.objects.create(participation=participation, assessed_on=clock.today(), by=by, **told)
    participation.state = State.ASSESSED
    participation.save(update_fields=["state"])
    record(ParticipantAssessed(participation=participation.pk, person=participation.person_id))
    return participation


@verb
def end_participation(
    participation: Participation, *, reason: str = "other", because: str = "", on: date | None = None, by: User | None
) -> Participation:
    """Somebody leaves the programme in this unit, for one of choosing.ENDS; "other" says which. Twice changes nothing.
    `on` is the day when it happened, told later; today if it is left out, and never before he came in.

    Raises ReasonMissing.
    """
    participation = Participation.objects.select_for_update().get(pk=participation.pk)
    if participation.state not in queries.OPEN:
        return participation
    if reason == "other" and not because.strip():
        raise ReasonMissing
    participation.state, participation.ended_by, participation.because = State.ENDED, reason, because.strip()
    participation.ended_on = max(on or clock.today(), participation.decided_on or participation.proposed_on)
    participation.save(update_fields=["state", "ended_by", "because", "ended_on"])
    changing.settle(participation.person_id, "ended", by=by, participation=participation)
    record(
        ParticipationEnded(
            participation=participation.pk, person=participation.person_id, on=participation.ended_on, how=reason
        )
    )
    return participation


@verb
def leave(person: int, *, reason: str, on: date | None = None, by: User | None = None) -> None:
    """End whatever participation the person (id) has; none is no mistake. Who is nowhere any more is asked about nowhere."""
    for participation in Participation.objects.filter(person=person, state__in=queries.OPEN):
        end_participation(participation, reason=reason, on=on, by=by)
    if reason in OF_ITSELF:
        changing.settle(person, "gone", by=by)


@verb
def move_on(person: int, *, to: int, on: date) -> None:
    """A person (id) moved to another unit (id): what he took part in ends, and the new unit says whether it proposes him,
    also when the unit between had not answered yet."""
    asked = Change.objects.filter(participation__person=person, kind="transfer", settled_on=None)
    unanswered = Participation.objects.filter(changes__in=asked)
    moved = list(Participation.objects.filter(person=person, state__in=queries.OPEN)) or list(unanswered.distinct())
    changing.settle(person, "gone", by=None, kind="transfer")
    for participation in moved:
        end_participation(participation, reason="transfer", on=on, by=None)
        changing.ask(participation, "transfer", unit=to, on=on)


def _place_of(person: Person) -> Placement | None:
    """Where he is; his row stays locked, so that two who propose him at once queue here."""
    Person.objects.select_for_update().get(pk=person.pk)
    return whereabouts.current_placement(person)


def _refuse_second(person: Person, on: date) -> None:
    last = person.participations.order_by("-proposed_on", "-pk").first()
    if last is None:
        return
    if last.state in queries.OPEN:
        raise AlreadyTakingPart(since=words.day(last.proposed_on))
    if last.state == State.REFUSED and last.review_on is not None and on < last.review_on and not _upheld(last):
        raise TooEarly(review_on=words.day(last.review_on))


def _upheld(refusal: Participation) -> bool:
    """Whether his appeal opened the way again."""
    return Appeal.objects.filter(participation=refusal, upheld=True).exists()
