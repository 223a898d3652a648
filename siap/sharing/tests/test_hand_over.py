"""Somebody is moved to another unit: his savings go with him, then the money does."""

from datetime import date

import pytest

from siap.core import proofs
from siap.core.models import Waiting
from siap.ledger import chart
from siap.ledger import queries as book
from siap.people import services as people
from siap.sharing import queries, services
from siap.sharing.models import HandOver, Payout, Share
from siap.sharing.services import funding, purse
from siap.sharing.tests import given

MOVED_ON = date(2026, 11, 2)


def rutan(world):
    return world.programme.units["RTP"]


def move(world, person, to=None, on=MOVED_ON):
    people.transfer_person(person, to or rutan(world), on=on, by=world.budi)


def holds():
    return [finding.offender for _one, finding in proofs.run() if finding.offender] == []


def test_his_new_unit_owes_him_what_the_old_one_did(world):
    given.shared_month(world)
    move(world, world.sari)
    assert queries.savings(world.sari) == queries.Savings(held=16_072, usable=5_357)
    assert [unit for unit, _owed in queries.keepers(world.sari)] == [rutan(world)]
    assert book.balance(chart.clearing, book=rutan(world).custody_book) == 21_429  # the money is still to come
    assert queries.savings(world.dewi, unit=world.palu).total == 14_286
    assert holds()


def test_the_money_follows_once_and_both_books_are_even(world):
    given.shared_month(world)
    move(world, world.sari)
    for _time in range(2):
        services.send_hand_over(HandOver.objects.get(), by=world.budi)
    old, new = world.palu.custody_book, rutan(world).custody_book
    assert (book.balance(chart.clearing, book=old), book.balance(chart.clearing, book=new)) == (0, 0)
    assert book.balance(chart.bank, book=old) == given.BASE - 21_429
    assert book.balance(chart.bank, book=new) == 21_429
    assert queries.savings_lines(world.sari)[-1].balance == 21_429
    assert holds()


def test_money_that_has_not_come_is_not_sent_on(world):
    given.approved(world)
    move(world, world.sari)
    with pytest.raises(purse.MoneyShort):
        services.send_hand_over(HandOver.objects.get(), by=world.budi)
    assert holds()


def test_an_open_withdrawal_is_asked_for_anew_in_the_new_unit(world):
    payout = given.withdrawal(world)
    move(world, world.sari)
    payout.refresh_from_db()
    assert payout.state == Payout.State.REFUSED
    assert HandOver.objects.get().amount == 21_429


def test_who_has_nothing_hands_nothing_over(world):
    move(world, world.sari)
    assert not HandOver.objects.exists()
    assert not Waiting.objects.exists()


def test_a_part_that_comes_after_he_moved_follows_him(world):
    group = given.october(world)
    share = given.prepared(world, group)
    move(world, world.sari)
    services.approve_share(share, by=world.head)
    assert HandOver.objects.get().amount == 21_429
    assert [unit for unit, _owed in queries.keepers(world.sari)] == [rutan(world)]
    assert holds()


def test_there_and_back_again(world):
    given.shared_month(world)
    move(world, world.sari)
    head_there = people.add_user("rutan", "Petugas Rutan", "padi-menguning-di-sigi")
    people.give_role(head_there, "officer", rutan(world))
    people.transfer_person(world.sari, world.palu, on=MOVED_ON, by=head_there)
    assert HandOver.objects.count() == 2
    assert [(unit, owed.total) for unit, owed in queries.keepers(world.sari)] == [(world.palu, 21_429)]
    assert holds()


def test_what_went_on_with_somebody_is_not_taken_back(world):
    given.shared_month(world)
    move(world, world.sari)
    with pytest.raises(funding.AlreadyMoved):
        services.reverse_share(Share.objects.get(), because="Salah", by=world.head)
