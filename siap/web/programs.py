"""The page of the keys for programs that read the open data: made, told once, withdrawn."""

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from siap.people.access import Request, needs
from siap.ui.pages import paginate, show
from siap.web import services
from siap.web.forms import KeyForm
from siap.web.models import ApiKey
from siap.web.services.keys import A_MINUTE


@needs("api_key.write")
def keys(request: Request) -> HttpResponse:
    """Every key with its holder and when it last asked; a new one, whose text stands on this answer and nowhere else."""
    form = KeyForm(request.POST or None)
    told = ""
    if form.is_valid():
        key, told = services.make_key(form.uid, form.cleaned_data["holder"], by=request.user)
        if not told:
            messages.info(
                request, _("Kunci ini sudah dibuat dan hanya ditampilkan sekali. Bila hilang, buat yang baru.")
            )
            return redirect("web:api-keys")
    page = paginate(request, ApiKey.objects.order_by(F("withdrawn_on").asc(nulls_first=True), "-pk"))
    answer = show(
        request,
        "web/keys.html",
        KeyForm() if told else form,
        page=page,
        told=told,
        holder=form.cleaned_data["holder"] if told else "",
        limit=A_MINUTE,
        address=request.build_absolute_uri(reverse("web:api")),
    )
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@needs("api_key.write")
def withdraw(request: Request, uid: str) -> HttpResponse:
    """It opens nothing from now on."""
    key = services.withdraw_key(get_object_or_404(ApiKey, uid=uid), by=request.user)
    messages.success(request, _("Kunci %(holder)s ditarik: ia tidak membuka apa pun lagi.") % {"holder": key.holder})
    return redirect("web:api-keys")
