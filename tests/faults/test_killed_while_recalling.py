"""The office dies at any moment of a recall: nothing is half held, no holder half listed, no jar tallied twice."""

import pytest

from siap.business.tests import given as given_business
from siap.market.models import Recall
from siap.market.tests import given as given_market
from siap.workshop.models import Lot
from siap.workshop.tests import given as given_workshop
from tests import world as cast
from tests.faults.dying import dies_whole
from tests.faults.steps import RECALLING


@pytest.mark.django_db(transaction=True)
def test_killed_at_every_statement_from_the_warning_to_the_false_alarm() -> None:
    world = cast.begin()
    product = given_workshop.product(world, given_business.group(world))
    given_workshop.batch(world, product)
    given_market.sale(world, product, 3, buyer="Ibu Nur")
    dies_whole(*RECALLING)
    recall = Recall.objects.get()
    assert (recall.lots.count(), recall.holders.count(), recall.is_safe) == (2, 2, True)
    assert not Lot.objects.exclude(held_because="").exists()
