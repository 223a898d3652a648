"""The pages of a class, from its opening to the day it is certified."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from siap.core.ids import new_uid
from siap.learning import services
from siap.learning.models import Attendance, Cohort, Course, Enrolment, Session
from siap.learning.tests import given
from siap.people.models import Person
from tests.world import TODAY

CLASS_PAGES = ["cohort", "enrol", "hold-session", "marks", "certify", "attendance-sheet"]
MOST_QUERIES = 15


def _page(name, *args):
    return reverse(f"learning:{name}", args=args)


@pytest.fixture
def budi(client, world):
    """Budi at his desk."""
    client.force_login(world.budi)
    return client


@pytest.fixture
def cohort(world):
    """Sari, Dewi and Tono in a class."""
    return given.cohort(world)


def test_the_home_says_how_many_officers_are_missing(budi):
    page = budi.get(_page("home"))
    assert "kurang 2 petugas lulus" in page.text
    assert "0 dari 2" in page.text


def test_the_home_says_when_participants_may_be_taught(world, budi):
    given.certified_officers(world)
    assert "Lapas Palu boleh membuka kelas peserta." in budi.get(_page("home")).text


def test_the_kanwil_sees_every_unit(client, world):
    client.force_login(world.manager)
    page = client.get(_page("home"))
    assert "0 dari 6 UPT" in page.text
    assert all(unit.short_name in page.text for unit in world.programme.units.values())


def test_classes_are_found_by_number_and_state(world, budi, cohort):
    home = _page("home")
    assert cohort.number in budi.get(home, {"q": cohort.number}).text
    assert cohort.number in budi.get(home, {"state": "open"}).text
    assert cohort.number not in budi.get(home, {"state": "closed"}).text
    assert "Tidak ada kelas yang cocok." in budi.get(home, {"q": "tidak ada"}).text


def test_opening_a_class_leads_to_its_people(world, budi):
    course = given.officer_course()
    answer = budi.post(
        _page("open-cohort"),
        {"course": course.uid, "unit": world.palu.uid, "on": TODAY.isoformat(), "uid": new_uid()},
    )
    assert answer.url == _page("enrol", Cohort.objects.get().uid)


def test_a_refused_opening_keeps_what_was_typed_and_says_why(world, budi):
    course = given.participant_course()
    answer = budi.post(
        _page("open-cohort"), {"course": course.uid, "unit": world.palu.uid, "on": TODAY.isoformat(), "uid": new_uid()}
    )
    assert answer.status_code == 422
    assert "kurang 2 lagi" in answer.text
    assert not Cohort.objects.exists()


def test_a_class_opens_only_in_a_unit_of_ones_own(world, client):
    client.force_login(world.joko)
    answer = client.post(
        _page("open-cohort"),
        {"course": given.officer_course().uid, "unit": world.palu.uid, "on": TODAY.isoformat(), "uid": new_uid()},
    )
    assert answer.status_code == 422
    assert not Cohort.objects.exists()


def test_people_are_ticked_from_those_who_may_join(world, budi):
    given.certified_officers(world)
    cohort = services.open_cohort(given.officer_course(), world.palu, by=world.budi)
    person = world.wati.person
    page = _page("enrol", cohort.uid)
    assert person.name in budi.get(page).text
    assert budi.post(page, {"people": [person.uid]}).url == _page("cohort", cohort.uid)
    assert cohort.enrolments.get().person == person
    again = budi.post(page, {"people": [person.uid]})
    assert again.status_code == 422
    assert cohort.enrolments.count() == 1
    assert budi.post(page, {"csrfmiddlewaretoken": "of nobody"}).status_code == 422


def _attendance(world, **states):
    people = {"sari": world.sari, "dewi": world.dewi, "tono": world.tono}
    return {f"a_{person.uid.hex}": states.get(name, "present") for name, person in people.items()}


def test_attendance_is_one_screen_with_everybody_present(world, budi, cohort):
    page = _page("hold-session", cohort.uid)
    assert budi.get(page).text.count('<option value="present" selected>') == 3
    sent = {"uid": new_uid(), "held_on": TODAY.isoformat(), "topic": "Kas harian", "lesson_hours": "3"}
    for _twice in range(2):
        assert budi.post(page, {**sent, **_attendance(world, dewi="sick")}).status_code == 302
    session = Session.objects.get()
    assert session.attendance.filter(state=Attendance.State.PRESENT).count() == 2
    assert "Sakit" in budi.get(_page("session", session.uid)).text
    assert "Kas harian" in budi.get(_page("cohort", cohort.uid)).text


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("held_on", "2026-11-03"),
        ("held_on", "31/02/2026"),
        ("lesson_hours", "11"),
        ("lesson_hours", "dua"),
        ("topic", ""),
    ],
)
def test_a_wrong_meeting_is_answered_in_a_sentence_and_keeps_the_rest(world, budi, cohort, field, typed):
    sent = {"uid": new_uid(), "held_on": TODAY.isoformat(), "topic": "Kas harian", "lesson_hours": "3", field: typed}
    answer = budi.post(_page("hold-session", cohort.uid), {**sent, **_attendance(world, tono="clash")})
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert '<option value="clash" selected>' in answer.text
    assert not Session.objects.exists()


def _marks(cohort, **posts):
    sent = {}
    for one in cohort.enrolments.select_related("person"):
        sent[f"pre_{one.person.uid.hex}"] = "40"
        sent[f"post_{one.person.uid.hex}"] = posts.get(one.person.workshop_name.lower(), "")
    return sent


def test_the_whole_class_is_marked_on_one_screen(budi, cohort):
    assert budi.post(_page("marks", cohort.uid), _marks(cohort, sari="70", dewi="55")).status_code == 302
    assert dict(cohort.enrolments.values_list("person__workshop_name", "post_test")) == {
        "Sari": 70, "Dewi": 55, "Tono": None,
    }  # fmt: skip
    assert "50 %" in budi.get(_page("cohort", cohort.uid)).text  # Sari: 40 to 70 is half of what she did not know


def test_a_mark_of_101_is_refused_and_nothing_is_saved(budi, cohort):
    answer = budi.post(_page("marks", cohort.uid), _marks(cohort, sari="70", dewi="101"))
    assert answer.status_code == 422
    assert "paling banyak 100" in answer.text
    assert not Enrolment.objects.filter(cohort=cohort).exclude(post_test=None).exists()


def test_certifying_shows_who_is_missing_then_closes_the_class(budi, cohort):
    page = _page("certify", cohort.uid)
    refused = budi.post(page)
    assert refused.status_code == 422
    assert "belum diisi" in refused.text
    budi.post(_page("marks", cohort.uid), _marks(cohort, sari="70", dewi="55", tono="90"))
    assert budi.post(page).status_code == 302
    shown = budi.get(_page("cohort", cohort.uid))
    assert "2 dari 3 orang lulus" in shown.text


def test_the_paper_sheet_names_everybody(budi, cohort):
    sheet = budi.get(_page("attendance-sheet", cohort.uid)).text
    assert "Sari Melati" in sheet
    assert "cap jempol" in sheet


def test_courses_are_added_by_the_kanwil_only(world, client):
    typed = {
        "title": "Pembukuan", "code": "BKU-1", "audience": "participants", "lesson_hours": "10", "pass_mark": "60",
        "issuer": given.ISSUER, "min_presence": "75",
    }  # fmt: skip
    client.force_login(world.budi)
    assert client.post(_page("add-course"), typed).status_code == 403
    client.force_login(world.manager)
    assert client.post(_page("add-course"), typed).url == _page("courses")
    assert "Pembukuan" in client.get(_page("courses")).text
    assert client.post(_page("add-course"), {**typed, "title": "Lain"}).status_code == 422
    assert Course.objects.get().title == "Pembukuan"


@pytest.mark.parametrize("name", CLASS_PAGES)
def test_someone_from_elsewhere_finds_nothing_and_changes_nothing(world, client, cohort, name):
    client.force_login(world.joko)
    before = (Enrolment.objects.count(), Session.objects.count(), Cohort.objects.filter(closed_on=None).count())
    assert client.get(_page(name, cohort.uid)).status_code == 404
    assert client.post(_page(name, cohort.uid), {"people": [world.sari.uid]}).status_code == 404
    assert before == (Enrolment.objects.count(), Session.objects.count(), Cohort.objects.filter(closed_on=None).count())


def test_a_strangers_meeting_is_not_found(world, client, cohort):
    session = services.hold_session(
        cohort, uid=new_uid(), held_on=TODAY, topic="Kas", lesson_hours=1, attendance={world.sari.pk: "present"},
        by=world.budi,
    )  # fmt: skip
    client.force_login(world.joko)
    assert client.get(_page("session", session.uid)).status_code == 404


@pytest.mark.parametrize("name", ["home", *CLASS_PAGES])
def test_a_page_asks_little_of_the_database(budi, cohort, name, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST_QUERIES):
        assert budi.get(_page(name, *([cohort.uid] if name in CLASS_PAGES else []))).status_code == 200


def test_forty_people_are_marked_in_three_taps_and_one_request(world, budi):
    """Open the sheet, choose who was ill, send: whatever else the form asks is filled in."""
    cohort = given.taught(world)
    others = Person.objects.bulk_create(
        Person(member_code=f"X-{n}", name=f"Peserta {n}", workshop_name=f"P{n}", sex="m", born_on=date(1990, 1, 1))
        for n in range(37)
    )
    Enrolment.objects.bulk_create(Enrolment(cohort=cohort, person=one, enrolled_on=TODAY) for one in others)
    page = _page("hold-session", cohort.uid)
    form = budi.get(page).context["form"]  # the first tap
    sent = {name: value for name in form.fields if (value := form[name].value()) is not None}
    sent[f"a_{others[0].uid.hex}"] = "sick"  # the second
    with CaptureQueriesContext(connection) as asked:
        assert budi.post(page, sent).status_code == 302  # the third
    session = Session.objects.get(cohort=cohort)
    assert session.attendance.filter(state="present").count() == 39
    assert session.attendance.get(person=others[0]).state == "sick"
    assert len(asked) < 40
