"""Documents as readers deliver them: one canonical text and positions into it.

Every position is a 0-based code point offset into `Document.text`, half-open. The text holds what is printed, in
reading order, and is what the warehouse publishes as `quality.document_texts.text`: a quote is always a slice of it.
A table stands in the text as one line per row, cells parted by a TAB; a cell never holds a TAB or a line end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class BoundingBox(NamedTuple):
    """Where something stands on its page, in points from the top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


class Piece(NamedTuple):
    """A run of `Document.text` that stands on one page."""

    start: int
    end: int


class WordConfidence(NamedTuple):
    """How sure an OCR engine was of a run of text: 0 to 1."""

    start: int
    end: int
    confidence: float
    bbox: BoundingBox | None = None


class BlockKind(StrEnum):
    """What a reader can know of a block from the file alone; meaning is decided in extraction."""

    PARAGRAPH = "paragraph"
    ITEM = "item"  # one of a list, marked as such by the format (Markdown -, HTML li): it goes on with nothing above it
    HEADING = "heading"  # marked as such by the format (Markdown #, DOCX style, HTML h1); depth is not trusted
    TABLE = "table"
    FURNITURE = "furniture"  # page numbers, running heads, navigation: never evidence


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell. `row` and `column` are its upper left grid position; spans are 1 unless the format says more."""

    row: int
    column: int
    start: int
    end: int
    row_span: int = 1
    column_span: int = 1
    page: int | None = None
    bbox: BoundingBox | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table, already joined over page breaks when the reader can tell.

    `spans_known` says that merged cells were resolved from the file, so an absent position is part of a span and an
    empty cell is truly empty. Where it is False (plain text) an empty cell may be the rest of a merged one.
    """

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    spans_known: bool = False
    sheet_name: str | None = None

    def rows_of_cells(self) -> Iterator[tuple[Cell, ...]]:
        """The cells that begin in each row, left to right; a row wholly covered by spans is empty."""
        by_row: dict[int, list[Cell]] = {}
        for cell in self.cells:
            by_row.setdefault(cell.row, []).append(cell)
        for row in range(self.rows):
            yield tuple(sorted(by_row.get(row, ()), key=lambda cell: cell.column))

    def grid(self) -> list[list[Cell | None]]:
        """Rows × columns; a merged cell stands at every position it covers, None where there is no cell."""
        grid: list[list[Cell | None]] = [[None] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            if cell.row_span == cell.column_span == 1 and cell.row < self.rows and cell.column < self.columns:
                grid[cell.row][cell.column] = cell
                continue
            for row in range(cell.row, min(cell.row + cell.row_span, self.rows)):
                for column in range(cell.column, min(cell.column + cell.column_span, self.columns)):
                    grid[row][column] = cell
        return grid


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph (joined over page breaks: several pieces), a table, or page furniture."""

    kind: BlockKind
    pieces: tuple[Piece, ...]
    page: int | None = None
    table: Table | None = None

    @property
    def start(self) -> int:
        return self.pieces[0].start

    @property
    def end(self) -> int:
        return self.pieces[-1].end


@dataclass(frozen=True, slots=True)
class Page:
    """One printed page (or sheet, numbered from 1) and the run of text on it."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One read file. `pages` is empty where the format has none; `confidences` is empty unless `used_ocr`."""

    text: str
    blocks: tuple[Block, ...]
    reader: str
    file_format: str
    pages: tuple[Page, ...] = ()
    used_ocr: bool = False
    confidences: tuple[WordConfidence, ...] = ()
    warnings: tuple[str, ...] = field(default=())

    def page_of(self, offset: int) -> int | None:
        """The number of the page that holds an offset, or None where the format has no pages."""
        for page in self.pages:
            if page.start <= offset < page.end:
                return page.number
        return None
