"""Who should not be put together: written down and taken back by whoever looks after them, never seen by anybody else."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from siap.people import services
from siap.people.access import Request, needs
from siap.people.forms import ApartForm
from siap.people.models import KeepApart, Person
from siap.ui.pages import attempt, show


@needs("apart.keep")
def keep_apart(request: Request, uid: UUID) -> HttpResponse:
    """Write down with whom a person should not be put together."""
    seen = Person.objects.visible_to(request.user)
    shown = get_object_or_404(seen.filter(forgotten_on=None), uid=uid)
    form = ApartForm(request.POST if request.method == "POST" else None, people=seen)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        if attempt(
            form, lambda: services.keep_apart(form.uid, shown, typed["other"], why=typed["why"], by=request.user)
        ):
            messages.success(request, _("Dicatat. Siapa pun yang hendak menyatukan mereka diperingatkan dulu."))
            return redirect("people:person", uid)
    return show(request, "people/keep_apart.html", form, person=shown)


@require_POST
@needs("apart.keep")
def end_apart(request: Request, uid: UUID) -> HttpResponse:
    """They may be put together again."""
    pair = get_object_or_404(KeepApart.objects.visible_to(request.user).select_related("one"), uid=uid)
    services.end_keep_apart(pair, by=request.user)
    messages.success(request, _("Tidak perlu dipisahkan lagi mulai hari ini."))
    return redirect("people:person", pair.one.uid)
