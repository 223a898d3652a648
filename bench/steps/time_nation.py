"""The seconds that the export of an office takes and the questions of the nation over it, and how many postings it was:
`python -m bench.steps.time_nation`."""

import json
import tempfile
from pathlib import Path
from time import perf_counter

from django.conf import settings
from django.core.management import call_command

from siap.insight import warehouse


def measured() -> dict[str, float]:
    """Export once, ask every question once."""
    with tempfile.TemporaryDirectory(dir=settings.DATA) as folder:
        began = perf_counter()
        call_command("export", "parquet", into=Path(folder), verbosity=0)
        exported = perf_counter() - began
        files = list(Path(folder).glob("*/posting.parquet"))
        began = perf_counter()
        for name in warehouse.QUESTIONS:
            warehouse.ask(Path(folder), name)
        return {"export": exported, "questions": perf_counter() - began, "bytes": files[0].stat().st_size}


if __name__ == "__main__":
    print(json.dumps(measured()))
