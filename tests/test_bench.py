"""The benchmark measures, tells and writes; what it measures is nobody's business here."""

import json
import os
import subprocess
import sys

import pytest

from bench import table
from bench.cases import stating
from bench.load import Client, Run, closed
from bench.office import Office

COLUMNS = ["name", "figure", "unit", "beside", "ratio", "target", "met", "note"]


@pytest.mark.parametrize(("figure", "is_met"), [(1.0, True), (2.0, True), (2.1, False)])
def test_a_limit_from_above_is_kept_up_to_itself(figure, is_met):
    row = table.at_most(2, "first page", figure, "s")
    assert (row.met, row.target, row.ratio) == (is_met, "≤ 2", figure / 2)


@pytest.mark.parametrize(("figure", "is_met"), [(299, False), (300, True), (450, True)])
def test_a_limit_from_below_is_reached_at_itself(figure, is_met):
    row = table.at_least(300, "list page", figure, "requests/s")
    assert (row.met, row.target, row.ratio) == (is_met, "≥ 300", figure / 300)


def test_a_peer_informs_and_sets_no_target():
    row = table.beside_peer("raw", 400, "posting", 100, "entries/s")
    assert (row.ratio, row.target, row.met) == (0.25, None, None)
    assert row.beside == "raw: 400 entries/s"


@pytest.mark.parametrize(
    ("ours", "bounds", "is_met"),
    [
        (45, {"least": 0.45}, True),
        (44, {"least": 0.45}, False),
        (150, {"most": 1.5}, True),
        (151, {"most": 1.5}, False),
    ],
)
def test_a_target_beside_a_peer_is_one_for_the_ratio(ours, bounds, is_met):
    row = table.beside_peer("raw", 100, "posting", ours, "entries/s", **bounds)
    assert row.met is is_met
    assert str(next(iter(bounds.values()))) in row.target


def test_a_missed_target_stands_out_in_the_table_and_its_note_below_it():
    text = table.table([table.at_most(2, "first page", 3, "s", note="median of three"), table.at_most(2, "x", 1, "s")])
    heading, missed, note, met = text.splitlines()
    assert heading.split() == COLUMNS[:-1]
    assert missed.endswith("NO")
    assert note.strip() == "median of three"
    assert met.endswith("yes")


def test_an_older_run_can_be_read_back(tmp_path):
    row = table.at_most(2, "first page", 3, "s")
    table.write([row], tmp_path / "results.json")
    (read,) = json.loads((tmp_path / "results.json").read_text())
    assert list(read) == COLUMNS
    assert table.Figure(**read) == row


class Fake(Client):
    """A client that is answered at once, or never rightly."""

    def __init__(self, failure=None):
        self.failure, self.asked = failure, 0

    def ask(self):
        self.asked += 1
        if self.failure:
            raise self.failure
        return 7


def test_every_request_is_made_once_whoever_makes_it():
    clients = [Fake() for _ in range(4)]
    load = Run(clients, closed(100)).go()
    assert sum(client.asked for client in clients) == load.answers == 100
    assert load.size == 7


def test_a_wrong_answer_stops_the_benchmark():
    with pytest.raises(ValueError, match="500"):
        Run([Fake(ValueError("answered 500"))], closed(10)).go()


def test_nothing_of_another_office_reaches_ours(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/office")
    monkeypatch.setenv("SIAP_HOSTS", "elsewhere")
    environment = Office(tmp_path).environment
    assert environment["SIAP_DATA"] == str(tmp_path)
    assert not {"DATABASE_URL", "SIAP_HOSTS"} & environment.keys()


@pytest.mark.skipif(
    os.environ.get("SIAP_TEST_DB") == "postgresql", reason="its offices are always on SQLite: once is enough"
)
def test_the_whole_of_it_runs_at_a_small_size(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--into", str(tmp_path / "results.json")],
        env=os.environ | {"SIAP_BENCH_SIZE": "small"}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    rows = json.loads((tmp_path / "results.json").read_text())
    assert len(rows) == 50 + len(stating.asked())  # a row stands beside each that is here
    assert all(row["name"] in done.stdout for row in rows)
