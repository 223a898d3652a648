"""A report is frozen when it is issued."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from siap.core import chain
from siap.core.models import FactRecord
from siap.insight import services
from siap.insight.models import Report
from siap.rollout import services as rollout
from siap.sharing.tests import given as sharing


@pytest.fixture
def shared(world):
    sharing.shared_month(world)
    return world


def test_a_report_carries_its_figures_and_the_head_of_the_chain(shared):
    head = chain.printed_head()
    report = services.issue_report(shared.palu, 202610, by=shared.head)
    assert (report.number, report.head) == ("LAP/LPP/2026-10/1", head)
    assert report.figures["turnover"] == 400_000
    assert FactRecord.objects.filter(name="insight.ReportIssued").count() == 1


def test_issuing_again_gives_the_same_report_while_nothing_changed(shared):
    first = services.issue_report(None, 202610, by=shared.manager)
    assert services.issue_report(None, 202610, by=shared.manager) == first
    rollout.set_target(shared.palu, 2026, "state_revenue", 5_000, by=shared.manager)
    second = services.issue_report(None, 202610, by=shared.manager)
    assert second.number == "LAP/KANWIL/2026-10/2"
    assert Report.objects.get(pk=first.pk).figures["target_year"] == 0


def test_a_month_that_is_not_over_is_not_reported(world):
    with pytest.raises(services.MonthNotOver, match="November 2026"):
        services.issue_report(None, 202611, by=world.manager)
    assert not Report.objects.exists()


def test_an_issued_report_cannot_be_changed(shared):
    report = services.issue_report(None, 202610, by=shared.manager)
    with pytest.raises(DatabaseError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(month=202609)


def test_the_head_issues_prints_and_finds_his_report(client, shared):
    client.force_login(shared.head)
    page = reverse("insight:unit", args=[shared.palu.uid])
    assert "Terbitkan laporan" in client.get(f"{page}?bulan=2026-10").content.decode()
    answer = client.post(reverse("insight:issue-unit", args=[shared.palu.uid]), {"bulan": "2026-10"})
    report = Report.objects.get()
    assert answer.url == reverse("insight:report", args=[report.uid])
    shown = client.get(answer.url).content.decode()
    assert "Rp400.000" in shown
    assert report.head in shown
    paper = client.get(reverse("insight:report-paper", args=[report.uid]))
    assert paper.content.startswith(b"%PDF")
    assert report.number in client.get(reverse("insight:reports")).content.decode()


def test_an_unfinished_month_offers_no_report_and_refuses_one(client, world):
    client.force_login(world.manager)
    assert "Terbitkan laporan" not in client.get(reverse("insight:dashboard")).content.decode()
    answer = client.post(reverse("insight:issue"), {"bulan": "2026-11"}, follow=True)
    assert "belum lewat" in answer.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize("name", ["unit", "issue-unit"])
def test_joko_finds_nothing_of_palu(client, world, name):
    client.force_login(world.joko)
    page = reverse(f"insight:{name}", args=[world.palu.uid])
    assert client.get(page).status_code in {404, 405}
    assert client.post(page, {"bulan": "2026-10"}).status_code in {403, 405}
    assert not Report.objects.exists()


@pytest.mark.parametrize("name", ["report", "report-paper"])
def test_joko_finds_no_report_of_palu(client, shared, name):
    report = services.issue_report(shared.palu, 202610, by=shared.head)
    client.force_login(shared.joko)
    assert client.get(reverse(f"insight:{name}", args=[report.uid])).status_code == 404
    assert report.number not in client.get(reverse("insight:reports")).content.decode()


def test_who_works_in_one_unit_comes_from_the_dashboard_to_it(client, world):
    client.force_login(world.budi)
    assert client.get(reverse("insight:dashboard")).url == reverse("insight:unit", args=[world.palu.uid])


def test_the_dashboard_keeps_to_its_queries(client, shared, django_assert_max_num_queries):
    client.force_login(shared.manager)
    with django_assert_max_num_queries(30):
        shown = client.get(reverse("insight:dashboard")).content.decode()
    assert "Oktober 2026: terjual Rp400 rb." in shown


@pytest.mark.parametrize("month", ["2027-01", "nonsense", "2026-13", ""])
def test_a_month_that_cannot_be_gives_the_last_busy_one(client, shared, month):
    client.force_login(shared.manager)
    shown = client.get(reverse("insight:dashboard"), {"bulan": month}).content.decode()
    assert "Oktober 2026" in shown
