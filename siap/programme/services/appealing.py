"""Who was refused may ask another to look again. What is upheld opens the way to a new proposal; the refusal stays written."""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.errors import Refused
from siap.core.services import rate
from siap.core.verbs import record, verb
from siap.people.models import User
from siap.programme.choosing import APPEAL_DAYS
from siap.programme.facts import AppealAnswered, AppealRaised
from siap.programme.models import Appeal, Participation
from siap.ui import words


class NotRefused(Refused):
    """There is nothing to appeal against."""

    message = _("Banding hanya terhadap penolakan.")


class AppealTooLate(Refused):
    """The time for it is over."""

    message = _(
        "Banding hanya diterima sampai %(until)s. Sesudah itu orangnya dapat diusulkan lagi mulai %(review_on)s."
    )


class WordsMissing(Refused):
    """He says why."""

    message = _("Tulis apa yang dikatakan orangnya, dalam satu atau dua kalimat.")
    field = "words"


class AnswerMissing(Refused):
    """An answer has its reasons."""

    message = _("Tulis alasan jawabannya. Orangnya berhak tahu.")
    field = "answer"


class OwnDecision(Refused):
    """Whoever decided does not answer."""

    message = _("Anda yang memutuskan penolakan ini. Orang lain yang menjawab bandingnya.")


class AnsweredAlready(Refused):
    """One answer an appeal."""

    message = _("Banding ini sudah dijawab. Muat ulang halaman ini.")


@verb
def raise_appeal(uid: UUID, participation: Participation, *, words_said: str, by: User) -> Appeal:
    """Write down that somebody who was refused asks another to look again. One a refusal: the second gives the first.

    Raises NotRefused, AppealTooLate, WordsMissing.
    """
    participation = Participation.objects.select_for_update().get(pk=participation.pk)
    known = Appeal.objects.filter(participation=participation).first()
    if known is not None:
        return known
    if participation.state != Participation.State.REFUSED or participation.decided_on is None:
        raise NotRefused
    if not words_said.strip():
        raise WordsMissing
    until = participation.decided_on + timedelta(days=int(rate(APPEAL_DAYS, clock.today()).value))
    if clock.today() > until:
        assert participation.review_on is not None  # a refusal names it
        raise AppealTooLate(until=words.day(until), review_on=words.day(participation.review_on))
    appeal = Appeal.objects.create(
        uid=uid, participation=participation, raised_on=clock.today(), raised_by=by, words=words_said.strip()
    )
    record(AppealRaised(appeal=appeal.pk, participation=participation.pk, on=appeal.raised_on))
    return appeal


@verb
def answer_appeal(appeal: Appeal, *, upheld: bool, answer: str, by: User) -> Appeal:
    """Answer it, with reasons. Upheld, the person may be proposed again at once. The same answer again changes nothing.

    Raises OwnDecision, AnswerMissing, AnsweredAlready.
    """
    appeal = Appeal.objects.select_for_update(of=("self",)).select_related("participation").get(pk=appeal.pk)
    answer = answer.strip()
    if appeal.participation.decided_by_id == by.pk:
        raise OwnDecision
    if appeal.answered_on is not None:
        if (appeal.upheld, appeal.answer) == (upheld, answer):
            return appeal
        raise AnsweredAlready
    if not answer:
        raise AnswerMissing
    appeal.upheld, appeal.answer = upheld, answer
    appeal.answered_on, appeal.answered_by = clock.today(), by
    appeal.save(update_fields=["upheld", "answer", "answered_on", "answered_by"])
    record(
        AppealAnswered(
            appeal=appeal.pk, participation=appeal.participation_id, upheld=upheld, on=appeal.answered_on
        )
    )  # fmt: skip
    return appeal
