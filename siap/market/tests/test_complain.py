"""Who scanned a jar says what is wrong with it; officers see it on its lot, and answer."""

import pytest
from django.urls import reverse

from siap.core.ids import new_uid
from siap.core.proofs import run
from siap.ledger.services import ReasonMissing
from siap.market import services
from siap.market.models import Complaint
from siap.market.services import complaining
from siap.market.services.refusals import EnoughComplaints
from siap.workshop.models import Lot

SAID = {"kind": "spoilt", "words": "Baunya tengik", "phone": "0812 3456 7890"}


@pytest.fixture
def lot(onion):
    return Lot.objects.get(product=onion)


def complain(lot, uid=None):
    return services.complain(uid or new_uid(), lot, kind="spoilt", words="Baunya tengik", phone="081234567890")


def test_a_stranger_complains_from_the_page_of_his_jar_once_however_often_he_sends(client, lot):
    page = reverse("shop:complain", args=[lot.uid])
    assert page in client.get(reverse("workshop:jar", args=[lot.uid])).content.decode()
    uid = str(new_uid())
    for _again in range(2):
        assert client.post(page, SAID | {"uid": uid}).url == reverse("workshop:jar", args=[lot.uid])
    assert Complaint.objects.get().number in client.get(reverse("workshop:jar", args=[lot.uid])).content.decode()


@pytest.mark.parametrize("wrong", [{"kind": "x"}, {"words": " "}, {"phone": "x"}])
def test_nonsense_is_told_beside_its_field_and_nothing_is_written(client, lot, wrong):
    answer = client.post(reverse("shop:complain", args=[lot.uid]), SAID | {"uid": str(new_uid())} | wrong)
    assert answer.status_code == 422
    assert not Complaint.objects.exists()


def test_an_answer_erases_the_number_and_is_proved(client, world, lot):
    complaint = complain(lot)
    client.force_login(world.budi)
    there = reverse("market:complaint", args=[complaint.uid])
    assert "081234567890" in client.get(there).content.decode()
    assert "Satu keluhan pembeli" in client.get(reverse("market:start-recall", args=[lot.uid])).content.decode()
    answer = reverse("market:answer-complaint", args=[complaint.uid])
    assert client.post(answer, {"because": ""}).status_code == 422
    client.post(answer, {"because": "Kemasan bocor; lotnya diperiksa"})
    complaint.refresh_from_db()
    assert (complaint.phone, complaint.answered_by) == ("", world.budi)
    assert "Kemasan bocor" in client.get(there).content.decode()
    assert not {one.key: found.offender for one, found in run() if found.offender}


def test_an_answer_without_words_is_none(world, lot):
    with pytest.raises(ReasonMissing):
        services.answer_complaint(complain(lot), " ", by=world.budi)


def test_nobody_fills_the_house_with_complaints(lot, monkeypatch):
    monkeypatch.setattr(complaining, "MOST_WAITING", 1)
    complain(lot)
    with pytest.raises(EnoughComplaints):
        complain(lot)


def test_joko_sees_none_of_palu(client, world, lot):
    complaint = complain(lot)
    client.force_login(world.joko)
    assert client.get(reverse("market:complaint", args=[complaint.uid])).status_code == 404
    assert complaint.number not in client.get(reverse("market:complaints")).content.decode()
