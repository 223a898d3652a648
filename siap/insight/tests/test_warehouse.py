"""`siap export parquet`: what leaves the office adds up to its books, names nobody, and lies beside other offices."""

import json
import subprocess
import warnings
from datetime import date

import duckdb
import pytest
from django.core.management import CommandError, call_command
from django.db.models import Sum

from scripts.setup import ROOT, SPARK
from siap.business.models import Business
from siap.core import clock
from siap.insight import warehouse
from siap.ledger.models import Book, Line, MonthTotal
from siap.people.models import Office, Person
from siap.sharing.tests import given as sharing

JANUARY = clock.at(date(2027, 1, 15))


@pytest.fixture
def shared(world):
    """A month sold and shared; the day is past the months that are closed."""
    sharing.shared_month(world)
    with clock.fixed(JANUARY):
        yield world


@pytest.fixture
def closed(shared):
    """All of it closed."""
    Book.objects.update(closed_through=202611)
    return shared


def _asked(folder, question):
    with duckdb.connect() as star:
        star.execute(f"SET file_search_path = '{folder}'")
        star.execute(warehouse.views())
        return star.execute(question).fetchall()


def test_every_closed_rupiah_is_in_it_and_nothing_else(shared, tmp_path):
    still_open = Book.objects.get(key=shared.palu.seller_book)
    Book.objects.exclude(pk=still_open.pk).update(closed_through=202611)
    call_command("export", "parquet", into=tmp_path, verbosity=0)
    told = _asked(tmp_path, "SELECT sum(debit), sum(credit) FROM posting")
    books = MonthTotal.objects.exclude(book=still_open).aggregate(Sum("debit"), Sum("credit"))
    assert told == [(books["debit__sum"], books["credit__sum"])]
    assert _asked(tmp_path, "SELECT DISTINCT book FROM posting WHERE entry IS NULL") == [(shared.palu.custody_book,)]
    assert _asked(tmp_path, "SELECT 1 FROM posting WHERE book = '" + still_open.key + "'") == []


def test_it_names_nobody(closed, tmp_path):
    """No column that could: and what it holds is read for every name, number and account of a person."""
    warehouse.export(tmp_path)
    text = "\n".join(str(row) for table in warehouse.TABLES for row in _asked(tmp_path, f"SELECT * FROM {table.name}"))
    for person in Person.objects.all():
        assert person.name not in text
        assert str(person.uid) not in text
    assert Line.objects.filter(account__code="2210").exclude(account__subject=0).exists()
    savings = _asked(tmp_path, "SELECT count(*) FROM posting WHERE code = '2210'")
    assert savings == [(1,)], "what three people saved in a month is one sum"


def test_a_released_persons_own_business_stays_at_home(closed, tmp_path):
    group = Business.objects.get(kind="group")
    Business.objects.filter(pk=group.pk).update(kind="venture", owner=closed.sari)
    warehouse.export(tmp_path)
    assert _asked(tmp_path, f"SELECT 1 FROM posting WHERE book = '{group.book}'") == []
    assert _asked(tmp_path, f"SELECT 1 FROM book WHERE book = '{group.book}'") == []


def test_people_are_counted_in_fives(closed, tmp_path):
    warehouse.export(tmp_path)
    told = _asked(tmp_path, "SELECT at_least FROM people WHERE figure = 'participants'")
    assert told
    assert {one for (one,) in told} == {None}, "three people are few"


def test_the_same_months_are_exported_the_same(closed, tmp_path):
    folders = tmp_path / "once", tmp_path / "again"
    code, _count = [warehouse.export(folder) for folder in folders][0]
    for table in warehouse.TABLES:
        first, second = ((folder / code / f"{table.name}.parquet").read_bytes() for folder in folders)
        assert first == second, table.name


def test_a_second_export_never_mixes_with_the_first(closed, tmp_path):
    call_command("export", "parquet", into=tmp_path, verbosity=0)
    with pytest.raises(CommandError, match="exported here before"):
        call_command("export", "parquet", into=tmp_path, verbosity=0)


def test_an_empty_folder_answers_nothing(tmp_path):
    with pytest.raises(CommandError, match="no export"):
        call_command("nation", tmp_path)


def test_two_offices_add_up_and_spark_says_the_same(closed, tmp_path, capsys):
    warehouse.export(tmp_path)
    Office.objects.update(short_name="Kanwil Kedua")
    warehouse.export(tmp_path)
    answers = {name: warehouse.ask(tmp_path, name)[1] for name in warehouse.QUESTIONS}
    offices = [row[0] for row in answers["turnover"]]
    assert len(offices) == len(set(offices)) == 2
    assert {row[2] for row in answers["turnover"]} == {400_000}
    assert [row[3:] for row in answers["state_revenue"]] == [(15_000, 0)] * 2
    call_command("nation", tmp_path, ask="turnover")
    assert "KANWIL-KEDUA\t2026\t400000" in capsys.readouterr().out
    if (told := _spark(tmp_path)) is not None:
        assert told == {name: [list(row) for row in rows] for name, rows in answers.items()}


def _spark(folder):
    """What Spark answers, in an environment of its own; none, with a loud word, where it is not at hand."""
    python = SPARK / "bin" / "python"
    if not python.exists():
        warnings.warn(
            "NO SPARK: the nation's questions were not asked of it (scripts/setup.py --with-spark)", stacklevel=2
        )
        return None
    asked = {
        "folder": str(folder),
        "tables": [table.name for table in warehouse.TABLES],
        "questions": {name: warehouse.question(name, div="div") for name in warehouse.QUESTIONS},
    }
    script = ROOT / "tests" / "oracles" / "spark.py"
    done = subprocess.run([python, script], input=json.dumps(asked), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)
