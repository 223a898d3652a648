"""What may not be offered: where, at which price, from which day, by which seller. Pure."""

from siap.core.errors import Refused
from siap.core.text import _

MOST_A_PIECE = 100_000_000
"""No piece costs more (rupiah), for the same reason."""


class ChannelKnown(Refused):
    """The unit has a channel of this name."""

    message = _("Tempat jual “%(name)s” sudah ada. Pakai nama lain, atau buka yang sudah ada.")
    field = "name"


class ChannelKindUnknown(Refused):
    """Neither a bazaar nor a shop."""

    message = _("Pilih jenis tempat jual: bazar atau toko.")
    field = "kind"


class PriceWrong(Refused):
    """A price that nobody pays."""

    message = _("Harga harus dari Rp1 sampai Rp100.000.000 sebuah.")
    field = "price"


class BelowCost(Refused):
    """A price below what a piece costs to make, without a reason."""

    message = _("%(product)s berbiaya %(cost)s sebuah menurut resepnya. Tulis alasannya bila tetap dijual lebih murah.")
    field = "below_cost_because"


class PromotionWrong(Refused):
    """A promotion that is none: not below the usual price."""

    message = _("Harga promo harus di bawah harga biasa: %(usual)s.")
    field = "price"


class PromotionDaysWrong(Refused):
    """A promotion that began before today, ends before it begins, or shares a day with another one."""

    message = _(
        "Promo mulai paling awal hari ini, berakhir sesudahnya, dan tidak bersamaan dengan promo lain produk ini."
    )
    field = "until_on"


class SellerNotLater(Refused):
    """Sales were made since that day: their seller stays who it was."""

    message = _("Di %(channel)s sudah ada penjualan sejak hari itu. Penjual tercatat berganti paling awal hari ini.")
    field = "valid_from"


class PriceBackdated(Refused):
    """Sales were made since that day: their price stays what it was."""

    message = _("%(product)s sudah terjual sejak hari itu. Harga baru berlaku paling awal hari ini.")
    field = "valid_from"


class SellerUnknown(Refused):
    """No seller of record takes money for it."""

    message = _("%(business)s tidak punya penjual tercatat yang memegang uangnya.")


LONGEST_EVENT = 31
"""Days; what lasts longer is a shop."""


class EventDaysWrong(Refused):
    """A bazaar that is over before it begins, or before today, or lasts for ever."""

    message = _("Bazar mulai paling awal hari ini, berakhir sesudah mulai, dan paling lama 31 hari.")
    field = "until_on"


class EventOver(Refused):
    """What was held cannot be called off."""

    message = _("Bazar ini sudah lewat; hasilnya tetap tercatat.")
