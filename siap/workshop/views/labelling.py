"""Labels of a lot as paper: a PDF for a sheet of stickers, or for a roll of 58 × 40 mm."""

from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.forms import model_to_dict
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from siap.core import clock
from siap.people.access import Request, needs
from siap.ui import codes, paper, words
from siap.ui.pages import attempt, pdf, public_address, show
from siap.workshop import queries, rules, services
from siap.workshop.forms import LabelForm
from siap.workshop.models import Label, Lot, Permit, Product, Recipe
from siap.workshop.views.gates import find
from siap.workshop.views.lots import A_SHEET, marks, producer_of

MOST_PRINTED = 1_000
SIZES = ("a4", "roll")


@needs("product.write")
def describe_label(request: Request, uid: UUID) -> HttpResponse:
    """What the label says beside recipe and licences, and what it still lacks."""
    product = find(Product, request, uid)
    own = Label.objects.filter(product=product).first()
    form = LabelForm(request.POST or None, initial=model_to_dict(own) if own else {"storage": Label.Storage.DRY})
    if form.is_valid():
        label = attempt(form, lambda: services.describe_label(product, **form.cleaned_data, by=request.user))
        if label is not None:
            messages.success(request, _("Label %(product)s disimpan.") % {"product": product.name})
            return redirect("workshop:product", uid)
    lacks = queries.label_lacks(product, clock.today())
    return show(request, "workshop/describe_label.html", form, product=product, lacks=lacks)


@needs("workshop.see")
def label_paper(request: Request, uid: UUID) -> HttpResponse:
    """The labels of a product lot as a PDF. A label is Indonesian whoever prints it (Per BPOM 31/2018)."""
    found = find(Lot, request, uid)
    if found.batch is None or found.product is None:
        raise Http404
    size = request.GET.get("ukuran", "")
    asked = request.GET.get("berapa", "")
    count = min(int(asked), MOST_PRINTED) if asked.isdecimal() and int(asked) > 0 else A_SHEET
    address = public_address(request, reverse("workshop:jar", args=[found.uid]))
    with override("id"):
        content = paper.compile("workshop/labels", told(found, address, count, size if size in SIZES else "a4"))
    return pdf(content, f"label-{found.number}.pdf")


def told(lot: Lot, address: str, count: int, size: str) -> dict[str, object]:
    """What the sheet of labels is filled with: nothing but text and pictures of codes."""
    product, batch = lot.product, lot.batch
    assert product is not None
    assert batch is not None
    ingredients = queries.label_ingredients(batch.recipe)
    own = getattr(product, "label", None)
    permits = list(queries.permits_on(product, lot.made_on))
    number = (own and own.barcode) or rules.in_store(product.pk)
    return {
        "title": _("Label %(number)s") % {"number": lot.number},
        "lang": (get_language() or "id")[:2],
        "count": count,
        "size": size,
        "name": product.name,
        "brand": own.brand if own else "",
        "composition_label": _("Komposisi"),
        "composition": _composition(ingredients),
        "allergens_label": _("Mengandung alergen"),
        "allergens": ", ".join(sorted({one.allergen for one in ingredients if one.allergen})),
        "facts": _facts(lot, permits),
        "producer": _("Diproduksi oleh %(producer)s, Indonesia") % {"producer": producer_of(lot)},
        "marks": marks(permits),
        "qr": codes.qr_svg(address),
        "qr_says": _("Jalan kemasan ini"),
        "ean": codes.ean_svg(number),
        "ean_number": number,
    }


def _composition(ingredients: list[rules.Ingredient]) -> list[tuple[str, bool]]:
    """Words and whether they are bold: what has an allergen is."""
    last = len(ingredients) - 1
    return [(one.name + (", " if at < last else "."), bool(one.allergen)) for at, one in enumerate(ingredients)]


def _facts(lot: Lot, permits: list[Permit]) -> list[tuple[str, str]]:
    assert lot.product is not None
    own = getattr(lot.product, "label", None)
    shown = [one for one in permits if one.kind in rules.PRINTED]
    said = [
        (_("Berat bersih"), words.gram(lot.product.weight_gram) if lot.product.weight_gram else ""),
        (_("Diproduksi"), words.day(lot.made_on)),
        (_("Kode produksi"), lot.number),
        (_("Baik digunakan sebelum"), words.day(lot.best_before) if lot.best_before else ""),
        *((str(one.get_kind_display()), one.number) for one in shown),
        (_("Simpan"), own.keep_how if own else ""),
        (_("Asal bahan"), own.origin if own else ""),
        (
            _("Informasi nilai gizi per 100 g"),
            _nutrition(lot.batch.recipe, own.nutrition_basis) if own and own.nutrition_basis and lot.batch else "",
        ),
    ]
    return [(label, value) for label, value in said if value]


def _nutrition(recipe: Recipe, basis: str) -> str:
    """Energy and the rest in one line, with the table and who checked it; nothing when it cannot be counted (any more)."""
    figures, _uncounted = queries.nutrition(recipe)
    if figures is None:
        return ""
    grams = {
        name: words.number(Decimal(amount.numerator) / amount.denominator, 1)
        for name, amount in (("fat", figures.fat), ("protein", figures.protein), ("carbohydrate", figures.carbohydrate))
    }
    told = _(
        "energi %(energy)s kkal, lemak %(fat)s g, protein %(protein)s g, karbohidrat %(carbohydrate)s g, "
        "garam (natrium) %(sodium)s mg"
    ) % {"energy": words.number(figures.energy), "sodium": words.number(figures.sodium), **grams}
    return f"{told} ({_('TKPI 2020')}; {basis})"
