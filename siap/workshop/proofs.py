"""What the workshop proves: the stock is its moves, and the book says the same."""

from django.db.models import Count, F, Max, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from siap.core.proofs import Evidence, Finding, backed_by_facts, proof
from siap.core.text import _
from siap.ledger import chart
from siap.ledger import queries as book
from siap.workshop import queries
from siap.workshop.models import (
    Batch,
    Cleaning,
    ContractPrice,
    Exemption,
    HygieneAudit,
    Label,
    Lot,
    LotCheck,
    LotKind,
    Panel,
    Permit,
    Product,
    ProductStep,
    Purchase,
    QualityPlan,
    StockCount,
    Workplace,
    WriteOff,
)

_SEALED = {
    "batch": "pk", "product": "product", "business": "product__business", "lot": "lot", "good": "good", "lost": "lost",
    "cost": "cost", "packaging": "packaging", "labour": "labour", "overhead": "overhead", "plan_cost": "plan_cost",
    "on": "made_on", "best_before": "lot__best_before",
}  # fmt: skip
_BOUGHT = {
    "purchase": "pk", "business": "business", "lot": "lot", "quantity": "quantity", "total": "total", "on": "bought_on",
    "best_before": "lot__best_before",
}  # fmt: skip
_PERMIT = {
    "permit": "pk", "business": "business", "product": "product", "kind": "kind", "valid_from": "valid_from",
    "valid_until": "valid_until",
}  # fmt: skip
_WITHDRAWN = {"permit": "pk", "business": "business", "on": "withdrawn_on", "by": "withdrawn_by"}
_WORKPLACE = {"workplace": "pk", "business": "business", "district": "district", "on": "from_on"}
_HYGIENE = {"audit": "pk", "business": "business", "level": "level", "on": "audited_on"}
_EXEMPTION = {
    "exemption": "pk", "product": "product", "requirement": "requirement", "state": "state", "asked_by": "asked_by",
    "by": "decided_by",
}  # fmt: skip

_STEP = {
    "step": "pk", "product": "product", "business": "product__business", "was": "was", "becomes": "becomes",
    "on": "moved_on", "by": "by",
}  # fmt: skip
_TASTED = {
    "panel": "pk", "product": "product", "business": "business", "on": "held_on", "tasters": "tasters", "points": "points",
}  # fmt: skip
_AGREED = {
    "price": "pk", "supplier": "supplier", "material": "material", "quantity": "quantity", "total": "total",
    "valid_from": "valid_from", "valid_until": "valid_until",
}  # fmt: skip
_COUNTED = {"count": "pk", "business": "business", "on": "counted_on", "by": "by"}
_WRITTEN_OFF = {
    "write_off": "pk", "lot": "lot", "quantity": "quantity", "value": "value", "on": "happened_on", "by": "by",
}  # fmt: skip
_QUALITY = {
    "plan": "pk", "product": "product", "version": "version", "points": "how_many", "wants_cleaning": "wants_cleaning",
    "by": "by",
}  # fmt: skip
_CHECKED = {
    "check": "pk", "lot": "lot", "business": "lot__business", "plan": "plan", "passed": "passed", "failing": "failing",
    "on": "checked_on", "by": "by",
}  # fmt: skip
_CLEANED = {"cleaning": "pk", "business": "business", "on": "cleaned_on", "by": "by"}
_REVERSED = {"purchase": "pk", "business": "business", "lot": "lot", "on": "reversed_on"}


@proof("lots", _("Stok sama dengan gerakannya"))
def lots_are_their_moves(evidence: Evidence) -> Finding:
    """Quantity and rupiah of every lot are what its moves add up to."""
    counted = Lot.objects.annotate(quantity=Coalesce(Sum("moves__quantity"), 0), worth=Coalesce(Sum("moves__value"), 0))
    wrong = counted.exclude(on_hand=F("quantity"), value=F("worth")).order_by("pk").first()
    return Finding(Lot.objects.count(), f"lot {wrong.number}" if wrong else "")


@proof("stock", _("Nilai stok sama dengan buku"))
def stock_is_worth_what_the_book_says(evidence: Evidence) -> Finding:
    """Material and goods of every business are worth what stands on its stock accounts."""
    count = 0
    for kind, account in ((LotKind.MATERIAL, chart.material_stock), (LotKind.PRODUCT, chart.stock)):
        booked = book.by_book(account.code)
        rows = Lot.objects.filter(kind=kind).order_by("business").values_list("business")
        worth = {f"business:{pk}": value for pk, value in rows.annotate(worth=Sum("value"))}
        for key in sorted(booked.keys() | worth.keys()):
            count += 1
            if booked.get(key, 0) != worth.get(key, 0):
                return Finding(count, f"{key} {account.code}: book {booked.get(key, 0)}, lots {worth.get(key, 0)}")
    return Finding(count)


@proof("batches", _("Setiap produksi punya peristiwanya"), wants={"workshop.BatchSealed": _SEALED})
def batches_were_said(evidence: Evidence) -> Finding:
    """Every batch was sealed by a verb that said so: so many pieces, at that cost, good until that day."""
    return backed_by_facts(Batch.objects.all(), "workshop.BatchSealed", evidence, "batch", _SEALED)


@proof("purchases", _("Setiap pembelian tercatat"), wants={"workshop.MaterialBought": _BOUGHT})
def purchases_were_said(evidence: Evidence) -> Finding:
    """Material came in by a verb that said so: so much, for that money, good until that day."""
    return backed_by_facts(Purchase.objects.all(), "workshop.MaterialBought", evidence, "purchase", _BOUGHT)


@proof("permits", _("Setiap izin dicatat"), wants={"workshop.PermitRecorded": _PERMIT})
def permits_were_recorded(evidence: Evidence) -> Finding:
    """Every licence was entered by a verb that said so, and ends when it ended then."""
    return backed_by_facts(Permit.objects.all(), "workshop.PermitRecorded", evidence, "permit", _PERMIT)


@proof("withdrawn-permits", _("Setiap pencabutan izin dicatat"), wants={"workshop.PermitWithdrawn": _WITHDRAWN})
def withdrawals_were_said(evidence: Evidence) -> Finding:
    """A licence was withdrawn, and stays so, by a verb that said from which day."""
    rows = Permit.objects.exclude(withdrawn_on=None)
    return backed_by_facts(rows, "workshop.PermitWithdrawn", evidence, "permit", _WITHDRAWN)


@proof("workplaces", _("Setiap tempat produksi dicatat"), wants={"workshop.ProductionMoved": _WORKPLACE})
def workplaces_were_recorded(evidence: Evidence) -> Finding:
    """Where something is made was entered by a verb that said so: a licence hangs on it."""
    return backed_by_facts(Workplace.objects.all(), "workshop.ProductionMoved", evidence, "workplace", _WORKPLACE)


@proof(
    "exemptions", _("Yang tidak diwajibkan ditandatangani dua orang"), wants={"workshop.ExemptionDecided": _EXEMPTION}
)
def exemptions_took_two(evidence: Evidence) -> Finding:
    """Whatever a product was let off, one person asked for and another decided."""
    decided = Exemption.objects.exclude(state=Exemption.State.ASKED)
    return backed_by_facts(decided, "workshop.ExemptionDecided", evidence, "exemption", _EXEMPTION)


@proof("steps", _("Setiap langkah produk dicatat"), wants={"workshop.ProductMoved": _STEP})
def steps_were_taken(evidence: Evidence) -> Finding:
    """Every step of a product was taken by a verb that said so, and a product stands where its last step left it."""
    said = backed_by_facts(ProductStep.objects.all(), "workshop.ProductMoved", evidence, "step", _STEP)
    if said.offender:
        return said
    last = ProductStep.objects.filter(product=OuterRef("pk")).order_by("-pk").values("becomes")[:1]
    astray = Product.objects.annotate(last=Subquery(last)).exclude(last=None).exclude(stage=F("last")).first()
    return Finding(said.count, f"product {astray.pk}: stands elsewhere than its last step" if astray else "")


@proof("panels", _("Setiap panel cicip dicatat"), wants={"workshop.PanelHeld": _TASTED})
def panels_were_held(evidence: Evidence) -> Finding:
    """A product that must be liked before it goes on was liked by so many tasters with so many points as was said."""
    rows = Panel.objects.annotate(tasters=Max("scores__taster"), points=Sum("scores__score"))
    return backed_by_facts(rows, "workshop.PanelHeld", evidence, "panel", _TASTED)


@proof("contract-prices", _("Setiap harga janji dicatat"), wants={"workshop.PriceContracted": _AGREED})
def prices_were_agreed(evidence: Evidence) -> Finding:
    """A price that a supplier agreed to was entered by a verb that said so."""
    return backed_by_facts(ContractPrice.objects.all(), "workshop.PriceContracted", evidence, "price", _AGREED)


@proof("counts", _("Setiap hitungan stok dicatat"), wants={"workshop.StockCounted": _COUNTED})
def counts_were_said(evidence: Evidence) -> Finding:
    """Every count of a shelf was entered by a verb that said so."""
    return backed_by_facts(StockCount.objects.all(), "workshop.StockCounted", evidence, "count", _COUNTED)


@proof("write-offs", _("Setiap barang yang dibuang dicatat"), wants={"workshop.StockWrittenOff": _WRITTEN_OFF})
def write_offs_were_said(evidence: Evidence) -> Finding:
    """What went was written off by a verb that said so: so much, at that worth."""
    return backed_by_facts(WriteOff.objects.all(), "workshop.StockWrittenOff", evidence, "write-off", _WRITTEN_OFF)


@proof("reversed-purchases", _("Setiap pembelian batal dicatat"), wants={"workshop.PurchaseReversed": _REVERSED})
def reversed_purchases_were_said(evidence: Evidence) -> Finding:
    """A purchase was taken back by a verb that said so."""
    rows = Purchase.objects.exclude(reversed_on=None)
    return backed_by_facts(rows, "workshop.PurchaseReversed", evidence, "purchase", _REVERSED)


@proof(
    "labels",
    _("Cara simpan di label dicatat"),
    wants={"workshop.LabelDescribed": ("product", "storage", "barcode")},
)
def labels_were_described(evidence: Evidence) -> Finding:
    """How a product is kept, on which its licence hangs, was told by a verb that said so."""
    said = evidence.of("workshop.LabelDescribed", ("product", "storage", "barcode"))
    rows = list(Label.objects.order_by("product").values_list("product", "storage", "barcode"))
    wrong = next((row for row in rows if row not in said), None)
    return Finding(len(rows), f"label of product {wrong[0]}: nobody said so" if wrong else "")


@proof("hygiene", _("Setiap pemeriksaan higiene dicatat"), wants={"workshop.HygieneAudited": _HYGIENE})
def hygiene_was_audited(evidence: Evidence) -> Finding:
    """Every level of a place came of an audit that said so: the gate hangs on it."""
    return backed_by_facts(HygieneAudit.objects.all(), "workshop.HygieneAudited", evidence, "audit", _HYGIENE)


@proof("quality-plans", _("Setiap rencana mutu dicatat"), wants={"workshop.QualityPlanned": _QUALITY})
def quality_was_planned(evidence: Evidence) -> Finding:
    """What is checked on a product was written down by a verb that said how much of it there is."""
    rows = QualityPlan.objects.annotate(how_many=Count("points"))
    return backed_by_facts(rows, "workshop.QualityPlanned", evidence, "quality plan", _QUALITY)


@proof("checks", _("Yang tidak lulus pemeriksaan mutu ditahan"), wants={"workshop.LotChecked": _CHECKED})
def what_failed_is_held(evidence: Evidence) -> Finding:
    """Every check was made by a verb that said how it ended, and a lot that did not pass is held."""
    rows = LotCheck.objects.annotate(failing=Count("answers", filter=Q(answers__is_met=False)))
    said = backed_by_facts(rows, "workshop.LotChecked", evidence, "check", _CHECKED)
    loose = queries.not_passed(Lot.objects.filter(held_because="")).order_by("pk").first()
    return Finding(said.count, said.offender or (f"lot {loose.number}: did not pass, not held" if loose else ""))


@proof("cleanings", _("Setiap pembersihan dicatat"), wants={"workshop.PlaceCleaned": _CLEANED})
def cleanings_were_said(evidence: Evidence) -> Finding:
    """Every cleaning was written down by a verb that said so: a batch may hang on it."""
    return backed_by_facts(Cleaning.objects.all(), "workshop.PlaceCleaned", evidence, "cleaning", _CLEANED)
