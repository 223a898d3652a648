"""The courses of the house hold together: hours, minutes, sums, sheets that say nothing of where they were given."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from siap.learning import services
from siap.learning.models import Course, Lesson, Question
from siap.learning.rules import content
from siap.learning.rules.banks import read_bank, write_qti, write_sheet
from siap.learning.tests import given

SHELF = content.shelf()
LESSONS = [(course, lesson) for course in SHELF for lesson in course.lessons]
CUSTODY = re.compile(
    r"\blapas|\brutan|\bbapas|penjara|narapidana|napi\b|tahanan|binaan|register|blok|pidana|petugas|sipir|bebas|kalapas",
    re.I,
)


def _name(value):
    return getattr(value, "title", None) or getattr(value, "code", str(value))


@pytest.mark.parametrize("course", SHELF, ids=_name)
def test_a_course_has_the_hours_it_promises(course):
    assert sum(lesson.lesson_hours for lesson in course.lessons) == course.lesson_hours
    assert [lesson.position for lesson in course.lessons] == list(range(1, len(course.lessons) + 1))


@pytest.mark.parametrize(("course", "lesson"), LESSONS, ids=_name)
def test_a_script_fills_its_hours_to_the_minute(course, lesson):
    assert lesson.minutes == lesson.lesson_hours * content.LESSON_HOUR
    for part in ("## Tujuan", "## Siapkan", "## Jalannya", "## Latihan", "## Kunci"):
        assert part in lesson.text
    assert lesson.take_away


@pytest.mark.parametrize(("course", "lesson"), LESSONS, ids=_name)
def test_a_sheet_to_take_home_says_nothing_of_custody(course, lesson):
    if course.audience == "participants":
        assert not CUSTODY.search(lesson.take_away)
        assert not CUSTODY.search(lesson.title + course.title)


def test_there_are_enough_questions_and_every_lesson_has_some():
    assert sum(len(course.questions) for course in SHELF) >= 120
    for course in SHELF:
        assert {one.lesson for one in course.questions} == {lesson.position for lesson in course.lessons}
        assert len({one.code for one in course.questions}) == len(course.questions)
        for one in course.questions:
            assert one.check().because
            assert len(set(one.choices)) == len(one.choices) == 4, one.code


def test_the_right_answer_hides_in_every_place():
    places = [one.answer for course in SHELF for one in course.questions]
    assert all(places.count(place) > len(places) // 6 for place in range(4))


def test_every_picture_is_there():
    named = {one.picture for course in SHELF for one in course.questions if one.picture}
    named |= {name for _course, lesson in LESSONS for name in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", lesson.text)}
    assert len(named) >= 10
    missing = [name for name in named if not finders.find(f"learning/pictures/{name}")]
    assert not missing


def test_loading_a_course_twice_changes_nothing(db):
    course = given.shipped_course()
    rows = (Lesson.objects.count(), Question.objects.count())
    assert given.shipped_course() == course
    assert (Lesson.objects.count(), Question.objects.count()) == rows
    assert rows == (10, 90)


def test_a_reworded_question_is_a_new_one_and_the_old_one_stays(db):
    course = given.shipped_course()
    old = course.questions.get(code="M01")
    draft = SHELF[1].questions[0]
    assert draft.code == "M01"
    changed = type(draft)(**{**draft.__dict__, "text": "Kapan ide menjadi peluang?"})
    assert services.keep_questions(course, [changed, SHELF[1].questions[1]], by=None) == 1
    old.refresh_from_db()
    assert old.retired_on is not None
    assert course.questions.get(code="M01", retired_on=None).version == 2
    assert services.keep_questions(course, [changed], by=None) == 0


@pytest.mark.parametrize("write", [write_qti, write_sheet])
@pytest.mark.parametrize("course", SHELF, ids=_name)
def test_a_bank_comes_back_as_it_went(course, write):
    assert sorted(read_bank(write(course.questions)), key=lambda one: one.code) == list(course.questions)


@pytest.fixture
def kanwil(client, world):
    client.force_login(world.manager)
    return client


def test_the_kanwil_loads_the_courses_with_one_button(kanwil):
    page = reverse("learning:courses")
    assert "Muat bahan ajar" in kanwil.get(page).text
    kanwil.post(reverse("learning:load-courses"))
    assert Course.objects.count() == 2
    assert {one.issuer for one in Course.objects.all()} == {given.ISSUER}
    assert "Muat bahan ajar" not in kanwil.get(page).text


def test_a_facilitator_reads_a_lesson_and_prints_it(kanwil):
    course = given.shipped_course()
    page = kanwil.get(reverse("learning:lesson", args=[course.uid, 4])).text
    assert "Rp67.128" in page
    assert "<table>" in page
    assert "tangga-harga" in page
    assert "M32" in page
    assert "Kunci" in kanwil.get(reverse("learning:lesson-paper", args=[course.uid, 4])).text
    sheet = kanwil.get(reverse("learning:take-away", args=[course.uid, 4])).text
    assert "Hitung sebelum jual" in sheet
    assert not CUSTODY.search(sheet[sheet.index("<main") : sheet.index("</main")])
    assert kanwil.get(reverse("learning:lesson", args=[course.uid, 11])).status_code == 404


def test_a_bank_is_taken_out_and_in_again(kanwil, tmp_path):
    course = given.shipped_course()
    assert "90 soal" in kanwil.get(reverse("learning:bank", args=[course.uid])).text
    sent = {}
    for kind in ("xlsx", "qti"):
        sent[kind] = b"".join(kanwil.get(reverse("learning:bank-file", args=[course.uid, kind])))
    path = tmp_path / "soal.zip"
    path.write_bytes(sent["qti"])
    page = reverse("learning:import-bank", args=[course.uid])
    with path.open("rb") as file:
        assert kanwil.post(page, {"document": file}).url == reverse("learning:bank", args=[course.uid])
    assert course.questions.count() == 90
    path.write_bytes(b"PK\x03\x04 rusak")
    with path.open("rb") as file:
        refused = kanwil.post(page, {"document": file})
    assert refused.status_code == 422
    assert "bukan bank soal" in refused.text
