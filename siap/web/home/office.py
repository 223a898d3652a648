"""The homes of those who look over the whole office: the Kanwil, the cooperative, the auditor, the press desk."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siap.aftercare import queries as aftercare
from siap.business import queries as business
from siap.business.models import Business, Visit
from siap.core import clock
from siap.core.models import ChainHead
from siap.core.money import rupiah, rupiah_short
from siap.insight import queries as insight
from siap.insight import rules as figures
from siap.ledger.rules import first_day, last_day, month_of, previous_month
from siap.market import queries as market
from siap.people.models import Unit, User
from siap.programme.models import Agreement
from siap.rollout import queries as rollout
from siap.rollout.queries import UnitStage
from siap.sharing import queries as sharing
from siap.stories.models import Story
from siap.ui import words
from siap.ui.tasks import Kind, Task
from siap.web import tasks
from siap.web.home.parts import Home, Sum, UnitRow, alive_of, spoken, waiting_in


def kanwil(user: User) -> Home:
    """Which unit is at which stage, who is late, how much was sold, shared, paid to the state."""
    rows = rollout.board(Unit.objects.order_by("pk"))
    month = insight.last_busy_month()
    sold = insight.sold_by_unit(month)
    due = tasks.urgent_first(
        [
            *tasks.stages(user, rows),
            *tasks.stall_piles(user),
            *tasks.agreements(row.membership.agreement for row in rows if row.membership),
            *tasks.appeals(user),
            *tasks.objections(user),
            *tasks.shares(user),
            *tasks.unverified(user),
            *tasks.permits(user),
            *tasks.exemptions(user),
        ]
    )
    return Home(
        heading=_state_of_all(rows, due),
        under=_("%(month)s · angka dari buku") % {"month": words.month(first_day(month))},
        sums=_office_sums(month, sum(sold.values())),
        tasks=due,
        units=_unit_rows(rows, sold),
        links=[(reverse("web:api-keys"), _("Kunci data terbuka"))] if user.can("api_key.write") else [],
    )


def _state_of_all(rows: Sequence[UnitStage], due: Sequence[Task]) -> str:
    groups = sum(row.standing.groups for row in rows)
    late = sum(task.kind == Kind.BAD for task in due)
    state = ngettext("%(n)s hal terlambat.", "%(n)s hal terlambat.", late) if late else _("Tidak ada yang terlambat.")
    in_groups = ngettext("%(n)s kelompok", "%(n)s kelompok", groups) % {"n": spoken(groups)}
    return _("%(units)s UPT, %(groups)s. %(state)s") % {
        "units": spoken(len(rows)).capitalize(),
        "groups": in_groups,
        "state": (state % {"n": spoken(late).capitalize()}) if late else state,
    }


def _unit_rows(rows: Sequence[UnitStage], sold: dict[int | None, int]) -> list[UnitRow]:
    pages = [reverse("rollout:unit", args=[row.unit.uid]) for row in rows]
    return [
        UnitRow(row.unit, page, row.is_late, row.stations(page), sold.get(row.unit.pk, 0))
        for row, page in zip(rows, pages, strict=True)
    ]


def _office_sums(month: int, sold: int) -> list[Sum]:
    since, until = first_day(month), last_day(month)
    shared, people = sharing.shared_to_whom(since, until)
    deposited = sharing.state_deposited(None, date(until.year, 1, 1), until)
    target = rollout.state_revenue_target(until.year)
    alive, asked = aftercare.alive()
    page = f"{reverse('insight:dashboard')}?bulan={since:%Y-%m}"
    return [
        _sold(month, sold),
        Sum(_("Dibagikan"), rupiah_short(shared), _("untuk %(n)s orang") % {"n": people}, page, rupiah(shared)),
        Sum(_("PNBP disetor"), rupiah_short(deposited), _of_target(deposited, target), page, rupiah(deposited)),
        alive_of(alive, asked),
    ]


def _sold(month: int, now: int) -> Sum:
    """What was sold in a month, and how it changed from the one before."""
    earlier = previous_month(month)
    growth, note = figures.growth(now, insight.sold_in(earlier)), ""
    if growth is not None:
        change = f"+{words.percent(growth)}" if growth >= 0 else words.percent(growth)
        note = _("%(change)s dari %(month)s") % {"change": change, "month": words.month(first_day(earlier))}
    page = f"{reverse('insight:dashboard')}?bulan={first_day(month):%Y-%m}"
    return Sum(_("Terjual"), rupiah_short(now), note, page, rupiah(now))


def _of_target(deposited: int, target: int) -> str:
    if not target:
        return _("tahun ini")
    return _("target tahun %(percent)s") % {"percent": words.percent(figures.percent(deposited, target))}


def auditor(user: User) -> Home:
    """Where the log stands, and the same figures as the Kanwil."""
    head = ChainHead.objects.get(pk=1)
    month = insight.last_busy_month()
    return Home(
        heading=_("%(n)s fakta tercatat, berantai sampai yang terakhir.") % {"n": words.number(head.count)},
        under=_("Kepala rantai %(head)s") % {"head": f"{head.count}:{head.digest[:16]}…"},
        sums=_office_sums(month, insight.sold_in(month)),
        links=[
            (reverse("web:audit"), _("Catatan fakta")),
            (reverse("insight:reports"), _("Laporan terbit")),
            (reverse("sharing:home"), _("Bagi hasil")),
            (reverse("rollout:board"), _("Tahap tiap UPT")),
        ],
    )


def mentor(user: User) -> Home:
    """Which groups he stands beside, and what was agreed with them."""
    groups = list(Business.objects.visible_to(user).filter(mentor=user, closed_on=None).order_by("name"))
    since = first_day(month_of(clock.today()))
    made = Visit.objects.filter(by=user, visited_on__gte=since).count()
    open_actions = business.open_actions(Business.objects.filter(pk__in=[group.pk for group in groups])).count()
    said = ngettext("Anda mendampingi %(n)s kelompok.", "Anda mendampingi %(n)s kelompok.", len(groups))
    return Home(
        heading=said % {"n": spoken(len(groups))},
        under=words.long_day(clock.today()),
        sums=[
            Sum(_("Kunjungan bulan ini"), words.number(made)),
            Sum(
                _("Janji terbuka"),
                words.number(open_actions),
                _("hasil kunjungan"),
                f"{reverse('business:actions')}?saya=1",
            ),
        ],
        tasks=tasks.urgent_first(
            [
                *tasks.visits(user, groups),
                *tasks.outlets(user, market.places(user)),
                *tasks.own_cash(user),
                *tasks.permits(user),
            ]
        ),
        links=[
            (reverse("insight:board", args=[figures.MENTOR, user.uid]), _("Papan angka")),
            *((reverse("business:visits", args=[group.uid]), group.name) for group in groups),
        ],
    )


def cooperative(user: User) -> Home:
    """What is sold, which money is not yet certain, and what groups were promised."""
    month = insight.last_busy_month()
    unsure = market.waiting(market.unverified())
    businesses = list(Business.objects.visible_to(user).filter(closed_on=None))
    groups = sum(one.kind == Business.Kind.GROUP for one in businesses)
    said = ngettext("%(n)s kelompok berjualan bersama koperasi.", "%(n)s kelompok berjualan bersama koperasi.", groups)
    return Home(
        heading=said % {"n": spoken(groups).capitalize()},
        under=words.long_day(clock.today()),
        sums=[
            _sold(month, insight.sold_in(month)),
            Sum(
                _("QRIS belum dicocokkan"),
                rupiah_short(unsure.amount),
                ngettext("%(n)s penjualan", "%(n)s penjualan", unsure.count) % {"n": unsure.count},
                reverse("market:unverified"),
                rupiah(unsure.amount),
            ),
        ],
        tasks=tasks.urgent_first(
            [
                *tasks.agreements(Agreement.objects.visible_to(user).select_related("partner")),
                *tasks.unverified(user),
                *tasks.cash_to_confirm(user),
                *tasks.own_cash(user),
                *tasks.stall_piles(user),
                *tasks.outlets(user, market.places(user)),
                *tasks.visits(user, businesses),
                *tasks.permits(user),
            ]
        ),
        links=[
            *(
                (reverse("insight:board", args=[figures.COOPERATIVE, one.uid]), _("Papan angka"))
                for one in Agreement.objects.visible_to(user).order_by("-signed_on")[:1]
            ),
            (reverse("market:home"), _("Pasar")),
            (reverse("business:list"), _("Semua kelompok")),
            (reverse("workshop:home"), _("Produk dan resep")),
        ],
    )


def public_relations(user: User) -> Home:
    """Which stories wait, and what the public can read."""
    published = Story.objects.public().count()
    due = tasks.stories_to_publish(user)
    said = ngettext("%(n)s kabar terbit.", "%(n)s kabar terbit.", published) % {"n": spoken(published).capitalize()}
    return Home(
        heading=f"{said} {waiting_in(_('Meja Humas'), len(due))}",
        under=words.long_day(clock.today()),
        tasks=due,
        links=[
            (reverse("stories:write"), _("Tulis cerita")),
            (reverse("stories:desk"), _("Meja Humas")),
            (reverse("stories:news"), _("Yang dibaca publik")),
        ],
    )
