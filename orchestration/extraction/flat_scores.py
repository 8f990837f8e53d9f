"""Tables of criteria that lost their grid: 绩效目标合理性 5 符合职责的计5分… 4.5 借调人员未清退, in lines or a cell per line.

The column of scoring rules holds words and figures of its own, so cells cannot be counted: the first figure alone is the
full marks, the last of the line the points (of loose cells the second), and the words before the full marks name the
criterion. Does not belong here: tables whose cells can be counted (flat_tables).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from orchestration.extraction.columns import VALUE_ROLES
from orchestration.extraction.flat_cells import Row, Token, lines_of, total_words
from orchestration.language import parse_number

_POINTS = ("weight", "score")
_NAMES = ("level3", "component", "level2", "level1")


def is_of_criteria(roles: Sequence[str | None]) -> bool:
    """Whether a header is of criteria: names, one column of full marks, one of points, and no targets."""
    is_scored = all(roles.count(role) == 1 for role in _POINTS)
    return is_scored and not set(roles).isdisjoint(_NAMES) and set(roles).isdisjoint(VALUE_ROLES)


def deal_criteria(header: Sequence[Token], body: Sequence[Token]) -> tuple[list[Token], list[Row]]:
    """The columns of level (where it has its own), name, full marks and points, and a row for each criterion that states
    the last three."""
    names = [token for token in header if token.role in _NAMES]
    by_role = {token.role: token for token in reversed(header)}
    name = next(by_role[role] for role in _NAMES if role in by_role)
    levels = [names[0]] if names[0] is not name else []
    lines = [_row(line, len(names)) for line in lines_of(body)]
    rows = [row for row in lines if row] or list(_rows_of_cells(body, len(names), "explanation" in by_role))
    return [*levels, name, *(by_role[role] for role in _POINTS)], [row if levels else row[1:] for row in rows]


def _row(line: Sequence[Token], names: int) -> Row | None:
    figures = [index for index, token in enumerate(line) if _points(token) is not None]
    if len(figures) < len(_POINTS) or figures[0] == 0:
        return None
    return [*_named(line[: figures[0]], names), line[figures[0]], line[figures[-1]]]


def _rows_of_cells(body: Sequence[Token], names: int, has_rules: bool) -> Iterator[Row]:
    """The rows of cells that stand one below the other; none where a row would have more points than full marks, or, with
    rules among the cells, full marks do not add up to their total: then cells are missing."""
    rows: list[Row] = []
    words: list[Token] = []
    full: Token | None = None
    for token in body:
        if _points(token) is None:
            if full is None or not has_rules:
                words, full = [*([] if full else words), token], None
        elif words and full is None:
            full = token
        elif full is not None:
            rows.append([*_named(words, names), full, token])
            words, full = [], None
    if _is_plausible(rows) and (not has_rules or _adds_up(rows)):
        yield from rows


def _named(words: Sequence[Token], names: int) -> Row:
    """The level, where a row prints one for each of its columns of names, and the name."""
    return [words[0] if 1 < len(words) == names else None, words[-1]]


def _is_plausible(rows: Sequence[Row]) -> bool:
    pairs = [(_points(full), _points(score)) for *_, full, score in rows]
    return all(full is not None and score is not None and score <= full for full, score in pairs)


def _adds_up(rows: Sequence[Row]) -> bool:
    full = [_points(row[-2]) or Decimal(0) for row in rows]
    totals = [points for (_, name, *_), points in zip(rows, full, strict=True) if name and total_words().match(name.words)]
    return not totals or sum(full) in (totals[-1] * 2, totals[-1] * 3)  # with the total itself, and with levels


def _points(token: Token | None) -> Decimal | None:
    return parse_number(token.words.rstrip("分")) if token else None
