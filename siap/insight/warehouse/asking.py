"""What many offices add up to, asked of their exports as they lie side by side in a folder."""

from pathlib import Path
from typing import Any

import duckdb

from siap.insight.warehouse import schema


def ask(folder: Path, name: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns and rows that answer a question of the nation. Raises duckdb.IOException where nothing was exported to."""
    with duckdb.connect() as star:
        for table in schema.TABLES:
            files = str(folder.resolve() / "*" / f"{table.name}.parquet")
            star.read_parquet(files).create_view(table.name)
        answer = star.execute(schema.question(name))
        return [column[0] for column in answer.description or ()], answer.fetchall()
