"""The pages of sharing: they open for those who may, say what is wrong in a sentence, and are shut for strangers."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from siap.core.ids import new_uid
from siap.core.models import FactRecord, ReadLog
from siap.people import services as people
from siap.sharing import services
from siap.sharing.models import HandOver, Objection, Payout, Share, StateDeposit
from siap.sharing.tests import given

MOST_QUERIES = 15
NTPN = "A1B2C3D4E5F6G7H8"


@pytest.fixture
def given_all(world):
    """A shared October, a withdrawal asked for, an objection raised."""
    payout = given.withdrawal(world)
    share = Share.objects.get()
    slip = share.slips.get(person=world.tono)
    objection = services.raise_objection(new_uid(), slip, "Jam kurang", by=world.wati)
    return {"share": share, "slip": slip, "payout": payout, "objection": objection, "business": share.business}


def pages(world, things):
    """Every page of the room: name, what it is about, who may open it."""
    share, slip, payout = things["share"].uid, things["slip"].uid, things["payout"].uid
    business, person, unit = things["business"].uid, world.sari.uid, world.palu.uid
    return [
        ("home", None, "budi"), ("business", business, "budi"), ("prepare", business, "budi"),
        ("return-capital", business, "budi"), ("share", share, "kalapas"), ("send-back", share, "kalapas"),
        ("reverse", share, "kalapas"), ("slips", share, "budi"), ("slip", slip, "budi"), ("slip-pdf", slip, "budi"),
        ("object", slip, "budi"), ("objections", None, "kalapas"), ("answer", things["objection"].uid, "kalapas"),
        ("savings", person, "budi"), ("withdraw", person, "budi"), ("payouts", None, "kalapas"),
        ("payout", payout, "kalapas"), ("refuse-payout", payout, "kalapas"), ("pay", payout, "budi"),
        ("state", None, "kanwil"), ("state-unit", unit, "budi"), ("deposit", unit, "budi"), ("bill", unit, "budi"),
        ("statement", person, "budi"), ("hand-overs", None, "budi"),
    ]  # fmt: skip


def address(name, uid):
    return reverse(f"sharing:{name}", args=[uid] if uid else [])


def test_every_page_opens_with_few_questions_to_the_database(client, world, given_all, django_assert_max_num_queries):
    for name, uid, username in pages(world, given_all):
        client.force_login(world.user(username))
        client.get(reverse("sharing:home"))  # the session is there
        with django_assert_max_num_queries(MOST_QUERIES):
            response = client.get(address(name, uid))
        assert response.status_code == 200, name


def test_the_sheet_of_a_month_that_waits_asks_no_more(client, world, django_assert_max_num_queries):
    group = given.october(world)
    client.force_login(world.budi)
    client.get(reverse("sharing:home"))
    with django_assert_max_num_queries(MOST_QUERIES):
        response = client.get(address("prepare", group.uid), {"first_month": 202610, "last_month": 202610})
    assert "100.001" in response.content.decode()


@pytest.mark.parametrize("stranger", ["joko", "kalapas-parigi"])
def test_someone_from_elsewhere_finds_nothing_and_changes_nothing(client, world, given_all, stranger):
    client.force_login(world.user(stranger))
    before = FactRecord.objects.count()
    words = {"amount": "1000", "because": "x", "channel": "card", "evidence": "x", "words": "x", "answer": "x"}
    acts = [
        ("approve", given_all["share"].uid),
        ("fund", given_all["share"].uid),
        ("approve-payout", given_all["payout"].uid),
        ("receive", given_all["slip"].uid),
        ("payout-document", given_all["payout"].uid),
    ]
    for name, uid in [*((name, uid) for name, uid, _who in pages(world, given_all) if uid), *acts]:
        for ask in (client.get, lambda page: client.post(page, {**words, "uid": new_uid()})):
            assert ask(address(name, uid)).status_code in (403, 404, 405), name
    assert FactRecord.objects.count() == before
    assert "Bawang Goreng Tadulako" not in client.get(reverse("sharing:home")).content.decode()


@pytest.mark.parametrize("username", ["rina", "koperasi", "humas"])
def test_the_cooperative_and_the_public_relations_desk_see_no_share(client, world, given_all, username):
    client.force_login(world.user(username))
    for name, uid, _who in pages(world, given_all):
        assert client.get(address(name, uid)).status_code == 403, name


def test_the_kanwil_viewer_sees_the_share_but_nobody_s_part(client, world, given_all):
    client.force_login(world.user("pantau"))
    page = client.get(address("share", given_all["share"].uid)).content.decode()
    assert "Rp100.001" in page
    assert "Rp21.429" not in page
    assert client.get(address("slip", given_all["slip"].uid)).status_code == 403


def test_a_share_is_prepared_and_approved_through_the_screen(client, world):
    group = given.october(world)
    client.force_login(world.budi)
    page = address("prepare", group.uid)
    shown = client.get(page, {"first_month": given.OCTOBER, "last_month": given.OCTOBER})
    assert "Rp100.001" in shown.content.decode()
    form = {"uid": new_uid(), "first_month": given.OCTOBER, "last_month": given.OCTOBER}
    assert client.post(page, form).status_code == 302
    assert client.post(page, form).status_code == 302
    share = Share.objects.get()
    assert "Setujui bagi hasil" not in client.get(address("share", share.uid)).content.decode()
    assert "orang lain yang memutuskannya" in client.get(address("share", share.uid)).content.decode()
    client.force_login(world.head)
    assert "Setujui bagi hasil" in client.get(address("share", share.uid)).content.decode()
    assert client.post(address("approve", share.uid)).status_code == 302
    share.refresh_from_db()
    assert share.state == Share.State.APPROVED


@pytest.mark.parametrize(
    ("first", "last"), [("202611", "202611"), ("202610", "202609"), ("abc", ""), ("999999", "999999"), ("-1", "0")]
)
def test_months_that_cannot_be_shared_get_a_sentence_and_make_nothing(client, world, first, last):
    group = given.october(world)
    client.force_login(world.budi)
    page = address("prepare", group.uid)
    assert client.get(page, {"first_month": first, "last_month": last}).status_code == 200
    sent = client.post(page, {"uid": new_uid(), "first_month": first, "last_month": last})
    assert sent.status_code == 422
    assert not Share.objects.exists()


def test_funding_without_money_says_so_on_the_page(client, world):
    share = given.approved(world)
    services.fund_share(share, by=world.budi)
    second = services.ask_withdrawal(new_uid(), world.sari, 1_000, by=world.budi)
    client.force_login(world.budi)
    refused = client.post(address("pay", second.uid), {"channel": "card", "evidence": "x"})
    assert refused.status_code == 422
    assert "belum disetujui" in refused.content.decode()


def test_a_withdrawal_goes_its_way_through_the_screen(client, world):
    given.shared_month(world)
    client.force_login(world.budi)
    for amount in ("0", "-5", "5.358", "1,5", "banyak", ""):
        sent = client.post(address("withdraw", world.sari.uid), {"uid": new_uid(), "amount": amount})
        assert sent.status_code == 422
    assert not Payout.objects.exists()
    client.post(address("withdraw", world.sari.uid), {"uid": new_uid(), "amount": "Rp 5.000"})
    payout = Payout.objects.get()
    client.force_login(world.head)
    client.post(address("approve-payout", payout.uid))
    client.force_login(world.budi)
    inside = client.post(address("pay", payout.uid), {"channel": "hand", "evidence": "kuitansi"})
    assert inside.status_code == 422
    client.post(address("pay", payout.uid), {"channel": "card", "evidence": "E-Pas 17"})
    payout.refresh_from_db()
    assert payout.state == Payout.State.PAID


def test_a_deposit_keeps_what_was_typed_when_it_is_refused(client, world):
    given.shared_month(world)
    client.force_login(world.budi)
    page = address("deposit", world.palu.uid)
    typed = {
        "uid": new_uid(),
        "amount": "15.000",
        "billing_code": "820261102000123",
        "ntpn": "A1B2",
        "paid_on": "2026-11-02",
    }
    refused = client.post(page, typed)
    assert refused.status_code == 422
    assert "A1B2" in refused.content.decode()
    assert "16 huruf" in refused.content.decode()
    assert client.post(page, {**typed, "ntpn": NTPN}).status_code == 302
    assert StateDeposit.objects.get().paid_on == date(2026, 11, 2)


def test_an_objection_is_written_down_and_answered_through_the_screen(client, world):
    slip = given.approved(world).slips.get(person=world.tono)
    client.force_login(world.wati)
    assert client.post(address("object", slip.uid), {"uid": new_uid(), "words": ""}).status_code == 422
    client.post(address("object", slip.uid), {"uid": new_uid(), "words": "Hari Sabtu saya bekerja"})
    objection = Objection.objects.get()
    client.force_login(world.head)
    client.post(address("answer", objection.uid), {"answer": "Lembar Sabtu sudah kami cek."})
    objection.refresh_from_db()
    assert objection.answered_by == world.head


def test_a_slip_says_why_in_plain_words_and_tells_nobody_else_s_part(client, world, given_all):
    client.force_login(world.budi)
    page = client.get(address("slip", given_all["slip"].uid)).content.decode()
    assert "Anda bekerja 20 jam. Semua anggota bersama bekerja 70 jam." in page
    assert "Senin, 16 November 2026" in page
    assert "Sari" not in page
    assert "Rp21.429" not in page
    for word in ("debit", "kredit", "laba", "beban", "omzet", "kliring"):
        assert word not in page.lower()
    assert ReadLog.objects.filter(person=world.tono.pk, page="sharing:slip").exists()


def test_all_slips_print_one_a_sheet(client, world, given_all):
    client.force_login(world.head)
    page = client.get(address("slips", given_all["share"].uid)).content.decode()
    assert page.count('class="paper slip"') == 3


def test_a_slip_comes_as_a_pdf_too(client, world, given_all):
    client.force_login(world.budi)
    response = client.get(address("slip-pdf", given_all["slip"].uid))
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")


def test_opening_somebody_s_savings_is_noted(client, world, given_all):
    client.force_login(world.budi)
    page = client.get(address("savings", world.sari.uid)).content.decode()
    assert "Rp21.429" in page
    assert ReadLog.objects.filter(person=world.sari.pk, by=world.budi.pk, page="sharing:savings").exists()


def test_an_empty_room_says_what_to_do_first(client, world):
    client.force_login(world.budi)
    assert "Belum ada bagi hasil" in client.get(reverse("sharing:home")).content.decode()


def test_a_slip_is_handed_over_once_and_says_by_whom(client, world, given_all):
    client.force_login(world.budi)
    page = address("slip", given_all["slip"].uid)
    assert "Cap jempol sudah dibubuhkan" in client.get(page).text
    facts = FactRecord.objects.count()
    for _time in range(2):
        assert client.post(address("receive", given_all["slip"].uid)).status_code == 302
    assert FactRecord.objects.count() == facts + 1
    shown = client.get(page).text
    assert "Diterima dengan cap jempol" in shown
    assert "Cap jempol sudah dibubuhkan" not in shown


def test_a_slip_that_does_not_hold_is_not_handed_over(client, world):
    slip = given.prepared(world).slips.first()
    client.force_login(world.budi)
    assert "belum berlaku" in client.post(address("receive", slip.uid), follow=True).text
    slip.refresh_from_db()
    assert slip.received_at is None


def test_a_slip_can_be_read_aloud_without_a_sign_or_a_column(client, world, given_all):
    client.force_login(world.budi)
    page = client.get(address("slip", given_all["slip"].uid))
    (sheet,) = page.context["sheets"]
    assert sheet.aloud[0] == "Bagian Anda dari Oktober 2026: 14.286 rupiah."
    assert "Dikurangi Bahan yang terpakai untuk barang itu: 130.000 rupiah." in sheet.aloud
    assert not any("−" in sentence for sentence in sheet.aloud)
    assert all(f"<li>{sentence}</li>" in page.text for sentence in sheet.aloud)
    assert "sharing/aloud.js" in page.text


def test_a_statement_is_as_of_a_day(client, world, given_all):
    client.force_login(world.budi)
    page = address("statement", world.sari.uid)
    assert "Rp21.429" in client.get(page).text
    before = client.get(page, {"on": "2026-11-01"}).text
    assert "Rp21.429" not in before
    assert "belum ada titipan" in before
    assert ReadLog.objects.filter(person=world.sari.pk, page="sharing:savings").count() == 2


def test_state_revenue_is_billed_paid_and_proved_through_the_screen(client, world, given_all):
    client.force_login(world.budi)
    told = {"uid": new_uid(), "code": "820261102000123", "due_on": "2026-11-09"}
    for _time in range(2):
        assert client.post(address("bill", world.palu.uid), told).status_code == 302
    shown = client.get(address("state-unit", world.palu.uid)).text
    assert "Ditagih dengan kode 820261102000123, jatuh tempo 9 Nov 2026" in shown
    asked = client.get(address("deposit", world.palu.uid)).context["form"]
    assert (asked.initial["amount"], asked.initial["billing_code"]) == (15_000, "820261102000123")
    proof = SimpleUploadedFile("bukti.pdf", b"%PDF-1.7 bukti setor", "application/pdf")
    paid = {
        "uid": new_uid(),
        "amount": "15000",
        "billing_code": "820261102000123",
        "ntpn": NTPN,
        "paid_on": "2026-11-02",
    }
    assert client.post(address("deposit", world.palu.uid), paid | {"document": proof}).status_code == 302
    assert f"Disetor, NTPN {NTPN}" in client.get(address("state-unit", world.palu.uid)).text
    deposit = StateDeposit.objects.get()
    assert b"".join(client.get(address("deposit-document", deposit.uid))) == b"%PDF-1.7 bukti setor"
    client.force_login(world.joko)
    assert client.get(address("deposit-document", deposit.uid)).status_code == 404


def test_a_family_is_paid_only_with_the_written_request(client, world, given_all):
    payout = given_all["payout"]
    services.approve_payout(payout, by=world.head)
    client.force_login(world.budi)
    told = {"channel": "family", "evidence": "Surat 3/2026"}
    assert client.post(address("pay", payout.uid), told).status_code == 422
    wrong = SimpleUploadedFile("surat.txt", b"saya minta", "text/plain")
    assert client.post(address("pay", payout.uid), told | {"document": wrong}).status_code == 422
    letter = SimpleUploadedFile("surat.pdf", b"%PDF-1.7 surat", "application/pdf")
    assert client.post(address("pay", payout.uid), told | {"document": letter}).status_code == 302
    payout.refresh_from_db()
    assert (payout.state, payout.document.kind) == (Payout.State.PAID, "payout")
    assert b"".join(client.get(address("payout-document", payout.uid))) == b"%PDF-1.7 surat"


def test_the_money_of_a_hand_over_is_sent_by_the_unit_that_had_it(client, world, given_all):
    people.transfer_person(world.sari, world.programme.units["RTP"], on=date(2026, 11, 2), by=world.budi)
    handed = HandOver.objects.get()
    send = address("send-hand-over", handed.uid)
    for stranger, status in (("joko", 404), ("rina", 403), ("kalapas", 403)):
        client.force_login(world.user(stranger))
        assert client.post(send).status_code == status
    client.force_login(world.budi)
    assert "Uang sudah dikirim" in client.get(address("hand-overs", None)).text
    for _time in range(2):
        assert client.post(send).status_code == 302
    handed.refresh_from_db()
    assert (handed.sent_by, handed.amount) == (world.budi, 21_429)


def test_a_slip_that_does_not_count_says_so_before_anything_else(world, client):
    """Prepared, then taken back: on the page, read aloud, and in the file; the new one says what it replaces."""
    share = given.prepared(world)
    slip = share.slips.get(person=world.sari)
    client.force_login(world.budi)
    page, file = (reverse(name, args=[slip.uid]) for name in ("sharing:slip", "sharing:slip-pdf"))
    assert "BELUM DISETUJUI" in client.get(page).text
    assert client.get(file).content.startswith(b"%PDF")
    services.approve_share(share, by=world.head)
    assert "BELUM DISETUJUI" not in client.get(page).text
    services.reverse_share(share, because="Jam keliru", by=world.head)
    assert "DIBATALKAN pada 2 Nov 2026" in client.get(page).text
    anew = given.prepared(world, share.business).slips.get(person=world.sari)
    assert "menggantikan lembar yang dibatalkan" in client.get(reverse("sharing:slip", args=[anew.uid])).text
    assert client.get(reverse("sharing:slips-pdf", args=[anew.share.uid])).content.startswith(b"%PDF")
