"""What a piece costs, how long it keeps, how its lot is numbered, and which lots give: with the design's worked cases."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siap.core.errors import Refused
from siap.workshop import rules

MADE = date(2026, 11, 2)
amounts = st.integers(1, 10**9)
bodies = st.from_regex(r"[A-Z0-9]{2,6}-[0-9]{6}-[1-9][0-9]{0,2}", fullmatch=True)


# --- Cost and price (rules of the field 5) ------------------------------------------------------------------------------


def test_banana_crisps_of_sigi() -> None:
    """17 bunches gave 153 kg; fixed 4,721,149 and variable 5,549,500; sold for 13,280,000 (Sigi, 2023)."""
    cost = rules.UnitCost(materials=5_549_500, packaging=0, labour=0, overhead=4_721_149, pieces=153, weight_gram=1_000)
    assert (cost.total, cost.per_kg) == (10_270_649, 67_128)
    assert 13_280_000 - cost.total == 3_009_351
    assert rules.revenue_to_cost(13_280_000, cost.total) == Decimal("1.29")


def test_jenang_costs_12811_a_box_whatever_the_brochure_prints() -> None:
    material = 8 * 8_000 + 2 * 15_000 + 19 * 15_000 + 30 * 3_000 + 5_000
    cost = rules.UnitCost(materials=material, packaging=0, labour=120_000, overhead=559_000, pieces=90)
    assert material == 474_000
    assert (cost.total, cost.each, cost.per_kg) == (1_153_000, 12_811, None)


@given(amounts, st.integers(0, 99), st.sampled_from([1, 100, 500]))
def test_the_price_leaves_the_margin_and_no_lower_price_does(cost: int, target: int, step: int) -> None:
    price = rules.price_for_margin(cost, target, step=step)
    assert price % step == 0
    assert Fraction(price - cost, price) * 100 >= target
    lower = price - step
    assert lower <= 0 or Fraction(lower - cost, lower) * 100 < target


def test_a_margin_is_a_part_of_the_price() -> None:
    assert rules.price_for_margin(12_811, 20) == 16_014
    assert rules.price_for_margin(12_811, 30, step=rules.PRICE_STEP) == 18_500
    assert rules.margin(20_000, 15_000) == 25
    assert rules.margin(10_000, 12_000) == -20


@pytest.mark.parametrize("target", [-1, 100, 250])
def test_no_price_leaves_such_a_margin(target: int) -> None:
    with pytest.raises(rules.NoSuchMargin):
        rules.price_for_margin(10_000, target)


def test_a_month_breaks_even_with_the_piece_that_covers_it() -> None:
    assert rules.break_even(100_000, 20_000, 16_000) == rules.BreakEven(25, 500_000)
    assert rules.break_even(100_001, 20_000, 16_000).pieces == 26
    assert rules.break_even(0, 20_000, 16_000) == rules.BreakEven(0, 0)


@given(amounts, amounts, amounts)
def test_break_even_pieces_cover_the_fixed_cost_and_one_less_does_not(fixed: int, cost: int, left: int) -> None:
    pieces = rules.break_even(fixed, cost + left, cost).pieces
    assert pieces * left >= fixed > (pieces - 1) * left


def test_below_its_cost_it_never_breaks_even() -> None:
    with pytest.raises(Refused, match="tidak pernah kembali"):
        rules.break_even(100_000, 16_000, 16_000)


def test_a_batch_costs_its_lots_and_is_planned_at_the_price_last_paid() -> None:
    """Half a round: 500 g for 4,000 that last cost 10 a gram, a jar for 600, an hour of 20,000, a tenth of all that is bought."""
    sheet = rules.Sheet(
        10, (rules.Line(1, 1_000), rules.Line(2, 2)), labour_minutes=120, labour_an_hour=20_000, overhead_percent=10
    )
    used, last = {1: (500, 4_000), 2: (1, 600)}, {1: Fraction(10)}
    cost = rules.batch_cost(sheet, Fraction(1, 2), used, last, {2})
    assert cost == rules.BatchCost(packaging=600, labour=20_000, overhead=460, plan_cost=5_000 + 600 + 20_000 + 560)
    absurd = rules.Sheet(1, (rules.Line(1, 500),), labour=10**12)
    with pytest.raises(rules.CostAbsurd):
        rules.batch_cost(absurd, Fraction(10_000), used, last, set())


# --- Best before --------------------------------------------------------------------------------------------------------


def test_a_jar_keeps_its_shelf_life_but_not_longer_than_its_weakest_ingredient() -> None:
    assert rules.best_before(MADE, 90) == MADE + timedelta(days=90)
    assert rules.best_before(MADE, 90, [None, date(2026, 12, 1), date(2027, 3, 1)]) == date(2026, 12, 1)
    assert rules.best_before(MADE, None, [None]) is None
    assert rules.best_before(MADE, None, [date(2026, 12, 1)]) == date(2026, 12, 1)


# --- Lot numbers --------------------------------------------------------------------------------------------------------


def test_the_check_character_is_that_of_iso_7064() -> None:
    """The standard's own example: G123 498 654 321 has check character H."""
    assert rules.check_character("G123498654321") == "H"


def test_a_lot_number_says_product_day_and_count() -> None:
    number = rules.lot_number("BGT", MADE, 3)
    assert number.startswith("BGT-261102-3-")
    assert rules.is_lot_number(number)
    assert rules.is_lot_number(f" {number.lower()} ")


@given(bodies, st.data())
def test_every_wrong_character_is_found(body: str, data: st.DataObject) -> None:
    number = f"{body}-{rules.check_character(body)}"
    place = data.draw(st.sampled_from([i for i, letter in enumerate(body) if letter != "-"]))
    wrong = data.draw(st.sampled_from([c for c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" if c != body[place]]))
    assert not rules.is_lot_number(number[:place] + wrong + number[place + 1 :])


@given(bodies, st.data())
def test_every_swapped_pair_is_found(body: str, data: st.DataObject) -> None:
    number = f"{body}-{rules.check_character(body)}"
    place = data.draw(st.integers(0, len(body) - 2))
    one, other = body[place : place + 2]
    if one != other and "-" not in (one, other):
        assert not rules.is_lot_number(number[:place] + other + one + number[place + 2 :])


@pytest.mark.parametrize("text", ["", "-", "BGT", "BGT-261102-1", "BGT-261102-1-", "--"])
def test_what_is_no_lot_number_is_not_taken_for_one(text: str) -> None:
    assert not rules.is_lot_number(text)


@pytest.mark.parametrize(
    ("code", "is_code"), [("BG", True), ("BGT250", True), ("B", False), ("BGT2500", False), ("b-g", False)]
)
def test_a_product_code_can_stand_in_a_lot_number(code: str, *, is_code: bool) -> None:
    assert rules.is_product_code(code) == is_code


# --- Which lots give ----------------------------------------------------------------------------------------------------

shelves = st.lists(
    st.builds(
        lambda ends, on_hand, value: (ends, on_hand, value),
        st.none() | st.dates(MADE, MADE + timedelta(days=400)),
        st.integers(1, 10_000),
        st.integers(0, 10**7),
    ),
    max_size=8,
).map(lambda lots: [rules.Available(pk, *lot) for pk, lot in enumerate(lots)])


@given(shelves, st.integers(1, 50_000))
def test_taking_gives_what_is_needed_or_all_there_is(lots: list[rules.Available], needed: int) -> None:
    taken = rules.take(lots, needed)
    assert sum(one.quantity for one in taken) == min(needed, sum(lot.on_hand for lot in lots))
    by_lot = {lot.lot: lot for lot in lots}
    for one in taken:
        assert 0 < one.quantity <= by_lot[one.lot].on_hand
        assert 0 <= one.cost <= by_lot[one.lot].value
        if one.quantity == by_lot[one.lot].on_hand:
            assert one.cost == by_lot[one.lot].value, "the emptying taking leaves no rupiah behind"


@given(shelves, st.integers(1, 50_000))
def test_a_lot_gives_only_when_all_that_end_before_it_are_empty(lots: list[rules.Available], needed: int) -> None:
    quantities = {one.lot: one.quantity for one in rules.take(lots, needed)}
    ends = {lot.lot: lot.best_before or date.max for lot in lots}
    for lot in lots:
        if quantities.get(lot.lot, 0) < lot.on_hand:
            assert not any(ends[other] > ends[lot.lot] for other in quantities)


# --- Permits and labels -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("nib", "1234567890123"),
        ("spp_irt", "P-IRT 1234567890123-45"),
        ("spp_irt", "206720101000131"),
        ("bpom_md", "BPOM RI MD 123456789012"),
        ("halal", "ID72110000123450926"),
    ],
)
def test_a_number_as_offices_write_it_raises_no_doubt(kind: str, number: str) -> None:
    assert rules.number_doubts(kind, number) == []


@pytest.mark.parametrize(
    ("kind", "number", "says"),
    [
        ("nib", "12345", "13 angka"),
        ("spp_irt", "P-IRT 123", "15 angka"),
        ("bpom_md", "ML 1", "12 angka"),
        ("halal", "ID123", "17 angka"),
        ("halal", "ID72110000123451326", "bulannya tidak mungkin"),
    ],
)
def test_an_odd_number_is_doubted_with_the_reason(kind: str, number: str, says: str) -> None:
    assert says in str(rules.number_doubts(kind, number)[0])


def test_a_permit_holds_on_its_first_and_last_day() -> None:
    first, last = MADE, MADE + timedelta(days=1)
    assert rules.is_valid(first, last, first)
    assert rules.is_valid(first, last, last)
    assert rules.is_valid(first, None, date(2099, 1, 1))
    assert not rules.is_valid(first, last, last + timedelta(days=1))
    assert not rules.is_valid(first, last, first - timedelta(days=1))


def test_food_needs_more_than_cloth() -> None:
    assert [str(one.name) for one in rules.permits_needed(is_food=True)] == [
        "NIB",
        "SPP-IRT atau BPOM MD",
        "Halal, atau pernyataan tidak halal",
    ]
    assert [str(one.name) for one in rules.permits_needed(is_food=False)] == ["NIB"]


def test_the_label_lists_the_heaviest_first_and_the_unweighed_last() -> None:
    weights = {"Telur": None, "Garam": Fraction(50), "Kelapa": Fraction(800), "Minyak": Fraction(500)}
    told = rules.in_label_order([rules.Ingredient(name, gram) for name, gram in weights.items()])
    assert [one.name for one in told] == ["Kelapa", "Minyak", "Garam", "Telur"]


@pytest.mark.parametrize(
    ("quantity", "measure", "words"),
    [(250, "g", "250 g"), (1_250, "g", "1,25 kg"), (750, "ml", "750 ml"), (1_500, "ml", "1,5 liter"),
     (1_200, "pcs", "1.200 buah"), (-3_000, "g", "−3 kg")],
)  # fmt: skip
def test_a_quantity_is_said_as_people_say_it(quantity: int, measure: str, words: str) -> None:
    assert rules.measured(quantity, measure) == words
