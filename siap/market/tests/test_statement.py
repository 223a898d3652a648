"""A statement read line by line, and matched with what is waited for: nothing is dropped, nothing doubled."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from siap.core import clock
from siap.market import matching, statement
from siap.market.matching import Awaited, Came
from siap.people.roster import sheet

MANDIRI = b"""Bank Contoh;;;;
Periode;01/11/2026 - 30/11/2026;;;
Tanggal;Jam;Keterangan;Debit;Kredit
24/11/2026;18.02;TRF P-LPP-2026-00012 NURUL;;50.001,00
24/11/2026;18.10;BIAYA ADM;6.500,00;
31/02/2026;09.00;TRF SALAH;;10.000,00
25 Nov 2026;;SETOR;;1.250.000
;;Saldo akhir;;
"""


def read(content, columns=None):
    return statement.read(sheet.lines(content), columns)


def test_money_that_came_in_is_read_and_what_cannot_be_read_is_told():
    told = read(MANDIRI)
    assert [(one.on, one.at, one.amount) for one in told.credits] == [
        (date(2026, 11, 24), time(18, 2), 50_001), (date(2026, 11, 25), None, 1_250_000),
    ]  # fmt: skip
    assert told.unread == (6,)
    assert told.columns["amount"] == "Kredit"


def test_headings_that_nobody_knows_are_named_once():
    odd = b"Hari,Isi,Duit\n2026-11-24,TRF,40000\n"
    with pytest.raises(statement.NoHeadings, match="Hari, Isi, Duit"):
        read(odd)
    assert read(odd, {"on": "hari", "amount": "DUIT"}).credits[0].amount == 40_000


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("Rp 1.250.000,00", 1_250_000), ("1,250,000.00", 1_250_000), ("50.001", 50_001), (40_000.0, 40_000), ("40000 CR", 40_000),
        ("40,000.00 DB", -40_000), ("-5.000", -5_000), ("(5.000)", -5_000), ("1.2.3", None), ("12,5", None), ("lunas", None),
    ],
)  # fmt: skip
def test_rupiah_as_banks_write_them(cell, amount):
    assert statement.amount_of(cell) == amount


DAY = date(2026, 11, 24)
NOW = clock.at(DAY, 10)


def awaited(key, amount=40_000, *numbers, after=0, by_number_only=False):
    return Awaited(("payment", key), amount, DAY, NOW + timedelta(minutes=after), numbers, by_number_only)


def came(pk, amount=40_000, *, after=None, text="", days=0):
    at = None if after is None else NOW + timedelta(minutes=after)
    return Came(pk, amount, DAY + timedelta(days=days), at, text)


def ids(pairs):
    return {arrival: pk for arrival, (_what, pk) in pairs.items()}


def test_the_number_in_the_words_decides_and_the_amount_must_agree():
    two = [awaited(1, 40_000, "P-LPP-2026-00012"), awaited(2, 40_000, "P-LPP-2026-00013")]
    assert ids(matching.pair([came(7, text="trf p lpp 2026 00013 nurul")], two)) == {7: 2}
    assert matching.pair([came(7, 39_000, text="P-LPP-2026-00013")], two) == {}


def test_minutes_decide_between_equal_amounts():
    two = [awaited(1, after=0), awaited(2, after=60)]
    assert ids(matching.pair([came(7, after=61), came(8, after=2)], two)) == {7: 2, 8: 1}


def test_as_many_as_are_waited_for_are_those_and_one_too_many_is_nobodys():
    two = [awaited(1), awaited(2)]
    assert ids(matching.pair([came(7), came(8, days=3)], two)) == {7: 1, 8: 2}
    assert matching.pair([came(7), came(8), came(9)], two) == {}
    assert matching.pair([came(7, days=30)], [awaited(1)]) == {}
    assert matching.pair([came(7)], [awaited(1, by_number_only=True)]) == {}


@for_all(
    st.lists(st.tuples(st.integers(1, 3), st.integers(0, 30))),
    st.lists(st.tuples(st.integers(1, 3), st.integers(0, 30))),
)
def test_everything_is_matched_at_most_once_and_only_with_its_own_amount(left, right):
    arrivals = {pk: came(pk, amount, after=after) for pk, (amount, after) in enumerate(left)}
    waited = {("payment", pk): awaited(pk, amount, after=after) for pk, (amount, after) in enumerate(right)}
    pairs = matching.pair(list(arrivals.values()), list(waited.values()))
    assert len(set(pairs.values())) == len(pairs)
    assert all(arrivals[pk].amount == waited[key].amount for pk, key in pairs.items())
