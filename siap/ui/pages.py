"""What every view does: read the day it is asked about, show a page, run a verb for a form, hand out a PDF, turn pages."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.errors import Refused
from siap.core.services import may_knock

T = TypeVar("T")
View = Callable[..., HttpResponse]


def show(request: HttpRequest, template: str, form: forms.BaseForm | None = None, **context: Any) -> HttpResponse:
    """The page. With a form that was refused the status is 422, so that a machine knows too that nothing was done."""
    status = 422 if form is not None and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)


def attempt(form: forms.BaseForm, call: Callable[[], T]) -> T | None:
    """Run a verb for a valid form. A refusal becomes an error of the form, beside the field it names; then None."""
    try:
        return call()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return None


def warned(form: forms.BaseForm, warnings: Sequence[str]) -> bool:
    """Whether a valid form may go on: it carries no warning, or whoever sends it says that he read it."""
    if not warnings:
        return True
    form.fields["aware"] = forms.BooleanField(
        label=_("Saya sudah membaca peringatan ini dan tetap melanjutkan"), required=False
    )
    if form.data.get("aware"):
        return True
    for warning in warnings:
        form.add_error(None, warning)
    return False


MOST_A_MINUTE = 60


def not_too_often(view: View) -> View:
    """A page for everybody that looks something up by what can be guessed: so many a minute from one network address."""

    @wraps(view)
    def slowed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if may_knock(request.META.get("REMOTE_ADDR", ""), view.__name__, most=MOST_A_MINUTE):
            return view(request, *args, **kwargs)
        response = render(request, "too_often.html", status=429)
        response["Retry-After"] = "60"
        return response

    return slowed


def pdf(content: bytes, filename: str) -> HttpResponse:
    """A PDF shown in the browser, saved under `filename`; never kept by a cache on the way."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, filename) or "inline"
    response["Cache-Control"] = "private, no-store"
    return response


def public_address(request: HttpRequest, page: str) -> str:
    """The address of a page as it stands on paper and in credentials: at the office's own name, where that is told; the same
    from the office's network as from outside."""
    return f"{settings.ADDRESS}{page}" if settings.ADDRESS else request.build_absolute_uri(page)


def shared(request: HttpRequest, page: str, picture: str) -> dict[str, str]:
    """Where a page and the picture beside its link stand, for `ui/shared.html`."""
    return {"page": public_address(request, page), "picture": public_address(request, picture)}


def png(content: bytes, *, keep: str) -> HttpResponse:
    """A picture; `keep` says how long a cache on the way may have it."""
    return HttpResponse(content, content_type="image/png", headers={"Cache-Control": keep})


def paginate(request: HttpRequest, queryset: QuerySet[Any] | Sequence[Any], per: int = 20) -> Page[Any]:
    """The page that `?page=` asks for; nonsense gives the first, too far gives the last."""
    return Paginator(queryset, per).get_page(request.GET.get("page"))


def asked_day(request: HttpRequest, name: str) -> date:
    """The day in the address; today when there is none, or nonsense, such as the last day that a calendar knows."""
    try:
        day = date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return clock.today()
    return day if 2000 <= day.year <= 2100 else clock.today()
