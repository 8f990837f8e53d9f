"""Tables of criteria that lost their grid: 绩效目标合理性 5 符合职责的计5分… 4.5 借调人员未清退, in lines or a cell per line.

The column of scoring rules holds words and figures of its own, so cells cannot be counted: the first figure alone is the
full marks, the last of the line the points (of loose cells the second), and the words before the full marks name the
criterion. Does not belong here: tables whose cells can be counted (`structure.flat_tables`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from orchestration.extraction.structure.columns import VALUE_ROLES
from orchestration.extraction.structure.flat_cells import Row, Token, lines_of, total_words
from orchestration.language import parse_number

POINT_ROLES = frozenset({"weight", "score", "level_weight", "level_score", "score_rate", "deduction"})
_POINTS = ("weight", "score")
_LEAST_LINES = 2
_RATE = re.compile(r"\d{1,3}(?:\.\d+)?%")
_NAMES = ("level3", "component", "level2", "level1")


def is_of_criteria(roles: Sequence[str | None]) -> bool:
    """Whether a header is of criteria: names, a column of full marks, one of points (or one for each level), no targets."""
    full, scores = (roles.count(role) for role in _POINTS)
    is_scored = full == scores and (full == 1 or (full > 1 and "explanation" not in roles))
    return is_scored and not set(roles).isdisjoint(_NAMES) and set(roles).isdisjoint(VALUE_ROLES)


def deal_criteria(header: Sequence[Token], body: Sequence[Token]) -> tuple[list[Token], list[Row]]:
    """The columns of level, name, full marks, points and share of points, as far as the header has them, and a row for each
    criterion that states name, full marks and points."""
    names = _names(header)
    by_role = {token.role: token for token in reversed([*names, *(token for token in header if token.role not in _NAMES)])}
    name = next(by_role[role] for role in _NAMES if role in by_role)
    columns = [names[0] if names[0] is not name else None, name, *(by_role.get(role) for role in (*_POINTS, "score_rate"))]
    rows = [row for line in lines_of(body) if (row := _row(line, len(names)))]
    if len(rows) < _LEAST_LINES:
        rows = list(_rows_of_cells(body, len(names), "explanation" in by_role))
    return [column for column in columns if column], [
        [cell for cell, column in zip(row, columns, strict=True) if column] for row in rows
    ]


def _names(header: Sequence[Token]) -> list[Token]:
    """The columns of names, without the words that span them: 评价指标 over 一级指标 and 二级指标."""
    names = [token for token in header if token.role in _NAMES]
    first = next((place for place, token in enumerate(names) if token.role == "level1"), 0)
    return names[first:]


def _row(line: Sequence[Token], names: int) -> Row | None:
    figures = [index for index, token in enumerate(line) if _points(token) is not None]
    if len(figures) < len(_POINTS) or figures[0] == 0:
        return None
    rate = next((token for token in line[figures[0] :] if _RATE.fullmatch(token.words)), None)
    return [*_named(line[: figures[0]], names), line[figures[0]], line[figures[-1]], rate]


def _rows_of_cells(body: Sequence[Token], names: int, has_rules: bool) -> Iterator[Row]:
    """The rows of cells that stand one below the other; none where a row would have more points than full marks, or, with
    rules among the cells, full marks do not add up to their total: then cells are missing."""
    rows: list[Row] = []
    words: list[Token] = []
    full: Token | None = None
    rate: Token | None = None
    for token in body:
        if _RATE.fullmatch(token.words):
            if full is None and rows:
                rows[-1][-1] = token
            rate = token if full else None
        elif _points(token) is None:
            if full is None or not has_rules:
                words, full, rate = [*([] if full else words), token], None, None
        elif words and full is None:
            full = token
        elif full is not None:
            rows.append([*_named(words, names), full, token, rate])
            words, full, rate = [], None, None
    if _is_plausible(rows) and (not has_rules or _adds_up(rows)):
        yield from rows


def _named(words: Sequence[Token], names: int) -> Row:
    """The level, where a row prints one for each of its columns of names, and the name."""
    return [words[0] if 1 < len(words) == names else None, words[-1]]


def _is_plausible(rows: Sequence[Row]) -> bool:
    pairs = [(_points(full), _points(score)) for *_, full, score, _ in rows]
    return all(full is not None and score is not None and score <= full for full, score in pairs)


def _adds_up(rows: Sequence[Row]) -> bool:
    full = [_points(row[2]) or Decimal(0) for row in rows]
    totals = [points for (_, name, *_), points in zip(rows, full, strict=True) if name and total_words().match(name.words)]
    return not totals or sum(full) in (totals[-1] * 2, totals[-1] * 3)  # with the total itself, and with levels


def _points(token: Token | None) -> Decimal | None:
    return parse_number(token.words.rstrip("分")) if token else None
