"""The running book: every line has words and a page, and the sum after it is right."""

from siap.cashbook import queries, services
from siap.cashbook.tests import given
from siap.ledger import chart
from siap.market.tests import given as market
from siap.workshop.tests import given as workshop


def test_each_line_says_what_was_left_after_it(world, group):
    given.noted(world, group, "put_in", 500_000)
    gas = given.noted(world, group, "money_out", 120_000, note="Gas 12 kg")
    services.reverse_note(gas, because="Salah", by=world.budi)
    lines = queries.told(list(queries.money(group, chart.cash.code)))
    assert [(line.money_in, line.money_out, line.after) for line in lines] == [
        (120_000, 0, 500_000),
        (0, 120_000, 380_000),
        (500_000, 0, 500_000),
    ]
    assert [line.event.words for line in lines] == [
        "Dibatalkan: Uang keluar: Gas 12 kg",
        "Uang keluar: Gas 12 kg",
        "Setor modal: Modal awal",
    ]
    assert [line.event.is_reversal for line in lines] == [True, False, False]


def test_every_event_of_a_month_is_called_by_its_name(world, group):
    product = workshop.product(world, group)
    workshop.batch(world, product)
    sale = market.sale(world, product, 1)
    events = queries.events(entry.reference for entry in queries.entries(group))
    words = {event.kind: event.words for event in events.values()}
    assert words["sale"] == f"Penjualan {sale.number} di Bazar Palu"
    assert "Bawang goreng 100 g" in words["batch"]
    assert "Pasar Inpres Manonda" in words["purchase"]


def test_what_a_seller_holds_is_a_line_too(world, group):
    product = workshop.product(world, group)
    workshop.batch(world, product)
    market.sale(world, product, 1)
    (line,) = queries.told(list(queries.money(group, chart.clearing.code)))
    assert (line.money_in, line.after) == (market.PRICE, market.PRICE)
