"""The benchmark's questions in SQLite's dialect ask the same: on the samples they give the rows that the cookbook gives."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from benchmarks.queries import needed
from benchmarks.sqlite_peer import as_sqlite, questions
from orchestration.publications.cookbook import Recipe, read_recipes
from orchestration.publications.release import Release

RECIPES = read_recipes()


@pytest.fixture(scope="module")
def sqlite(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with release.open() as warehouse:
        tables, _ = needed(warehouse, RECIPES)
        connection = as_sqlite(warehouse, tables, tmp_path_factory.mktemp("sqlite"))
    yield connection
    connection.close()


def test_every_question_is_written_there() -> None:
    assert list(questions()) == [recipe.name for recipe in RECIPES]


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_the_rows_are_the_same(
    warehouse: duckdb.DuckDBPyConnection, sqlite: sqlite3.Connection, recipe: Recipe
) -> None:
    """In any order where a row is as good as another; numbers as SQLite has them, in binary."""
    ours = warehouse.execute(recipe.sql).fetchall()
    theirs = sqlite.execute(questions()[recipe.name]).fetchall()
    assert sorted(map(_plain, theirs), key=repr) == sorted(map(_plain, ours), key=repr)


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(round(float(value), 2) if isinstance(value, (int, float, Decimal)) else value for value in row)
