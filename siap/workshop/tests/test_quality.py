"""A product's lots are checked where somebody wants it: what fails is held, and nobody lets it go but a check that it passes."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from siap.business.tests import given as business
from siap.core import proofs
from siap.core.errors import Refused
from siap.core.ids import new_uid
from siap.workshop import queries, rules, services
from siap.workshop.models import Batch, CheckAnswer, Cleaning, Lot, LotCheck, Product, QualityPlan
from siap.workshop.tests import given
from tests.world import TODAY, World


@pytest.fixture
def product(world: World) -> Product:
    return given.product(world, business.group(world))


@pytest.fixture
def lot(world: World, product: Product) -> Lot:
    """Ten jars that wait for their check."""
    given.weighed(world, product)
    return given.batch(world, product).lot


def _check(world: World, lot: Lot, *told: object, **more: object) -> LotCheck:
    found = given.found(lot, *told, **more)  # type: ignore[arg-type]
    check: LotCheck = services.check_lot(new_uid(), lot, found, checked_on=TODAY, by=world.budi)
    lot.refresh_from_db()
    return check


def _sellable(product: Product) -> int:
    return queries.pieces_on_hand(product)


def _proved() -> bool:
    return not [finding.offender for _one, finding in proofs.run() if finding.offender]


def test_without_a_plan_nobody_checks(world: World, product: Product) -> None:
    lot = given.batch(world, product).lot
    assert (lot.is_held, _sellable(product)) == (False, 10)
    with pytest.raises(services.NothingToCheck):
        services.check_lot(new_uid(), lot, {}, checked_on=TODAY, by=world.budi)


def test_a_new_lot_waits_and_is_sold_once_it_passed(world: World, product: Product, lot: Lot) -> None:
    assert (lot.held_because, _sellable(product)) == ("Menunggu pemeriksaan mutu", 0)
    assert _check(world, lot).passed
    assert (lot.is_held, lot.freed_because, _sellable(product)) == (False, "Lulus pemeriksaan mutu", 10)
    assert _proved()


def test_a_failed_check_holds_and_nobody_lets_it_go_by_hand(world: World, product: Product, lot: Lot) -> None:
    _check(world, lot)
    assert not _check(world, lot, "97,99".replace(",", "."), is_tight=False).passed
    assert lot.held_because == "Tidak lulus pemeriksaan mutu: Berat bersih, Tutup rapat"
    with pytest.raises(services.LotUnchecked):
        services.unhold_lot(lot, because="Kelihatannya baik", by=world.budi)
    assert _sellable(product) == 0
    _check(world, lot, "98")  # the limit itself is met
    assert _sellable(product) == 10
    assert _proved()


def test_what_is_held_for_another_reason_stays_held_when_it_passes(world: World, lot: Lot) -> None:
    _check(world, lot)
    services.hold_lot(lot, because="Keluhan rasa", by=world.budi)
    _check(world, lot)
    assert lot.held_because == "Keluhan rasa"
    assert not services.unhold_lot(lot, because="Salah paham", by=world.budi).is_held


def test_the_same_check_twice_is_one_and_old_batches_keep_their_plan(world: World, product: Product, lot: Lot) -> None:
    uid = new_uid()
    for _ in range(2):
        services.check_lot(uid, lot, given.found(lot), checked_on=TODAY, by=world.budi)
    services.plan_quality(new_uid(), product, [], by=world.budi)
    assert (LotCheck.objects.count(), QualityPlan.objects.count(), CheckAnswer.objects.count()) == (1, 2, 2)
    _check(world, lot, "200")
    assert lot.is_held
    assert not given.batch(world, product).lot.is_held


WRONG = {
    "nobody weighed it": (lambda found: dict(list(found.items())[1:]), TODAY),
    "a yes for a weight": (lambda found: dict.fromkeys(found, True), TODAY),
    "an absurd weight": (lambda found: {**found, min(found): Decimal(10) ** 9}, TODAY),
    "checked before it was made": (dict, TODAY - timedelta(days=1)),
    "checked tomorrow": (dict, TODAY + timedelta(days=1)),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_half_a_check_is_none(world: World, lot: Lot, wrong: tuple[object, object]) -> None:
    change, day = wrong
    with pytest.raises(services.QualityWrong), transaction.atomic():
        services.check_lot(new_uid(), lot, change(given.found(lot)), checked_on=day, by=world.budi)  # type: ignore
    lot.refresh_from_db()
    assert (LotCheck.objects.exists(), lot.held_because) == (False, rules.held_for(None))


def test_a_plan_may_want_the_place_cleaned_before(world: World, product: Product) -> None:
    services.plan_quality(new_uid(), product, [], wants_cleaning=True, by=world.budi)
    with pytest.raises(services.CleaningMissing), transaction.atomic():
        given.batch(world, product)
    assert not Batch.objects.exists()
    services.log_cleaning(new_uid(), product.business, "Meja dan wajan, sabun", cleaned_on=TODAY, by=world.budi)
    assert not given.batch(world, product).lot.is_held
    assert _proved()


def test_a_lot_that_somebody_let_go_behind_the_back_is_found(world: World, lot: Lot) -> None:
    Lot.objects.filter(pk=lot.pk).update(held_because="")
    found = {one.key: finding.offender for one, finding in proofs.run()}
    assert found["checks"] == f"lot {lot.number}: did not pass, not held"
    with pytest.raises(Exception, match="append"), transaction.atomic():
        QualityPlan.objects.update(version=7)


def test_limits_the_wrong_way_round_are_refused(world: World, product: Product) -> None:
    with pytest.raises(Refused, match="Batas bawah"):
        services.plan_quality(new_uid(), product, [rules.Point("pH", Decimal(5), Decimal(4))], by=world.budi)


def test_the_screens_lead_from_the_plan_to_a_passed_lot(officer: Client, world: World, product: Product) -> None:
    page = reverse("workshop:quality", args=[product.uid])
    typed = {
        "uid": new_uid(),
        "says_1": "Kadar air",
        "most_1": "5",
        "unit_1": "%",
        "says_2": "Renyah",
        "wants_cleaning": "on",
    }
    refused = officer.post(page, {**typed, "least_1": "6"})
    assert (refused.status_code, "Batas bawah" in refused.content.decode()) == (422, True)
    assert officer.post(page, typed).status_code == 302
    clean = reverse("workshop:cleaning", args=[product.business.uid])
    assert officer.post(clean, {"uid": new_uid(), "cleaned_on": TODAY, "what": ""}).status_code == 422
    assert officer.post(clean, {"uid": new_uid(), "cleaned_on": TODAY, "what": "Meja, sabun"}).status_code == 302
    assert Cleaning.objects.get().what in officer.get(clean).content.decode()
    lot = given.batch(world, product).lot
    assert "1 lot menunggu pemeriksaan mutu" in officer.get(reverse("web:home")).content.decode()
    assert lot.number in officer.get(reverse("workshop:home")).content.decode()
    check = reverse("workshop:check-lot", args=[lot.uid])
    water, crisp = (f"point_{one.pk}" for one in lot.batch.quality.points.all())
    half = {"uid": new_uid(), "checked_on": TODAY, water: "4,5 g", crisp: "yes"}
    assert "angkanya saja" in officer.post(check, half).content.decode()
    shown = officer.post(check, {**half, water: "5,5"}, follow=True).content.decode()
    assert "Tidak lulus pemeriksaan mutu: Kadar air" in shown
    shown = officer.post(check, {**half, "uid": new_uid(), water: "4,5"}, follow=True).content.decode()
    assert "4,5 %" in shown
    assert _sellable(product) == 10
