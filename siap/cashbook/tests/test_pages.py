"""Every page of the cash book: who sees it, who does not, and that looking costs few queries."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from siap.cashbook.models import CashNote
from siap.cashbook.tests import given
from siap.core.ids import new_uid
from siap.ledger import queries as book
from siap.market.tests import given as market
from siap.ui.forms import PHOTO_BYTES
from siap.workshop.tests import given as workshop
from tests.world import TODAY


@pytest.fixture
def pages(world, group):
    """Every page of the group's book, with a note, a purchase, a batch and a sale in it."""
    note = given.noted(world, group)
    product = workshop.product(world, group)
    workshop.batch(world, product)
    market.sale(world, product, 1)
    return {
        "book": reverse("cashbook:book", args=[group.uid]),
        "at-seller": reverse("cashbook:book", args=[group.uid]) + "?lihat=penjual",
        "all": reverse("cashbook:book", args=[group.uid]) + "?lihat=semua",
        "write": reverse("cashbook:write", args=[group.uid, "money_out"]),
        "statements": reverse("cashbook:statements", args=[group.uid]),
        "paper": reverse("cashbook:statements-paper", args=[group.uid]),
        "lines": reverse("cashbook:statements-lines", args=[group.uid, "1110"]),
        "note": reverse("cashbook:note", args=[note.uid]),
        "reverse": reverse("cashbook:reverse", args=[note.uid]),
    }


def test_budi_sees_every_page(client, world, pages):
    client.force_login(world.budi)
    assert {client.get(page).status_code for page in pages.values()} == {200}
    assert "Bawang Goreng Tadulako" in client.get(reverse("cashbook:home")).content.decode()


def test_the_head_reads_and_does_not_write(client, world, pages):
    client.force_login(world.head)
    answers = {name: client.get(page).status_code for name, page in pages.items()}
    assert answers == {name: 403 if name in {"write", "reverse"} else 200 for name in pages}


def test_joko_finds_nothing_and_changes_nothing(client, world, group, pages):
    before = book.lines_of(group.book).count()
    client.force_login(world.joko)
    for page in pages.values():
        assert client.get(page).status_code == 404
        assert client.post(page, {"because": "x"}).status_code in {404, 405}
    assert client.post(reverse("cashbook:close", args=[group.uid]), {"month": "202610"}).status_code == 403
    assert "Bawang Goreng" not in client.get(reverse("cashbook:home")).content.decode()
    assert book.lines_of(group.book).count() == before


def test_the_treasurer_has_exactly_her_groups_book(client, dewi, pages, venture):
    client.force_login(dewi)
    assert {client.get(page).status_code for page in pages.values()} == {200}
    assert client.get(reverse("cashbook:home")).url == pages["book"]
    assert client.get(reverse("cashbook:book", args=[venture.uid])).status_code == 404
    assert client.get(reverse("market:sales")).status_code == 403
    shown = client.get(pages["all"]).content.decode()
    assert "/penjualan/" not in shown
    assert "/bengkel/" not in shown


def test_a_treasurer_without_a_post_has_no_book(client, world, group, dewi, pages):
    group.memberships.filter(person=world.dewi).update(post="member")
    client.force_login(dewi)
    assert {client.get(page).status_code for page in pages.values()} == {404}


@pytest.mark.parametrize("who", ["budi", "head", "manager"])
def test_no_page_asks_more_than_fifteen_questions(client, world, pages, who, django_assert_max_num_queries):
    client.force_login(getattr(world, who))
    for page in (*pages.values(), reverse("cashbook:home")):
        with django_assert_max_num_queries(15):
            client.get(page)


def note_form(**typed):
    return {"uid": str(new_uid()), "amount": "120.000", "happened_on": TODAY.isoformat(), "note": "Gas"} | typed


def test_a_note_is_written_through_the_screen_and_said_so(client, world, group, pages):
    client.force_login(world.budi)
    shown = client.post(pages["write"], note_form(), follow=True).content.decode()
    assert "Tercatat: Uang keluar Rp120.000, Gas." in shown
    assert CashNote.objects.get(kind="money_out").amount == 120_000


def test_the_same_screen_sent_twice_writes_once(client, world, pages):
    client.force_login(world.budi)
    form = note_form()
    for _ in range(2):
        assert client.post(pages["write"], form).status_code == 302
    assert CashNote.objects.filter(kind="money_out").count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"amount": "600000"}, "Kas hanya Rp500.000"),
        ({"amount": "-5"}, "tidak boleh kurang dari nol"),
        ({"amount": "0"}, "lebih dari nol"),
        ({"amount": "10,5"}, "rupiah bulat"),
        ({"amount": "9" * 14}, "terlalu besar"),
        ({"happened_on": "2026-11-03"}, "belum tiba"),
        ({"happened_on": "2026-13-40"}, "tidak ada di kalender"),
        ({"note": ""}, "tidak boleh kosong"),
        ({"uid": "x"}, "Muat ulang halaman"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(client, world, pages, typed, said):
    client.force_login(world.budi)
    answer = client.post(pages["write"], note_form(**typed))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert answer.context["form"]["note"].value() == typed.get("note", "Gas")
    assert CashNote.objects.count() == 1


@pytest.mark.parametrize(
    ("photo", "said"),
    [
        (b"MZ program", "bukan foto yang bisa dibaca"),
        (b"x" * (PHOTO_BYTES + 1), "lebih besar dari 5 MB"),
        (b"", "kosong"),
    ],
)
def test_a_receipt_that_is_no_picture_is_refused_and_nothing_typed_is_lost(client, world, pages, photo, said):
    client.force_login(world.budi)
    answer = client.post(pages["write"], note_form(document=SimpleUploadedFile("nota.jpg", photo, "image/jpeg")))
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="Gas"' in answer.text
    assert "120.000" in answer.text
    assert CashNote.objects.count() == 1


def test_a_word_that_groups_do_not_use_has_no_page(client, world, group):
    client.force_login(world.budi)
    for word in ("sold", "buy_goods", "take_out", "nonsense"):
        assert client.get(reverse("cashbook:write", args=[group.uid, word])).status_code == 404


def test_an_owners_book_is_written_by_his_probation_officer(client, world, venture):
    client.force_login(world.hendra)
    page = reverse("cashbook:write", args=[venture.uid, "sold"])
    assert client.post(page, note_form(note="Pasar pagi")).status_code == 302
    assert CashNote.objects.get().kind == "sold"


def test_the_head_closes_the_month_that_is_due(client, world, group, pages):
    given.noted(world, group, on=TODAY.replace(month=10))
    client.force_login(world.head)
    close = reverse("cashbook:close", args=[group.uid])
    assert "Tutup Oktober 2026" in client.get(pages["book"]).content.decode()
    assert "Oktober 2026 ditutup" in client.post(close, {"month": "202610"}, follow=True).content.decode()
    assert "sudah ditutup" in client.post(close, {"month": "202610"}, follow=True).content.decode()


def test_a_late_note_says_on_which_day_it_is_booked(client, world, group, pages):
    given.noted(world, group, on=TODAY.replace(month=10))
    client.force_login(world.head)
    client.post(reverse("cashbook:close", args=[group.uid]), {"month": "202610"})
    client.force_login(world.budi)
    page = reverse("cashbook:write", args=[group.uid, "put_in"])
    shown = client.post(page, note_form(happened_on="2026-10-20"), follow=True).content.decode()
    assert "Oktober 2026 sudah ditutup, jadi ini dibukukan pada 1 Nov 2026." in shown


def test_a_note_is_reversed_through_the_screen(client, world, pages):
    client.force_login(world.budi)
    assert client.post(pages["reverse"], {"because": ""}).status_code == 422
    assert client.post(pages["reverse"], {"because": "Salah jumlah"}).status_code == 302
    assert "Salah jumlah" in client.get(pages["note"]).content.decode()


def test_nonsense_months_show_the_newest(client, world, pages):
    client.force_login(world.budi)
    answer = client.get(pages["statements"], {"since": "x", "until": "209913"})
    assert (answer.context["since"], answer.context["until"]) == (202611, 202611)
    assert client.get(pages["lines"].replace("1110", "9999")).status_code == 404
