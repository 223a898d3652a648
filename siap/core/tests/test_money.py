"""Rupiah as people write them."""

import pytest
from django.utils.translation import override

from siap.core.money import rupiah, rupiah_short


@pytest.mark.parametrize(
    ("amount", "exact", "short"),
    [
        (0, "Rp0", "Rp0"),
        (750, "Rp750", "Rp750"),
        (9_149, "Rp9.149", "Rp9,1 rb"),
        (160_000, "Rp160.000", "Rp160 rb"),
        (48_213_500, "Rp48.213.500", "Rp48,2 jt"),
        (-3_000, "−Rp3.000", "−Rp3 rb"),
        (2_700_000_000, "Rp2.700.000.000", "Rp2,7 M"),
    ],
)
def test_rupiah_in_indonesian(amount: int, exact: str, short: str) -> None:
    assert (rupiah(amount), rupiah_short(amount)) == (exact, short)


def test_rupiah_in_english() -> None:
    with override("en"):
        assert (rupiah(48_213_500), rupiah_short(48_213_500)) == ("Rp48,213,500", "Rp48.2 m")
