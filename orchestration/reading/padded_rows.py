"""Tables of plain text with one cell per line, each with a pipe behind it, whose rows end in a line of pipes alone: those of the
cells that the widest row has and this one lacks.

    项目负责人 |
    王强 |
    联系电话 |
    0731-5550000 |
    ||||||||||

So do those of one line or several whose pipes make up the same number in every row of the table, so that each ends in pipes
alone: a cell with a line end in it breaks such a row.

    绩效指标 |
    一级指标 | 二级指标 | 得分 | |||
    产出指标 | 数量指标 | 8 | ||||

Belongs here: which lines are such rows, and where their cells stand. Does not belong here: rows of one line (`reading.text`),
cells whose rows nothing ends (`extraction.structure.flat_tables`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from orchestration.document import Piece

_PADDING = re.compile(r"[ \t]*\|{2,}[ \t]*")
_CELL = re.compile(r"[ \t]*(?P<words>[^|\s](?:[^|]*[^|\s])?)?[ \t]*\|[ \t]*")
_ENDS = re.compile(r"\|[ \t]*\|[ \t]*$")
_FILLED = re.compile(r"[|\s]*$")
_CELL_OF_ROW = re.compile(r"\s*(?P<words>[^|]*?)\s*(?:\||$)")
_LEAST_ROWS = 3
_LEAST_EVEN = 6


class PaddedRows(NamedTuple):
    """The cells of each row by where the line that ends it begins, and where all lines of such rows begin."""

    rows: dict[int, list[Piece]]
    lines: frozenset[int]


def padded_rows(text: str, lines: Sequence[tuple[int, int]]) -> PaddedRows:
    """The rows of this kind among some lines; none where there are but one or two."""
    if "||" not in text:
        return PaddedRows({}, frozenset())
    rows: dict[int, list[Piece]] = {}
    taken: list[int] = []
    cells: list[Piece] = []
    begun: int | None = None  # where a cell of several lines begins
    own: list[int] = []
    for start, end in lines:
        cell = _CELL.fullmatch(text, start, end)
        if _PADDING.fullmatch(text, start, end):
            if cells:
                rows[start] = cells
                taken += own
            taken.append(start)
            cells, own, begun = [], [], None
        elif cell and (cells or cell["words"]):
            first, last = cell.span("words") if cell["words"] else (end - 1, end - 1)
            cells.append(Piece(first if begun is None else begun, last))
            own.append(start)
            begun = None
        elif cells and "|" not in text[start:end] and text[start:end].strip():
            begun = start if begun is None else begun
            own.append(start)
        elif text[start:end].strip():
            cells, own, begun = [], [], None  # a row of one line, or no table
    return PaddedRows(rows, frozenset(taken)) if len(rows) >= _LEAST_ROWS else PaddedRows({}, frozenset())


def even_rows(text: str, lines: Sequence[tuple[int, int]]) -> PaddedRows:
    """The rows of tables each of which ends in pipes alone and has as many pipes as all others, without the cells these stand
    for: nothing tells empty cells from those that were lost."""
    rows: dict[int, list[Piece]] = {}
    taken: list[int] = []
    for has_pipes, group in groupby(lines, lambda line: "|" in text[slice(*line)]):
        of_table = list(group)
        spans = list(_ended(text, of_table)) if has_pipes else []
        counts = {text.count("|", first[0], last[1]) for first, last in spans}
        if len(spans) < _LEAST_EVEN or len(counts) != 1 or spans[-1][1] != of_table[-1] or all(first == last for first, last in spans):
            continue
        rows |= {last[0]: _cells(text, first[0], last[1]) for first, last in spans}
        taken += [start for start, _ in of_table]
    return PaddedRows(rows, frozenset(taken))


def _ended(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The first and last lines of rows that end in pipes alone."""
    first: tuple[int, int] | None = None
    for start, end in lines:
        first = first or (start, end)
        if _ENDS.search(text[start:end]):
            yield first, (start, end)
            first = None


def _cells(text: str, start: int, end: int) -> list[Piece]:
    """The cells of a row up to the last with words."""
    filled = _FILLED.search(text, start, end)
    end = filled.start() if filled else end
    return [Piece(*match.span("words")) for match in _CELL_OF_ROW.finditer(text, start, end) if match.start() < end]
