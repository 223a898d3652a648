"""Warung Mandiri: start a game, play a week of it. The engine stands in `rules.warung`."""

from uuid import UUID

from siap.core import clock
from siap.core.ids import new_uid
from siap.core.verbs import record, verb
from siap.learning import facts, rules
from siap.learning.models import Cohort, Enrolment, Game, GameWeek
from siap.learning.rules import warung
from siap.learning.services.classes import open_class
from siap.people.models import User


@verb
def start_game(
    cohort: Cohort, *, player: Enrolment | None = None, group: str = "", by: User, uid: UUID | None = None
) -> Game:
    """Start a game for one person of a class, or for a group under the name it gives itself. Everybody of a class plays the
    same season, so that results can be compared. Raises CohortClosed, PlayerMissing."""
    uid = uid or new_uid()
    if known := Game.objects.filter(uid=uid).first():
        return known
    cohort = open_class(cohort)
    name = "" if player else group.strip()[:40]
    if player is None and not name or player is not None and player.cohort_id != cohort.pk:
        raise rules.PlayerMissing
    seed = 1 + cohort.pk * 7919 % 1_000_000
    game = Game.objects.create(uid=uid, cohort=cohort, player=player, group=name, seed=seed, started_at=clock.now())
    record(facts.GameStarted(game=game.pk, cohort=cohort.pk, seed=seed))
    return game


@verb
def play_week(game: Game, week: int, choice: warung.Choice, *, by: User) -> warung.State:
    """Play a week: the same week again changes nothing, whatever is sent. Raises WeekNotNext, and what `warung.check`
    raises (NotEnoughCash and the like): then nothing was played."""
    game = Game.objects.select_for_update(of=("self",)).get(pk=game.pk)
    choices = choices_of(game)
    state = warung.replay(game.seed, choices)
    if week <= len(choices):
        return state
    if state.is_over or week != len(choices) + 1:
        raise rules.WeekNotNext(week=len(choices) + 1)
    warung.play(state, choice)
    GameWeek.objects.create(game=game, week=week, buy=choice.buy, cook=choice.cook, price=choice.price)
    if state.is_over:
        game.finished_at, game.profit = clock.now(), state.profit
        game.save(update_fields=["finished_at", "profit"])
        played = tuple((one.buy, one.cook, one.price) for one in [*choices, choice])
        record(facts.GameFinished(game=game.pk, cohort=game.cohort_id, weeks=played, profit=state.profit))
    return state


def choices_of(game: Game) -> list[warung.Choice]:
    """The decisions of a game so far, in order."""
    weeks = game.weeks.order_by("week").values_list("buy", "cook", "price")
    return [warung.Choice(*one) for one in weeks]
