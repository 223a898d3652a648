"""Material comes in from a supplier, and a purchase is taken back."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.business.models import Business
from siap.core import clock
from siap.core.errors import Refused
from siap.core.money import MOST, rupiah
from siap.core.services import keep_document
from siap.core.verbs import record, verb
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger import services as ledger
from siap.ledger.services import ReasonMissing
from siap.people.models import User
from siap.workshop import postings, rules
from siap.workshop.facts import MaterialBought, PriceContracted, PurchaseReversed, StockMoved, SupplierReached
from siap.workshop.models import ContractPrice, Lot, LotKind, Material, Purchase, StockMove, Supplier, SupplierContact
from siap.workshop.services.numbering import next_lot_number
from siap.workshop.services.refusals import Wrong, refuse_unless_working
from siap.workshop.services.stocking import shift


class PurchaseWrong(Wrong):
    """A purchase that cannot have been."""


class SupplierWrong(Wrong):
    """A supplier, or a price agreed with one, that cannot be."""


class NotEnoughCash(Refused):
    """The business has less cash than it should pay."""

    message = _(
        "Kas %(business)s hanya %(cash)s, kurang untuk %(amount)s. Catat uang masuk dulu, atau catat sebagai utang."
    )
    field = "total"


class DebtPaidAlready(Refused):
    """What was owed for a purchase has been paid, so that taking it back would leave a debt below zero."""

    message = _(
        "Utang pembelian ini sudah dibayar. Minta uangnya kembali dari %(supplier)s dan catat sebagai uang masuk; "
        "sisa bahannya catat sebagai rusak atau hilang."
    )


@verb
def buy_material(
    uid: UUID,
    material: Material,
    *,
    supplier: str,
    quantity: int,
    total: int,
    bought_on: date,
    best_before: date | None = None,
    is_paid: bool = True,
    receipt: bytes | None = None,
    supplier_lot: str = "",
    place: str = "",
    by: User,
) -> Purchase:
    """Material comes in as one lot (base units, rupiah), paid from the business's cash or owed to the supplier.

    Raises PurchaseWrong, DayWrong, BusinessEnded, NotEnoughCash; NotADocument, DocumentTooLarge for the receipt.
    """
    if known := Purchase.objects.filter(uid=uid).first():
        return known
    # Two purchases at once must not spend the same cash: the second waits here.
    business = Business.objects.select_for_update(no_key=True).get(pk=material.business_id)
    _check_purchase(supplier, quantity, total, bought_on, best_before)
    _refuse_made_here(material)
    refuse_unless_working(business, bought_on, "bought_on")
    if is_paid and (cash := book.balance(chart.cash, book=business.book)) < total:
        raise NotEnoughCash(business=business.name, cash=rupiah(cash), amount=rupiah(total))
    purchase = Purchase.objects.create(
        uid=uid,
        business=business,
        material=material,
        supplier=supplier.strip(),
        supplied_by=_known_supplier(business, supplier),
        bought_on=bought_on,
        quantity=quantity,
        total=total,
        is_paid=is_paid,
        receipt=keep_document(receipt, kind="receipt", by=by) if receipt else None,
        by=by,
    )
    lot = _material_lot(purchase, best_before=best_before, supplier_lot=supplier_lot, place=place)
    ledger.post(*postings.material_bought(business.book, purchase.reference, bought_on, total, is_paid=is_paid))
    record(
        MaterialBought(
            purchase=purchase.pk,
            business=business.pk,
            lot=lot.pk,
            quantity=quantity,
            total=total,
            on=bought_on,
            best_before=lot.best_before,
        )
    )
    return purchase


def _material_lot(purchase: Purchase, *, best_before: date | None, supplier_lot: str, place: str) -> Lot:
    lot = Lot.objects.create(
        kind=LotKind.MATERIAL,
        business=purchase.business,
        number=next_lot_number(rules.MATERIAL_CODE, purchase.bought_on),
        material=purchase.material,
        purchase=purchase,
        made_on=purchase.bought_on,
        best_before=best_before,
        on_hand=purchase.quantity,
        value=purchase.total,
        supplier_lot=supplier_lot.strip(),
        place=place.strip(),
    )
    StockMove.objects.create(
        lot=lot,
        quantity=purchase.quantity,
        value=purchase.total,
        reference=purchase.reference,
        moved_on=purchase.bought_on,
    )
    return lot


def _refuse_made_here(material: Material) -> None:
    if material.recipes.exists():
        raise PurchaseWrong(
            _(
                "%(material)s dibuat sendiri: yang dibeli adalah isinya. Kalau membeli yang jadi, catat "
                "sebagai bahan lain."
            ),
            "quantity",
            material=material.name,
        )


def _check_purchase(supplier: str, quantity: int, total: int, bought_on: date, best_before: date | None) -> None:
    if not supplier.strip():
        raise PurchaseWrong(_("Isi dari siapa bahan ini dibeli."), "supplier")
    if not 0 < quantity <= rules.MOST_OF_ANYTHING:
        raise PurchaseWrong(_("Isi banyaknya bahan: lebih dari nol, paling banyak sepuluh juta."), "quantity")
    if not 0 < total <= MOST:
        raise PurchaseWrong(_("Isi jumlah uang yang dibayar: lebih dari nol."), "total")
    if best_before is not None and best_before < bought_on:
        raise PurchaseWrong(_("Bahan ini sudah lewat tanggal baiknya saat dibeli."), "best_before")


def _known_supplier(business: Business, name: str) -> Supplier:
    """The supplier of that name, entered when he is not there yet."""
    spelled = " ".join(name.split())
    known = business.suppliers.filter(name__iexact=spelled).first()
    return known or Supplier.objects.create(business=business, name=spelled)


@verb
def reverse_purchase(purchase: Purchase, *, because: str, by: User) -> Purchase:
    """Take a purchase back: the money or the debt goes, with it what is left of its lot; what was used already becomes a
    stock difference, because its cost went on into goods. Twice changes nothing. Raises ReasonMissing, DebtPaidAlready.
    """
    if not because.strip():
        raise ReasonMissing
    purchase = Purchase.objects.select_for_update(of=("self",)).select_related("business").get(pk=purchase.pk)
    if purchase.reversed_on is not None:
        return purchase
    business, today = purchase.business, clock.today()
    if not purchase.is_paid and book.balance(chart.payable, book=business.book) < purchase.total:
        raise DebtPaidAlready(supplier=purchase.supplier)
    lot = Lot.objects.select_for_update().get(purchase=purchase)
    left, worth, reference = lot.on_hand, lot.value, f"{purchase.reference}:reversed"
    if left:
        moves = shift([(lot, -left, -worth)], reference, today)
        record(StockMoved(reference=reference, moves=tuple((m.lot_id, m.quantity, m.value) for m in moves), on=today))
    ledger.post(
        *postings.purchase_reversed(business.book, reference, today, purchase.total, worth, is_paid=purchase.is_paid)
    )
    purchase.reversed_on, purchase.reversed_because = today, because.strip()[:200]
    purchase.save(update_fields=["reversed_on", "reversed_because"])
    record(
        PurchaseReversed(
            purchase=purchase.pk,
            business=business.pk,
            lot=lot.pk,
            quantity=left,
            value=worth,
            used=purchase.quantity - left,
            on=today,
        )
    )
    return purchase


@verb
def reach_supplier(business: Business, name: str, contact: str, *, since: date, by: User) -> Supplier:
    """Enter a supplier, or how he is reached from a day on. Raises SupplierWrong."""
    if not name.strip():
        raise SupplierWrong(_("Isi nama pemasok."), "name")
    if not contact.strip():
        raise SupplierWrong(_("Isi nomor telepon atau alamatnya."), "contact")
    if since > clock.today():
        raise SupplierWrong(_("Tanggal ini belum tiba."), "since")
    supplier = _known_supplier(business, name)
    SupplierContact.objects.update_or_create(
        supplier=supplier, valid_from=since, defaults={"contact": contact.strip()[:120]}
    )
    record(SupplierReached(supplier=supplier.pk, business=business.pk, since=since))
    return supplier


@verb
def contract_price(
    uid: UUID,
    supplier: Supplier,
    material: Material,
    *,
    quantity: int,
    total: int,
    valid_from: date,
    valid_until: date | None = None,
    by: User,
) -> ContractPrice:
    """Write down what a supplier agreed to ask (rupiah) for a quantity (base units) of a material. Raises SupplierWrong."""
    if known := ContractPrice.objects.filter(uid=uid).first():
        return known
    if supplier.business_id != material.business_id:
        raise SupplierWrong(_("Bahan ini bukan bahan usaha yang sama."), "material")
    if not 0 < quantity <= rules.MOST_OF_ANYTHING or not 0 < total <= MOST:
        raise SupplierWrong(_("Isi banyaknya bahan dan harganya: lebih dari nol."), "quantity")
    if valid_until is not None and valid_until < valid_from:
        raise SupplierWrong(_("Harga ini berakhir sebelum berlaku."), "valid_until")
    price = ContractPrice.objects.create(
        uid=uid,
        supplier=supplier,
        material=material,
        quantity=quantity,
        total=total,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    record(
        PriceContracted(
            price=price.pk,
            supplier=supplier.pk,
            material=material.pk,
            quantity=quantity,
            total=total,
            valid_from=valid_from,
            valid_until=valid_until,
        )
    )
    return price
