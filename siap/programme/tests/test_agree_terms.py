"""Sharing terms: dated, added, never edited."""

from dataclasses import replace
from datetime import date

import pytest

from siap.core.ids import new_uid
from siap.programme import queries, rules, services
from siap.programme.models import SharingTerms
from siap.programme.rules import Portion
from siap.programme.services import wages

NEXT_YEAR = date(2027, 1, 1)


def test_every_built_in_adds_up_and_uses_known_words():
    for terms in rules.BUILT_IN.values():
        assert terms.regime != rules.PREMIUM or sum(part.percent for part in terms.parts) == 100
        assert {part.kind for part in terms.parts} <= set(rules.PARTS)
        assert terms.base in rules.BASES_OF[terms.regime]
        assert terms.regime in dict(rules.REGIMES)
        assert terms.base in dict(rules.BASES)
        assert terms.weights in dict(rules.WEIGHTS)


def test_new_terms_hold_from_their_day_and_the_old_ones_before(world):
    agreement, old = world.programme.agreement, world.programme.terms
    new = services.agree_terms(agreement, rules.NAMLEA, valid_from=NEXT_YEAR, by=world.manager)
    assert queries.terms_for(world.palu, date(2026, 12, 31)) == old
    assert queries.terms_for(world.palu, NEXT_YEAR) == new
    assert new.approved_by == world.manager


def test_sent_twice_they_stand_once(world):
    agreement, uid = world.programme.agreement, new_uid()
    first, second = (
        services.agree_terms(agreement, rules.NAMLEA, valid_from=NEXT_YEAR, by=world.manager, uid=uid)
        for _time in range(2)
    )
    assert first == second
    assert SharingTerms.objects.count() == 2


@pytest.mark.parametrize("valid_from", [date(2025, 11, 5), date(2025, 1, 1)])
def test_nothing_is_shared_before_the_signature(world, valid_from):
    with pytest.raises(services.BeforeTheAgreement):
        services.agree_terms(world.programme.agreement, rules.NAMLEA, valid_from=valid_from, by=world.manager)
    assert SharingTerms.objects.count() == 1


def test_nobody_slips_terms_in_before_the_newest(world):
    services.agree_terms(world.programme.agreement, rules.NAMLEA, valid_from=NEXT_YEAR, by=world.manager)
    with pytest.raises(services.NewerTermsStand):
        services.agree_terms(world.programme.agreement, rules.BANGLI, valid_from=date(2026, 12, 1), by=world.manager)
    assert SharingTerms.objects.count() == 2


def test_parts_that_lose_a_rupiah_are_refused(world):
    broken = replace(rules.KARYA_NARAPIDANA, parts=(Portion("members", 50), Portion("state", 49)))
    with pytest.raises(services.PartsDoNotAddUp) as refusal:
        services.agree_terms(world.programme.agreement, broken, valid_from=NEXT_YEAR, by=world.manager)
    assert "bukan 99 %" in str(refusal.value)


def test_the_agreement_of_a_unit_names_its_partner(world):
    assert queries.agreement_of(world.palu).partner.chair == "Maghfira"


MEMBERS_AND_CAPITAL = (Portion("members", 60), Portion("capital", 40, above=500_000))
WAGES = replace(rules.THIRD_PARTY, rate=25_000, district="Palu")


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        (replace(rules.KARYA_NARAPIDANA, base="labour"), services.BaseNotOfThisRegime),
        (replace(rules.KARYA_NARAPIDANA, parts=(Portion("state", 100),)), services.PartsNotOfThisRegime),
        (
            replace(rules.NAMLEA, parts=(Portion("members", 30, above=1), Portion("state", 70))),
            services.PartsNotOfThisRegime,
        ),
        (replace(rules.NAMLEA, remainder_to="capital"), services.RemainderNowhere),
        (replace(rules.NAMLEA, remainder_to="members"), services.RemainderNowhere),
        (
            replace(rules.NAMLEA, parts=MEMBERS_AND_CAPITAL, remainder_to="capital"),
            services.RemainderNowhere,  # it may not be there
        ),
        (replace(WAGES, parts=(Portion("members", 100),)), services.PartsNotOfThisRegime),
        (replace(WAGES, rate=0), services.RateMissing),
        (replace(WAGES, rate=23_015), services.BelowMinimumWage),
        (replace(WAGES, district="Poso"), services.MinimumWageUnknown),
        (replace(rules.APPRENTICE, rate=7_000), services.BudgetMissing),
        (replace(rules.APPRENTICE, budget="DIPA"), services.RateMissing),
        (replace(rules.APPRENTICE, rate=1, budget="DIPA", parts=(Portion("state", 1),)), services.PartsNotOfThisRegime),
    ],
)
def test_terms_that_cannot_hold_are_refused(world, terms, why):
    services.set_minimum_wage("Palu", 2_900_000, basis="SK", valid_from=date(2026, 1, 1), by=world.manager)
    with pytest.raises(why):
        services.agree_terms(world.programme.agreement, terms, valid_from=NEXT_YEAR, by=world.manager)
    assert SharingTerms.objects.count() == 1


def test_a_wage_is_at_least_the_minimum_wage_of_its_day_by_the_hour(world):
    """2,900,000 a month by 126 hours: 23,015.9, so an hour costs at least 23,016."""
    services.set_minimum_wage("Palu", 2_900_000, basis="SK", valid_from=date(2026, 1, 1), by=world.manager)
    terms = services.agree_terms(
        world.programme.agreement,
        replace(WAGES, rate=23_016),
        valid_from=NEXT_YEAR,
        usable_percent=25,
        by=world.manager,
    )
    assert (terms.regime, terms.rate) == ("wage", 23_016)
    with pytest.raises(services.TooMuchUsable):
        services.agree_terms(
            world.programme.agreement, WAGES, valid_from=NEXT_YEAR, usable_percent=26, by=world.manager
        )


def test_a_minimum_wage_is_dated_and_set_once(world):
    set_it = lambda monthly, day: services.set_minimum_wage(  # noqa: E731
        "Palu", monthly, basis="SK", valid_from=day, by=world.manager
    )
    assert set_it(2_800_000, date(2026, 1, 1)) == set_it(2_800_000, date(2026, 1, 1))
    set_it(2_900_000, date(2027, 1, 1))
    assert queries.minimum_wage("Palu", date(2026, 12, 31)) == 2_800_000
    assert queries.minimum_wage("Palu", NEXT_YEAR) == 2_900_000
    assert queries.minimum_wage("Palu", date(2025, 12, 31)) is None
    for wrong in ("", "x" * 27):
        with pytest.raises(wages.DistrictMissing):
            services.set_minimum_wage(wrong, 1, basis="SK", valid_from=NEXT_YEAR, by=world.manager)
    with pytest.raises(wages.WageSetAlready):
        set_it(1, NEXT_YEAR)
    with pytest.raises(wages.WageWrong):
        set_it(0, date(2028, 1, 1))
    with pytest.raises(wages.BasisMissing):
        services.set_minimum_wage("Palu", 1, basis=" ", valid_from=date(2028, 1, 1), by=world.manager)


def test_a_part_with_a_condition_counts_only_above_it():
    assert rules.split_parts(500_000, MEMBERS_AND_CAPITAL) == {"members": 500_000, "capital": 0}
    assert rules.split_parts(500_001, MEMBERS_AND_CAPITAL) == {"members": 300_001, "capital": 200_000}


def test_what_rounding_down_leaves_goes_where_the_terms_say():
    parts = (Portion("members", 33), Portion("state", 67))
    assert rules.split_parts(101, parts, "state") == {"members": 33, "state": 68}
    assert rules.split_among(33, {"a": 1, "b": 1}, down=True) == ({"a": 16, "b": 16}, 1)
    with pytest.raises(rules.NobodyEntitled):
        rules.split_among(33, {"a": 0}, down=True)


@pytest.mark.parametrize("start", rules.BUILT_IN)
def test_the_example_adds_up_for_every_built_in(start):
    lines = [amount for _label, amount in rules.example(rules.BUILT_IN[start], 25, 1_000_000)]
    if rules.BUILT_IN[start].regime == rules.PREMIUM:
        assert sum(lines[:-2]) == 1_000_000
    assert lines[-2] >= 0
    assert lines[-1] >= 0
