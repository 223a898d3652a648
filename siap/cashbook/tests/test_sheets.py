"""The statements as sheets: screen, PDF and spreadsheet say the same, sums are formulas, cash flows end at the cash."""

import io
import re
import zipfile
from datetime import date

import pytest
from django.urls import reverse
from hypothesis import given as forall
from hypothesis import strategies as st

from siap.cashbook import queries, rules
from siap.cashbook.tests import given
from siap.cashbook.views import printing
from siap.core import clock
from siap.core.money import rupiah
from siap.ledger import chart
from siap.market.tests import given as market
from siap.workshop.tests import given as workshop


@pytest.fixture
def busy(world, group):
    """Capital and gas in October; in November a purchase on credit, a batch, a sale, freight, and a tool."""
    with clock.fixed(clock.at(date(2026, 10, 12))):
        given.noted(world, group, "put_in", 900_000)
        given.noted(world, group, "money_out", 20_000, note="Gas")
    product = workshop.product(world, group)
    workshop.batch(world, product)
    market.sale(world, product, 2)
    given.noted(world, group, "money_out", 15_000, note="Angkutan")
    given.noted(world, group, "pay_debt", 30_000, note="Cicil bahan")
    given.noted(world, group, "buy_tool", 240_000, note="Timbangan")
    return group


@pytest.fixture
def statements(busy):
    return queries.statements(queries.owner_of_business(busy), 202611, 202611)


def sheet(statements, key):
    return next(one for one in statements.sheets if one.key == key)


def by_name(sheet):
    return {str(row.name): row.amounts for row in sheet.rows if row.amounts}


def test_a_sum_is_what_its_rows_come_to(statements):
    for one in statements.sheets:
        for row in one.rows:
            if row.is_sum:
                for column, amount in enumerate(row.amounts):
                    adds = sum(one.rows[at].amounts[column] for at in row.adds)
                    assert amount == adds - sum(one.rows[at].amounts[column] for at in row.takes)


def test_income_and_position_carry_the_same_figures_as_before(statements):
    income, position = by_name(sheet(statements, "laba-rugi")), by_name(sheet(statements, "posisi-keuangan"))
    assert income["Laba kotor"] == (54_000, 0)
    assert income["Laba sebelum pajak"] == (39_000, -20_000)
    assert position["Jumlah aset"] == position["Jumlah utang dan ekuitas"]
    assert position["Aset tetap"] == (240_000, 0)
    assert statements.is_balanced


def test_cash_flows_end_at_the_cash_there_is(statements):
    flow = by_name(sheet(statements, "arus-kas"))
    assert flow == {
        "Kas dan bank pada awal": (880_000, 0),
        "Dibayar kepada pemasok": (-30_000, 0),
        "Dibayar untuk biaya usaha": (-15_000, -20_000),
        "Dibayar untuk alat": (-240_000, 0),
        "Modal disetor": (0, 900_000),
        "Kas dan bank pada akhir": (595_000, 880_000),
    }
    assert by_name(sheet(statements, "posisi-keuangan"))["Kas"] == (595_000, 880_000)


def test_both_sides_of_the_trial_balance_are_equal(statements):
    debit, credit = by_name(sheet(statements, "neraca-saldo"))["Jumlah"]
    assert debit == credit > 0


def test_every_linked_figure_opens_exactly_its_lines(busy, statements):
    assert "kas-2110" in {row.code for row in sheet(statements, "arus-kas").rows}
    for one in statements.sheets[:3]:
        for row in one.rows:
            if row.code:
                ledger = queries.general_ledger([busy.book], row.code, 202611, 202611)
                assert ledger.closing == row.amounts[0], row.code
                newest = ledger.lines.first()
                assert newest is None or newest.after == ledger.closing, row.code


def test_the_statements_of_a_unit_and_of_the_region_are_balanced_too(world, busy):
    for owner in (queries.owner_of_unit(world.palu, with_savings=True), queries.owner_of_region(with_savings=False)):
        statements = queries.statements(owner, 202610, 202611)
        assert statements.is_balanced
        flow = by_name(sheet(statements, "arus-kas"))
        stands = by_name(sheet(statements, "posisi-keuangan"))
        assert flow["Kas dan bank pada akhir"][0] == stands["Kas"][0] + stands["Kas di tangan petugas"][0]
        assert chart.clearing.code not in {row.code for one in statements.sheets for row in one.rows}


def test_who_may_not_see_savings_gets_statements_without_them(client, world, busy):
    page = reverse("cashbook:unit", args=[world.palu.uid])
    for username, sees in (("kalapas", True), ("rina", False)):
        client.force_login(world.user(username))
        books = client.get(page).context["owner"].books
        assert (world.palu.custody_book in books) is sees
        assert busy.book in books
    client.force_login(world.joko)
    assert client.get(page).status_code == 404
    assert client.get(reverse("cashbook:region")).status_code == 404


def cells(content):
    """Every cell of a workbook: sheet, place → its formula (or nothing) and its value."""
    book = zipfile.ZipFile(io.BytesIO(content))
    found = {}
    for at in range(1, 6):
        text = book.read(f"xl/worksheets/sheet{at}.xml").decode()
        for place, formula, value in re.findall(r'<c r="([A-Z]+\d+)"[^>]*>(?:<f>([^<]*)</f>)?<v>([^<]*)</v>', text):
            found[at, place] = formula, value
    return found


def worked_out(found, at, formula):
    """What `SUM(B4:B6)-SUM(B8)` comes to, from the cells themselves."""
    total = 0
    for sign, inside in re.findall(r"([-]?)SUM\(([^)]*)\)", formula):
        for part in inside.split(","):
            first, _colon, last = part.partition(":")
            column = first[0]
            for row in range(int(first[1:]), int((last or first)[1:]) + 1):
                total += (-1 if sign else 1) * int(found.get((at, f"{column}{row}"), ("", "0"))[1])
    return total


def test_the_spreadsheets_formulas_come_to_what_is_shown(statements):
    found = cells(printing.as_workbook(statements))
    formulas = {key: cell for key, cell in found.items() if cell[0]}
    assert len(formulas) >= 12
    for (at, place), (formula, value) in formulas.items():
        assert "SUM(" in formula
        assert worked_out(found, at, formula) == int(value), (at, place, formula)


def test_screen_spreadsheet_and_paper_are_one_definition(client, world, busy, statements):
    client.force_login(world.budi)
    shown = client.get(reverse("cashbook:statements", args=[busy.uid])).content.decode()
    for one in statements.sheets:
        for row in one.rows:
            for amount in row.amounts:
                assert rupiah(amount) in shown or (one.hides_zero and not amount)
    table = client.get(reverse("cashbook:statements-table", args=[busy.uid]))
    assert table.content.startswith(b"PK")
    assert (
        table["Content-Disposition"]
        == 'attachment; filename="laporan-keuangan-bawang-goreng-tadulako-november-2026.xlsx"'
    )
    assert client.get(reverse("cashbook:statements-paper", args=[busy.uid])).content.startswith(b"%PDF-")


@pytest.mark.parametrize("whose", ["business", "unit", "region"])
@pytest.mark.parametrize("since", [202611, 202610])
def test_every_owner_and_period_is_a_tagged_lasting_pdf_and_a_table_with_formulas(world, busy, whose, since):
    owner = {
        "business": lambda: queries.owner_of_business(busy),
        "unit": lambda: queries.owner_of_unit(world.palu, with_savings=True),
        "region": lambda: queries.owner_of_region(with_savings=True),
    }[whose]()
    told = queries.statements(owner, since, 202611)
    paper = printing.as_pdf(told, by="Budi")
    for mark in (
        b"<pdfaid:part>2<",
        b"<pdfaid:conformance>A<",
        b"<pdfuaid:part>1<",
        b"/MarkInfo",
        b"/StructTreeRoot",
        b"/Lang",
    ):
        assert mark in paper, mark
    found = cells(printing.as_workbook(told))
    formulas = {key: cell for key, cell in found.items() if cell[0]}
    assert all(worked_out(found, at, formula) == int(value) for (at, _place), (formula, value) in formulas.items())
    assert len(formulas) >= 12


def test_a_name_that_looks_like_a_formula_stays_a_name(world, busy):
    owner = queries.Owner("business", "=1+1", "Palu", busy.uid, (busy.book,), (busy,))
    content = printing.as_workbook(queries.statements(owner, 202611, 202611))
    assert not any(formula.startswith("1+1") for formula, _value in cells(content).values())


def test_an_empty_book_has_statements_too(client, world, venture):
    client.force_login(world.hendra)
    for page in ("statements", "statements-paper", "statements-table"):
        assert client.get(reverse(f"cashbook:{page}", args=[venture.uid])).status_code == 200


codes = st.sampled_from(sorted(chart.NAMES))
moves = st.dictionaries(codes, st.integers(-(10**9), 10**9))


@forall(moves, moves, st.integers(0, 10**9))
def test_whatever_moves_the_cash_flow_adds_up(now, before, opening):
    flow = rules.cash_flow(now, before, opening=opening, opening_before=0)
    drawn = rules.flow_sheet(flow, ("kini", "lalu"))
    assert drawn.rows[-1].amounts == (opening + sum(now.values()), sum(before.values()))
    assert flow.closing == opening + sum(now.values())


@forall(st.lists(st.tuples(codes, codes, st.integers(1, 10**9))))
def test_whatever_is_booked_the_sheets_are_balanced(booked):
    nets = dict.fromkeys(chart.NAMES, 0)
    for debit, credit, amount in booked:
        nets[debit] += amount
        nets[credit] -= amount
    balances = {code: net if chart.grows_by_debit(code) else -net for code, net in nets.items()}
    position = rules.position_sheet(rules.financial_position(balances, {}), ("kini", "lalu"))
    assert by_name(position)["Jumlah aset"] == by_name(position)["Jumlah utang dan ekuitas"]
    trial = rules.trial_sheet(balances, ("Debit", "Kredit"))
    assert trial.is_empty or trial.rows[-1].amounts[0] == trial.rows[-1].amounts[1]
