"""What an outline is made of: sections, passages, tables with their cells, and the outline itself.

Belongs here: what readers of facts ask of them. Does not belong here: how they are found (`structure.outline`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from orchestration.document import Cell, Document, MappedText, Piece
from orchestration.extraction.structure.headings import Heading


@dataclass(frozen=True)
class Section:
    """A heading and the headings above it. `kind` is the canonical name of what stands under it, or None."""

    title: str
    number: str
    level: int
    kind: str | None
    parent: Section | None = None

    @cached_property
    def _path(self) -> tuple[Section, ...]:
        return (*(self.parent.path() if self.parent else ()), self)

    @cached_property
    def _kinds(self) -> tuple[str, ...]:
        return tuple(section.kind for section in reversed(self._path) if section.kind)

    def path(self) -> tuple[Section, ...]:
        """From the chapter down to this heading."""
        return self._path

    def label(self) -> str:
        """The headings as one text: `二(二)各项工作任务绩效目标完成情况分析/垃圾分类`."""
        return "/".join(f"{section.number}{section.title}" for section in self.path())

    def kinds(self) -> tuple[str, ...]:
        """The kinds of this section and those above it, the nearest first."""
        return self._kinds


@dataclass(frozen=True, slots=True)
class Passage:
    """One heading or paragraph, joined over page breaks."""

    text: MappedText
    pieces: tuple[Piece, ...]
    section: Section | None
    heading: Heading | None = None
    page: int | None = None

    @property
    def start(self) -> int:
        return self.pieces[0].start

    @property
    def end(self) -> int:
        return self.pieces[-1].end


class CellText(NamedTuple):
    """One cell with its cleaned text. `row` and `column` are its upper left position in the grid."""

    cell: Cell
    text: MappedText
    row: int
    column: int


@dataclass(frozen=True)
class TableView:
    """A table with cleaned cells, joined over page breaks.

    `grid[row][column]` is the cell that covers the position, or None; `heads` are the passages directly above it (the
    nearest last), `tail` the one directly below.
    """

    seq: int
    grid: tuple[tuple[CellText | None, ...], ...]
    section: Section | None
    heads: tuple[Passage, ...]
    tail: Passage | None
    spans_known: bool
    sheet_name: str | None = None
    page: int | None = None
    is_turned: bool = False  # rows are the columns as printed (`structure.turned_tables`)

    @property
    def columns(self) -> int:
        return len(self.grid[0]) if self.grid else 0

    @cached_property
    def _rows(self) -> tuple[tuple[CellText, ...], ...]:
        return tuple(
            tuple(c for i, c in enumerate(line) if c is not None and c.row == row and c.column == i)
            for row, line in enumerate(self.grid)
        )

    @cached_property
    def _printed_rows(self) -> tuple[tuple[CellText, ...], ...]:
        return tuple(tuple(c for c in row if c.text.text) for row in self._rows)

    def row_cells(self, row: int) -> tuple[CellText, ...]:
        """The cells that begin in a row, left to right, empty ones included."""
        return self._rows[row]

    def printed_cells(self, row: int) -> tuple[CellText, ...]:
        """The cells that begin in a row and print something, left to right."""
        return self._printed_rows[row]

    def cells(self) -> Iterator[CellText]:
        """The cells that print something, row by row."""
        return (cell for row in range(len(self.grid)) for cell in self.printed_cells(row))

    @cached_property
    def _neighbours(self) -> tuple[tuple[CellText, CellText], ...]:
        return tuple(pair for cells in self._printed_rows for pair in pairwise(cells))

    def neighbours(self) -> tuple[tuple[CellText, CellText], ...]:
        """Each printed cell with the one printed after it in its row: a label and what may be its value."""
        return self._neighbours

    def row_span(self, row: int) -> tuple[int, int]:
        """The run of the document's text that prints a row (its own cells, first to last); of a turned table its name alone."""
        cells = [c.cell for c in self.printed_cells(row) or self.grid[row] if c is not None]
        cells = cells[:1] if self.is_turned else cells
        return min(c.start for c in cells), max(c.end for c in cells)

    def value(self, row: int, column: int) -> str:
        """The cleaned text at a position; empty where there is no cell."""
        cell = self.grid[row][column]
        return cell.text.text if cell else ""


@dataclass(frozen=True)
class Outline:
    """The document in order: `items` holds passages and tables as they stand."""

    document: Document
    items: tuple[Passage | TableView, ...]
    sections: tuple[Section, ...] = field(default=())

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(item for item in self.items if isinstance(item, Passage))

    @cached_property
    def paragraphs(self) -> tuple[Passage, ...]:
        """Passages that are no headings."""
        return tuple(item for item in self.passages if item.heading is None)

    @cached_property
    def tables(self) -> tuple[TableView, ...]:
        return tuple(item for item in self.items if isinstance(item, TableView))

    @cached_property
    def cells(self) -> tuple[CellText, ...]:
        """The cells of all tables that hold text, row by row."""
        return tuple(cell for table in self.tables for cell in table.cells())
