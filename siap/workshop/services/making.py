"""A batch is sealed: material becomes goods. Light by default: what may come before it stands in `preparing`."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from siap.core import sql
from siap.core.errors import Refused
from siap.core.verbs import record, verb
from siap.ledger import services as ledger
from siap.people.models import User
from siap.ui import words
from siap.workshop import postings, queries, rules
from siap.workshop.facts import BatchSealed, LotHeld
from siap.workshop.models import Batch, Lot, LotEdge, LotKind, Product, QualityPlan, Recipe, StockMove
from siap.workshop.services.developing import begin_trial
from siap.workshop.services.numbering import next_lot_number
from siap.workshop.services.preparing import MOST_ROUNDS, ProductRetiredAlready, finish_plan
from siap.workshop.services.refusals import refuse_unless_working
from siap.workshop.services.stocking import give


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


class SealedAlready(Refused):
    """Somebody else sealed this batch meanwhile, with other figures."""

    message = _("Produksi ini sudah ditutup oleh %(who)s: %(good)s buah jadi lot %(lot)s. Tidak ada yang diubah.")


class ChoiceUnexplained(Refused):
    """Not what ends first is to be taken, and nobody says why."""

    message = _("Tulis mengapa bukan bahan yang berakhir dulu yang dipakai.")
    field = "chosen_because"


class LotUnknown(Refused):
    """No material lot of this business has that number."""

    message = _("Lot bahan %(number)s tidak ada di usaha ini. Periksa nomornya.")
    field = "first"


class LotMistyped(Refused):
    """Its check character does not fit: nobody looks for a lot that cannot be."""

    message = _("Nomor lot “%(number)s” salah ketik: huruf periksanya tidak cocok.")
    field = "first"


class RoundsUnreadable(Refused):
    """Nobody can tell how often the recipe was made."""

    message = _("Tulis berapa kali resep, misalnya 1, 1,5, atau 1/2.")
    field = "rounds"


class CleaningMissing(Refused):
    """The quality plan wants the place cleaned before, and nobody wrote that it was."""

    message = _("Produk ini dibuat di tempat yang sudah dibersihkan. Catat dulu pembersihan %(day)s.")
    field = "made_on"


# --- As it is typed, on a screen or a device --------------------------------------------------------------------------


def rounds_typed(text: str) -> Fraction:
    """How often a recipe was made: `1`, `1,5`, `1/2`. Raises RoundsUnreadable."""
    try:
        rounds, unit = rules.read_amount(text)
    except Refused as refusal:
        raise RoundsUnreadable from refusal
    if unit:
        raise RoundsUnreadable
    return rounds


def chosen_lots(product: Product, typed: str) -> list[Lot]:
    """The material lots whose numbers were typed, with commas between, in that order. Raises LotMistyped, LotUnknown."""
    lots = []
    for number in filter(None, (one.strip().upper() for one in typed.split(","))):
        if not rules.is_lot_number(number):
            raise LotMistyped(number=number)
        lot = Lot.objects.filter(business=product.business_id, number=number).exclude(material=None).first()
        if lot is None:
            raise LotUnknown(number=number)
        lots.append(lot)
    return lots


# --- Sealed -----------------------------------------------------------------------------------------------------------


@verb
def seal_batch(
    uid: UUID,
    recipe: Recipe,
    *,
    rounds: int | Decimal | Fraction,
    good: int,
    lost: int = 0,
    lost_because: str = "",
    made_on: date,
    first: Sequence[Lot] = (),
    chosen_because: str = "",
    by: User,
) -> Batch:
    """Material lots become one product lot, what ends first is used first; the lot keeps no longer than its material.

    `first` names lots that are to be taken before others, for a reason. The same batch again changes nothing; when it was
    sealed with other figures meanwhile, the second is told so. A plan with this `uid` is sealed with it.
    Raises SealedAlready, NothingMade, BatchTooLarge, YieldsTooMuch, LossUnexplained, ChoiceUnexplained,
    ProductRetiredAlready, DayWrong, BusinessEnded, CleaningMissing, MaterialShort, CostAbsurd.
    """
    # Two who seal the same product wait here for each other, so that the second finds the batch of the first.
    product = _locked(recipe)
    if known := sql.find(Batch, uid):
        if (known.good, known.lost, known.made_on) != (good, lost, made_on):
            raise SealedAlready(who=known.sealed_by.name, good=known.good, lot=known.lot.number)
        return known
    size = Fraction(rounds)
    _check_batch(product, recipe, size, good, lost, lost_because)
    if first and not chosen_because.strip():
        raise ChoiceUnexplained
    refuse_unless_working(product.business, made_on, "made_on")
    quality = _quality_of(product, made_on)
    sheet = queries.sheets([recipe.pk])[recipe.pk]
    needs = queries.what_it_takes(recipe, size, made_on, first=[lot.pk for lot in first], locked=True, sheet=sheet)
    _refuse_short(needs)
    parts = [part for need in needs for part in need.parts]
    _refuse_more_than_matter(queries.weighed_in(recipe, sheet, needs), product, size, good + lost)
    batch = Batch(
        uid=uid,
        product=product,
        recipe=recipe,
        made_on=made_on,
        good=good,
        lost=lost,
        lost_because=lost_because.strip(),
        planned=int(recipe.yields * size + Fraction(1, 2)),
        chosen_because=chosen_because.strip()[:200],
        quality=quality,
        cost=sum(part.cost or 0 for part in parts),
        **asdict(queries.batch_cost(sheet, size, needs, made_on)),
        sealed_by=by,
    )
    sql.insert(Batch, [batch])
    _write_down(batch, parts)
    finish_plan(uid)
    if product.stage == Product.Stage.PROTOTYPE:
        begin_trial(product, by=by)
    return batch


def _locked(recipe: Recipe) -> Product:
    rows = Product.objects.select_for_update(of=("self",), no_key=True).select_related("business")
    product: Product = rows.get(recipes=recipe)
    return product


def _quality_of(product: Product, made_on: date) -> QualityPlan | None:
    """What the batch is checked against, None when its product is checked by nobody. Raises CleaningMissing."""
    plan = queries.quality_plan(product)
    if plan is not None and plan.wants_cleaning and not queries.was_cleaned(product.business, made_on):
        raise CleaningMissing(day=words.day(made_on))
    return plan if plan is not None and plan.points.all() else None


def _write_down(batch: Batch, parts: Sequence[queries.Part]) -> None:
    """The lot that came of it, what each material lot gave, the edges between, the book, and the fact."""
    product = batch.product
    lot = _product_lot(batch, parts)
    give(parts, reference=batch.reference, on=batch.made_on)
    edges = [LotEdge(source=part.lot.pk, kind=LotKind.PRODUCT, target=lot.pk, quantity=part.quantity) for part in parts]
    sql.insert(LotEdge, edges)
    ledger.post(*postings.batch_sealed(product.business.book, batch.reference, batch.made_on, batch.cost))
    record(
        BatchSealed(
            batch=batch.pk,
            product=product.pk,
            business=product.business_id,
            lot=lot.pk,
            good=batch.good,
            lost=batch.lost,
            cost=batch.cost,
            packaging=batch.packaging or 0,
            labour=batch.labour or 0,
            overhead=batch.overhead or 0,
            plan_cost=batch.plan_cost or 0,
            on=batch.made_on,
            best_before=lot.best_before,
        )
    )


def _check_batch(product: Product, recipe: Recipe, rounds: Fraction, good: int, lost: int, lost_because: str) -> None:
    if product.stage == Product.Stage.RETIRED:
        raise ProductRetiredAlready(product=product.name)
    if not 0 < rounds <= MOST_ROUNDS or good < 1 or lost < 0:
        raise NothingMade
    if good > rules.most_from(recipe.yields, rounds):
        expected = int(recipe.yields * rounds)
        raise BatchTooLarge(good=good, rounds=rules.said(rounds), expected=expected)
    if lost and not lost_because.strip():
        raise LossUnexplained(lost=lost)


def _refuse_more_than_matter(into: Fraction | None, product: Product, rounds: Fraction, made: int) -> None:
    """What a scale would laugh at: more food than all that went in (gram a round), tap water too."""
    if product.weight_gram:
        rules.refuse_more_than_matter(into and into * rounds, made * product.weight_gram, field="good")


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
    lot = Lot(
        kind=LotKind.PRODUCT,
        business=product.business,
        number=next_lot_number(product.code, batch.made_on),
        product=product,
        batch=batch,
        made_on=batch.made_on,
        best_before=rules.best_before(batch.made_on, product.shelf_life_days, (part.lot.best_before for part in parts)),
        on_hand=batch.good,
        value=batch.cost,
        held_because=rules.held_for(None) if batch.quality_id else "",
    )
    sql.insert(Lot, [lot])
    if batch.quality_id:
        record(LotHeld(lot=lot.pk, business=lot.business_id))
    move = StockMove(lot=lot, quantity=batch.good, value=batch.cost, reference=batch.reference, moved_on=batch.made_on)
    sql.insert(StockMove, [move])
    return lot
