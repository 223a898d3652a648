"""The star that every office exports the same way: its tables, what each column holds, and what the nation asks of it. Pure.

Ids are text and mean something only beside `office`. Nobody's name, number or savings are in it: of savings there are sums of
a month, of released people's own businesses there is nothing, and people are counted as the public counts them (ADR 0028).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column: its name, its type in SQL, what it holds."""

    name: str
    kind: str
    meaning: str


@dataclass(frozen=True)
class Table:
    """A table of the star; `name` is its file too."""

    name: str
    meaning: str
    columns: tuple[Column, ...]


OFFICE = Column("office", "VARCHAR", "the regional office: the key beside every other key")
TABLES = (
    Table("office", "One row: the office that was exported.", (
        OFFICE,
        Column("name", "VARCHAR", "as it calls itself"),
        Column("place", "VARCHAR", "where it is"),
    )),
    Table("unit", "The units of the office.", (
        OFFICE,
        Column("unit", "VARCHAR", "its code"),
        Column("name", "VARCHAR", "as it calls itself"),
        Column("kind", "VARCHAR", "prison, remand, women, bapas"),
        Column("place", "VARCHAR", "where it is"),
    )),
    Table("book", "Books with a closed month; a released person's own is not among them.", (
        OFFICE,
        Column("book", "VARCHAR", "its key, like business:3 or custody:LPP"),
        Column("kind", "VARCHAR", "seller, custody, group, cooperative, business (of nobody in particular)"),
        Column("unit", "VARCHAR", "the unit it belongs to, if one"),
        Column("closed_through", "INTEGER", "the last month that is in here: 202610"),
    )),
    Table("account", "The chart of accounts.", (
        OFFICE,
        Column("code", "VARCHAR", "1 asset, 2 liability, 3 equity, 4 revenue, 5 cost, 6 expense, 7, 8 other, 9 clearing"),
        Column("name", "VARCHAR", "in Indonesian"),
        Column("kind", "VARCHAR", "asset, liability, equity, income, expense, clearing"),
    )),
    Table("posting", "A side of a sealed entry of a closed month; of custody the sum of a month.", (
        OFFICE,
        Column("book", "VARCHAR", "the book it stands in"),
        Column("entry", "VARCHAR", "its entry; none where it is the sum of a month"),
        Column("code", "VARCHAR", "its account"),
        Column("month", "INTEGER", "202610"),
        Column("day", "DATE", "the day it was booked on; none where it is the sum of a month"),
        Column("debit", "BIGINT", "rupiah"),
        Column("credit", "BIGINT", "rupiah"),
    )),
    Table("people", "People at the end of each quarter that is over, in fives.", (
        OFFICE,
        Column("unit", "VARCHAR", "where"),
        Column("quarter", "VARCHAR", "2026-T3"),
        Column("figure", "VARCHAR", "participants, certified, working, officers: as in the office's dictionary"),
        Column("at_least", "INTEGER", "rounded down to a step of five; none below five, zero too"),
    )),
)  # fmt: skip

QUESTIONS = {
    "turnover": """
        SELECT posting.office, posting.month DIV 100 AS year,
            CAST(SUM(CASE WHEN account.kind = 'income' THEN credit - debit ELSE 0 END) AS BIGINT) AS income,
            CAST(SUM(CASE WHEN account.kind = 'expense' THEN debit - credit ELSE 0 END) AS BIGINT) AS expense,
            COUNT(DISTINCT posting.book) AS books
        FROM posting
        JOIN book ON book.office = posting.office AND book.book = posting.book
        JOIN account ON account.office = posting.office AND account.code = posting.code
        WHERE book.kind NOT IN ('seller', 'custody') AND account.kind IN ('income', 'expense')
        GROUP BY posting.office, posting.month DIV 100
        ORDER BY posting.office, year""",
    "state_revenue": """
        SELECT posting.office, COALESCE(unit.kind, '') AS unit_kind, posting.month DIV 100 AS year,
            CAST(SUM(credit) AS BIGINT) AS became_due, CAST(SUM(debit) AS BIGINT) AS deposited
        FROM posting
        JOIN book ON book.office = posting.office AND book.book = posting.book
        LEFT JOIN unit ON unit.office = book.office AND unit.unit = book.unit
        WHERE posting.code = '2310'
        GROUP BY posting.office, COALESCE(unit.kind, ''), posting.month DIV 100
        ORDER BY posting.office, unit_kind, year""",
    "people": """
        SELECT quarter, figure, COUNT(at_least) AS units_told, CAST(SUM(at_least) AS BIGINT) AS at_least
        FROM people
        GROUP BY quarter, figure
        ORDER BY quarter, figure""",
}
"""What the nation asks, in the words that DuckDB and Spark both know once `DIV` is written as each wants it."""


def question(name: str, *, div: str = "//") -> str:
    """A question of the nation. `div` is the sign of whole division: `//` in DuckDB, `div` in Spark."""
    return QUESTIONS[name].replace("DIV", div)


def views() -> str:
    """DuckDB's views over all offices that lie side by side below the folder it is started in, with the dictionary."""
    return "\n".join(_view(table) for table in TABLES)


def _view(table: Table) -> str:
    columns = "\n".join(f"--   {one.name} {one.kind}: {one.meaning}" for one in table.columns)
    return (
        f"-- {table.meaning}\n{columns}\n"
        f"CREATE OR REPLACE VIEW {table.name} AS SELECT * FROM read_parquet('*/{table.name}.parquet');\n"  # nosec B608
    )
