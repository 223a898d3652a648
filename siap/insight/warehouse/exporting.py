"""An office as the star of `schema`: closed months only, so that what was exported once is exported the same again."""

import csv
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import duckdb
from django.db import connection
from django.utils import translation

from siap.business.models import Business
from siap.insight.queries import Scope, figures, quarters_over
from siap.insight.rules import told_count
from siap.insight.warehouse import schema
from siap.ledger import chart
from siap.ledger.models import Account, Book, MonthTotal
from siap.people.models import Office, Unit

KINDS = {"1": "asset", "2": "liability", "3": "equity", "4": "income", "7": "income", "9": "clearing"}
COUNTED = ("participants", "certified", "working", "officers")
"""Figures that no other of them can be subtracted from to find few people by unit: one partition, as in public."""
LINES = 'SELECT entry_id, account_id, CAST(booked_on AS TEXT), side, amount FROM "ledger_line" ORDER BY id'
POSTINGS = """
    SELECT $office AS office, account.book, entry, account.code, year(day) * 100 + month(day) AS month, day,
        CASE side WHEN 1 THEN amount ELSE 0 END AS debit, CASE side WHEN -1 THEN amount ELSE 0 END AS credit
    FROM read_csv($lines, header=false, auto_detect=false, delim=',', columns={
        'entry': 'VARCHAR', 'account': 'VARCHAR', 'day': 'DATE', 'side': 'TINYINT', 'amount': 'BIGINT'}) line
    JOIN accounts account USING (account)
    WHERE year(day) * 100 + month(day) <= closed_through
    UNION ALL SELECT $office, book, NULL, code, month, NULL, debit, credit FROM sums"""

Rows = Iterable[tuple[Any, ...]]


def office_code(office: Office) -> str:
    """What an office is called among the others: KANWIL-SULTENG."""
    return re.sub(r"[^A-Z0-9]+", "-", office.short_name.upper()).strip("-")


def export(into: Path) -> tuple[str, int]:
    """Write the office into a folder of its code below `into`, and the views beside it; the code, and how many postings.

    Raises FileExistsError where the office was exported to before: an export is never half of one and half of another.
    """
    code = office_code(Office.objects.get())
    into.mkdir(parents=True, exist_ok=True)
    (into / "views.sql").write_text(schema.views(), "utf-8")
    with TemporaryDirectory(dir=into) as draft, duckdb.connect() as star:
        whole = Path(draft) / "whole"
        whole.mkdir()
        if (into / code).exists():
            raise FileExistsError(17, "the office was exported here before", str(into / code))
        for name, rows in _dimensions(code):
            _write(star, name, rows, Path(draft), whole)
        _postings(star, code, Path(draft), whole)
        count = star.execute("SELECT count(*) FROM read_parquet(?)", [str(whole / "posting.parquet")]).fetchone()
        whole.rename(into / code)
    return code, count[0] if count else 0


def _dimensions(code: str) -> Iterator[tuple[str, Rows]]:
    office = Office.objects.get()
    yield "office", [(code, office.name, office.place)]
    units = Unit.objects.order_by("pk")
    yield "unit", [(code, one.code, one.name, one.kind, one.place) for one in units]
    yield "book", [(code, *row[1:]) for row in _books()]
    with translation.override("id"):
        yield (
            "account",
            [(code, number, str(name), KINDS.get(number[0], "expense")) for number, name in chart.NAMES.items()],
        )
    yield (
        "people",
        [
            (code, unit.code, quarter.code, figure, told_count(found[figure]))
            for quarter in quarters_over()
            for unit in units
            for found in [figures(Scope(unit, quarter.month, quarter.span))]
            for figure in COUNTED
        ],
    )


def _books() -> list[tuple[int, str, str, str | None, int]]:
    """Id, key, kind, unit and last closed month of every book that has one; nobody's own business."""
    units = {
        f"{kind}:{unit}": unit for unit in Unit.objects.values_list("code", flat=True) for kind in ("seller", "custody")
    }
    kinds: dict[str, tuple[str, str | None]] = {
        f"business:{pk}": (kind, unit) for pk, kind, unit in Business.objects.values_list("pk", "kind", "unit__code")
    }
    books = Book.objects.filter(closed_through__gt=0).order_by("pk")
    told = []
    for pk, key, kind, closed in books.values_list("pk", "key", "kind", "closed_through"):
        what, unit = kinds.get(key, (kind, units.get(key)))
        if what != Business.Kind.VENTURE:
            told.append((pk, key, what, unit, closed))
    return told


def _postings(star: duckdb.DuckDBPyConnection, code: str, draft: Path, whole: Path) -> None:
    """Lines flow through a pipe, however many there are; what they say of people stays behind with their account's subject."""
    books = {pk: (key, kind, closed) for pk, key, kind, _unit, closed in _books()}
    accounts = [
        (str(pk), books[book][0], number, books[book][2])
        for pk, book, number in Account.objects.order_by("pk").values_list("pk", "book", "code")
        if book in books and books[book][1] != Book.Kind.CUSTODY
    ]
    sums: dict[tuple[str, str, int], list[int]] = {}
    custody = [pk for pk, (_key, kind, _closed) in books.items() if kind == Book.Kind.CUSTODY]
    totals = MonthTotal.objects.filter(book__in=custody).order_by("book", "code", "month", "pk")
    for book, number, month, debit, credit in totals.values_list("book", "code", "month", "debit", "credit"):
        if month <= books[book][2]:
            total = sums.setdefault((books[book][0], number, month), [0, 0])
            total[0] += debit
            total[1] += credit
    _load(star, "accounts", "account VARCHAR, book VARCHAR, code VARCHAR, closed_through INTEGER", accounts, draft)
    _load(
        star, "sums", "book VARCHAR, code VARCHAR, month INTEGER, debit BIGINT, credit BIGINT",
        [(*key, *total) for key, total in sums.items()], draft,
    )  # fmt: skip
    reading, writing = os.pipe()
    failed: list[Exception] = []

    def read() -> None:
        try:
            _copy(star, f"({POSTINGS})", whole / "posting.parquet", {"office": code, "lines": f"/dev/fd/{reading}"})
        except Exception as error:  # the thread that waits for it says so
            failed.append(error)
        finally:
            os.close(reading)  # whoever still pours is told that nobody reads

    reader = Thread(target=read)
    reader.start()
    try:
        with suppress(BrokenPipeError), open(writing, "w", newline="") as file:
            _pour(file)
    finally:
        reader.join()
    if failed:
        raise failed[0]


def _pour(file: Any) -> None:
    """Every line of the books as CSV, as fast as the database gives it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY ({LINES}) TO STDOUT (FORMAT csv)") as rows:
                for piece in rows:
                    file.buffer.write(piece)
        else:
            cursor.execute(LINES)
            csv.writer(file, lineterminator="\n").writerows(cursor.cursor)


def _write(star: duckdb.DuckDBPyConnection, name: str, rows: Rows, draft: Path, whole: Path) -> None:
    """A small table, with the columns that the schema says."""
    (table,) = (one for one in schema.TABLES if one.name == name)
    columns = ", ".join(f'"{one.name}" {one.kind}' for one in table.columns)
    _load(star, name, columns, rows, draft)
    _copy(star, name, whole / f"{name}.parquet")


def _load(star: duckdb.DuckDBPyConnection, name: str, columns: str, rows: Rows, draft: Path) -> None:
    """A table of ours in DuckDB: by a file, because a statement a row takes a millisecond each."""
    names = [column.split()[0].strip('"') for column in columns.split(", ")]
    file = draft / f"{name}.json"
    file.write_text("".join(json.dumps(dict(zip(names, row, strict=True))) + "\n" for row in rows), "utf-8")
    star.execute(f"CREATE TABLE {name} ({columns})")
    star.execute(f"COPY {name} FROM '{file}' (FORMAT json)")


def _copy(star: duckdb.DuckDBPyConnection, source: str, into: Path, given: dict[str, str] | None = None) -> None:
    star.execute(f"COPY {source} TO '{into}' (FORMAT parquet, COMPRESSION zstd)", given or {})
