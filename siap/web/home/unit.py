"""The homes of those who work in one unit: its head, its officers, the probation officers of a Bapas."""

from collections.abc import Container, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siap.aftercare import queries as aftercare
from siap.aftercare.models import Case
from siap.business import queries as business
from siap.business.models import Business
from siap.core import clock
from siap.core.money import rupiah, rupiah_short
from siap.insight import queries as insight
from siap.insight import rules as boards
from siap.learning.models import Cohort
from siap.ledger.rules import first_day, month_of
from siap.market import queries as market
from siap.market.models import Sale
from siap.people.models import Unit, User
from siap.people.rules import BAPAS
from siap.rollout import queries as rollout
from siap.sharing import queries as sharing
from siap.ui import words
from siap.ui.tasks import Task
from siap.web import tasks
from siap.web.home.office import kanwil
from siap.web.home.parts import Home, Sum, Tile, alive_of, greeting, spoken, waiting_in
from siap.workshop import queries as workshop
from siap.workshop.models import Batch


def unit_head(user: User) -> Home:
    """What waits for the head's decision, and how the unit does."""
    unit = user.unit
    if unit is None:
        return kanwil(user)
    row = rollout.of_unit(unit)
    due = tasks.urgent_first(
        [
            *tasks.cash_to_confirm(user),  # cash that lies too long comes before anything else
            *tasks.to_decide(user),
            *tasks.appeals(user),
            *tasks.objections(user),
            *tasks.shares(user),
            *tasks.exemptions(user),
            *tasks.payouts(user),
            *tasks.unverified(user),
            *tasks.stall_piles(user),
            *tasks.stages(user, [row]),
            *tasks.officers_first(row),
        ]
    )
    page = reverse("rollout:unit", args=[unit.uid])
    return Home(
        heading=waiting_in(unit.short_name, len(due)),
        under=words.long_day(clock.today()),
        sums=_unit_sums(unit),
        tasks=due,
        way_title=_("Tahap %(unit)s") % {"unit": unit.short_name},
        way_href=page,
        way=row.stations(page),
        links=_board(unit) if unit.kind == BAPAS else (),
    )


def _board(bapas: Unit) -> list[tuple[str, str]]:
    return [(reverse("insight:board", args=[boards.BAPAS, bapas.uid]), _("Papan angka"))]


def _unit_sums(unit: Unit) -> list[Sum]:
    month = month_of(clock.today())
    since, until = first_day(month), clock.today()
    sold = market.sold(unit, since, until)
    shared = sharing.shared_to(unit, date(until.year, 1, 1), until)
    due = sharing.state_due(unit)
    owed = sharing.outstanding(unit)
    page = reverse("insight:unit", args=[unit.uid])
    return [
        Sum(_("Terjual bulan ini"), rupiah_short(sold), words.month(since), reverse("market:home"), rupiah(sold)),
        Sum(_("Dibagikan tahun ini"), rupiah_short(shared), _("kepada anggota"), page, rupiah(shared)),
        Sum(_("Titipan peserta"), rupiah_short(owed), _("disimpan UPT"), "", rupiah(owed)),
        Sum(_("PNBP terutang"), rupiah_short(due), _("belum disetor"), "", rupiah(due)),
    ]


def officer(user: User) -> Home:
    """Four big tiles with what is due under each, what waits, and where the last money stands."""
    groups = list(Business.objects.visible_to(user).filter(kind=Business.Kind.GROUP, closed_on=None).order_by("name"))
    groups.sort(key=lambda group: group.bridge_id != user.pk)
    own_cash, places = tasks.own_cash(user), market.places(user)
    keyed = business.last_sheets(groups) if groups else {}
    makers = workshop.makers(groups)
    due = tasks.urgent_first(
        [
            *tasks.hours(user, groups, keyed, makers),
            *tasks.payouts(user),
            *tasks.unverified(user),
            *own_cash,
            *tasks.stall_piles(user),
            *tasks.outlets(user, places),
            *tasks.visits(user, groups),
            *tasks.to_assess(user),
            *tasks.months_to_share(user, groups),
            *tasks.state_revenue(user),
            *tasks.permits(user),
        ]
    )
    place = user.unit.short_name if user.unit is not None else user.role_name
    return Home(
        heading=_("%(greeting)s, %(name)s") % {"greeting": greeting(), "name": user.name},
        under=f"{words.long_day(clock.today())} · {place}",
        tiles=[_sell(places, own_cash), _hours(groups, keyed, makers), _make(groups), _attend(user)],
        tasks=due,
        links=[(reverse("web:sheets"), _("Catat tanpa jaringan"))],
        **_last_rupiah(user),
    )


def _sell(places: Sequence[market.Place], own_cash: Sequence[Task]) -> Tile:
    tills = [one.channel for one in places if one.is_till]
    href = reverse("market:till", args=[tills[0].uid]) if len(tills) == 1 else reverse("market:home")
    note = own_cash[0].text if own_cash else _("Tidak ada kas di tangan Anda")
    return Tile(_("Jual"), note, href, "shopping-basket", primary=True)


def _hours(groups: Sequence[Business], keyed: Mapping[int, date], makers: Container[int]) -> Tile:
    if not groups:
        return Tile(_("Jam kerja"), _("Belum ada kelompok"), reverse("business:list"), "clock")
    keying = "workshop:week" if groups[0].pk in makers else "business:hours-week"
    href = reverse(keying, args=[groups[0].uid]) if len(groups) == 1 else reverse("business:list")
    last = max(keyed.values(), default=None)
    note = _("Terisi sampai %(day)s") % {"day": words.day(last)} if last else _("Belum ada lembar yang diisi")
    return Tile(_("Jam kerja"), note, href, "clock")


def _make(groups: Sequence[Business]) -> Tile:
    href = reverse("workshop:business", args=[groups[0].uid]) if len(groups) == 1 else reverse("workshop:home")
    since = first_day(month_of(clock.today()))
    made = Batch.objects.filter(product__business__in=groups, made_on__gte=since).count()
    note = ngettext("%(n)s batch bulan ini", "%(n)s batch bulan ini", made) % {"n": made}
    return Tile(_("Produksi"), note, href, "chef-hat")


def _attend(user: User) -> Tile:
    cohorts = list(
        Cohort.objects.visible_to(user).filter(closed_on=None).select_related("course").order_by("-opened_on")[:2]
    )
    if not cohorts:
        return Tile(_("Hadir"), _("Tidak ada kelas yang berjalan"), reverse("learning:home"), "clipboard-check")
    href = reverse("learning:hold-session", args=[cohorts[0].uid]) if len(cohorts) == 1 else reverse("learning:home")
    return Tile(_("Hadir"), _("Kelas %(course)s") % {"course": cohorts[0].course.title}, href, "clipboard-check")


def _last_rupiah(user: User) -> dict[str, Any]:
    sales = Sale.objects.visible_to(user).filter(voided_at=None).select_related("channel", "unit")
    sale = sales.order_by("-sold_at").first()
    if sale is None:
        return {}
    return {
        "way_title": _("Jalan rupiah: penjualan %(number)s") % {"number": sale.number},
        "way_sum": rupiah(sale.total),
        "way": insight.rupiah_way(sale, user).stations,
        "way_href": reverse("insight:rupiah-way", args=[sale.uid]),
    }


def probation_officer(user: User) -> Home:
    """Who came home, and what is due for them."""
    cases = Case.objects.visible_to(user).filter(closed_on=None)
    mine, untaken = cases.filter(officer=user).count(), cases.filter(officer=None).count()
    alive, asked = aftercare.alive(user.unit)
    due = [*tasks.coming_home(user), *tasks.plans(user)]
    said = ngettext("%(n)s orang pulang dalam dampingan Anda.", "%(n)s orang pulang dalam dampingan Anda.", mine)
    page = reverse("aftercare:home")
    return Home(
        heading=said % {"n": spoken(mine).capitalize()},
        under=words.long_day(clock.today()),
        sums=[
            Sum(_("Dampingan Anda"), words.number(mine), _("masih didampingi"), page),
            Sum(_("Belum ada PK"), words.number(untaken), _("menunggu diambil"), page),
            Sum(_("Jatuh tempo"), words.number(len(due)), _("dua minggu ini"), page),
            alive_of(alive, asked),
        ],
        tasks=tasks.urgent_first([*due, *tasks.stall_piles(user)]),
        links=[
            *(_board(user.unit) if user.unit else ()),
            (page, _("Semua yang pulang")),
            (reverse("programme:accept-client"), _("Terima klien ikut program")),
        ],
    )
