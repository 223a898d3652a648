"""Consent: given to a text, taken back at once, asked again after release."""

from datetime import timedelta

import pytest

from siap.core import clock
from siap.people import queries, services
from siap.people.models import Consent
from siap.people.rules import CONSENT_TEXTS
from siap.people.tests import given
from tests.world import TODAY


def test_every_kind_has_a_text_to_read_aloud():
    assert set(CONSENT_TEXTS) == set(Consent.Kind.values)


def test_agreeing_twice_counts_once(world):
    first = services.give_consent(world.sari, "story", text_version="2026-1", by=world.budi)
    assert services.give_consent(world.sari, "story", text_version="2026-1", by=world.budi) == first
    assert queries.has_consent(world.sari, "story")


def test_another_text_is_agreed_to_anew(world):
    services.give_consent(world.sari, "story", text_version="2026-1", by=world.budi)
    newer = services.give_consent(world.sari, "story", text_version="2027-1", by=world.budi)
    assert queries.standing_consent(world.sari, "story") == newer


def test_taking_it_back_takes_back_every_version_and_only_that_kind(world):
    for version in ("2026-1", "2027-1"):
        services.give_consent(world.sari, "story", text_version=version, by=world.budi)
    services.give_consent(world.sari, "photo", text_version="2026-1", by=world.budi)
    services.withdraw_consent(world.sari, "story", by=world.budi)
    services.withdraw_consent(world.sari, "story", by=world.budi)
    assert not queries.has_consent(world.sari, "story")
    assert queries.has_consent(world.sari, "photo")


@pytest.mark.parametrize("kind", ["story", "photo"])
def test_a_detainee_is_never_shown_even_if_he_wishes(world, kind):
    rudi = given.detainee(world)
    with pytest.raises(services.NeverOfADetainee):
        services.give_consent(rudi, kind, text_version="2026-1", by=None)
    assert not rudi.consents.exists()


def test_after_the_last_release_the_public_asks_again(world):
    with clock.fixed(clock.at(TODAY - timedelta(30))):
        for kind in ("story", "follow_up"):
            services.give_consent(world.sari, kind, text_version="2026-1", by=world.budi)
    services.release_person(world.sari, "free", on=TODAY, by=world.head)
    assert not queries.has_consent(world.sari, "story")
    assert queries.has_consent(world.sari, "follow_up")
    services.give_consent(world.sari, "story", text_version="2026-1", by=world.budi)
    assert queries.has_consent(world.sari, "story")
