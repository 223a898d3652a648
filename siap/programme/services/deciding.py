"""The TPP recommends, the head decides: one decree may decide a whole list."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.errors import Refused
from siap.core.services import keep_document
from siap.core.verbs import record, verb
from siap.people.models import User
from siap.people.rules import UNIT_HEAD
from siap.programme import queries
from siap.programme.facts import DecreeFiled, ParticipantApproved, ParticipantRefused
from siap.programme.models import Decree, Participation, TppSession
from siap.programme.services.seating import check_seats

State = Participation.State


class NobodyChosen(Refused):
    """A decision is about somebody."""

    message = _("Pilih paling sedikit satu orang.")
    field = "participations"


class OnlyTheHead(Refused):
    """An officer proposes; the head of that unit decides."""

    message = _("Hanya kepala UPT tempat orang ini berada yang memutuskan.")


class OwnProposal(Refused):
    """Whoever proposed or assessed somebody does not decide about him, also not as acting head."""

    message = _("Anda sendiri yang mengusulkan atau menilai %(code)s. Orang lain yang memutuskan.")
    field = "participations"


class SeveralUnits(Refused):
    """A decree belongs to one unit."""

    message = _("Satu SK hanya untuk satu UPT. Pilih orang dari satu UPT saja.")
    field = "participations"


class AssessmentMissing(Refused):
    """Nobody is decided about unseen."""

    message = _("%(code)s belum dinilai. Isi penilaiannya dulu.")
    field = "participations"


class AlreadyDecided(Refused):
    """Decided once."""

    message = _("%(code)s sudah diputuskan. Muat ulang halaman ini.")
    field = "participations"


class DecreeMissing(Refused):
    """A decision has its number."""

    message = _("Tulis nomor SK.")
    field = "decree"


class SessionOutOfOrder(Refused):
    """The TPP met after the proposal and before today ends."""

    message = _("Sidang TPP harus sesudah usulan diajukan dan tidak boleh sesudah hari ini.")
    field = "tpp_on"


class ReasonsMissing(Refused):
    """A refusal carries its reasons."""

    message = _("Tulis alasan penolakannya, supaya orangnya tahu apa yang perlu diperbaiki.")
    field = "because"


class ReviewNotAhead(Refused):
    """A refusal names a day to look again."""

    message = _("Tentukan tanggal peninjauan kembali sesudah hari ini.")
    field = "review_on"


class PaperFiled(Refused):
    """The paper of a decree is filed once."""

    message = _("SK ini sudah punya suratnya. Surat yang lain adalah SK yang lain.")
    field = "paper"


class NotYourDecree(Refused):
    """A unit files its own decrees."""

    message = _("Surat SK hanya disimpan oleh UPT yang membuatnya.")
    field = "paper"


@verb
def file_decree(decree: Decree, paper: bytes, *, by: User) -> Decree:
    """Keep the signed paper (a scan, a photo) with its decree; one paper stands for the whole list.

    Raises NotYourDecree, PaperFiled, NotADocument.
    """
    decree = Decree.objects.select_for_update(of=("self",)).get(pk=decree.pk)
    if decree.unit_id not in by.unit_ids:
        raise NotYourDecree
    if decree.paper_id is not None:
        raise PaperFiled
    decree.paper = keep_document(paper, kind="decree", by=by)
    decree.save(update_fields=["paper"])
    record(DecreeFiled(decree=decree.pk, unit=decree.unit_id, document=decree.paper.pk))
    return decree


@verb
def decide(
    participations: Sequence[Participation],
    *,
    approve: bool,
    decree: str,
    tpp_on: date,
    because: str = "",
    review_on: date | None = None,
    by: User,
) -> list[Participation]:
    """Approve or refuse assessed people of one unit, on the TPP's session of `tpp_on`, by one decree.

    A decree decides a whole list: what is approved and what is refused with other reasons is said to the same number.
    The same decision sent again changes nothing. What spoke for each, in points, is kept beside the decision.
    Raises NobodyChosen, SeveralUnits, OnlyTheHead, OwnProposal, AssessmentMissing, AlreadyDecided, DecreeMissing,
    SessionOutOfOrder, SeatsTaken, and for a refusal ReasonsMissing, ReviewNotAhead.
    """
    chosen = _locked(participations)
    decree, because = decree.strip(), because.strip()
    _check_who(chosen, by)
    state = State.APPROVED if approve else State.REFUSED
    if decree and all(one.state == state and one.decree == decree for one in chosen):
        return chosen
    _check_ready(chosen, by)
    _check_grounds(chosen, decree, tpp_on)
    if approve:
        check_seats(chosen)
    else:
        _check_refusal(because, review_on)
    scores = queries.scores(chosen)
    tpp, _new = TppSession.objects.get_or_create(unit=chosen[0].unit, held_on=tpp_on)
    Decree.objects.get_or_create(unit=chosen[0].unit, number=decree, defaults={"made_on": clock.today()})
    for one in chosen:
        one.state, one.decree, one.tpp = state, decree, tpp
        one.decided_on, one.decided_by = clock.today(), by
        one.score, one.weights_of = scores[one.pk].points, scores[one.pk].weights.valid_from
        if not approve:
            one.because, one.review_on = because, review_on
        one.save()
        _say(one)
    return chosen


def _locked(participations: Sequence[Participation]) -> list[Participation]:
    """The rows as they are now, locked in the order of their ids."""
    keys = [one.pk for one in participations]
    rows = Participation.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    return list(rows.select_related("person", "unit", "assessment").order_by("pk"))


def _check_who(chosen: list[Participation], by: User) -> None:
    if not chosen:
        raise NobodyChosen
    if len({one.unit_id for one in chosen}) > 1:
        raise SeveralUnits
    if not any(role.kind == UNIT_HEAD and role.unit_id == chosen[0].unit_id for role in by.roles_now):
        raise OnlyTheHead


def _check_ready(chosen: list[Participation], by: User) -> None:
    for one in chosen:
        if one.state == State.PROPOSED:
            raise AssessmentMissing(code=one.person.member_code)
        if one.state != State.ASSESSED:
            raise AlreadyDecided(code=one.person.member_code)
        if by.pk in (one.proposed_by_id, one.assessment.by_id):
            raise OwnProposal(code=one.person.member_code)


def _check_grounds(chosen: list[Participation], decree: str, tpp_on: date) -> None:
    if not decree:
        raise DecreeMissing
    if not max(one.proposed_on for one in chosen) <= tpp_on <= clock.today():
        raise SessionOutOfOrder


def _check_refusal(because: str, review_on: date | None) -> None:
    if not because:
        raise ReasonsMissing
    if review_on is None or review_on <= clock.today():
        raise ReviewNotAhead


def _say(one: Participation) -> None:
    if one.state == State.APPROVED:
        assert one.decided_on is not None
        record(ParticipantApproved(participation=one.pk, person=one.person_id, decree=one.decree, on=one.decided_on))
        return
    assert one.review_on is not None
    record(ParticipantRefused(participation=one.pk, person=one.person_id, review_on=one.review_on))
