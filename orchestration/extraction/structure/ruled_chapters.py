"""A report ruled as a form: its chapters in the left column, what they say beside them.

`一、部门基本情况 | (一)部门概况 | 负责…` is no table of figures but the report itself, and is read as its passages.
Belongs here: which tables are such forms, and their cells in reading order. Does not belong here: what the
chapters mean (headings).
"""

from __future__ import annotations

from orchestration.document import Cell, MappedText, Table
from orchestration.extraction.structure.headings import Heading, heading_of, section_kind

_CHAPTER = 1  # level of a heading
_LEAST_CHAPTERS = 3
_MOST_COLUMNS = 3
_LONG = 30  # characters: a cell with as many tells something
# A form of chapters without numbers: labels so short, so many of them known, so many paragraphs of such a length.
_LONGEST_LABEL = 16
_LEAST_KNOWN = 4
_TELLING = 40


def cells_of_form(text: str, table: Table) -> list[tuple[Cell, bool]]:
    """The cells of a ruled report in reading order, each with whether it heads what stands beside it without a number.

    Cells without words are left out; none where the table is no such form.
    """
    if table.columns > _MOST_COLUMNS or not _tells(table):
        return []
    labels = _plain_labels(text, table)
    if not labels and not _has_chapters(text, table):
        return []
    cells = sorted(table.cells, key=lambda cell: (cell.row, cell.column))
    return [(cell, id(cell) in labels) for cell in cells if text[cell.start : cell.end].strip()]


def _tells(table: Table) -> bool:
    """Whether most of what stands beside the left column is long enough to tell something."""
    beside = {cell.row: cell.end - cell.start for cell in sorted(table.cells, key=lambda c: c.column) if cell.column}
    return 2 * sum(length >= _LONG for length in beside.values()) > len(beside)


def _has_chapters(text: str, table: Table) -> bool:
    """Whether the left column holds numbered chapters, two of them known ones."""
    left = [heading for cell in table.cells if cell.column == 0 and (heading := _heading(text, cell.start, cell.end))]
    chapters = [heading for heading in left if heading.level == _CHAPTER and heading.number]
    return len(chapters) >= _LEAST_CHAPTERS and sum(section_kind(each.title) is not None for each in chapters) >= 2


def _plain_labels(text: str, table: Table) -> set[int]:
    """The cells of the left column, by identity, where two columns are chapters without numbers and their text."""
    left = [cell for cell in table.cells if cell.column == 0 and text[cell.start : cell.end].strip()]
    words = [MappedText.of_run(text, cell.start, cell.end, True).text for cell in left]
    known = sum(section_kind(each) is not None for each in words)
    long_cells = sum(cell.end - cell.start >= _TELLING for cell in table.cells if cell.column)
    is_form = (
        table.columns == 2
        and all(2 <= len(each) <= _LONGEST_LABEL and not any(map(str.isdigit, each)) for each in words)
        and known >= _LEAST_KNOWN
        and long_cells >= _LEAST_KNOWN
    )
    return {id(cell) for cell in left} if is_form else set()


def _heading(text: str, start: int, end: int) -> Heading | None:
    return heading_of(MappedText.of_run(text, start, end, True).text, False)
