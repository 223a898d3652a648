"""Whatever is bought, made, sold, replayed, taken back, called back, counted and thrown away, in whatever order: the shelf is
never below zero, its moves add up to it, the book says the same, what is called back is held, and what is traced back is
traced forward."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import given as tried
from hypothesis import strategies as st

from siap.business.tests import given as business
from siap.core import clock
from siap.core.errors import Refused
from siap.core.ids import new_uid
from siap.core.proofs import Evidence
from siap.market import services as market
from siap.market.models import Recall, RecallLot, Sale, SaleLine, Shortage
from siap.market.tests import given as market_given
from siap.workshop import proofs, queries, services
from siap.workshop.models import Lot, LotKind, Product, Purchase, StockMove
from siap.workshop.tests import given
from tests.world import TODAY, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def product(world: World) -> Product:
    """Ten jars on the shelf, material for ten more, and a price at the bazaar."""
    product = given.product(world, business.group(world))
    given.batch(world, product)
    given.supplies(world, product)
    market_given.priced(world, product)
    return product


class Kitchen:
    """What may happen to the shelf of one group. `much` and `which` come from chance; what cannot be is refused."""

    def __init__(self, world: World, product: Product) -> None:
        self.by, self.product = world.budi, product
        self.channel = market_given.bazaar(world)
        self.last: Callable[[], object] | None = None

    def again(self, much: int, which: int) -> None:
        """A device or a hurried finger sends the last thing twice: nothing moves."""
        if self.last is not None:
            moves = StockMove.objects.count()
            self.last()
            assert StockMove.objects.count() == moves

    def once(self, act: Callable[[], object]) -> None:
        self.last = None
        act()
        self.last = act

    def buy(self, much: int, which: int) -> None:
        uid, material = new_uid(), self._one_of(self.product.business.materials.order_by("pk"), which)
        self.once(lambda: services.buy_material(
            uid, material, supplier="Pasar", quantity=211 * much, total=777 * much + which, bought_on=TODAY, is_paid=False,
            by=self.by,
        ))  # fmt: skip

    def make(self, much: int, which: int) -> None:
        recipe = queries.recipe_now(self.product)
        assert recipe is not None
        uid, rounds = new_uid(), 1 + which % 2
        self.once(lambda: services.seal_batch(uid, recipe, rounds=rounds, good=much, made_on=TODAY, by=self.by))

    def sell(self, much: int, which: int) -> None:
        uid = new_uid()
        self.once(lambda: market.ring_up(uid, self.channel, [(self.product, much)], method="cash", by=self.by))

    def replay(self, much: int, which: int) -> None:
        uid, price = new_uid(), market_given.PRICE
        lot = self._one_of(Lot.objects.filter(product=self.product).order_by("pk"), which)
        taken = [market.Taken(self.product, much, price, lot)]
        self.once(lambda: market.replay_sale(
            uid, self.channel, taken, paid=[("cash", much * price)], sold_at=clock.now(), by=self.by
        ))  # fmt: skip

    def take_back(self, much: int, which: int) -> None:
        sale = self._one_of(Sale.objects.order_by("pk"), which)
        if sale is not None:
            self.once(lambda: market.void_sale(sale, because="Batal beli", by=self.by))

    def count(self, much: int, which: int) -> None:
        uid, lot = new_uid(), self._one_of(self._lots(), which)
        self.once(lambda: services.count_stock(
            uid, self.product.business, {lot.pk: much - 1}, because={lot.pk: "Salah catat"}, counted_on=TODAY, by=self.by
        ))  # fmt: skip

    def throw_away(self, much: int, which: int) -> None:
        uid, lot = new_uid(), self._one_of(self._lots(), which)
        self.once(lambda: services.write_off(uid, lot, much, because="Pecah", by=self.by))

    def reverse(self, much: int, which: int) -> None:
        purchase = self._one_of(Purchase.objects.order_by("pk"), which)
        self.once(lambda: services.reverse_purchase(purchase, because="Salah kirim", by=self.by))

    def hold(self, much: int, which: int) -> None:
        lot = self._one_of(self._lots(), which)
        act = services.unhold_lot if lot.is_held else services.hold_lot
        act(lot, because="Diperiksa", by=self.by)

    def call_back(self, much: int, which: int) -> None:
        """What one recall began another ends: found, or as a false alarm."""
        running = self._one_of(Recall.objects.filter(closed_at=None).order_by("pk"), which)
        if running is not None and much % 2:
            self.once(lambda: market.close_recall(running, found="Diperiksa", is_safe=which % 2 == 0, by=self.by))
            return
        uid, lot = new_uid(), self._one_of(self._lots(), which)
        self.once(lambda: market.start_recall(uid, lot, level=2, because="Garam tercampur pasir", by=self.by))

    def _lots(self) -> Iterable[Any]:
        return Lot.objects.filter(business=self.product.business).order_by("pk")

    @staticmethod
    def _one_of(rows: Iterable[Any], which: int) -> Any:
        found = list(rows)
        return found[which % len(found)] if found else None


ACTS = ("buy", "make", "sell", "replay", "take_back", "count", "throw_away", "reverse", "hold", "call_back", "again")
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(1, 24), st.integers(0, 9)), min_size=1, max_size=12)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@tried(STEPS)
def test_the_shelf_the_moves_and_the_book_stay_one(
    world: World, product: Product, steps: Sequence[tuple[str, int, int]]
) -> None:
    with transaction.atomic():
        kitchen = Kitchen(world, product)
        for act, much, which in steps:
            try:
                getattr(kitchen, act)(much, which)
            except Refused:
                kitchen.last = None
            _hold_together()
        _trace_both_ways()
        transaction.set_rollback(True)


def _hold_together() -> None:
    evidence = Evidence()
    assert not proofs.lots_are_their_moves(evidence).offender
    assert not proofs.stock_is_worth_what_the_book_says(evidence).offender
    assert not Lot.objects.filter(on_hand__lt=0).exists()
    for shortage in Shortage.objects.select_related("line"):
        assert (shortage.line.lot_id, shortage.line.cost) == (None, 0)
    called_back = RecallLot.objects.filter(recall__closed_at=None, recall__is_drill=False).values("lot")
    assert not Lot.objects.filter(pk__in=called_back, held_because="").exists()


def _trace_both_ways() -> None:
    materials = set(Lot.objects.filter(kind=LotKind.MATERIAL).values_list("pk", flat=True))
    goods = set(Lot.objects.filter(kind=LotKind.PRODUCT).values_list("pk", flat=True))
    forward = {(source, made) for source in materials for made in queries.grown_from([source])}
    backward = {(source, made) for made in goods for source in queries.origins_of([made])}
    assert forward == backward
    sold = dict(SaleLine.objects.exclude(lot=None).values_list("pk", "lot"))
    to_buyers = {(lot, line) for lot in materials | goods for line in queries.lines_reached([lot])}
    from_buyers = {(lot, line) for line, jar in sold.items() for lot in queries.origins_of([jar]) | {jar}}
    assert to_buyers == from_buyers
