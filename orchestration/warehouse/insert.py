"""Rows from Python into a table of DuckDB, in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from orchestration.warehouse.content_hash import quoted


def insert_rows(
    connection: duckdb.DuckDBPyConnection,
    table: Sequence[str],
    types: Sequence[tuple[str, str]],
    rows: Sequence[Sequence[Any]],
) -> None:
    """Add rows to a table (the parts of its name), in their order. `types`: name and type of each column that they fill.

    A list for each column: `executemany` plans and runs a statement for every row, some hundred times as long.
    """
    if not rows:
        return
    columns = ", ".join(quoted(name) for name, _ in types)
    values = ", ".join(f"unnest(cast(? as {kind}[]))" for _, kind in types)
    connection.execute(
        f"insert into {'.'.join(map(quoted, table))} ({columns}) select {values}",
        [list(column) for column in zip(*rows, strict=True)],
    )
