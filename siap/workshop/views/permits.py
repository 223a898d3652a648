"""Licences: enter one, look at its proof, say where it is made, and what is not required of a product."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from siap.business.models import Business
from siap.core import clock
from siap.core.errors import Refused
from siap.people.access import Request, needs
from siap.ui.pages import attempt, show
from siap.workshop import queries, rules, services
from siap.workshop.forms import ExemptionForm, PermitForm, WithdrawForm, WorkplaceForm
from siap.workshop.models import Exemption, Permit, Product
from siap.workshop.views.gates import find, find_business, hand_out


@needs("permit.write")
def new_permit(request: Request, uid: UUID) -> HttpResponse:
    """Enter a licence with its proof; a number that looks mistyped is taken, with a warning."""
    business = find_business(request, uid)
    products = business.products.exclude(stage=Product.Stage.RETIRED).order_by("name")
    asked_for = {"product": request.GET.get("produk"), "kind": request.GET.get("jenis")}
    form = PermitForm(products, request.POST or None, request.FILES or None, initial=asked_for)
    if form.is_valid():
        permit = attempt(form, lambda: _record_permit(request, business, form))
        if permit is not None:
            messages.success(request, _("Izin %(kind)s sudah dicatat.") % {"kind": permit.get_kind_display()})
            if doubts := queries.permit_doubts(permit, clock.today()):
                says = _("Periksa lagi nomor %(number)s.") % {"number": permit.number}
                messages.warning(request, " ".join([says, *doubts]))
            product = form.cleaned_data["product"]
            return redirect("workshop:product", product.uid) if product else redirect("workshop:business", uid)
    return show(request, "workshop/new_permit.html", form, business=business)


def _record_permit(request: Request, business: Business, form: PermitForm) -> Permit:
    given = dict(form.cleaned_data)
    file = given.pop("document")
    kind, number = given.pop("kind"), given.pop("number")
    return services.record_permit(
        business, kind, number, document=file.read() if file else None, by=request.user, **given
    )


@needs("workshop.see")
def permit(request: Request, uid: UUID) -> HttpResponse:
    """One licence: what it says, what its number tells, and what makes us doubt it."""
    return _show_permit(request, find(Permit, request, uid), WithdrawForm())


def _show_permit(request: Request, found: Permit, form: WithdrawForm) -> HttpResponse:
    places = queries.workplaces([found.business_id])[found.business_id]
    return show(
        request,
        "workshop/permit.html",
        form,
        permit=found,
        parts=rules.pirt_parts(found.number) if found.kind == rules.SPP_IRT else None,
        doubts=queries.permit_doubts(found, clock.today()),
        moved_on=rules.moved_away([(one.from_on, one.district) for one in places], found.valid_from, clock.today())
        if found.kind == rules.SPP_IRT
        else None,
        is_valid=rules.is_valid(found.valid_from, found.valid_until, clock.today(), found.withdrawn_on),
        today=clock.today(),
    )


@require_POST
@needs("permit.write")
def withdraw(request: Request, uid: UUID) -> HttpResponse:
    """Its office took it back or froze it."""
    found = find(Permit, request, uid)
    form = WithdrawForm(request.POST)
    if not form.is_valid() or not attempt(
        form, lambda: services.withdraw_permit(found, **form.cleaned_data, by=request.user)
    ):
        return _show_permit(request, found, form)
    messages.success(
        request,
        _("%(kind)s %(number)s tidak berlaku lagi.") % {"kind": found.get_kind_display(), "number": found.number},
    )
    return redirect("workshop:permit", uid)


@needs("workshop.see")
def proof(request: Request, uid: UUID) -> FileResponse:
    """The file that proves a permit."""
    return hand_out(find(Permit, request, uid).proof)


@needs("permit.write")
def move(request: Request, uid: UUID) -> HttpResponse:
    """Where a business makes its products from now on."""
    business = find_business(request, uid)
    form = WorkplaceForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        place = attempt(form, lambda: services.move_production(business=business, **given, by=request.user))
        if place is not None:
            messages.success(request, _("Tempat produksi sudah dicatat: %(address)s.") % {"address": place.address})
            return redirect("workshop:business", uid)
    places = list(reversed(queries.workplaces([business.pk])[business.pk]))
    shown = [(place, rules.DISTRICTS.get(place.district, place.district)) for place in places]
    return show(request, "workshop/move.html", form, business=business, places=shown)


@needs("permit.write")
def exempt(request: Request, uid: UUID) -> HttpResponse:
    """Say, with a letter, that a product does not need a licence. A second person confirms."""
    product = find(Product, request, uid)
    needed = queries.requirements_of(product, clock.today())
    form = ExemptionForm(needed, request.POST or None, request.FILES or None)
    if form.is_valid():
        given = dict(form.cleaned_data)
        letter = given.pop("document").read()
        asked = attempt(
            form, lambda: services.ask_exemption(product=product, document=letter, **given, by=request.user)
        )
        if asked is not None:
            messages.success(request, _("Diajukan. Berlaku setelah orang kedua membaca suratnya dan setuju."))
            return redirect("workshop:product", uid)
    return show(request, "workshop/exempt.html", form, product=product)


@needs("workshop.see")
def exemption(request: Request, uid: UUID) -> HttpResponse:
    """What was asked not to be required, why, by whom, and who decided."""
    rows = Exemption.objects.visible_to(request.user).select_related("product", "asked_by", "decided_by")
    found = get_object_or_404(rows, uid=uid)
    return show(
        request,
        "workshop/exemption.html",
        exemption=found,
        what=rules.REQUIREMENTS[found.requirement],
        is_own=found.asked_by_id == request.user.pk,
    )


@needs("workshop.see")
def letter(request: Request, uid: UUID) -> FileResponse:
    """The letter behind an exemption."""
    rows = Exemption.objects.visible_to(request.user).select_related("document")
    return hand_out(get_object_or_404(rows, uid=uid).document)


@require_POST
@needs("permit.confirm")
def decide(request: Request, uid: UUID) -> HttpResponse:
    """The second person's word."""
    found = get_object_or_404(Exemption.objects.visible_to(request.user), uid=uid)
    try:
        decided = services.decide_exemption(found, confirm="confirm" in request.POST, by=request.user)
        messages.success(request, decided.get_state_display())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("workshop:exemption", uid)
