"""The credit-ready record: made when the owner asks, frozen, on paper, and checked by anybody who holds the paper."""

from fractions import Fraction
from typing import Any
from uuid import UUID

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from siap.aftercare import queries, rules, services
from siap.aftercare.forms import CreditForm
from siap.aftercare.models import CreditRecord
from siap.aftercare.views.cases import case_about
from siap.business.models import Business
from siap.core import clock
from siap.core.money import rupiah
from siap.ledger.rules import first_day
from siap.people.access import Request, needs, open_to_all
from siap.ui import paper, words
from siap.ui.pages import attempt, pdf, public_address, show

DIGEST_SHOWN = 16  # hexadecimal digits, in fours: enough to compare by eye


@needs("venture.write")
def new(request: Request, uid: UUID) -> HttpResponse:
    """What the owner wishes a bank to read. What it will say stands below the form, before it is frozen."""
    own: Business = get_object_or_404(Business.objects.visible_to(request.user).filter(owner__isnull=False), uid=uid)
    found = case_about(request, own)
    form = CreditForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        asked = services.Asked(told["for_whom"], told["purpose"], told["amount"], told["months"])
        issued = attempt(
            form,
            lambda: services.issue_credit_record(
                form.uid, found, own, asked, owner_asked=told["owner_asked"], by=request.user
            ),
        )
        if issued is not None:
            messages.success(request, _("Catatan usaha %(number)s siap dicetak.") % {"number": issued.number})
            return redirect("aftercare:credit", issued.uid)
    months = queries.months_of(own, clock.today())
    return show(
        request,
        "aftercare/new_credit.html",
        form,
        case=found,
        venture=own,
        months=[(first_day(one.month), one) for one in months],
        usual=rules.ordinary(months),
        besides=queries.besides(own, months),
        customary=rules.CUSTOMARY_MONTHS,
    )


def _record(request: Request, uid: UUID) -> CreditRecord:
    readable = CreditRecord.objects.visible_to(request.user).filter(case__person__forgotten_on=None)
    rows = readable.select_related("case__person", "venture", "by")
    found: CreditRecord = get_object_or_404(rows, uid=uid)
    return found


@require_safe
@needs("aftercare.see")
def credit(request: Request, uid: UUID) -> HttpResponse:
    """One record: for whom, until when, and what may be done about it."""
    found = _record(request, uid)
    return show(request, "aftercare/credit.html", issued=found, told=Told(found), today=clock.today())


@require_POST
@needs("venture.write")
def withdraw(request: Request, uid: UUID) -> HttpResponse:
    """Its owner takes it back."""
    found = services.withdraw_credit_record(_record(request, uid), by=request.user)
    messages.success(request, _("Catatan ini ditarik. Siapa pun yang memeriksanya membaca itu sekarang."))
    return redirect("aftercare:credit", found.uid)


@require_safe
@open_to_all
def check(request: HttpRequest, uid: UUID) -> HttpResponse:
    """For whoever holds the paper: whether it is ours, still shown, and the sums to compare. No person, no office."""
    found = get_object_or_404(CreditRecord.objects.select_related("venture"), uid=uid)
    is_shown = found.withdrawn_on is None and clock.today() <= found.valid_until
    response = show(
        request, "aftercare/check.html", issued=found, is_shown=is_shown, told=Told(found) if is_shown else None
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _to_know(months: int, besides: int) -> list[str]:
    """What a reader must know of the months before he believes their average."""
    says = []
    if months < rules.CUSTOMARY_MONTHS:
        gaps = {"least": rules.CUSTOMARY_MONTHS, "n": months}
        says.append(_("Bank biasanya meminta usaha %(least)s bulan; catatan ini baru %(n)s bulan.") % gaps)
    if besides:
        says.append(
            _("Uang masuk lain %(amount)s (bantuan, pinjaman, hibah) tidak dihitung.") % {"amount": rupiah(besides)}
        )
    return says


class Told:
    """What a frozen record says, as pages and paper show it (rupiah)."""

    def __init__(self, issued: CreditRecord) -> None:
        figures = issued.figures
        self.months = [rules.Month(*row) for row in figures["months"]]
        self.usual = rules.Month(0, *figures["usual"])
        self.besides: int = figures.get("besides", 0)  # what was issued before counted it among the sales
        self.loan_amount, self.loan_months, rate, self.interest, self.instalment = figures["loan"]
        self.rate = Fraction(rate)
        self.percent: int | None = figures["percent"]
        self.is_bearable = rules.Capacity(self.usual.result, self.instalment).is_bearable
        self.position: dict[str, int] = figures["position"]
        self.purpose: str = figures["purpose"]
        self.code = " ".join(issued.digest[at : at + 4] for at in range(0, DIGEST_SHOWN, 4)).upper()

    @property
    def percent_a_year(self) -> str:
        """The flat interest as people say it: `6`, `6,5`."""
        return f"{float(self.rate * 100):g}".replace(".", ",")

    @property
    def sold(self) -> int:
        """Everything sold in the months it tells of."""
        return sum(one.sold for one in self.months)

    @property
    def result(self) -> int:
        """What was left of it."""
        return sum(one.result for one in self.months)

    @property
    def sentence(self) -> str:
        """Whether an ordinary month can carry the instalment, as a person says it."""
        if self.percent is None:
            return _("Rata-rata bulan ini belum menyisakan hasil, jadi angsuran belum dapat dibayar dari usaha.")
        gaps = {"percent": self.percent, "instalment": rupiah(self.instalment), "limit": rules.PRUDENT_PERCENT}
        if self.is_bearable:
            return (
                _(
                    "Angsuran %(instalment)s memakai %(percent)s %% dari hasil sebulan: di bawah batas hati-hati %(limit)s %%."
                )
                % gaps
            )
        return (
            _(
                "Angsuran %(instalment)s memakai %(percent)s %% dari hasil sebulan: di atas batas hati-hati %(limit)s %%."
            )
            % gaps
        )


@require_safe
@needs("aftercare.see")
def credit_paper(request: Request, uid: UUID) -> HttpResponse:
    """The record on paper, with a code that leads to its check page."""
    found = _record(request, uid)
    address = public_address(request, reverse("record:check", args=[found.uid]))
    return pdf(paper.compile("aftercare/credit", credit_sheet(found, address)), f"{found.number.replace('/', '-')}.pdf")


def credit_sheet(found: CreditRecord, address: str) -> dict[str, Any]:
    """What the paper says, from the frozen figures alone."""
    told, figures = Told(found), found.figures
    months = len(told.months)
    return {
        "title": _("Catatan usaha"),
        "under": f"{figures['business']} · {figures['owner']}",
        "number": f"{found.number} · {words.day(found.issued_on)}",
        "who": [
            [_("Usaha"), f"{figures['business']}: {figures['what']}"],
            [_("Pemilik"), figures["owner"]],
            [_("Mulai"), words.day(found.venture.formed_on)],
            [_("Untuk"), found.for_whom],
            [_("Berlaku sampai"), words.day(found.valid_until)],
            [_("Ditengok pendamping"), _("%(n)s kali") % {"n": figures["visits"]}],
        ],
        "months_title": _("%(n)s bulan terakhir menurut buku kasnya") % {"n": months},
        "months_heads": [_("Bulan"), _("Terjual"), _("Keluar"), _("Tersisa")],
        "months": [[words.month(first_day(one.month)), one.sold, one.spent, one.result] for one in told.months],
        "months_total": [_("Rata-rata sebulan"), told.usual.sold, told.usual.spent, told.usual.result],
        "short": " ".join(_to_know(months, told.besides)),
        "position_title": _("Yang dimiliki dan yang diutang"),
        "position": [
            [_("Uang"), told.position["money"]], [_("Piutang"), told.position["claims"]],
            [_("Bahan dan barang"), told.position["goods"]], [_("Alat"), told.position["tools"]],
            [_("Utang"), told.position["debts"]], [_("Modal sendiri"), told.position["own"]],
        ],
        "loan_title": _("Rencana pinjaman"),
        "loan": [
            [_("Diajukan"), rupiah(told.loan_amount)],
            [_("Untuk"), told.purpose],
            [_("Diangsur"), _("%(n)s bulan") % {"n": told.loan_months}],
            [_("Bunga flat %(percent)s %% setahun") % {"percent": told.percent_a_year}, rupiah(told.interest)],
        ],
        "sentence": told.sentence,
        "plan_title": _("Kalau rata-rata itu berlanjut"),
        "plan_heads": [_("Bulan ke"), _("Terjual"), _("Keluar"), _("Angsuran"), _("Uang di akhir")],
        "plan": [[str(at), *row] for at, row in enumerate(figures["projection"], 1)],
        "learnt_title": _("Yang dipelajari dan izinnya"),
        "learnt": [
            *(
                _("%(course)s, %(hours)s jam pelajaran (%(number)s)") % {"course": course, "hours": hours, "number": number}
                for number, course, hours, _on in figures["certificates"]
            ),
            *(f"{kind} {number}" for kind, number in figures["permits"]),
        ],
        "learnt_none": _("Belum ada yang dicatat."),
        "check": _("Keaslian: buka alamat pada kode ini dan bandingkan kode %(code)s serta jumlahnya.") % {"code": told.code},
        "address": address,
        "qr": segno.make_qr(address, error="m").svg_inline(border=0, scale=4),
        "foot": _("%(number)s · angka dibekukan %(on)s dari buku kas usaha · kode %(code)s")
        % {"number": found.number, "on": words.day(found.issued_on), "code": told.code},
    }  # fmt: skip
