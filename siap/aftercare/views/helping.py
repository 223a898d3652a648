"""What goes along into the own business, and who else is asked to help."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siap.aftercare import queries, services
from siap.aftercare.forms import AnswerForm, NoteForm, ProvisionForm, RecipeForm, ReferralForm
from siap.aftercare.models import Provision, Referral
from siap.aftercare.views.cases import case_of
from siap.people.access import Request, needs
from siap.people.models import Office
from siap.ui import paper, words
from siap.ui.pages import attempt, pdf, show


@needs("case.write")
def provide(request: Request, uid: UUID) -> HttpResponse:
    """Write down what a person takes along."""
    found = case_of(request, uid)
    form = ProvisionForm(request.POST or None)
    if form.is_valid():
        given = attempt(form, lambda: services.provide(form.uid, found, form.given, by=request.user))
        if given is not None:
            messages.success(request, _("Bekal “%(what)s” dicatat.") % {"what": given.what})
            return redirect("aftercare:case", found.uid)
    return show(request, "aftercare/provide.html", form, case=found)


@needs("venture.write")
def copy_recipe(request: Request, uid: UUID) -> HttpResponse:
    """A recipe that the group agreed to give becomes a product of the person's own business."""
    rows = Provision.objects.visible_to(request.user).select_related("case__person", "case__unit")
    found: Provision = get_object_or_404(rows, uid=uid, kind=Provision.Kind.RECIPE)
    person = found.case.person
    recipes, ventures = queries.recipes_of_his_groups(person), queries.ventures_of(person).filter(closed_on=None)
    form = RecipeForm(request.POST or None, recipes=recipes, ventures=ventures)
    if form.is_valid():
        venture, code = form.cleaned_data["venture"], form.cleaned_data["code"]
        copy = lambda: services.hand_recipe_over(found, form.chosen, venture, code=code, by=request.user)  # noqa: E731
        made = attempt(form, copy)
        if made is not None:
            messages.success(request, _("“%(what)s” sekarang produk usahanya, belum berizin.") % {"what": made.name})
            return redirect("aftercare:case", found.case.uid)
    return show(
        request, "aftercare/copy_recipe.html", form, provision=found, recipes=recipes, ventures=ventures.exists()
    )


@needs("case.write")
def give_back(request: Request, uid: UUID) -> HttpResponse:
    """A lent tool came back."""
    rows = Provision.objects.visible_to(request.user).select_related("case__person")
    found: Provision = get_object_or_404(rows, uid=uid, kind=Provision.Kind.LOAN)
    form = NoteForm(request.POST or None)
    if form.is_valid():
        note = form.cleaned_data["note"]
        if attempt(form, lambda: services.return_loan(found, note=note, by=request.user)) is not None:
            messages.success(request, _("“%(what)s” sudah kembali.") % {"what": found.what})
            return redirect("aftercare:case", found.case.uid)
    return show(request, "aftercare/give_back.html", form, provision=found)


@needs("case.write")
def refer(request: Request, uid: UUID) -> HttpResponse:
    """Ask somebody else to help, by a numbered letter."""
    found = case_of(request, uid)
    form = ReferralForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        sent = attempt(
            form,
            lambda: services.refer(
                form.uid, found, to=told["to"], place=told["place"], asks_for=told["asks_for"], by=request.user
            ),
        )
        if sent is not None:
            messages.success(request, _("Surat rujukan %(number)s siap dicetak.") % {"number": sent.number})
            return redirect("aftercare:case", found.uid)
    return show(request, "aftercare/refer.html", form, case=found)


def _referral(request: Request, uid: UUID) -> Referral:
    rows = Referral.objects.visible_to(request.user).select_related("case__person", "case__unit", "by")
    found: Referral = get_object_or_404(rows, uid=uid)
    return found


@needs("case.write")
def answer(request: Request, uid: UUID) -> HttpResponse:
    """What was answered."""
    found = _referral(request, uid)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data["answer"]
        if attempt(form, lambda: services.answer_referral(found, said, by=request.user)) is not None:
            messages.success(request, _("Jawabannya dicatat."))
            return redirect("aftercare:case", found.case.uid)
    return show(request, "aftercare/answer.html", form, referral=found)


@require_safe
@needs("aftercare.see")
def referral_letter(request: Request, uid: UUID) -> HttpResponse:
    """The letter. It asks for help for a person's business and says nothing of why the Bapas knows him."""
    found = _referral(request, uid)
    office = Office.objects.get(pk=1)
    content = paper.compile(
        "aftercare/letter",
        {
            "title": _("Surat rujukan"),
            "number": _("Nomor %(number)s") % {"number": found.number},
            "place_day": f"{found.case.unit.place}, {words.day(found.sent_on)}",
            "to": [_("Kepada"), found.to, _("di %(place)s") % {"place": found.place}],
            "body": [
                _("Dengan hormat,"),
                _("Bersama surat ini kami mohon bantuan untuk %(name)s, yang sedang memulai usaha sendiri, berupa:")
                % {"name": found.case.person.name},
                found.asks_for,
                _("Kami senang bila hasilnya dikabarkan kepada kami. Atas bantuannya kami ucapkan terima kasih."),
            ],
            "sign": [found.case.unit.name, found.by.name],
            "foot": f"{office.name} · {found.number}",
        },
    )
    return pdf(content, f"{found.number.replace('/', '-')}.pdf")
