"""What groups prove: who belongs to one, and how long each worked, is what was written down then."""

from itertools import groupby
from operator import itemgetter

from siap.business.models import Business, Conduct, HoursSheet, Membership, Visit, WorkedTime
from siap.core.proofs import CHUNK, Evidence, Finding, backed_by_facts, proof
from siap.core.text import _

_FORMED = {"business": "pk", "kind": "kind", "unit": "unit", "owner": "owner", "on": "formed_on"}
_JOINED = {"business": "business", "person": "person", "post": "post", "on": "from_on"}
_LEFT = {"business": "business", "person": "person", "on": "until_on"}
_TIMES = ("sheet", "business", "on", "times", "pieces", "excused")
_CONDUCT = {
    "conduct": "pk", "business": "business", "person": "person", "percent": "percent", "on": "from_on", "by": "by",
}  # fmt: skip
_VISITED = {"visit": "pk", "business": "business", "on": "visited_on"}


@proof("businesses", _("Setiap usaha dibentuk"), wants={"business.BusinessFormed": _FORMED})
def businesses_were_formed(evidence: Evidence) -> Finding:
    """Every business was formed by a verb that said so: of that unit, that owner, on that day."""
    return backed_by_facts(Business.objects.all(), "business.BusinessFormed", evidence, "business", _FORMED)


@proof(
    "members",
    _("Anggota masuk dan keluar seperti tercatat"),
    wants={"business.MemberJoined": _JOINED, "business.MemberLeft": _LEFT},
)
def members_joined_and_left(evidence: Evidence) -> Finding:
    """Every membership begins and ends on the days that a verb said."""
    rows = Membership.objects.all()
    joined = backed_by_facts(rows, "business.MemberJoined", evidence, "membership", _JOINED)
    left = backed_by_facts(rows.exclude(until_on=None), "business.MemberLeft", evidence, "membership", _LEFT)
    again = len(evidence.of("business.MemberLeft", _LEFT)) - left.count
    return Finding(
        joined.count, joined.offender or left.offender or (f"{again} who left are back" if again > 0 else "")
    )


@proof(
    "hours",
    _("Jam kerja sama dengan lembarnya"),
    wants={"business.HoursRecorded": _TIMES, "business.HoursCorrected": _TIMES},
)
def hours_are_as_keyed_in(evidence: Evidence) -> Finding:
    """Every sheet gives each member the minutes and pieces that were keyed in, and only a correction replaces it."""
    facts = evidence.of("business.HoursRecorded", _TIMES) | evidence.of("business.HoursCorrected", _TIMES)
    said = {(*one[:4], one[4] or (), one[5] or ()) for one in facts}  # older facts do not speak of pieces
    times = WorkedTime.objects.order_by("sheet", "person").values_list(
        "sheet", "person", "minutes", "pieces", "is_excused"
    )
    worked = groupby(times.iterator(chunk_size=CHUNK), key=itemgetter(0))
    at, theirs = next(worked, (0, iter(())))
    count = 0
    for pk, business, on in HoursSheet.objects.order_by("pk").values_list("pk", "business", "worked_on").iterator():
        count += 1
        rows: list[tuple[int, int, int, int, bool]] = []
        if at == pk:
            rows = list(theirs)
            at, theirs = next(worked, (0, iter(())))
        minutes = tuple((person, length) for _sheet, person, length, _made, _excused in rows if length)
        pieces = tuple((person, made) for _sheet, person, _length, made, _excused in rows if made)
        excused = tuple(person for _sheet, person, _length, _made, is_excused in rows if is_excused)
        if (pk, business, on.isoformat(), minutes, pieces, excused) not in said:
            return Finding(count, f"sheet {pk}: not as it was keyed in")
    if count != len(said):
        return Finding(count, f"{len(said) - count} sheets are missing")
    stands = HoursSheet.objects.filter(replaced_at=None).exclude(correction=None)
    falls = HoursSheet.objects.exclude(replaced_at=None).filter(correction=None)
    wrong = (stands | falls).order_by("pk").first()
    return Finding(count, f"sheet {wrong.pk}: counts although replaced, or the other way" if wrong else "")


@proof("conduct", _("Nilai kelakuan seperti yang diberikan"), wants={"business.ConductGiven": _CONDUCT})
def conduct_is_as_given(evidence: Evidence) -> Finding:
    """Every conduct that counts was given by a verb that said so: to that member, so many percent, by that hand."""
    return backed_by_facts(Conduct.objects.all(), "business.ConductGiven", evidence, "conduct", _CONDUCT)


@proof("visits", _("Setiap kunjungan dicatat"), wants={"business.VisitMade": _VISITED})
def visits_were_made(evidence: Evidence) -> Finding:
    """Every visit was written down by a verb that said so: to that business, on that day."""
    made = Visit.objects.exclude(visited_on=None)
    return backed_by_facts(made, "business.VisitMade", evidence, "visit", _VISITED)
