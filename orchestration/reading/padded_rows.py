"""Tables of plain text with one cell per line, each with a pipe behind it, whose rows end in a line of pipes alone: those of the
cells that the widest row has and this one lacks.

    项目负责人 |
    王强 |
    联系电话 |
    0731-5550000 |
    ||||||||||

Belongs here: which lines are such rows, and where their cells stand. Does not belong here: rows of one line (`reading.text`),
cells whose rows nothing ends (`extraction.structure.flat_tables`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from orchestration.document import Piece

_PADDING = re.compile(r"[ \t]*\|{2,}[ \t]*")
_CELL = re.compile(r"[ \t]*(?P<words>[^|\s](?:[^|]*[^|\s])?)?[ \t]*\|[ \t]*")
_LEAST_ROWS = 3


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
