"""Parquet: one file per table; facts in one folder per budget year (Hive style: year_key=2022)."""

from __future__ import annotations

from pathlib import Path

import duckdb

from orchestration.publications.dictionary import Relation

_PARTITION = "year_key"


def write_parquet(connection: duckdb.DuckDBPyConnection, tables: list[Relation], folder: Path) -> None:
    """`folder`/<table>.parquet, or `folder`/<table>/year_key=…/ for facts. Types and values are the warehouse's own."""
    folder.mkdir(parents=True)
    for table in tables:
        target = folder / table.full_name
        if table.is_fact and table.has(_PARTITION) and _has_rows(connection, table):
            target.mkdir()
            options = f", partition_by ({_PARTITION}), write_partition_columns true"
        else:
            target, options = target.with_name(target.name + ".parquet"), ""
        connection.execute(
            f"copy (select * from {table.sql_name} order by all) to {literal(target)}"
            f" (format parquet, compression zstd{options})"
        )


def _has_rows(connection: duckdb.DuckDBPyConnection, table: Relation) -> bool:
    """A table without rows would leave an empty folder, which nobody can read."""
    return bool(connection.execute(f"select 1 from {table.sql_name} limit 1").fetchall())


def literal(path: Path) -> str:
    """A path as an SQL text."""
    return "'" + str(path).replace("'", "''") + "'"
