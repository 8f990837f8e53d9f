"""The published tables in SQLite, with keys and indexes, and the cookbook's questions as a person would write them there.

The questions are files in `sqlite/`, by the names of the cookbook's; `indexes.sql` has the indexes beside those on keys.
They ask the published tables, `report_overview` among them, and write out what the warehouse's views and macros do. That both
give the same rows is a test (`tests/publications/test_questions_in_sqlite.py`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

FOLDER = Path(__file__).parent / "sqlite"
_INDEXES = "indexes"
_ROWS = 10_000  # had from the warehouse at a time


def questions() -> dict[str, str]:
    """Name of a recipe of the cookbook → its SQL in SQLite's dialect."""
    files = sorted(FOLDER.glob("*.sql"))
    return {file.stem: file.read_text(encoding="utf-8") for file in files if file.stem != _INDEXES}


def as_sqlite(warehouse: duckdb.DuckDBPyConnection, tables: Iterable[str], folder: Path) -> sqlite3.Connection:
    """Copy tables (`schema.table`, without the schema `main`) into files of their schemas' names, index and analyze them."""
    connection = sqlite3.connect(folder / "main.sqlite")
    connection.execute("pragma journal_mode = off")
    there = list(tables)
    for schema in sorted({table.rpartition(".")[0] for table in there} - {""}):
        connection.execute(f"attach '{folder / schema}.sqlite' as {schema}")
    for table in there:
        _copy(warehouse, connection, table)
    connection.executescript((FOLDER / f"{_INDEXES}.sql").read_text(encoding="utf-8"))
    connection.commit()
    connection.execute("analyze")
    return connection


def _copy(warehouse: duckdb.DuckDBPyConnection, connection: sqlite3.Connection, table: str) -> None:
    columns = [(row[0], row[1]) for row in warehouse.execute(f"describe {table}").fetchall()]
    schema, _, name = table.rpartition(".")
    own_key = columns[0][0] if columns[0][0].endswith("_key") and _is_unique(warehouse, table, columns[0][0]) else None
    told = (f"{column} {_affinity(kind)}{' primary key' if column == own_key else ''}" for column, kind in columns)
    connection.execute(f"create table {table} ({', '.join(told)})")
    marks = ", ".join("?" * len(columns))
    found = warehouse.execute(f"select * from {table}")
    while rows := found.fetchmany(_ROWS):
        connection.executemany(f"insert into {table} values ({marks})", (tuple(map(_plain, row)) for row in rows))
    for key, _ in columns:
        if key != own_key and (key.endswith("_key") or key == "rule"):
            prefix = f"{schema}." if schema else ""
            connection.execute(f"create index {prefix}{name}_{key} on {name} ({key})")


def _is_unique(warehouse: duckdb.DuckDBPyConnection, table: str, key: str) -> bool:
    query = f"select count(*) = count(distinct {key}) from {table}"
    return bool(warehouse.execute(query).fetchall()[0][0])


def _affinity(kind: str) -> str:
    if kind.startswith(("DECIMAL", "DOUBLE")):
        return "real"
    return "integer" if kind in ("BIGINT", "INTEGER", "BOOLEAN") else "text"


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return value if value is None or isinstance(value, (int, float, str)) else str(value)
