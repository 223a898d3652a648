"""A message becomes an order's form; what is not clear is left to a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siap.market.chat import hear

SIZES = {1: "Bawang goreng 100 g", 2: "Bawang goreng 250 g", 3: "Keripik pisang 250 g"}
GOODS = {1: "Bawang Goreng 100 g", 2: "Keripik Pisang", 3: "Keripik Kelor", 4: "Sambal Roa"}
PLACES = ("Palu Timur", "Sigi")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("2 bawang goreng, 3 keripik pisang", {1: 2, 2: 3}),
        ("bawang goreng 2 keripik pisang 3", {1: 2, 2: 3}),
        ("mau pesan bawang goreng dua sama sambal roa", {1: 2, 4: 1}),
        ("kripik pisang x4\n1x sambel roa", {2: 4, 4: 1}),
        ("bawang goreng 100 gr 2 bungkus", {1: 2}),
        ("roa tiga & kelor 2", {4: 3, 3: 2}),
        ("2 bawang goreng dan 1 bawang goreng lagi", {1: 3}),
    ],
)
def test_it_hears_how_many_of_what(text, pieces):
    assert hear(text, GOODS).pieces == pieces


def test_it_hears_a_whole_message_as_a_phone_copies_it():
    heard = hear(
        "[24/11/26 10.02] +62 812-3456-7890: Assalamualaikum, mau 2 bawang goreng\n"
        "[24/11/26 10.03] +62 812-3456-7890: antar ke Palu Timur, Jl. Merdeka 5, a.n. Nurul, bayar transfer",
        GOODS, PLACES,
    )  # fmt: skip
    assert (heard.phone, heard.place, heard.how, heard.method) == ("081234567890", "Palu Timur", "delivery", "transfer")
    assert heard.pieces == {1: 2}
    assert (heard.address, heard.buyer) == ("Jl. Merdeka 5", "Nurul")


def test_it_hears_a_list_with_names_before():
    heard = hear("Nama: Ibu Nurul\nHP: 0812 3456 7890\n3 sambal roa\nAmbil sendiri, tunai", GOODS)
    assert (heard.buyer, heard.phone, heard.how, heard.method) == ("Ibu Nurul", "081234567890", "pickup", "cash")
    assert heard.pieces == {4: 3}
    assert not heard.unsure


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("bawang goreng 250 gr 2", {2: 2}),
        ("2 bawang goreng yang 0,25 kg, 3 keripik pisang", {2: 2, 3: 3}),
        ("2 bungkus bawang goreng 100gram dan bawang goreng 250g 1", {1: 2, 2: 1}),
        ("2 bawang goreng", {}),
    ],
)
def test_it_tells_sizes_apart_or_asks(text, pieces):
    heard = hear(text, SIZES)
    assert heard.pieces == pieces
    assert bool(heard.unsure) == (not pieces)


@pytest.mark.parametrize("text", ["2 keripik", "5 kue lapis"])
def test_what_could_be_two_things_or_nothing_is_left_to_a_person(text):
    heard = hear(text, GOODS)
    assert not heard.pieces
    assert heard.unsure == (text,)


@given(st.text(max_size=300))
def test_any_text_is_heard_without_falling_over(text):
    heard = hear(text, GOODS, PLACES)
    assert all(count > 0 for count in heard.pieces.values())


@given(st.dictionaries(st.sampled_from(list(GOODS)), st.integers(1, 500), min_size=1), st.booleans())
def test_what_is_written_plainly_is_heard_exactly(wanted, is_first):
    lines = [f"{count} {GOODS[key]}" if is_first else f"{GOODS[key]}: {count}" for key, count in wanted.items()]
    assert hear("\n".join(lines), GOODS).pieces == wanted
