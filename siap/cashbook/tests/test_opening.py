"""An opening balance through the screen: looked at first, written once, taken back with a reason, and entered anew."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from siap.cashbook import services
from siap.cashbook.tests import given
from siap.core import clock, proofs
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger.models import Entry

RIGHT = "kode;debit;kredit\n1110;500000;\n1510;2500000;\n3110;;3000000\n"


@pytest.fixture
def page(client, world, group):
    client.force_login(world.budi)
    return reverse("cashbook:opening", args=[group.uid])


def send(client, page, **told):
    return client.post(page, {"on": clock.today().isoformat()} | told)


def test_a_file_is_shown_first_and_written_when_somebody_says_so(client, page, group):
    shown = send(client, page, document=SimpleUploadedFile("saldo.csv", RIGHT.encode())).content.decode()
    assert "Rp2.500.000" in shown
    assert "Masukkan saldo awal" in shown
    assert not Entry.objects.filter(reference__startswith="opening:").exists()
    assert send(client, page, table=RIGHT, confirm="1").status_code == 302
    assert send(client, page, table=RIGHT, confirm="1").status_code == 200  # sent twice: it stands already
    assert book.balance(chart.cash, book=group.book) == 500_000
    assert "Rp3.000.000" in client.get(page).content.decode()
    assert [finding.offender for _, finding in proofs.run() if finding.offender] == []


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("", "Pilih berkas"),
        ("kode;debit\n1110;5", "judul kolom"),
        ("kode;debit;kredit\n4110;;5\n1110;5;", "1 baris perlu diperbaiki"),
        ("kode;debit;kredit\n1110;5;\n3110;;4", "Kedua sisi harus sama besar"),
        ("kode;debit;kredit\n1110;1000000000001;\n3110;;1000000000001", "terlalu besar"),
        ("kode;debit;kredit\n", "tidak berisi saldo"),
    ],
)
def test_what_is_wrong_is_a_sentence_and_nothing_is_written(client, page, table, says):
    shown = send(client, page, table=table, confirm="1")
    assert says in shown.content.decode()
    assert table.split("\n")[-1].split(";")[0] in shown.content.decode()  # nothing typed is lost
    assert not Entry.objects.filter(reference__startswith="opening:").exists()


def test_a_day_to_come_is_refused(client, page):
    shown = send(client, page, table=RIGHT, confirm="1", on="2027-01-01")
    assert not Entry.objects.filter(reference__startswith="opening:").exists()
    assert shown.status_code in {200, 422}


def test_taken_back_it_may_be_entered_anew(client, page, group):
    send(client, page, table=RIGHT, confirm="1")
    assert "alasan" in send(client, page, because="").content.decode().lower()
    assert book.opening(group.book) is not None
    assert send(client, page, because="Modalnya salah").status_code == 302
    assert (book.opening(group.book), book.balance(chart.cash, book=group.book)) == (None, 0)
    send(client, page, table="kode;debit;kredit\n1110;600000;\n3110;;600000\n", confirm="1")
    assert book.balance(chart.cash, book=group.book) == 600_000
    assert book.opening(group.book).reference == f"opening:{group.book}:2"
    assert [finding.offender for _, finding in proofs.run() if finding.offender] == []


def test_what_was_spent_meanwhile_is_not_taken_back(client, world, page, group):
    send(client, page, table=RIGHT, confirm="1")
    given.noted(world, group, "money_out", 400_000, note="Gas")
    with pytest.raises(services.noting.rules.NotEnoughCash):
        services.take_back_opening(group, because="Salah", by=world.budi)
    assert book.opening(group.book) is not None


@pytest.mark.parametrize(("username", "status"), [("joko", 404), ("kanwil", 403)])
def test_others_write_nothing(client, world, page, username, status):
    client.force_login(world.user(username))
    assert send(client, page, table=RIGHT, confirm="1").status_code == status
    assert not Entry.objects.filter(reference__startswith="opening:").exists()
