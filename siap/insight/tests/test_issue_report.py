"""A report is frozen when it is issued."""

from datetime import date
from io import BytesIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.urls import reverse
from python_calamine import CalamineWorkbook

from siap.core import chain, clock
from siap.core.models import FactRecord
from siap.insight import queries, rules, services
from siap.insight.models import Report
from siap.people import services as people
from siap.people.models import Unit
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


def test_a_sheet_printed_again_is_the_same_to_the_last_byte(client, shared):
    report = services.issue_report(shared.palu, 202610, by=shared.head)
    client.force_login(shared.head)
    pages = [reverse(f"insight:report-{kind}", args=[report.uid]) for kind in ("paper", "table")]
    first = [client.get(page).content for page in pages]
    people.release_person(shared.tono, "free", on=date(2026, 11, 2), by=shared.budi)
    client.logout()
    with clock.fixed(clock.at(date(2027, 3, 1))):
        client.force_login(shared.head)
        assert [client.get(page).content for page in pages] == first
    assert first[0].startswith(b"%PDF")
    book = CalamineWorkbook.from_filelike(BytesIO(first[1]))
    assert ["Terjual", 400_000, "rupiah"] in [row[:3] for row in book.get_sheet_by_name("Angka").to_python()]


def test_the_sheet_has_letterhead_number_signature_and_the_digest_of_its_figures(shared):
    report = services.issue_report(shared.palu, 202610, by=shared.head)
    told = queries.sheet(report, None)
    assert told["letterhead"][-1] == shared.palu.name.upper()
    assert ["Nomor", report.number] in told["facts"]
    assert report.digest in told["foot"]
    assert report.head in told["foot"]
    assert FactRecord.objects.get(name="insight.ReportIssued").text.count(report.digest) == 1
    assert told["signed"] == [f"Kepala {shared.palu.name},", shared.palu.head]


def test_the_office_reports_each_of_its_units_and_they_add_up(shared):
    report = services.issue_report(None, 202610, by=shared.manager)
    assert [code for code, _name, _figures in report.units] == [one.code for one in Unit.objects.order_by("pk")]
    for key in rules.FLOWS:
        assert report.figures[key] == sum(figures[key] for _code, _name, figures in report.units), key


def test_a_report_issued_again_says_what_changed(client, shared):
    first = services.issue_report(shared.palu, 202610, by=shared.head)
    rollout.set_target(shared.palu, 2026, "state_revenue", 5_000, by=shared.manager)
    second = services.issue_report(shared.palu, 202610, by=shared.head)
    assert queries.sheet(second, first)["changes"]["rows"] == [["Target PNBP tahun ini", "Rp0", "Rp5.000"]]
    client.force_login(shared.head)
    page = client.get(reverse("insight:report", args=[second.uid])).content.decode()
    assert f"Laporan ini menggantikan {first.number}" in page
    assert "Yang berubah" not in client.get(reverse("insight:report", args=[first.uid])).content.decode()


def test_a_quarter_is_reported_once_it_is_over(shared):
    with pytest.raises(services.MonthNotOver, match="Triwulan IV 2026"):
        services.issue_report(shared.palu, 202612, span="quarter", by=shared.head)
    with clock.fixed(clock.at(date(2027, 1, 4))):
        report = services.issue_report(shared.palu, 202612, span="quarter", by=shared.head)
        year = services.issue_report(shared.palu, 202612, span="year", by=shared.head)
        month = services.issue_report(shared.palu, 202612, by=shared.head)
    assert [one.number for one in (report, year, month)] == [
        "LAP/LPP/2026-T4/1", "LAP/LPP/2026/1", "LAP/LPP/2026-12/1",
    ]  # fmt: skip
    assert (report.figures["turnover"], year.figures["turnover"], month.figures["turnover"]) == (400_000, 400_000, 0)
    assert report.figures["working"] == 3


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


def test_a_timer_issues_what_is_due_once_and_never_anew(shared, capsys):
    units = Unit.objects.count()
    with clock.fixed(clock.at(date(2027, 1, 3))):
        call_command("reports", by="kanwil")
        issued = Report.objects.count()
        assert issued == 3 * (units + 1)  # December, the fourth quarter, the year
        assert "LAP/KANWIL/2026-12/1" in capsys.readouterr().out
        call_command("reports", by="kanwil")
        assert capsys.readouterr().out == "Nothing is due.\n"
    with clock.fixed(clock.at(date(2027, 2, 3))):
        call_command("reports", by="kalapas")
        assert capsys.readouterr().out.split() == ["LAP/LPP/2027-01/1"]  # of his own unit
    with pytest.raises(CommandError, match="tidak berwenang"):
        call_command("reports", by="rina")
    with pytest.raises(CommandError, match="no user"):
        call_command("reports", by="nobody")
