"""Assembles a document: canonical text in reading order, blocks, tables and pages with their offsets.

Belongs here: how paragraphs and cells stand in the text. Does not belong here: any file format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from orchestration.document import Block, BlockKind, BoundingBox, Cell, Document, Page, Piece, Table, WordConfidence
from orchestration.reading.errors import ReadError
from orchestration.reading.limits import LONGEST_TEXT, MOST_CELLS

_LAYOUT = re.compile(r"[\t\n\r\f\v\u2028\u2029\x1c-\x1e\x85]+")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f\u200b\ufeff\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Word:
    """A run of recognised characters within a text: `start`, `end` count from the text's beginning."""

    start: int
    end: int
    confidence: float
    bbox: BoundingBox | None = None


@dataclass(slots=True)
class DraftCell:
    """A cell before it has a place in the text."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    page: int | None = None
    bbox: BoundingBox | None = None
    confidence: float | None = None
    words: tuple[Word, ...] = ()


@dataclass(slots=True)
class OpenTable:
    """A table that is being written, perhaps in several parts."""

    spans_known: bool
    sheet_name: str | None
    page: int | None
    cells: list[Cell] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    rows: int = 0
    columns: int = 0


def one_line(text: str) -> str:
    """The text as one line: explicit line ends and TABs become one blank, what does not print falls out."""
    return _LAYOUT.sub(" ", _UNPRINTABLE.sub("", text)).strip(" \u3000")


class DocumentBuilder:
    """Takes paragraphs, tables and page starts in reading order."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block | OpenTable] = []
        self._pages: list[Page] = []
        self._confidences: list[WordConfidence] = []
        self._page: int | None = None
        self._cells = 0
        self.warnings: list[str] = []

    @property
    def is_empty(self) -> bool:
        return not self._blocks

    def start_page(self, number: int) -> None:
        """What follows stands on this page (or sheet)."""
        self._end_page()
        self._page = number
        self._pages.append(Page(number, self._length, self._length))

    def paragraph(
        self, text: str, kind: BlockKind = BlockKind.PARAGRAPH, words: Sequence[Word] = (), *, continues: bool = False
    ) -> None:
        """One line. With `continues` it goes on with the last paragraph, which a page break cut."""
        if not text.strip():
            return
        piece = self._write(text, words)
        last = self._last_paragraph() if continues else None
        if last is None:
            self._blocks.append(Block(kind, (piece,), self._page))
        else:
            block = self._blocks[last]
            assert isinstance(block, Block)
            self._blocks[last] = replace(block, pieces=(*block.pieces, piece))

    def table(self, cells: Iterable[DraftCell], *, spans_known: bool = True, sheet_name: str | None = None) -> None:
        """A whole table; rows and columns that hold no cell are kept, a table without text is not."""
        drafts = list(cells)
        if any(cell.text for cell in drafts):
            handle = self.open_table(spans_known=spans_known, sheet_name=sheet_name)
            self.add_rows(handle, drafts)

    def open_table(self, *, spans_known: bool = True, sheet_name: str | None = None) -> OpenTable:
        """A table that is written part by part (`add_rows`), other blocks standing between the parts."""
        table = OpenTable(spans_known, sheet_name, self._page)
        self._blocks.append(table)
        return table

    def add_rows(self, table: OpenTable, cells: Sequence[DraftCell], rows: int | None = None) -> None:
        """Write cells below those already there. Their rows count from the first row of this part.

        `rows` says how many rows the part has, where a cell reaches beyond it into a part still to come.
        """
        self._cells += len(cells)
        if self._cells > MOST_CELLS:
            raise ReadError(f"the tables hold more than {MOST_CELLS:,} cells")
        by_row: dict[int, list[DraftCell]] = {}
        for cell in cells:
            by_row.setdefault(cell.row, []).append(cell)
        if rows is None:
            rows = max((cell.row + cell.row_span for cell in cells), default=0)
        start = self._length
        for row in range(rows):
            self._write_row(table, sorted(by_row.get(row, ()), key=lambda cell: cell.column))
        table.rows += rows
        table.columns = max([table.columns, *(cell.column + cell.column_span for cell in cells)])
        if self._length > start:
            table.pieces.append(Piece(start, self._length - 1))

    def build(self, *, reader: str, file_format: str, used_ocr: bool = False, keep_pages: bool = True) -> Document:
        """The document. Raises ReadError where nothing was printed."""
        self._end_page()
        text = "".join(self._parts)
        blocks = tuple(block for draft in self._blocks if (block := _closed(draft)) is not None)
        if not text.strip():
            raise ReadError("the file holds no text")
        return Document(
            text=text,
            blocks=blocks,
            reader=reader,
            file_format=file_format,
            pages=tuple(self._pages) if keep_pages else (),
            used_ocr=used_ocr,
            confidences=tuple(self._confidences),
            warnings=tuple(dict.fromkeys(self.warnings)),
        )

    def _last_paragraph(self) -> int | None:
        for index in range(len(self._blocks) - 1, -1, -1):
            block = self._blocks[index]
            if isinstance(block, OpenTable):
                return None
            if block.kind is BlockKind.PARAGRAPH:
                return index
        return None

    def _write_row(self, table: OpenTable, cells: list[DraftCell]) -> None:
        row = table.rows + cells[0].row if cells else 0
        for index, cell in enumerate(cells):
            if index:
                self._append("\t")
            piece = self._append(cell.text, cell.words)
            table.cells.append(
                Cell(
                    row=row,
                    column=cell.column,
                    start=piece.start,
                    end=piece.end,
                    row_span=cell.row_span,
                    column_span=cell.column_span,
                    page=cell.page if cell.page is not None else self._page,
                    bbox=cell.bbox,
                    confidence=cell.confidence,
                )
            )
        self._append("\n")

    def _write(self, text: str, words: Sequence[Word]) -> Piece:
        piece = self._append(text, words)
        self._append("\n")
        return piece

    def _append(self, text: str, words: Sequence[Word] = ()) -> Piece:
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        if self._length > LONGEST_TEXT:
            raise ReadError(f"the file expands to more than {LONGEST_TEXT:,} characters")
        self._confidences.extend(
            WordConfidence(start + word.start, start + word.end, word.confidence, word.bbox) for word in words
        )
        return Piece(start, self._length)

    def _end_page(self) -> None:
        if self._pages:
            self._pages[-1] = replace(self._pages[-1], end=self._length)


def _closed(draft: Block | OpenTable) -> Block | None:
    if isinstance(draft, Block):
        return draft
    if not draft.cells:
        return None
    table = Table(
        cells=tuple(draft.cells),
        rows=draft.rows,
        columns=draft.columns,
        spans_known=draft.spans_known,
        sheet_name=draft.sheet_name,
    )
    return Block(BlockKind.TABLE, tuple(draft.pieces), draft.page, table)
