"""What a person may ask of what is kept of him: a copy, a correction; and the register of what it is used for."""

from datetime import date

import pytest
from django.urls import reverse

from siap.core.models import FactRecord, ReadLog
from siap.people import services
from siap.people.models import Person


def corrected(world, **changes):
    told = {"name": "Sari Melati", "workshop_name": "Sari", "sex": "f", "born_on": date(1994, 5, 17), **changes}
    return services.correct_person(world.sari, **told, because="asked", by=world.budi)


def test_a_correction_says_which_field_and_never_what_stood_there(world):
    assert corrected(world, name="Sari Melati Putri").name == "Sari Melati Putri"
    text = FactRecord.objects.get(name="people.PersonCorrected").text
    assert '"fields":["name"]' in text
    assert "Melati" not in text


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({}, services.NothingToCorrect),
        ({"born_on": date(2015, 1, 1)}, services.TooYoung),
        ({"born_on": date(1890, 1, 1)}, services.BornImpossiblyLongAgo),
        ({"born_on": date(1986, 9, 30)}, services.AlreadyRegistered),
    ],
)
def test_what_is_no_correction_is_refused(world, changes, refusal):
    services.note_number(world.sari, "register", "B.I 103/2025", by=world.budi)  # Tono's, born another day
    with pytest.raises(refusal):
        corrected(world, **changes)
    assert not FactRecord.objects.filter(name="people.PersonCorrected").exists()


def test_the_page_corrects_and_keeps_what_was_typed(client, world):
    client.force_login(world.budi)
    page = reverse("people:correct", args=[world.sari.uid])
    sent = {"name": "Sari M.", "workshop_name": "Sari", "sex": "f", "born_on": "2020-01-01", "because": "slip"}
    answer = client.post(page, sent)
    assert answer.status_code == 422
    assert "Sari M." in answer.content.decode()
    assert client.post(page, sent | {"born_on": "1994-05-17"}).status_code == 302
    assert Person.objects.get(pk=world.sari.pk).name == "Sari M."


def test_the_copy_has_everything_of_him_and_nobody_else_and_its_reading_is_noted(client, world):
    client.force_login(world.budi)
    shown = client.get(reverse("insight:dossier", args=[world.sari.uid])).content.decode()
    assert "B.I 101/2025" in shown
    assert "Kartika" not in shown
    told = client.get(reverse("insight:dossier-file", args=[world.sari.uid])).json()
    assert told["person"] == world.sari.member_code
    assert told["chapters"][1] == {
        "title": "Nomor",
        "rows": [{"Jenis": "Nomor register", "Nomor": "B.I 101/2025", "Mulai": "1 Mar 2025", "Sampai": ""}],
    }
    assert ReadLog.objects.filter(person=world.sari.pk, page__startswith="insight:dossier").count() == 2


def test_the_register_names_the_time_to_keep_with_its_basis(client, world):
    client.force_login(world.manager)
    shown = client.get(reverse("people:processing")).content.decode()
    assert "10 tahun sesudah" in shown
    assert "UU 27/2022" in shown
