"""QRIS byte for byte (rules of the field 7), and what is refused."""

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from siap.market import qris
from siap.market.tests.given import NMID, QRIS

DYNAMIC = (
    "00020101021226590013ID.CO.BRI.WWW011893600002000000001702090000000170303UMI51440014ID.CO.QRIS.WWW0215ID1020000000017"
    "0303UMI5204549953033605405250005802ID5915KOPERASI CONTOH6004PALU61059411162180514SU-2026-0001236304F199"
)


def test_the_checksum_is_ccitt_false():
    assert qris.crc("123456789") == "29B1"


def test_a_static_code_becomes_the_code_of_a_bill_byte_for_byte():
    assert qris.dynamic(QRIS, NMID, 25_000, "SU-2026-000123") == DYNAMIC


def test_the_merchant_number_is_read():
    assert qris.nmid_of(QRIS) == qris.nmid_of(DYNAMIC) == NMID


def test_a_sticker_of_another_merchant_is_refused():
    with pytest.raises(qris.QrisElsewhere, match="stiker palsu"):
        qris.check_static(QRIS, "ID1020000000099")


def test_a_code_made_for_one_payment_is_not_registered():
    with pytest.raises(qris.QrisNotStatic):
        qris.check_static(DYNAMIC, NMID)


@for_all(st.integers(0, len(QRIS) - 1), st.characters(min_codepoint=48, max_codepoint=90))
def test_no_code_with_one_other_character_is_taken(at, character):
    forged = QRIS[:at] + character + QRIS[at + 1 :]
    if forged != QRIS:
        with pytest.raises((qris.QrisBroken, qris.QrisElsewhere)):
            qris.check_static(forged, NMID)


@for_all(st.text(max_size=120))
def test_nonsense_is_refused_in_a_sentence(text):
    with pytest.raises(qris.QrisBroken):
        qris.nmid_of(text)


@for_all(st.integers(1, 10**9), st.from_regex(r"[A-Z0-9-]{1,25}", fullmatch=True))
def test_every_made_code_is_whole_and_says_the_amount(amount, bill):
    made = qris.dynamic(QRIS, NMID, amount, bill)
    assert qris.nmid_of(made) == NMID
    assert dict(qris.parse(made))["54"] == str(amount)
