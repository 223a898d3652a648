"""A stall on Sundays with its drawer, a day of which the network was gone; and goods on somebody's shelf."""

import json
from datetime import date, datetime, timedelta
from functools import partial

from siap.core import clock
from siap.market import queries as market_queries
from siap.market import services as market
from siap.market.models import Outlet, Shift, Shortage
from siap.people.models import User
from siap.web import services as door
from siap.web.demo.life import OFFICERS, Life, Shop
from siap.web.rules import digest_of
from siap.workshop.models import Lot, Product

CODE = "LPP"
CHANGE = 100_000
"""What lies in a drawer for change (rupiah)."""

FAIRS = (
    # name, place, days from when it was planned, how long, target (rupiah)
    ("Pekan UMKM Sulteng", "Taman GOR Palu", 12, 3, 2_500_000),
    ("Bazar Sumpah Pemuda", "Lapangan Vatulemo", 33, 2, 1_500_000),
    ("Bazar Hari Bakti", "Halaman Kanwil", 70, 2, 2_000_000),
    ("Pasar Natal Palu", "Palu Grand Mall", 90, 3, 4_000_000),
)


def plan(life: Life) -> None:
    """Drawers on the last Sundays, one day without network on the last Saturday but two, a gallery since summer."""
    sundays = [day for day in (life.end - timedelta(days=back) for back in range(28)) if day.weekday() == 6]
    for sunday in sundays:
        life.on(sunday, partial(open_drawers, life))
        life.on(sunday + timedelta(days=1), partial(close_drawers, life))
    saturday = max(sundays) - timedelta(days=15)
    life.on(saturday + timedelta(days=1), partial(send_yesterdays_sales, life, saturday))
    life.on(saturday + timedelta(days=14), partial(decide, life))
    soon = life.end - timedelta(days=40)
    for name, place, first, days, target in FAIRS:
        life.on(soon, partial(plan_fair, life, name, place, soon + timedelta(days=first), days, target))
    begun = life.month_day(8, 10)
    life.on(begun, partial(open_gallery, life, begun))


def plan_fair(life: Life, name: str, place: str, from_on: date, days: int, target: int) -> None:
    """A fair in the calendar."""
    market.plan_event(
        life.uid(), life.channels[CODE], name, place=place, from_on=from_on, until_on=from_on + timedelta(days=days - 1),
        target=target, by=life.officer(CODE),
    )  # fmt: skip


def open_drawers(life: Life) -> None:
    """Both officers count their change before the bazaar begins."""
    for user in _officers(life):
        in_hand = market_queries.cash_in_hand(user)
        market.open_shift(life.uid(), life.channels[CODE], in_hand + CHANGE, by=user)


def close_drawers(life: Life) -> None:
    """Each counts his own; once in a while a note went to the wrong hand."""
    for user in _officers(life):
        shift: Shift | None = market_queries.shift_of(user)
        if shift is None:
            continue
        short = life.dice.choice((0, 0, 0, 2_000))
        expected = market_queries.expected_in_drawer(shift)
        because = "Salah memberi kembalian" if short else ""
        market.close_shift(shift, expected - short, because=because, by=user)


def _officers(life: Life) -> list[User]:
    return [life.users[username] for username in OFFICERS[CODE]]


# --- A day without network ------------------------------------------------------------------------------------------------


def send_yesterdays_sales(life: Life, day: date) -> None:
    """A phone without network sold two pieces more than there were; it finds the network on the next morning. It also sends the
    void of a sale that nobody knows."""
    budi, channel = life.officer(CODE), life.channels[CODE]
    shop, product = min(goods_of(life), key=lambda one: (anywhere(one[1]) or 999, one[1].pk))
    price = market_queries.price_of(channel, product, day)
    assert price is not None
    pieces = anywhere(product) + 2
    shop.on_hand[product.pk] = 0
    line = {"product": str(product.uid), "pieces": pieces, "price": price, "lot": ""}
    paid = [{"method": "cash", "amount": pieces * price}]
    sale = {"channel": str(channel.uid), "lines": [line], "paid": paid, "buyer": "Rombongan dari Donggala"}
    phone, at = str(life.uid()), clock.at(day, 14, 20)
    sold = _item(life, phone, 1, budi, at, "sale", sale)
    void = _item(life, phone, 2, budi, at, "void", {"sale": str(life.uid()), "because": "Salah pencet"})
    door.receive([sold, void], by=budi)


def _item(life: Life, phone: str, sequence: int, user: User, at: datetime, verb: str, payload: object) -> door.Sent:
    body = json.dumps(
        {"verb": verb, "user": str(user.uid), "device": phone, "sequence": sequence, "skew": 0,
         "made_at": int(at.timestamp() * 1000), "payload": payload}
    )  # fmt: skip
    return door.Sent(life.uid(), digest_of(body), body)


def anywhere(product: Product) -> int:
    """Pieces that a replay would find: of every lot, less what stands at the gallery."""
    lots = dict(Lot.objects.filter(product=product, on_hand__gt=0).values_list("pk", "on_hand"))
    away = market_queries.standing_elsewhere(lots)
    return sum(on_hand - away.get(pk, 0) for pk, on_hand in lots.items())


def decide(life: Life) -> None:
    """The missing jars came out of the next batch, or nobody will ever find them."""
    head, shops = life.head(CODE), {product.pk: shop for shop, product in goods_of(life)}
    for shortage in Shortage.objects.filter(state=Shortage.State.OPEN).order_by("pk"):
        shop = shops[shortage.product_id]
        if shop.on_hand[shortage.product_id] >= shortage.pieces:
            market.supply_shortage(shortage, by=head)
            shop.on_hand[shortage.product_id] -= shortage.pieces
        else:
            market.write_off_shortage(shortage, because="Dihitung dua kali: tidak ada di gudang", by=head)


# --- On somebody's shelf --------------------------------------------------------------------------------------------------


def open_gallery(life: Life, day: date) -> None:
    """A gallery sells for the groups of Lapas Palu; it is visited every four weeks."""
    budi = life.officer(CODE)
    outlet = market.open_outlet(
        life.uid(), life.p.units[CODE], "Galeri UMKM Palu", address="Jl. Diponegoro 34, Palu", contact="Ibu Nurlaila",
        fee_percent=15, visit_days=28, by=budi,
    )  # fmt: skip
    for shop in life.shops_of(CODE):
        for product, _recipe, thing in shop.recipes:
            price = thing.price * 115 // 100 // 500 * 500
            market.set_price(outlet.channel, product, price, valid_from=day, by=budi)
    bring(life, outlet)
    for visit in range(1, 8):
        life.on(day + timedelta(days=28 * visit), partial(go_there, life, outlet))


def bring(life: Life, outlet: Outlet) -> None:
    """A few of everything that there is enough of."""
    goods = []
    for shop, product in goods_of(life):
        if shop.on_hand[product.pk] >= 12:
            goods.append((product, 6))
            shop.on_hand[product.pk] -= 6
    if goods:
        market.bring_goods(life.uid(), outlet, goods, by=life.officer(CODE))


def go_there(life: Life, outlet: Outlet) -> None:
    """Count: most is sold; what ends soon comes home; the gallery pays what it owed since last time."""
    budi, today = life.officer(CODE), clock.today()
    if market_queries.owed_by_outlet(outlet).notes:
        market.settle_outlet(life.uid(), outlet, method="cash", by=budi)
    shelf = market_queries.shelf_at(outlet)
    sold = [(row.product, life.dice.randrange(1, row.pieces + 1)) for row in shelf if row.pieces > row.expired]
    left = {row.product: row.pieces - dict(sold).get(row.product, 0) for row in shelf}
    ending = [(row.product, left[row.product]) for row in shelf if row.days > 60 and left[row.product]]
    if sold or ending:
        market.visit_outlet(life.uid(), outlet, sold=sold, back=ending, by=budi)
    usable = {row.lot.pk for row in market_queries.standing_lots(outlet=outlet) if not row.lot.is_past(today)}
    if life.end - today > timedelta(days=28) or not usable:
        bring(life, outlet)


def goods_of(life: Life) -> list[tuple[Shop, Product]]:
    """What the groups of the stall make, with whose it is."""
    return [(shop, product) for shop in life.shops_of(CODE) for product, _recipe, _thing in shop.recipes]
