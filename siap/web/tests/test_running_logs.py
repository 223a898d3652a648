"""Log lines are JSON, and no name gets into them."""

import json
import logging
import sys
from datetime import date

import pytest

from siap.core import clock
from siap.web import logs


@pytest.fixture
def lines(tmp_path):
    """Everything that goes into the file from now on, line by line."""
    before = logging.getLogger().handlers[:]
    logs.configure({"folder": tmp_path})
    yield lambda: [json.loads(line) for path in sorted(tmp_path.glob("*.log")) for line in path.open()]
    logging.getLogger().handlers[:] = before


def test_a_library_keeps_its_words_but_not_their_arguments(lines):
    logging.getLogger("some.library").warning("Not found: %s", "/orang/Sari/")
    (line,) = lines()
    assert (line["event"], line["level"], line["logger"]) == ("Not found: %s", "warning", "some.library")
    assert "Sari" not in json.dumps(line)


def test_an_exception_keeps_its_class_and_places_but_not_its_text(lines):
    try:
        raise ValueError("duplicate key (name)=(Sari)")
    except ValueError:
        logging.getLogger("django.request").error("Internal Server Error: %s", "/x/", exc_info=sys.exc_info())
    (line,) = lines()
    assert line["error"] == "ValueError"
    assert line["where"][-1].endswith("test_an_exception_keeps_its_class_and_places_but_not_its_text")
    assert "Sari" not in json.dumps(line)


def test_a_refused_page_is_not_logged_a_second_time(lines):
    logging.getLogger("django.request").warning("Not Found: %s", "/x/")
    assert lines() == []


def test_a_file_a_day_and_old_ones_go(lines, tmp_path):
    for day in range(1, 29):
        for month in (1, 2, 3, 4):
            (tmp_path / f"siap-2026-{month:02}-{day:02}.log").write_text("{}\n")
    with clock.fixed(clock.at(date(2026, 5, 1))):
        logging.getLogger("some.library").warning("new day")
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert len(kept) == logs.KEPT_DAYS + 1
    assert kept[-1] == "siap-2026-05-01.log"
