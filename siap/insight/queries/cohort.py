"""The way of a cohort: everybody who was proposed in a year, how far they came, who left on the way and why, what the training
gave, and how long the businesses live. Counts only: nobody is named here."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siap.aftercare.models import Case, FollowUp, VentureState
from siap.business.models import Business, Membership, WorkedTime
from siap.core.text import Text
from siap.insight import rules
from siap.insight.queries.incomes import Income, income, incomes_of
from siap.learning.models import Audience, Certificate, Enrolment
from siap.learning.rules import class_gain
from siap.ledger.models import Line
from siap.people.models import Person, Placement, Unit
from siap.people.rules import DEATH, RELEASES
from siap.programme.models import Participation

STATIONS: tuple[tuple[str, Text], ...] = (
    ("proposed", gettext_lazy("Diusulkan")),
    ("approved", gettext_lazy("Disetujui")),
    ("certified", gettext_lazy("Lulus pelatihan")),
    ("grouped", gettext_lazy("Masuk kelompok")),
    ("worked", gettext_lazy("Bekerja")),
    ("home", gettext_lazy("Pulang")),
    ("venture", gettext_lazy("Punya usaha")),
    ("independent", gettext_lazy("Usaha jalan")),
)
"""The way, in order. Who reached a later station has passed the earlier ones: a client at a Bapas is home from the start."""
_NAMES = dict(STATIONS)
_ORDER = {key: at for at, (key, _name) in enumerate(STATIONS)}


@dataclass(frozen=True)
class Traveller:
    """One person of the cohort: how far he came, and why he left, where he did."""

    sex: str
    unit: Unit
    reached: int
    left_because: str


@dataclass(frozen=True)
class Stop:
    """One station: how many came so far, how many of them left the programme there, and the 95 % interval of their share."""

    label: str
    came: int
    out_of: int
    left: int

    @property
    def percent(self) -> int:
        """Of everybody who was proposed."""
        return rules.percent(self.came, self.out_of)

    @property
    def interval(self) -> tuple[int, int]:
        """Between which percents the share lies."""
        return rules.interval(self.came, self.out_of)


@dataclass(frozen=True)
class Part:
    """A part of the cohort (women, a unit) at some stations, what the training gave it (percent; None: not measured), and its
    income before and after."""

    label: str
    stops: tuple[Stop, ...]
    measured: int
    gain: int | None
    income: Income


@dataclass(frozen=True)
class CohortWay:
    """Everything the page shows."""

    stops: tuple[Stop, ...]
    reasons: tuple[tuple[str, int], ...]
    parts: tuple[Part, ...]
    measured: int
    gain: int | None
    income: Income
    curve: tuple[rules.Point, ...]
    ventures: int


COMPARED = ("approved", "certified", "worked", "venture")
"""The stations that parts of a cohort are compared at."""


def years_proposed() -> list[int]:
    """The years in which anybody was proposed, newest first."""
    return sorted({day.year for day in Participation.objects.dates("proposed_on", "year")}, reverse=True)


def cohort_way(year: int | None = None, unit: Unit | None = None, sex: str = "") -> CohortWay:
    """Of everybody proposed in a year (none: ever), in a unit (none: the whole office), of a sex (empty: both)."""
    which = Q(**({"proposed_on__year": year} if year else {}), **({"unit": unit} if unit else {}))
    rows = Participation.objects.filter(which & (Q(person__sex=sex) if sex else Q()))
    first = {one.person_id: one for one in rows.select_related("unit", "person").order_by("-proposed_on", "-pk")}
    people = _travellers(first)
    marks = _marks(first)
    earned = incomes_of(first)
    parts = [
        *_parts(people, marks, earned, lambda one: one.sex, lambda sex: str(Person.Sex(str(sex)).label)),
        *_parts(people, marks, earned, lambda one: one.unit.pk, lambda pk: _unit_name(people, pk)),
    ]
    pairs = list(marks.values())
    lives = _lives(first)
    return CohortWay(
        stops=_stops(people.values(), _NAMES),
        reasons=tuple(Counter(one.left_because for one in people.values() if one.left_because).most_common()),
        parts=tuple(parts),
        measured=len(pairs),
        gain=class_gain(pairs) if pairs else None,
        income=income(earned.values()),
        curve=tuple(rules.survival(lives)),
        ventures=len(lives),
    )


def _travellers(first: dict[int, Participation]) -> dict[int, Traveller]:
    reached = _reached(first)
    ends = _ends(first)
    return {
        person: Traveller(one.person.sex, one.unit, reached[person], _left(one, ends.get(person, "")))
        for person, one in first.items()
    }


def _reached(first: dict[int, Participation]) -> dict[int, int]:
    """The last station each person came to."""
    people = list(first)
    ventures = Business.objects.filter(owner__in=people, kind=Business.Kind.VENTURE)
    certified = Certificate.objects.filter(person__in=people, revoked_on=None, course__audience=Audience.PARTICIPANTS)
    seen: dict[str, Iterable[int]] = {
        "approved": [pk for pk, one in first.items() if one.state in {"approved", "ended"} and one.decided_on],
        "certified": certified.values_list("person", flat=True),
        "grouped": Membership.objects.filter(person__in=people).values_list("person", flat=True),
        "worked": WorkedTime.objects.filter(
            person__in=people, sheet__replaced_at=None, is_excused=False
        ).values_list("person", flat=True).distinct(),
        "home": Case.objects.filter(person__in=people, released_on__isnull=False).values_list("person", flat=True),
        "venture": ventures.values_list("owner", flat=True),
        "independent": _found_alive(people),
    }  # fmt: skip
    reached = dict.fromkeys(people, 0)
    for key, found in seen.items():
        for person in found:
            reached[person] = max(reached[person], _ORDER[key])
    return reached


def _found_alive(people: Sequence[int]) -> list[int]:
    """Whose business was alive when somebody last found out. Who could not be reached stays as he was found before."""
    rows = FollowUp.objects.filter(case__person__in=people, done_on__isnull=False).exclude(answer=FollowUp.Answer.LOST)
    last = dict(rows.order_by("done_on", "month").values_list("case__person", "answer"))
    return [person for person, answer in last.items() if answer == FollowUp.Answer.ALIVE]


def _ends(first: dict[int, Participation]) -> dict[int, str]:
    """What ended the placement of those whose participation ended, on that day."""
    days = {pk: one.ended_on for pk, one in first.items() if one.state == Participation.State.ENDED}
    rows = Placement.objects.filter(person__in=list(days), until_on__isnull=False)
    return {
        person: ended_by
        for person, until_on, ended_by in rows.values_list("person", "until_on", "ended_by")
        if until_on == days[person]
    }


def _left(one: Participation, ended_by: str) -> str:
    """Why somebody is no longer on the way. Going home is the way itself; free text is nobody's business here."""
    if one.state == Participation.State.REFUSED:
        return _("Ditolak dengan alasan")
    if one.state != Participation.State.ENDED or ended_by in RELEASES:
        return ""
    if ended_by == DEATH:
        return _("Meninggal")
    return _("Pindah UPT") if ended_by == "transfer" else _("Berhenti")


def _stops(people: Iterable[Traveller], keys: Iterable[str]) -> tuple[Stop, ...]:
    group = list(people)
    return tuple(
        Stop(
            str(_NAMES[key]),
            sum(one.reached >= _ORDER[key] for one in group),
            len(group),
            sum(one.reached == _ORDER[key] and bool(one.left_because) for one in group),
        )
        for key in keys
    )


def _parts(
    people: dict[int, Traveller],
    marks: dict[int, tuple[int, int]],
    earned: dict[int, tuple[int, int]],
    key: Callable[[Traveller], Hashable],
    name: Callable[[object], str],
) -> list[Part]:
    grouped: dict[Hashable, list[int]] = defaultdict(list)
    for person, one in people.items():
        grouped[key(one)].append(person)
    parts = []
    for value, members in sorted(grouped.items(), key=lambda pair: str(pair[0])):
        pairs = [marks[person] for person in members if person in marks]
        stops = _stops([people[person] for person in members], COMPARED)
        gain = class_gain(pairs) if pairs else None
        together = income(earned[person] for person in members if person in earned)
        parts.append(Part(name(value), stops, len(pairs), gain, together))
    return parts


def _unit_name(people: dict[int, Traveller], pk: object) -> str:
    return next(one.unit.short_name for one in people.values() if one.unit.pk == pk)


def _marks(people: Iterable[int]) -> dict[int, tuple[int, int]]:
    """The marks before and after of those whose training was measured: the last training of each."""
    rows = Enrolment.objects.filter(
        person__in=list(people), pre_test__isnull=False, post_test__isnull=False,
        cohort__course__audience=Audience.PARTICIPANTS,
    )  # fmt: skip
    return {
        person: (pre, post)
        for person, pre, post in rows.order_by("enrolled_on", "pk").values_list("person", "pre_test", "post_test")
        if pre is not None and post is not None
    }


def _lives(people: Iterable[int]) -> list[rules.Life]:
    """How many days each business was watched, and whether it closed. One that still lives was watched until somebody last
    heard of it: a visit, a word about its state, an entry in its book."""
    ventures = list(Business.objects.filter(owner__in=list(people), kind=Business.Kind.VENTURE))
    closed = dict(
        VentureState.objects.filter(venture__in=ventures, state=VentureState.State.CLOSED)
        .order_by("-since", "-pk")
        .values_list("venture", "since")
    )
    heard: dict[int, date] = dict(
        VentureState.objects.filter(venture__in=ventures).values_list("venture").annotate(last=Max("since")).order_by()
    )
    found = {
        person: (answer, done_on)
        for person, answer, done_on in FollowUp.objects.filter(
            case__person__in=[one.owner_id for one in ventures], done_on__isnull=False
        )
        .exclude(answer=FollowUp.Answer.LOST)
        .order_by("done_on", "month")
        .values_list("case__person", "answer", "done_on")
    }
    booked = dict(
        Line.objects.filter(book__key__in=[one.book for one in ventures])
        .values_list("book__key")
        .annotate(last=Max("booked_on"))
        .order_by()
    )
    return [
        _life(
            one, closed.get(one.pk), found.get(one.owner_id or 0, ("", None)), heard.get(one.pk), booked.get(one.book)
        )
        for one in ventures
    ]


def _life(one: Business, closed_on: date | None, found: tuple[str, date | None], *heard: date | None) -> rules.Life:
    """From its opening to its closing, as its owner said it or as the last visit found it; else to the last that was heard."""
    answer, found_on = found
    found_closed = found_on if answer == FollowUp.Answer.CLOSED else None
    end = min((day for day in (one.closed_on, closed_on, found_closed) if day and day >= one.formed_on), default=None)
    last = end or max((day for day in (found_on, *heard) if day), default=one.formed_on)
    return rules.Life(max((last - one.formed_on).days, 0), end is not None)
