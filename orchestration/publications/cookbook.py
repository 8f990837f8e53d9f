"""The cookbook: questions that people ask, each a file with its SQL; run on a release, they have answers.

A file begins with comment lines `-- question:`, `-- 问题:`, `-- who:`, `-- tables:` and, where something must be minded,
`-- note:`, `-- 说明:`. The rest is one query without a path or a parameter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from orchestration.publications.markdown import code, plain, table_row
from orchestration.warehouse.fingerprint import PROJECT_ROOT

FOLDER = PROJECT_ROOT / "cookbook"
SHOWN_ROWS = 12

_HEADER_LINE = re.compile(r"-- (question|问题|who|tables|note|说明): (.+)")
_INTRODUCTION = """\
# Cookbook 查询手册

Questions, their SQL, and their answers on the reports of `raw/`. Written by `make cookbook` from what ran: change a query
in `cookbook/`, not this page. Amounts in 万元 where a column ends in `_wan`. Totals and parts are never added up together.

以下每个问题附查询语句及其在 `raw/` 样例上的结果，由 `make cookbook` 运行生成；请改 `cookbook/` 中的查询，勿改本页。
列名以 `_wan` 结尾者单位为万元。合计与分项从不相加。

Run one 运行其一: `jixiao sql "$(cat cookbook/02_execution_rates.sql)"`
"""


class BadRecipe(Exception):
    """A file of the cookbook lacks a header line. The message names both."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A question with its query. `note` may be empty in both languages."""

    name: str
    question: str
    question_zh: str
    who: str
    tables: tuple[str, ...]
    note: str
    note_zh: str
    sql: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: names of columns and all rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def read_recipes(folder: Path = FOLDER) -> list[Recipe]:
    """Every recipe, by file name. Raises BadRecipe."""
    return [_read(file) for file in sorted(folder.glob("*.sql"))]


def _read(file: Path) -> Recipe:
    lines = file.read_text(encoding="utf-8").splitlines()
    header = {found[1]: found[2].strip() for line in lines if (found := _HEADER_LINE.fullmatch(line))}
    missing = {"question", "问题", "who", "tables"} - header.keys()
    if missing:
        raise BadRecipe(f"{file.name}: no line `-- {', '.join(sorted(missing))}:`")
    return Recipe(
        name=file.stem,
        question=header["question"],
        question_zh=header["问题"],
        who=header["who"],
        tables=tuple(name.strip() for name in header["tables"].split(",")),
        note=header.get("note", ""),
        note_zh=header.get("说明", ""),
        sql="\n".join(line for line in lines if not line.startswith("-- ")).strip(),
    )


def answer(connection: duckdb.DuckDBPyConnection, recipe: Recipe) -> Answer:
    """Run a recipe's query; all its rows are fetched."""
    cursor = connection.execute(recipe.sql)
    columns = tuple(column[0] for column in cursor.description or [])
    return Answer(columns, tuple(cursor.fetchall()))


def render(connection: duckdb.DuckDBPyConnection, recipes: list[Recipe]) -> str:
    """The cookbook as Markdown, every answer from this connection."""
    return "\n".join(_page(connection, recipes)) + "\n"


def _page(connection: duckdb.DuckDBPyConnection, recipes: list[Recipe]) -> Iterator[str]:
    yield _INTRODUCTION
    for number, recipe in enumerate(recipes, start=1):
        yield f"{number}. {recipe.question} {recipe.question_zh}"
    for number, recipe in enumerate(recipes, start=1):
        yield from _section(number, recipe, answer(connection, recipe))


def _section(number: int, recipe: Recipe, given: Answer) -> Iterator[str]:
    yield f"\n## {number}. {recipe.question}\n\n**{recipe.question_zh}**\n"
    yield f"{recipe.who} · {', '.join(code(table) for table in recipe.tables)} · `cookbook/{recipe.name}.sql`\n"
    yield f"```sql\n{recipe.sql}\n```\n"
    yield from _table(given)
    if recipe.note:
        yield f"\n{plain(recipe.note)}\n\n{plain(recipe.note_zh)}"


def _table(given: Answer) -> Iterator[str]:
    if not given.rows:
        yield "No rows. 无结果。"
        return
    yield table_row(given.columns)
    yield table_row(["---"] * len(given.columns))
    yield from (table_row(row) for row in given.rows[:SHOWN_ROWS])
    if len(given.rows) > SHOWN_ROWS:
        yield f"\n{len(given.rows)} rows, {SHOWN_ROWS} shown. 共 {len(given.rows)} 行。"
