"""An agreement is completed and renewed, its papers are filed, units join later, its parts are followed."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from siap.core.ids import new_uid
from siap.core.models import FactRecord
from siap.programme import services
from siap.programme.models import AgreementPaper
from tests.world import TODAY


def _completed(world, **changes):
    given = {"number": "PKS-1", "until_on": date(2027, 11, 6), "regime": "wage", "basis": "Surat Kanwil 12/2026"}
    return services.complete_agreement(world.programme.agreement, **{**given, **changes}, by=world.manager)


def test_said_twice_changes_nothing_and_a_regime_has_its_basis(world):
    _completed(world)
    facts = FactRecord.objects.count()
    _completed(world)
    assert FactRecord.objects.count() == facts
    with pytest.raises(services.BasisMissing):
        _completed(world, regime="premium", basis=" ")
    with pytest.raises(services.UntilBeforeSigning):
        _completed(world, until_on=date(2025, 11, 6))


def test_a_paper_is_filed_once_and_read_only_where_its_agreement_is(client, world):
    page = reverse("programme:file-paper", args=[world.programme.agreement.uid])
    client.force_login(world.manager)
    bad = {"uid": new_uid(), "kind": "annex", "title": "Lampiran", "dated_on": "2026-11-02"}
    for content, status in ((b"MZ program", 422), (b"%PDF-1.7 lampiran", 302), (b"%PDF-1.7 lampiran", 302)):
        sent = {**bad, "document": SimpleUploadedFile("berkas.pdf", content)}
        assert client.post(page, sent).status_code == status
    paper = AgreementPaper.objects.get()
    assert b"".join(client.get(reverse("programme:paper", args=[paper.uid])).streaming_content).startswith(b"%PDF")
    client.force_login(world.budi)
    assert client.post(page, bad).status_code == 403
    assert client.get(reverse("programme:paper", args=[paper.uid])).status_code == 200


def test_a_unit_joins_once_after_the_signing(world):
    agreement, unit = world.programme.agreement, world.palu
    with pytest.raises(services.AlreadyTakesPart):
        services.take_part(agreement, unit, on=TODAY, by=world.manager)
    agreement.memberships.filter(unit=unit).delete()
    with pytest.raises(services.JoinedBeforeSigning):
        services.take_part(agreement, unit, on=date(2025, 1, 1), by=world.manager)
    joined = services.take_part(agreement, unit, on=TODAY, by=world.manager)
    assert services.take_part(agreement, unit, on=TODAY, by=world.manager) == joined


def test_a_part_is_counted_or_told(client, world):
    agreement = world.programme.agreement
    first, second, _third = agreement.scope.all()
    with pytest.raises(services.GoalMissing):
        services.follow_scope(first, measure="groups", goal=None, percent=None, due_on=None, by=world.manager)
    services.follow_scope(first, measure="groups", goal=4, percent=90, due_on=date(2026, 11, 1), by=world.manager)
    services.follow_scope(second, measure="", goal=None, percent=40, due_on=None, by=world.manager)
    client.force_login(world.manager)
    shown = client.get(reverse("rollout:agreement", args=[agreement.uid])).content.decode()
    assert "Kelompok usaha terbentuk: 0 dari 4" in shown
    assert "terlambat sejak 1 Nov 2026" in shown
    assert "<b>40 %</b>" in shown
    assert "ukurannya belum ditetapkan" in shown
