"""The way of a cohort: how far people came, who left, how long businesses live."""

from datetime import date

from django.urls import reverse

from siap.aftercare import services as aftercare
from siap.aftercare.tests import given as given_aftercare
from siap.core import clock
from siap.insight import queries, rules
from siap.insight.queries import incomes
from siap.people import services as people
from siap.people.models import Person
from siap.programme import services as programme
from siap.programme.models import Participation
from siap.sharing.tests import given as sharing


def _came(way):
    return {stop.label: stop.came for stop in way.stops}


def test_a_station_counts_everybody_who_came_so_far_or_further(told):
    way = queries.cohort_way(2026)
    came = [stop.came for stop in way.stops]
    assert came == sorted(came, reverse=True), "a way only gets narrower"
    assert came[0] == Participation.objects.values("person").distinct().count()
    assert (_came(way)["Pulang"], _came(way)["Punya usaha"]) == (1, 1)
    assert _came(queries.cohort_way(2025)) == dict.fromkeys(_came(way), 0)


def test_parts_by_sex_and_by_unit_each_make_up_the_whole(told):
    way = queries.cohort_way()
    sexes, units = way.parts[:2], way.parts[2:]
    for parts in (sexes, units):
        assert sum(part.stops[0].out_of for part in parts) == way.stops[0].came
    women = queries.cohort_way(sex="f")
    assert women.stops[0].came == sum(
        part.stops[0].out_of for part in sexes if part.label == str(Person.Sex.FEMALE.label)
    )


def test_who_left_is_counted_where_he_left_with_the_kind_of_reason(world):
    sharing.shared_month(world)
    tono = Participation.objects.get(person=world.tono)
    programme.end_participation(tono, because="Ingin kerja lain, cerita panjang", by=world.budi)
    fajar = people.register_person(
        name="Fajar Nugraha", workshop_name="Fajar", sex="m", born_on=date(1993, 1, 1), unit=world.palu,
        status="convict", since=date(2025, 3, 1), invented=True, by=world.budi,
    )  # fmt: skip
    one = programme.assess(
        programme.propose(fajar, by=world.budi), interest="A", skill="B", healthy=True, by=world.budi
    )
    programme.decide(
        [one], approve=False, because="Terlalu singkat", review_on=date(2027, 1, 4), decree="SK-9",
        tpp_on=clock.today(), by=world.head,
    )  # fmt: skip
    way = queries.cohort_way()
    assert dict(way.reasons) == {"Berhenti": 1, "Ditolak dengan alasan": 1}
    assert {stop.label: stop.left for stop in way.stops if stop.left} == {"Diusulkan": 1, "Bekerja": 1}


def test_going_home_is_no_dropping_out(told):
    assert "Pulang" not in dict(queries.cohort_way().reasons)
    assert dict(queries.cohort_way().reasons) == {"Ditolak dengan alasan": 1}


def test_a_business_lives_until_it_closes_and_counts_until_it_was_last_heard_of(told):
    venture = told["venture"]
    way = queries.cohort_way()
    assert (way.ventures, way.curve) == (1, ())
    case = told["case"]
    with clock.fixed(clock.at(date(2027, 1, 10))):
        aftercare.set_venture_state(
            case, venture, "closed", since=date(2027, 1, 9), because="Modal habis", by=told.world.hendra
        )
    days = (date(2027, 1, 9) - venture.formed_on).days
    assert queries.cohort_way().curve == (rules.Point(days, 1, 1, 0.0, 0.0, 1.0),)
    assert case.person == venture.owner


def test_the_page_shows_the_curve_its_table_and_no_name(client, told):
    client.force_login(told.world.manager)
    page = client.get(reverse("insight:cohort"), {"tahun": "2026", "kelamin": "", "upt": ""}).content.decode()
    assert '<polyline class="steps"' in page
    assert 'aria-labelledby="curve-title curve-desc"' in page
    for person in Person.objects.exclude(placements__status="officer"):
        assert person.name not in page
        assert person.member_code not in page


def test_who_works_in_a_unit_sees_his_own_whatever_he_asks_for(client, told):
    client.force_login(told.world.joko)
    page = client.get(reverse("insight:cohort"), {"upt": "LPP"})
    assert page.context["way"].stops[0].came == 0


def test_why_people_left_is_not_for_the_cooperative(client, world):
    sharing.shared_month(world)
    programme.end_participation(Participation.objects.get(person=world.tono), because="Pindah", by=world.budi)
    page = reverse("insight:cohort")
    client.force_login(world.manager)
    assert "Mengapa berhenti" in client.get(page).content.decode()
    client.force_login(world.rina)
    assert "Mengapa berhenti" not in client.get(page).content.decode()


def test_a_drawing_keeps_inside_its_box_and_steps_down():
    drawn = rules.curve(rules.survival([rules.Life(100, True), rules.Life(300, False), rules.Life(200, True)]))
    places = [tuple(map(float, place.split(","))) for place in drawn.steps.split()]
    assert all(40 <= x <= 600 and 10 <= y <= 220 for x, y in places)
    assert [y for _x, y in places] == sorted(y for _x, y in places)


def test_incomes_are_told_of_five_people_together_and_never_of_one(client, world):
    assert incomes.income([(0, 900_000), (500_000, 400_000), (1_000_000, 1_500_000), (200_000, 0)]).before is None
    told = incomes.income([(0, 900_000), (500_000, 400_000), (1_000_000, 1_500_000), (200_000, 0), (300_000, 800_000)])
    assert (told.people, told.before, told.after, told.more) == (5, 300_000, 800_000, 3)
    sharing.shared_month(world)
    case = given_aftercare.case(world, on=date(2026, 10, 5))
    client.force_login(world.hendra)
    page = reverse("aftercare:income", args=[case.uid])
    assert "Berapa penghasilan" in client.get(page).content.decode()
    assert client.post(page, {"income_before": "1.250.000"}).status_code == 302
    followed = aftercare.Findings("alive", turnover=3_000_000, profit=1_750_000)
    aftercare.record_follow_up(case.follow_ups.get(month=1), followed, by=world.hendra)
    assert incomes.incomes_of([world.sari.pk, world.dewi.pk]) == {world.sari.pk: (1_250_000, 1_750_000)}
    assert queries.cohort_way().income == incomes.Income(1, None, None, None)
    client.force_login(world.manager)
    assert (
        "1.250.000" in client.get(reverse("insight:dossier", args=[world.sari.uid])).content.decode()
    )  # it is his own
    page = client.get(reverse("insight:cohort")).content.decode()
    assert "di bawah lima" in page
    assert "1.250.000" not in page
    assert "1.750.000" not in page
    client.force_login(world.joko)
    assert client.post(reverse("aftercare:income", args=[case.uid]), {"income_before": "1"}).status_code == 403
    case.refresh_from_db()
    assert case.income_before == 1_250_000
