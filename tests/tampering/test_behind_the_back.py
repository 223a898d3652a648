"""Somebody writes to the database behind the program's back, with all the rights of its owner. `siap verify` names it.

He takes the guards down, does his work and puts them up again as they were; what is left to find him is the proof.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.conf import settings
from django.db import connection, transaction

from siap.core import chain, guards, keys, proofs
from siap.core.models import ChainHead, Document, FactRecord
from siap.core.services import document_path, keep_document
from siap.ledger import chart
from siap.ledger import services as ledger
from siap.ledger.models import Account, Entry, Line
from siap.ledger.rules import Cr, Dr, Draft
from siap.ledger.tests.test_post import write

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 12)


@pytest.fixture(autouse=True)
def _office(db: None) -> None:
    """Two books, a sale through clearing, a late one, a closed month, two documents."""
    book = ledger.open_book("business:1", "business", by=None)
    ledger.open_book("seller:LPP", "seller", by=None)
    for number, amount in enumerate((160_000, 80_000, 25_000), 1):
        reference = f"event:{number}"
        write(
            Draft("seller:LPP", reference, DAY, (Dr(chart.cash, amount), Cr(chart.clearing, amount))),
            Draft("business:1", reference, DAY, (Dr(chart.clearing, amount), Cr(chart.revenue, amount))),
        )
    ledger.close_month(book, 202610, by=None)
    for number in (1, 2):
        keep_document(b"%PDF-" + str(number).encode(), kind="decree", by=None)


def broken(printed_head: str = "") -> dict[str, str]:
    """The proofs that fail, each with its first offender."""
    return {one.key: finding.offender for one, finding in proofs.run(printed_head) if finding.offender}


@contextmanager
def unguarded() -> Iterator[None]:
    """The guards are down, and nobody sees it afterwards."""
    guards.drop(connection)
    yield
    guards.install(connection)


def sql(*statements: str) -> Callable[[], None]:
    def run() -> None:
        with unguarded(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    return run


_LINE = "(SELECT MIN(id) FROM ledger_line)"
_ENTRY = "(SELECT MIN(id) FROM ledger_entry)"
_FACT = "(SELECT MAX(id) - 2 FROM core_factrecord)"
_LAST_FACT = "(SELECT MAX(id) FROM core_factrecord)"
_NEW_ENTRY = (
    "INSERT INTO ledger_entry (book_id, reference, happened_on, booked_on, memo, sealed, digest) "
    "SELECT book_id, 'sale:99', happened_on, booked_on, memo, {sealed}, '{digest}' FROM ledger_entry WHERE id = "
    + _ENTRY
)
_ITS_LINES = (
    "INSERT INTO ledger_line (entry_id, book_id, account_id, booked_on, side, amount) "
    "SELECT (SELECT MAX(id) FROM ledger_entry), book_id, account_id, booked_on, side, 500 FROM ledger_line "
    "WHERE entry_id = " + _ENTRY
)
_ITS_TOTALS = (
    "UPDATE ledger_monthtotal SET debit = debit + 500 WHERE account_id IN (SELECT account_id FROM ledger_line "
    "WHERE side = 1 AND entry_id = (SELECT MAX(id) FROM ledger_entry))",
    "UPDATE ledger_monthtotal SET credit = credit + 500 WHERE account_id IN (SELECT account_id FROM ledger_line "
    "WHERE side = -1 AND entry_id = (SELECT MAX(id) FROM ledger_entry))",
)

TAMPERINGS: dict[str, tuple[Callable[[], None], str]] = {
    "a changed amount": (sql(f"UPDATE ledger_line SET amount = amount + 1 WHERE id = {_LINE}"), "entries"),
    "two balanced changes with their totals": (
        sql(
            f"UPDATE ledger_line SET amount = amount + 5 WHERE entry_id = {_ENTRY}",
            f"UPDATE ledger_monthtotal SET debit = debit + 5 WHERE account_id IN "
            f"(SELECT account_id FROM ledger_line WHERE entry_id = {_ENTRY} AND side = 1)",
            f"UPDATE ledger_monthtotal SET credit = credit + 5 WHERE account_id IN "
            f"(SELECT account_id FROM ledger_line WHERE entry_id = {_ENTRY} AND side = -1)",
        ),
        "entries",
    ),
    "sides changed over": (sql(f"UPDATE ledger_line SET side = -side WHERE entry_id = {_ENTRY}"), "entries"),
    "a line moved to another account": (
        sql(
            f"UPDATE ledger_line SET account_id = (SELECT SUM(account_id) FROM ledger_line WHERE entry_id = {_ENTRY}) "
            f"- account_id WHERE id = {_LINE}"
        ),
        "entries",
    ),
    "an account that means something else now": (
        sql("UPDATE ledger_account SET code = '1120' WHERE code = '1110'"),
        "entries",
    ),
    "savings moved to another person": (
        sql("UPDATE ledger_account SET subject = 77 WHERE code = '1110'"),
        "entries",
    ),
    "a deleted line": (sql(f"DELETE FROM ledger_line WHERE id = {_LINE}"), "entries"),
    "a deleted entry with its lines": (
        sql(f"DELETE FROM ledger_line WHERE entry_id = {_ENTRY}", f"DELETE FROM ledger_entry WHERE id = {_ENTRY}"),
        "entries",
    ),
    "an entry added later, with its totals": (
        sql(_NEW_ENTRY.format(sealed="true", digest="a" * 64), _ITS_LINES, *_ITS_TOTALS),
        "entries",
    ),
    "an entry left unsealed": (sql(_NEW_ENTRY.format(sealed="false", digest="a" * 64), _ITS_LINES), "entries"),
    "an entry unsealed again": (sql(f"UPDATE ledger_entry SET sealed = false WHERE id = {_ENTRY}"), "entries"),
    "an entry in another month": (
        sql(
            f"UPDATE ledger_entry SET booked_on = '2026-09-01' WHERE id = {_ENTRY}",
            f"UPDATE ledger_line SET booked_on = '2026-09-01' WHERE entry_id = {_ENTRY}",
        ),
        "entries",
    ),
    "a line on another day than its entry": (
        sql(f"UPDATE ledger_line SET booked_on = '2026-10-13' WHERE id = {_LINE}"),
        "entries",
    ),
    "another day of the event": (
        sql(f"UPDATE ledger_entry SET happened_on = '2026-10-01' WHERE id = {_ENTRY}"),
        "entries",
    ),
    "another reference": (sql(f"UPDATE ledger_entry SET reference = 'sale:8' WHERE id = {_ENTRY}"), "entries"),
    "another memo": (sql(f"UPDATE ledger_entry SET memo = 'untuk saya' WHERE id = {_ENTRY}"), "entries"),
    "a book under another key": (
        sql("UPDATE ledger_book SET key = 'business:2' WHERE key = 'business:1'"),
        "entries",
    ),
    "a month total that grew": (
        sql("UPDATE ledger_monthtotal SET debit = debit + 1 WHERE id = (SELECT MIN(id) FROM ledger_monthtotal)"),
        "totals",
    ),
    "a month total that is gone": (
        sql("DELETE FROM ledger_monthtotal WHERE id = (SELECT MIN(id) FROM ledger_monthtotal)"),
        "totals",
    ),
    "a month total under another code": (
        sql("UPDATE ledger_monthtotal SET code = '1120' WHERE code = '1110'"),
        "totals",
    ),
    "a closed month opened again": (sql("UPDATE ledger_book SET closed_through = 0"), "closes"),
    "a closing that never was": (
        sql(
            "INSERT INTO ledger_close (book_id, month, closed_at) SELECT id, 202610, '2026-11-01 00:00:00+00' "
            "FROM ledger_book WHERE key = 'seller:LPP'",
            "UPDATE ledger_book SET closed_through = 202610 WHERE key = 'seller:LPP'",
        ),
        "closes",
    ),
    "a fact with another word": (
        sql(f"UPDATE core_factrecord SET text = REPLACE(text, 'vouched', 'claimed') WHERE id = {_FACT} - 3"),
        "chain",
    ),
    "a fact by somebody else": (sql(f"UPDATE core_factrecord SET by = 9 WHERE id = {_FACT}"), "chain"),
    "a fact at another hour": (
        sql(f"UPDATE core_factrecord SET at = '2026-11-01 00:00:00+00' WHERE id = {_FACT}"),
        "chain",
    ),
    "a fact under another name": (sql(f"UPDATE core_factrecord SET name = 'x.Y' WHERE id = {_FACT}"), "chain"),
    "a fact taken out of the middle": (sql(f"DELETE FROM core_factrecord WHERE id = {_FACT}"), "chain"),
    "a deleted tail of the log": (sql(f"DELETE FROM core_factrecord WHERE id = {_LAST_FACT}"), "head"),
    "all facts deleted": (sql("DELETE FROM core_factrecord"), "head"),
    "a head that says less": (sql("UPDATE core_chainhead SET count = count - 1"), "head"),
    "a head without its signature": (sql("UPDATE core_chainhead SET signature = ''"), "head"),
    "no head at all": (sql("DELETE FROM core_chainhead"), "head"),
    "a document that is another": (
        sql("UPDATE core_document SET sha256 = (SELECT MAX(sha256) FROM core_document)"),
        "documents",
    ),
    "a document that is gone": (
        sql("DELETE FROM core_document WHERE id = (SELECT MIN(id) FROM core_document)"),
        "documents",
    ),
    "a clearing that goes nowhere": (
        sql(
            "DELETE FROM ledger_line WHERE id = (SELECT MAX(l.id) FROM ledger_line l JOIN ledger_account a "
            "ON a.id = l.account_id WHERE a.code = '9110')"
        ),
        "clearing",
    ),
}


def test_an_untouched_office_proves_whole() -> None:
    assert broken() == {}
    assert all(finding.count > 0 for one, finding in proofs.run() if one.key in {"entries", "chain", "documents"})


@pytest.mark.parametrize("name", TAMPERINGS)
def test_verify_names(name: str) -> None:
    tamper, proof = TAMPERINGS[name]
    tamper()
    found = broken()
    assert proof in found, found
    assert "guards" not in found, "the guards are up again: the rows themselves gave it away"


def test_a_chain_computed_anew_lacks_the_offices_signature() -> None:
    """He changes a fact and computes every digest after it, the head's too; he has no key."""
    with unguarded():
        digest = chain.GENESIS
        for fact in FactRecord.objects.order_by("id"):
            text = fact.text.replace("business", "venture") if fact.pk == 1 else fact.text
            digest = chain.link(digest, text)
            FactRecord.objects.filter(pk=fact.pk).update(text=text, digest=digest)
        ChainHead.objects.update(digest=digest)
    assert set(broken()) >= {"head"}


def test_a_log_cut_short_and_signed_again_is_found_by_a_printed_head() -> None:
    """Even with the office's key: a slip that was printed earlier knows better."""
    printed = chain.printed_head()
    with unguarded():
        FactRecord.objects.order_by("-id")[:1].get().delete()
        last = FactRecord.objects.order_by("-id")[:1].get()
        ChainHead.objects.update(count=last.pk, digest=last.digest, signature=chain.sign(last.pk, last.digest))
    assert "head" not in broken()
    assert "chain" in broken(printed)


def test_another_offices_key_signs_for_nobody(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    head = ChainHead.objects.get()
    stranger = keys.signer(settings.DATA / "stranger")
    with unguarded():
        ChainHead.objects.update(signature=stranger.sign(f"{head.count}:{head.digest}".encode()).hex())
    assert "head" in broken()


def test_a_swapped_file_is_found() -> None:
    document = Document.objects.order_by("pk")[:1].get()
    path = document_path(document.sha256)
    kept = path.read_bytes()
    try:
        path.write_bytes(b"%PDF-another decree")
        assert "documents" in broken()
        path.unlink()
        assert "documents" in broken()
    finally:
        path.write_bytes(kept)


def test_every_dropped_guard_is_named() -> None:
    named = []
    with connection.cursor() as cursor:
        for guard, one in sorted(guards.GUARDS.items()):
            if connection.vendor == "sqlite" and one.event == "TRUNCATE":
                continue
            with transaction.atomic():
                cursor.execute(f"DROP TRIGGER {guard}" + ("" if connection.vendor == "sqlite" else f" ON {one.table}"))
                named.append((guard, guards.missing(connection)))
                transaction.set_rollback(True)
    assert named == [(guard, [guard]) for guard, _missing in named]
    assert len(named) > 90
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER ledger_line_no_delete" + ("" if connection.vendor == "sqlite" else " ON ledger_line")
        )
    assert broken() == {"guards": "ledger_line_no_delete"}


def test_a_guard_that_says_something_else_is_named() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER ledger_line_no_update")
            cursor.execute("CREATE TRIGGER ledger_line_no_update BEFORE UPDATE ON ledger_line BEGIN SELECT 1; END")
        else:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION ledger_line_no_update() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RETURN NEW; END $$"
            )
    assert broken() == {"guards": "ledger_line_no_update"}


def test_a_guard_that_is_switched_off_is_named() -> None:
    if connection.vendor == "sqlite":
        return  # SQLite cannot switch a trigger off, only drop it
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing of this test's own transaction stands in his way
        cursor.execute("ALTER TABLE ledger_line DISABLE TRIGGER ledger_line_no_delete")
    assert broken() == {"guards": "ledger_line_no_delete"}


def test_the_rows_tell_which_accounts_there_are() -> None:
    """The tamperings above touch what they mean to touch."""
    assert Account.objects.filter(code="9110").count() == 2
    assert Entry.objects.count() == 6
    assert Line.objects.count() == 12
