"""What a test says: of a person, of a class, of a question. Pure."""

from collections.abc import Sequence
from statistics import fmean, pstdev

from siap.core.errors import Refused
from siap.core.text import Text, _
from siap.learning.rules.classes import FULL_MARK

SIGNS = (
    "pisang", "ikan", "bunga", "perahu", "rumah", "matahari", "bulan", "daun", "cangkir", "payung", "bintang", "ayam",
)  # fmt: skip
"""The pictures of which everybody chooses one: with it he signs in at the shared screen."""
FEWEST = 5
"""People whose answers a question needs before anything is said about it."""


class TestThere(Refused):
    """A class has one pre-test and one post-test."""

    message = _("Kelas ini sudah punya %(kind)s.")


class NoQuestions(Refused):
    """The bank of the course is empty."""

    message = _("Pelatihan ini belum punya bank soal. Muat bahan ajarnya, atau impor soalnya lebih dahulu.")


class TestClosed(Refused):
    """Answers that come after a test was closed."""

    message = _(
        "Tes ini sudah ditutup pada %(closed_at)s, jadi jawaban tidak bisa diterima lagi. Tidak ada yang berubah."
    )


class AlreadySat(Refused):
    """Everybody sits a test once."""

    message = _("%(person)s sudah selesai mengerjakan tes ini.")


class WrongSign(Refused):
    """Another picture than the one chosen at the first test."""

    message = _("Bukan itu gambar yang dipilih dulu. Pilih lagi, atau panggil petugas.")
    field = "sign"


class AnswersWrong(Refused):
    """The answers keyed in do not fit the test."""

    message = _(
        "Jawaban %(person)s tidak cocok: tes ini punya %(size)s soal, jawabannya A sampai %(last)s atau - untuk kosong."
    )


def score(right: int, asked: int) -> int:
    """Percent of the questions answered rightly, rounded half up."""
    return (200 * right + asked) // (2 * asked)


def gain(pre: int | None, post: int | None) -> int | None:
    """The normalised gain in percent: (post − pre) / (100 − pre), rounded half away from zero.

    None while a mark is missing, and for somebody who knew everything before.
    """
    if pre is None or post is None or pre == FULL_MARK:
        return None
    rise, room = (post - pre) * 100, FULL_MARK - pre
    size = (2 * abs(rise) + room) // (2 * room)
    return size if rise >= 0 else -size


def class_gain(pairs: Sequence[tuple[int, int]]) -> int | None:
    """The gain of a class, from the average marks of those who sat both tests: (pre, post) each. None without any."""
    if not pairs:
        return None
    before, after = fmean(pre for pre, _post in pairs), fmean(post for _pre, post in pairs)
    return None if before >= FULL_MARK else round(100 * (after - before) / (FULL_MARK - before))


def discrimination(rights: Sequence[bool], totals: Sequence[int]) -> float | None:
    """How well a question tells those who know from those who do not: the correlation of a right answer with the rest
    of the test (−1 to 1). `totals` counts each person's right answers, this question's included. None for fewer than
    five people, or when everybody answered alike."""
    rest = [total - right for right, total in zip(rights, totals, strict=True)]
    if len(rights) < FEWEST or pstdev(rights) == 0 or pstdev(rest) == 0:
        return None
    mean_right, mean_rest = fmean(rights), fmean(rest)
    together = fmean((right - mean_right) * (other - mean_rest) for right, other in zip(rights, rest, strict=True))
    return together / (pstdev(rights) * pstdev(rest))


VERDICTS: dict[str, Text] = {
    "few": _("belum cukup jawaban"),
    "known": _("sudah diketahui sebelum kelas"),
    "hard": _("terlalu sukar"),
    "teaches_nothing": _("pelajarannya tidak menambah"),
    "misleads": _("menjebak: yang pandai justru salah"),
    "good": _("baik"),
}


def verdict(pre: int | None, post: int | None, tells: float | None, *, people: int) -> str:
    """What a question is worth: a key of VERDICTS. `pre` and `post` are percent of right answers before and after."""
    if post is None or people < FEWEST:
        return "few"
    if pre is not None and pre >= 90:
        return "known"
    if post < 30:
        return "hard"
    if tells is not None and tells < -0.1:
        return "misleads"
    rise = gain(pre, post)
    return "teaches_nothing" if rise is not None and rise < 10 else "good"
