"""A test is set, sat on the shared screen or on paper, marked and closed."""

import pytest

from siap.core import proofs
from siap.learning import queries, rules, services
from siap.learning.models import Answer, Enrolment, Sitting
from siap.learning.tests import given


@pytest.fixture
def cohort(world):
    """Sari, Dewi and Tono learn the house's course."""
    return given.taught(world)


@pytest.fixture
def pre(world, cohort):
    """Their pre-test."""
    return services.set_test(cohort, "pre", by=world.budi)


def _proved(key):
    return next(finding for proof, finding in proofs.run() if proof.key == key)


def _of(cohort, person):
    return Enrolment.objects.get(cohort=cohort, person=person)


def test_questions_come_from_every_lesson(pre):
    lessons = list(pre.items.values_list("question__lesson", flat=True))
    assert len(lessons) == 20
    assert all(lessons.count(lesson) == 2 for lesson in range(1, 11))


def test_the_post_test_asks_the_same_in_another_order(world, cohort, pre):
    post = services.set_test(cohort, "post", by=world.budi)
    before = list(pre.items.order_by("position").values_list("question", flat=True))
    after = list(post.items.order_by("position").values_list("question", flat=True))
    assert sorted(before) == sorted(after)
    assert before != after


def test_a_test_is_set_once_and_only_from_a_bank(world, cohort, pre):
    with pytest.raises(rules.TestThere):
        services.set_test(cohort, "pre", by=world.budi)
    bare = services.open_cohort(given.officer_course(), world.palu, by=world.budi)
    with pytest.raises(rules.NoQuestions):
        services.set_test(bare, "pre", by=world.budi)


def test_answers_become_a_mark(world, cohort, pre):
    sari = _of(cohort, world.sari)
    sitting = services.sit_down(pre, sari, "ikan", by=world.budi)
    for position, choice in enumerate(given.right_answers(pre, wrong=5), 1):
        services.answer(sitting, position, choice, by=world.budi)
    services.answer(sitting, 1, None, by=world.budi)  # a change of mind is allowed until it is handed in
    assert services.finish(sitting, by=world.budi).score == 70
    assert services.finish(sitting, by=world.budi).score == 70
    sari.refresh_from_db()
    assert sari.pre_test == 70
    with pytest.raises(rules.AlreadySat):
        services.answer(sitting, 1, 0, by=world.budi)
    with pytest.raises(rules.AlreadySat):
        services.sit_down(pre, sari, "ikan", by=world.budi)


def test_only_the_own_picture_opens_ones_test(world, cohort, pre):
    sari = _of(cohort, world.sari)
    sitting = services.sit_down(pre, sari, "ikan", by=world.budi)
    with pytest.raises(rules.WrongSign):
        services.sit_down(pre, sari, "bulan", by=world.budi)
    with pytest.raises(rules.WrongSign):
        services.sit_down(pre, _of(cohort, world.dewi), "gajah", by=world.budi)
    assert services.sit_down(pre, sari, "ikan", by=world.budi) == sitting
    services.forget_sign(sari, by=world.budi)
    assert services.sit_down(pre, sari, "bulan", by=world.budi) == sitting


def test_a_class_is_keyed_in_from_paper_all_or_nobody(world, cohort, pre):
    sari, dewi = _of(cohort, world.sari), _of(cohort, world.dewi)
    with pytest.raises(rules.AnswersWrong):
        services.key_answers(pre, {sari.pk: given.right_answers(pre), dewi.pk: [0, 1]}, by=world.budi)
    assert not Sitting.objects.exists()
    services.key_answers(pre, {sari.pk: given.right_answers(pre), dewi.pk: [None] * 20}, by=world.budi)
    assert dict(cohort.enrolments.values_list("person__workshop_name", "pre_test")) == {
        "Sari": 100, "Dewi": 0, "Tono": None,
    }  # fmt: skip
    with pytest.raises(rules.AlreadySat):
        services.key_answers(pre, {sari.pk: given.right_answers(pre)}, by=world.budi)
    with pytest.raises(rules.NotEnrolled):
        services.key_answers(pre, {0: given.right_answers(pre)}, by=world.budi)


def test_answers_after_closing_are_refused_and_what_was_begun_counts(world, cohort, pre):
    sitting = services.sit_down(pre, _of(cohort, world.sari), "ikan", by=world.budi)
    services.answer(sitting, 1, given.right_answers(pre)[0], by=world.budi)
    closed = services.close_test(pre, by=world.budi)
    assert services.close_test(pre, by=world.budi) == closed
    sitting.refresh_from_db()
    assert sitting.score == 5
    with pytest.raises(rules.TestClosed, match="sudah ditutup pada"):
        services.answer(sitting, 2, 0, by=world.budi)
    with pytest.raises(rules.TestClosed):
        services.sit_down(pre, _of(cohort, world.dewi), "bulan", by=world.budi)
    with pytest.raises(rules.TestClosed):
        services.key_answers(pre, {_of(cohort, world.dewi).pk: given.right_answers(pre)}, by=world.budi)
    assert Answer.objects.filter(sitting=sitting).count() == 20
    assert Sitting.objects.count() == 1


def test_a_class_and_its_questions_show_what_was_learned(world, cohort, pre):
    post = services.set_test(cohort, "post", by=world.budi)
    for test, wrong in ((pre, 12), (post, 4)):
        keyed = {one.pk: given.right_answers(test, wrong) for one in cohort.enrolments.all()}
        services.key_answers(test, keyed, by=world.budi)
    assert queries.class_gain(cohort) == 67  # 40 → 80: 40 of the missing 60
    items = queries.items_of_class(cohort)
    assert len(items) == 20
    assert {one.verdict for one in items} == {"few"}  # three people say little
    assert sum(one.post == 100 for one in items) == 16


def test_what_is_written_behind_the_programs_back_is_found(world, cohort, pre):
    sitting = services.key_answers(pre, {_of(cohort, world.sari).pk: given.right_answers(pre, 3)}, by=world.budi)[0]
    assert not _proved("tests").offender
    item = pre.items.get(position=20)
    Answer.objects.filter(sitting=sitting, item=item).update(choice=item.question.answer)
    assert str(sitting.pk) in _proved("tests").offender
