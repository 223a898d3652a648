"""Certificates: found, printed, checked by anybody, taken back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from siap.core import clock, proofs
from siap.core.models import Knock, ReadLog
from siap.learning import services
from siap.learning.tests import given
from siap.learning.views.certificates import certificate_data
from siap.people import services as people
from siap.ui.pages import MOST_A_MINUTE
from tests.world import TODAY


def _page(name, *args):
    return reverse(f"learning:{name}", args=args)


@pytest.fixture
def certificate(world):
    """Sari's."""
    return given.certified(world, world.sari)[0]


@pytest.fixture
def budi(client, world):
    """Budi at his desk."""
    client.force_login(world.budi)
    return client


def test_certificates_are_found_by_number_and_name(budi, certificate):
    page = _page("certificates")
    assert certificate.number in budi.get(page, {"q": "melati"}).text
    assert certificate.number in budi.get(page, {"q": certificate.number}).text
    assert certificate.number in budi.get(page, {"audience": "participants"}).text
    assert certificate.number not in budi.get(page, {"audience": "officers"}).text
    assert "Tidak ada sertifikat yang cocok." in budi.get(page, {"q": "tidak ada"}).text


def test_the_paper_is_a_pdf(budi, certificate):
    answer = budi.get(_page("certificate-pdf", certificate.uid))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_the_paper_tells_no_unit_and_no_custody(world, certificate):
    data = certificate_data(certificate, "https://contoh.id/periksa")
    said = " ".join(str(value) for name, value in data.items() if name != "qr").lower()
    assert "sari melati" in said
    assert given.ISSUER.lower() in said
    for word in ("lapas", "rutan", "bapas", "palu", "lpp", "binaan", "narapidana", "su-0"):
        assert word not in said


def test_anybody_may_check_a_certificate_and_learns_nothing_of_custody(world, client, certificate):
    page = client.get(_page("check", certificate.uid))
    assert page.status_code == 200
    assert page["X-Robots-Tag"] == "noindex"
    main = page.text[page.text.index("<main") : page.text.index("</main")]
    assert "asli dan berlaku" in main
    assert "Sari Melati" in main
    for word in ("Lapas", "LPP", world.sari.member_code, "binaan"):
        assert word not in main


def test_a_revoked_certificate_says_so_without_its_reason(world, client, certificate):
    services.revoke(certificate, because="Tertukar", by=world.budi)
    page = client.get(_page("check", certificate.uid)).text
    assert "sudah dicabut" in page
    assert "Tertukar" not in page


def test_an_unknown_certificate_gets_help(client, db):
    page = client.get(_page("check", uuid4()))
    assert page.status_code == 404
    assert "Pindai lagi kode QR" in page.text


def test_a_number_can_be_guessed_so_its_page_names_nobody(client, certificate):
    page = client.get(_page("check-number"), {"number": certificate.number.lower()})
    assert "terdaftar dan berlaku" in page.text
    assert "Sari" not in page.text
    unknown = client.get(_page("check-number"), {"number": "SU/2026/9999"})
    assert unknown.status_code == 404
    assert "tidak ada dalam daftar" in unknown.text


def test_taking_a_certificate_back_needs_a_reason(budi, certificate):
    page = _page("revoke", certificate.uid)
    assert budi.get(page).status_code == 200
    assert budi.post(page, {"because": ""}).status_code == 422
    certificate.refresh_from_db()
    assert certificate.revoked_on is None
    assert budi.post(page, {"because": "Tertukar"}).url == _page("certificate", certificate.uid)
    assert "Tertukar" in budi.get(_page("certificate", certificate.uid)).text


def test_a_certificate_is_issued_again_once_and_the_old_paper_counts_no_more(world, budi, certificate):
    page = _page("reissue", certificate.uid)
    assert budi.post(page, {"because": ""}).status_code == 422
    assert budi.post(page, {"because": "Ejaan nama diperbaiki"}).status_code == 302
    certificate.refresh_from_db()
    fresh = certificate.replaced_by
    assert certificate.revoked_on is not None
    assert fresh.number != certificate.number
    assert services.reissue(certificate, because="Lagi", by=world.budi) == fresh
    services.revoke(fresh, because="Tertukar", by=world.budi)
    assert budi.post(_page("reissue", fresh.uid), {"because": "Hilang"}).status_code == 422
    assert not [finding.offender for _proof, finding in proofs.run() if finding.offender]


@pytest.mark.parametrize("name", ["certificate", "certificate-pdf", "revoke", "reissue"])
def test_someone_from_elsewhere_finds_nothing_and_changes_nothing(world, client, certificate, name):
    client.force_login(world.joko)
    assert client.get(_page(name, certificate.uid)).status_code == 404
    assert client.post(_page(name, certificate.uid), {"because": "Iseng"}).status_code == 404
    certificate.refresh_from_db()
    assert certificate.revoked_on is None


def test_a_viewer_without_names_sees_workshop_names_and_no_paper(world, client, certificate):
    client.force_login(world.user("pantau"))
    page = client.get(_page("certificates"))
    assert "Sari Melati" not in page.text
    assert world.sari.member_code in page.text
    assert "Tidak ada" in client.get(_page("certificates"), {"q": "melati"}).text
    assert client.get(_page("certificate-pdf", certificate.uid)).status_code == 403


def test_numbers_cannot_be_tried_one_after_the_other(world, client, certificate):
    def ask(address="203.0.113.7"):
        return client.get(_page("check-number"), {"number": "SU/2026/9999"}, REMOTE_ADDR=address)

    assert {ask().status_code for _ in range(MOST_A_MINUTE)} == {404}
    refused = ask()
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert ask("203.0.113.8").status_code == 404
    assert Knock.objects.count() == 2
    assert not Knock.objects.filter(mark__contains="203").exists()
    with clock.fixed(clock.now() + timedelta(minutes=1)):
        assert ask().status_code == 404
    with clock.fixed(clock.now() + timedelta(hours=2)):
        assert ask("203.0.113.9").status_code == 404
    assert Knock.objects.count() == 1  # nobody's mark is kept longer than needed


def test_a_certificate_goes_along_with_its_holder_and_stays_his_old_units_to_take_back(world, client):
    (paper,) = given.certified(world, world.sari)
    client.force_login(world.joko)
    pages = {
        name: reverse(f"learning:{name}", args=[paper.uid]) for name in ("certificate", "certificate-pdf", "revoke")
    }
    assert {client.get(page).status_code for page in pages.values()} == {404}
    people.transfer_person(world.sari, world.programme.units["LPG"], on=TODAY, by=world.budi)
    assert {name: client.get(page).status_code for name, page in pages.items()} == {
        "certificate": 200, "certificate-pdf": 200, "revoke": 404,
    }  # fmt: skip
    assert ReadLog.objects.filter(person=world.sari.pk, by=world.joko.pk, page="learning:certificate-pdf").exists()
