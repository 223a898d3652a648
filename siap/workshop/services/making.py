"""Material comes in, goods come out."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from siap.business.models import Business
from siap.core.errors import Refused
from siap.core.money import MOST, rupiah
from siap.core.services import keep_document, next_number
from siap.core.verbs import record, verb
from siap.ledger import chart
from siap.ledger import queries as book
from siap.ledger import services as ledger
from siap.people.models import User
from siap.workshop import postings, queries, rules
from siap.workshop.facts import BatchSealed, MaterialBought
from siap.workshop.models import Batch, Lot, LotEdge, LotKind, Material, Product, Purchase, Recipe, StockMove
from siap.workshop.services.refusals import Wrong, refuse_unless_working
from siap.workshop.services.stocking import give


class PurchaseWrong(Wrong):
    """A purchase that cannot have been."""


class NotEnoughCash(Refused):
    """The business has less cash than it should pay."""

    message = _(
        "Kas %(business)s hanya %(cash)s, kurang untuk %(amount)s. Catat uang masuk dulu, atau catat sebagai utang."
    )
    field = "total"


class MaterialShort(Refused):
    """A batch takes more material than may be used."""

    message = _("Bahan belum cukup. %(short)s")
    field = "rounds"


class NothingMade(Refused):
    """A batch of no round or without a good piece."""

    message = _("Isi berapa kali resep dibuat dan berapa buah yang jadi, paling sedikit satu.")
    field = "good"


class BatchTooLarge(Refused):
    """More good pieces than the recipe can give."""

    message = _("%(good)s buah terlalu banyak: %(rounds)s kali resep ini memberi sekitar %(expected)s buah.")
    field = "good"


class LossUnexplained(Refused):
    """Pieces were lost and nobody says why."""

    message = _("Tulis mengapa %(lost)s buah gagal.")
    field = "lost_because"


class ProductRetiredAlready(Refused):
    """A retired product is no longer made."""

    message = _("%(product)s sudah tidak dibuat lagi.")


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
    refuse_unless_working(business, bought_on, "bought_on")
    if is_paid and (cash := book.balance(chart.cash, book=business.book)) < total:
        raise NotEnoughCash(business=business.name, cash=rupiah(cash), amount=rupiah(total))
    purchase = Purchase.objects.create(
        uid=uid,
        business=business,
        material=material,
        supplier=supplier.strip(),
        bought_on=bought_on,
        quantity=quantity,
        total=total,
        is_paid=is_paid,
        receipt=keep_document(receipt, kind="receipt", by=by) if receipt else None,
        by=by,
    )
    lot = Lot.objects.create(
        kind=LotKind.MATERIAL,
        business=business,
        number=_next_lot_number(rules.MATERIAL_CODE, bought_on),
        material=material,
        purchase=purchase,
        made_on=bought_on,
        best_before=best_before,
        on_hand=quantity,
        value=total,
    )
    StockMove.objects.create(lot=lot, quantity=quantity, value=total, reference=purchase.reference, moved_on=bought_on)
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


def _check_purchase(supplier: str, quantity: int, total: int, bought_on: date, best_before: date | None) -> None:
    if not supplier.strip():
        raise PurchaseWrong(_("Isi dari siapa bahan ini dibeli."), "supplier")
    if not 0 < quantity <= rules.MOST_OF_ANYTHING:
        raise PurchaseWrong(_("Isi banyaknya bahan: lebih dari nol, paling banyak sepuluh juta."), "quantity")
    if not 0 < total <= MOST:
        raise PurchaseWrong(_("Isi jumlah uang yang dibayar: lebih dari nol."), "total")
    if best_before is not None and best_before < bought_on:
        raise PurchaseWrong(_("Bahan ini sudah lewat tanggal baiknya saat dibeli."), "best_before")


def _next_lot_number(code: str, on: date) -> str:
    return rules.lot_number(code, on, next_number(f"lot:{code}:{on:%y%m%d}"))


@verb
def seal_batch(
    uid: UUID,
    recipe: Recipe,
    *,
    rounds: int,
    good: int,
    lost: int = 0,
    lost_because: str = "",
    made_on: date,
    by: User,
) -> Batch:
    """Material lots become one product lot, what ends first is used first; the lot keeps no longer than its material.

    Raises NothingMade, BatchTooLarge, LossUnexplained, ProductRetiredAlready, DayWrong, BusinessEnded, MaterialShort.
    """
    if known := Batch.objects.filter(uid=uid).first():
        return known
    product = Product.objects.select_related("business").get(pk=recipe.product_id)
    business = product.business
    _check_batch(product, recipe, rounds, good, lost, lost_because)
    refuse_unless_working(business, made_on, "made_on")
    needs = queries.what_it_takes(recipe, rounds, made_on, queries.lots_for(recipe).select_for_update())
    _refuse_short(needs)
    parts = [part for need in needs for part in need.parts]
    cost = sum(part.cost or 0 for part in parts)
    batch = Batch.objects.create(
        uid=uid,
        product=product,
        recipe=recipe,
        made_on=made_on,
        good=good,
        lost=lost,
        lost_because=lost_because.strip(),
        cost=cost,
        sealed_by=by,
    )
    lot = _product_lot(batch, parts)
    give(parts, reference=batch.reference, on=made_on)
    LotEdge.objects.bulk_create(
        LotEdge(source=part.lot.pk, kind=LotKind.PRODUCT, target=lot.pk, quantity=part.quantity) for part in parts
    )
    ledger.post(*postings.batch_sealed(business.book, batch.reference, made_on, cost))
    record(
        BatchSealed(
            batch=batch.pk,
            product=product.pk,
            business=business.pk,
            lot=lot.pk,
            good=good,
            lost=lost,
            cost=cost,
            on=made_on,
            best_before=lot.best_before,
        )
    )
    return batch


def _check_batch(product: Product, recipe: Recipe, rounds: int, good: int, lost: int, lost_because: str) -> None:
    if product.stage == Product.Stage.RETIRED:
        raise ProductRetiredAlready(product=product.name)
    if rounds < 1 or good < 1 or lost < 0:
        raise NothingMade
    if good > rules.most_from(recipe.yields, rounds):
        raise BatchTooLarge(good=good, rounds=rounds, expected=recipe.yields * rounds)
    if lost and not lost_because.strip():
        raise LossUnexplained(lost=lost)


def _refuse_short(needs: Sequence[queries.Need]) -> None:
    if short := [_short_of(need) for need in needs if need.short]:
        raise MaterialShort(short=" ".join(short))


def _short_of(need: queries.Need) -> str:
    says = gettext("%(material)s kurang %(short)s.") % {
        "material": need.material.name,
        "short": rules.measured(need.short, need.material.measure),
    }
    if need.unusable:
        says += " " + gettext("Yang %(unusable)s lagi ditahan, sudah lewat tanggal, atau dibeli sesudah hari itu.") % {
            "unusable": rules.measured(need.unusable, need.material.measure)
        }
    return says


def _product_lot(batch: Batch, parts: Sequence[queries.Part]) -> Lot:
    product = batch.product
    lot = Lot.objects.create(
        kind=LotKind.PRODUCT,
        business=product.business,
        number=_next_lot_number(product.code, batch.made_on),
        product=product,
        batch=batch,
        made_on=batch.made_on,
        best_before=rules.best_before(batch.made_on, product.shelf_life_days, (part.lot.best_before for part in parts)),
        on_hand=batch.good,
        value=batch.cost,
    )
    StockMove.objects.create(
        lot=lot, quantity=batch.good, value=batch.cost, reference=batch.reference, moved_on=batch.made_on
    )
    return lot
