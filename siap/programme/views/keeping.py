"""Keeping an agreement up: what it says, its papers, the units that join, how far its parts are."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.core import clock
from siap.core.services import document_path
from siap.people.access import Request, needs
from siap.people.models import Office, Unit
from siap.people.processing import DUTIES, USES, VERSION
from siap.programme import services
from siap.programme.forms import AgreementPaperForm, CompleteForm, ScopeForm, TakePartForm
from siap.programme.models import Agreement, AgreementPaper
from siap.ui import paper as sheets
from siap.ui import words
from siap.ui.pages import attempt, pdf, show

PAGE = "programme/agreement_form.html"


def _agreement(request: Request, uid: UUID) -> Agreement:
    found: Agreement = get_object_or_404(Agreement.objects.visible_to(request.user).select_related("partner"), uid=uid)
    return found


@needs("agreement.write")
def complete(request: Request, uid: UUID) -> HttpResponse:
    """Its number, until when it goes on, and how work for the cooperative is paid."""
    shown = _agreement(request, uid)
    now = {
        "number": shown.number, "until_on": shown.until_on, "regime": shown.cooperative_regime,
        "basis": shown.cooperative_basis,
    }  # fmt: skip
    form = CompleteForm(request.POST or None, initial=now)
    if form.is_valid():
        done = attempt(form, lambda: services.complete_agreement(shown, **form.cleaned_data, by=request.user))
        if done:
            messages.success(request, _("Perjanjian dilengkapi."))
            return redirect("programme:agreement", uid)
    return show(
        request, PAGE, form, agreement=shown, title=_("Lengkapi atau perpanjang perjanjian"),
        deed=_("Simpan isi perjanjian"),
        says=_("Ketentuan bagi hasil tidak berubah dari sini; yang baru ditambahkan sendiri dengan tanggal berlakunya."),
    )  # fmt: skip


@needs("agreement.write")
def take_part(request: Request, uid: UUID) -> HttpResponse:
    """A unit joins what is signed."""
    shown = _agreement(request, uid)
    form = TakePartForm(Unit.objects.exclude(agreements=shown).order_by("pk"), request.POST or None)
    if form.is_valid():
        unit, on = form.cleaned_data["unit"], form.cleaned_data["joined_on"]
        if attempt(form, lambda: services.take_part(shown, unit, on=on, by=request.user)):
            messages.success(request, _("%(unit)s ikut perjanjian ini.") % {"unit": unit.short_name})
            return redirect("programme:agreement", uid)
    return show(
        request, PAGE, form, agreement=shown, title=_("UPT mana yang ikut?"), deed=_("Catat UPT yang ikut"),
        says=_("Sejak hari itu UPT ini menempuh tahap program dan bagi hasilnya menurut ketentuan perjanjian ini."),
    )  # fmt: skip


@needs("agreement.write")
def file_paper(request: Request, uid: UUID) -> HttpResponse:
    """File a paper: the signed text, an annex, an amendment, a letter."""
    shown = _agreement(request, uid)
    form = AgreementPaperForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        filed = attempt(
            form,
            lambda: services.file_agreement_paper(
                form.uid, shown, kind=given["kind"], title=given["title"], dated_on=given["dated_on"],
                content=given["document"].read(), by=request.user,
            ),
        )  # fmt: skip
        if filed:
            messages.success(request, _("“%(title)s” disimpan.") % {"title": filed.title})
            return redirect("programme:agreement", uid)
    return show(
        request, PAGE, form, agreement=shown, title=_("Simpan berkas perjanjian"), deed=_("Simpan berkas"),
        says=_("Berkas tidak dapat dihapus atau diganti; yang baru ditambahkan di sebelahnya."),
    )  # fmt: skip


@require_safe
@needs("agreement.see")
def paper(request: Request, uid: UUID) -> FileResponse:
    """One paper as it was filed."""
    rows = AgreementPaper.objects.filter(agreement__in=Agreement.objects.visible_to(request.user))
    kept = get_object_or_404(rows.select_related("document"), uid=uid).document
    response = FileResponse(document_path(kept.sha256).open("rb"), content_type=kept.media_type)
    response["Cache-Control"] = "private, no-store"
    return response


@needs("agreement.write")
def follow_scope(request: Request, uid: UUID, number: int) -> HttpResponse:
    """By what a part of the agreement is counted, or how far it is as told."""
    shown = _agreement(request, uid)
    item = get_object_or_404(shown.scope, position=number)
    now = {"measure": item.measure, "goal": item.goal, "percent": item.told_percent, "due_on": item.due_on}
    form = ScopeForm(request.POST or None, initial=now)
    if form.is_valid():
        done = attempt(form, lambda: services.follow_scope(item, **form.cleaned_data, by=request.user))
        if done:
            messages.success(request, _("Kemajuan “%(title)s” dicatat.") % {"title": item.title})
            return redirect("programme:agreement", uid)
    return show(
        request, PAGE, form, agreement=shown, title=item.title, deed=_("Simpan ukuran kemajuan"), says=item.deliverable
    )


@require_safe
@needs("agreement.see")
def data_annex(request: Request, uid: UUID) -> HttpResponse:
    """The data annex of an agreement: who controls, who processes, which data, what the processor promises."""
    return pdf(sheets.compile("ui/statement", annex_sheet(_agreement(request, uid))), "lampiran-data-pribadi.pdf")


def annex_sheet(agreement: Agreement) -> dict[str, object]:
    """What the annex says. It is an Indonesian document, whatever the screen speaks."""
    office, partner = Office.objects.get(pk=1), agreement.partner
    with translation.override("id"):
        return {
            "lang": "id",
            "title": "Lampiran Pemrosesan Data Pribadi",
            "letterhead": [office.name.upper(), partner.name.upper()],
            "facts": [
                ["Perjanjian", agreement.number or f"tanggal {words.day(agreement.signed_on)}"],
                ["Berlaku", f"{words.day(agreement.signed_on)} – {words.day(agreement.until_on) if agreement.until_on else '…'}"],
                ["Pengendali data", office.name], ["Prosesor data", partner.name],
                ["Naskah", VERSION], ["Dicetak", words.day(clock.today())],
            ],
            "sections": [
                {
                    "title": "Data yang diproses", "text": ["Perkara, agama, dan blok hunian tidak pernah dicatat."],
                    "heads": ["Untuk apa", "Data", "Dasar", "Yang melihat", "Disimpan"],
                    "rows": [[str(one.what), str(one.data), str(one.basis), str(one.seen_by), str(one.kept)] for one in USES],
                },
                {
                    "title": "Kewajiban prosesor", "heads": [], "rows": [],
                    "text": [f"{chr(97 + at)}. {duty}" for at, duty in enumerate(DUTIES)],
                },
                {
                    "title": "Hak orangnya", "heads": [], "rows": [],
                    "text": ["Keterangan, salinan, perbaikan, penarikan persetujuan, dan penghapusan diminta kepada pengendali; "
                             "prosesor meneruskannya pada hari itu."],
                },
            ],
            "place": f"{agreement.signed_at_place}, ……………………",
            "signed": [[f"Kepala {office.name},", office.head], [f"Ketua {partner.name},", partner.chair]],
            "foot": f"{office.name} · {VERSION}",
        }  # fmt: skip
