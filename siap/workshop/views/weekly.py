"""The week's sheet: printed for the kitchen, keyed in on one screen."""

from uuid import UUID

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.business import queries as groups
from siap.business.models import Business
from siap.core import clock
from siap.ledger import chart
from siap.ledger import queries as book
from siap.people.access import Request, needs
from siap.ui import codes, paper, words
from siap.ui.pages import asked_day, attempt, pdf, show
from siap.workshop import queries, rules, services
from siap.workshop.forms import WeekForm
from siap.workshop.forms.weekly import BATCHES
from siap.workshop.models import Recipe
from siap.workshop.views.gates import find_business


@needs("batch.write")
def week(request: Request, uid: UUID) -> HttpResponse:
    """Key in a week's paper sheet: hours, purchases and batches at once; below each what is written down already."""
    business = find_business(request, uid)
    found = groups.Week(business, asked_day(request, "week"))
    come = [day for day in found.days if business.formed_on <= day <= clock.today()]
    kitchen = queries.kitchen(business, found.days[-1])
    form = WeekForm(
        request.user, kitchen, come, found.cells(), request.POST or None, counts_pieces=found.counts_pieces
    )  # fmt: skip
    if form.is_valid():
        keyed = attempt(
            form,
            lambda: services.key_week(
                form.uid,
                business,
                form.minutes,
                pieces=form.pieces,
                excused=form.excused,
                bought=form.bought,
                made=form.made,
                by=request.user,
            ),
        )
        if keyed is not None:
            messages.success(request, _said(keyed))
            return redirect(f"{reverse('workshop:week', args=[uid])}?week={found.days[0].isoformat()}")
    return show(
        request,
        "workshop/week.html",
        form,
        business=business,
        week=found,
        rows=found.rows(form),
        come=come,
        kitchen=kitchen,
        booked=queries.booked(business, found.days[0], found.days[-1]),
        cash=book.balance(chart.cash, book=business.book),
        today=clock.today(),
    )


def _said(keyed: services.Keyed) -> str:
    counts = {"sheets": len(keyed.sheets), "purchases": len(keyed.purchases), "batches": len(keyed.batches)}
    return _("Lembar masuk: %(sheets)s hari kerja, %(purchases)s pembelian, %(batches)s produksi.") % counts


@require_safe
@needs("workshop.see")
def week_paper(request: Request, uid: UUID) -> HttpResponse:
    """The sheet as paper: one A4 for a group and week, with the code that leads to the screen of exactly that week."""
    business = find_business(request, uid)
    found = groups.Week(business, asked_day(request, "week"))
    first = found.days[0].isoformat()
    address = request.build_absolute_uri(f"{reverse('workshop:week', args=[uid])}?week={first}")
    content = paper.compile("workshop/week", _told(request, business, found, address))
    return pdf(content, f"lembar-{first}.pdf")


def _told(request: Request, business: Business, week: groups.Week, address: str) -> dict[str, object]:
    """What the paper is filled with: text, and one picture of a code."""
    kitchen = queries.kitchen(business, week.days[-1])
    prefetch_related_objects(kitchen.recipes, "lines__material")
    return {
        "title": _("Lembar minggu"),
        "under": _("%(name)s, %(first)s sampai %(last)s")
        % {"name": business.name, "first": words.long_day(week.days[0]), "last": words.long_day(week.days[-1])},
        "qr": codes.qr_svg(address),
        "qr_alt": _("Kode QR ke layar isi lembar minggu ini"),
        "qr_says": _("Pindai untuk mengisi lembar ini di Siap Usaha."),
        "hours": {
            "title": _("Jam kerja"),
            "how": _(
                "Lamanya bekerja, misalnya 7,5, lalu barang baik yang dibuat, misalnya 7,5/40; i kalau tidak hadir karena "
                "sakit, sidang, ibadah, atau puasa. Cap jempol berarti: angka saya benar."
            )
            if week.counts_pieces
            else _("Lamanya bekerja dalam jam, misalnya 7,5. Cap jempol berarti: jam saya benar."),
            "heads": [_("Nama"), *(words.short_day(day).replace(" ", "\n") for day in week.days), _("Cap jempol")],
            "names": [person.name_for(request.user) for person in week.people],
            "mark": "/" if week.counts_pieces else "",
        },
        "bought": {
            "title": _("Bahan yang dibeli"),
            "how": _("Beri tanda pada utang kalau belum dibayar. Simpan notanya bersama lembar ini."),
            "heads": [
                _("Bahan"), _("Hari"), _("Banyaknya"), _("Harga seluruhnya"), _("Dibeli dari"), _("Baik sebelum"), _("Utang"),
            ],
            "names": [one.name for one, _seller in kitchen.materials],
        },
        "made": {
            "title": _("Yang dibuat"),
            "how": " ".join(_takes(one) for one in kitchen.recipes),
            "heads": [_("Hari"), _("Produk"), _("Kali resep"), _("Jadi"), _("Gagal"), _("Mengapa gagal")],
            "rows": _planned(kitchen),
        },
        "signs": [_("Ketua kelompok"), business.bridge.name if business.bridge else _("Petugas penghubung")],
        "foot": _("Petugas memasukkan lembar ini pada akhir minggu, di satu layar. Yang keliru diperbaiki dengan jejaknya."),
    }  # fmt: skip


def _planned(kitchen: queries.Kitchen) -> list[list[str]]:
    """What is to be made stands there already; the other rows are for what comes up."""
    if kitchen.is_empty:
        return []
    planned = [
        [words.short_day(one.planned_on), one.product.name, rules.said(queries.as_size(one.rounds))]
        for one in kitchen.plans
    ]
    return planned + [["", "", ""]] * max(2, BATCHES - len(planned))


def _takes(recipe: Recipe) -> str:
    """What one round of a recipe takes: so the material used follows from how often it was made."""
    parts = [
        f"{rules.measured(line.quantity, line.material.measure)} {line.material.name}" for line in recipe.lines.all()
    ]
    return _("Satu kali resep %(product)s: %(parts)s.") % {"product": recipe.of.name, "parts": ", ".join(parts)}
