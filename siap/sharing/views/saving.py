"""What a person has saved, line by line, and asking for some of it."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.core import chain, clock
from siap.core.money import rupiah
from siap.core.services import note_reading
from siap.people.access import Request, needs
from siap.people.models import Person, Unit
from siap.sharing import queries, services
from siap.sharing.forms import OnDayForm, WithdrawForm
from siap.sharing.models import Payout
from siap.ui.pages import attempt, show


def _person(request: Request, uid: UUID) -> Person:
    found: Person = get_object_or_404(Person.objects.visible_to(request.user), uid=uid)
    note_reading(found.pk, by=request.user, page="sharing:savings")
    return found


def _keeper(request: Request, keepers: Iterable[tuple[Unit, queries.Savings]]) -> Unit | None:
    """The unit of this reader that keeps something for the person, by who keeps something."""
    mine = set(Unit.objects.visible_to(request.user).values_list("pk", flat=True))
    return next((unit for unit, _owed in keepers if unit.pk in mine), None)


@require_safe
@needs("savings.see")
def savings(request: Request, uid: UUID) -> HttpResponse:
    """A person's savings: what he may use, what is held, and where every rupiah came from."""
    person = _person(request, uid)
    books = queries.books_seen(person, request.user)
    lines = queries.savings_lines(person, books=books)
    keepers = [row for row in queries.keepers(person) if books is None or row[0].custody_book in books]
    return show(
        request,
        "sharing/savings.html",
        person=person,
        owed=queries.savings(person, books=books),
        is_part=books is not None,
        keepers=keepers,
        lines=lines[::-1],
        earned=sum(line.amount for line in lines if line.slip is not None),
        payouts=Payout.objects.visible_to(request.user).filter(person=person).select_related("unit").order_by("-pk"),
        may_ask=request.user.can("payout.write") and _keeper(request, keepers) is not None,
    )


@require_safe
@needs("savings.see")
def statement(request: Request, uid: UUID) -> HttpResponse:
    """What a person has saved as of a day, every line behind it, on paper."""
    person = _person(request, uid)
    form = OnDayForm(request.GET if "on" in request.GET else None, initial={"on": clock.today()})
    on = form.cleaned_data["on"] if form.is_bound and form.is_valid() else clock.today()
    lines = queries.savings_lines(person, until=on, books=queries.books_seen(person, request.user))
    return show(
        request,
        "sharing/statement.html",
        form,
        person=person,
        on=on,
        lines=lines,
        usable=sum(line.usable for line in lines),
        held=sum(line.held for line in lines),
        total=lines[-1].balance if lines else 0,
        head=chain.printed_head(),
    )


@require_safe
@needs("savings.see")
def leaving(request: Request, uid: UUID) -> HttpResponse:
    """Somebody left, perhaps suddenly: the money, the slips and the certificates, all on one screen."""
    person = _person(request, uid)
    if queries.is_inside(person):
        raise Http404
    return show(request, "sharing/leaving.html", person=person, todo=queries.still_to_do(person, request.user))


@needs("payout.write")
def withdraw(request: Request, uid: UUID) -> HttpResponse:
    """Ask for money that a person may use now."""
    person = _person(request, uid)
    unit = _keeper(request, queries.keepers(person))
    if unit is None:
        raise Http404
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        amount = form.cleaned_data["amount"]
        asked = attempt(form, lambda: services.ask_withdrawal(form.uid, person, amount, unit=unit, by=request.user))
        if asked is not None:
            said = {"amount": rupiah(asked.amount)}
            messages.success(request, _("Penarikan %(amount)s dicatat dan menunggu persetujuan kepala UPT.") % said)
            return redirect("sharing:payout", asked.uid)
    owed = queries.savings(person, unit=unit)
    return show(request, "sharing/withdraw.html", form, person=person, unit=unit, owed=owed)
