"""Several products together for less: which bundles lie in what somebody takes, and what each product is paid then. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from siap.core.errors import Refused
from siap.core.text import _
from siap.programme.rules import split


class BundleWrong(Refused):
    """One piece is no bundle."""

    message = _("Paket berisi paling sedikit dua buah.")


class BundlePriceWrong(Refused):
    """A bundle that is not cheaper, or that leaves nothing for one of its products."""

    message = _("Harga paket harus di bawah harga satuannya bersama-sama: %(usual)s, dan cukup untuk setiap produknya.")
    field = "price"


class BundleDaysWrong(Refused):
    """A bundle that began before today, or ends before it begins."""

    message = _("Paket mulai paling awal hari ini, dan berakhir sesudahnya.")
    field = "until_on"


@dataclass(frozen=True)
class Together:
    """So many pieces of several products (by their uid as text) at one price (rupiah)."""

    price: int
    parts: Mapping[str, int]

    def value(self, prices: Mapping[str, int]) -> int:
        """What the pieces cost one by one (rupiah)."""
        return sum(pieces * prices[product] for product, pieces in self.parts.items())

    def shares(self, prices: Mapping[str, int], times: int = 1) -> dict[str, int]:
        """What each product is paid of so many bundles: by what its pieces cost one by one, to the rupiah (largest remainder)."""
        return split(self.price * times, {product: pieces * prices[product] for product, pieces in self.parts.items()})

    def fits(self, prices: Mapping[str, int]) -> bool:
        """Whether every product has a price, all are cheaper together, and none is given away."""
        known = all(product in prices for product in self.parts)
        return known and self.price < self.value(prices) and min(self.shares(prices).values()) > 0


def less(pieces: Mapping[str, int], prices: Mapping[str, int], bundles: Sequence[Together]) -> dict[str, int]:
    """What is taken off each product (rupiah) when these pieces are taken together: the bundle that saves most comes first, each
    piece is in one bundle at most. The till on a device counts it in the same way (till.js)."""
    left, off = dict(pieces), dict.fromkeys(pieces, 0)
    fitting = [one for one in bundles if one.fits(prices)]
    for one in sorted(fitting, key=lambda one: one.price - one.value(prices)):
        times = min(left.get(product, 0) // count for product, count in one.parts.items())
        if not times:
            continue
        for product, share in one.shares(prices, times).items():
            taken = times * one.parts[product]
            left[product] -= taken
            off[product] += taken * prices[product] - share
    return off
