"""`siap import opening`: every mistake is shown on its row, and nothing is written until all is right and somebody says yes."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from siap.core import proofs
from siap.core.errors import Refused
from siap.core.models import FactRecord
from siap.ledger import chart, importing, queries
from siap.ledger.models import Entry
from siap.ledger.rules import Cr, Dr, NotBalanced
from siap.ledger.services import AlreadyOpened, NothingToOpen, enter_opening, open_book

RIGHT = "code,subject,debit,credit\n1110,,500000,\n1510,,2500000,0\n\n2110,,,1000000\n3110,,,2000000\n"


@pytest.fixture
def book(db: None) -> str:
    return open_book("business:1", "business", by=None).key


@pytest.fixture
def table(tmp_path: Path) -> Callable[[str | bytes], Path]:
    def write(content: str | bytes) -> Path:
        path = tmp_path / "saldo"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def sheet(*rows: tuple[object, ...]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as workbook:
        first = workbook.add_worksheet()
        for number, row in enumerate(rows):
            first.write_row(number, 0, row)
    return made.getvalue()


def with_part(workbook: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, change(old.read(member)) if member == name else old.read(member))
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return made.getvalue()


XLSX = sheet(("Kode", "Debit", "Kredit"), (1110, 500_000, None), ("2110", "", 500_000))


def test_an_opening_becomes_one_entry_that_proves_whole(book: str, table: Callable[[str], Path]) -> None:
    call_command("import", "opening", table(RIGHT), book=book, on=date(2026, 1, 1), yes=True)
    entry = Entry.objects.get()
    assert (entry.reference, entry.booked_on, entry.sealed) == ("opening:business:1", date(2026, 1, 1), True)
    assert queries.balance(chart.equipment, book=book) == 2_500_000
    assert FactRecord.objects.filter(name="ledger.OpeningEntered").count() == 1
    assert [finding.offender for _, finding in proofs.run() if finding.offender] == []


def test_every_account_that_may_be_opened_leaves_the_proofs_whole(book: str) -> None:
    *others, last = (chart.Account(code) for code in sorted(chart.OPENED_BY_HAND))
    lines = [*(Dr(account, 10) for account in others), Cr(last, 10 * len(others))]
    enter_opening(book, lines, on=date(2026, 1, 1), by=None)
    assert [finding.offender for _, finding in proofs.run() if finding.offender] == []


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_and_a_mark_at_the_beginning_are_read(separator: str) -> None:
    content = ("\ufeff" + RIGHT.replace(",", separator)).encode()
    assert [row.number for row in importing.read(content) if row.posting] == [2, 3, 5, 6]


def test_a_spreadsheet_is_read_with_numbers_as_numbers_or_as_text() -> None:
    assert [row.posting for row in importing.read(XLSX)] == [Dr(chart.cash, 500_000), Cr(chart.payable, 500_000)]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("9999,,1,", "tidak ada"),
        ("4110,,,1", "tidak diisi lewat saldo awal"),
        ("2210,7,,1", "tidak diisi lewat saldo awal"),
        ("1320,,1,", "tidak diisi lewat saldo awal"),
        ("9110,,1,", "tidak diisi lewat saldo awal"),
        ("1110,7,1,", "tidak dirinci"),
        ("1110,,-5,", "negatif"),
        ('1110,,"1,5",', "rupiah bulat"),
        ("1110,,1.000,", "rupiah bulat"),
        ("1110,,²,", "rupiah bulat"),
        ("1110,,,", "salah satu"),
        ("1110,,1,1", "salah satu"),
        ("1110,,1000000000001,", "terlalu besar"),
        ("1120,,5,", "baris lain"),
    ],
)
def test_a_mistake_stands_on_its_row_and_nothing_is_written(
    book: str, table: Callable[[str], Path], row: str, problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(f"code,subject,debit,credit\n1120,,5,\n{row}\n3110,,,5\n")
    with pytest.raises(CommandError, match="1 of 3 rows are wrong"):
        call_command("import", "opening", path, book=book, yes=True)
    (shown,) = (line for line in capsys.readouterr().out.splitlines() if line.startswith("    3  "))
    assert problem in shown
    assert not Entry.objects.exists()


def test_a_fraction_in_a_spreadsheet_is_no_rupiah() -> None:
    (row,) = importing.read(sheet(("code", "debit", "credit"), (1110, 0.5, None)))
    assert "rupiah bulat" in str(row.problem)


def test_unequal_sides_are_said_and_nothing_is_written(book: str, table: Callable[[str], Path]) -> None:
    with pytest.raises(CommandError, match="tidak seimbang"):
        call_command("import", "opening", table("code,debit,credit\n1110,5,\n3110,,4\n"), book=book, yes=True)
    assert not Entry.objects.exists()


@pytest.mark.parametrize(("answer", "entries"), [("y", 1), ("n", 0), ("", 0), (None, 0)])
def test_only_a_yes_writes(
    book: str, table: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, answer: str | None, entries: int
) -> None:
    def asked(question: str) -> str:
        assert book in question
        if answer is None:
            raise EOFError
        return answer

    monkeypatch.setattr("builtins.input", asked)
    call_command("import", "opening", table(RIGHT), book=book)
    assert Entry.objects.count() == entries


def test_a_dry_run_only_looks(book: str, table: Callable[[str], Path]) -> None:
    call_command("import", "opening", table(RIGHT), book=book, dry_run=True, yes=True)
    assert not Entry.objects.exists()


def test_a_book_begins_once(book: str) -> None:
    lines = (Dr(chart.cash, 5), Cr(chart.capital, 5))
    enter_opening(book, lines, on=date(2026, 1, 1), by=None)
    with pytest.raises(AlreadyOpened, match="business:1"):
        enter_opening(book, lines, on=date(2026, 1, 1), by=None)
    assert Entry.objects.count() == 1


def test_the_verb_refuses_what_the_table_would(book: str) -> None:
    with pytest.raises(NothingToOpen):
        enter_opening(book, (), on=date(2026, 1, 1), by=None)
    with pytest.raises(NotBalanced):
        enter_opening(book, (Dr(chart.cash, 5),), on=date(2026, 1, 1), by=None)
    assert not Entry.objects.exists()


def test_an_unknown_book_or_file_is_a_sentence(book: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"no book business:9.*business:1"):
        call_command("import", "opening", tmp_path, book="business:9")
    with pytest.raises(CommandError, match="Cannot read"):
        call_command("import", "opening", tmp_path, book=book)


FAR = with_part(XLSX, "xl/worksheets/sheet1.xml", lambda part: part.replace(b'r="A3"', b'r="XFD1048576"'))
BOMB = with_part(XLSX, "xl/sharedStrings.xml", lambda part: part + b" " * 50_000_000)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", importing.ColumnMissing),
        (b"kode;debit\n1110;5\n", importing.ColumnMissing),
        (b"\xff\xfe\x00\xd8", importing.TableUnreadable),
        (b'code,debit,credit\n"1110', importing.TableUnreadable),
        (b"code,debit,credit\n1110,=1+1,\n", importing.TableHasFormulas),
        (b"code,debit,credit\n" * 2_001, importing.TableTooLarge),
        (b"x" * (importing.LARGEST + 1), importing.TableTooLarge),
        (b"PK\x03\x04 and no more", importing.TableUnreadable),
        (XLSX[:-40], importing.TableUnreadable),
        (with_part(XLSX, "xl/workbook.xml", lambda part: part[:60]), importing.TableUnreadable),
        (with_part(XLSX, "xl/vbaProject.bin", lambda part: b"Sub"), importing.TableHasMacros),
        (sheet(("code", "debit", "credit"), (1110, "=2+3", None)), importing.TableHasFormulas),
        (FAR, importing.TableTooLarge),
        (BOMB, importing.TableTooLarge),
    ],
    ids=range(14),
)
def test_a_file_that_is_no_table_is_a_sentence(content: bytes, refusal: type[Refused]) -> None:
    assert len(content) < 6_000_000
    with pytest.raises(refusal) as said:
        importing.read(content)
    assert str(said.value).endswith(".")


@given(st.binary(max_size=200) | st.binary(max_size=200).map(lambda tail: XLSX[: len(XLSX) // 2] + tail))
def test_whatever_the_file_holds_there_is_an_answer(content: bytes) -> None:
    with suppress(Refused):
        importing.read(content)
