"""What a person should know before he goes on with a sheet."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from siap.business.models import Business
from siap.core.money import rupiah
from siap.ledger.rules import month_of
from siap.market import queries as market
from siap.market.models import SaleLine
from siap.programme.models import SharingTerms
from siap.programme.rules import BY_PIECES, PREMIUM, TRAINING
from siap.sharing.models import Objection
from siap.sharing.queries.lines import MemberLine
from siap.ui import words

MOST_NAMED = 5
"""So many sales are named; the rest is only in the sum."""


def warnings(
    business: Business, since: date, until: date, terms: SharingTerms, members: Sequence[MemberLine], base: int
) -> Iterator[str]:
    """Every warning in a sentence, the gravest first."""
    yield from _idle(terms, members)
    if terms.regime != TRAINING:
        yield from _unverified(business, until)
        yield from _handed_over(business, base)
    yield from _objected(business, since)
    if terms.regime == PREMIUM and any(part.kind == "capital" for part in terms.portions):
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
    """QRIS that nobody has signed for, by sale and rupiah."""
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
        "QRIS %(amount)s belum dicocokkan dan tidak ikut dibagi (%(sales)s). Setelah dicocokkan, masuk ke bulan "
        "pencocokannya."
    ) % {"amount": rupiah(sum(amounts.values())), "sales": ", ".join(named)}


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
