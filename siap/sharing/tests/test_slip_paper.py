"""The slip on paper: one A5 page whatever it says, in type that can be read, and what was paid so far stands on it."""

import re
import shutil
import subprocess
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from siap.business.models import Business
from siap.core import clock, proofs
from siap.core.ids import new_uid
from siap.people.models import Person
from siap.programme import queries as programme
from siap.programme.models import AgreementPaper, SharingTerms
from siap.sharing import queries, services
from siap.sharing.models import Part, Share, Slip
from siap.sharing.queries import paid
from siap.sharing.tests import given
from siap.ui import paper

MONTHS_IN_ONE = (202607, 202610)
LONGEST_NAME = "Muhammad Abdurrahman Wahid Al-Fatih Daeng Masserang Pabbicara"
SMALLEST = 12
"""Points; a slip is read by people who seldom read."""


def fullest(code: int) -> queries.Explained:
    """A slip with everything on it at once: months in arrears, a loss, other money, every part, weights by merit, an earlier
    share taken back, a ruling awaited, and more payments than are told."""
    terms = SharingTerms(regime="premium", base="profit", weights="merit", objection_days=14, usable_percent=25)
    share = Share(
        business=Business(name="Kelompok Usaha Keripik Kelor dan Bawang Goreng Khas Palu"), terms=terms,
        first_month=MONTHS_IN_ONE[0], last_month=MONTHS_IN_ONE[1], turnover=148_213_500, cost=65_907_250, expenses=12_480_775,
        other_income=1_250_000, carried_loss=-3_250_125, base=67_825_350, state=Share.State.APPROVED,
        prepared_at=clock.now(), decided_at=clock.now(), funded_on=date(2026, 11, 2),
    )  # fmt: skip
    kinds = {"members": 45, "capital": 25, "state": 15, "programme": 15}
    parts = {kind: Part(kind=kind, percent=of, amount=67_825_350 * of // 100) for kind, of in kinds.items()}
    slip = Slip(
        share=share, person=Person(member_code=f"LPP-{code:04}"), minutes=31_245, present=96, pieces=1_975, conduct=85,
        weight=16_116_000, amount=3_994_999 + code, usable=998_749,
    )  # fmt: skip
    gone = [(date(2026, 11, 2), 125_000, "lewat buku tabungan")] * 5
    told = paid.told(share, gone, 3_369_999)
    return queries.explain(slip, parts, 123_400_000, 14, LONGEST_NAME, date(2026, 11, 2), told)


@pytest.mark.skipif(shutil.which("pdftohtml") is None, reason="no pdftohtml on this machine (poppler-utils)")
def test_fourteen_full_slips_are_fourteen_pages_in_large_type(tmp_path):
    data = queries.on_paper([fullest(code) for code in range(14)], "1:" + "ab" * 8)
    (tmp_path / "slip.pdf").write_bytes(paper.compile("sharing/slip", data))
    drawn = subprocess.run(
        ["pdftohtml", "-xml", "-i", "-stdout", "slip.pdf"], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout
    pages = drawn.split("<page ")[1:]
    assert len(pages) == 14
    size = {key: int(points) for key, points in re.findall(r'<fontspec id="(\d+)" size="(\d+)"', drawn)}
    zoom = 1.5  # pdftohtml draws a point as one and a half
    for page in pages:
        words = {
            re.sub(r"<[^>]+>", "", text): size[font] / zoom
            for font, text in re.findall(r'<text [^>]*font="(\d+)"[^>]*>(.*?)</text>', page)
        }
        small = {text for text, points in words.items() if points < SMALLEST - 0.4}
        assert not [text for text in small if "Kepala rantai" not in text and not re.fullmatch(r"[\d./ rb]+", text)], (
            small
        )
        assert max(words.values()) > 2 * SMALLEST  # the sum
        for must in ("Cap jempol", "menunggu ketetapan PNBP", "lewat buku tabungan", "Rp375.000 sebelumnya", "Kanwil"):
            assert must in re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)), must


def test_the_slip_says_what_was_paid_by_which_way_and_on_which_day(client, world):
    payout = given.withdrawal(world, 5_000)
    share = Share.objects.get()
    client.force_login(world.budi)
    page = reverse("sharing:slip", args=[share.slips.get(person=world.sari).uid])
    before = client.get(page).text
    assert "belum ada yang dibayar" in before
    assert "Uangnya masih pada bendahara" not in before
    services.pay_out(services.approve_payout(payout, by=world.head), channel="card", evidence="E-Pas 17", by=world.budi)
    after = client.get(page)
    assert "Dibayar sejak lembar ini berlaku: Rp5.000 lewat kartu pada 2 Nov 2026." in after.text
    assert "Titipan Anda pada 2 Nov 2026: Rp16.429." in after.text
    assert after.context["sheets"][0].paid in after.context["sheets"][0].aloud
    others = client.get(reverse("sharing:slip", args=[share.slips.get(person=world.dewi).uid])).text
    assert "belum ada yang dibayar" in others
    assert "Rp5.000" not in others


def test_while_the_treasurer_has_the_money_the_slip_says_so(world):
    share = given.approved(world)
    told = queries.paid_in_words(share, [world.sari.pk])
    assert "Uangnya masih pada bendahara." in told[world.sari.pk]
    services.reverse_share(share, because="Jam keliru", by=world.head)
    assert queries.paid_in_words(Share.objects.get(), [world.sari.pk]) == {}


def test_who_was_moved_reads_where_his_money_went(world):
    share = given.shared_month(world)
    services.hand_over(world.tono, world.palu, world.programme.units["RTP"], on=clock.today())
    said = queries.paid_in_words(share, [world.tono.pk])[world.tono.pk]
    assert "Rp14.286 ikut pindah ke Rutan Palu pada 2 Nov 2026" in said
    assert said.endswith("Rp0.")


class TestRuling:
    WAITS = "menunggu ketetapan PNBP"

    def _file(self, client, world, **changes):
        told = {"uid": new_uid(), "kind": "ruling", "title": "Ketetapan KPPN Palu S-12/2026", "dated_on": "2026-11-02"}
        client.force_login(world.manager)
        page = reverse("programme:file-paper", args=[world.programme.agreement.uid])
        return client.post(page, {**told, **changes, "document": SimpleUploadedFile("s12.pdf", b"%PDF-1.7 S-12")})

    def test_once_it_is_filed_slips_shares_and_the_sheet_say_by_which(self, client, world):
        group = given.october(world)
        assert "Bagian modal: menunggu ketetapan PNBP." in queries.working(group, given.OCTOBER, given.OCTOBER).warnings
        share = services.approve_share(given.prepared(world, group), by=world.head)
        slip = share.slips.get(person=world.sari)
        pages = [
            reverse("sharing:share", args=[share.uid]), reverse("sharing:slip", args=[slip.uid]),
            reverse("sharing:business", args=[group.uid]),
            reverse("programme:agreement", args=[world.programme.agreement.uid]),
        ]  # fmt: skip
        client.force_login(world.budi)
        assert [page for page in pages if "ketetapan PNBP" not in client.get(page).text] == []
        assert self._file(client, world, dated_on="2026-11-03").status_code == 422  # nobody ruled tomorrow
        assert self._file(client, world).status_code == 302
        client.force_login(world.budi)
        told = {page: client.get(page).text for page in pages}
        assert [page for page, text in told.items() if self.WAITS in text] == []
        assert [page for page in pages if "Ketetapan KPPN Palu S-12/2026" not in told[page]] == [pages[1]]
        assert "(menurut ketetapan 2 Nov 2026)" in told[pages[1]]
        client.force_login(world.head)
        assert (
            "menurut Ketetapan KPPN Palu S-12/2026" in client.get(reverse("cashbook:unit", args=[world.palu.uid])).text
        )
        assert [finding.offender for _proof, finding in proofs.run() if finding.offender] == []

    def test_a_report_goes_on_saying_what_held_when_it_was_issued(self, client, world):
        """Read as on the day before it was filed: by no ruling yet, though it is dated that day."""
        self._file(client, world, dated_on="2026-11-01")
        units = [world.palu.pk]
        assert programme.ruled_for(units, date(2026, 11, 1)) == [self.WAITS]
        assert programme.ruled_for(units) == ["menurut Ketetapan KPPN Palu S-12/2026, 1 Nov 2026"]

    def test_a_letter_does_not_become_a_ruling_by_a_stroke(self, client, world):
        self._file(client, world, kind="letter")
        AgreementPaper.objects.update(kind="ruling")
        assert any("not the ruling that was filed" in finding.offender for _proof, finding in proofs.run())


class TestChecking:
    """An auditor with a slip in his hand."""

    def test_from_its_number_to_every_figure_and_the_sheets_behind_it(self, client, world):
        share = given.approved(world)
        slip = share.slips.get(person=world.dewi)
        client.force_login(world.user("auditor"))
        home = reverse("sharing:home")
        page = client.get(home, {"slip": f" {slip.number[:4].lower()} {slip.number[4:]}"}, follow=True)
        assert page.redirect_chain[0][0] == reverse("sharing:slip", args=[slip.uid])
        assert f"slip {slip.number}" in page.text
        for said in (
            "50 % dari Rp100.001 = 50.000,5, dibulatkan ke atas menjadi Rp50.001",
            "Rp50.001 × 1.200 ÷ 4.200 menit = Rp14.286.",
            "25 % dari Rp14.286, dibulatkan ke bawah = Rp3.571",
            "berlaku sejak 6 Nov 2025",
        ):
            assert said in page.text, said
        sheets = page.context["checked"].sheets
        assert sum(one.minutes for one in sheets) == slip.minutes == 1_200
        for one in sheets:
            assert client.get(reverse("business:sheet", args=[one.sheet.uid])).status_code == 200
        assert reverse("insight:sales-behind", args=[share.uid]) in page.text
        assert "tidak ada slip bernomor 00000000" in client.get(home, {"slip": "00000000"}).text.lower()

    @pytest.mark.parametrize("username", ["joko", "rina", "pantau"])
    def test_a_number_opens_nothing_for_strangers(self, client, world, username):
        slip = given.approved(world).slips.first()
        client.force_login(world.user(username))
        answer = client.get(reverse("sharing:home"), {"slip": slip.number})
        assert answer.status_code in {200, 403}
