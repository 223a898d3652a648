"""How a product comes to be: its steps, its tastings, its rivals, and what waits."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from siap.core import clock
from siap.people.access import Request, needs
from siap.ui.pages import attempt, show
from siap.ui.way import State, Station
from siap.workshop import queries, rules, services
from siap.workshop.forms import DescribeForm, PanelForm, RivalForm, StepForm
from siap.workshop.models import Panel, PanelScore, Product, ProductStep
from siap.workshop.views.gates import find, hand_out, read_upload


def way_of(product: Product, steps: Sequence[ProductStep] = ()) -> list[Station]:
    """Its way from idea to sale, each stage with the day it was last reached, as far as its steps (newest first) tell."""
    reached = {one.becomes: one.moved_on for one in reversed(steps)}
    here = rules.WAY.index(product.stage) if product.stage in rules.WAY else -1
    way = []
    for place, stage in enumerate(rules.WAY):
        state = State.DONE if place < here else State.HERE if place == here else State.AHEAD
        if place == here == len(rules.WAY) - 1:
            state = State.DONE
        way.append(Station(str(Product.Stage(stage).label), state, on=reached.get(stage) if place <= here else None))
    if product.stage == Product.Stage.RETIRED:
        way.append(Station(str(Product.Stage.RETIRED.label), State.BAD, on=reached.get(product.stage)))
    return way


@needs("workshop.see")
def waiting(request: Request) -> HttpResponse:
    """Every product on its way, with what stands between it and the next stage: a mentor's list of things to do."""
    rows = queries.waiting_products(request.user, clock.today())
    return show(request, "workshop/waiting.html", rows=rows, today=clock.today())


@needs("workshop.see")
def develop(request: Request, uid: UUID) -> HttpResponse:
    """One product's way: where it stands, what is lacking, every step, what tasters and rivals say."""
    product, today = find(Product, request, uid), clock.today()
    recipe, tastings, rivals = queries.recipe_now(product), queries.tastings_of(product), queries.rivals_of(product)
    steps = queries.steps_of(product)
    known = rules.Standing(
        has_recipe=recipe is not None,
        needs_panel=product.needs_panel,
        liking=tastings[0].liking if tastings else None,
        missing=tuple(queries.missing_for_sale(product, today)),
    )
    coming = rules.next_stage(product.stage)
    goal = min(coming, Product.Stage.READY.value, key=rules.WAY.index) if coming else None
    cost = queries.recipe_cost(recipe).each if recipe and rivals else None
    return show(
        request,
        "workshop/develop.html",
        product=product,
        way=way_of(product, steps),
        coming=Product.Stage(coming).label if coming else "",
        asks=rules.ASKS.get(coming or "", ""),
        lacks=rules.lacks(goal, known) if goal else [],
        known=known,
        steps=steps,
        last=tastings[0] if tastings else None,
        judged=[(PanelScore.Attribute(row.attribute).label, row) for row in tastings[0].judged] if tastings else [],
        before=tastings[1:],
        rivals=rivals,
        compared=queries.compared(product, cost, rivals),
        pass_mark=rules.PASS_MARK,
    )


@needs("product.write")
def step(request: Request, uid: UUID) -> HttpResponse:
    """Move a product to another stage, on with nothing lacking, back with a reason."""
    product = find(Product, request, uid)
    coming = rules.next_stage(product.stage)
    form = StepForm(product, request.POST or None, request.FILES or None, initial={"becomes": coming})
    if form.is_valid():
        given = form.cleaned_data
        moved = attempt(
            form,
            lambda: services.move_product(
                product,
                given["becomes"],
                because=given["because"],
                document=read_upload(given["document"]),
                by=request.user,
            ),
        )
        if moved is not None:
            says = _("%(product)s sekarang di tahap %(stage)s.")
            messages.success(request, says % {"product": moved.name, "stage": moved.get_stage_display()})
            return redirect("workshop:develop", uid)
    return show(request, "workshop/step.html", form, product=product, way=way_of(product))


@needs("product.write")
def panel(request: Request, uid: UUID) -> HttpResponse:
    """Key in a tasting, row by row as it stands on the paper."""
    product = find(Product, request, uid)
    form = PanelForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        held = attempt(
            form,
            lambda: services.hold_panel(
                form.uid,
                product,
                held_on=given["held_on"],
                scores=form.scores,
                what_next=given["what_next"],
                photo=read_upload(given["photo"]),
                by=request.user,
            ),
        )
        if held is not None:
            messages.success(request, _("Panel %(product)s sudah dicatat.") % {"product": product.name})
            return redirect("workshop:develop", uid)
    return show(request, "workshop/panel.html", form, product=product)


@needs("product.write")
def rival(request: Request, uid: UUID) -> HttpResponse:
    """Note somebody else's product with its price."""
    product = find(Product, request, uid)
    form = RivalForm(request.POST or None)
    if form.is_valid():
        noted = attempt(form, lambda: services.note_rival(product=product, **form.cleaned_data, by=request.user))
        if noted is not None:
            messages.success(request, _("%(rival)s sudah dicatat.") % {"rival": noted.name})
            return redirect("workshop:develop", uid)
    return show(request, "workshop/rival.html", form, product=product)


@needs("product.write")
def describe(request: Request, uid: UUID) -> HttpResponse:
    """Say whom it is made for, how it looks, and whether it is to be tasted before it goes on."""
    product = find(Product, request, uid)
    initial = {"target_buyer": product.target_buyer, "story": product.story, "needs_panel": product.needs_panel}
    form = DescribeForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        given = dict(form.cleaned_data)
        photo = read_upload(given.pop("photo"))
        if attempt(form, lambda: services.describe_product(product, photo=photo, by=request.user, **given)):
            messages.success(request, _("Keterangan %(product)s sudah disimpan.") % {"product": product.name})
            return redirect("workshop:develop", uid)
    return show(request, "workshop/describe.html", form, product=product)


@needs("workshop.see")
def photo(request: Request, uid: UUID) -> FileResponse:
    """The photograph of a product."""
    found: Product = get_object_or_404(Product.objects.visible_to(request.user).select_related("photo"), uid=uid)
    return hand_out(found.photo)


@needs("workshop.see")
def panel_photo(request: Request, uid: UUID) -> FileResponse:
    """The photograph of a tasting."""
    found: Panel = get_object_or_404(Panel.objects.visible_to(request.user).select_related("photo"), uid=uid)
    return hand_out(found.photo)


@needs("workshop.see")
def evidence(request: Request, uid: UUID, step: int) -> FileResponse:
    """The file that stands behind a step of a product."""
    product = find(Product, request, uid)
    found = ProductStep.objects.filter(product=product, pk=step).select_related("document").first()
    if found is None:
        raise Http404
    return hand_out(found.document)
