"""Warung Mandiri seen from the office: start a game, read its report, print the board."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.core.money import rupiah
from siap.learning import services
from siap.learning.forms import PlayerForm
from siap.learning.models import Cohort, Game
from siap.learning.rules import warung
from siap.learning.views.classes import cohort_of
from siap.learning.views.screen import lend_to
from siap.people.access import Request, needs
from siap.ui import paper
from siap.ui.pages import attempt, pdf, show


@needs("training.write")
def games(request: Request, uid: UUID) -> HttpResponse:
    """Start a game for somebody of the class or a group of it; the screen is lent to the players at once."""
    cohort = cohort_of(request, uid)
    people = cohort.enrolments.select_related("person").order_by("person__name", "pk")
    form = PlayerForm(request.user, people, request.POST or None)
    if form.is_valid():
        player = next((one for one in people if one.pk == form.cleaned_data["player"]), None)
        group = form.cleaned_data["group"]
        game = attempt(
            form, lambda: services.start_game(cohort, player=player, group=group, uid=form.uid, by=request.user)
        )
        if game is not None:
            return lend_to(request, "game", game.uid, "learning:screen-game")
    played = cohort.games.select_related("player__person").order_by("-pk")
    return show(request, "learning/games.html", form, cohort=cohort, games=played)


@require_safe
@needs("training.see")
def game(request: Request, uid: UUID) -> HttpResponse:
    """A game as it went: every week, and at the end what it teaches."""
    visible = Game.objects.filter(cohort__in=Cohort.objects.visible_to(request.user))
    found = get_object_or_404(visible.select_related("cohort__course", "player__person"), uid=uid)
    state = warung.replay(found.seed, services.choices_of(found))
    report = warung.report(state) if state.is_over else None
    return show(request, "learning/game.html", game=found, state=state, report=report)


@require_safe
@needs("training.see")
def game_paper(request: Request) -> HttpResponse:
    """The game on paper: rules, the weeks as cards, the cash book, the table of buyers."""
    return pdf(paper.compile("learning/warung", board_data(seed=2026)), "warung-mandiri.pdf")


def board_data(seed: int) -> dict[str, object]:
    """What the board says: the weeks of a season, and how many bags are asked for at each price."""
    weeks = warung.season(seed)
    prices = range(7_000, 14_001, 1_000)
    return {
        "title": "Warung Mandiri",
        "weeks": [
            {
                "number": week.number,
                "forecast": str(warung.WEATHER[week.forecast]),
                "weather": str(warung.WEATHER[week.weather]),
                "holiday": str(warung.HOLIDAYS[week.holiday]) if week.holiday else "",
                "competitor": week.has_competitor,
                "comb": rupiah(week.comb_price),
                "buyers": [warung.demand(week, week.weather, price, mood=week.mood, loyalty=1000) for price in prices],
            }
            for week in weeks
        ],
        "prices": [f"{price // 1000}rb" for price in prices],
        "words": _words(),
    }


def _rules() -> list[str]:
    """The rules of the board, with the engine's own numbers."""
    return [
        _("Mulai dengan kas %(cash)s. Satu orang juru buku, satu orang pemegang kas, yang lain memutuskan bersama.")
        % {"cash": rupiah(warung.CASH)},
        _("Setiap minggu buka satu kartu, baca bagian atasnya saja. Putuskan: beli berapa sisir, masak berapa, harga berapa."),
        _("Satu sisir menjadi %(bags)s bungkus. Memasak satu sisir memerlukan %(supplies)s untuk minyak, gas, gula, dan kemasan. "
          "Paling banyak %(most)s sisir seminggu.")
        % {"bags": warung.BAGS_A_COMB, "supplies": rupiah(warung.SUPPLIES * warung.BAGS_A_COMB), "most": warung.MOST_COMBS},
        _("Baru sesudah itu buka bagian bawah kartu: lihat berapa bungkus yang diminta pada harga Anda. "
          "Yang terjual: yang diminta, paling banyak yang ada."),
        _("Bayar sewa %(rent)s. Keluarga mengambil %(family)s, paling banyak separuh kas.")
        % {"rent": rupiah(warung.RENT), "family": rupiah(warung.FAMILY)},
        _("Pisang yang sudah dua minggu dan keripik yang sudah empat minggu dibuang. "
          "Tulis semuanya di buku, cocokkan dengan uangnya."),
    ]  # fmt: skip


def _words() -> dict[str, object]:
    return {
        "rules": _rules(),
        "under": _("Dua belas minggu usaha keripik pisang di satu papan"),
        "how": _("Cara bermain"),
        "week": _("Minggu"),
        "forecast": _("Ramalan"),
        "weather": _("Ternyata"),
        "comb": _("Satu sisir pisang"),
        "competitor": _("Ada saingan di sebelah"),
        "at_price": _("Harga"),
        "asked": _("Pembeli minta"),
        "book": _("Buku kas permainan"),
        "columns": _("Minggu|Beli|Masak|Harga|Terjual|Uang masuk|Uang keluar|Sisa kas|Sisa sisir|Sisa bungkus"),
        "fold": _("Lipat di garis ini. Bagian bawah dibuka sesudah kelompok memutuskan."),
    }
