"""Rows of tasks out of the loose cells of a table that lost its grid: 任务名称 | 完成情况 | 支出金额, one cell per line.

Belongs here: tables of names, words and figures of money in one row. Does not belong here: tables of money alone
(`structure.flat_tables`), of indicators (`indicators.flat`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from orchestration.extraction.money.amounts import read_amount
from orchestration.extraction.money.words import is_total
from orchestration.extraction.structure.columns import MONEY_ROLES
from orchestration.extraction.structure.flat_cells import Row, Token, is_empty_mark
from orchestration.extraction.structure.header_rows import is_figure

_WORDS = frozenset({"goal", "result", "status", "actual"})
_DONE = _WORDS - {"goal"}
_LONGEST_NAME = 30  # characters of a task in a table without money, whose end no figure tells
_FIGURES = MONEY_ROLES | {"rate"}
_LEAST_ROWS = 2
_NAMES = ("任务", "工作")
_COUNTER = re.compile(r"任务(?:\d{1,2}|[一二三四五六七八九十]{1,2})")  # stands before the name, under no header


def is_of_tasks(roles: Sequence[str | None]) -> bool:
    """Whether a header is of tasks: names first, then what was promised or done and what was spent, or both of the former."""
    held = set(roles)
    if len(held) != len(roles) or "item" not in roles[:2] or not held <= _WORDS | _FIGURES | {"item", "row_number"}:
        return False
    return bool(held & _WORDS and held & MONEY_ROLES) or ("goal" in held and bool(held & _DONE))


def labels_tasks(tokens: Sequence[Token]) -> bool:
    """Whether the first of some header words is the label of the block beside them: 年度主要任务 | 任务名称 | 预算数."""
    if [token.role for token in tokens[:2]] != ["item", "item"] or any(token.role == "item" for token in tokens[2:]):
        return False
    return all(any(name in token.words for name in _NAMES) for token in tokens[:2])


def deal_tasks(roles: Sequence[str | None], body: Sequence[Token]) -> list[Row]:
    """Rows of exactly as many cells as there are columns, up to the first that does not fit, and the sum below them."""
    width = len(roles)
    body = [token for token in body if not _COUNTER.fullmatch(token.words)]
    rows: list[Row] = []
    of_words = not set(roles) & _FIGURES
    while len(row := body[len(rows) * width : (len(rows) + 1) * width]) == width and all(map(_fits, roles, row)):
        if of_words and not _names_task(row[list(roles).index("item")]):
            break
        rows.append([None if is_empty_mark(token.words) else token for token in row])
    if len(rows) < _LEAST_ROWS:
        return []
    return [*rows, *_total_row(roles, body[len(rows) * width :])]


def _names_task(token: Token) -> bool:
    """Whether the first cell of a row names a task, in a table whose end no figure tells: no sentence, no header word."""
    return token.role is None and len(token.text) <= _LONGEST_NAME and not re.search("[,。;:]", token.words)


def _fits(role: str | None, token: Token) -> bool:
    if role in _FIGURES:
        return is_empty_mark(token.words) or _is_figure(token)
    if role == "row_number":
        return token.words.isdigit()
    return not is_figure(token.words) and not (role == "item" and is_total(token.words))


def _is_figure(token: Token) -> bool:
    return read_amount(token.words.rstrip("%")) is not None


def _total_row(roles: Sequence[str | None], rest: Sequence[Token]) -> list[Row]:
    """The sum below the tasks, whose cells of words are empty: 合计 | 1,008.16."""
    columns = [index for index, role in enumerate(roles) if role in _FIGURES]
    figures = rest[1 : len(columns) + 1]
    if not rest or not is_total(rest[0].words) or len(figures) < len(columns) or not all(map(_is_figure, figures)):
        return []
    row: Row = [None] * len(roles)
    row[roles.index("item")] = rest[0]
    for index, figure in zip(columns, figures, strict=True):
        row[index] = figure
    return [row]
