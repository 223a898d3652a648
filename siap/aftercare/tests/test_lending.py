"""What a bank may read: figures from the business's own book, frozen, checked by whoever holds the paper, taken back at will."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from hypothesis import given as over
from hypothesis import strategies as st

from siap.aftercare import rules, services
from siap.aftercare.models import CreditRecord
from siap.aftercare.tests import given
from siap.aftercare.views.lending import credit_sheet
from siap.core import clock, guards, proofs
from siap.core.ids import new_uid
from tests.world import TODAY

ASKED = services.Asked("BRI Unit Palu Timur", "Wajan besar", 6_000_000, 12)
MONTHS = ((2_000_000, 1_200_000), (2_500_000, 1_400_001), (0, 0), (3_000_000, 1_500_000))
CUSTODY = ("lapas", "rutan", "bapas", "narapidana", "warga binaan", "klien", "pemasyarakatan", "kanwil", "titipan")


@pytest.fixture
def issued(world):
    case = given.case(world)
    venture = given.venture(world, case, *MONTHS)
    return services.issue_credit_record(new_uid(), case, venture, ASKED, owner_asked=True, by=world.hendra)


def test_it_tells_every_whole_month_also_one_without_business(issued):
    assert issued.figures["months"] == [
        [202607, 2_000_000, 1_200_000], [202608, 2_500_000, 1_400_001], [202609, 0, 0], [202610, 3_000_000, 1_500_000],
    ]  # fmt: skip
    assert issued.figures["usual"] == [1_875_000, 1_025_001]
    assert issued.figures["position"]["money"] == 1_000_000 + 7_500_000 - 4_100_001
    assert issued.valid_until == TODAY + timedelta(days=90)


def test_a_loan_and_help_from_the_family_are_no_sales(client, world):
    case = given.case(world)
    venture = given.venture(world, case, *MONTHS)
    with clock.fixed(clock.at(date(2026, 10, 20))):
        given.note(venture, "money_in", 5_000_000, date(2026, 10, 20), world)
    figures = services.issue_credit_record(new_uid(), case, venture, ASKED, owner_asked=True, by=world.hendra).figures
    assert (figures["usual"], figures["besides"]) == ([1_875_000, 1_025_001], 5_000_000)
    assert figures["percent"] == 63
    client.force_login(world.hendra)
    page = client.get(reverse("aftercare:new-credit", args=[venture.uid])).content.decode()
    assert "Uang masuk lain Rp5.000.000" in page
    assert (
        "Rp5.000.000 (bantuan, pinjaman, hibah) tidak dihitung" in credit_sheet(CreditRecord.objects.get(), "")["short"]
    )


def test_flat_interest_is_added_and_the_instalments_come_to_the_rupiah(issued):
    amount, months, rate, interest, instalment = issued.figures["loan"]
    assert (amount, months, Fraction(rate), interest) == (6_000_000, 12, Fraction(6, 100), 360_000)
    assert instalment == 530_000
    assert issued.figures["percent"] == 63  # of 849,999, rounded up


@over(st.integers(1, 10**9), st.integers(1, 60), st.fractions(0, Fraction(1, 2), max_denominator=1000))
def test_instalments_always_add_up_to_loan_and_interest(amount, months, rate):
    loan = rules.Loan(amount, months, rate)
    assert sum(loan.instalments) == amount + loan.interest
    assert len(loan.instalments) == months
    assert min(loan.instalments) >= 0


@over(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), max_size=12), st.integers(1, 10**8))
def test_the_projection_ends_where_its_months_lead(rows, amount):
    months = [rules.Month(202601, *row) for row in rows]
    loan = rules.Loan(amount, 12, Fraction(6, 100))
    ends = rules.projection(months, loan, opening=0)
    usual = rules.ordinary(months)
    assert ends[-1][3] == 12 * usual.result - amount - loan.interest
    assert usual.sold * len(months) <= sum(one.sold for one in months)
    assert usual.spent * len(months) >= sum(one.spent for one in months)


def test_without_a_result_nothing_is_bearable():
    assert rules.Capacity(0, 100).percent is None
    assert not rules.Capacity(-5, 100).is_bearable
    assert rules.Capacity(1_000, 350).is_bearable
    assert not rules.Capacity(1_000, 351).is_bearable


def test_the_same_request_twice_makes_one_record(world, issued):
    again = services.issue_credit_record(
        issued.uid, issued.case, issued.venture, ASKED, owner_asked=True, by=world.hendra
    )
    assert (again, CreditRecord.objects.count()) == (issued, 1)


def test_only_the_owner_asks_and_only_for_his_own_business(world):
    case = given.case(world)
    venture = given.venture(world, case, *MONTHS)
    with pytest.raises(services.NotAsked):
        services.issue_credit_record(new_uid(), case, venture, ASKED, owner_asked=False, by=world.hendra)
    case.person = world.tono
    case.save()
    with pytest.raises(services.NotHisVenture):
        services.issue_credit_record(new_uid(), case, venture, ASKED, owner_asked=True, by=world.hendra)
    assert not CreditRecord.objects.exists()


def test_an_empty_book_makes_no_record(world):
    case = given.case(world)
    with pytest.raises(services.BookIsEmpty):
        services.issue_credit_record(
            new_uid(), case, given.venture(world, case), ASKED, owner_asked=True, by=world.hendra
        )


def test_what_was_frozen_stays_when_the_book_grows(world, issued):
    before = issued.figures
    given.note(issued.venture, "sold", 9_000_000, TODAY, world)
    issued.refresh_from_db()
    assert issued.figures == before
    assert not [found.offender for one, found in proofs.run() if one.key == "credit-records" and found.offender]


def test_figures_are_not_changed_and_not_emptied_while_their_owner_is_known(issued):
    for change in ({"figures": {}, "for_whom": ""}, {"figures": {}}, {"figures": {**issued.figures, "visits": 9}}):
        with pytest.raises(DatabaseError, match="only withdrawn"), transaction.atomic():
            CreditRecord.objects.filter(pk=issued.pk).update(**change)


def test_a_changed_figure_is_found(world, issued):
    figures = {**issued.figures, "usual": [9_999_999, 1]}
    guards.drop(connection)
    CreditRecord.objects.filter(pk=issued.pk).update(figures=figures)
    guards.install(connection)
    offenders = [found.offender for one, found in proofs.run() if one.key == "credit-records"]
    assert offenders == [f"credit record {issued.pk}: figures are not those of its digest"]


def test_whoever_holds_the_paper_checks_it_without_a_word_of_custody(client, world, issued):
    page = client.get(reverse("record:check", args=[issued.uid])).content.decode()
    assert "asli dan masih berlaku" in page
    assert "Bawang Sari" in page
    shown = page[page.index("<main") : page.index("</main>")].lower()
    assert world.sari.name.lower() not in shown
    sheet = credit_sheet(issued, "https://contoh.id/catatan-usaha/1/")
    sheet.pop("qr")
    for word in CUSTODY:
        assert word not in shown
        assert word not in str(sheet).lower()


def test_its_owner_takes_it_back_at_once(client, world, issued):
    client.force_login(world.hendra)
    client.post(reverse("aftercare:withdraw-credit", args=[issued.uid]))
    client.logout()
    page = client.get(reverse("record:check", args=[issued.uid])).content.decode()
    assert "sudah menarik" in page
    assert "1.875" not in page


def test_old_figures_are_no_longer_shown(client, issued):
    with clock.fixed(clock.at(issued.valid_until + timedelta(days=1))):
        page = client.get(reverse("record:check", args=[issued.uid])).content.decode()
    assert "lewat masa berlakunya" in page


def test_the_paper_prints(client, world, issued):
    client.force_login(world.hendra)
    paper = client.get(reverse("aftercare:credit-paper", args=[issued.uid]))
    assert paper.content.startswith(b"%PDF")
    page = reverse("aftercare:new-credit", args=[issued.venture.uid])
    assert client.get(page).status_code == 200
    typed = {"uid": new_uid(), "for_whom": "BRI", "amount": "5.000.000", "months": "10", "purpose": "Bahan"}
    assert client.post(page, typed).status_code == 422
    assert client.post(page, {**typed, "owner_asked": "on"}).status_code == 302
