"""What every view ends with: show a page, run a verb for a form, hand out a PDF, turn the pages of a list."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

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


def paginate(request: HttpRequest, queryset: QuerySet[Any] | Sequence[Any], per: int = 20) -> Page[Any]:
    """The page that `?page=` asks for; nonsense gives the first, too far gives the last."""
    return Paginator(queryset, per).get_page(request.GET.get("page"))
