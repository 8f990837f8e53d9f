"""Two published files held against each other, row by row."""

from __future__ import annotations

from pathlib import Path

import duckdb

# What is of the run and the clock, not of the reports.
VOLATILE = {"loaded_at", "run_id", "started_at", "finished_at", "seconds", "git_sha"}


def differences(one: Path, other: Path) -> dict[str, tuple[int, int]]:
    """Table → rows that only the one has, rows that only the other has; tables without any are left out.

    Rows count as often as they stand there. Raises AssertionError when the tables or their columns are not the same.
    """
    with duckdb.connect() as held:
        for name, path in (("one", one), ("other", other)):
            held.execute(f"attach '{path.resolve()}' as {name} (read_only)")
        tables = columns_of_tables(held, "one")
        assert tables == columns_of_tables(held, "other")
        found = {table: _only_here_and_there(held, table, columns) for table, columns in tables.items()}
    return {table: counts for table, counts in found.items() if counts != (0, 0)}


def columns_of_tables(held: duckdb.DuckDBPyConnection, database: str) -> dict[str, list[str]]:
    """`schema.table` → its columns but the volatile ones, for every table and view."""
    rows = held.execute(
        "select table_schema || '.' || table_name, list(column_name order by ordinal_position)"
        " from information_schema.columns where table_catalog = ? group by 1 order by 1",
        [database],
    ).fetchall()
    return {table: [name for name in columns if name not in VOLATILE] for table, columns in rows}


def _only_here_and_there(held: duckdb.DuckDBPyConnection, table: str, columns: list[str]) -> tuple[int, int]:
    told = ", ".join(f'"{name}"' for name in columns)
    count = "select count(*) from (select {told} from {here}.{table} except all select {told} from {there}.{table})"
    asked = [count.format(told=told, table=table, here=h, there=t) for h, t in (("one", "other"), ("other", "one"))]
    here, there = (held.execute(query).fetchall()[0][0] for query in asked)
    return here, there
