"""Whole rupiah as people write them. An amount is an `int` of rupiah everywhere; there are no parts of a rupiah."""

from django.utils.translation import get_language

MOST = 10**12
"""No single amount is larger than this (rupiah): a larger one is a slip of the finger."""

_STEPS = ((10**12, "T", "tn"), (10**9, "M", "bn"), (10**6, "jt", "m"), (10**3, "rb", "k"))


def _is_english() -> bool:
    return (get_language() or "id").startswith("en")


def digits(number: int) -> str:
    """`48213500` as `48.213.500` (Indonesian) or `48,213,500` (English)."""
    text = f"{number:,}"
    return text if _is_english() else text.replace(",", ".")


def rupiah(amount: int) -> str:
    """Exact, for books, slips and tooltips: `Rp48.213.500`, negative `−Rp3.000`."""
    return f"{'−' if amount < 0 else ''}Rp{digits(abs(amount))}"


def rupiah_short(amount: int) -> str:
    """As people say it, for dashboards: `Rp48,2 jt`, `Rp9,1 rb`, `Rp750`."""
    size, sign = abs(amount), "−" if amount < 0 else ""
    for step, word, english in _STEPS:
        if size >= step:
            tenths = (size * 10 + step // 2) // step
            whole, tenth = divmod(tenths, 10)
            text = digits(whole) + (f"{'.' if _is_english() else ','}{tenth}" if tenth and whole < 1000 else "")
            return f"{sign}Rp{text} {english if _is_english() else word}"
    return f"{sign}Rp{size}"
