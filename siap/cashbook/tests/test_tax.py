"""Final income tax: the two cases of the field, the free part of an individual, dated rates, and what the page says."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from siap.business.services import found_cooperative
from siap.cashbook import queries, rules
from siap.cashbook.tests import given
from siap.core import clock
from siap.core.models import Rate

PART = Fraction("0.005")
INDIVIDUAL = rules.TaxRule(PART, 500_000_000, "PP 55/2022")
COOPERATIVE = rules.TaxRule(PART, 0, "PP 55/2022")
EVENLY = {202600 + month: 45_000_000 for month in range(1, 13)}


@pytest.mark.parametrize(("rule", "due"), [(INDIVIDUAL, 200_000), (COOPERATIVE, 2_700_000)])
def test_a_year_of_45_million_a_month(rule, due):
    assert rules.final_tax(EVENLY, rule, 202601, 202612) == due


def test_an_individual_pays_nothing_until_the_free_part_is_sold():
    assert rules.final_tax(EVENLY, INDIVIDUAL, 202601, 202611) == 0
    assert rules.final_tax(EVENLY, INDIVIDUAL, 202612, 202612) == 200_000


def test_what_is_free_begins_anew_each_january():
    two_years = EVENLY | {month + 100: amount for month, amount in EVENLY.items()}
    assert rules.final_tax(two_years, INDIVIDUAL, 202607, 202706) == 200_000
    assert rules.final_tax(two_years, INDIVIDUAL, 202601, 202712) == 400_000


turnovers = st.dictionaries(st.integers(202601, 202612), st.integers(0, 10**9))


@forall(turnovers, st.sampled_from([INDIVIDUAL, COOPERATIVE]), st.integers(202601, 202611))
def test_the_months_of_a_year_add_up_to_the_year(turnover, rule, cut):
    parts = rules.final_tax(turnover, rule, 202601, cut), rules.final_tax(turnover, rule, cut + 1, 202612)
    assert sum(parts) == rules.final_tax(turnover, rule, 202601, 202612)
    assert min(parts) >= 0


def sold(world, business, amount):
    with clock.fixed(clock.at(date(2026, 10, 5))):
        business.formed_on = date(2026, 1, 1)
        business.save(update_fields=["formed_on"])
        return given.noted(world, business, "sold", amount, note="Penjualan")


def rows(business):
    told = queries.statements(queries.owner_of_business(business), 202610, 202610)
    return {str(row.name): row.amounts[0] for row in told.sheets[0].rows if row.amounts}


def test_a_venture_sees_its_tax_and_what_is_left(world, venture):
    sold(world, venture, 600_000_000)
    told = rows(venture)
    assert (told["PPh final"], told["Laba setelah pajak"]) == (500_000, 599_500_000)


def test_a_newer_rate_holds_from_its_day(world, venture):
    Rate.objects.create(key=queries.TAX, value="0.01", basis="Contoh", valid_from=date(2026, 10, 1))
    sold(world, venture, 600_000_000)
    assert rows(venture)["PPh final"] == 1_000_000


def test_a_group_is_no_taxpayer_and_a_cooperative_has_nothing_free(world, group):
    assert queries.tax_of(group, 202610, 202610) is None
    cooperative = found_cooperative("Koperasi Contoh", by=world.manager)
    assert queries.tax_of(cooperative, 202610, 202610) == rules.Tax(0, 0, "PP 55/2022")


def test_before_the_first_rate_there_is_no_figure(venture):
    assert queries.tax_of(venture, 202001, 202001) is None
