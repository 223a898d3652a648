"""What was promised, to whom, and how money is shared."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from siap.core import clock
from siap.core.text import Text
from siap.people.access import Request, needs
from siap.programme import queries, services
from siap.programme.forms import MinimumWageForm, StartForm, TermsForm
from siap.programme.models import Agreement, AgreementPaper, SharingTerms
from siap.programme.rules import BUILT_IN, MINIMUM_WAGE, PARTS, NobodyEntitled, example
from siap.ui.pages import attempt, show
from siap.ui.words import day, percent


@needs("agreement.see")
def home(request: Request) -> HttpResponse:
    """The agreements, and what waits in the selection."""
    agreements = Agreement.objects.visible_to(request.user).select_related("partner").order_by("-signed_on")
    return show(
        request, "programme/home.html",
        agreements=agreements.annotate(units_joined=Count("memberships", distinct=True)),
        counts=queries.selection_counts(request.user) if request.user.can("selection.see") else None,
    )  # fmt: skip


@dataclass(frozen=True)
class TermsInWords:
    """Sharing terms with their parts in words, and whether they hold today."""

    terms: SharingTerms
    parts: list[tuple[Text, int]]  # whose, percent
    is_valid: bool
    is_ahead: bool

    @property
    def conditions(self) -> list[tuple[Text, int]]:
        """Parts that count only above an amount: whose, rupiah."""
        return [(PARTS[part.kind], part.above) for part in self.terms.portions if part.above]

    @property
    def remainder(self) -> Text:
        """Whose part gets what rounding leaves; empty when the largest remainders do."""
        return PARTS.get(self.terms.remainder_to, "")

    @property
    def bars(self) -> list[tuple[str, int, str]]:
        """The parts as a chart: label, percentage points, in words."""
        return [(str(label), points, percent(points)) for label, points in self.parts]


def in_words(newest_first: Iterable[SharingTerms], on: date) -> list[TermsInWords]:
    """All terms of an agreement; those that hold on a day are marked."""
    rows = list(newest_first)
    valid = next((terms for terms in rows if terms.valid_from <= on), None)
    return [
        TermsInWords(
            terms,
            [(PARTS[part.kind], part.percent) for part in terms.portions],
            terms is valid,
            terms.valid_from > on,
        )
        for terms in rows
    ]


@needs("agreement.see")
def agreement(request: Request, uid: UUID) -> HttpResponse:
    """One agreement: parties, scope, units, and how the proceeds are shared."""
    shown = get_object_or_404(Agreement.objects.visible_to(request.user).select_related("partner"), uid=uid)
    terms = in_words(shown.terms.select_related("approved_by").order_by("-valid_from", "-pk"), clock.today())
    papers = list(shown.papers.select_related("document"))
    ruled = [one for one in reversed(papers) if one.kind == AgreementPaper.Kind.RULING]
    return show(
        request, "programme/agreement.html", agreement=shown, scope=shown.scope.all(), terms=terms,
        memberships=shown.memberships.select_related("unit").order_by("joined_on", "pk"),
        papers=papers, ruling=ruled[0] if ruled else None, left=(shown.until_on - clock.today()).days if shown.until_on else None,
        may_write=request.user.can("agreement.write"),
    )  # fmt: skip


EXAMPLE = 1_000_000
"""What the preview divides (rupiah)."""


@needs("agreement.write")
def new_terms(request: Request, uid: UUID) -> HttpResponse:
    """Add sharing terms from a day on: every word of them on one screen, with what a million would become."""
    shown = get_object_or_404(Agreement.objects.visible_to(request.user), uid=uid)
    start = request.GET.get("start", "")
    start = start if start in BUILT_IN else "karya"
    form = TermsForm(
        request.POST if request.method == "POST" else None, start=start, districts=queries.districts()
    )  # fmt: skip
    if form.is_bound and form.is_valid() and "preview" not in request.POST:
        typed = form.cleaned_data
        terms = attempt(
            form,
            lambda: services.agree_terms(
                shown, form.told, valid_from=typed["valid_from"], usable_percent=typed["usable_percent"],
                state_first=typed["state_first"], objection_days=typed["objection_days"], by=request.user, uid=form.uid,
            ),
        )  # fmt: skip
        if terms:
            messages.success(
                request,
                _("%(name)s berlaku mulai %(on)s.") % {"name": terms.name, "on": day(terms.valid_from)},
            )
            return redirect("programme:agreement", uid)
    return show(
        request, "programme/new_terms.html", form, agreement=shown, starts=StartForm(initial={"start": start}),
        example=_example(form, start), amount=EXAMPLE,
    )  # fmt: skip


def _example(form: TermsForm, start: str) -> list[tuple[Text, int]]:
    """What the typed terms would make of the example; nothing while they are not whole."""
    if not form.is_bound:
        return example(BUILT_IN[start], 0, EXAMPLE)
    if "usable_percent" not in form.cleaned_data or not form.is_valid():
        return []
    try:
        return example(form.told, form.cleaned_data["usable_percent"], EXAMPLE)
    except NobodyEntitled:
        return []


@needs("agreement.write")
def minimum_wages(request: Request) -> HttpResponse:
    """The minimum wages that wage terms are held against, and entering a new one."""
    form = MinimumWageForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        wage = attempt(
            form,
            lambda: services.set_minimum_wage(
                typed["district"],
                typed["monthly"],
                basis=typed["basis"],
                valid_from=typed["valid_from"],
                by=request.user,
            ),
        )
        if wage:
            messages.success(request, _("Upah minimum %(district)s dicatat.") % {"district": typed["district"]})
            return redirect("programme:minimum-wages")
    wages = [(one.key.removeprefix(MINIMUM_WAGE), int(one.value), one) for one in queries.minimum_wages()]
    return show(request, "programme/minimum_wages.html", form, wages=wages)
