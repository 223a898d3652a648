"""An activity serves items of national frameworks; the report tells which, on screen, on paper and as a workbook."""

from datetime import date

import pytest
from django.urls import reverse

from siap.business import services as business
from siap.business.tests import given as given_business
from siap.core.ids import new_uid
from siap.core.models import FactRecord
from siap.programme import services as programme
from siap.programme.models import Framework
from siap.rollout import queries, services
from siap.rollout.models import Contribution
from tests.world import TODAY


@pytest.fixture
def visit(world):
    return business.make_visit(new_uid(), given_business.group(world), visited_on=TODAY, found="Rapi", by=world.rina)


def test_confirmed_items_are_entered_once_and_the_office_adds_the_rest(client, world):
    assert Framework.objects.filter(code="asta-cita").count() == 8
    assert programme.load_frameworks(by=None) == []
    client.force_login(world.manager)
    page = reverse("rollout:frameworks")
    for _twice in range(2):
        assert client.post(page, {"code": "aksi", "item": "Ketahanan pangan"}).status_code == 302
    assert Framework.objects.filter(code="aksi", version="2026").count() == 1
    client.force_login(world.budi)
    client.post(page, {"code": "aksi", "item": "Lain"})
    assert Framework.objects.filter(code="aksi").count() == 1


def test_an_activity_serves_several_items_and_only_those_last_said(client, world, visit):
    third, sixth = (Framework.objects.get(item__startswith=f"{n}.") for n in (3, 6))
    client.force_login(world.rina)
    page = reverse("rollout:tag", args=["visit", visit.uid])
    for chosen in ([third.pk, sixth.pk], [third.pk, sixth.pk], [sixth.pk]):
        assert client.post(page, {"frameworks": chosen}).status_code == 302
    assert [one.framework for one in Contribution.objects.all()] == [sixth]
    assert FactRecord.objects.filter(name="rollout.ActivityTagged").count() == 2
    served = {row.framework: row for row in queries.served(world.budi, TODAY.year)}
    assert served[sixth].activities[0].on == TODAY
    assert not any(row.activities for row in queries.served(world.joko, TODAY.year))
    assert not any(row.activities for row in queries.served(world.budi, TODAY.year - 1))
    shown = client.get(reverse("rollout:frameworks")).content.decode()
    assert visit.business.name in shown
    assert client.get(reverse("rollout:frameworks-paper")).content.startswith(b"%PDF")
    assert client.get(reverse("rollout:frameworks-table")).content.startswith(b"PK")


def test_someone_from_elsewhere_tags_nothing(client, world, visit):
    client.force_login(world.joko)
    for kind, uid in (("visit", visit.uid), ("prison", visit.uid), ("batch", new_uid())):
        assert client.post(reverse("rollout:tag", args=[kind, uid]), {"frameworks": []}).status_code == 404
    ahead = business.plan_visit(new_uid(), visit.business, on=date(2026, 12, 1), agenda="Stok", by=world.rina)
    client.force_login(world.rina)
    assert client.get(reverse("rollout:tag", args=["visit", ahead.uid])).status_code == 404
    services.tag_activity("visit", visit.pk, [], by=world.rina)
    assert not Contribution.objects.exists()
