"""What the workshop proves: the stock is its moves, and the book says the same."""

from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from siap.core.proofs import Evidence, Finding, backed_by_facts, proof
from siap.core.text import _
from siap.ledger import chart
from siap.ledger import queries as book
from siap.workshop.models import Batch, Lot, LotKind, Permit, Purchase

_SEALED = {
    "batch": "pk", "product": "product", "business": "product__business", "lot": "lot", "good": "good", "lost": "lost",
    "cost": "cost", "on": "made_on", "best_before": "lot__best_before",
}  # fmt: skip
_BOUGHT = {
    "purchase": "pk", "business": "business", "lot": "lot", "quantity": "quantity", "total": "total", "on": "bought_on",
    "best_before": "lot__best_before",
}  # fmt: skip
_PERMIT = {
    "permit": "pk", "business": "business", "product": "product", "kind": "kind", "valid_from": "valid_from",
    "valid_until": "valid_until",
}  # fmt: skip


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
