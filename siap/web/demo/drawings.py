"""Pictures of the demo's products, drawn here: no photograph is borrowed, and nobody's face or kitchen is in them."""

import tempfile
from dataclasses import dataclass
from math import cos, radians, sin
from pathlib import Path
from random import Random

import typst

WIDE, HIGH = 900, 675
"""A picture in the shop: four to three."""
FLOOR = 568
"""Where things stand."""


@dataclass(frozen=True)
class Look:
    """A product to the eye: form, what shows through its wall, paper of its label, sign on it, ground, and size."""

    form: str
    inside: tuple[str, str]
    label: str
    sign: str
    ground: tuple[str, str]
    size: float = 1.16


_GOLD, _SAND, _SKY, _LEAF, _ROSE = (
    ("#f9e3b4", "#f3cf86"), ("#f3e6d2", "#e6cfac"), ("#dcebea", "#b5d6d5"), ("#e2efd9", "#bfdcae"), ("#fae0d6", "#f2bca8"),
)  # fmt: skip
_ONION, _BANANA, _COFFEE, _KELOR = (
    ("#c07a2c", "#8d4f14"),
    ("#f1c65a", "#d79b2b"),
    ("#5b3a26", "#3c2416"),
    ("#9db763", "#5f8a3a"),
)
_SAMBAL, _COOKIE, _ABON = ("#b5321f", "#7d1d12"), ("#e9b550", "#bf7f22"), ("#b97a45", "#86512a")

LOOKS = {
    "BGA": Look("jar", _ONION, "#0e5c63", "onion", _GOLD, 0.98),
    "BGB": Look("jar", _ONION, "#8a560c", "onion", _SKY),
    "KPA": Look("pouch", _BANANA, "#2b7148", "banana", _LEAF, 0.98),
    "KPB": Look("pouch", _BANANA, "#a5392a", "banana", _GOLD),
    "KPD": Look("pouch", _BANANA, "#0e5c63", "banana", _SAND),
    "KPI": Look("bag", _COFFEE, "#3c2416", "bean", _SAND),
    "KLP": Look("bag", _COFFEE, "#0e5c63", "bean", _ROSE),
    "KLA": Look("pouch", _KELOR, "#2b7148", "leaf", _SAND, 0.98),
    "KLB": Look("pouch", _KELOR, "#8a560c", "leaf", _LEAF),
    "SRA": Look("jar", _SAMBAL, "#a5392a", "chilli", _ROSE),
    "SBG": Look("jar", _SAMBAL, "#8a560c", "chilli", _GOLD),
    "NST": Look("jar", _COOKIE, "#a5392a", "flower", _SAND),
    "ABA": Look("pouch", _ABON, "#8a560c", "flower", _SKY),
    "ABI": Look("pouch", _ABON, "#0e5c63", "fish", _SKY),
    "TAS": Look("tote", ("#0e5c63", "#6fc6cd"), "#e9b65c", "", _ROSE),
    "WKA": Look("cloth", ("#a5392a", "#e9b65c"), "#0e5c63", "", _SAND, 1.34),
}
"""By the product's code."""


def picture(code: str) -> bytes | None:
    """The picture of a product as PNG, or nothing if none was drawn for that code."""
    look = LOOKS.get(code)
    if look is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.typ")
        Path(folder, "drawing.svg").write_text(svg(code, look))
        page.write_text(
            f'#set page(width: {WIDE}pt, height: {HIGH}pt, margin: 0pt)\n#image("drawing.svg", width: 100%)'
        )
        made = typst.compile(page, format="png", ppi=72)
    assert isinstance(made, bytes)
    return made


def svg(code: str, look: Look) -> str:
    """The drawing: wall, table with a woven edge, shadow, and the thing itself."""
    dice = Random(code)  # nosec B311 (crumbs of a drawing)
    light, deep = look.ground
    diamonds = "".join(
        f'<path d="M{x} {FLOOR + 66} l13 -11 13 11 -13 11 z" fill="{deep}"/>' for x in range(-8, WIDE, 34)
    )  # fmt: skip
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" height="{HIGH}">'
        f'<defs><linearGradient id="wall" x2="0" y2="1"><stop stop-color="{light}"/><stop offset="1" stop-color="{deep}"/>'
        '</linearGradient><linearGradient id="shine"><stop stop-color="#fff" stop-opacity=".42"/>'
        '<stop offset=".22" stop-color="#fff" stop-opacity=".05"/><stop offset=".72" stop-color="#000" stop-opacity="0"/>'
        '<stop offset="1" stop-color="#000" stop-opacity=".2"/></linearGradient></defs>'
        f'<rect width="{WIDE}" height="{HIGH}" fill="url(#wall)"/>'
        '<circle cx="450" cy="330" r="262" fill="#fff" opacity=".34"/>'
        f'<rect y="{FLOOR - 34}" width="{WIDE}" height="{HIGH}" fill="#fffaf0"/>{diamonds}'
        f'<ellipse cx="462" cy="{FLOOR + 4}" rx="226" ry="23" fill="#3c2416" opacity=".16"/>'
        f'<g transform="translate(450 {FLOOR}) scale({look.size}) translate(-450 -{FLOOR})">'
        f"{FORMS[look.form](look, dice)}</g></svg>"
    )


def _crumbs(look: Look, dice: Random, box: tuple[int, int, int, int], count: int) -> str:
    """What is inside, piece by piece: short strokes between two colours, at all angles."""
    left, top, right, bottom = box
    light, deep = look.inside
    out = []
    for _n in range(count):
        x, y, turn, long = (
            dice.uniform(left, right),
            dice.uniform(top, bottom),
            dice.uniform(0, 180),
            dice.uniform(9, 21),
        )
        dx, dy = long * cos(radians(turn)), long * sin(radians(turn))
        colour = dice.choice((light, light, deep, "#fff3d6"))
        out.append(
            f'<path d="M{x:.0f} {y:.0f} q{dy / 2:.0f} {dx / 2:.0f} {dx:.0f} {dy:.0f}" stroke="{colour}" stroke-width="7" '
            'stroke-linecap="round" fill="none" opacity=".72"/>'
        )
    return "".join(out)


def _label(look: Look, x: int, y: int, wide: int, high: int) -> str:
    """Paper with a woven band, the drawn sign, and lines where words would stand."""
    middle, stitches = x + wide // 2, "".join(
        f'<path d="M{at} {y + 22} l8 -8 8 8 -8 8 z" fill="{look.label}"/>' for at in range(x + 12, x + wide - 18, 22)
    )  # fmt: skip
    words = "".join(
        f'<rect x="{middle - half}" y="{y + high - up}" width="{half * 2}" height="{thick}" rx="{thick // 2}" '
        f'fill="{look.label}" opacity="{seen}"/>'
        for half, up, thick, seen in ((wide * 36 // 100, 58, 15, 1), (wide * 24 // 100, 32, 8, 0.55))
    )
    return (
        f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" rx="10" fill="#fffaf0"/>{stitches}'
        f'<g transform="translate({middle} {y + high // 2 - 6}) scale(.86)">{SIGNS[look.sign]}</g>{words}'
    )


def _jar(look: Look, dice: Random) -> str:
    body = '<rect x="322" y="212" width="256" height="356" rx="44"'
    return (
        f'<clipPath id="in"><rect x="334" y="224" width="232" height="332" rx="34"/>'
        f'</clipPath>{body} fill="#fff" opacity=".75"/>'
        f'<g clip-path="url(#in)"><rect x="322" y="250" width="256" height="330" fill="{look.inside[0]}"/>'
        f'{_crumbs(look, dice, (322, 256, 570, 560), 190)}</g>'
        f"{_label(look, 340, 318, 220, 186)}{body} fill=\"url(#shine)\"/>"
        f'<rect x="330" y="150" width="240" height="70" rx="14" fill="{look.label}"/>'
        '<rect x="330" y="150" width="240" height="70" rx="14" fill="url(#shine)"/>'
        '<rect x="330" y="198" width="240" height="8" fill="#000" opacity=".14"/>'
    )  # fmt: skip


def _pouch(look: Look, dice: Random) -> str:
    wall = "M312 150 H588 Q582 300 600 540 Q600 568 570 568 H330 Q300 568 300 540 Q318 300 312 150 Z"
    return (
        f'<path d="{wall}" fill="{look.label}"/><clipPath id="in"><rect x="352" y="424" width="196" height="96" rx="48"/>'
        f'</clipPath>'
        f'<g clip-path="url(#in)"><rect x="340" y="410" width="220" height="120" fill="{look.inside[0]}"/>'
        f'{_crumbs(look, dice, (346, 420, 548, 520), 76)}</g>'
        f"{_label(look, 348, 212, 204, 190)}"
        f'<path d="M312 150 H588 L586 186 H314 Z" fill="#000" opacity=".16"/><circle cx="450" cy="168" r="9" fill="#fffaf0"/>'
        f'<path d="M304 500 Q450 548 596 500 L600 540 Q600 568 570 568 H330 Q300 568 300 540 Z" fill="#000" opacity=".12"/>'
        f'<path d="{wall}" fill="url(#shine)"/>'
    )  # fmt: skip


def _bag(look: Look, dice: Random) -> str:
    wall = "M318 214 H582 L596 548 Q596 568 574 568 H326 Q304 568 304 548 Z"
    beans = "".join(
        f'<g transform="translate({x} {FLOOR + y}) rotate({dice.randrange(-40, 40)}) scale(.42)">{SIGNS["bean"]}</g>'
        for x, y in ((640, 4), (676, 16), (612, 20), (258, 14), (224, 22))
    )
    return (
        f'<path d="{wall}" fill="#b58a5a"/>'
        f'<path d="M304 548 L318 214 H346 L340 568 H326 Q304 568 304 548 Z" fill="#000" opacity=".1"/>'
        f'<path d="M330 150 H570 L582 220 H318 Z" fill="#9a7247"/><rect x="326" y="196" width="248" height="26" rx="8" '
        f'fill="{look.label}"/>{_label(look, 352, 272, 196, 230)}<path d="{wall}" fill="url(#shine)"/>{beans}'
    )


def _tote(look: Look, dice: Random) -> str:
    deep, light = look.inside
    knots = "".join(
        f'<path d="M{x} {y} l13 -13 13 13 -13 13 z" fill="{light if (row + n) % 5 else look.label}" opacity=".92"/>'
        for row, y in enumerate(range(300, 552, 26))
        for n, x in enumerate(range(300 - row % 2 * 13, 596, 26))
    )
    wall = "M288 272 H612 L630 548 Q630 568 606 568 H294 Q270 568 270 548 Z"
    return (
        '<g fill="none" stroke="#8a560c" stroke-width="17" stroke-linecap="round">'
        '<path d="M362 280 C350 90 550 90 538 280"/></g>'
        f'<clipPath id="in"><path d="{wall}"/></clipPath><path d="{wall}" fill="{deep}"/><g clip-path="url(#in)">{knots}</g>'
        f'<path d="M288 272 H612 L614 300 H286 Z" fill="{look.label}"/><path d="{wall}" fill="url(#shine)"/>'
    )


def _cloth(look: Look, dice: Random) -> str:
    deep, light = look.inside
    rows = []
    for fold, (y, tone) in enumerate(((508, deep), (448, look.label), (388, deep))):
        rows.append(f'<rect x="242" y="{y}" width="416" height="62" rx="26" fill="{tone}"/>')
        rows += [
            f'<path d="M{x} {y + 31} l16 -17 16 17 -16 17 z" fill="{light}"/>'
            f'<circle cx="{x + 16}" cy="{y + 31}" r="5" fill="{tone}"/>'
            for x in range(268 + fold % 2 * 19, 618, 38)
        ]
    fringe = "".join(
        f'<path d="M{x} 384 v74" stroke="{light}" stroke-width="5" stroke-linecap="round"/>'
        for x in range(402, 504, 11)
    )
    over = '<rect x="394" y="196" width="116" height="200" rx="16"'
    bands = "".join(f'<rect x="394" y="{y}" width="116" height="9" fill="{light}"/>' for y in (226, 262, 298, 334, 366))
    zigzag = "".join(f'<path d="M{x} 320 l9 -10 9 10 -9 10 z" fill="#fffaf0"/>' for x in range(398, 500, 21))
    return (
        f'{"".join(rows)}<path d="M242 358 Q242 332 276 332 H624 Q658 332 658 358 V388 H242 Z" fill="{look.label}"/>'
        f'{over} fill="{deep}" transform="translate(0 136)"/><g transform="translate(0 136)">{bands}{zigzag}</g>'
        f'<g transform="translate(0 142)">{fringe}</g>'
    )  # fmt: skip


FORMS = {"jar": _jar, "pouch": _pouch, "bag": _bag, "tote": _tote, "cloth": _cloth}

SIGNS = {
    "onion": """<path d="M0 -58 C8 -34 46 -26 46 10 C46 40 22 50 0 50 C-22 50 -46 40 -46 10 C-46 -26 -8 -34 0 -58 Z"
        fill="#b5446a"/><path d="M0 -44 C-22 -20 -24 28 0 48 C24 28 22 -20 0 -44 Z" fill="#d97795"/>
        <path d="M0 -40 V48" stroke="#b5446a" stroke-width="3"/>""",
    "banana": """<g stroke="#b98317" stroke-width="3"><path d="M-52 -22 C-40 40 26 54 56 6 C58 0 52 -4 48 0 C22 28 -18 20
        -36 -28 Z" fill="#f1c65a"/><path d="M-44 -22 C-30 26 14 38 50 4" fill="none"/></g>""",
    "bean": """<ellipse rx="34" ry="48" fill="#5b3a26" transform="rotate(28)"/>
        <path d="M-18 -36 C18 -14 -16 14 18 38" stroke="#d8b48c" stroke-width="6" fill="none" stroke-linecap="round"/>""",
    "leaf": """<g fill="#4f8a3a"><path d="M0 54 C-4 20 -4 -10 0 -60" stroke="#4f8a3a" stroke-width="4" fill="none"/>"""
    + "".join(
        f'<ellipse cx="{side * 22}" cy="{y}" rx="21" ry="11" transform="rotate({side * -28} {side * 22} {y})"/>'
        for y in (34, 8, -18)
        for side in (-1, 1)
    )
    + """<ellipse cy="-52" rx="11" ry="20"/></g>""",
    "chilli": """<path d="M-44 -30 C-30 30 10 46 56 34 C18 30 0 8 -16 -36 Z" fill="#c4301c"/>
        <path d="M-46 -30 C-40 -44 -22 -48 -14 -36 Z" fill="#2b7148"/>
        <path d="M-30 -42 C-32 -56 -24 -62 -14 -64" stroke="#2b7148" stroke-width="6" fill="none" stroke-linecap="round"/>""",
    "flower": "".join(
        f'<ellipse cy="-30" rx="15" ry="25" fill="#e9b65c" transform="rotate({turn})"/>' for turn in range(0, 360, 60)
    )
    + """<circle r="15" fill="#8a560c"/>""",
    "fish": """<path d="M-58 0 C-30 -36 20 -36 44 0 C20 36 -30 36 -58 0 Z M38 0 L64 -24 V24 Z" fill="#3d7f8f"/>
        <circle cx="-34" cy="-7" r="5" fill="#fffaf0"/>
        <path d="M-14 -18 C-4 -6 -4 6 -14 18" stroke="#fffaf0" stroke-width="4" fill="none"/>""",
}
