"""What a person should know before he goes on with a sheet."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import OuterRef, Subquery, Sum
from django.utils.translation import gettext as _

from siap.business.models import Business
from siap.core.money import digits, rupiah
from siap.ledger.rules import month_of
from siap.market import queries as market
from siap.market.models import ConsignmentLine, SaleLine, Shortage
from siap.programme.models import SharingTerms
from siap.programme.rules import BY_PIECES, PREMIUM, TRAINING
from siap.sharing.models import Objection
from siap.sharing.queries.lines import MemberLine
from siap.ui import words
from siap.workshop.models import Product

MOST_NAMED = 5
"""So many sales are named; the rest is only in the sum."""


def warnings(
    business: Business, since: date, until: date, terms: SharingTerms, members: Sequence[MemberLine], base: int
) -> Iterator[str]:
    """Every warning in a sentence, the gravest first."""
    yield from _idle(terms, members)
    if terms.regime != TRAINING:
        yield from _unsold(business, until)
        yield from _unverified(business, until)
        yield from _handed_over(business, base)
    yield from _objected(business, since)
    if terms.has_capital and not terms.is_ruled:
        yield _("Bagian modal: menunggu ketetapan PNBP.")


def _idle(terms: SharingTerms, members: Sequence[MemberLine]) -> Iterator[str]:
    """Who has no hours, or made nothing; where all share equally he gets his part all the same."""
    if terms.regime == PREMIUM and terms.weights in BY_PIECES:
        without = [line.person.member_code for line in members if not line.weight]
        if without:
            yield _("%(count)s anggota tidak punya barang jadi pada masa ini dan tidak mendapat bagian: %(codes)s.") % {
                "count": len(without), "codes": ", ".join(without),
            }  # fmt: skip
        return
    idle = [line for line in members if not line.did.minutes]
    gaps = {"count": len(idle), "codes": ", ".join(line.person.member_code for line in idle)}
    if idle and terms.regime == PREMIUM and terms.weights == "equal":
        yield (
            _("%(count)s anggota tidak punya jam kerja pada masa ini, tetapi tetap mendapat bagian: %(codes)s.") % gaps
        )
    elif idle:
        yield _("%(count)s anggota tidak punya jam kerja pada masa ini dan tidak mendapat bagian: %(codes)s.") % gaps


def _unverified(business: Business, until: date) -> Iterator[str]:
    """Money that nobody has signed for, by sale and rupiah."""
    waiting = SaleLine.objects.filter(
        business=business,
        sale__voided_at=None,
        sale__sold_on__lte=until,
        sale__paid_on=None,
    )
    amounts: dict[str, int] = {}
    for number, amount in waiting.order_by("sale__sold_on", "pk").values_list("sale__number", "amount"):
        amounts[number] = amounts.get(number, 0) + amount
    if not amounts:
        return
    named = [f"{number} {rupiah(amount)}" for number, amount in list(amounts.items())[:MOST_NAMED]]
    if len(amounts) > MOST_NAMED:
        named.append("…")
    yield _(
        "Uang %(amount)s belum dicocokkan dan tidak ikut dibagi (%(sales)s). Setelah dicocokkan, masuk ke bulan "
        "pencocokannya."
    ) % {"amount": rupiah(sum(amounts.values())), "sales": ", ".join(named)}


def _unsold(business: Business, until: date) -> Iterator[str]:
    """Goods whose sale is not whole yet, by product: sold beyond the stock, so that nothing of their cost is in the result;
    and still at somebody's shop when the months ended, so that nothing of them is shared."""
    short = Shortage.objects.filter(product=OuterRef("pk"), state=Shortage.State.OPEN).values("product")
    stands = ConsignmentLine.objects.filter(product=OuterRef("pk"), happened_on__lte=until).values("product")
    products = Product.objects.filter(business=business).order_by("name").annotate(
        short=Subquery(short.annotate(pieces=Sum("pieces")).values("pieces")),
        stands=Subquery(stands.annotate(pieces=Sum("quantity")).values("pieces")),
    )  # fmt: skip
    rows = list(products.values_list("name", "short", "stands"))
    missing = [f"{name} {digits(pieces)}" for name, pieces, _stands in rows if pieces]
    if missing:
        yield _(
            "Terjual tanpa stok, jadi biayanya belum tercatat dan hasilnya tampak terlalu besar: %(goods)s buah. Selesaikan "
            "dulu kekurangannya."
        ) % {"goods": ", ".join(missing)}
    standing = [f"{name} {digits(pieces)}" for name, _short, pieces in rows if pieces]
    if standing:
        yield _("Masih dititipkan, baru ikut dibagi setelah laku dan dibayar: %(goods)s buah.") % {
            "goods": ", ".join(standing)
        }


def _handed_over(business: Business, base: int) -> Iterator[str]:
    """The treasurer no longer has what is to be shared."""
    gone = base - market.held_for(business)
    if base > 0 and gone > 0:
        yield (
            _("%(amount)s dari hasil ini sudah diserahkan ke kas kelompok dan tidak lagi ada pada bendahara.")
            % {"amount": rupiah(gone)}
        )


def _objected(business: Business, since: date) -> Iterator[str]:
    """Objections to the group's earlier slips that nobody has answered."""
    open_ones = Objection.objects.filter(
        slip__share__business=business, slip__share__state="approved", slip__share__first_month__lt=month_of(since),
        answered_on=None,
    )  # fmt: skip
    days = [words.day(on) for on in open_ones.order_by("raised_on").values_list("raised_on", flat=True)]
    if days:
        yield _("%(count)s keberatan tentang bagi hasil sebelumnya belum dijawab, sejak %(on)s.") % {
            "count": len(days),
            "on": days[0],
        }
