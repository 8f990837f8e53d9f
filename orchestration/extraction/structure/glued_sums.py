"""Tables of sums whose lines lost the blanks between their cells: 教育支出1506.331733.801733.80 under 支出科目年初预算调整预算决算数.

Figures of money are printed with as many decimals all over a table, so that a line can be parted in one way. Belongs here: the
cells of such lines. Does not belong here: rows with rates and points, which arithmetic parts (`money.glued`), indicators.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import takewhile

from orchestration.document import Piece
from orchestration.extraction.data import load
from orchestration.extraction.structure.columns import column_of

_LEAST_ROWS = 2
_DECIMALS = (2, 4, 6)  # one alone may be what is left of two
_SUM = r"(?:(?:[1-9]\d{{0,2}}(?:,\d{{3}})+|[1-9]\d*|0)\.\d{{{decimals}}}|0(?![.,]))"
_NAME = r"[^\d\s,;。;:：]{2,30}"

Cells = list[tuple[int, int]]


def glued_rows(text: str, pieces: Sequence[Piece]) -> Mapping[int, Cells]:
    """Where the lines of such tables begin → the spans of their cells; the header is one of them."""
    found: dict[int, Cells] = {}
    for at, piece in enumerate(pieces):
        header = _header_cells(text, piece)
        below = pieces[at + 1 :] if header else ()
        for decimals in _DECIMALS if below else ():
            row = _row(len(header) - 1, decimals)
            matches = (row.fullmatch(text, each.start, each.end) for each in below)
            rows = [match for match in takewhile(bool, matches) if match]
            if len(rows) >= _LEAST_ROWS:
                found[piece.start] = header
                found |= {match.start(): _cells(match, decimals) for match in rows}
                break
    return found


def _header_cells(text: str, piece: Piece) -> Cells:
    """The cells of a line that is the head of names and two phases of a budget or more; none for any other line."""
    match = _header().fullmatch(text, piece.start, piece.end)
    column = column_of(match["name"]) if match else None
    if match is None or column is None or column.role != "item":
        return []
    return [match.span("name"), *(word.span() for word in _phase().finditer(text, match.end("name"), piece.end))]


@cache
def _phase() -> re.Pattern[str]:
    words = sorted(load("flat_tables")["words"]["sums"], key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(words)})(?:[(（][万千]?元[)）])?")


@cache
def _header() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>{_NAME}?)(?:{_phase().pattern}){{2,5}}")


@cache
def _row(columns: int, decimals: int) -> re.Pattern[str]:
    return re.compile(rf"(?P<name>{_NAME})(?P<sums>(?:{_SUM.format(decimals=decimals)}){{{columns}}})")


def _cells(row: re.Match[str], decimals: int) -> Cells:
    sums = re.finditer(_SUM.format(decimals=decimals), row.string[: row.end()])
    return [row.span("name"), *(each.span() for each in sums if each.start() >= row.start("sums"))]
