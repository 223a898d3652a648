"""Somebody dies, leaves the programme, or goes home from one hour to the next: the account is closed as the rules say."""

import pytest
from django.urls import reverse

from siap.core import proofs
from siap.core.ids import new_uid
from siap.ledger import chart
from siap.ledger import queries as book
from siap.people import services as people
from siap.programme import services as programme
from siap.programme.models import Participation
from siap.sharing import queries, services
from siap.sharing.models import Payout
from siap.sharing.services import payouts, shares
from siap.sharing.tests import given
from tests.world import TODAY

LETTER = b"%PDF-1.7 surat keterangan ahli waris"


def holds():
    return [finding.offender for _one, finding in proofs.run() if finding.offender] == []


def die(world, person):
    return people.note_death(person, on=TODAY, certificate=b"%PDF-1.7 surat", by=world.head)


class TestDeath:
    def test_all_that_was_owed_goes_to_the_heirs_and_only_to_them(self, world):
        given.shared_month(world)
        die(world, world.sari)
        closing = Payout.objects.get(person=world.sari)
        assert (closing.kind, closing.amount, closing.state) == ("closing", 21_429, "prepared")
        services.approve_payout(closing, by=world.head)
        for channel, document, refusal in (
            ("hand", LETTER, payouts.HeirsOnly), ("bank", LETTER, payouts.HeirsOnly),
            ("family", None, payouts.HeirsUnproved),
        ):  # fmt: skip
            with pytest.raises(refusal):
                services.pay_out(closing, channel=channel, evidence="SKAW 7", document=document, by=world.budi)
        services.pay_out(closing, channel="family", evidence="SKAW 7", document=LETTER, by=world.budi)
        assert queries.savings(world.sari).total == 0
        assert holds()

    def test_an_open_withdrawal_gives_way(self, world):
        asked = given.withdrawal(world)
        services.approve_payout(asked, by=world.head)
        die(world, world.sari)
        asked.refresh_from_db()
        assert asked.state == Payout.State.REFUSED
        assert Payout.objects.get(person=world.sari, kind="closing").amount == 21_429

    def test_no_part_is_asked_for_while_the_whole_is_on_its_way(self, world):
        given.shared_month(world)
        die(world, world.sari)
        with pytest.raises(payouts.ClosingPrepared, match="Rp21.429"):
            services.ask_withdrawal(new_uid(), world.sari, 1_000, by=world.budi)
        assert Payout.objects.filter(person=world.sari).count() == 1

    def test_what_is_shared_afterwards_follows_to_the_heirs(self, world):
        share = given.prepared(world)
        die(world, world.sari)
        with pytest.raises(shares.FiguresChanged):  # in nobody's custody nothing is held
            services.approve_share(share, by=world.head)
        services.send_back(share, because="Sari meninggal", by=world.head)
        services.approve_share(given.prepared(world, share.business), by=world.head)
        assert Payout.objects.get(person=world.sari, kind="closing").amount == 21_429
        assert holds()

    def test_the_group_and_the_programme_end_with_him(self, world):
        given.worked_october(world)
        die(world, world.sari)
        assert world.sari.memberships.get().until_on == TODAY
        assert world.sari.participations.get().ended_by == "death"


class TestLeavingTheProgramme:
    def end(self, world, person):
        return programme.end_participation(
            Participation.objects.get(person=person, state="approved"), because="Tidak mau lagi", by=world.budi
        )

    def test_an_inmate_keeps_what_he_may_use_and_the_rest_waits_for_his_release(self, world):
        given.shared_month(world)
        before = queries.savings(world.sari)
        self.end(world, world.sari)
        assert queries.savings(world.sari) == before
        assert not Payout.objects.filter(person=world.sari).exists()
        asked = services.ask_withdrawal(new_uid(), world.sari, before.usable, by=world.budi)
        assert asked.amount == before.usable

    def test_a_client_is_paid_out(self, world):
        """Sari is a client of the Bapas that owes her something, and stops."""
        given.shared_month(world)
        people.release_person(world.sari, "pb", on=TODAY, bapas=world.bapas, by=world.head)
        services.refuse_payout(Payout.objects.get(person=world.sari), because="Belum diambil", by=world.head)
        client = programme.accept_client(world.sari, by=world.hendra)
        programme.end_participation(client, because="Pindah kota", by=world.hendra)
        assert Payout.objects.get(person=world.sari, state="prepared").amount == 21_429

    def test_taking_back_the_consent_to_join_ends_it_the_same_way(self, world):
        given.shared_month(world)
        people.give_consent(world.sari, "joining", text_version="2026-1", by=world.budi)
        people.withdraw_consent(world.sari, "joining", by=world.budi)
        assert world.sari.participations.get().state == "ended"
        assert not Payout.objects.filter(person=world.sari).exists()


class TestLeavingPage:
    def page(self, client, person):
        return client.get(reverse("sharing:leaving", args=[person.uid]))

    def test_after_a_sudden_release_one_screen_has_the_money_the_slip_and_the_certificate(self, world, client):
        given.shared_month(world)
        client.force_login(world.head)
        answer = client.post(
            reverse("people:release", args=[world.sari.uid]), {"kind": "free", "on": "02/11/2026"}, follow=True
        )
        assert "2 hal masih harus selesai" in answer.text
        assert "Rp21.429" in answer.text
        assert reverse("sharing:slip", args=[world.sari.slips.get().uid]) in answer.text
        assert reverse("learning:certificate-pdf", args=[world.sari.certificates.get().uid]) in answer.text

    def test_months_that_are_not_shared_yet_are_named(self, world, client):
        given.october(world)
        people.release_person(world.sari, "free", on=TODAY, by=world.head)
        client.force_login(world.head)
        assert "Oktober 2026: belum dibagi" in self.page(client, world.sari).text

    def test_who_is_inside_has_no_such_page(self, world, client):
        client.force_login(world.head)
        assert self.page(client, world.dewi).status_code == 404


class TestFormerUnit:
    def moved(self, world):
        given.shared_month(world)
        parigi = world.programme.units["LPG"]
        people.transfer_person(world.sari, parigi, on=TODAY, by=world.head)
        return parigi

    def test_it_sees_what_it_paid_and_handed_over_and_nothing_newer(self, world, client):
        parigi = self.moved(world)
        client.force_login(world.budi)
        page = client.get(reverse("sharing:savings", args=[world.sari.uid])).context
        assert page["owed"].total == 0
        assert page["keepers"] == []
        assert [line.amount for line in page["lines"]] == [-21_429, 21_429]
        client.force_login(world.joko)  # Parigi keeps it now
        page = client.get(reverse("sharing:savings", args=[world.sari.uid])).context
        assert page["owed"].total == 21_429
        assert book.balance(chart.held(world.sari.pk), book=parigi.custody_book) > 0

    def test_the_statement_and_her_way_say_no_more(self, world, client):
        self.moved(world)
        client.force_login(world.budi)
        paper = client.get(reverse("sharing:statement", args=[world.sari.uid]))
        assert paper.context["total"] == 0
        assert "Sudah dibayarkan" not in paper.text
