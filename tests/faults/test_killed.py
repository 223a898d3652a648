"""The process is killed in the middle of whatever it does. No rupiah is lost or made, and nothing is half there."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from siap.business.tests import given as given_business
from siap.core import clock, proofs
from siap.market.models import Payment, Sale
from siap.market.tests import given as given_market
from siap.workshop.models import Lot
from siap.workshop.tests import given as given_workshop
from tests import world as cast

HERE = Path(__file__).resolve().parents[2]


@pytest.mark.django_db(transaction=True)
def test_a_till_killed_in_the_middle_of_a_sale_leaves_whole_sales_only() -> None:
    world = cast.begin()
    product = given_workshop.product(world, given_business.group(world))
    given_workshop.batch(world, product, rounds=40)
    given_market.priced(world, product)
    before = Lot.objects.get(product=product).on_hand
    for pause in (0.15, 0.31, 0.47):
        _sell_until_killed(pause)
    sold = Sale.objects.count()
    assert sold > 0
    assert Payment.objects.count() == sold
    assert Lot.objects.get(product=product).on_hand == before - sold
    with clock.fixed(clock.now()):
        assert [finding.offender for _one, finding in proofs.run() if finding.offender] == []


def _sell_until_killed(pause: float) -> None:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.child"], cwd=HERE, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    while "ready" not in (line := child.stdout.readline()):
        assert line, "the till did not start"
    time.sleep(pause)
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
