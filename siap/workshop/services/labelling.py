"""What a product's label says beside its recipe and its licences."""

from django.utils.translation import gettext_lazy as _

from siap.core.verbs import record, verb
from siap.people.models import User
from siap.workshop import queries, rules
from siap.workshop.facts import LabelDescribed
from siap.workshop.models import Label, Product
from siap.workshop.services.refusals import Wrong, refuse_names


class LabelWrong(Wrong):
    """A label that cannot be."""


@verb
def describe_label(
    product: Product,
    *,
    storage: str,
    brand: str = "",
    producer: str = "",
    keep_how: str = "",
    origin: str = "",
    barcode: str = "",
    nutrition_basis: str = "",
    by: User,
) -> Label:
    """Say how a product is kept (which decides its licence), its brand, its maker's address, its GS1 number. Again changes it.

    With `nutrition_basis` (who checked the estimate, or the laboratory's report) the label carries its nutrition.
    What strangers read names nobody in custody. Raises LabelWrong, NamesSomebody.
    """
    barcode = "".join(letter for letter in barcode if letter.isalnum())
    if storage not in Label.Storage.values:
        raise LabelWrong(_("Pilih bagaimana produk ini disimpan."), "storage")
    if barcode and not rules.is_ean13(barcode):
        raise LabelWrong(
            _("Nomor barcode terdiri dari 13 angka; angka terakhirnya tidak cocok. Salin lagi."), "barcode"
        )
    product = Product.objects.select_for_update(of=("self",), no_key=True).select_related("business").get(pk=product.pk)
    if barcode and Label.objects.filter(barcode=barcode).exclude(product=product).exists():
        raise LabelWrong(_("Nomor barcode ini sudah dipakai produk lain."), "barcode")
    refuse_names(product.business, {"producer": producer, "brand": brand, "keep_how": keep_how, "origin": origin})
    if nutrition_basis.strip():
        _refuse_uncounted(product)
    told = {"storage": storage, "brand": brand.strip(), "producer": producer.strip(), "keep_how": keep_how.strip(),
            "origin": origin.strip(), "barcode": barcode, "nutrition_basis": nutrition_basis.strip()}  # fmt: skip
    label: Label
    label, _is_new = Label.objects.update_or_create(product=product, defaults=told)
    record(LabelDescribed(product=product.pk, business=product.business_id, storage=storage, barcode=barcode))
    return label


def _refuse_uncounted(product: Product) -> None:
    """Figures that nobody can count are not printed, whoever checked them."""
    recipe = queries.recipe_now(product)
    figures, uncounted = queries.nutrition(recipe) if recipe else (None, ())
    if figures is None:
        raise LabelWrong(
            _("Nilai gizinya belum bisa dihitung: pilih dulu padanannya di tabel gizi untuk %(names)s."),
            "nutrition_basis",
            names=", ".join(uncounted) or product.name,
        )
