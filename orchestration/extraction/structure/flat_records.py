"""Tables printed downwards: each row as labels and values in lines of their own, the labels printed again for every row.

    一级指标 / 产出指标 / 三级指标 / 改厕户数 / 指标值 / ≥90户 / 完成值 / 96户 / 一级指标 / 产出指标 / …
    任务1 / 优待抚恤 / 完成情况 / 为900名对象发放补助。 / 任务2 / …

Belongs here: runs of equal labels and the values behind them. Does not belong here: one header over many cells
(`structure.flat_tables`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from orchestration.extraction.structure.columns import INDICATOR_NAME_ROLES, VALUE_ROLES, column_of
from orchestration.extraction.structure.flat_cells import Row, Token, is_empty_mark
from orchestration.extraction.structure.header_rows import is_figure

_LEAST_LABELS, _MOST_LABELS = 2, 10
_LEAST_ROWS = 2
_NUMBER = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})$")
_OUTCOMES = frozenset({"goal", "result", "status"})


class Records(NamedTuple):
    """The labels of the first row as a header, and the values of each row."""

    header: Row
    rows: list[Row]
    tokens: Sequence[Token]  # all that these are made of


def records_of(tokens: Sequence[Token]) -> Iterator[Records]:
    """The tables that stand among some tokens as labels and values by turns."""
    at = 0
    while at < len(tokens):
        length = _labels_from(tokens, at)
        count = _rows_from(tokens, at, length) if length else 0
        if count < _LEAST_ROWS:
            at += 1
            continue
        end = at + 2 * length * count
        values = [tokens[start + 1 : start + 2 * length : 2] for start in range(at, end, 2 * length)]
        rows: list[Row] = [[None if is_empty_mark(value.words) else value for value in row] for row in values]
        yield Records([_label(token) for token in tokens[at : at + 2 * length : 2]], rows, tokens[at:end])
        at = end


def _labels_from(tokens: Sequence[Token], at: int) -> int:
    """How many labels the table has that begins at a token; 0 where none does."""
    roles: list[str] = []
    for place in range(at, min(at + 2 * _MOST_LABELS, len(tokens) - 1), 2):
        label = _label(tokens[place])
        if roles and label.words == _label(tokens[at]).words:
            break
        if label.role is None or label.role in roles or is_figure(label.words):
            return 0
        roles.append(label.role)
    held = set(roles)
    of_indicators = bool(held & INDICATOR_NAME_ROLES) and bool(held & VALUE_ROLES)
    of_tasks = roles[:1] == ["item"] and bool(held & _OUTCOMES) and "任务" in tokens[at].words
    return len(roles) if len(roles) >= _LEAST_LABELS and (of_indicators or of_tasks) else 0


def _rows_from(tokens: Sequence[Token], at: int, length: int) -> int:
    """How often the labels of a first row are printed again, each before a value."""
    labels = [_label(token).words for token in tokens[at : at + 2 * length : 2]]
    count = 0
    while (row := tokens[at + 2 * length * count : at + 2 * length * (count + 1)]) and len(row) == 2 * length:
        if [_label(token).words for token in row[::2]] != labels or any(value.words in labels for value in row[1::2]):
            break
        count += 1
    return count


def _label(token: Token) -> Token:
    """A label without the number of its row: 任务2 is 任务."""
    number = _NUMBER.search(token.words)
    if number is None or number.start() < 2:
        return token
    text = token.text.slice(0, number.start())
    column = column_of(text.text)
    return replace(token, text=text, end=text.span(0, len(text))[1], role=column.role if column else None)
