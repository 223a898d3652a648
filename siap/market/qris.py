"""QRIS: the merchant's static code made dynamic for one order (EMVCo merchant-presented, rules of the field 7). Pure.

A code made here proves nothing was paid. What it prevents is another's sticker: only a code whose checksum and NMID are the
registered ones is ever shown.
"""

from collections.abc import Sequence

from siap.core.errors import Refused
from siap.core.text import _

Field = tuple[str, str]
"""Two digits, and what stands there."""

_NATIONAL = "51"


class QrisBroken(Refused):
    """Not a QRIS code, or one whose checksum is wrong."""

    message = _(
        "Kode ini bukan QRIS yang utuh: angka pemeriksanya tidak cocok. Salin lagi isi kode dari aplikasi QRIS."
    )
    field = "payload"


class QrisElsewhere(Refused):
    """A code with another merchant number: a sticker over the real one is a known fraud."""

    message = _("Kode ini milik NMID %(found)s, bukan %(nmid)s. Jangan dipakai: bisa jadi stiker palsu.")
    field = "payload"


class QrisNotStatic(Refused):
    """Registered is the static code on the counter, not one made for a sale."""

    message = _("Daftarkan kode QRIS statis (yang ditempel di meja), bukan kode untuk satu pembayaran.")
    field = "payload"


def crc(text: str) -> str:
    """CRC-16/CCITT-FALSE as four upper-case digits: "123456789" gives 29B1."""
    value = 0xFFFF
    for byte in text.encode():
        value ^= byte << 8
        for _bit in range(8):
            value = ((value << 1) ^ 0x1021 if value & 0x8000 else value << 1) & 0xFFFF
    return f"{value:04X}"


def parse(payload: str) -> list[Field]:
    """Tag, length, value, one after the other. Raises QrisBroken."""
    fields, at = [], 0
    while at < len(payload):
        tag, length = payload[at : at + 2], payload[at + 2 : at + 4]
        if not (tag.isdecimal() and length.isdecimal()) or at + 4 + int(length) > len(payload):
            raise QrisBroken
        fields.append((tag, payload[at + 4 : at + 4 + int(length)]))
        at += 4 + int(length)
    return fields


def write(fields: Sequence[Field]) -> str:
    """The same the other way round."""
    return "".join(f"{tag}{len(value):02}{value}" for tag, value in fields)


def nmid_of(payload: str) -> str:
    """The national merchant number of a whole code. Raises QrisBroken."""
    fields = parse(payload)
    if len(payload) < 8 or not fields or fields[-1][0] != "63" or crc(payload[:-4]) != fields[-1][1]:
        raise QrisBroken
    national = dict(parse(dict(fields).get(_NATIONAL, "")))
    if "02" not in national:
        raise QrisBroken
    return national["02"]


def check_static(payload: str, nmid: str) -> None:
    """Refuse what is not the merchant's own static code. Raises QrisBroken, QrisElsewhere, QrisNotStatic."""
    found = nmid_of(payload)
    if found != nmid:
        raise QrisElsewhere(found=found, nmid=nmid)
    if dict(parse(payload)).get("01") != "11":
        raise QrisNotStatic


def dynamic(payload: str, nmid: str, amount: int, bill: str) -> str:
    """The code for one bill (rupiah) from the static one. Raises QrisBroken, QrisElsewhere, QrisNotStatic."""
    check_static(payload, nmid)
    fields = {tag: value for tag, value in parse(payload) if tag != "63"}
    fields |= {"01": "12", "54": str(amount), "62": _with_bill(fields.get("62", ""), bill[:25])}
    text = write(sorted(fields.items())) + "6304"
    return text + crc(text)


def _with_bill(additional: str, bill: str) -> str:
    return write(sorted((dict(parse(additional)) | {"05": bill}).items()))
