"""A till that sells without end, in a process of its own, until somebody kills it: `python -m tests.faults.child`."""

import sys

import django

django.setup()

from siap.core.ids import new_uid  # noqa: E402  (after Django is ready)
from siap.market import services as market  # noqa: E402
from siap.market.models import Channel  # noqa: E402
from siap.people.models import User  # noqa: E402
from siap.workshop.models import Product  # noqa: E402


def sell() -> None:
    """One jar after the other."""
    channel, product, budi = Channel.objects.get(), Product.objects.get(), User.objects.get(username="budi")
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        market.ring_up(new_uid(), channel, [(product, 1)], method="cash", by=budi)


if __name__ == "__main__":
    sell()
