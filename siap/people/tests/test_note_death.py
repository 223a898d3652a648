"""A death is written down once, with the paper; place, roles and everything public end with it."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from siap.core import proofs
from siap.core.models import FactRecord
from siap.people import queries, services
from siap.people.models import Person, Placement, Role
from tests.world import TODAY

PAPER = b"%PDF-1.7 surat keterangan kematian"


def die(world, person, on=TODAY, certificate=PAPER, by=None):
    return services.note_death(person, on=on, certificate=certificate, by=by or world.head)


def test_the_place_ends_that_day_and_the_paper_is_kept(world):
    died = die(world, world.sari)
    assert (died.died_on, died.death_certificate.kind) == (TODAY, "death")
    assert queries.current_placement(world.sari) is None
    place = Placement.objects.get(person=world.sari)
    assert (place.until_on, place.ended_by) == (TODAY, "death")
    assert [f.offender for one, f in proofs.run() if f.offender] == []


def test_twice_is_once_and_another_day_is_refused(world):
    die(world, world.sari)
    die(world, world.sari)
    assert FactRecord.objects.filter(name="people.PersonDied").count() == 1
    with pytest.raises(services.AlreadyDead):
        die(world, world.sari, on=TODAY - timedelta(1))


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"certificate": b""}, services.CertificateMissing),
        ({"on": TODAY + timedelta(1)}, services.DatesOutOfOrder),
        ({"on": date(2025, 2, 28)}, services.DatesOutOfOrder),
    ],
)
def test_no_paper_or_an_impossible_day_changes_nothing(world, said, refusal):
    with pytest.raises(refusal):
        die(world, world.sari, **said)
    assert queries.current_placement(world.sari) is not None
    assert not FactRecord.objects.filter(name="people.PersonDied").exists()


def test_only_the_unit_where_he_was_writes_it_down(world):
    with pytest.raises(services.NotInYourCare):
        die(world, world.sari, by=world.joko)
    assert Person.objects.get(pk=world.sari.pk).died_on is None


def test_an_officer_s_roles_end(world):
    budi = world.budi
    die(world, budi.person)
    assert Role.objects.get(user=budi).until_on == TODAY


def test_nothing_of_him_stays_public(world):
    services.give_consent(world.sari, "story", text_version="2026-1", by=world.budi)
    die(world, world.sari)
    assert not queries.has_consent(world.sari, "story")


def test_who_left_before_can_have_died_since(world):
    services.release_person(world.sari, "free", on=TODAY - timedelta(3), by=world.head)
    with pytest.raises(services.DatesOutOfOrder):
        die(world, world.sari, on=TODAY - timedelta(4))
    assert die(world, world.sari).died_on == TODAY


class TestPage:
    def post(self, client, world, **sent):
        paper = SimpleUploadedFile("surat.pdf", PAPER, "application/pdf")
        return client.post(
            reverse("people:died", args=[world.sari.uid]), {"on": "02/11/2026", "certificate": paper, **sent}
        )

    def test_it_says_beforehand_what_follows_and_writes_it_down(self, world, client):
        client.force_login(world.head)
        page = client.get(reverse("people:died", args=[world.sari.uid]))
        assert "ahli waris" in page.text
        answer = self.post(client, world)
        assert answer.headers["Location"] == reverse("sharing:leaving", args=[world.sari.uid])
        assert "meninggal" in client.get(reverse("people:person", args=[world.sari.uid])).text
        paper = client.get(reverse("people:certificate", args=[world.sari.uid]))
        assert b"".join(paper.streaming_content) == PAPER

    def test_without_a_paper_it_says_so_and_nothing_happens(self, world, client):
        client.force_login(world.budi)
        answer = self.post(client, world, certificate="")
        assert answer.status_code == 422
        assert "Lampirkan" in answer.text
        assert queries.current_placement(world.sari) is not None
