"""A marketplace's own reports read line by line: what was ordered there, and what of it was paid out. Pure.

Two sheets come from there. The report of orders has a line a product; the report of income has a line an order, with what the
marketplace pays out after its fees. Nothing of the buyer is read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from siap.core.errors import Refused
from siap.core.text import _
from siap.market import columns as columns_of
from siap.market.columns import Places
from siap.market.statement import amount_of, day_of
from siap.people.roster.sheet import Cell, Line

HEADINGS = {
    "order": ("no. pesanan", "no pesanan", "nomor pesanan", "nomor invoice", "order id", "order/adjustment id", "order sn"),
    "on": ("waktu pesanan dibuat", "tanggal pesanan", "tanggal pembayaran", "created time", "order creation date",
           "waktu pembayaran dilakukan"),
    "status": ("status pesanan", "status terakhir", "order status", "status"),
    "sku": ("nomor referensi sku", "nomor sku", "sku induk", "seller sku", "sku reference no", "sku"),
    "product": ("nama produk", "product name"),
    "pieces": ("jumlah", "jumlah produk dibeli", "quantity", "qty"),
    "price": ("harga setelah diskon", "harga jual (idr)", "harga jual", "deal price", "harga satuan"),
    "payout": ("total penghasilan", "total settlement amount", "jumlah dana dilepas", "penghasilan akhir", "total income"),
    "released": ("tanggal dana dilepaskan", "order settled time", "tanggal pencairan", "payout completed date"),
}  # fmt: skip
"""What a column holds, by what Shopee's and Tokopedia's seller centres call it (exports of 2021 to 2026)."""
ORDERED = ("order", "pieces", "price")
PAID = ("order", "payout")
CALLED_OFF = ("batal", "cancel", "belum bayar", "unpaid", "dikembalikan")
"""A status with one of these words: no goods went out, or they came back."""


class NoOrderHeadings(Refused):
    """No row names a column for the order and what was bought or paid out."""

    message = _(
        "Judul kolom nomor pesanan, jumlah, dan harga (atau penghasilan) tidak ditemukan. Tulis di bawah ini persis seperti di "
        "berkas. Yang ada: %(seen)s."
    )
    field = "order"


class NothingOrdered(Refused):
    """A report without an order."""

    message = _("Di berkas ini tidak ada pesanan yang dapat dibaca. Periksa judul kolomnya.")
    field = "order"


@dataclass(frozen=True)
class Bought:
    """Pieces of what the marketplace calls by a code and a name, at a price (rupiah a piece)."""

    sku: str
    name: str
    pieces: int
    price: int


@dataclass(frozen=True)
class Ordered:
    """An order of the marketplace; called off where its status says so."""

    number: str
    on: date
    bought: tuple[Bought, ...]
    is_off: bool = False


@dataclass(frozen=True)
class PaidOut:
    """What the marketplace pays out for an order after its fees (rupiah), and on which day if it says so."""

    number: str
    amount: int
    on: date | None


@dataclass(frozen=True)
class Report:
    """What a sheet tells: orders, payouts, the headings it was read by, the lines that nobody could read."""

    ordered: tuple[Ordered, ...]
    paid_out: tuple[PaidOut, ...]
    columns: Mapping[str, str]
    unread: tuple[int, ...]


def read(lines: Iterable[Line], columns: Mapping[str, str] | None = None) -> Report:
    """The orders and payouts of a sheet. `columns` name headings by what they hold, before the usual ones.
    Raises NoOrderHeadings, NothingOrdered, and what the sheet refuses."""
    rows = list(lines)
    found = columns_of.find(rows, HEADINGS, columns or {}, lambda at: _is_ordered(at) or all(one in at for one in PAID))
    if found is None:
        raise NoOrderHeadings(seen=columns_of.seen(rows))
    head, at = found
    bought: dict[str, list[Bought]] = {}
    about: dict[str, tuple[date, bool]] = {}
    paid: dict[str, PaidOut] = {}
    unread, number = [], ""
    for line in rows[head + 1 :]:
        cell = columns_of.cells_of(line, at)
        number = _text(cell["order"]) or (
            number if _is_ordered(at) else ""
        )  # further products of an order stand below it
        one = _bought(cell) if _is_ordered(at) else None
        day = day_of(cell.get("on"))
        if one is not None and number and (day or number in about):
            about.setdefault(number, (day or about[number][0], _is_off(cell)))
            bought.setdefault(number, []).append(one)
        payout = amount_of(cell["payout"]) if "payout" in at else None
        if payout is not None and number:
            paid[number] = PaidOut(number, payout, day_of(cell.get("released")))
        if number and one is None and payout is None:
            unread.append(line.number)
    ordered = tuple(
        Ordered(number, *about[number][:1], tuple(many), about[number][1]) for number, many in bought.items()
    )
    if not ordered and not paid:
        raise NothingOrdered
    return Report(ordered, tuple(paid.values()), columns_of.named(rows[head], at), tuple(unread))


def _is_ordered(at: Places) -> bool:
    return all(one in at for one in ORDERED) and ("sku" in at or "product" in at) and "on" in at


def _bought(cell: Mapping[str, Cell]) -> Bought | None:
    pieces, price = amount_of(cell["pieces"]), amount_of(cell["price"])
    sku, name = _text(cell.get("sku")), _text(cell.get("product"))
    if not pieces or not price or pieces < 0 or price < 0 or not (sku or name):
        return None
    return Bought(sku, name, pieces, price)


def _is_off(cell: Mapping[str, Cell]) -> bool:
    status = _text(cell.get("status")).casefold()
    return any(word in status for word in CALLED_OFF)


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return " ".join(str(cell if cell is not None else "").split()).lstrip("'")[:200]
