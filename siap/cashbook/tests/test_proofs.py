"""What the cash book proves: an honest book passes, and whoever changes a row behind the program's back is named."""

from datetime import date

import pytest

from siap.cashbook import services
from siap.cashbook.models import CashCount, CashNote, Counterparty, Depreciation, Equipment
from siap.cashbook.tests import given
from siap.core import clock, proofs
from siap.core.ids import new_uid


@pytest.fixture
def kept(world, group, venture):
    """Two tools, one of them gone; a month written off; a count that differed; a buyer who owes."""
    with clock.fixed(clock.at(date(2026, 9, 15))):
        given.noted(world, group, "put_in", 900_000)
        for name in ("Timbangan", "Kompor"):
            given.noted(world, group, "buy_tool", 240_000, note=name, years=2)
    services.depreciate(group, 202609, by=world.budi)
    services.dispose(Equipment.objects.get(name="Kompor"), because="Rusak", by=world.budi)
    services.count_cash(new_uid(), group, 400_000, because="Salah kembalian", by=world.budi)
    given.noted(world, venture, "sold_later", 80_000, note="Titipan")
    return group


def broken() -> set[str]:
    return {one.key for one, finding in proofs.run() if finding.offender}


TAMPERINGS = {
    "a dearer tool": (lambda: Equipment.objects.filter(name="Timbangan").update(cost=250_000), "equipment"),
    "a longer life": (lambda: Equipment.objects.filter(name="Timbangan").update(years=9), "equipment"),
    "a tool that came back": (lambda: Equipment.objects.update(gone_on=None, gone_because=""), "disposals"),
    "less written off": (lambda: Depreciation.objects.update(amount=1), "depreciation"),
    "another count": (lambda: CashCount.objects.update(counted=410_000), "counts"),
    "a count that vanished": (lambda: CashCount.objects.all().delete(), "counts"),
    "another buyer": (lambda: CashNote.objects.filter(kind="sold_later").update(counterparty=None), "notes"),
}


def test_an_honest_book_passes(kept):
    assert Counterparty.objects.exists()
    assert not broken()


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_row_changed_behind_the_program_is_named(kept, what):
    change, proof = TAMPERINGS[what]
    change()
    assert broken() == {proof}
