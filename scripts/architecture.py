"""Write the tables of ARCHITECTURE.md from the code: `python scripts/architecture.py`; a test holds the two equal."""

import importlib
import os
import re
from collections.abc import Callable
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siap.settings")
django.setup()

from django.apps import apps  # noqa: E402  (after Django is ready)

from siap.core.facts import FACTS, REACTIONS, room_of  # noqa: E402
from siap.core.proofs import PROOFS  # noqa: E402
from siap.street import GROUND, ROOMS  # noqa: E402

HERE = Path(__file__).resolve().parent.parent
DOCUMENT = HERE / "ARCHITECTURE.md"


def rooms() -> str:
    """The street: each room's sign and what it owns."""
    rows = ["| # | room | the sign on its door | owns |", "|---|---|---|---|"]
    for place, room in enumerate(ROOMS, 1 - len(GROUND)):
        sign = importlib.import_module(f"siap.{room}").__doc__
        number = "–" if room in (*GROUND, "web") else str(place)
        owns = ", ".join(model.__name__ for model in apps.get_app_config(room).get_models()) or "–"
        rows.append(f"| {number} | `{room}` | {sign} | {owns} |")
    return "\n".join(rows)


def facts() -> str:
    """Who says what, and who hears it."""
    rows = ["| said by | fact | meaning | heard by |", "|---|---|---|---|"]
    for name, fact in FACTS.items():
        if not fact.__module__.endswith(".facts"):
            continue
        room, word = name.split(".")
        heard = ", ".join(f"`{room_of(r.__module__)}`" for r in REACTIONS.get(fact, []) if ".tests" not in r.__module__)
        meaning = (fact.__doc__ or "").split("\n\n")[0].replace("\n", " ").strip()
        rows.append(f"| `{room}` | {word} | {re.sub(' +', ' ', meaning)} | {heard or '–'} |")
    return "\n".join(rows)


def proofs() -> str:
    """What `siap verify` proves."""
    rows = ["| room | proof | what it holds against what |", "|---|---|---|"]
    for one in PROOFS:
        rows.append(
            f"| `{room_of(one.prove.__module__)}` | {one.key} | {' '.join((one.prove.__doc__ or '').split())} |"
        )
    return "\n".join(rows)


BLOCKS: dict[str, Callable[[], str]] = {"rooms": rooms, "facts": facts, "proofs": proofs}


def rewritten(text: str) -> str:
    """The document with its tables as the code has them now."""
    for name, block in BLOCKS.items():
        before, opening, rest = text.partition(f"<!-- {name} -->\n")
        _old, closing, after = rest.partition(f"<!-- /{name} -->")
        text = f"{before}{opening}{block()}\n{closing}{after}"
    return text


if __name__ == "__main__":
    DOCUMENT.write_text(rewritten(DOCUMENT.read_text()))
