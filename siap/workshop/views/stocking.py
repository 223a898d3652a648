"""Suppliers, the shopping list, counting the shelf, and what had to go."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from siap.core import clock
from siap.core.money import rupiah
from siap.people.access import Request, needs
from siap.ui.pages import attempt, show
from siap.workshop import queries, rules, services
from siap.workshop.forms import (
    ContractForm,
    CountForm,
    DescribeMaterialForm,
    ReasonForm,
    SupplierForm,
    WriteOffForm,
)
from siap.workshop.models import Lot, Material, Purchase
from siap.workshop.views.gates import find, find_business


@needs("product.write")
def describe_material(request: Request, uid: UUID) -> HttpResponse:
    """Say what a material weighs, where it is kept, and when it is to be bought again."""
    material = find(Material, request, uid)
    form = DescribeMaterialForm(material, request.POST or None)
    if form.is_valid():
        services.describe_material(material, **form.told, by=request.user)
        messages.success(request, _("Keterangan %(material)s sudah disimpan.") % {"material": material.name})
        return redirect("workshop:material", uid)
    return show(request, "workshop/describe_material.html", form, material=material)


@needs("workshop.see")
def suppliers(request: Request, uid: UUID) -> HttpResponse:
    """From whom a business buys: how they are reached now, what they agreed to, what was bought from them."""
    business = find_business(request, uid)
    form = SupplierForm(request.POST or None) if request.user.can("product.write") else None
    if form is not None and form.is_valid():
        given = form.cleaned_data
        reached = attempt(
            form,
            lambda: services.reach_supplier(
                business, given["name"], given["contact"], since=given["since"], by=request.user
            ),
        )
        if reached is not None:
            messages.success(request, _("%(supplier)s sudah dicatat.") % {"supplier": reached.name})
            return redirect("workshop:suppliers", uid)
    return show(
        request, "workshop/suppliers.html", form, business=business, rows=queries.suppliers(business, clock.today())
    )


@needs("product.write")
def contract(request: Request, uid: UUID) -> HttpResponse:
    """Write down what a supplier agreed to ask for a material."""
    material = find(Material, request, uid)
    form = ContractForm(material, request.POST or None)
    if form.is_valid():
        given = dict(form.cleaned_data)
        quantity, _typed = given.pop("quantity")
        agreed = attempt(
            form,
            lambda: services.contract_price(
                given.pop("uid"), given.pop("supplier"), material, quantity=quantity, **given, by=request.user
            ),
        )
        if agreed is not None:
            messages.success(request, _("Harga janji %(material)s sudah dicatat.") % {"material": material.name})
            return redirect("workshop:material", uid)
    return show(request, "workshop/contract.html", form, material=material)


@needs("batch.write")
def take_back(request: Request, uid: UUID) -> HttpResponse:
    """Take a purchase back: first what that does, then the deed."""
    purchase = find(Purchase, request, uid)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        if attempt(form, lambda: services.reverse_purchase(purchase, because=because, by=request.user)):
            messages.success(
                request, _("Pembelian senilai %(total)s sudah dibatalkan.") % {"total": rupiah(purchase.total)}
            )
            return redirect("workshop:lot", purchase.lot.uid)
    return show(
        request,
        "workshop/take_back.html",
        form,
        purchase=purchase,
        lot=purchase.lot,
        used=purchase.quantity - purchase.lot.on_hand,
        difference=purchase.total - purchase.lot.value,
    )


@needs("workshop.see")
def shopping(request: Request, uid: UUID) -> HttpResponse:
    """What is to be bought for the batches that are planned, and what fell below its minimum: a list to take along."""
    business = find_business(request, uid)
    rows = queries.shopping_list(business, clock.today())
    return show(
        request,
        "workshop/shopping.html",
        business=business,
        rows=rows,
        plans=queries.open_plans(business),
        expected=sum(row.expected or 0 for row in rows),
    )


@needs("batch.write")
def count(request: Request, uid: UUID) -> HttpResponse:
    """Count the shelf: what was found of each lot; a difference says why."""
    business = find_business(request, uid)
    lots = queries.lots_on_the_shelf(business)
    form = CountForm(lots, request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        counted = attempt(
            form,
            lambda: services.count_stock(
                given["uid"],
                business,
                form.counted,
                because=form.reasons,
                counted_on=given["counted_on"],
                by=request.user,
            ),
        )
        if counted is not None:
            worth = sum(counted.lines.values_list("value", flat=True))
            says = _("Stok dihitung; selisihnya %(worth)s.") if worth else _("Stok dihitung; semuanya cocok.")
            messages.success(request, says % {"worth": rupiah(worth)} if worth else says)
            return redirect("workshop:business", uid)
    return show(request, "workshop/count.html", form, business=business)


@needs("batch.write")
def write_off(request: Request, uid: UUID) -> HttpResponse:
    """Part of a lot had to go."""
    lot = find(Lot, request, uid)
    form = WriteOffForm(lot, request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        gone = attempt(
            form,
            lambda: services.write_off(
                given["uid"],
                lot,
                given["quantity"][0],
                because=given["because"],
                happened_on=given["happened_on"],
                by=request.user,
            ),
        )
        if gone is not None:
            says = _("%(quantity)s dibuang, rugi %(value)s.")
            messages.success(
                request, says % {"quantity": rules.measured(gone.quantity, lot.measure), "value": rupiah(gone.value)}
            )
            return redirect("workshop:lot", uid)
    return show(request, "workshop/write_off.html", form, lot=lot)
