"""The demo history: what it must contain, that it proves whole, and that the Kanwil's figures are the book's."""

from pathlib import Path

import pytest
from django.db.models import Sum
from django.test import Client

from siap.business.models import Business
from siap.core import clock, proofs
from siap.core.models import FactRecord, Waiting
from siap.insight import queries as insight
from siap.ledger import chart
from siap.ledger.models import Line
from siap.market.models import Payment, Sale
from siap.people.models import Person, Unit, User
from siap.programme.models import Participation
from siap.sharing.models import Share, Slip, StateDeposit
from siap.web.demo import loading
from siap.workshop.models import Product
from tests import oracles
from tests.world import TODAY

pytestmark = pytest.mark.django_db


def test_the_demo_history_is_full_whole_and_honest(tmp_path: Path) -> None:
    """One long look, because the loading takes its time."""
    life = loading.load(TODAY)
    assert loading.window(TODAY) == (life.start, life.end)
    _is_as_large_as_promised()
    _proves_whole()
    oracles.agree(tmp_path)
    _tells_on_the_kanwils_page_what_stands_in_the_book()
    _leaves_something_for_everybody()


def _is_as_large_as_promised() -> None:
    assert Unit.objects.count() == 6
    assert Business.objects.filter(kind="group").count() == 12
    assert Product.objects.filter(stage__in=Product.FOR_SALE).count() == 15
    assert Participation.objects.values("person").distinct().count() in range(55, 71)
    assert Sale.objects.count() in range(1_800, 2_201)
    assert not Person.objects.filter(invented=False).exists(), "everybody in it is marked as invented"


def _proves_whole() -> None:
    found = {one.key: finding for one, finding in proofs.run()}
    assert {key: finding.offender for key, finding in found.items() if finding.offender} == {}
    assert found["chain"].count == FactRecord.objects.count() > 10_000
    assert not Waiting.objects.exists()


def _tells_on_the_kanwils_page_what_stands_in_the_book() -> None:
    """Counted once more from lines and rows, not from month totals."""
    month = insight.last_busy_month()
    scope = insight.Scope(None, month)
    told = insight.figures(scope)
    lines = Line.objects.filter(account__code=chart.revenue.code, booked_on__range=(scope.since, scope.until))
    sold = sum(-side * amount for side, amount in lines.values_list("side", "amount"))
    decided = (clock.at(scope.since, 0), clock.at(scope.until, 23, 59))
    shared = Slip.objects.filter(share__state="approved", share__decided_at__range=decided)
    deposits = StateDeposit.objects.filter(paid_on__range=(scope.since, scope.until))
    assert told["turnover"] == sold > 0
    assert told["shared"] == shared.aggregate(total=Sum("amount"))["total"] > 0
    assert told["deposited"] == (deposits.aggregate(total=Sum("amount"))["total"] or 0)


def _leaves_something_for_everybody() -> None:
    assert Share.objects.filter(state="prepared").count() == 1
    assert Payment.objects.filter(state="reported").exists()
    for user in User.objects.all():
        client = Client()
        client.force_login(user)
        assert client.get("/hari-ini/").status_code in {200, 302}, user
