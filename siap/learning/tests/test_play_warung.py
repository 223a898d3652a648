"""Warung Mandiri: the book and the shelves always agree, the same seed is the same game, carelessness costs."""

from statistics import fmean

import pytest
from django.urls import reverse
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from siap.core import proofs
from siap.learning import rules, services
from siap.learning.models import Game, GameWeek
from siap.learning.rules import warung
from siap.learning.tests import given
from siap.ledger import chart
from siap.ledger.memory import MemoryBook
from siap.ledger.rules import AnotherEntry, Cr, Dr, Draft, NotBalanced
from tests.world import TODAY

CHOICES = st.builds(
    warung.Choice, st.integers(0, 40), st.integers(0, 24), st.integers(10, 40).map(lambda steps: steps * 500)
)
GAMES = st.tuples(st.integers(0, 10**6), st.lists(CHOICES, min_size=12, max_size=12))


def _played(seed, choices):
    state = warung.begin(seed)
    for choice in choices:
        warung.play(state, warung.clipped(state, choice))
    return state


@settings(max_examples=60, deadline=None)
@for_all(GAMES)
def test_cash_and_shelves_are_the_books(game):
    state = warung.begin(game[0])
    for choice in game[1]:
        warung.play(state, warung.clipped(state, choice))
        book = state.book
        assert book.sum_of_debits() == 0
        assert state.cash == book.balance(chart.cash) >= 0
        assert sum(lot.value for lot in state.combs) == book.balance(chart.material_stock) >= 0
        assert sum(lot.value for lot in state.bags) == book.balance(chart.stock) >= 0
        assert all(lot.count > 0 and lot.age < 4 for lot in [*state.combs, *state.bags])
    equity = state.cash + book.balance(chart.material_stock) + book.balance(chart.stock) - book.balance(chart.payable)
    assert equity == warung.CASH + state.profit - book.balance(chart.drawings)


@settings(max_examples=30, deadline=None)
@for_all(GAMES)
def test_the_same_seed_and_the_same_decisions_are_the_same_game(game):
    one, two = _played(*game), _played(*game)
    assert one.results == two.results
    again = warung.replay(game[0], [result.choice for result in one.results])
    assert again.results == one.results
    assert again.profit == one.profit


@settings(max_examples=20, deadline=None)
@for_all(GAMES)
def test_a_mistake_costs_what_the_report_says(game):
    state = _played(*game)
    report = warung.report(state)
    assert len(report.mistakes) <= 3
    assert [one.cost for one in report.mistakes] == sorted((one.cost for one in report.mistakes), reverse=True)
    assert all(one.cost > 0 and one.says for one in report.mistakes)


def test_playing_well_beats_every_fixed_way():
    good = fmean(warung.play_well(seed).profit for seed in range(60))
    for buy in (4, 8, 12):
        for price in (8_000, 10_000, 12_500):
            assert good > 1.2 * fmean(_played(seed, [warung.Choice(buy, buy, price)] * 12).profit for seed in range(60))


def test_who_plays_well_makes_no_costly_mistake():
    assert max((one.cost for one in warung.report(warung.play_well(7)).mistakes), default=0) == 0


@pytest.mark.parametrize(
    ("choice", "refusal"),
    [
        (warung.Choice(1000, 0, 10_000), warung.NotEnoughCash),
        (warung.Choice(2, 3, 10_000), warung.NotEnoughBananas),
        (warung.Choice(30, 25, 10_000), warung.TooMuchWork),
        (warung.Choice(5, 5, 10_001), warung.PriceOutOfReach),
        (warung.Choice(5, 5, 500), warung.PriceOutOfReach),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_happens(choice, refusal):
    state = warung.begin(1)
    with pytest.raises(refusal) as refused:
        warung.play(state, choice)
    assert str(refused.value)
    assert state.cash == warung.CASH
    assert not state.results


def test_the_book_in_memory_keeps_the_rules_of_the_real_one():
    book = MemoryBook("try")
    entry = Draft("try", "a", TODAY, (Dr(chart.cash, 5), Cr(chart.capital, 5)))
    book.post(entry)
    book.post(entry)
    assert book.balance(chart.cash) == 5 == book.balance(chart.capital)
    with pytest.raises(AnotherEntry):
        book.post(Draft("try", "a", TODAY, (Dr(chart.cash, 6), Cr(chart.capital, 6))))
    with pytest.raises(NotBalanced):
        book.post(Draft("try", "b", TODAY, (Dr(chart.cash, 6), Cr(chart.capital, 5))))
    assert book.balance(chart.cash) == 5
    assert "b" not in book.entries
    book.post(entry.reversed("a:back", TODAY, ""))
    assert book.balance(chart.cash) == 0


@pytest.fixture
def cohort(world):
    """Sari, Dewi and Tono."""
    return given.taught(world)


def _play(game, world, weeks=12):
    for week in range(1, weeks + 1):
        state = warung.replay(game.seed, services.choices_of(game))
        services.play_week(game, week, warung.good_choice(state), by=world.budi)


def test_a_game_is_played_week_by_week_and_counts(world, cohort):
    game = services.start_game(cohort, group="Kelompok Satu", by=world.budi)
    _play(game, world)
    game.refresh_from_db()
    assert game.profit == warung.play_well(game.seed).profit
    assert game.finished_at is not None
    assert not next(finding for proof, finding in proofs.run() if proof.key == "games").offender
    GameWeek.objects.filter(game=game, week=3).update(price=5_000)
    assert "game" in next(finding for proof, finding in proofs.run() if proof.key == "games").offender
    GameWeek.objects.filter(game=game, week=3).update(
        buy=9_999
    )  # more than there is cash for: no such week can be played
    assert "game" in next(finding for proof, finding in proofs.run() if proof.key == "games").offender


def test_a_week_sent_twice_is_played_once_and_weeks_keep_their_order(world, cohort):
    game = services.start_game(cohort, player=cohort.enrolments.first(), by=world.budi)
    choice = warung.Choice(5, 5, 10_000)
    services.play_week(game, 1, choice, by=world.budi)
    services.play_week(game, 1, warung.Choice(9, 9, 9_000), by=world.budi)
    assert services.choices_of(game) == [choice]
    with pytest.raises(rules.WeekNotNext):
        services.play_week(game, 3, choice, by=world.budi)
    with pytest.raises(warung.NotEnoughCash):
        services.play_week(game, 2, warung.Choice(400, 0, 10_000), by=world.budi)
    assert game.weeks.count() == 1


def test_somebody_must_play(world, cohort):
    with pytest.raises(rules.PlayerMissing):
        services.start_game(cohort, group="  ", by=world.budi)


def test_a_whole_game_at_the_shared_screen(client, world, cohort):
    client.force_login(world.budi)
    page = reverse("learning:games", args=[cohort.uid])
    sent = {"uid": client.get(page).context["form"]["uid"].value(), "player": "", "group": "Kelompok Dua"}
    assert client.post(page, sent).url == reverse("learning:screen-game")
    screen = reverse("learning:screen-game")
    assert client.get(reverse("people:list")).status_code == 302
    refused = client.post(screen, {"week": 1, "buy": 400, "cook": 1, "price": "10000"})
    assert refused.status_code == 422
    assert "Kas tinggal Rp500.000" in refused.text
    game = Game.objects.get()
    for week in range(1, 13):
        state = warung.replay(game.seed, services.choices_of(game))
        assert f"Minggu {week} dari 12" in client.get(screen).text
        one = warung.good_choice(state)
        client.post(screen, {"week": week, "buy": one.buy, "cook": one.cook, "price": one.price})
    assert "Tiga keputusan termahal" in client.get(screen).text
    client.force_login(world.budi)
    assert "dari permainan yang baik" in client.get(reverse("learning:game", args=[game.uid])).text
    assert "Kelompok Dua" in client.get(page).text
    client.force_login(world.joko)
    assert client.get(reverse("learning:game", args=[game.uid])).status_code == 404
    assert client.get(page).status_code == 404


def test_the_board_is_printed(client, world):
    client.force_login(world.budi)
    assert client.get(reverse("learning:game-paper")).content.startswith(b"%PDF-")
