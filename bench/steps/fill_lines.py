"""Lines that only the export reads: `python -m bench.steps.fill_lines LINES`. The book's own hands would need a quarter of an
hour for ten million, so these are written past it, in an office that is thrown away; `bench.steps.fill_book` writes true ones."""

import sys

from django.db import connection

from bench.steps import fill_book
from siap.ledger.models import Account, Book

LINES = """
    INSERT INTO ledger_line (entry_id, book_id, account_id, booked_on, side, amount)
    WITH RECURSIVE line(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM line WHERE i + 1 < %s)
    SELECT 1000000 + i / 6, account.book_id, account.id, date('2016-01-01', (i / 6 * 3650 / (%s / 6 + 1)) || ' days'),
        CASE i %% 2 WHEN 0 THEN 1 ELSE -1 END, 10000 + 500 * (i / 2 %% 50)
    FROM line JOIN ledger_account account ON account.id = (SELECT min(id) FROM ledger_account) + i %% %s"""
"""Ten years, in the order in which they happened; six lines an entry, over every account in turn."""


def fill(lines: int) -> None:
    """Write so many lines, all in closed months."""
    fill_book.fill(600)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger_line'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute(LINES, [lines, lines, Account.objects.count()])
    Book.objects.update(closed_through=202512)


if __name__ == "__main__":
    fill(int(sys.argv[1]))
    print("null")
