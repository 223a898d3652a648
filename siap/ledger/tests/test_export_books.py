"""`siap export books`: what each outside program is told of an entry. That they agree with the book: `tests/oracles`."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from siap.ledger import chart, exporting
from siap.ledger.models import Book
from siap.ledger.rules import Cr, Dr, Draft
from siap.ledger.services import close_month, open_book
from siap.ledger.tests.test_post import write

HLEDGER = """\
commodity 1000. IDR

account {hands}
account {clearing}

2026-10-01=2026-09-28 (sale:1) Jual 4 stoples tunai
    {hands}  160000 IDR
    {clearing}  -160000 IDR
"""
BEANCOUNT = """\
option "operating_currency" "IDR"

2026-10-01 open {hands} IDR
2026-10-01 open {clearing} IDR

2026-10-01 * "Jual 4 stoples; tunai"
  reference: "sale:1"
  happened: 2026-09-28
  {hands}  160000 IDR
  {clearing}  -160000 IDR
"""


@pytest.fixture(autouse=True)
def _books(db: None) -> None:
    """A sale that came when its month was closed, and another book."""
    open_book("business:1", "business", by=None)
    book = open_book("seller:LPP", "seller", by=None)
    close_month(Book.objects.get(pk=book.pk), 202609, by=None)
    lines = (Dr(chart.cash_in_hand(7), 160_000), Cr(chart.clearing, 160_000))
    write(Draft("seller:LPP", "sale:1", date(2026, 9, 28), lines, memo="Jual 4 stoples; tunai"))
    write(Draft("business:1", "sale:2", date(2026, 10, 2), (Dr(chart.cash, 5), Cr(chart.revenue, 5))))


@pytest.mark.parametrize(("format", "told"), [("hledger", HLEDGER), ("beancount", BEANCOUNT)])
def test_a_book_is_told_with_reference_days_and_memo(
    format: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with translation.override("en"):
        hands, clearing = (exporting.name("seller:LPP", account) for account in (chart.cash_in_hand(7), chart.clearing))
    call_command("export", "books", format=format, book="seller:LPP")
    assert capsys.readouterr().out == told.format(hands=hands, clearing=clearing)


def test_a_name_says_what_and_whose_and_never_who() -> None:
    assert exporting.name("seller:LPP", chart.cash_in_hand(7)) == "Assets:Book-seller-LPP:1111-Kas-di-tangan-petugas:7"
    assert exporting.name("business:3", chart.revenue) == "Income:Book-business-3:4110-Pendapatan-usaha"


def test_without_a_key_every_book_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("export", "books", format="hledger", into=tmp_path / "books")
    assert "2 books" in capsys.readouterr().out
    told = (tmp_path / "books").read_text()
    assert "(sale:1)" in told
    assert "(sale:2)" in told


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "books").write_text("mine")
    with pytest.raises(CommandError, match="exists"):
        call_command("export", "books", format="hledger", into=tmp_path / "books")
    assert (tmp_path / "books").read_text() == "mine"


def test_an_unknown_book_is_a_sentence_that_names_those_there_are() -> None:
    with pytest.raises(CommandError, match=r"no book business:9.*business:1, seller:LPP"):
        call_command("export", "books", format="hledger", book="business:9")
