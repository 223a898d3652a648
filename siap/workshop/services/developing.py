"""A product goes from stage to stage, each step with who, when and on what evidence; people taste it, rivals are noted."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.errors import Refused
from siap.core.money import MOST
from siap.core.services import keep_document
from siap.core.verbs import record, verb
from siap.people.models import User
from siap.workshop import queries, rules
from siap.workshop.facts import PanelHeld, ProductDescribed, ProductMoved, RivalNoted
from siap.workshop.models import Panel, PanelScore, Product, ProductStep, Rival
from siap.workshop.services.refusals import Wrong, refuse_names, refuse_unless_working

MOST_TASTERS = 60


class NotReady(Refused):
    """A product lacks something before it may be sold."""

    message = _("%(product)s belum boleh dijual. %(missing)s")


class NotThereYet(Refused):
    """A product lacks something before it may go on."""

    message = _("%(product)s belum bisa ke tahap %(stage)s. %(missing)s")


class NoWayThere(Refused):
    """Such a step does not exist: only a price puts a product on sale, and a stage does not follow itself."""

    message = _("%(product)s tidak bisa dipindah ke tahap itu. Muat ulang halaman untuk melihat tahapnya sekarang.")


class WhyBack(Refused):
    """A step back needs its reason."""

    message = _("Tulis mengapa produk ini mundur satu tahap atau lebih.")
    field = "because"


class PanelWrong(Wrong):
    """A tasting that cannot have been."""


class RivalWrong(Wrong):
    """A rival's product that cannot be."""


def take_step(
    product: Product, becomes: str, *, because: str = "", document: bytes | None = None, by: User | None
) -> Product:
    """Write down that a product moved, inside a verb that has checked whether it may."""
    was, product.stage = product.stage, becomes
    product.save(update_fields=["stage"])
    kept = keep_document(document, kind="product-step", title=product.name, by=by) if document else None
    step = ProductStep.objects.create(
        product=product,
        was=was,
        becomes=becomes,
        moved_on=clock.today(),
        because=because.strip()[:200],
        document=kept,
        by=by,
    )
    record(
        ProductMoved(
            step=step.pk, product=product.pk, business=product.business_id, was=was, becomes=becomes, on=step.moved_on
        )
    )
    return product


@verb
def make_ready(product: Product, *, because: str = "", document: bytes | None = None, by: User | None) -> Product:
    """The gate: from here on it may be sold. Raises NotReady with everything that is missing."""
    product = _locked(product)
    if product.is_for_sale:
        return product
    if missing := rules.lacks(Product.Stage.READY, queries.standing(product, clock.today())):
        raise NotReady(product=product.name, missing=" ".join(str(one) for one in missing))
    return take_step(product, Product.Stage.READY, because=because, document=document, by=by)


@verb
def retire(product: Product, *, because: str = "", by: User | None) -> Product:
    """From now on it is neither made nor sold; `make_ready` brings it back."""
    product = _locked(product)
    if product.stage == Product.Stage.RETIRED:
        return product
    return take_step(product, Product.Stage.RETIRED, because=because, by=by)


@verb
def move_product(
    product: Product, becomes: str, *, because: str = "", document: bytes | None = None, by: User | None
) -> Product:
    """Move a product along its way: on when nothing is lacking, back with a reason. Moving it where it stands changes nothing.

    Raises NoWayThere, NotThereYet, NotReady, WhyBack; NotADocument, DocumentTooLarge for the evidence.
    """
    product = _locked(product)
    if product.stage == becomes:
        return product
    if becomes not in rules.WAY or becomes == Product.Stage.ON_SALE:
        raise NoWayThere(product=product.name)
    if becomes == Product.Stage.READY and product.stage != Product.Stage.ON_SALE:
        return make_ready(product, because=because, document=document, by=by)
    if not rules.is_forward(product.stage, becomes):
        if not because.strip():
            raise WhyBack
    elif missing := rules.lacks(becomes, queries.standing(product, clock.today())):
        stage = Product.Stage(becomes).label
        raise NotThereYet(product=product.name, stage=stage, missing=" ".join(str(one) for one in missing))
    return take_step(product, becomes, because=because, document=document, by=by)


@verb
def start_selling(product: Product, *, by: User | None) -> Product:
    """A place to sell has it at a price: what was ready is on sale. Anything else stays as it is."""
    product = _locked(product)
    return take_step(product, Product.Stage.ON_SALE, by=by) if product.stage == Product.Stage.READY else product


def begin_trial(product: Product, *, by: User | None) -> None:
    """Something was made or tasted: a prototype is on trial now. Part of another verb."""
    product = _locked(product)
    if product.stage == Product.Stage.PROTOTYPE:
        take_step(product, Product.Stage.TRIAL, by=by)


def _locked(product: Product) -> Product:
    locked: Product = Product.objects.select_for_update(no_key=True).get(pk=product.pk)
    return locked


@verb
def describe_product(
    product: Product, *, target_buyer: str, story: str, needs_panel: bool, photo: bytes | None = None, by: User
) -> Product:
    """Say whom it is made for, how it looks, its story, and whether this business wants it tasted before it goes on.

    Raises NamesSomebody for a story; NotADocument, DocumentTooLarge for the photograph.
    """
    product = _locked(product)
    refuse_names(product.business, {"story": story})
    product.target_buyer, product.story = target_buyer.strip()[:120], story.strip()[:300]
    product.needs_panel = needs_panel
    if photo:
        product.photo = keep_document(photo, kind="product", title=product.name, by=by)
    product.save(update_fields=["target_buyer", "story", "needs_panel", "photo"])
    record(ProductDescribed(product=product.pk, business=product.business_id, needs_panel=needs_panel))
    return product


@verb
def hold_panel(
    uid: UUID,
    product: Product,
    *,
    held_on: date,
    scores: Mapping[str, Sequence[int]],
    what_next: str,
    photo: bytes | None = None,
    by: User,
) -> Panel:
    """Write down what tasters, known by number only, gave each attribute (1–9), and what is to be changed next.

    Raises PanelWrong, DayWrong, BusinessEnded; NotADocument, DocumentTooLarge for the photograph.
    """
    if known := Panel.objects.filter(uid=uid).first():
        return known
    product = Product.objects.select_related("business").get(pk=product.pk)
    refuse_unless_working(product.business, held_on, "held_on")
    _check_panel(scores, what_next)
    panel = Panel.objects.create(
        uid=uid,
        business=product.business,
        product=product,
        recipe=product.recipes.order_by("-version").first(),
        held_on=held_on,
        what_next=what_next.strip()[:300],
        photo=keep_document(photo, kind="panel", title=product.name, by=by) if photo else None,
        by=by,
    )
    PanelScore.objects.bulk_create(
        PanelScore(panel=panel, attribute=attribute, taster=taster, score=score)
        for attribute, given in scores.items()
        for taster, score in enumerate(given, start=1)
    )
    record(
        PanelHeld(
            panel=panel.pk,
            product=product.pk,
            business=product.business_id,
            on=held_on,
            tasters=max(len(given) for given in scores.values()),
            points=sum(sum(given) for given in scores.values()),
        )
    )
    begin_trial(product, by=by)
    return panel


def _check_panel(scores: Mapping[str, Sequence[int]], what_next: str) -> None:
    if not what_next.strip():
        raise PanelWrong(_("Tulis apa yang diubah berikutnya; kalau tidak ada, tulis “tidak ada”."), "what_next")
    given = [attribute for attribute, one in scores.items() if one]
    if not given:
        raise PanelWrong(_("Isi nilai paling sedikit satu sifat."))
    for attribute in given:
        if attribute not in PanelScore.Attribute.values:
            raise PanelWrong(_("Sifat ini tidak dikenal."))
        if not rules.FEWEST_TASTERS <= len(scores[attribute]) <= MOST_TASTERS:
            raise PanelWrong(_("Isi nilai dari 3 sampai 60 pencicip."), attribute)
        if not all(1 <= score <= 9 for score in scores[attribute]):
            raise PanelWrong(_("Nilainya dari 1 (sangat tidak suka) sampai 9 (sangat suka)."), attribute)
    if len({len(scores[attribute]) for attribute in given}) > 1:
        raise PanelWrong(_("Setiap sifat dinilai oleh pencicip yang sama banyaknya."), given[-1])


@verb
def note_rival(
    uid: UUID,
    product: Product,
    *,
    name: str,
    seen_at: str,
    seen_on: date,
    price: int,
    weight_gram: int | None = None,
    better: str = "",
    by: User,
) -> Rival:
    """Write down a product that buyers could take instead: where it was seen, at what price (rupiah). Raises RivalWrong."""
    if known := Rival.objects.filter(uid=uid).first():
        return known
    if not name.strip() or not seen_at.strip():
        raise RivalWrong(_("Isi nama produk pesaing dan di mana dilihat."), "name" if not name.strip() else "seen_at")
    if not 0 < price <= MOST:
        raise RivalWrong(_("Isi harganya: lebih dari nol."), "price")
    if seen_on > clock.today():
        raise RivalWrong(_("Tanggal ini belum tiba."), "seen_on")
    rival = Rival.objects.create(
        uid=uid,
        business_id=product.business_id,
        product=product,
        name=name.strip(),
        seen_at=seen_at.strip(),
        seen_on=seen_on,
        weight_gram=weight_gram or None,
        price=price,
        better=better.strip()[:200],
        by=by,
    )
    record(RivalNoted(rival=rival.pk, product=product.pk, business=product.business_id, price=price, on=seen_on))
    return rival
