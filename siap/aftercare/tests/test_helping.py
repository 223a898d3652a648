"""What goes along, who else helps, how the business stands, and the booklet that is carried home."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from siap.aftercare import queries, services
from siap.aftercare.models import Provision, Referral, VentureState
from siap.aftercare.tests import given
from siap.aftercare.tests.test_lending import CUSTODY
from siap.aftercare.views.leaving import booklet_sheet
from siap.business import services as business
from siap.business.models import Business
from siap.business.tests import given as given_business
from siap.core import clock
from siap.core.ids import new_uid
from siap.core.models import FactRecord
from siap.workshop.tests import given as given_workshop
from tests.world import TODAY

PAN = {"kind": "loan", "what": "Wajan", "given_by": "Koperasi", "given_on": TODAY}


def test_a_lent_pan_comes_back_once(world):
    case, uid = given.case(world), new_uid()
    pan = services.Given(**PAN, return_due_on=TODAY + timedelta(days=30))
    lent = services.provide(uid, case, pan, by=world.hendra)
    assert services.provide(uid, case, pan, by=world.hendra) == lent
    with clock.fixed(clock.at(TODAY + timedelta(days=31))):
        assert list(queries.due_loans(world.hendra)) == [lent]
        services.return_loan(lent, note="Utuh", by=world.hendra)
        facts = FactRecord.objects.count()
        services.return_loan(lent, note="Lagi", by=world.hendra)
        assert FactRecord.objects.count() == facts
        assert not queries.due_loans(world.hendra).exists()


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (PAN, services.ReturnDayMissing),
        ({**PAN, "return_due_on": TODAY}, services.ReturnDayMissing),
        ({**PAN, "kind": "grant"}, services.AmountMissing),
        ({**PAN, "given_on": TODAY + timedelta(days=1), "return_due_on": date(2027, 1, 1)}, services.NotYetGiven),
    ],
)
def test_what_cannot_be_is_not_written_down(world, told, why):
    case = given.case(world)
    with pytest.raises(why):
        services.provide(new_uid(), case, services.Given(**told), by=world.hendra)
    assert not Provision.objects.exists()


def test_only_a_loan_comes_back(world):
    case = given.case(world)
    grant = services.provide(
        new_uid(), case, services.Given("grant", "Modal awal", "Baznas", TODAY, amount=500_000), by=world.hendra
    )
    with pytest.raises(services.NothingToReturn):
        services.return_loan(grant, note="", by=world.hendra)


def test_a_letter_has_a_number_and_an_answer(client, world):
    case = given.case(world)
    client.force_login(world.hendra)
    typed = {"uid": new_uid(), "to": "Dinas Koperasi", "place": "Sigi", "asks_for": "Alat pengering"}
    client.post(reverse("aftercare:refer", args=[case.uid]), typed)
    client.post(reverse("aftercare:refer", args=[case.uid]), typed)
    letter = Referral.objects.get()
    assert letter.number == "RJK/BPP/2026/001"
    assert client.get(reverse("aftercare:referral-letter", args=[letter.uid])).content.startswith(b"%PDF")
    client.post(reverse("aftercare:answer", args=[letter.uid]), {"answer": "Disetujui, diambil Senin"})
    letter.refresh_from_db()
    assert letter.answered_on == TODAY


def test_a_business_that_closes_is_closed_and_says_why(client, world):
    case = given.case(world)
    venture = given.venture(world, case)
    client.force_login(world.hendra)
    page = reverse("aftercare:state", args=[venture.uid])
    assert client.post(page, {"state": "paused", "since": TODAY, "because": ""}).status_code == 422
    client.post(page, {"state": "paused", "since": TODAY, "because": "Sakit"})
    client.post(page, {"state": "paused", "since": TODAY, "because": "Sakit"})
    client.post(page, {"state": "closed", "since": TODAY, "because": "Pindah kota"})
    assert [one.state for one in VentureState.objects.all()] == ["paused", "closed"]
    assert Business.objects.get(pk=venture.pk).closed_because == "Pindah kota"
    assert client.post(page, {"state": "alive", "since": TODAY, "because": "Jalan lagi"}).status_code == 422


def test_somebody_elses_business_stays_as_it_is(client, world):
    case = given.case(world)
    venture = given.venture(world, case)
    client.force_login(world.joko)
    told = {"state": "closed", "since": TODAY, "because": "X"}
    assert client.post(reverse("aftercare:state", args=[venture.uid]), told).status_code in (403, 404)
    assert not VentureState.objects.exists()


def test_two_years_after_release_is_asked_only_after_the_first_year(world):
    case = given.case(world)
    with pytest.raises(services.NotHomeYet):
        services.follow_longer(case, by=world.hendra)
    last = case.follow_ups.get(month=12)
    with clock.fixed(clock.at(last.due_on)):
        services.record_follow_up(last, services.Findings("alive", turnover=1), by=world.hendra)
        longer = services.follow_longer(case, by=world.hendra)
        assert services.follow_longer(case, by=world.hendra) == longer
    assert longer.due_on == date(2028, 11, 2)


def test_the_booklet_is_carried_home_and_says_nothing_of_custody(client, world):
    case = given.case(world)
    pan = services.Given(**PAN, return_due_on=date(2027, 1, 1), terms="Dirawat")
    services.provide(new_uid(), case, pan, by=world.hendra)
    client.force_login(world.hendra)
    assert client.get(reverse("aftercare:booklet", args=[case.uid])).content.startswith(b"%PDF")
    told = booklet_sheet(case)
    owners = [row[1] for row in told.pop("left")]
    assert "Wajan" in str(told["taken"])
    for word in CUSTODY:
        assert word not in str(told).lower()
    assert owners


def test_a_recipe_goes_along_as_a_product_of_ones_own_and_the_group_goes_on_without_a_gap(world, client):
    group = given_business.group(world)
    onion = given_workshop.product(world, group)
    case = given.case(world)
    own = given.venture(world, case)
    taken = services.provide(
        new_uid(), case, services.Given("recipe", "Bawang goreng", group.name, TODAY), by=world.hendra
    )
    page = reverse("aftercare:copy-recipe", args=[taken.uid])
    sent = {"recipe": onion.recipes.get().pk, "venture": own.uid, "code": "bgs"}
    client.force_login(world.joko)
    assert client.post(page, sent).status_code == 403
    client.force_login(world.hendra)
    assert onion.name in client.get(page).content.decode()
    assert client.post(page, {**sent, "code": onion.code}).status_code == 422  # a code stands in lot numbers: once
    assert [client.post(page, sent).status_code for _twice in range(2)] == [302, 302]
    copy = own.products.get()
    assert (copy.uid, copy.name, copy.code, copy.stage) == (taken.uid, onion.name, "BGS", "prototype")
    assert not copy.permits.exists()
    assert not hasattr(copy, "label")
    of, to = onion.recipes.get(), copy.recipes.get()
    assert _lines(of) == _lines(to)
    assert (of.yields, of.steps, to.labour, to.overhead) == (to.yields, to.steps, 0, 0)
    assert own.materials.count() == of.lines.count()
    assert copy.name in client.get(reverse("aftercare:case", args=[case.uid])).content.decode()
    # the group: one less, its product as ready as before, its work goes on
    onion.refresh_from_db()
    assert onion.is_for_sale
    assert given_workshop.batch(world, onion).good == given_workshop.JARS_A_ROUND
    assert not group.memberships.filter(person=world.sari, until_on=None).exists()
    assert business.record_hours(new_uid(), group, TODAY, {world.dewi.pk: 120}, by=world.budi).business == group


def test_only_a_recipe_of_his_own_groups_goes_along_to_his_own_business(world):
    onion = given_workshop.product(world, given_business.group(world))
    case = given.case(world)
    own = given.venture(world, case)
    give = lambda kind: services.provide(  # noqa: E731
        new_uid(), case, services.Given(kind, "Bawang goreng", "Kelompok", TODAY), by=world.hendra
    )
    taken, recipe = give("recipe"), onion.recipes.get()
    with pytest.raises(services.NotARecipe):
        services.hand_recipe_over(give("buyer"), recipe, own, code="BGS", by=world.hendra)
    with pytest.raises(services.NotHisOwn):
        services.hand_recipe_over(taken, recipe, onion.business, code="BGS", by=world.hendra)
    own.products.all().delete()
    onion.business.memberships.filter(person=world.sari).delete()
    with pytest.raises(services.NotHisGroup):
        services.hand_recipe_over(taken, recipe, own, code="BGS", by=world.hendra)
    assert not own.products.exists()


def _lines(recipe):
    return {
        (one.material.name, one.material.measure, one.material.allergen, one.quantity) for one in recipe.lines.all()
    }
