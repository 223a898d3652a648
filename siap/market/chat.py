"""An order as people write it in a chat: who, which number, how many of what, where to. Pure.

It is a guess that saves typing: an officer reads the form it fills beside the message, and what was not understood stands
there in the buyer's own words. So it would rather leave something out than take it for something else.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from urllib.parse import quote

_HEAD = re.compile(
    r"^\[?\d{1,2}[/.]\d{1,2}[/.]\d{2,4}[, ]+\d{1,2}[.:]\d{2}(?:[.:]\d{2})?\]?\s*(?:-\s*)?([^:\n]{1,60}):\s*", re.M
)
"""What a chat puts before a copied message: day, time, and who."""
_PHONE = re.compile(r"(?<!\d)(?:\+?62|0)[ .-]*8(?:[ .()-]*\d){7,12}(?!\d)")
_SAID = re.compile(
    r"^\s*(nama|atas nama|a\.?\s?n\.?|pemesan|alamat|hp|no\.? ?hp|wa|telepon|telp)\s*[:=]\s*(.+)$", re.I | re.M
)
_NAMED = re.compile(r"(?:\ba\.\s?n\.?|\batas nama)\s*:?\s+([^\n,.;\d]{2,60})", re.I)
_STREET = re.compile(
    r"(?:^|[\s,])((?:jl|jln|jalan|gang|gg|perum|perumahan|blok|desa|kompleks|lorong)\b[^\n]{2,200})", re.I
)
_WEIGHT = re.compile(r"\b(\d+(?:[.,]\d+)?)\s*(gram|gr|g|kg|ons)\b", re.I)
_GRAM = {"kg": 1_000, "ons": 100}
_PART = re.compile(r"[\n;,+&]|\b(?:dan|sama|serta|dengan|trus|terus)\b", re.I)
_WORD = re.compile(r"\d+g|[a-z]+|\d+")
_AFTER = re.compile(
    r"[\s,.]*\b(?:a\.\s?n\.|atas nama|bayar|transfer|tf|qris|tunai|cash|cod|makasih|terima kasih)(?!\w).*$", re.I
)
"""What may follow an address in its line and is none of it."""
_NUMBERS = {
    word: number
    for number, words in enumerate(
        ("satu sebungkus sebuah sepak setoples", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
         "sepuluh"),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_ALIKE = 0.8
"""How alike two words must be: `kripik` is *keripik*, `kelor` is not *pisang*."""


@dataclass(frozen=True)
class Heard:
    """What a message seems to say; pieces by product. `unsure` is what may be goods and was not understood."""

    buyer: str = ""
    phone: str = ""
    pieces: Mapping[int, int] = field(default_factory=dict)
    how: str = ""
    place: str = ""
    method: str = ""
    address: str = ""
    unsure: tuple[str, ...] = ()


def hear(text: str, goods: Mapping[int, str], places: Iterable[str] = ()) -> Heard:
    """Read a message: `goods` are names of products by key, `places` those that something can be brought to."""
    heads = [one.strip() for one in _HEAD.findall(text)]
    text = _HEAD.sub("", text)
    said = {key.casefold().replace(" ", ""): value.strip() for key, value in _SAID.findall(text)}
    told = _SAID.sub("", text)
    phones = [phone for one in (text, *heads) if (phone := _PHONE.search(one))]
    street = _STREET.search(told)
    low = text.casefold()
    place = next((one for one in sorted(places, key=len, reverse=True) if one.casefold() in low), "")
    address = said.get("alamat") or (_AFTER.sub("", street[1]).strip() if street else "")
    named = _NAMED.search(told)
    rest = _NAMED.sub("\n", _STREET.sub("\n", _PHONE.sub("\n", told)))
    pieces, unsure = _goods(rest, goods)
    names = [said[key] for key in ("nama", "pemesan", "atasnama") if key in said]
    names += [named[1].strip()] if named else []
    names += [one.lstrip("~ ") for one in heads if not _PHONE.search(one)]
    return Heard(
        buyer=names[0][:80] if names else "",
        phone=local(phones[0][0]) if phones else "",
        pieces=pieces,
        how=_how(low, bool(place or address)),
        place=place,
        method=_method(low),
        address=address[:300],
        unsure=unsure,
    )


def link(text: str, phone: str = "") -> str:
    """Opens the phone's own WhatsApp with a text, for one number or for whom is chosen there."""
    digits = re.sub(r"\D", "", phone)
    return f"https://wa.me/{f'62{digits[1:]}' if digits.startswith('0') else digits}?text={quote(text)}"


def local(phone: str) -> str:
    """`+62 812-3456` as `08123456`."""
    digits = re.sub(r"\D", "", phone)
    return f"0{digits[2:]}" if digits.startswith("62") else digits


def _how(low: str, is_somewhere: bool) -> str:
    if re.search(r"\b(?:antar|diantar|kirim|dikirim|anter)\b", low):
        return "delivery"
    if re.search(r"\b(?:ambil|diambil|jemput|dijemput)\b", low):
        return "pickup"
    return "delivery" if is_somewhere else ""


def _method(low: str) -> str:
    words = {"qris": r"qris", "transfer": r"transfer|tf|trf", "cash": r"tunai|cash|cod"}
    return next((method for method, pattern in words.items() if re.search(rf"\b(?:{pattern})\b", low)), "")


# --- How many of what ------------------------------------------------------------------------------------------------


def _goods(text: str, goods: Mapping[int, str]) -> tuple[dict[int, int], tuple[str, ...]]:
    """Pieces by product, and the parts that name one we cannot tell from another, or a number of nothing we know."""
    names = {key: set(_words(name)) for key, name in goods.items()}
    pieces: dict[int, int] = {}
    unsure = []
    for part in _PART.split(_plain(text)):
        words = _words(part)
        found, is_clear = _mentions(words, names)
        numbers = [(at, number) for at, word in enumerate(words) if 0 < (number := _number(word)) <= 1_000]
        if not is_clear or (numbers and not found):
            unsure.append(part.strip())
            continue
        for key, count in _counted(found, numbers):
            pieces[key] = pieces.get(key, 0) + count
    return pieces, tuple(unsure)


def _words(text: str) -> list[str]:
    return _WORD.findall(re.sub(r"(\d)\s*x\b|\bx\s*(?=\d)", r"\1 ", _plain(text)))


def _plain(text: str) -> str:
    """Small letters, and a weight in one word: `0,25 kg` is `250g`."""
    return _WEIGHT.sub(lambda told: f"{_gram(told[1], told[2])}g", text.casefold())


def _gram(number: str, unit: str) -> int:
    return round(float(number.replace(",", ".")) * _GRAM.get(unit, 1))


def _number(word: str) -> int:
    return int(word[:6]) if word.isdecimal() else _NUMBERS.get(word, 0)


def _mentions(words: list[str], names: Mapping[int, set[str]]) -> tuple[list[tuple[int, int]], bool]:
    """Where products are named (place, product), and whether each is clear."""
    found, is_clear, at = [], True, 0
    while at < len(words):
        best: list[tuple[tuple[int, float], int]] = []
        for key, name in names.items():
            length = _run(words, at, name)
            if length and not _is_weight(words[at]):
                best.append(((length, length / len(name)), key))
        if not best:
            at += 1
            continue
        most = max(score for score, _key in best)
        keys = [key for score, key in best if score == most]
        if len(keys) > 1:  # the same thing in two sizes: the size may stand elsewhere in the part
            keys = [key for key in keys if any(_is_weight(one) and one in words for one in names[key])] or keys
        if len(keys) == 1:
            found.append((at, keys[0]))
        else:
            is_clear = False
        at += most[0]
    return found, is_clear


def _is_weight(word: str) -> bool:
    return word[0].isdecimal() and word[-1] == "g"


def _run(words: list[str], start: int, name: set[str]) -> int:
    """How many words from here on are words of a name."""
    at, left = start, set(name)
    while at < len(words) and (same := next((one for one in left if _alike(words[at], one)), None)):
        left.discard(same)
        at += 1
    return at - start


def _alike(one: str, other: str) -> bool:
    if one == other or one[0].isdecimal() or other[0].isdecimal():
        return one == other
    return min(len(one), len(other)) > 3 and SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _counted(found: list[tuple[int, int]], numbers: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Each product with its number: the one before it where the part begins with a number, else the one after; else one."""
    is_before = bool(found and numbers and numbers[0][0] < found[0][0])
    counted = []
    for index, (at, key) in enumerate(found):
        low = found[index - 1][0] if is_before and index else -1
        high = found[index + 1][0] if not is_before and index + 1 < len(found) else 10**6
        own = [number for place, number in numbers if (low < place < at if is_before else at < place < high)]
        counted.append((key, (own[-1] if is_before else own[0]) if own else 1))
    return counted
