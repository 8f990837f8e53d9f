"""Questions of the cookbook on a published warehouse, against Parquet sorted by hand and SQLite with indexes.

Each peer has the tables that the questions need, and the warehouse's own views over them. A question counts where its SQL,
and that of the views it asks, runs on the peer as it is.
"""

from __future__ import annotations

import math
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.explorer_pages import FACTS, multiply
from benchmarks.measure import Figure
from benchmarks.nights import SAMPLES, night
from orchestration.publications.cookbook import Recipe, read_recipes

_KEYS = ("report_key", "office_key", "district_key", "year_key", "document_key")
_ROUNDS = 3


def against_files(folder: Path, reports: int, published: Path | None = None) -> Iterator[Figure]:
    """Geometric means over the questions, each the quickest of three rounds in one connection, processor time.

    `published` is a warehouse to multiply to so many reports; without it the samples of raw/ are loaded.
    """
    if published is None:
        night(folder / "data", SAMPLES)
        published = folder / "data" / "warehouse.duckdb"
    warehouse = folder / "warehouse.duckdb"
    shutil.copyfile(published.resolve(), warehouse)
    multiply(warehouse, reports, FACTS, ordered=True)
    own = duckdb.connect(str(warehouse), read_only=True, config={"threads": 2})
    recipes = read_recipes()
    tables, views = _needed(own, recipes)
    parquet, sqlite = _as_parquet(own, tables, views, folder), _as_sqlite(own, tables, views, folder)
    for name, connection, mark in (
        ("Parquet sorted by hand", parquet, "<= 1.2"),
        ("SQLite with indexes", sqlite, "<= 0.05"),
    ):
        ratios = {}
        for each in recipes:
            theirs = _quickest(connection, each.sql)
            ours = _quickest(own, each.sql)
            if theirs is not None and ours is not None:
                ratios[each.name] = ours / theirs
        mean = math.exp(sum(map(math.log, ratios.values())) / len(ratios)) if ratios else None
        told = {name: round(ratio, 3) for name, ratio in ratios.items()}
        yield Figure(
            f"cookbook: the warehouse / {name}, {reports} reports", mean, mark, {"questions": len(ratios), **told}
        )


def _needed(own: duckdb.DuckDBPyConnection, recipes: list[Recipe]) -> tuple[list[str], list[str]]:
    """The tables that questions and views name, and the statements of all views, oldest first."""
    schema = "case schema_name when 'main' then '' else schema_name || '.' end"
    views = own.execute("select sql from duckdb_views() where not internal order by view_oid").fetchall()
    found = own.execute(f"select {schema} || table_name, table_name from duckdb_tables() where not internal").fetchall()
    words = set(re.findall(r"\w+", " ".join([*(each.sql for each in recipes), *(sql for (sql,) in views)])))
    return sorted(table for table, name in found if name in words), [sql for (sql,) in views]


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in connection.execute(f"describe {table}").fetchall()]


def _as_parquet(
    own: duckdb.DuckDBPyConnection, relations: list[str], views: list[str], folder: Path
) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"threads": 2})
    for table in relations:
        names = [name for name, _ in _columns(own, table)]
        keys = ", ".join(key for key in _KEYS if key in names) or "1"
        file = folder / f"{table}.parquet"
        own.execute(
            f"copy (select * from {table} order by {keys}) to '{file}' (format parquet, compression zstd)"
        ).fetchall()
        schema, _, _ = table.rpartition(".")
        if schema:
            connection.execute(f"create schema if not exists {schema}")
        connection.execute(f"create view {table} as select * from read_parquet('{file}')")
    _try_all(connection, views)
    return connection


def _as_sqlite(
    own: duckdb.DuckDBPyConnection, relations: list[str], views: list[str], folder: Path
) -> sqlite3.Connection:
    connection = sqlite3.connect(folder / "main.sqlite")
    schemas = {table.rpartition(".")[0] for table in relations} - {""}
    for schema in schemas:
        connection.execute(f"attach '{folder / schema}.sqlite' as {schema}")
    for table in relations:
        columns = _columns(own, table)
        connection.execute(f"create table {table} ({', '.join(f'{name} {_affinity(kind)}' for name, kind in columns)})")
        marks = ", ".join("?" * len(columns))
        rows = own.execute(f"select * from {table}").fetchall()
        connection.executemany(f"insert into {table} values ({marks})", (tuple(map(_plain, row)) for row in rows))
        schema, _, name = table.rpartition(".")
        for key, _ in columns:
            if key.endswith("_key") or key == "rule":
                prefix = f"{schema}." if schema else ""
                connection.execute(f"create index {prefix}{name}_{key} on {name} ({key})")
    _try_all(connection, views)
    connection.commit()
    connection.execute("analyze")
    return connection


def _try_all(connection: duckdb.DuckDBPyConnection | sqlite3.Connection, statements: list[str]) -> None:
    """A view that a peer does not understand is not there; the questions that ask it do not count."""
    for statement in statements:
        with suppress(sqlite3.OperationalError, duckdb.Error):
            connection.execute(statement)


def _affinity(kind: str) -> str:
    if kind.startswith(("DECIMAL", "DOUBLE")):
        return "real"
    return "integer" if kind in ("BIGINT", "INTEGER", "BOOLEAN") else "text"


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return value if value is None or isinstance(value, (int, float, str)) else str(value)


def _quickest(connection: duckdb.DuckDBPyConnection | sqlite3.Connection, sql: str) -> float | None:
    """Seconds of the quickest round; None where the question is not understood."""
    times = []
    for _ in range(_ROUNDS):
        begun = time.process_time()
        try:
            connection.execute(sql).fetchall()
        except (sqlite3.OperationalError, duckdb.Error):
            return None
        times.append(max(time.process_time() - begun, 1e-6))
    return min(times)
