"""A report ruled as a form: its chapters in the left column, what they say beside them.

`一、部门基本情况 | (一)部门概况 | 负责…` is no table of figures but the report itself, and is read as its passages.
Belongs here: which tables are such forms, and their cells in reading order. Does not belong here: what the
chapters mean (headings).
"""

from __future__ import annotations

from orchestration.document import Cell, MappedText, Table
from orchestration.extraction.headings import Heading, heading_of, section_kind

_CHAPTER = 1  # level of a heading
_LEAST_CHAPTERS = 3
_MOST_COLUMNS = 3
_LONG = 30  # characters: a cell with as many tells something


def cells_of_form(text: str, table: Table) -> list[Cell]:
    """The cells of a ruled report in reading order, those without words left out; none where the table is no such form."""
    if table.columns > _MOST_COLUMNS or not _is_form(text, table):
        return []
    cells = sorted(table.cells, key=lambda cell: (cell.row, cell.column))
    return [cell for cell in cells if text[cell.start : cell.end].strip()]


def _is_form(text: str, table: Table) -> bool:
    left = [heading for cell in table.cells if cell.column == 0 and (heading := _heading(text, cell.start, cell.end))]
    chapters = [heading for heading in left if heading.level == _CHAPTER and heading.number]
    if len(chapters) < _LEAST_CHAPTERS or sum(section_kind(each.title) is not None for each in chapters) < 2:
        return False
    beside = {cell.row: cell.end - cell.start for cell in sorted(table.cells, key=lambda c: c.column) if cell.column}
    return 2 * sum(length >= _LONG for length in beside.values()) > len(beside)


def _heading(text: str, start: int, end: int) -> Heading | None:
    return heading_of(MappedText.of_run(text, start, end, True).text, False)
