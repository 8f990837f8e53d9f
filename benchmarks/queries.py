"""Questions of the cookbook on a published warehouse, against Parquet sorted by hand and SQLite with indexes.

Parquet has the tables that the questions need, and the warehouse's own views over them; a question counts where its SQL, and
that of the views it asks, runs on it as it is. For SQLite every question is written in its own dialect (`sqlite_peer.py`).
"""

from __future__ import annotations

import math
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import duckdb

from benchmarks.explorer_pages import FACTS, multiply
from benchmarks.measure import Figure
from benchmarks.nights import SAMPLES, night
from benchmarks.sqlite_peer import as_sqlite
from benchmarks.sqlite_peer import questions as sqlite_questions
from orchestration.publications.cookbook import Recipe, read_recipes

_KEYS = ("report_key", "office_key", "district_key", "year_key", "document_key")
_ROUNDS = 3


def against_files(folder: Path, reports: int, published: Path | None = None, facts: int = FACTS) -> Iterator[Figure]:
    """Geometric means over the questions, each the quickest of three rounds in one connection, processor time.

    `published` is a warehouse to multiply to so many reports; without it the samples of raw/ are loaded. Each of them has so
    many times the facts of the one it is made of.
    """
    if published is None:
        night(folder / "data", SAMPLES)
        published = folder / "data" / "warehouse.duckdb"
    warehouse = folder / "warehouse.duckdb"
    shutil.copyfile(published.resolve(), warehouse)
    multiply(warehouse, reports, facts, ordered=True)
    own = duckdb.connect(str(warehouse), read_only=True, config={"threads": 2})
    recipes = read_recipes()
    tables, views = needed(own, recipes)
    as_they_are = {recipe.name: recipe.sql for recipe in recipes}
    in_sqlite = sqlite_questions()
    named = set(re.findall(r"\w+", " ".join(in_sqlite.values())))
    peers = (
        ("Parquet sorted by hand", _as_parquet(own, tables, views, folder), as_they_are, "<= 1.2"),
        ("SQLite with indexes", as_sqlite(own, [table for table in tables if table.split(".")[-1] in named], folder),
         in_sqlite, "<= 0.05"),
    )  # fmt: skip
    for name, peer, questions, mark in peers:
        yield _figure(
            f"cookbook: the warehouse / {name}, {reports} reports", mark, (own, as_they_are), (peer, questions)
        )
        if name.startswith("SQLite"):
            title = f"cookbook, answers kept in the database: the warehouse / {name}, {reports} reports"
            yield _figure(title, None, (own, _kept(as_they_are)), (peer, _kept(questions)))


Asked = tuple[duckdb.DuckDBPyConnection | sqlite3.Connection, dict[str, str]]


def _figure(title: str, mark: str | None, ours: Asked, theirs: Asked) -> Figure:
    """The ratio of each question that both understand, and their geometric mean."""
    ratios, milliseconds = {}, {}
    for name, sql in ours[1].items():
        own, other = _quickest(ours[0], sql), _quickest(theirs[0], theirs[1][name])
        if own is not None and other is not None:
            ratios[name] = own / other
            milliseconds[name] = [round(1000 * own, 1), round(1000 * other, 1)]
    mean = math.exp(sum(map(math.log, ratios.values())) / len(ratios)) if ratios else None
    told = {name: round(ratio, 3) for name, ratio in ratios.items()}
    return Figure(title, mean, mark, {"questions": len(ratios), **told, "milliseconds, ours and theirs": milliseconds})


def _kept(questions: dict[str, str]) -> dict[str, str]:
    """The same questions, their answers not handed to Python row by row."""
    return {name: f"create temp table answer as {sql}" for name, sql in questions.items()}


def needed(own: duckdb.DuckDBPyConnection, recipes: list[Recipe]) -> tuple[list[str], list[str]]:
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


def _try_all(connection: duckdb.DuckDBPyConnection, statements: list[str]) -> None:
    """A view that asks for the warehouse's own macros is not there; the questions that ask it do not count."""
    for statement in statements:
        with suppress(duckdb.Error):
            connection.execute(statement)


def _quickest(connection: duckdb.DuckDBPyConnection | sqlite3.Connection, sql: str) -> float | None:
    """Seconds of the quickest round; None where the question is not understood."""
    times = []
    for _ in range(_ROUNDS):
        begun = time.process_time()
        try:
            connection.execute(sql).fetchall()
        except duckdb.Error:
            return None
        times.append(max(time.process_time() - begun, 1e-6))
        connection.execute("drop table if exists temp.answer")
    return min(times)
