"""A reader's own SQL, on a connection that can do nothing but read the release, within limits of rows, time and memory.

Each query has an instance of its own (about a tenth of a second): limits are an instance's, not a connection's, and
nothing that a query leaves behind meets the next one.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

SHOWN_ROWS = 1_000
DOWNLOADED_ROWS = 200_000
SECONDS = 20
LONGEST_QUERY = 20_000  # characters
_LARGEST = 100_000_000  # characters of a result
_BATCH = 100
_AT_ONCE = threading.Semaphore(2)
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "python_enable_replacements": "false",
    "memory_limit": "1GB",
    "threads": "2",
    "temp_directory": "",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


class RefusedQuery(Exception):
    """A query that was not run or did not end well. `reason` is a key of the pages' words; `detail` is DuckDB's."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail


@dataclass(frozen=True, slots=True)
class Result:
    """What a query gave: at most the rows asked for, and whether there are more."""

    names: list[str]
    types: list[str]
    rows: list[tuple[Any, ...]]
    has_more: bool
    seconds: float


def run(path: Path, query: str, rows: int = SHOWN_ROWS, seconds: float = SECONDS) -> Result:
    """Run one SELECT (or WITH, FROM, VALUES, DESCRIBE, SHOW, SUMMARIZE) on a release. Raises RefusedQuery."""
    if len(query) > LONGEST_QUERY:
        raise RefusedQuery("too_long")
    if not _AT_ONCE.acquire(timeout=seconds):
        raise RefusedQuery("busy")
    try:
        connection = duckdb.connect(":memory:", config=_SETTINGS)
        try:
            return _run(connection, path, query, rows, seconds)
        finally:
            connection.close()
    finally:
        _AT_ONCE.release()


def _run(connection: duckdb.DuckDBPyConnection, path: Path, query: str, rows: int, seconds: float) -> Result:
    quoted = str(path).replace("'", "''")
    connection.execute(f"attach '{quoted}' as warehouse (read_only)")
    connection.execute("use warehouse")
    for setting in (
        f"max_execution_time = {int(seconds * 1000)}",
        "enable_external_access = false",
        "lock_configuration = true",
    ):
        connection.execute(f"set {setting}")
    began = time.monotonic()
    try:
        connection.execute(_one_select(connection, query))
        found = _fetch(connection, rows + 1)
    except duckdb.InterruptException as error:
        raise RefusedQuery("too_slow") from error
    except duckdb.OutOfMemoryException as error:
        raise RefusedQuery("too_large") from error
    except duckdb.Error as error:
        raise RefusedQuery("failed", str(error)) from error
    description = connection.description or []
    return Result(
        [column[0] for column in description],
        [str(column[1]) for column in description],
        found[:rows],
        len(found) > rows or bool(connection.fetchone()),
        time.monotonic() - began,
    )


def _fetch(connection: duckdb.DuckDBPyConnection, most: int) -> list[tuple[Any, ...]]:
    """At most so many rows, and no more than memory can hold."""
    found: list[tuple[Any, ...]] = []
    size = 0
    while len(found) < most and size < _LARGEST:
        batch = connection.fetchmany(min(_BATCH, most - len(found)))
        if not batch:
            break
        found += batch
        size += sum(len(value) for row in batch for value in row if isinstance(value, str | bytes))
    return found


def _one_select(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    statements = connection.extract_statements(query)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        raise RefusedQuery("not_a_select")
    return str(statements[0].query)
