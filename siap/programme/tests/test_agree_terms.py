"""Sharing terms: dated, added, never edited."""

from dataclasses import replace
from datetime import date

import pytest

from siap.core.ids import new_uid
from siap.programme import queries, rules, services
from siap.programme.models import SharingTerms

NEXT_YEAR = date(2027, 1, 1)


def test_every_built_in_adds_up_and_uses_known_words():
    for terms in rules.BUILT_IN.values():
        assert sum(percent for _kind, percent in terms.parts) == 100
        assert {kind for kind, _percent in terms.parts} <= set(rules.PARTS)
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
    broken = replace(rules.KARYA_NARAPIDANA, parts=(("members", 50), ("state", 49)))
    with pytest.raises(services.PartsDoNotAddUp) as refusal:
        services.agree_terms(world.programme.agreement, broken, valid_from=NEXT_YEAR, by=world.manager)
    assert "bukan 99 %" in str(refusal.value)


def test_the_agreement_of_a_unit_names_its_partner(world):
    assert queries.agreement_of(world.palu).partner.chair == "Maghfira"
