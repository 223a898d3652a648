"""One person: proposed → assessed → approved → trained → certified → in a group → working → shared → savings → released →
client → owner of a business. Every step with its day and the page where it was taken."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from siap.aftercare.models import Case
from siap.business.models import Business, Membership, WorkedTime
from siap.core import clock
from siap.core.money import rupiah
from siap.insight.queries.steps import Step, may_open, stations, travelled
from siap.learning.models import Attendance, Certificate, Enrolment
from siap.people.models import Person, Placement, User
from siap.people.rules import RELEASES
from siap.programme.models import Participation
from siap.sharing import queries as sharing
from siap.sharing.models import Share, Slip
from siap.ui import words
from siap.ui.way import Station


@dataclass(frozen=True)
class PersonWay:
    """A person's steps, and every slip he got where the viewer may see them."""

    person: Person
    steps: list[Step]
    slips: list[Slip]

    @property
    def stations(self) -> list[Station]:
        """The way."""
        return stations(self.steps)

    @property
    def here(self) -> Step | None:
        """Where he is on it."""
        return next((step for step in reversed(self.steps) if step.reached), None)


def person_way(person: Person, viewer: User) -> PersonWay:
    """The whole way of a person, as far as this viewer may open it."""
    placements = list(person.placements.select_related("unit").order_by("from_on", "pk"))
    if placements and placements[-1].status == Placement.Status.OFFICER:
        return PersonWay(person, travelled(_training(person, viewer)), [])
    slips = _slips(person, viewer) if viewer.can("savings.see") else []
    steps = [
        *_selection(person, viewer),
        *_training(person, viewer),
        *_group(person, viewer),
        *_money(person, viewer, slips),
        _released(person, placements, viewer),
        _case(person, viewer),
        _venture(person, viewer),
    ]
    return PersonWay(person, travelled(steps), slips)


def _selection(person: Person, viewer: User) -> list[Step]:
    taken: Participation | None = (
        person.participations.select_related("assessment", "unit").order_by("-proposed_on", "-pk").first()
    )
    labels = (_("Diusulkan"), _("Dinilai"), _("Disetujui"))
    if taken is None:
        return [Step(label, reached=False) for label in labels]
    href = (
        reverse("programme:participation", args=[taken.uid]) if may_open(viewer, "selection.see", taken.unit_id) else ""
    )
    assessment = getattr(taken, "assessment", None)
    decided = Step(labels[2], reached=False)
    if taken.state == Participation.State.REFUSED:
        decided = Step(_("Ditolak"), True, taken.decided_on, taken.because, href, is_bad=True)
    elif taken.decided_on is not None:
        told = _("Keputusan %(decree)s.") % {"decree": taken.decree} if taken.decree else _("Atas perjanjian sendiri.")
        decided = Step(labels[2], True, taken.decided_on, told, href)
    return [
        Step(labels[0], True, taken.proposed_on, taken.unit.name, href),
        Step(labels[1], assessment is not None, assessment.assessed_on, assessment.interest, href)
        if assessment
        else Step(labels[1], reached=False),
        decided,
    ]


def _training(person: Person, viewer: User) -> list[Step]:
    enrolled: Enrolment | None = (
        Enrolment.objects.filter(person=person).select_related("cohort__course").order_by("-enrolled_on", "-pk").first()
    )
    trained = Step(_("Dilatih"), reached=False)
    if enrolled is not None:
        cohort = enrolled.cohort
        came = Attendance.objects.filter(person=person, session__cohort=cohort).aggregate(
            held=Count("pk"), present=Count("pk", filter=Q(state=Attendance.State.PRESENT))
        )
        told = _("%(course)s: hadir %(present)s dari %(held)s pertemuan.") % {"course": cohort.course.title, **came}
        href = reverse("learning:cohort", args=[cohort.uid]) if may_open(viewer, "training.see", cohort.unit_id) else ""
        trained = Step(trained.label, True, enrolled.enrolled_on, told, href)
    return [trained, _certified(person, viewer)]


def _certified(person: Person, viewer: User) -> Step:
    certificates = Certificate.objects.filter(person=person).select_related("enrolment__cohort", "course")
    best = min(certificates, key=lambda one: (one.revoked_on is not None, -one.issued_on.toordinal()), default=None)
    if best is None:
        return Step(_("Lulus"), reached=False)
    unit = best.enrolment.cohort.unit_id
    href = reverse("learning:certificate", args=[best.uid]) if may_open(viewer, "training.see", unit) else ""
    told = _("Sertifikat %(number)s, %(course)s.") % {"number": best.number, "course": best.course.title}
    if best.revoked_on is not None:
        return Step(_("Sertifikat dicabut"), True, best.revoked_on, best.revoked_because, href, is_bad=True)
    return Step(_("Lulus"), True, best.issued_on, told, href)


def _group(person: Person, viewer: User) -> list[Step]:
    joined = Membership.objects.filter(person=person).select_related("business").order_by("-from_on", "-pk").first()
    if joined is None:
        return [Step(_("Berkelompok"), reached=False), Step(_("Bekerja"), reached=False)]
    group = joined.business
    href = reverse("business:business", args=[group.uid]) if may_open(viewer, "business.see", group.unit_id) else ""
    told = _("%(post)s di %(group)s.") % {"post": joined.get_post_display(), "group": group.name}
    if joined.until_on is not None:
        told = _("%(post)s di %(group)s sampai %(day)s.") % {
            "post": joined.get_post_display(),
            "group": group.name,
            "day": words.day(joined.until_on),
        }
    return [Step(_("Berkelompok"), True, joined.from_on, told, href), _working(person, href)]


def _working(person: Person, href: str) -> Step:
    worked = WorkedTime.objects.filter(person=person, sheet__replaced_at=None).aggregate(
        first=Min("sheet__worked_on"),
        last=Max("sheet__worked_on"),
        days=Count("sheet__worked_on", distinct=True),
        minutes=Sum("minutes"),
    )
    if not worked["days"]:
        return Step(_("Bekerja"), reached=False)
    told = _("%(hours)s dalam %(days)s hari kerja, terakhir %(last)s.") % {
        "hours": words.hours(worked["minutes"]),
        "days": worked["days"],
        "last": words.day(worked["last"]),
    }
    return Step(_("Bekerja"), True, worked["first"], told, href)


def _slips(person: Person, viewer: User) -> list[Slip]:
    """Where he is now all of them are seen; a unit that he left sees its own."""
    rows = Slip.objects.filter(person=person, share__state=Share.State.APPROVED)
    if sharing.books_seen(person, viewer) is not None:
        rows = rows.filter(share__business__unit__in=viewer.unit_ids)
    return list(rows.select_related("share__business").order_by("-share__decided_at", "-pk"))


def _money(person: Person, viewer: User, slips: list[Slip]) -> list[Step]:
    """Shares and savings: their days for all who see the person, their rupiah only for those who may see savings."""
    if not viewer.can("savings.see"):
        approved = Slip.objects.filter(person=person, share__state=Share.State.APPROVED, amount__gt=0)
        first = approved.aggregate(first=Min("share__decided_at"))["first"]
        return [Step(_("Bagi hasil"), first is not None, clock.day_of(first) if first else None)]
    got = [slip for slip in slips if slip.amount and slip.share.decided_at]
    if not got:
        return [Step(_("Bagi hasil"), reached=False), Step(_("Titipan"), reached=False)]
    page = reverse("sharing:savings", args=[person.uid])
    told = _("%(count)s kali menerima, seluruhnya %(total)s.") % {
        "count": len(got),
        "total": rupiah(sum(slip.amount for slip in got)),
    }
    first = _decided_on(got[-1])
    owed = sharing.savings(person, books=sharing.books_seen(person, viewer))
    left = _("%(usable)s dapat dipakai, %(held)s ditahan sampai bebas.") % {
        "usable": rupiah(owed.usable),
        "held": rupiah(owed.held),
    }
    return [
        Step(_("Bagi hasil"), True, first, told, reverse("sharing:slip", args=[got[0].uid])),
        Step(_("Titipan"), True, first, left if owed.total else _("Sudah dibayarkan seluruhnya."), page),
    ]


def _decided_on(slip: Slip) -> date | None:
    return clock.day_of(slip.share.decided_at) if slip.share.decided_at else None


def _released(person: Person, placements: list[Placement], viewer: User) -> Step:
    left = [one for one in placements if one.ended_by in RELEASES]
    if not left:
        died = person.died_on is not None
        return Step(_("Meninggal") if died else _("Bebas"), died, person.died_on)
    told = _("%(kind)s dari %(unit)s.") % {"kind": RELEASES[left[-1].ended_by], "unit": left[-1].unit.name}
    href = reverse("people:person", args=[person.uid]) if viewer.can("people.see") else ""
    return Step(_("Bebas"), True, left[-1].until_on, told, href)


def _case(person: Person, viewer: User) -> Step:
    case = Case.objects.filter(person=person).select_related("unit").order_by("-opened_on", "-pk").first()
    if case is None:
        return Step(_("Klien"), reached=False)
    may = may_open(viewer, "aftercare.see", case.unit_id) or may_open(viewer, "aftercare.see", case.released_from_id)
    href = reverse("aftercare:case", args=[case.uid]) if may else ""
    return Step(_("Klien"), True, case.opened_on, _("Didampingi %(unit)s.") % {"unit": case.unit.name}, href)


def _venture(person: Person, viewer: User) -> Step:
    own = Business.objects.filter(owner=person, kind=Business.Kind.VENTURE).order_by("-formed_on", "-pk").first()
    if own is None:
        return Step(_("Usaha mandiri"), reached=False)
    href = reverse("business:business", args=[own.uid]) if may_open(viewer, "business.see", own.unit_id) else ""
    return Step(_("Usaha mandiri"), True, own.formed_on, f"{own.name}: {own.what}", href)
