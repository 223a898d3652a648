"""National frameworks: what serves them, on screen, on paper and as a workbook; and tagging an activity."""

import io
from uuid import UUID

import xlsxwriter
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from siap.core import clock
from siap.people.access import Request, needs
from siap.programme import services as programme
from siap.programme.models import Framework
from siap.rollout import queries, services
from siap.rollout.forms import FrameworkForm, TagForm
from siap.ui import paper, words
from siap.ui.pages import attempt, pdf, show

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _year(request: Request) -> int:
    asked = request.GET.get("tahun", "")
    now = clock.today().year
    return int(asked) if asked.isdecimal() and now - 10 <= int(asked) <= now + 1 else now


@needs("report.see")
def frameworks(request: Request) -> HttpResponse:
    """Which activity of a year serves which item; the Kanwil adds items that it has on paper."""
    year, may_write = _year(request), request.user.can("agreement.write")
    form = FrameworkForm(request.POST if may_write and request.method == "POST" else None)
    if form.is_valid():
        told = form.cleaned_data
        if attempt(form, lambda: programme.add_framework_item(told["code"], told["item"], by=request.user)):
            messages.success(request, _("Butir kerangka ditambahkan."))
            return redirect("rollout:frameworks")
    rows = queries.served(request.user, year)
    return show(
        request, "rollout/frameworks.html", form, rows=rows, year=year, before=year - 1, after=year + 1,
        is_now=year >= clock.today().year, may_write=may_write, tagged=sum(bool(row.activities) for row in rows),
    )  # fmt: skip


@require_POST
@needs("agreement.write")
def load_frameworks(request: Request) -> HttpResponse:
    """Enter the confirmed items."""
    made = programme.load_frameworks(by=request.user)
    messages.success(request, _("%(n)s butir kerangka dimuat.") % {"n": len(made)})
    return redirect("rollout:frameworks")


@require_safe
@needs("report.see")
def frameworks_paper(request: Request) -> HttpResponse:
    """The same on paper."""
    year = _year(request)
    rows = [
        [row.framework.title, row.framework.item, *(words.number(n) for _label, n in row.counts)]
        for row in queries.served(request.user, year)
    ]
    sheet = {
        "title": _("Kegiatan menurut kerangka nasional %(year)s") % {"year": year},
        "under": _("Satu kegiatan dapat mendukung beberapa butir."),
        "facts": [],
        "heads": [_("Kerangka"), _("Butir"), *(str(label) for label in queries.KINDS.values())],
        "rows": rows,
        "right": [2, 3, 4, 5],
        "total": None,
        "foot": words.day(clock.today()),
    }
    return pdf(paper.compile("ui/list", sheet), f"kerangka-{year}.pdf")


@require_safe
@needs("report.see")
def frameworks_table(request: Request) -> HttpResponse:
    """Every activity with every item it serves, as a workbook."""
    year, out = _year(request), io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as workbook:
        page, strong = workbook.add_worksheet(str(year)), workbook.add_format({"bold": True})
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        page.write_row(
            0, 0, [_("Kerangka"), _("Versi"), _("Butir"), _("Jenis"), _("Kegiatan"), _("UPT"), _("Tanggal")], strong
        )
        lines = [(row.framework, one) for row in queries.served(request.user, year) for one in row.activities]
        for at, (framework, one) in enumerate(lines, start=1):
            told = [
                framework.title,
                framework.version,
                framework.item,
                str(queries.KINDS[one.kind]),
                one.what,
                one.unit,
            ]
            page.write_row(at, 0, told)
            page.write_datetime(at, len(told), clock.at(one.on).replace(tzinfo=None), day)
        page.set_column(0, 5, 26)
        page.freeze_panes(1, 0)
    response = HttpResponse(out.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"kerangka-{year}.xlsx") or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


@needs("activity.tag")
def tag(request: Request, kind: str, uid: UUID) -> HttpResponse:
    """Say which items an activity serves."""
    found = queries.find_activity(kind, uid, request.user)
    if found is None:
        raise Http404
    told = queries.in_words(kind, found)
    now = list(queries.tagged(kind, found.pk).values_list("pk", flat=True))
    form = TagForm(request.POST or None, initial={"frameworks": now})
    if form.is_valid():
        services.tag_activity(kind, found.pk, form.cleaned_data["frameworks"], by=request.user)
        messages.success(request, _("Kerangka yang didukung %(what)s dicatat.") % {"what": told.what})
        return redirect(told.href)
    return show(
        request, "rollout/tag.html", form, activity=told, label=queries.KINDS[kind], known=Framework.objects.exists()
    )
