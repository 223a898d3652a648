"""What waits around people: selection, officers first, the way home, stories."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siap.aftercare import queries as aftercare
from siap.aftercare import rules as needs
from siap.aftercare.models import Case
from siap.core import clock
from siap.learning.rules import officers_missing
from siap.people.models import User
from siap.programme import queries as programme
from siap.programme.models import Agreement
from siap.programme.rules import REMIND_DAYS
from siap.rollout.queries import UnitStage
from siap.stories import queries as stories
from siap.ui import words
from siap.ui.tasks import Kind, Task
from siap.web.tasks.saying import MOST, ago


def to_decide(user: User) -> list[Task]:
    """People whom the head decides about."""
    rows = list(programme.awaiting_decision(user)) if user.can("selection.decide") else []
    if not rows:
        return []
    text = ngettext("%(n)s peserta menunggu keputusan Anda", "%(n)s peserta menunggu keputusan Anda", len(rows))
    since = min(row.proposed_on for row in rows)
    return [Task(Kind.WAIT, _("Tunggu"), text % {"n": len(rows)}, reverse("programme:decide"), ago(since))]


def to_assess(user: User) -> list[Task]:
    """People whom an officer assesses."""
    rows = list(programme.awaiting_assessment(user)) if user.can("selection.propose") else []
    if not rows:
        return []
    text = ngettext("%(n)s usulan belum dinilai", "%(n)s usulan belum dinilai", len(rows))
    since = min(row.proposed_on for row in rows)
    return [Task(Kind.WAIT, _("Tunggu"), text % {"n": len(rows)}, reverse("programme:selection"), ago(since))]


def agreements(found: Iterable[Agreement]) -> list[Task]:
    """Of these agreements, those that end soon, and what was never answered: for the two who signed."""
    return [task for one in sorted(set(found), key=lambda one: one.pk) for task in _asked(one)]


def _asked(one: Agreement) -> Iterator[Task]:
    href = reverse("programme:agreement", args=[one.uid])
    if one.until_on is None:
        text = _("Perjanjian dengan %(partner)s berlaku sampai kapan? Belum dicatat.")
        yield Task(Kind.INFO, _("Tanya"), text % {"partner": one.partner.name}, href)
    elif (left := (one.until_on - clock.today()).days) <= max(REMIND_DAYS):
        urgent, soon, _in_sight = REMIND_DAYS
        kind = Kind.BAD if left <= urgent else Kind.WAIT if left <= soon else Kind.INFO
        badge = _("Lewat") if left < 0 else ngettext("%(n)s hari", "%(n)s hari", left) % {"n": left}
        text = _("Perjanjian dengan %(partner)s habis: perpanjang?") % {"partner": one.partner.name}
        yield Task(kind, badge, text, href, words.day(one.until_on))
    if not one.cooperative_regime:
        text = _("Hasil yang dijual lewat koperasi: premi atau upah? Belum ditanyakan.")
        yield Task(Kind.WAIT, _("Tanya"), text, href)


def appeals(user: User) -> list[Task]:
    """Refusals that somebody else is asked to look at again."""
    rows = programme.open_appeals(user)[:MOST] if user.can("appeal.answer") else []
    return [
        Task(
            Kind.WAIT,
            _("Banding"),
            _("Banding %(who)s menunggu jawaban") % {"who": one.participation.person.name_for(user)},
            reverse("programme:answer-appeal", args=[one.uid]),
            ago(one.raised_on),
        )
        for one in rows
    ]


def officers_first(row: UnitStage) -> list[Task]:
    """A unit that may not teach participants yet."""
    missing = officers_missing(row.standing.officers_needed, row.standing.officers_certified)
    if not missing:
        return []
    said = ngettext("%(unit)s: %(n)s petugas lagi harus lulus", "%(unit)s: %(n)s petugas lagi harus lulus", missing)
    told = said % {"unit": row.unit.short_name, "n": missing}
    return [Task(Kind.BAD, _("Petugas"), told, reverse("learning:home"))]


def plans(user: User) -> list[Task]:
    """Personal plans that are to be looked at within two weeks."""
    days = list(aftercare.plans_due(user).values_list("review_on", flat=True)) if user.can("plan.write") else []
    if not days:
        return []
    text = ngettext("%(n)s rencana pribadi perlu ditinjau", "%(n)s rencana pribadi perlu ditinjau", len(days))
    kind, badge = (Kind.BAD, _("Lewat")) if days[0] < clock.today() else (Kind.INFO, _("Sebentar lagi"))
    return [Task(kind, badge, text % {"n": len(days)}, reverse("aftercare:plans"), words.day(days[0]))]


def coming_home(user: User) -> list[Task]:
    """Tasks and follow-ups of people coming home that are due within two weeks."""
    if not user.can("case.write"):
        return []
    soon = clock.today() + timedelta(days=needs.EARLY_DAYS)
    due = [
        (
            one.case,
            _("%(what)s: %(who)s") % {"what": needs.TASKS[one.what].label, "who": _who(user, one.case)},
            one.due_on,
        )
        for one in aftercare.due_tasks(user, soon)[:MOST]
    ]
    asked = [
        (
            one.case,
            _("Tengok usaha %(who)s, bulan ke-%(n)s") % {"n": one.month, "who": _who(user, one.case)},
            one.due_on,
        )
        for one in aftercare.due_follow_ups(user, soon)[:MOST]
    ]
    today = clock.today()
    return [
        Task(
            Kind.BAD if on < today else Kind.INFO,
            _("Lewat") if on < today else _("Sebentar lagi"),
            text,
            reverse("aftercare:case", args=[case.uid]),
            words.day(on),
        )
        for case, text, on in [*due, *asked]
    ]


def _who(user: User, case: Case) -> str:
    return str(case.person.name_for(user))


def stories_to_publish(user: User) -> list[Task]:
    """Drafts that somebody else wrote."""
    if not user.can("story.publish"):
        return []
    return [
        Task(
            Kind.WAIT,
            _("Konsep"),
            _("“%(title)s” menunggu dibaca orang kedua") % {"title": story.title},
            reverse("stories:draft", args=[story.uid]),
            ago(story.written_on),
        )
        for story in stories.waiting_for(user.pk)[:MOST]
    ]
