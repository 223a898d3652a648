"""What a code takes off an order, and what is no code. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from siap.core.errors import Refused
from siap.core.text import _
from siap.programme.rules import split

MOST_USES = 10_000
"""What is used more often is a price."""


class VoucherCodeWrong(Refused):
    """A code that nobody can read out, or that this shop has already."""

    message = _("Kode voucher berisi 4 sampai 20 huruf atau angka, dan belum pernah dipakai di toko ini.")
    field = "code"


class VoucherDaysWrong(Refused):
    """A voucher that began before today, or ends before it begins."""

    message = _("Voucher mulai paling awal hari ini, dan berakhir sesudahnya.")
    field = "until_on"


class VoucherUsesWrong(Refused):
    """A voucher that nobody may use, or everybody for ever."""

    message = _("Voucher dapat dipakai satu sampai 10.000 kali.")
    field = "most"


class VoucherOffWrong(Refused):
    """Nothing off, or more than anything costs."""

    message = _("Potongan harus dari Rp1 sampai Rp100.000.000.")
    field = "off"


class VoucherUnknown(Refused):
    """A code that this shop does not have, or not on this day."""

    message = _("Kode voucher ini tidak berlaku di toko ini hari ini.")
    field = "voucher"


class VoucherUsedUp(Refused):
    """As many orders as may have it have it."""

    message = _("Voucher ini sudah habis dipakai. Kosongkan kodenya untuk memesan dengan harga biasa.")
    field = "voucher"


class VoucherTooLittle(Refused):
    """An order below what a voucher asks for."""

    message = _("Voucher ini berlaku mulai belanja %(least)s.")
    field = "voucher"


class VoucherWorthless(Refused):
    """Everything in the order stands at what it costs to make."""

    message = _("Harga barang ini sudah serendah biaya membuatnya; voucher tidak mengurangi apa pun.")
    field = "voucher"


@dataclass(frozen=True)
class Goods:
    """Pieces of a product in an order: what they are sold for, and what they cost to make (rupiah for all of them)."""

    pieces: int
    amount: int
    cost: int


def readable(code: str) -> str:
    """A code as it is kept, however it was typed; nothing where it is none."""
    plain = re.sub(r"[\s-]", "", code).upper()
    return plain if re.fullmatch(r"[A-Z0-9]{4,20}", plain) else ""


def taken_off_by(off: int, goods: Mapping[int, Goods], *, below_cost: bool) -> dict[int, int]:
    """What `off` rupiah take off each product: by what it may lose, to the rupiah. Nothing is sold below its cost, unless that
    was given a reason; then at least a rupiah a piece is left."""
    room = {
        pk: max(0, one.amount - (one.pieces if below_cost else max(one.pieces, one.cost))) for pk, one in goods.items()
    }
    there = sum(room.values())
    return split(min(off, there), room) if there else {}
