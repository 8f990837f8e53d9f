"""A sheet's grid → blocks: titles and notes are paragraphs, what stands in columns is a table.

Belongs here: what of a sheet is a table. Does not belong here: file formats, how a number is printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from orchestration.reading.builder import DocumentBuilder, DraftCell


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """The printed cells of one sheet: text by position, and merged areas as position → (rows, columns)."""

    name: str
    texts: dict[tuple[int, int], str]
    merged: dict[tuple[int, int], tuple[int, int]]


def visible(grid: SheetGrid, hidden_rows: set[int], hidden_columns: set[int]) -> SheetGrid:
    """The grid without hidden rows and columns; merged areas shrink, a cell of a hidden corner stays with its area."""
    if not hidden_rows and not hidden_columns:
        return grid
    texts: dict[tuple[int, int], str] = {}
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    row_of, column_of = _Shift(hidden_rows), _Shift(hidden_columns)
    for (row, column), text in grid.texts.items():
        rows, columns = grid.merged.get((row, column), (1, 1))
        seen_rows, seen_columns = row_of.count(row, rows), column_of.count(column, columns)
        if seen_rows and seen_columns:
            place = (row_of.index(row), column_of.index(column))
            texts[place] = text
            if (rows, columns) != (1, 1):
                merged[place] = (seen_rows, seen_columns)
    return SheetGrid(grid.name, texts, merged)


class _Shift:
    """Counts positions that are not hidden."""

    def __init__(self, hidden: set[int]) -> None:
        self._hidden = sorted(hidden)
        self._set = hidden

    def index(self, position: int) -> int:
        return position - sum(one < position for one in self._hidden)

    def count(self, start: int, length: int) -> int:
        return sum(position not in self._set for position in range(start, start + length))


def write_sheet(builder: DocumentBuilder, grid: SheetGrid) -> None:
    """Write a sheet's blocks. Wholly blank rows part tables; rows of one cell above or below are paragraphs."""
    if not grid.texts:
        return
    first = min(column for _, column in grid.texts)
    last = max(column + grid.merged.get((row, column), (1, 1))[1] for row, column in grid.texts)
    by_row: dict[int, list[int]] = {}
    for row, column in sorted(grid.texts):
        by_row.setdefault(row, []).append(column)
    for rows in _parts(grid, by_row):
        _write_part(builder, grid, by_row, rows, first, last)


def _parts(grid: SheetGrid, by_row: dict[int, list[int]]) -> Iterator[list[int]]:
    """Runs of rows between wholly blank ones; an area that reaches over a blank row keeps its rows together."""
    part: list[int] = []
    covered = 0
    for row in sorted(by_row):
        if part and row > max(part[-1] + 1, covered):
            yield part
            part = []
        part.append(row)
        covered = max([covered, *(row + grid.merged.get((row, column), (1, 1))[0] for column in by_row[row])])
    if part:
        yield part


def _write_part(
    builder: DocumentBuilder, grid: SheetGrid, by_row: dict[int, list[int]], rows: list[int], first: int, last: int
) -> None:
    begin, end = 0, len(rows)
    while begin < end and _is_line(grid, rows[begin], by_row[rows[begin]]):
        begin += 1
    while end > begin and _is_line(grid, rows[end - 1], by_row[rows[end - 1]]):
        end -= 1
    if begin < end and begin > 0 and not _reaches(by_row, rows[begin:end]):
        begin = 0
    for row in rows[:begin]:
        builder.paragraph(grid.texts[(row, by_row[row][0])])
    top = rows[begin] if begin < end else 0
    cells = [
        DraftCell(row - top, column - first, grid.texts[(row, column)], *grid.merged.get((row, column), (1, 1)))
        for row in rows[begin:end]
        for column in by_row[row]
    ]
    builder.table([*cells, *_blanks(cells, last - first)], sheet_name=grid.name)
    for row in rows[end:]:
        builder.paragraph(grid.texts[(row, by_row[row][0])])


def _is_line(grid: SheetGrid, row: int, columns: list[int]) -> bool:
    """Whether a row holds one cell only, of one row's height."""
    return len(columns) == 1 and grid.merged.get((row, columns[0]), (1, 1))[0] == 1


def _reaches(by_row: dict[int, list[int]], rows: list[int]) -> bool:
    """Whether a row of two cells or more stands below: else the one-celled rows are a list, not titles."""
    return any(len(by_row[row]) > 1 for row in rows)


def _blanks(cells: list[DraftCell], columns: int) -> Iterator[DraftCell]:
    """Empty cells at positions that no cell covers: an XLSX cell without a value is empty, not absent."""
    if not cells:
        return
    covered: set[tuple[int, int]] = set()
    for cell in cells:
        covered.update(
            (row, column)
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        )
    rows = max(cell.row + cell.row_span for cell in cells)
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in covered:
                yield DraftCell(row, column, "")
