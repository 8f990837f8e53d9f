"""Accounts of an office that lost their grid: 机构名称, the labels of the columns level by level, the office, its figures.

    机构名称 / 支出合计 / 其中: / 结余 / 基本支出 / 其中: / 项目支出 / 当年结余 / 累计结余 / 人员支出 / 公用支出 / 甲镇 / 7 figures

Belongs here: which label is of which figure. Does not belong here: what the rows say (`structure.office_accounts`,
`money.matrix`), other headers (`structure.flat_tables`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from orchestration.document import MappedText
from orchestration.extraction.money.basic_parts import is_basic_part, is_basic_whole
from orchestration.extraction.money.words import breakdown_of, is_total
from orchestration.extraction.structure.flat_cells import Row, Token, is_empty_mark
from orchestration.extraction.structure.header_rows import is_figure
from orchestration.extraction.structure.office_accounts import GROUP, OWNER, side_of_whole

_MOST_LABELS = 16
_LONGEST_LABEL = 20
_LAST_WORD = re.compile("收入|支出|结余|结转|经费|拨款")
_LONGEST_HALF = 3


def accounts_of(tokens: Sequence[Token]) -> Iterator[list[Row]]:
    """The tables of this kind among some tokens: a row of labels and the row of the office."""
    for at, token in enumerate(tokens):
        if not OWNER.fullmatch(token.words):
            continue
        labels = list(takewhile(lambda cell: not _is_value(cell), tokens[at + 1 : at + 1 + _MOST_LABELS]))
        figures = list(takewhile(_is_value, tokens[at + 1 + len(labels) :]))
        if len(labels) < 2 or len(figures) < 2:
            continue
        *labels, office = labels
        columns = _columns(labels, len(figures))
        if columns and side_of_whole(columns[0].words):
            yield [[token, *columns], [office, *figures]]


def _is_value(token: Token) -> bool:
    return is_figure(token.words) or is_empty_mark(token.words)


def _columns(labels: Sequence[Token], count: int) -> list[Token]:
    """The labels of `count` columns from the left; empty where they come to another number."""
    names = _joined([label for label in labels if not GROUP.fullmatch(label.words)])
    if len(names) > count:
        halves = _halves_joined(names)
        names = halves if len(halves) == count else names
    if len(names) > count:
        names = [name for at, name in enumerate(names) if not _is_divided(name, names[at + 1 :])]
    if len(names) != count or any(len(name.words) > _LONGEST_LABEL for name in names):
        return []
    return _in_order(names)


def _joined(labels: Sequence[Token]) -> list[Token]:
    """Labels put together that a line break parted: 公共财 / 政拨款, 三公经费 / 合计."""
    names = list(labels[:1])
    for label in labels[1:]:
        whole = names[-1].words + label.words
        is_whole = len(names) == 1 and is_total(label.words) and side_of_whole(whole)
        if is_whole or (breakdown_of(whole) and not breakdown_of(label.words) and not breakdown_of(names[-1].words)):
            names[-1] = _both(names[-1], label)
        else:
            names.append(label)
    return names


def _halves_joined(labels: Sequence[Token]) -> list[Token]:
    """Labels put together whose last word stands in a line of its own: 当年 / 结余, 公用 / 支出, 其他 / 收入."""
    names = list(labels[:1])
    for label in labels[1:]:
        if _LAST_WORD.fullmatch(label.words) and len(names[-1].words) <= _LONGEST_HALF and not _LAST_WORD.fullmatch(names[-1].words):
            names[-1] = _both(names[-1], label)
        else:
            names.append(label)
    return names


def _both(first: Token, second: Token) -> Token:
    text = MappedText.of_run(first.text.source, first.start, second.end, True)
    return replace(first, end=second.end, text=text)


def _is_divided(name: Token, later: Sequence[Token]) -> bool:
    """Whether a label heads others below it, which end with it: 结余 over 当年结余 and 累计结余."""
    return sum(other.words.endswith(name.words) for other in later) >= 2


def _in_order(names: list[Token]) -> list[Token]:
    """The labels by column: the parts of 基本支出, which stand a level below, right behind it."""
    basic = next((at for at, name in enumerate(names) if is_basic_whole(name.words)), None)
    if basic is None:
        return names
    parts = [name for name in names if is_basic_part(name.words)]
    others = [name for name in names if name not in parts]
    at = others.index(names[basic]) + 1
    return [*others[:at], *parts, *others[at:]]
