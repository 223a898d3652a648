"""The gate: what the law asks, what lapses, what a second person lets off."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given as tried
from hypothesis import strategies as st

from siap.business.tests import given as business
from siap.core import clock, proofs
from siap.core.ids import new_uid
from siap.workshop import queries, rules, services
from siap.workshop.models import Exemption, Label, Product
from siap.workshop.tests import given
from tests.world import TODAY, World

PALU, SIGI = "7271", "7210"
LETTER = b"%PDF-1.7 surat dinas"


@pytest.fixture
def product(world: World) -> Product:
    return given.product(world, business.group(world))


def test_a_gate_with_everything_is_open(product: Product) -> None:
    assert queries.gate(product, TODAY).is_open


def test_what_lapsed_closes_the_gate_on_the_day_after(product: Product) -> None:
    assert queries.gate(product, date(2030, 1, 4)).is_open
    lacks = queries.gate(product, date(2030, 1, 5)).lacks
    assert any("SPP-IRT" in one and "sudah lewat" in one for one in lacks)


def test_moving_to_another_district_ends_the_pirt_and_moving_back_restores_it(world: World, product: Product) -> None:
    for days, district in ((30, PALU), (10, SIGI)):
        services.move_production(
            new_uid(), product.business, address="Jalan Contoh 1", district=district,
            from_on=TODAY - timedelta(days=days), by=world.budi,
        )  # fmt: skip
    assert queries.gate(product, TODAY - timedelta(days=11)).is_open
    (lack,) = queries.gate(product, TODAY).lacks
    assert "produksi pindah ke daerah lain" in lack
    services.move_production(
        new_uid(), product.business, address="Jalan Contoh 1", district=PALU, from_on=TODAY, by=world.budi
    )
    assert queries.gate(product, TODAY).is_open


def test_a_workplace_before_the_last_one_is_refused_and_twice_is_once(world: World, product: Product) -> None:
    uid = new_uid()
    for _ in range(2):
        services.move_production(uid, product.business, address="Di sini", district=PALU, from_on=TODAY, by=world.budi)
    assert product.business.workplaces.count() == 1
    with pytest.raises(services.PermitWrong, match="lebih baru"):
        services.move_production(
            new_uid(), product.business, address="Di sana", district=SIGI, from_on=TODAY, by=world.budi
        )


def test_a_chilled_product_needs_more_than_a_pirt(product: Product) -> None:
    Label.objects.create(product=product, storage=Label.Storage.CHILLED)
    assert any("BPOM MD" in one for one in queries.gate(product, TODAY).lacks)


def test_halal_is_asked_from_its_day_on_and_a_statement_answers_it(world: World) -> None:
    product = given.idea(world, business.group(world))
    given.recipe(world, product)
    given.permits(world, product, "nib", "spp_irt")
    assert queries.gate(product, date(2026, 10, 17)).is_open
    assert not queries.gate(product, date(2026, 10, 18)).is_open
    services.record_permit(
        product.business, "haram", "Pernyataan 1", holder="Koperasi", valid_from=TODAY, product=product, by=world.budi
    )
    assert queries.gate(product, TODAY).is_open


def test_not_required_takes_a_letter_and_a_second_person(world: World) -> None:
    product = given.idea(world, business.group(world))
    given.recipe(world, product)
    given.permits(world, product, "nib", "halal")
    with pytest.raises(services.ExemptionWrong, match="tanpa surat"):
        services.ask_exemption(new_uid(), product, "edar", because="Surat dinas", document=b"", by=world.budi)
    asked = services.ask_exemption(new_uid(), product, "edar", because="Surat dinas", document=LETTER, by=world.budi)
    assert not queries.gate(product, TODAY).is_open
    with pytest.raises(services.OwnExemption):
        services.decide_exemption(asked, confirm=True, by=world.budi)
    services.decide_exemption(asked, confirm=True, by=world.head)
    assert queries.gate(product, TODAY).is_open
    again = services.decide_exemption(asked, confirm=False, by=world.head)
    assert again.state == Exemption.State.CONFIRMED
    assert not [found.offender for one, found in proofs.run() if one.key in {"exemptions", "permits", "workplaces"}
                if found.offender]  # fmt: skip


def test_an_exemption_behind_the_programs_back_is_found(world: World, product: Product) -> None:
    asked = services.ask_exemption(new_uid(), product, "edar", because="Surat", document=LETTER, by=world.budi)
    services.decide_exemption(asked, confirm=False, by=world.head)
    Exemption.objects.filter(pk=asked.pk).update(state=Exemption.State.CONFIRMED)
    offenders = [found.offender for one, found in proofs.run() if one.key == "exemptions"]
    assert offenders == [f"exemption {asked.pk}: no workshop.ExemptionDecided says so"]


def test_the_head_reads_the_letter_and_decides_on_the_page(client: Client, world: World, product: Product) -> None:
    asked = services.ask_exemption(new_uid(), product, "edar", because="Surat", document=LETTER, by=world.budi)
    page = reverse("workshop:decide", args=[asked.uid])
    client.force_login(world.budi)
    assert client.post(page, {"confirm": ""}).status_code == 403
    client.force_login(world.joko)
    assert client.post(page, {"confirm": ""}).status_code in (403, 404)
    client.force_login(world.head)
    assert "tidak diwajibkan" in client.get(reverse("workshop:exemption", args=[asked.uid])).content.decode()
    client.post(page, {"confirm": ""})
    asked.refresh_from_db()
    assert asked.state == Exemption.State.CONFIRMED


def test_an_officer_says_where_it_is_made_and_asks_for_an_exemption(
    client: Client, world: World, product: Product
) -> None:
    client.force_login(world.budi)
    told = {"uid": new_uid(), "address": "Dapur Lapas", "district": PALU, "from_on": TODAY}
    client.post(reverse("workshop:move", args=[product.business.uid]), told)
    page = client.get(reverse("workshop:move", args=[product.business.uid])).content.decode()
    assert "Dapur Lapas" in page
    assert "Kota Palu" in page
    refused = client.post(reverse("workshop:exempt", args=[product.uid]), {"uid": new_uid(), "requirement": "edar"})
    assert refused.status_code == 422


def test_the_end_of_a_permit_comes_nearer_in_three_steps(client: Client, world: World, product: Product) -> None:
    permit = product.permits.get(kind="halal")
    assert permit.valid_until is not None
    client.force_login(world.budi)
    for days, kind in ((91, ""), (90, "info"), (30, "wait"), (7, "bad"), (-1, "bad")):
        with clock.fixed(clock.at(permit.valid_until - timedelta(days=days))):
            client.force_login(world.budi)
            rows = list(queries.ending_permits(clock.today(), since=30))
            assert (permit in rows) == bool(kind)


@tried(st.integers(0, 10**10 - 1))
def test_every_in_store_number_can_stand_under_bars(number: int) -> None:
    assert rules.is_ean13(rules.in_store(number))


@tried(st.integers(0, 11), st.integers(1, 9))
def test_a_wrong_digit_is_found(place: int, more: int) -> None:
    good = "8991234567891"
    assert rules.is_ean13(good)
    wrong = good[:place] + str((int(good[place]) + more) % 10) + good[place + 1 :]
    assert not rules.is_ean13(wrong)


def test_a_pirt_number_tells_its_parts() -> None:
    parts = rules.pirt_parts("P-IRT 2067271010001-31")
    assert parts is not None
    assert (parts.package, parts.food, parts.place, parts.product, parts.producer, parts.year) == (
        "2", "06", "Kota Palu", "01", "0001", "31",
    )  # fmt: skip


def test_a_number_from_elsewhere_is_doubted_with_the_reason() -> None:
    doubts = rules.number_doubts("spp_irt", "P-IRT 2067271010001-31", valid_until=date(2030, 1, 1), district=SIGI)
    assert len(doubts) == 2
    (moved,) = rules.number_doubts("nib", "1234567890123", kbli="10391", replaced={"10391": "10307"})
    assert "berganti nomor" in str(moved)
    assert rules.number_doubts("gs1", "8991234567891") == []
    assert rules.number_doubts("gs1", "8881234567893")
    assert rules.sehati_doubt(places=1, outlets=1) is None
    assert rules.sehati_doubt(places=1, outlets=2)
