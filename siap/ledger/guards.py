"""The book's triggers, for SQLite and PostgreSQL side by side."""

from siap.core.guards import Guard, append_only, guard, refuse
from siap.ledger import chart

_SAME = (
    "NEW.id = OLD.id AND NEW.book_id = OLD.book_id AND NEW.reference = OLD.reference "
    "AND NEW.happened_on = OLD.happened_on AND NEW.booked_on = OLD.booked_on AND NEW.memo = OLD.memo "
    "AND NEW.digest = OLD.digest"
)
_BALANCED = "(SELECT COALESCE(SUM(side * amount), 1) = 0 FROM ledger_line WHERE entry_id = NEW.id)"
_MONTH_SQLITE = "CAST(strftime('%Y%m', NEW.booked_on) AS INTEGER)"
_MONTH_POSTGRESQL = "to_char(NEW.booked_on, 'YYYYMM')::int"
_OPEN = "(SELECT closed_through FROM ledger_book WHERE id = NEW.book_id) < {month}"
_CASH = ", ".join(f"'{code}'" for code in chart.CASH)
_DEBIT = "SUM(CASE WHEN l.side = 1 THEN l.amount ELSE 0 END)"
_CREDIT = "SUM(CASE WHEN l.side = -1 THEN l.amount ELSE 0 END)"
_TOTALS = f"""
INSERT INTO ledger_monthtotal (book_id, account_id, code, month, debit, credit, cash_debit, cash_credit)
SELECT NEW.book_id, l.account_id, a.code, {{month}}, {_DEBIT}, {_CREDIT}, {_DEBIT} * m.moves, {_CREDIT} * m.moves
FROM (SELECT COUNT(*) AS moves FROM (SELECT 1 FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id
      WHERE l.entry_id = NEW.id AND a.code IN ({_CASH}) LIMIT 1) one) m
CROSS JOIN ledger_line l JOIN ledger_account a ON a.id = l.account_id
WHERE l.entry_id = NEW.id GROUP BY l.account_id, a.code, m.moves ORDER BY l.account_id
ON CONFLICT (account_id, month) DO UPDATE
SET debit = ledger_monthtotal.debit + excluded.debit, credit = ledger_monthtotal.credit + excluded.credit,
    cash_debit = ledger_monthtotal.cash_debit + excluded.cash_debit,
    cash_credit = ledger_monthtotal.cash_credit + excluded.cash_credit;
"""  # nosec B608 (our own account codes, no input)
_CHECKS = (
    ("NOT OLD.sealed AND NEW.sealed AND " + _SAME, "a sealed entry never changes"),
    (_BALANCED, "debits and credits differ"),
)


def _seal() -> tuple[Guard, Guard]:
    checks_sqlite = "".join(
        f"SELECT RAISE(ABORT, '{says}') WHERE NOT ({holds});"
        for holds, says in (*_CHECKS, (_OPEN.format(month=_MONTH_SQLITE), "the month is closed"))
    )
    checks_postgresql = "".join(
        f"IF NOT ({holds}) THEN RAISE EXCEPTION '{says}'; END IF;"
        for holds, says in (*_CHECKS, (_OPEN.format(month=_MONTH_POSTGRESQL), "the month is closed"))
    )
    return (
        Guard(
            name="ledger_entry_seal",
            table="ledger_entry",
            event="UPDATE",
            sqlite=checks_sqlite,
            postgresql=f"{checks_postgresql} RETURN NEW;",
        ),
        Guard(
            name="ledger_entry_totals",
            table="ledger_entry",
            event="UPDATE",
            when="AFTER",
            sqlite=_TOTALS.format(month=_MONTH_SQLITE),
            postgresql=f"{_TOTALS.format(month=_MONTH_POSTGRESQL)} RETURN NULL;",
        ),
    )


guard(
    *_seal(),
    refuse("ledger_entry_open", "ledger_entry", "INSERT", "an entry is born unsealed", unless="NOT NEW.sealed"),
    refuse("ledger_entry_no_delete", "ledger_entry", "DELETE", "an entry stays; reverse it"),
    refuse("ledger_entry_no_truncate", "ledger_entry", "TRUNCATE", "an entry stays; reverse it"),
    refuse(
        "ledger_line_open",
        "ledger_line",
        "INSERT",
        "a line belongs to an unsealed entry of the same book and day",
        unless="EXISTS (SELECT 1 FROM ledger_entry e JOIN ledger_account a ON a.id = NEW.account_id "
        "WHERE e.id = NEW.entry_id AND NOT e.sealed AND e.book_id = NEW.book_id AND a.book_id = NEW.book_id "
        "AND e.booked_on = NEW.booked_on)",
        when="AFTER",  # on PostgreSQL an entry and its lines come in one statement: before it, there is no entry to ask
    ),
    *append_only("ledger_line"),
    *append_only("ledger_close"),
    refuse(
        "ledger_monthtotal_grows",
        "ledger_monthtotal",
        "UPDATE",
        "month totals only grow, by sealing",
        unless="NEW.id = OLD.id AND NEW.book_id = OLD.book_id AND NEW.account_id = OLD.account_id "
        "AND NEW.code = OLD.code AND NEW.month = OLD.month AND NEW.debit >= OLD.debit AND NEW.credit >= OLD.credit "
        "AND NEW.cash_debit >= OLD.cash_debit AND NEW.cash_credit >= OLD.cash_credit",
    ),
    refuse("ledger_monthtotal_no_delete", "ledger_monthtotal", "DELETE", "month totals stay"),
    refuse("ledger_monthtotal_no_truncate", "ledger_monthtotal", "TRUNCATE", "month totals stay"),
    *append_only("ledger_account"),
    refuse(
        "ledger_book_forward",
        "ledger_book",
        "UPDATE",
        "a book keeps its key, and its months close forward",
        unless="NEW.id = OLD.id AND NEW.key = OLD.key AND NEW.kind = OLD.kind "
        "AND NEW.closed_through >= OLD.closed_through",
    ),
    refuse("ledger_book_no_delete", "ledger_book", "DELETE", "a book stays"),
    refuse("ledger_book_no_truncate", "ledger_book", "TRUNCATE", "a book stays"),
)
