"""Why the till would have refused a sale that was made anyway, by a device without network or at somebody's shop. The goods are
gone, so it is booked, and a person looks at it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from siap.core import clock
from siap.core.money import rupiah
from siap.core.verbs import record
from siap.market import queries
from siap.market.facts import SaleFlagged
from siap.market.models import Payment, Sale, SaleFlag, Shift
from siap.market.services.selling import Priced
from siap.ui import words
from siap.workshop import queries as stock
from siap.workshop.models import Lot, Product


def raise_flags(sale: Sale, priced: Sequence[Priced], besides: Sequence[tuple[str, str]] = ()) -> None:
    """Flag a sale for everything that the till would have refused, and for what was seen `besides` (kind, sentence).

    Part of another verb.
    """
    said: dict[str, list[str]] = {}
    for kind, says in [*_doubts(sale, priced), *besides]:
        said.setdefault(kind, []).append(says)
    for kind, sentences in said.items():
        flag = SaleFlag.objects.create(sale=sale, kind=kind, says=" ".join(sentences)[:300], raised_at=clock.now())
        record(SaleFlagged(flag=flag.pk, sale=sale.pk, kind=kind))


def _doubts(sale: Sale, priced: Sequence[Priced]) -> list[tuple[str, str]]:
    """Why the till would have refused it: at most one sentence of each kind."""
    found = {
        SaleFlag.Kind.PERMIT: _permits_missing(priced, sale.sold_on),
        SaleFlag.Kind.STAGE: _not_ready(priced),
        SaleFlag.Kind.PRICE: _other_prices(sale, priced),
        SaleFlag.Kind.HELD: _of_lots(sale, lambda lot: lot.is_held, _("Lot %(lot)s ditahan: cari pembelinya.")),
        SaleFlag.Kind.EXPIRED: _of_lots(
            sale, lambda lot: lot.is_past(sale.sold_on), _("Lot %(lot)s sudah lewat tanggal baiknya saat dijual.")
        ),
        SaleFlag.Kind.LATE: _after_counting(sale),
    }
    return [(kind, says) for kind, says in found.items() if says]


def _permits_missing(priced: Sequence[Priced], on: date) -> str:
    products = {line.product.pk: line.product for line in priced}
    missing = stock.missing_by_product(list(products.values()), on)
    return " ".join(f"{products[pk].name}: {' '.join(lacks)}" for pk, lacks in missing.items() if lacks)


def _not_ready(priced: Sequence[Priced]) -> str:
    names = [line.product.name for line in priced if not line.product.is_for_sale]
    return _("%(products)s tidak sedang dijual.") % {"products": ", ".join(names)} if names else ""


def _other_prices(sale: Sale, priced: Sequence[Priced]) -> str:
    prices = queries.prices(sale.channel, sale.sold_on)
    if _is_as_bundled(sale, priced, prices):
        return ""
    return " ".join(
        _("%(product)s dijual %(taken)s, harga hari itu %(price)s.")
        % {
            "product": line.product.name,
            "taken": rupiah(line.price),
            "price": rupiah(prices[line.product.pk]) if line.product.pk in prices else _("belum ada"),
        }
        for line in priced
        if prices.get(line.product.pk) != line.price
    )


def _is_as_bundled(sale: Sale, priced: Sequence[Priced], prices: Mapping[int, int]) -> bool:
    """Whether every product was paid as the bundles of that day make it."""
    wanted, paid = Counter[Product](), Counter[int]()
    for one in priced:
        wanted[one.product] += one.pieces
        paid[one.product.pk] += one.amount
    off = queries.taken_off(sale.channel, sale.sold_on, wanted, prices)
    due = {one.pk: pieces * prices.get(one.pk, 0) - off.get(one.pk, 0) for one, pieces in wanted.items()}
    return bool(off) and due == dict(paid)


def _of_lots(sale: Sale, is_so: Callable[[Lot], bool], says: str) -> str:
    lines = sale.lines.select_related("lot").order_by("pk")
    numbers = [line.lot.number for line in lines if line.lot is not None and is_so(line.lot)]
    return says % {"lot": ", ".join(numbers)} if numbers else ""


def _after_counting(sale: Sale) -> str:
    """Cash of a drawer that was counted already: the difference found then has its explanation here."""
    is_cash = sale.payments.filter(method=Payment.Method.CASH).exists()
    counted = Shift.objects.filter(
        channel=sale.channel_id, officer=sale.rung_up_by_id, opened_at__lte=sale.sold_at, closed_at__gte=sale.sold_at
    ).first()
    if not is_cash or counted is None or counted.closed_at is None:
        return ""
    return _("Kas dihitung %(moment)s, sebelum penjualan ini sampai; selisihnya waktu itu %(difference)s.") % {
        "moment": words.moment(counted.closed_at),
        "difference": rupiah(counted.difference),
    }
