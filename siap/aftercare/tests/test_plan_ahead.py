"""Personal plans and skills: a few goals with steps, looked at again by the time left; levels with their evidence."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given as generated
from hypothesis import strategies as st

from siap.aftercare import queries, rules, services
from siap.aftercare.models import PersonalPlan, PlanGoal, SkillRating
from siap.business.tests import given as given_business
from siap.core import clock
from siap.core.ids import new_uid
from siap.core.models import ReadLog
from siap.people import services as people
from siap.workshop.models import Batch
from siap.workshop.tests import given as given_workshop
from tests.world import TODAY

STEP = services.Step("Kelas memasak", "unit", TODAY + timedelta(days=30))


@generated(st.integers(-100, 3000))
def test_the_nearer_home_the_oftener_a_plan_is_looked_at_and_never_too_late(left):
    today = TODAY
    home_on = today + timedelta(days=left)
    on = rules.review_on(today, home_on)
    assert on > today
    if left > 0:
        assert on <= home_on
        assert rules.review_on(today, home_on + timedelta(days=1)) >= on


def _goal(world, person, uid=None, *, steps=(STEP,)):
    return services.set_goal(uid or new_uid(), person, services.Goal("Punya kios", steps), by=world.budi)


def test_a_goal_is_there_once_and_the_first_begins_the_plan(world):
    uid = new_uid()
    assert _goal(world, world.dewi, uid) == _goal(world, world.dewi, uid)
    plan = PersonalPlan.objects.get()
    assert plan.review_on == TODAY + timedelta(days=90)  # home on 1 August 2027: 272 days
    with pytest.raises(services.StepMissing):
        _goal(world, world.dewi, steps=())
    with pytest.raises(services.StepInThePast):
        _goal(world, world.dewi, steps=(services.Step("x", "unit", TODAY - timedelta(days=1)),))
    for _more in range(rules.MOST_GOALS - 1):
        goal = _goal(world, world.dewi)
    with pytest.raises(services.EnoughGoals):
        _goal(world, world.dewi)
    for _twice in range(2):
        services.take_step(goal.steps.get(), by=world.budi)
    _goal(world, world.dewi)
    assert PlanGoal.objects.count() == rules.MOST_GOALS + 1


def test_an_exemption_has_its_reason_and_ends_with_the_first_goal(world):
    with pytest.raises(services.ReasonMissing):
        services.exempt(world.tono, because=" ", by=world.budi)
    services.exempt(world.tono, because="Belum mau", by=world.budi)
    _goal(world, world.tono)
    assert PersonalPlan.objects.get().exempt_because == ""
    with pytest.raises(services.ExemptHasNoGoals):
        services.exempt(world.tono, because="Tidak jadi", by=world.budi)


def test_a_review_moves_the_next_day_and_going_home_ends_the_plan(world):
    _goal(world, world.sari)  # home on 1 December: 29 days
    plan, uid = PersonalPlan.objects.get(), new_uid()
    assert plan.review_on == date(2026, 12, 1)
    with clock.fixed(clock.at(date(2026, 11, 20))):
        assert list(queries.plans_due(world.budi)) == [plan]
        for _twice in range(2):
            services.review_plan(uid, plan, note="Kios dicari", by=world.budi)
        assert plan.reviews.count() == 1
        people.release_person(world.sari, "pb", on=date(2026, 11, 20), bapas=world.bapas, by=world.budi)
    assert PersonalPlan.objects.get().closed_on == date(2026, 11, 20)


def test_a_level_needs_evidence_of_his_own(world):
    product = given_workshop.product(world, given_business.group(world))
    batch = given_workshop.batch(world, product)
    someone_else = world.hendra.person
    uid = new_uid()
    for _twice in range(2):
        services.rate_skill(
            uid, world.dewi, skill="recipe", level=2, evidence=services.Evidence(batch=batch), by=world.budi
        )
    for person, evidence in ((someone_else, services.Evidence(batch=batch)), (world.dewi, services.Evidence())):
        with pytest.raises(services.EvidenceNotHis):
            services.rate_skill(new_uid(), person, skill="recipe", level=4, evidence=evidence, by=world.budi)
    assert SkillRating.objects.count() == 1
    assert ("Menakar menurut resep", 2, "2 · bisa dengan bantuan") in queries.skills_now(queries.ratings_of(world.dewi))


def test_a_plan_is_made_and_a_skill_rated_on_screen(client, world):
    given_workshop.batch(world, given_workshop.product(world, given_business.group(world)))
    batch = Batch.objects.get()
    client.force_login(world.budi)
    pages = {name: reverse(f"aftercare:{name}", args=[world.dewi.uid]) for name in ("plan", "set-goal", "rate-skill")}
    typed = {"uid": new_uid(), "what": "Punya kios", "step_1": "Kelas", "owner_1": "", "due_1": "2026-12-01"}
    assert client.post(pages["set-goal"], typed).status_code == 422
    assert client.post(pages["set-goal"], {**typed, "owner_1": "unit"}).status_code == 302
    rated = {"uid": new_uid(), "skill": "team", "level": "3", "evidence": f"batch:{batch.uid}"}
    assert client.post(pages["rate-skill"], {**rated, "evidence": ""}).status_code == 422
    assert client.post(pages["rate-skill"], rated).status_code == 302
    shown = client.get(pages["plan"]).content.decode()
    assert "Punya kios" in shown
    assert reverse("workshop:batch", args=[batch.uid]) in shown
    assert ReadLog.objects.filter(person=world.dewi.pk, page="aftercare:plan").exists()
    sheet = client.get(reverse("aftercare:sppn-paper", args=[world.dewi.uid]))
    assert sheet.content.startswith(b"%PDF")


def test_someone_from_elsewhere_plans_nothing(client, world):
    client.force_login(world.joko)
    for name in ("plan", "set-goal", "exempt", "rate-skill", "sppn-paper"):
        assert client.get(reverse(f"aftercare:{name}", args=[world.dewi.uid])).status_code == 404
    client.post(reverse("aftercare:exempt", args=[world.dewi.uid]), {"because": "Iseng"})
    assert not PersonalPlan.objects.exists()
    given_business.group(world)
    assert "Dewi" not in client.get(reverse("aftercare:plans")).content.decode()
