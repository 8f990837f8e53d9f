"""Frames: bounded pandas frames, each selected by one file of `frames/` from the candidate and the last release.

Never a whole fact table: a frame holds aggregates, or a sample that keeps its size as the warehouse grows.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    import pandas

FRAMES_FOLDER = Path(__file__).parent / "frames"


@contextmanager
def attached(build_path: Path, published_path: Path | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the build database as `candidate` and the last release, if any, as `published`; both read-only.

    Raises duckdb.Error where a file cannot be opened or lacks a table of the contract.
    """
    connection = duckdb.connect()
    try:
        connection.execute(f"attach {_literal(build_path)} as candidate (read_only)")
        _run(connection, "setup_candidate")
        if published_path is not None:
            connection.execute(f"attach {_literal(published_path)} as published (read_only)")
            _run(connection, "setup_published")
        yield connection
    finally:
        connection.close()


def select_frame(connection: duckdb.DuckDBPyConnection, frame: str) -> pandas.DataFrame:
    """The rows of `frames/<frame>.sql`. Raises duckdb.Error where the query fails."""
    return connection.execute(_statements(frame)).df()


def _run(connection: duckdb.DuckDBPyConnection, script: str) -> None:
    for statement in connection.extract_statements(_statements(script)):
        connection.execute(statement).fetchall()


def _statements(name: str) -> str:
    return (FRAMES_FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def _literal(path: Path) -> str:
    return "'" + str(path.resolve()).replace("'", "''") + "'"
