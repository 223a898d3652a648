"""Money noted in a book, by the real services, for this room's tests and those on its right."""

from datetime import date

from siap.business.models import Business
from siap.cashbook import services
from siap.cashbook.models import CashNote
from siap.core import clock
from siap.core.ids import new_uid
from tests.world import World


def noted(
    world: World,
    business: Business,
    kind: str = "put_in",
    amount: int = 500_000,
    *,
    on: date | None = None,
    note: str = "Modal awal",
    whom: str | None = None,
    years: int = 4,
) -> CashNote:
    """Budi writes money down (rupiah), today unless a day is given. A buyer who pays later is Ibu Ani."""
    buyer = "Warung Ibu Ani" if kind == "sold_later" else ""
    return services.note_cash(
        new_uid(),
        business,
        kind,
        amount,
        happened_on=on or clock.today(),
        note=note,
        whom=buyer if whom is None else whom,
        years=years,
        by=world.budi,
    )
