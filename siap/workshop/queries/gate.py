"""The gate: what is missing before a product may be sold, and which permits end.

It is asked everywhere a product comes nearer to a buyer: ready, listed, rung up. A licence that is missing or lapsed
cannot be overridden. What is *not required* of a product, a document says, and two people have signed for it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from siap.business.models import Business
from siap.core import sql
from siap.core.models import Rate
from siap.ui import words
from siap.workshop import rules
from siap.workshop.models import Exemption, HygieneAudit, Permit, Product, Workplace


@dataclass(frozen=True)
class Gate:
    """Whether a product may go to a buyer on a day, and a sentence for everything that it lacks."""

    product: Product
    on: date
    lacks: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether nothing is missing."""
        return not self.lacks


@dataclass(frozen=True)
class Papers:
    """What a product may show: every permit that counts for it, and what was asked not to be required of it."""

    permits: Sequence[Permit]
    exemptions: Sequence[Exemption]


class _Permit(NamedTuple):
    """All that the gate looks at, of one permit; a row of `Permit` tells it too."""

    business_id: int
    product_id: int | None
    kind: str
    valid_from: date
    valid_until: date | None
    withdrawn_on: date | None


@dataclass(frozen=True)
class _Case:
    """All that the gate looks at, of one product."""

    has_recipe: bool
    is_unweighed: bool  # a piece of something that stands on the label was never weighed
    is_dry: bool
    is_halal_due: bool
    permits: Sequence[Permit | _Permit]
    exempted: Collection[str]
    places: Sequence[tuple[date, str]]
    hygiene: tuple[int, date] | None  # level and day of the newest audit of its place


class _Known(NamedTuple):
    """What one row tells the gate of a product."""

    pk: int
    has_recipe: bool
    kept: str | None
    halal_since: date | None
    level: int | None
    audited_on: date | None
    is_unweighed: bool


def gate(product: Product, on: date) -> Gate:
    """Whether a product may be sold on a day. A till that replays an old sale asks this for the day of the sale."""
    return Gate(product, on, tuple(missing_for_sale(product, on)))


def missing_for_sale(product: Product, on: date) -> list[str]:
    """A sentence for everything that a product lacks on a day before it may be sold; nothing when it may."""
    return missing_by_product([product], on)[product.pk]


def missing_by_product(products: Sequence[Product], on: date, papers: Papers | None = None) -> dict[int, list[str]]:
    """`missing_for_sale` for many products at once, in four queries however many there are.

    `papers` were read already, for a single product.
    """
    if not products:
        return {}
    return {product.pk: _missing(product, case, on) for product, case in _cases(products, on, papers)}


def halal_is_due(on: date) -> bool:
    """Whether small makers' food must be halal certified by then; always, when nobody entered since when."""
    return _has_begun(_HALAL_SINCE.first(), on)


_HALAL_SINCE = (
    Rate.objects.filter(key=rules.HALAL_OBLIGATION).order_by("valid_from").values_list("valid_from", flat=True)
)


def _has_begun(since: date | None, on: date) -> bool:
    return since is None or since <= on


def _cases(products: Sequence[Product], on: date, papers: Papers | None) -> Iterable[tuple[Product, _Case]]:
    asked, businesses = [product.pk for product in products], list({product.business_id for product in products})
    permits: dict[int, list[Permit | _Permit]] = defaultdict(list)
    exempted = defaultdict(set)
    if papers is None:
        for row in sql.select(_PERMITS, businesses, asked):
            permits[row[0]].append(_Permit(*row))
        for product_id, requirement in sql.select(_EXEMPTED, asked):
            exempted[product_id].add(requirement)
    else:
        for permit in papers.permits:
            permits[permit.business_id].append(permit)
        for one in papers.exemptions:
            if one.state == Exemption.State.CONFIRMED:
                exempted[one.product_id].add(one.requirement)
    known = _known(asked, on)
    places = defaultdict(list)
    for business, from_on, district in sql.select(_PLACES, businesses):
        places[business].append((from_on, district))
    for product in products:
        row = known[product.pk]
        yield (
            product,
            _Case(
                has_recipe=row.has_recipe,
                is_unweighed=row.is_unweighed,
                is_dry=rules.fits_spp_irt(row.kept or "dry", product.shelf_life_days),
                is_halal_due=_has_begun(row.halal_since, on),
                permits=[one for one in permits[product.business_id] if one.product_id in (None, product.pk)],
                exempted=exempted[product.pk],
                places=places[product.business_id],
                hygiene=None if row.level is None or row.audited_on is None else (row.level, row.audited_on),
            ),
        )


_PERMITS = """
SELECT business_id, product_id, kind, valid_from, valid_until, withdrawn_on FROM workshop_permit
WHERE business_id IN ({}) AND (product_id IS NULL OR product_id IN ({}))"""
_EXEMPTED = "SELECT product_id, requirement FROM workshop_exemption WHERE product_id IN ({}) AND state = 'confirmed'"
_PLACES = "SELECT business_id, from_on, district FROM workshop_workplace WHERE business_id IN ({}) ORDER BY from_on"
_KNOWN = """
WITH RECURSIVE newest(product, recipe) AS (
  SELECT product_id, id FROM workshop_recipe r WHERE product_id IN ({})
  AND version = (SELECT MAX(version) FROM workshop_recipe WHERE product_id = r.product_id)
), inside(product, recipe) AS (
  SELECT product, recipe FROM newest
  UNION SELECT i.product, l.part_id FROM inside i JOIN workshop_recipeline l ON l.recipe_id = i.recipe
  WHERE l.part_id IS NOT NULL
), unweighed(product) AS (
  SELECT i.product FROM inside i JOIN workshop_recipeline l ON l.recipe_id = i.recipe AND l.part_id IS NULL
  JOIN workshop_material m ON m.id = l.material_id
  WHERE m.measure = 'pcs' AND m.piece_gram IS NULL AND NOT m.is_packaging
)
SELECT p.id, EXISTS (SELECT 1 FROM workshop_recipe r WHERE r.product_id = p.id), l.storage,
       (SELECT valid_from FROM core_rate WHERE key = %s ORDER BY valid_from LIMIT 1), a.level, a.audited_on,
       EXISTS (SELECT 1 FROM unweighed u WHERE u.product = p.id)
FROM workshop_product p LEFT JOIN workshop_label l ON l.product_id = p.id LEFT JOIN workshop_hygieneaudit a ON a.id =
       (SELECT id FROM workshop_hygieneaudit WHERE business_id = p.business_id AND audited_on <= %s
        ORDER BY audited_on DESC, id DESC LIMIT 1)
WHERE p.id IN ({})"""
"""In SQL: every sale asks all four, and to put them together from the ORM took longer than all else the gate does."""


def _known(products: list[int], on: date) -> dict[int, _Known]:
    return {row[0]: _Known(*row) for row in sql.select(_KNOWN, products, rules.HALAL_OBLIGATION, on, products)}


def workplaces(businesses: Collection[int]) -> dict[int, list[Workplace]]:
    """Where each business made its products, the earliest first."""
    places = defaultdict(list)
    for place in Workplace.objects.filter(business__in=list(businesses)).order_by("from_on"):
        places[place.business_id].append(place)
    return places


def _missing(product: Product, case: _Case, on: date) -> list[str]:
    lacks = [] if case.has_recipe else [_("Resepnya belum ditulis.")]
    if product.is_food and case.is_unweighed:
        lacks.append(str(rules.UNWEIGHED))
    needed = rules.permits_needed(is_food=product.is_food, is_dry=case.is_dry, is_halal_due=case.is_halal_due)
    for requirement in needed:
        if requirement.key not in case.exempted:
            own = [permit for permit in case.permits if permit.kind in requirement.kinds]
            lacks += _permit_missing(str(requirement.name), own, case.places, on)
    if product.is_food and case.hygiene is not None and not rules.passes_hygiene(case.hygiene[0]):
        level, audited_on = case.hygiene
        lacks.append(
            _("Tempat produksi di level %(level)s saat diperiksa %(day)s: hanya level I dan II yang lulus.")
            % {"level": HygieneAudit.Level(level).label, "day": words.day(audited_on)}
        )
    return lacks


def _permit_missing(
    name: str, permits: Sequence[Permit | _Permit], places: Sequence[tuple[date, str]], on: date
) -> list[str]:
    valid = [one for one in permits if rules.is_valid(one.valid_from, one.valid_until, on, one.withdrawn_on)]
    left = [rules.moved_away(places, one.valid_from, on) if one.kind == rules.SPP_IRT else None for one in valid]
    if None in left:
        return []
    if left:
        moved = max(day for day in left if day is not None)
        return [
            _("%(permit)s gugur sejak %(day)s: produksi pindah ke daerah lain, jadi harus diurus lagi di sana.")
            % {"permit": name, "day": words.day(moved)}
        ]
    taken = [one.withdrawn_on for one in permits if one.withdrawn_on is not None and one.withdrawn_on <= on]
    if taken:
        return [_("%(permit)s dicabut atau dibekukan sejak %(day)s.") % {"permit": name, "day": words.day(max(taken))}]
    ended = [permit.valid_until for permit in permits if permit.valid_until is not None and permit.valid_until < on]
    if ended:
        return [_("%(permit)s sudah lewat sejak %(day)s.") % {"permit": name, "day": words.day(max(ended))}]
    if permits:
        begins = min(permit.valid_from for permit in permits)
        return [_("%(permit)s baru berlaku mulai %(day)s.") % {"permit": name, "day": words.day(begins)}]
    return [_("%(permit)s belum ada.") % {"permit": name}]


def permits_of(product: Product) -> "QuerySet[Permit]":
    """Every permit that counts for a product, its own and those of the whole business."""
    rows = Permit.objects.filter(Q(product=product) | Q(product=None), business=product.business_id)
    return rows.select_related("proof").order_by("kind", "-valid_from")


def permits_on(product: Product, day: date) -> "QuerySet[Permit]":
    """Those of them that hold on a day: what a label or the public may be shown of what was made then."""
    return permits_of(product).filter(
        Q(valid_until=None) | Q(valid_until__gte=day),
        Q(withdrawn_on=None) | Q(withdrawn_on__gt=day),
        valid_from__lte=day,
    )


def papers_of(product: Product) -> Papers:
    """Everything that a product may show, read once for its page and for the gate."""
    return Papers(list(permits_of(product)), list(exemptions_of(product)))


def replaced_kbli(on: date) -> dict[str, str]:
    """Business codes that were given a new number by a day: old to new."""
    rows = Rate.objects.filter(key__startswith=rules.KBLI, valid_from__lte=on).order_by("valid_from")
    return {key.removeprefix(rules.KBLI): value for key, value in rows.values_list("key", "value")}


def permit_doubts(permit: Permit, on: date) -> list[str]:
    """Why a permit's number looks mistyped."""
    places = [one for one in workplaces([permit.business_id])[permit.business_id] if one.from_on <= on]
    doubts = rules.number_doubts(
        permit.kind,
        permit.number,
        valid_until=permit.valid_until,
        district=places[-1].district if places else "",
        kbli=permit.kbli,
        replaced=replaced_kbli(on) if permit.kbli else {},
    )
    if permit.is_sehati and (doubt := rules.sehati_doubt(places=_made_at(permit, places), outlets=1)):
        doubts.append(doubt)
    return [str(one) for one in doubts]


def _made_at(permit: Permit, places: Sequence[Workplace]) -> int:
    """At how many addresses its business made its products since a licence was given."""
    before = [one for one in places if one.from_on <= permit.valid_from][-1:]
    return len({one.address for one in [*before, *(one for one in places if one.from_on > permit.valid_from)]} or {""})


def sehati_places(product: Product, on: date) -> int | None:
    """At how many addresses a product was made under the free halal route; None when that is not what it stands on."""
    halal = list(permits_on(product, on).filter(kind=rules.HALAL))
    if not halal or not all(one.is_sehati for one in halal):
        return None
    return _made_at(
        halal[0], [one for one in workplaces([product.business_id])[product.business_id] if one.from_on <= on]
    )


def requirements_of(product: Product, on: date) -> tuple[rules.Requirement, ...]:
    """What the law asks of a product on a day."""
    known = _known([product.pk], on)[product.pk]
    is_dry = rules.fits_spp_irt(known.kept or "dry", product.shelf_life_days)
    is_halal_due = _has_begun(known.halal_since, on)
    return rules.permits_needed(is_food=product.is_food, is_dry=is_dry, is_halal_due=is_halal_due)


def exemptions_of(product: Product) -> "QuerySet[Exemption]":
    """What was asked not to be required of a product, the newest first."""
    return product.exemptions.select_related("asked_by", "decided_by", "document").order_by("-pk")


def exemptions_waiting(businesses: "QuerySet[Business]") -> "QuerySet[Exemption]":
    """Exemptions that wait for a second person, the oldest first."""
    rows = Exemption.objects.filter(state=Exemption.State.ASKED, business__in=businesses)
    return rows.select_related("product", "asked_by").order_by("asked_on", "pk")


def ending_permits(on: date, days: int = 90, *, since: int = 0) -> "QuerySet[Permit]":
    """Permits that end within so many days and that no longer one follows, the first to end first.

    `since`: and those that lapsed at most so many days ago.
    """
    longer = Permit.objects.filter(
        Q(product=OuterRef("product")) | Q(product=None),
        Q(valid_until__gt=OuterRef("valid_until")) | Q(valid_until=None),
        business=OuterRef("business"),
        kind=OuterRef("kind"),
        withdrawn_on=None,
    )
    ending = Permit.objects.filter(
        withdrawn_on=None, valid_until__range=(on - timedelta(days=since), on + timedelta(days=days))
    )
    return (
        ending.exclude(product__stage=Product.Stage.RETIRED)
        .exclude(business__closed_on__isnull=False)
        .exclude(Exists(longer))
        .select_related("product", "business")
        .order_by("valid_until")
    )
