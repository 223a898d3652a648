"""What stands beside a link when somebody shares it: a picture of 1,200 by 630 pixels with the title in our type, for goods also
their photograph. Nobody is on it: what a messenger has copied once, no withdrawn consent brings back."""

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageOps

from siap.ui import paper

WIDE, HIGH, BAND = 1200, 630, 22  # pixels
PHOTO = (520, HIGH - 2 * BAND)
MOST_KEPT = 200
"""Posters that are kept, some 60 KB each; the one that nobody asked for the longest goes first."""


@lru_cache(maxsize=MOST_KEPT)
def poster(kicker: str, title: str, says: str = "", foot: str = "Siap Usaha", photo: Path | None = None) -> bytes:
    """The PNG: a word above, the title, what it says under it (a price), whose it is; a photograph at its right."""
    told = {"kicker": kicker, "title": title, "says": says, "foot": foot, "has_photo": photo is not None}
    drawn = Image.open(io.BytesIO(paper.draw("ui/poster", told))).convert("RGB")
    if photo is not None:
        with Image.open(photo) as taken:
            drawn.paste(ImageOps.fit(taken.convert("RGB"), PHOTO), (WIDE - PHOTO[0], BAND))
    out = io.BytesIO()
    drawn.quantize(192).save(out, "PNG", optimize=True) if photo is None else drawn.save(out, "PNG", optimize=True)
    return out.getvalue()
