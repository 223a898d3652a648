"""Sheets that a camera can read: where every bubble stands on the paper, and what a photo of it says. Pure.

The paper has four black squares and a QR code. The code says which sheet it is and, because its own place on the paper is
known, roughly how the photo lies; the squares then say it exactly. So a photo may be turned, skewed and taken from aside.
All places are millimetres from the top left corner of an A4 sheet.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

import zxingcpp
from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageStat, UnidentifiedImageError

from siap.core.errors import Refused
from siap.core.text import _

WIDTH, HEIGHT = 210, 297
SQUARE = 7.0  # side of a black square
SQUARES = ((12.0, 12.0), (198.0, 12.0), (198.0, 285.0), (12.0, 285.0))  # their middles, clockwise
CODE = (164.0, 20.0, 28.0)  # left, top and side of the QR code
BUBBLE = 5.0  # across
FIRST_ROW = 72.0
ROWS_A_PAGE = 22
QUESTIONS_A_COLUMN = 20
MOST_QUESTIONS = 40
STATE_LETTERS = "HSDLNBT"
"""The letters of `Attendance.State`, in order: hadir, sakit, sidang, keperluan lain, tidak perlu, sudah pulang, tidak mau."""

_SCALE = 6  # pixels a millimetre in the straightened picture
_FILLED = 0.30  # part of a bubble's middle that is ink
_CLEARLY = 0.15  # how much darker one must be than the next
UNCLEAR = -1
"""Two bubbles of one row are filled, or one was rubbed out: somebody must look at the paper."""

Spot = tuple[float, float]


class SheetUnreadable(Refused):
    """No sheet of ours can be made out in the photo."""

    message = _(
        "Foto %(name)s tidak terbaca sebagai lembar kita. Foto lagi seluruh lembar, cukup terang, dengan keempat kotak "
        "hitam di sudutnya."
    )
    field = "photos"


class SheetOfOthers(Refused):
    """The sheet belongs to another class."""

    message = _("Foto %(name)s adalah lembar kelas lain.")
    field = "photos"


@dataclass(frozen=True)
class AttendanceToken:
    """Which attendance sheet: of a class, for the meeting that will have this uid, this page of it (from 0)."""

    cohort: UUID
    session: UUID
    page: int

    def __str__(self) -> str:
        return f"h-{self.cohort.hex}-{self.session.hex}-{self.page}"


@dataclass(frozen=True)
class AnswerToken:
    """Which answer sheet: of a test, for one enrolment."""

    test: UUID
    enrolment: int

    def __str__(self) -> str:
        return f"j-{self.test.hex}-{self.enrolment}"


Token = AttendanceToken | AnswerToken


def read_token(text: str) -> Token | None:
    """The token at the end of a code's address; None for any other text."""
    kind, *parts = text.rstrip("/").rsplit("/", 1)[-1].split("-")
    try:
        if kind == "h" and len(parts) == 3:
            return AttendanceToken(UUID(parts[0]), UUID(parts[1]), int(parts[2]))
        if kind == "j" and len(parts) == 2:
            return AnswerToken(UUID(parts[0]), int(parts[1]))
    except ValueError:
        pass
    return None


def attendance_rows(count: int) -> list[list[Spot]]:
    """The bubbles of each person of an attendance page, one a state."""
    return [
        [(104.0 + 13.0 * place, FIRST_ROW + 9.4 * row) for place in range(len(STATE_LETTERS))] for row in range(count)
    ]


def answer_rows(choices: Sequence[int]) -> list[list[Spot]]:
    """The bubbles of each question of an answer sheet, from how many choices each has."""
    return [
        [
            (
                34.0 + 88.0 * (place // QUESTIONS_A_COLUMN) + 11.0 * letter,
                FIRST_ROW + 10.2 * (place % QUESTIONS_A_COLUMN),
            )
            for letter in range(count)
        ]
        for place, count in enumerate(choices)
    ]


@dataclass(frozen=True)
class Sheet:
    """A sheet found in a photo: which one, and its picture laid straight."""

    token: Token
    picture: Image.Image

    def marks(self, rows: Iterable[Sequence[Spot]]) -> list[int | None]:
        """The bubble filled in each row; None for none, UNCLEAR where somebody must look."""
        return [_filled([self._ink(spot) for spot in row]) for row in rows]

    def _ink(self, spot: Spot) -> float:
        """How much of a bubble's middle is dark, from 0 to 1, beside the paper around it."""
        x, y = spot[0] * _SCALE, spot[1] * _SCALE
        half, wide = BUBBLE * _SCALE * 0.32, BUBBLE * _SCALE * 0.95
        middle = self.picture.crop((round(x - half), round(y - half), round(x + half), round(y + half)))
        around = self.picture.crop((round(x - wide), round(y - wide), round(x + wide), round(y + wide)))
        white = max(_lightest(around), 1)
        return max(0.0, 1 - ImageStat.Stat(middle).mean[0] / white)


def _lightest(picture: Image.Image) -> int:
    """The lightest grey of a picture in greys, 0 to 255."""
    return max(place for place, count in enumerate(picture.histogram()) if count)


def _filled(ink: Sequence[float]) -> int | None:
    order = sorted(range(len(ink)), key=lambda place: -ink[place])
    darkest = ink[order[0]]
    if darkest < _FILLED:
        return None
    return UNCLEAR if len(order) > 1 and ink[order[1]] > darkest - _CLEARLY else order[0]


def find_sheet(photo: bytes, name: str) -> Sheet:
    """The sheet in a photo (JPEG, PNG, WebP). Raises SheetUnreadable."""
    try:
        with Image.open(io.BytesIO(photo)) as opened:
            if opened.width * opened.height > 50_000_000:
                raise SheetUnreadable(name=name)
            image = ImageOps.exif_transpose(opened).convert("L")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise SheetUnreadable(name=name) from error
    image.thumbnail((2600, 2600))
    for code in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)):
        if (token := read_token(code.text)) is not None:
            return Sheet(token, _straighten(image, _corners(code.position), name))
    raise SheetUnreadable(name=name)


def _corners(position: object) -> list[Spot]:
    """The corners of the code in the photo, clockwise from its own top left."""
    names = ("top_left", "top_right", "bottom_right", "bottom_left")
    return [(float(getattr(position, name).x), float(getattr(position, name).y)) for name in names]


def _straighten(image: Image.Image, code: list[Spot], name: str) -> Image.Image:
    """The sheet laid flat by its four squares. Each is looked for where the code and the squares found before it say; what
    is near the code comes first, because an error grows with the distance."""
    left, top, side = CODE
    paper = [(left, top), (left + side, top), (left + side, top + side), (left, top + side)]
    photo = list(code)
    found: dict[int, Spot] = {}
    for place, reach in ((1, 12), (0, 20), (2, 28), (3, 24)):
        known = list(found) if len(found) == len(SQUARES) - 1 else []
        by = ([SQUARES[one] for one in known], [found[one] for one in known]) if known else (paper, photo)
        found[place] = _square(image, _affine(*by), SQUARES[place], reach, name)
        paper.append(SQUARES[place])
        photo.append(found[place])
    exactly = _mapping(list(SQUARES), [found[place] for place in range(len(SQUARES))])
    return _laid_out(image, exactly, (0.0, 0.0), (WIDTH, HEIGHT), _SCALE)


def _square(image: Image.Image, mapping: list[float], spot: Spot, reach: int, name: str) -> Spot:
    """Where in the photo the black square near a place of the paper really is: what is much darker than all around it."""
    scale = 4
    corner = (spot[0] - reach, spot[1] - reach)
    window = _laid_out(image, mapping, corner, (2 * reach, 2 * reach), scale)
    inside, around = (window.filter(ImageFilter.BoxBlur(half * scale)) for half in (0.43 * SQUARE, SQUARE))
    contrast = ImageChops.subtract(around, inside)
    most, lightest = _lightest(contrast), _lightest(window)
    if most < lightest // 4:
        raise SheetUnreadable(name=name)
    near = [place for place, value in enumerate(contrast.tobytes()) if value >= most - 3]
    x = (sum(place % window.width for place in near) / len(near) + 0.5) / scale + corner[0]
    y = (sum(place // window.width for place in near) / len(near) + 0.5) / scale + corner[1]
    return _through(mapping, x, y)


def _laid_out(image: Image.Image, mapping: list[float], corner: Spot, size: tuple[int, int], scale: int) -> Image.Image:
    """A part of the paper as if photographed straight from above; what lies outside the photo is white."""
    a, b, c, d, e, f, g, h = mapping
    x, y = corner
    whole = g * x + h * y + 1
    moved = [
        value / whole
        for value in (
            a / scale, b / scale, a * x + b * y + c, d / scale, e / scale, d * x + e * y + f, g / scale, h / scale,
        )
    ]  # fmt: skip
    return image.transform(
        (size[0] * scale, size[1] * scale),
        Image.Transform.PERSPECTIVE,
        moved,
        Image.Resampling.BILINEAR,
        fillcolor=255,
    )


def _through(mapping: list[float], x: float, y: float) -> Spot:
    a, b, c, d, e, f, g, h = mapping
    whole = g * x + h * y + 1
    return (a * x + b * y + c) / whole, (d * x + e * y + f) / whole


def _mapping(paper: Sequence[Spot], photo: Sequence[Spot]) -> list[float]:
    """The eight numbers of the perspective that takes four places of the paper to four of the photo."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(paper, photo, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    return _solved(rows)


def _affine(paper: Sequence[Spot], photo: Sequence[Spot]) -> list[float]:
    """The best straight mapping (no perspective) through three or more places, by least squares."""
    sides = []
    for axis in (0, 1):
        rows = [[0.0] * 4 for _unknown in range(3)]
        for (x, y), to in zip(paper, photo, strict=True):
            for row, factor in zip(rows, (x, y, 1.0), strict=True):
                for column, value in enumerate((x, y, 1.0, to[axis])):
                    row[column] += factor * value
        sides += _solved(rows)
    return [*sides, 0.0, 0.0]


def _solved(rows: list[list[float]]) -> list[float]:
    """As many equations as unknowns, by elimination with pivots."""
    size = len(rows)
    for place in range(size):
        pivot = max(range(place, size), key=lambda row: abs(rows[row][place]))
        rows[place], rows[pivot] = rows[pivot], rows[place]
        for row in range(size):
            if row != place and rows[row][place]:
                factor = rows[row][place] / (rows[place][place] or 1e-12)
                rows[row] = [one - factor * other for one, other in zip(rows[row], rows[place], strict=True)]
    return [rows[place][size] / (rows[place][place] or 1e-12) for place in range(size)]
