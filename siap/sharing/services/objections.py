"""A member says that a slip is wrong; somebody who did not prepare it answers."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.core import clock, sql
from siap.core.errors import Refused
from siap.core.verbs import record, verb
from siap.people.models import User
from siap.sharing import queries
from siap.sharing.facts import ObjectionAnswered, ObjectionRaised
from siap.sharing.models import Objection, Slip
from siap.ui import words as spoken


class WordsMissing(Refused):
    """Which part of it is wrong?"""

    message = _("Tulis apa yang menurut anggota tidak benar.")
    field = "words"


class ObjectionOpen(Refused):
    """One at a time."""

    message = _("Keberatan tentang slip ini sedang menunggu jawaban.")


class ObjectionTooLate(Refused):
    """The days for it are over."""

    message = _("Masa keberatan berakhir pada %(until)s.")


class ObjectionsOver(Refused):
    """The Kanwil has answered, or the share no longer stands."""

    message = _(
        "Slip ini tidak lagi dapat dipersoalkan di sini: sudah dijawab Kanwil, atau bagi hasilnya tidak berlaku."
    )


class AnswerMissing(Refused):
    """An answer says something."""

    message = _("Tulis jawabannya.")
    field = "answer"


class AnsweredByPreparer(Refused):
    """Who prepared the share does not judge it."""

    message = _("Bagi hasil ini Anda siapkan sendiri. Yang menjawab keberatan harus orang lain.")


class NotYoursToAnswer(Refused):
    """The first goes to the head of the unit, the second to the Kanwil."""

    message = _("Keberatan ini dijawab oleh %(who)s.")


@verb
def raise_objection(uid: UUID, slip: Slip, words: str, *, by: User) -> Objection:
    """Write down a member's objection to his slip. The same `uid` again changes nothing.

    Raises OfAnother, WordsMissing, ObjectionOpen, ObjectionsOver, ObjectionTooLate.
    """
    slip = Slip.objects.select_for_update(of=("self",)).select_related("share__terms").get(pk=slip.pk)
    known = sql.find(Objection, uid, slip_id=slip.pk)
    if known is not None:
        return known
    if not words.strip():
        raise WordsMissing
    if slip.objections.filter(answered_on=None).exists():
        raise ObjectionOpen
    until = queries.may_object_until(slip)
    if until is None:
        raise ObjectionsOver
    if clock.today() > until:
        raise ObjectionTooLate(until=spoken.day(until))
    objection: Objection = Objection.objects.create(uid=uid, slip=slip, raised_on=clock.today(), words=words.strip())
    record(ObjectionRaised(objection=objection.pk, slip=slip.pk))
    return objection


@verb
def answer_objection(objection: Objection, *, answer: str, by: User) -> Objection:
    """Answer an objection: the first about a slip by the unit's head, the second by the Kanwil. Twice changes nothing.

    Raises AnsweredByPreparer, NotYoursToAnswer, AnswerMissing.
    """
    objection = Objection.objects.select_for_update(of=("self",)).select_related("slip__share").get(pk=objection.pk)
    if objection.answered_on is not None:
        return objection
    if objection.slip.share.prepared_by_id == by.pk:
        raise AnsweredByPreparer
    answerer = queries.answerer_of(objection)
    if not by.has_role(answerer.role):
        raise NotYoursToAnswer(who=answerer.name)
    if not answer.strip():
        raise AnswerMissing
    objection.answer, objection.answered_on, objection.answered_by = answer.strip(), clock.today(), by
    objection.save(update_fields=["answer", "answered_on", "answered_by"])
    record(ObjectionAnswered(objection=objection.pk, slip=objection.slip_id))
    return objection
