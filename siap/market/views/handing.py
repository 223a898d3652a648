"""Cash in whose hands, and money on its way to the business that earned it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.business.models import Business
from siap.core.money import rupiah
from siap.ledger.models import Book
from siap.market import queries, services
from siap.market.forms import MoneyForm
from siap.market.models import CashDeposit
from siap.people.access import Request, needs
from siap.people.models import User
from siap.ui.pages import attempt, paginate, show


@require_safe
@needs("market.see")
def cash(request: Request) -> HttpResponse:
    """Who holds how much, what was confirmed, and what waits for the businesses."""
    sellers = list(queries.sellers_of(request.user))
    holdings, names = queries.holdings(sellers), queries.seller_names(sellers)
    businesses = Business.objects.visible_to(request.user)
    deposits = CashDeposit.objects.visible_to(request.user).select_related("handed_by", "confirmed_by", "unit")
    return show(
        request,
        "market/cash.html",
        holdings=holdings,
        in_hands=sum(row.amount for row in holdings),
        at_sellers=queries.at_sellers(sellers, names),
        owed=queries.owed_to(businesses),
        page=paginate(request, deposits.order_by("-confirmed_on", "-pk")),
        names=names,
        may_confirm=request.user.can("cash.confirm"),
    )


@needs("cash.confirm")
def confirm(request: Request, uid: UUID) -> HttpResponse:
    """Count the cash somebody hands over, and sign for it."""
    giver = get_object_or_404(User, uid=uid)
    holdings = queries.holdings(queries.sellers_of(request.user), of=giver)
    if not holdings:
        raise Http404
    sellers = Book.objects.filter(pk__in=[row.seller.pk for row in holdings])
    in_hand = holdings[0].amount
    form = MoneyForm(sellers, queries.seller_names(sellers), request.POST or None, initial={"amount": in_hand})
    if form.is_valid():
        given = form.cleaned_data
        deposit = attempt(
            form,
            lambda: services.confirm_cash(form.uid, giver, given["amount"], seller=given["seller"], by=request.user),
        )
        if deposit is not None:
            said = {"amount": rupiah(deposit.amount), "name": giver.name}
            messages.success(request, _("%(amount)s dari %(name)s sudah Anda terima.") % said)
            return redirect("market:cash")
    return show(
        request,
        "market/confirm.html",
        form,
        giver=giver,
        in_hand=sum(row.amount for row in holdings),
        is_own=giver.pk == request.user.pk,
    )


@needs("cash.confirm")
def hand_over(request: Request, uid: UUID) -> HttpResponse:
    """Give a business money that the seller holds for it."""
    business = get_object_or_404(Business.objects.visible_to(request.user).select_related("unit"), uid=uid)
    sellers = queries.sellers_for(business)
    names = queries.seller_names(sellers)
    held = queries.held_for(business)
    form = MoneyForm(sellers, names, request.POST or None)
    if form.is_valid() and _handed(request, business, form):
        said = {"amount": rupiah(form.cleaned_data["amount"]), "business": business.name}
        messages.success(request, _("%(amount)s diserahkan ke kas %(business)s.") % said)
        return redirect("market:cash")
    return show(
        request,
        "market/hand_over.html",
        form,
        business=business,
        held=held,
        at_sellers=[(names[seller.pk], queries.at_seller(seller.key)) for seller in sellers],
    )


def _handed(request: Request, business: Business, form: MoneyForm) -> bool:
    amount, seller = form.cleaned_data["amount"], form.cleaned_data["seller"]

    def hand() -> bool:
        services.hand_over_proceeds(form.uid, business, amount, seller=seller, by=request.user)
        return True

    return attempt(form, hand) is not None
