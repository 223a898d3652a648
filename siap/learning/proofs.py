"""What learning proves: no mark, meeting, answer or certificate without its verb; what was taken back stays so."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from django.db.models import Count, Q, Value

from siap.core.errors import Refused
from siap.core.proofs import CHUNK, Evidence, Finding, backed_by_facts, proof
from siap.core.text import _
from siap.learning import rules
from siap.learning.models import Answer, Attendance, Certificate, Enrolment, Game, Session
from siap.learning.rules import warung

_ISSUED = {"certificate": "pk", "person": "person", "audience": "course__audience", "on": "issued_on"}
_REVOKED = {"certificate": "pk", "person": "person"}
_HELD = {"session": "pk", "cohort": "cohort", "on": "held_on", "present": "came"}
_SAT = ("sitting", "enrolment", "score", "choices")
_PLAYED = ("game", "cohort", "weeks", "profit")
_POST = {"cohort": "cohort", "person": "person", "kind": "test", "score": "post_test"}


@proof("certificates", _("Setiap sertifikat diterbitkan"), wants={"learning.CertificateIssued": _ISSUED})
def certificates_were_issued(evidence: Evidence) -> Finding:
    """Every certificate was issued by a verb that said so: to that person, on that day."""
    return backed_by_facts(Certificate.objects.all(), "learning.CertificateIssued", evidence, "certificate", _ISSUED)


@proof("revoked", _("Sertifikat yang dicabut tetap dicabut"), wants={"learning.CertificateRevoked": _REVOKED})
def revoked_certificates_stay_revoked(evidence: Evidence) -> Finding:
    """A certificate that was taken back does not count again."""
    revoked = Certificate.objects.exclude(revoked_on=None)
    return backed_by_facts(revoked, "learning.CertificateRevoked", evidence, "certificate", _REVOKED)


@proof("marks", _("Setiap nilai tes diberikan"), wants={"learning.TestMarked": _POST})
def marks_were_given(evidence: Evidence) -> Finding:
    """Every post-test has a mark that somebody gave."""
    marked = Enrolment.objects.exclude(post_test=None).annotate(test=Value("post"))
    said = evidence.of("learning.TestMarked", _POST)
    given = marked.order_by("pk").values_list("pk", *_POST.values())
    wrong = next((pk for pk, *values in given.iterator() if tuple(values) not in said), None)
    return Finding(marked.count(), f"enrolment {wrong}: nobody gave this mark" if wrong else "")


@proof("meetings", _("Setiap pertemuan tercatat dengan yang hadir"), wants={"learning.SessionHeld": _HELD})
def meetings_were_held(evidence: Evidence) -> Finding:
    """Every meeting was written down by a verb: of that class, on that day, with so many who came."""
    came = Count("attendance", filter=Q(attendance__state=Attendance.State.PRESENT))
    held = Session.objects.annotate(came=came)
    return backed_by_facts(held, "learning.SessionHeld", evidence, "session", _HELD)


@proof("tests", _("Setiap jawaban tes seperti yang diserahkan"), wants={"learning.TestSat": _SAT})
def tests_are_as_handed_in(evidence: Evidence) -> Finding:
    """Every test that was handed in has the answers and the score that a verb said, and the score is what the answers are
    worth."""
    said, count = evidence.of("learning.TestSat", _SAT), 0
    rows = (
        Answer.objects.exclude(sitting__finished_at=None)
        .order_by("sitting", "item__position")
        .values_list("sitting", "sitting__enrolment", "sitting__score", "choice", "item__question__answer")
    )
    for (sitting, enrolment, score), given in groupby(rows.iterator(chunk_size=CHUNK), key=itemgetter(0, 1, 2)):
        count += 1
        answers = [(choice, right) for *_known, choice, right in given]
        worth = rules.score(sum(choice == right for choice, right in answers), len(answers))
        if (sitting, enrolment, score, tuple(choice for choice, _right in answers)) not in said or worth != score:
            return Finding(count, f"sitting {sitting}: not as it was handed in")
    return Finding(count, f"{len(said) - count} tests are missing" if len(said) > count else "")


def _profit(seed: int, weeks: Sequence[tuple[int, int, int]]) -> int | None:
    """What a game comes to when it is played again; nothing where the rules refuse one of its weeks."""
    try:
        return warung.replay(seed, [warung.Choice(*week) for week in weeks]).profit
    except Refused:
        return None


@proof("games", _("Setiap permainan dapat dimainkan ulang"), wants={"learning.GameFinished": _PLAYED})
def games_can_be_played_again(evidence: Evidence) -> Finding:
    """Every finished game has the weeks and the profit that a verb said, and comes out the same when played again."""
    said, count = evidence.of("learning.GameFinished", _PLAYED), 0
    for game in Game.objects.exclude(finished_at=None).order_by("pk").iterator(chunk_size=CHUNK):
        count += 1
        weeks = tuple(game.weeks.order_by("week").values_list("buy", "cook", "price"))
        if (game.pk, game.cohort_id, weeks, game.profit) not in said or _profit(game.seed, weeks) != game.profit:
            return Finding(count, f"game {game.pk}: not as it was played")
    return Finding(count, f"{len(said) - count} games are missing" if len(said) > count else "")
