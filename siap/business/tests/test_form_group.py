"""Who may form a group, join one and leave it."""

from datetime import date, timedelta

import pytest

from siap.business import facts, queries, rules, services
from siap.business.models import Business, Membership
from siap.business.tests import given
from siap.core.ids import new_uid
from siap.core.models import FactRecord, Waiting
from siap.learning import services as learning
from siap.learning.tests import given as training
from siap.ledger import queries as book
from siap.people import services as people
from siap.programme import services as programme
from siap.programme.tests import given as selection
from tests.world import TODAY


def _form(world, members, **changes):
    given = {"bridge": world.budi, "mentor": None, "by": world.budi}
    return services.form_group(world.palu, "Keripik Lere", "Keripik pisang", members, **{**given, **changes})


def test_a_group_has_members_posts_and_a_book_of_its_own(world):
    group = given.group(world)
    posts = {one.person: one.post for one in queries.members_now(group)}
    assert posts == {world.sari: "chair", world.dewi: "treasurer", world.tono: "member"}
    assert group.book in book.book_keys("business")
    assert queries.group_of(world.sari) == group
    assert FactRecord.objects.filter(name=facts.MemberJoined.name).count() == 3


def test_forming_twice_with_one_name_forms_once(world):
    training.certified(world)
    uid, members = new_uid(), [(world.sari, "chair"), (world.dewi, "member")]
    assert _form(world, members, uid=uid) == _form(world, members, uid=uid)
    assert Business.objects.count() == 1


def test_one_person_is_no_group(world):
    training.certified(world)
    for members in ([], [(world.sari, "chair")], [(world.sari, "chair"), (world.sari, "member")]):
        with pytest.raises(rules.TooFewMembers):
            _form(world, members)
    with pytest.raises(rules.MemberTwice):
        _form(world, [(world.sari, "chair"), (world.dewi, "member"), (world.sari, "member")])
    assert not Business.objects.exists()


def test_a_group_has_one_chair(world):
    training.certified(world)
    with pytest.raises(rules.PostTaken):
        _form(world, [(world.sari, "chair"), (world.dewi, "chair")])


def test_nobody_joins_uncertified(world):
    training.certified(world, world.sari, world.dewi)
    selection.approved(world, world.tono)
    with pytest.raises(rules.NotCertified, match="Tono"):
        _form(world, [(world.sari, "chair"), (world.tono, "member")])
    assert not Business.objects.exists()
    assert not Membership.objects.exists()


def test_nobody_joins_unapproved(world):
    training.certified(world, world.sari, world.dewi)
    with pytest.raises(rules.NotApproved, match="Tono"):
        _form(world, [(world.sari, "chair"), (world.tono, "member")])


def test_a_revoked_certificate_opens_no_group(world):
    certificates = training.certified(world)
    learning.revoke(certificates[0], because="Tertukar", by=world.budi)
    with pytest.raises(rules.NotCertified):
        _form(world, [(world.sari, "chair"), (world.dewi, "member"), (world.tono, "member")])


def test_a_person_works_in_one_group_at_a_time(world):
    given.group(world)
    with pytest.raises(rules.AlreadyInGroup, match="Bawang Goreng Tadulako"):
        _form(world, [(world.sari, "chair"), (world.dewi, "member")])
    assert Business.objects.count() == 1


def test_not_even_on_days_that_are_past(world):
    group = given.group(world)
    membership = queries.membership_of(world.sari)
    services.leave_group(membership, on=date(2026, 10, 20), by=world.budi)
    with pytest.raises(rules.AlreadyInGroup):
        services.join_group(group, world.sari, "member", on=date(2026, 10, 10), by=world.budi)
    assert services.join_group(group, world.sari, "member", on=date(2026, 10, 20), by=world.budi).pk


def test_two_groups_of_a_unit_do_not_share_a_name(world):
    given.group(world)
    for membership in Membership.objects.all():
        services.leave_group(membership, by=world.budi)
    with pytest.raises(rules.NameTaken):
        services.form_group(
            world.palu, "bawang goreng tadulako", "x", [(world.sari, "chair"), (world.dewi, "member")],
            bridge=world.budi, mentor=None, by=world.budi,
        )  # fmt: skip


def test_the_bridge_works_in_the_unit(world):
    training.certified(world)
    with pytest.raises(rules.BridgeFromElsewhere):
        _form(world, [(world.sari, "chair"), (world.dewi, "member")], bridge=world.joko)


def test_a_group_is_not_formed_tomorrow(world):
    training.certified(world)
    with pytest.raises(rules.InTheFuture):
        _form(world, [(world.sari, "chair"), (world.dewi, "member")], on=TODAY + timedelta(days=1))


def test_a_second_treasurer_does_not_join(world):
    group = given.group(world)
    services.leave_group(queries.membership_of(world.tono), by=world.budi)
    with pytest.raises(rules.PostTaken):
        services.join_group(group, world.tono, "treasurer", by=world.budi)
    with pytest.raises(rules.BeforeForming):
        services.join_group(group, world.tono, "member", on=given.FORMED_ON - timedelta(days=1), by=world.budi)


def test_nobody_leaves_before_he_joined_and_leaving_twice_is_one_leaving(world):
    given.group(world)
    membership = queries.membership_of(world.sari)
    with pytest.raises(rules.BeforeJoining):
        services.leave_group(membership, on=date(2026, 8, 31), by=world.budi)
    services.leave_group(membership, on=date(2026, 10, 1), by=world.budi)
    assert services.leave_group(membership, on=date(2026, 10, 9), by=world.budi).until_on == date(2026, 10, 1)
    assert FactRecord.objects.filter(name=facts.MemberLeft.name).count() == 1


def test_a_released_person_leaves_the_group_that_day(world):
    group = given.group(world)
    people.release_person(world.sari, "pb", on=TODAY, bapas=world.bapas, by=world.budi)
    assert queries.group_of(world.sari) is None
    assert world.sari in [one.person for one in queries.members_on(group, TODAY)]
    assert not Waiting.objects.filter(room="business").exists()


def test_a_transferred_person_leaves_the_group_that_day(world):
    given.group(world)
    people.transfer_person(world.dewi, world.programme.units["LPG"], on=TODAY, by=world.budi)
    assert queries.group_of(world.dewi) is None


def test_who_leaves_the_programme_leaves_the_group(world):
    given.group(world)
    participation = world.tono.participations.get()
    programme.end_participation(participation, because="Atas permintaan sendiri", by=world.budi)
    assert queries.group_of(world.tono) is None


def test_the_end_of_somebody_without_a_group_is_no_trouble(world):
    people.release_person(world.sari, "pb", on=TODAY, bapas=world.bapas, by=world.budi)
    assert not FactRecord.objects.filter(name=facts.MemberLeft.name).exists()
    assert not Waiting.objects.filter(room="business").exists()


def test_closing_a_group_ends_every_membership_and_needs_a_reason(world):
    group = given.group(world)
    with pytest.raises(rules.ReasonMissing):
        services.close_business(group, because=" ", by=world.budi)
    services.close_business(group, because="Pesanan habis", by=world.budi)
    services.close_business(group, because="Lain", by=world.budi)
    group.refresh_from_db()
    assert (group.closed_on, group.closed_because) == (TODAY, "Pesanan habis")
    assert not queries.members_now(group).exists()
    with pytest.raises(rules.BusinessClosed):
        services.join_group(group, world.sari, "member", by=world.budi)
    assert FactRecord.objects.filter(name=facts.BusinessClosed.name).count() == 1


def test_a_venture_has_an_owner_a_book_and_no_members(world):
    venture = services.open_venture(world.sari, "Dapur Sari", "Abon", unit=world.bapas, by=world.hendra)
    assert venture.book in book.book_keys("business")
    assert venture.owner == world.sari
    with pytest.raises(rules.NotAGroup):
        services.join_group(venture, world.dewi, "member", by=world.hendra)
    uid = new_uid()
    again = [
        services.open_venture(world.sari, "Kios Sari", "Kue", unit=world.bapas, uid=uid, by=world.hendra) for _ in "ab"
    ]
    assert again[0] == again[1]
    with pytest.raises(rules.NameTaken):
        services.open_venture(world.dewi, "Dapur Sari", "Abon", unit=world.bapas, by=world.hendra)


def test_the_cooperative_is_founded_once(world):
    first = services.found_cooperative("Koperasi Farmtisan Lestari Berjaya", by=None)
    assert services.found_cooperative("Koperasi Farmtisan Lestari Berjaya", by=None) == first
    assert first.unit is None
