"""Claims and debts by age, of a unit and the region: each row a book, together what the statement shows, on three papers."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from siap.cashbook import queries
from siap.cashbook.tests import given
from siap.cashbook.views import printing
from siap.core import clock
from siap.ledger import chart
from siap.ledger import queries as book
from tests.world import TODAY


@pytest.fixture
def owing(world, group, venture):
    """The venture sold on credit, Rp70,000 forty days ago and Rp20,000 yesterday, and was paid Rp10,000 of it."""
    venture.formed_on = date(2026, 1, 1)
    venture.save(update_fields=["formed_on"])
    for age, amount in ((40, 70_000), (1, 20_000)):
        day = TODAY - timedelta(days=age)
        with clock.fixed(clock.at(day)):
            given.noted(world, venture, "sold_later", amount, on=day, note="Pesanan")
    given.noted(world, venture, "collect", 10_000, note="Cicilan", whom="Warung Ibu Ani")
    return venture


def rows(sheet):
    return {str(row.name): row.amounts for row in sheet.rows}


def test_a_business_is_told_by_counterparty_and_the_region_by_book(owing, world):
    own = queries.ageing(queries.owner_of_business(owing), TODAY)
    region = queries.ageing(queries.owner_of_region(with_savings=True), TODAY)
    ages = (20_000, 60_000, 0, 0, 80_000)
    assert rows(own.claims) == {"Warung Ibu Ani": ages, "Jumlah": ages}
    assert rows(region.claims) == {"Dapur Sari": ages, "Jumlah": ages}
    assert region.claimed == book.balance(chart.receivable) == 80_000
    assert rows(region.debts) == {}


def test_an_earlier_day_is_told_as_it_was(owing):
    then = queries.ageing(queries.owner_of_business(owing), TODAY - timedelta(days=2))
    assert rows(then.claims)["Jumlah"] == (0, 70_000, 0, 0, 70_000)
    assert queries.ageing(queries.owner_of_business(owing), TODAY - timedelta(days=99)).claims.is_empty


def test_the_spreadsheet_adds_up_by_formulas_both_ways(owing):
    told = queries.ageing(queries.owner_of_business(owing), TODAY)
    table = printing.ageing_as_workbook(told)
    (sheet, _debts) = CalamineWorkbook.from_filelike(io.BytesIO(table)).sheet_names
    cells = CalamineWorkbook.from_filelike(io.BytesIO(table)).get_sheet_by_name(sheet).to_python()
    assert cells[-1][1:] == [20_000, 60_000, 0, 0, 80_000]
    inside = zipfile.ZipFile(io.BytesIO(table)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>SUM(B4:E4)</f>" in inside
    assert "<f>SUM(B4)</f>" in inside
    assert printing.ageing_as_pdf(told, by="Budi").startswith(b"%PDF-")


@pytest.mark.parametrize("whose", ["unit", "region"])
def test_the_manager_sees_the_ages_of_all_and_what_stands_behind_each(client, world, owing, whose):
    client.force_login(world.manager)
    args = [world.bapas.uid] if whose == "unit" else []
    page = client.get(reverse(f"cashbook:{whose}-ageing", args=args)).content.decode()
    assert "Piutang Rp80.000" in page
    assert reverse("cashbook:owing", args=[owing.uid]) in page
    for paper in ("paper", "table"):
        assert client.get(reverse(f"cashbook:{whose}-ageing-{paper}", args=args)).status_code == 200
    assert client.get(reverse(f"cashbook:{whose}-ageing", args=args) + "?on=kemarin").status_code == 200


def test_a_book_without_debts_has_its_papers_too(client, world, group):
    client.force_login(world.budi)
    for paper in ("paper", "table"):
        assert client.get(reverse(f"cashbook:business-ageing-{paper}", args=[group.uid])).status_code == 200


def test_elsewhere_nobody_sees_a_unit_or_the_region(client, world, owing):
    client.force_login(world.joko)
    assert client.get(reverse("cashbook:unit-ageing", args=[world.bapas.uid])).status_code in {403, 404}
    assert client.get(reverse("cashbook:region-ageing")).status_code in {403, 404}
    assert client.get(reverse("cashbook:business-ageing-paper", args=[owing.uid])).status_code == 404
