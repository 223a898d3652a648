"""Print labels of the newest product lot as one PDF. Arguments: how many. Prints the seconds, from its rows to its bytes."""

import json
import sys
from time import perf_counter

import bench.steps  # noqa: F401  (sets Django up)
from siap.ui import paper
from siap.workshop.models import Lot
from siap.workshop.views.labelling import told


def main() -> None:
    """Once to have the fonts at hand, as a server has; then the one that counts."""
    count = int(sys.argv[1])
    lots = Lot.objects.exclude(batch=None).select_related("product", "batch__recipe", "business__unit")
    lot = lots.order_by("-pk")[0]
    address = f"https://siap.contoh.id/bengkel/kemasan/{lot.uid}/"
    paper.compile("workshop/labels", told(lot, address, 1, "a4"))
    begun = perf_counter()
    content = paper.compile("workshop/labels", told(lot, address, count, "a4"))
    assert content.startswith(b"%PDF")
    print(json.dumps(perf_counter() - begun))


if __name__ == "__main__":
    main()
