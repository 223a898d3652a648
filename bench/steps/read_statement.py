"""A statement of the acquirer, every line of it money that is waited for: `python -m bench.steps.read_statement LINES`.

Prints the seconds from the bytes of the file to the last line written down, matched, verified and booked. The sales are few and
paid in a hundred parts each: what a line costs is its payment, whosever sale that is.
"""

import json
import sys
from time import perf_counter

from bench.steps.sell import PRICE, stock_up
from siap.core import clock
from siap.core.ids import new_uid
from siap.market import services as market
from siap.market.models import Payment, Sale
from siap.people.models import User

PARTS, PIECES = 100, 40
"""Payments of a sale, and pieces of its one product."""


def sell(lines: int, by: User) -> list[tuple[Sale, int]]:
    """As many QRIS payments that nobody has signed for, each with its sale and its rupiah."""
    channel, products = stock_up(3, by)
    for one in products:
        one.refresh_from_db()  # it is ready by now
    made = []
    for number in range(-(-lines // PARTS)):
        parts = min(PARTS, lines - number * PARTS)
        even = PIECES * PRICE // parts
        amounts = [even + at - parts // 2 for at in range(parts - 1)]
        amounts.append(PIECES * PRICE - sum(amounts))
        sale = market.ring_up(
            new_uid(), channel, [(products[number % 3], PIECES)], payments=[("qris", one) for one in amounts], by=by
        )
        made += [(sale, amount) for amount in amounts]
    return made


if __name__ == "__main__":
    wanted = int(sys.argv[1])
    sold = sell(wanted, User.objects.get(username="budi"))
    today = clock.today().isoformat()
    rows = "".join(f"{today};QR {sale.number} {at:012};{amount}\n" for at, (sale, amount) in enumerate(sold))
    began = perf_counter()
    told = market.take_statement(
        sold[0][0].seller,
        "QRIS",
        f"Tanggal;Keterangan;Kredit\n{rows}".encode(),
        by=User.objects.get(username="kalapas"),
    )
    took = perf_counter() - began
    assert (told.new, told.matched) == (wanted, wanted), told
    assert not Payment.objects.undecided().exists()
    print(json.dumps({"seconds": took}))
