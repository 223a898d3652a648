"""Logs: one JSON object a line, on stdout and in a file a day under `SIAP_DATA/logs`, without personal data.

Addresses, form values and database errors can hold names. So a line carries the *name* of a route, ids and figures;
what a library says keeps its words but not their arguments, and an exception keeps its class and places, not its text.
"""

import logging
import logging.config
import traceback
from pathlib import Path
from typing import Any

import structlog
from structlog.typing import EventDict

from siap.core import clock

KEPT_DAYS = 90


class DailyFile(logging.Handler):
    """Appends to `siap-<day>.log`. Several processes may write: a line is one write, and nobody renames a file."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line. A full disk must not stop a sale, so errors go where logging sends them."""
        try:
            path = self.folder / f"siap-{clock.today()}.log"
            if not path.exists():
                self.folder.mkdir(parents=True, exist_ok=True)
                self.forget_old()
            with path.open("a", encoding="utf-8") as file:
                file.write(self.format(record) + "\n")
        except OSError:
            self.handleError(record)

    def forget_old(self) -> None:
        """Remove all but the last `KEPT_DAYS` files."""
        for path in sorted(self.folder.glob("siap-*.log"))[:-KEPT_DAYS]:
            path.unlink(missing_ok=True)


def keep_words_only(logger: Any, method: str, event: EventDict) -> EventDict:
    """A library's message without its arguments: `Internal Server Error: %s`, never the address behind it."""
    event["event"] = str(event["_record"].msg)
    return event


def keep_places_only(logger: Any, method: str, event: EventDict) -> EventDict:
    """Of an exception, its class and where it came from; its text may quote a row."""
    _, error, trace = event.pop("exc_info", None) or (None, None, None)
    if error is not None:
        event["error"] = type(error).__name__
        event["where"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    return event


def configure(options: dict[str, Any]) -> None:
    """Django's `LOGGING_CONFIG`: `folder` is where the files go."""
    shared = [structlog.contextvars.merge_contextvars, structlog.stdlib.add_log_level]
    stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)
    structlog.configure(
        processors=[*shared, stamp, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    json = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": [*shared, stamp, structlog.stdlib.add_logger_name, keep_words_only],
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            keep_places_only,
            structlog.processors.JSONRenderer(),
        ],
    }
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": json},
            "handlers": {
                "screen": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"},
                "file": {"()": DailyFile, "folder": options["folder"], "formatter": "json"},
            },
            "root": {"level": "WARNING", "handlers": ["screen", "file"]},
            "loggers": {
                "siap": {"level": "INFO"},
                "django": {"level": "WARNING", "handlers": []},
                "django.request": {"level": "ERROR"},  # every answer, refusals too, is a line of RequestLog already
                "django.security": {"level": "ERROR"},
                "axes": {"level": "ERROR"},
            },
        }
    )
