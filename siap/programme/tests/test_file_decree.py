"""One decree decides a whole list, and its signed paper is filed once for all of them."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from siap.core import proofs
from siap.core.models import FactRecord, ReadLog
from siap.people import services as people
from siap.programme import queries, services
from siap.programme.models import Decree, Participation
from siap.programme.tests import given
from siap.programme.tests.given import DECREE
from tests.world import TODAY

PAPER = b"%PDF-1.7 surat keputusan"
REVIEW = date(2027, 1, 15)


@pytest.fixture
def fourteen(world):
    """Fourteen who were proposed and assessed."""
    return given.assessed(world, *(
        people.register_person(
            name=f"Orang {letter}", workshop_name=letter, sex="f", born_on=date(1990, 1, 1), unit=world.palu,
            status="convict", register_number=f"B.I {number}/2025", since=date(2025, 3, 1), by=world.budi,
        )
        for number, letter in enumerate("ABCDEFGHIJKLMN", 700)
    ))  # fmt: skip


@pytest.fixture
def decree(world):
    given.approved(world, world.sari)
    return Decree.objects.get()


def upload():
    return {"paper": SimpleUploadedFile("sk.pdf", PAPER, content_type="application/pdf")}


def test_fourteen_are_proposed_eight_approved_six_refused_with_reasons_by_one_decree(world, fourteen, client):
    services.decide(fourteen[:8], approve=True, decree=DECREE, tpp_on=TODAY, by=world.head)
    for place, because in ((slice(8, 11), "Masa pidana tersisa terlalu pendek"), (slice(11, 14), "Perlu berobat dulu")):
        services.decide(
            fourteen[place],
            approve=False,
            decree=DECREE,
            tpp_on=TODAY,
            because=because,
            review_on=REVIEW,
            by=world.head,
        )
    decree = services.file_decree(Decree.objects.get(), PAPER, by=world.budi)
    assert [one.state for one in queries.decided_by(decree)] == ["approved"] * 8 + ["refused"] * 6
    client.force_login(world.head)
    page = client.get(reverse("programme:decree", args=[decree.uid])).text
    assert "8 orang disetujui, 6 ditolak dengan alasannya" in page
    assert page.count("Perlu berobat dulu") == 3
    assert [finding.offender for _one, finding in proofs.run() if finding.offender] == []


def test_the_paper_is_filed_once(world, decree):
    services.file_decree(decree, PAPER, by=world.head)
    before = FactRecord.objects.count()
    with pytest.raises(services.PaperFiled):
        services.file_decree(decree, b"%PDF-1.7 surat lain", by=world.budi)
    assert FactRecord.objects.count() == before


def test_another_unit_files_nothing(world, decree):
    with pytest.raises(services.NotYourDecree):
        services.file_decree(decree, PAPER, by=world.joko)
    decree.refresh_from_db()
    assert decree.paper is None


def test_a_paper_that_was_changed_in_the_database_is_found(world, decree):
    services.file_decree(decree, PAPER, by=world.budi)
    Decree.objects.update(paper=None)
    assert any("decree" in finding.offender for _one, finding in proofs.run())


def test_a_refusal_made_in_the_database_is_found(world):
    (one,) = given.assessed(world, world.sari)
    Participation.objects.filter(pk=one.pk).update(state="refused", decree="X", review_on=REVIEW, decided_on=TODAY)
    assert any("refusal" in finding.offender for _one, finding in proofs.run())


class TestPage:
    def url(self, decree, name="decree"):
        return reverse(f"programme:{name}", args=[decree.uid])

    def test_the_officer_files_the_paper_and_opening_it_is_noted_for_everybody(self, world, decree, client):
        client.force_login(world.budi)
        page = client.post(self.url(decree), upload(), follow=True)
        assert "sudah disimpan untuk semua orang" in page.text
        response = client.get(self.url(decree, "decree-paper"))
        assert b"".join(response.streaming_content) == PAPER
        assert ReadLog.objects.filter(page="programme:decree-paper", person=world.sari.pk).exists()

    @pytest.mark.parametrize("content", [None, b"bukan surat"])
    def test_what_is_no_paper_is_said_beside_the_field(self, world, decree, client, content):
        client.force_login(world.budi)
        sent = {"paper": SimpleUploadedFile("sk.pdf", content)} if content else {}
        page = client.post(self.url(decree), sent)
        assert page.status_code == 422
        decree.refresh_from_db()
        assert decree.paper is None

    def test_the_head_goes_on_with_the_same_decree(self, world, decree, client):
        given.assessed(world, world.dewi)
        client.force_login(world.head)
        assert f"?sk={decree.uid}" in client.get(self.url(decree)).text
        form = client.get(reverse("programme:decide"), {"sk": decree.uid}).context["form"]
        assert (form.initial["decree"], form.initial["tpp_on"]) == (DECREE, TODAY)

    def test_joko_finds_nothing_and_files_nothing(self, world, decree, client):
        client.force_login(world.joko)
        assert client.get(self.url(decree)).status_code == 404
        assert client.post(self.url(decree), upload()).status_code == 404
        services.file_decree(decree, PAPER, by=world.budi)
        assert client.get(self.url(decree, "decree-paper")).status_code == 404
        assert not ReadLog.objects.filter(page="programme:decree-paper").exists()
