"""What stands on a report's sheet and in its table. A report is an Indonesian document, whatever the screen speaks."""

import io
from collections.abc import Sequence

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext as _

from siap.core import clock
from siap.core.money import rupiah
from siap.insight import rules
from siap.insight.models import Report
from siap.ledger.rules import first_day
from siap.people.models import Office, Unit
from siap.programme import queries as programme
from siap.ui import words

ON_ONE_LINE = ("participants", "certified", "working", "groups", "turnover", "result", "shared", "deposited", "due")
"""The figures that stand side by side for every unit on the office's own report."""
_ROMAN = ("I", "II", "III", "IV")
_MINISTRY = ("KEMENTERIAN IMIGRASI DAN PEMASYARAKATAN", "DIREKTORAT JENDERAL PEMASYARAKATAN")


def period_name(period: rules.Period) -> str:
    """A period as people say it: Oktober 2026, Triwulan IV 2026, Tahun 2026."""
    if period.span == rules.YEAR:
        return _("Tahun %(year)s") % {"year": period.year}
    if period.span == rules.QUARTER:
        return _("Triwulan %(quarter)s %(year)s") % {
            "quarter": _ROMAN[period.month % 100 // 3 - 1],
            "year": period.year,
        }
    return words.month(first_day(period.month))


def written(value: int | None, unit: str) -> str:
    """A figure by what it is counted in: exact rupiah, a percentage, or a plain number; a dash for what was not counted."""
    if value is None:
        return "–"
    if unit == "rupiah":
        return rupiah(value)
    return words.percent(value) if unit == "percent" else words.number(value)


def previous_report(report: Report) -> Report | None:
    """The report of the same unit and period that was issued before this one."""
    rows = Report.objects.filter(unit=report.unit_id, month=report.month, span=report.span)
    if report.pk:
        rows = rows.filter(pk__lt=report.pk)
    before: Report | None = rows.order_by("-pk").first()
    return before


def sheet(report: Report, before: Report | None) -> dict[str, object]:
    """The data of the printed sheet `insight/report`: letterhead, figures, units, what changed, who signs."""
    with translation.override("id"):
        office = Office.objects.get(pk=1)
        unit: Unit | None = report.unit
        name = period_name(report.period)
        return {
            "lang": "id",
            "title": f"Laporan {rules.SPANS[report.span]} Program Kewirausahaan",
            "letterhead": [*_MINISTRY, office.name.upper(), *([unit.name.upper()] if unit else [])],
            "facts": [
                ["Nomor", report.number],
                ["Masa", name],
                ["Untuk", unit.name if unit else f"{office.name} dan semua UPT"],
                ["Terbit", words.day(report.issued_on)],
                *(["Bagian modal", said] for said in programme.ruled_for(_units(report), report.issued_on)),
            ],
            "foot": f"{report.number}. Sidik angka {report.digest}. Kepala rantai {report.head}",
            "heads": ["Angka", "Nilai", "Yang dihitung"],
            "sections": [
                {"title": str(heading), "rows": [_row(one) for one in figures]}
                for heading, figures in rules.told(report.figures)
                if figures
            ],
            "units": _side_by_side(report.units),
            "changes": _changed(report, before),
            "place": f"{unit.place if unit else office.place}, {_signing_day(report)}",
            "prepared": ["Yang menyusun,", report.issued_by.name],
            "signed": [f"Kepala {unit.name if unit else office.name},", (unit or office).head],
        }


def _units(report: Report) -> list[int]:
    return [report.unit_id] if report.unit_id else list(Unit.objects.values_list("pk", flat=True))


def _signing_day(report: Report) -> str:
    return f"{report.issued_on.day} {words.month(report.issued_on)}"


def _row(one: rules.Told) -> list[str]:
    return [str(one.figure.label), written(one.value, one.figure.unit), str(one.figure.meaning)]


def _side_by_side(units: Sequence[Sequence[object]]) -> dict[str, object] | None:
    if not units:
        return None
    shown = [rules.FIGURES[key] for key in ON_ONE_LINE]
    rows = [
        [str(name), *(written(figures.get(one.key), one.unit) for one in shown)]  # type: ignore[attr-defined]
        for _code, name, figures in units
    ]
    return {
        "title": "Tiap UPT",
        "heads": ["UPT", *(str(one.label) for one in shown)],
        "rows": rows,
        "widths": [2, *(1.9 if one.unit == "rupiah" else 1.1 for one in shown)],
    }


def _changed(report: Report, before: Report | None) -> dict[str, object] | None:
    if before is None:
        return None
    rows = [
        [str(one.figure.label), written(one.before, one.figure.unit), written(one.after, one.figure.unit)]
        for one in rules.changes(before.figures, report.figures)
    ]
    return {
        "title": f"Yang berubah dari {before.number}",
        "heads": ["Angka", "Dulu", "Sekarang"],
        "rows": rows,
    }


def table(report: Report) -> bytes:
    """The same figures as a workbook: one page of figures with their definitions, for the office one more of its units.
    Made of what was frozen and of nothing else, so that it too is the same every time."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with translation.override("id"), xlsxwriter.Workbook(out, options) as book:
        issued = clock.at(report.issued_on).replace(tzinfo=None)  # a workbook knows no zones
        book.set_properties({"title": report.number, "created": issued})
        strong, amount = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "#,##0"})
        page = book.add_worksheet("Angka")
        page.set_column(0, 0, 30)
        page.set_column(1, 2, 18)
        page.set_column(3, 3, 80)
        page.write_row(0, 0, [report.number, period_name(report.period)], strong)
        page.write_row(2, 0, ["Angka", "Nilai", "Satuan", "Yang dihitung"], strong)
        units = {"rupiah": "rupiah", "people": "orang", "count": "buah", "percent": "%"}
        rows = [one for _heading, figures in rules.told(report.figures) for one in figures]
        for at, one in enumerate(rows, start=3):
            page.write_string(at, 0, str(one.figure.label))
            page.write_number(at, 1, one.value, amount)
            page.write_row(at, 2, [units[one.figure.unit], str(one.figure.meaning)])
        page.write_row(len(rows) + 4, 0, ["Sidik angka", report.digest])
        page.write_row(len(rows) + 5, 0, ["Kepala rantai", report.head])
        page.freeze_panes(3, 1)
        if report.units:
            page = book.add_worksheet("Tiap UPT")
            page.set_column(0, 0, 30)
            page.set_column(1, len(rules.FIGURES), 16)
            page.write_row(0, 0, ["UPT", *(str(one.label) for one in rules.FIGURES.values())], strong)
            for at, (_code, name, figures) in enumerate(report.units, start=1):
                page.write_string(at, 0, name)
                for column, key in enumerate(rules.FIGURES, start=1):
                    if key in figures:
                        page.write_number(at, column, figures[key], amount)
            page.freeze_panes(1, 1)
    return out.getvalue()
