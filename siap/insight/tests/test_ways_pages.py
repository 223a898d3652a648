"""One person, one rupiah, one jar: each way with its steps, and back; who may not see it finds nothing."""

from datetime import date

import pytest
from django.urls import reverse

from siap.business import services as business
from siap.core.models import FactRecord, ReadLog
from siap.insight import queries
from siap.market import services
from siap.market.models import Sale
from siap.market.tests import given as market
from siap.people import services as people
from siap.programme import services as programme
from siap.programme.tests import given as given_programme
from siap.sharing.tests import given as sharing
from siap.workshop.models import Lot
from siap.workshop.tests import given as workshop


@pytest.fixture
def share(world):
    return sharing.shared_month(world)


@pytest.fixture
def sale(share):
    return Sale.objects.get()


@pytest.fixture
def jar(share):
    return Lot.objects.get(kind=2)


def labels(way, *states):
    return [station.label for station in way.stations if station.state in states]


# --- One person ---


def test_a_newcomer_has_everything_ahead(world):
    way = queries.person_way(world.sari, world.budi)
    assert {station.state for station in way.stations} == {"ahead"}
    assert way.stations[0].label == "Diusulkan"


def test_sari_goes_the_whole_way(world, share):
    people.release_person(world.sari, "pb", on=date(2026, 11, 2), bapas=world.bapas, by=world.budi)
    business.open_venture(world.sari, "Bawang Sari", "Bawang goreng", unit=world.bapas, by=world.hendra)
    way = queries.person_way(world.sari, world.manager)
    assert labels(way, "done") == [
        "Diusulkan", "Dinilai", "Disetujui", "Dilatih", "Lulus", "Berkelompok", "Bekerja", "Bagi hasil", "Titipan",
        "Bebas", "Klien",
    ]  # fmt: skip
    assert labels(way, "here") == ["Usaha mandiri"]
    assert all(station.href and station.on for station in way.stations)


def test_every_station_opens_a_page_that_is_there(client, world, share):
    people.release_person(world.sari, "pb", on=date(2026, 11, 2), bapas=world.bapas, by=world.budi)
    business.open_venture(world.sari, "Bawang Sari", "Bawang goreng", unit=world.bapas, by=world.hendra)
    client.force_login(world.manager)
    for station in queries.person_way(world.sari, world.manager).stations:
        assert client.get(station.href).status_code == 200, station.label


def test_a_refusal_is_where_the_way_stops(world):
    (taken,) = given_programme.assessed(world, world.tono)
    programme.decide(
        [taken], approve=False, decree="SK-1", tpp_on=date(2026, 11, 2), because="Belum sehat",
        review_on=date(2027, 1, 5), by=world.head,
    )  # fmt: skip
    way = queries.person_way(world.tono, world.budi)
    assert labels(way, "bad") == ["Ditolak"]


def test_an_officers_way_is_his_training(world):
    way = queries.person_way(world.budi.person, world.manager)
    assert [station.label for station in way.stations] == ["Dilatih", "Lulus"]


def test_steps_in_another_unit_are_told_but_not_opened(world, share):
    people.release_person(world.sari, "pb", on=date(2026, 11, 2), bapas=world.bapas, by=world.budi)
    business.open_venture(world.sari, "Bawang Sari", "Bawang goreng", unit=world.bapas, by=world.hendra)
    by_label = {station.label: station for station in queries.person_way(world.sari, world.hendra).stations}
    assert by_label["Usaha mandiri"].href
    assert not by_label["Berkelompok"].href


def test_reading_a_persons_way_is_noted(client, world, share):
    client.force_login(world.budi)
    page = client.get(reverse("insight:person-way", args=[world.sari.uid]))
    assert "Rp21.429" in page.content.decode()
    assert ReadLog.objects.filter(person=world.sari.pk, page="insight:person-way").count() == 1


@pytest.mark.parametrize("username", ["joko", "rina", "koperasi", "humas"])
def test_a_stranger_finds_nobody(client, world, share, username):
    client.force_login(world.user(username))
    answer = client.get(reverse("insight:person-way", args=[world.sari.uid]))
    assert answer.status_code in {403, 404}
    assert not ReadLog.objects.filter(page="insight:person-way").exists()


# --- One rupiah ---


def test_a_rupiah_is_followed_to_every_part_and_back(client, world, share, sale):
    client.force_login(world.budi)
    page = client.get(reverse("insight:rupiah-way", args=[sale.uid])).content.decode()
    for amount in ("Rp400.000", "Rp100.001", "Rp50.001", "Rp35.000", "Rp15.000", "Rp21.429", "Rp14.286"):
        assert amount in page
    assert reverse("insight:person-way", args=[world.sari.uid]) in page
    back = client.get(reverse("insight:sales-behind", args=[share.uid])).content.decode()
    assert reverse("insight:rupiah-way", args=[sale.uid]) in back


def test_an_auditor_explains_a_share_without_asking_anyone(client, world, share, sale):
    way = queries.share_way(share, world.user("auditor"))
    assert (way.sold, way.difference) == (400_000, 0)
    assert [step.label for step in way.steps if step.reached] == [
        "Terjual", "Uang masuk", "Jam kerja", "Disiapkan", "Disetujui", "Dibukukan", "Dana diterima",
    ]  # fmt: skip
    assert [fact.says for fact in way.facts] == [
        "Bagi hasil disiapkan", "Bagi hasil disetujui", "Dana diterima titipan",
    ]  # fmt: skip
    client.force_login(world.user("auditor"))
    page = client.get(reverse("insight:sales-behind", args=[share.uid])).content.decode()
    for fact in way.facts:
        assert reverse("web:fact", args=[fact.position]) in page
        assert client.get(reverse("web:fact", args=[fact.position])).status_code == 200
    assert f"diterima {world.budi.name}" in page
    sold = client.get(reverse("insight:rupiah-way", args=[sale.uid])).content.decode()
    made = FactRecord.objects.get(name="market.SaleMade")
    assert reverse("web:fact", args=[made.pk]) in sold


def test_who_does_not_audit_sees_no_chain(client, world, share):
    assert queries.share_way(share, world.budi).facts == []
    client.force_login(world.budi)
    assert "catatan/" not in client.get(reverse("insight:sales-behind", args=[share.uid])).content.decode()


def test_a_sale_voided_after_it_was_shared_still_stands_with_the_share_that_counted_it(world):
    share, sale = sharing.approved(world), Sale.objects.get()
    services.void_sale(sale, because="Stoples pecah", by=world.head)
    way = queries.share_way(share, world.budi)
    assert (way.sold, way.difference) == (400_000, 0)
    assert [line.sale for line in queries.sales_behind(share)] == [sale]


def test_a_sale_that_is_not_shared_yet_stands_where_its_money_is(world, jar):
    workshop.batch(world, jar.product)
    cash = market.sale(world, jar.product, 1)
    qris = market.sale(world, jar.product, 1, method="qris")
    assert labels(queries.rupiah_way(cash, world.budi), "here") == ["Uang masuk"]
    assert labels(queries.rupiah_way(qris, world.budi), "here") == ["Masuk buku"]


def test_a_mentor_follows_the_money_and_sees_nobodys_part(client, world, share, sale):
    client.force_login(world.rina)
    page = client.get(reverse("insight:rupiah-way", args=[sale.uid])).content.decode()
    assert "Rp400.000" in page
    for hidden in ("Rp21.429", "Rp14.286", "Sari", "Dewi", "Tono", "Dibayarkan"):
        assert hidden not in page


def test_joko_does_not_find_the_money(client, world, share, sale):
    client.force_login(world.joko)
    assert client.get(reverse("insight:rupiah-way", args=[sale.uid])).status_code == 404
    assert client.get(reverse("insight:sales-behind", args=[share.uid])).status_code == 404


# --- One jar ---


def test_a_jar_is_followed_to_its_materials_and_its_buyers_and_back(client, world, sale, jar):
    client.force_login(world.budi)
    page = client.get(reverse("insight:jar-way", args=[jar.uid])).content.decode()
    assert "10 terjual, 0 tersisa" in page
    assert "Pasar Inpres Manonda" in page
    assert reverse("insight:rupiah-way", args=[sale.uid]) in page
    onion = Lot.objects.get(material__name="Bawang merah")
    assert reverse("insight:jar-way", args=[onion.uid]) in page
    back = client.get(reverse("insight:jar-way", args=[onion.uid])).content.decode()
    assert reverse("insight:jar-way", args=[jar.uid]) in back


def test_a_jar_that_nobody_bought_says_so(client, world, jar):
    unsold = workshop.batch(world, jar.product).lot
    client.force_login(world.rina)
    page = client.get(reverse("insight:jar-way", args=[unsold.uid])).content.decode()
    assert "Belum ada yang membeli" in page


def test_joko_does_not_find_the_jar(client, world, jar):
    client.force_login(world.joko)
    assert client.get(reverse("insight:jar-way", args=[jar.uid])).status_code == 404


@pytest.mark.parametrize("name", ["person", "rupiah", "jar"])
def test_a_way_keeps_to_its_queries(client, world, sale, jar, name, django_assert_max_num_queries):
    uid = {"person": world.sari.uid, "rupiah": sale.uid, "jar": jar.uid}[name]
    client.force_login(world.manager)
    with django_assert_max_num_queries(30):
        assert client.get(reverse(f"insight:{name}-way", args=[uid])).status_code == 200
