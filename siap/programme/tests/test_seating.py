"""Vacancies: who waits in which order, and that no more people get a place than there are."""

from datetime import date

import pytest

from siap.core.ids import new_uid
from siap.programme import queries, services
from siap.programme.models import Participation, Vacancy
from siap.programme.tests.given import DECREE
from tests.world import TODAY


@pytest.fixture
def vacancy(world):
    return services.open_vacancy(new_uid(), world.palu, kind="group", title="Bawang goreng", seats=1, by=world.budi)


def wanting(world, vacancy, person, need=None, healthy=True):
    proposed = services.propose(person, vacancy=vacancy, by=world.budi)
    return services.assess(
        proposed, interest="Memasak", skill="Dapur", healthy=healthy, need=need, note="", by=world.budi
    )


def decide(world, chosen, **changes):
    told = {"approve": True, "decree": DECREE, "tpp_on": TODAY, "by": world.head} | changes
    return services.decide(chosen, **told)


def test_who_waits_stands_in_an_order_with_every_reason(world, vacancy):
    wanting(world, vacancy, world.sari, need=1)  # free in a month
    dewi = wanting(world, vacancy, world.dewi, need=3)
    first, second = queries.waiting_for(vacancy)
    assert (first.participation, first.has_place, second.has_place) == (dewi, True, False)
    assert [reason.said for reason in second.score.reasons] == [
        "Kebutuhan: ada gunanya, 9 dari 30.",
        "Keterampilan yang cocok: belum dinilai, tidak dihitung.",
        "Sisa masa pidana: 29 hari lagi, pendek, 3 dari 20.",
        "Kesehatan: sehat untuk bekerja, 15 dari 15.",
        "Bukti kelakuan: belum dinilai, tidak dihitung.",
    ]


def test_a_decree_gives_no_more_places_than_there_are(world, vacancy):
    both = [wanting(world, vacancy, person) for person in (world.sari, world.dewi)]
    with pytest.raises(services.SeatsTaken) as refusal:
        decide(world, both)
    assert "1 tempat" in str(refusal.value)
    assert set(Participation.objects.values_list("state", flat=True)) == {"assessed"}


def test_the_head_may_choose_whom_the_points_put_last_and_what_spoke_for_him_is_kept(world, vacancy):
    sari, _dewi = (
        wanting(world, vacancy, world.sari, need=0, healthy=False),
        wanting(world, vacancy, world.dewi, need=3),
    )
    decide(world, [sari])
    sari.refresh_from_db()
    assert (sari.score, sari.weights_of) == (4, date(2025, 11, 6))
    assert queries.free_seats(vacancy) == 0
    assert [one.has_place for one in queries.waiting_for(vacancy)] == [False]


def test_a_vacancy_belongs_to_its_unit_and_ends(world, vacancy):
    with pytest.raises(services.NotYourUnit):
        services.close_vacancy(vacancy, by=world.joko)
    services.close_vacancy(vacancy, by=world.budi)
    assert services.close_vacancy(vacancy, by=world.budi).closed_on == TODAY
    with pytest.raises(services.VacancyOver):
        services.propose(world.sari, vacancy=Vacancy.objects.get(), by=world.budi)


def test_weights_are_set_from_a_day_on_and_older_decisions_keep_theirs(world, vacancy):
    told = {"need": 50, "ability": 10, "time": 20, "health": 10, "conduct": 10, "least-days": 90}
    with pytest.raises(services.NotAHundred):
        services.set_weights(told | {"need": 51}, basis="SK", valid_from=TODAY, by=world.manager)
    for _twice in range(2):
        set_now = services.set_weights(told, basis="SK Kakanwil 12", valid_from=TODAY, by=world.manager)
    assert (set_now.need, set_now.least_days, set_now.basis) == (50, 90, "SK Kakanwil 12")
    assert queries.weights(date(2026, 11, 1)).need == 30
    with pytest.raises(services.WeightsSetAlready):
        services.set_weights(told | {"need": 40, "time": 30}, basis="SK", valid_from=TODAY, by=world.manager)


def test_the_page_of_a_vacancy_shows_the_order_and_joko_finds_none(world, vacancy, client):
    wanting(world, vacancy, world.dewi, need=3)
    client.force_login(world.budi)
    page = client.get(f"/program/seleksi/lowongan/{vacancy.uid}/").text
    assert "Kebutuhan: sangat perlu, 30 dari 30." in page
    client.force_login(world.joko)
    assert client.get(f"/program/seleksi/lowongan/{vacancy.uid}/").status_code == 404
