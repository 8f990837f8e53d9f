"""Laid-out pages → one document: furniture marked, tables and paragraphs joined over page breaks."""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.document import BlockKind
from orchestration.reading.builder import DocumentBuilder, OpenTable
from orchestration.reading.layout.furniture import mark_furniture
from orchestration.reading.layout.glyphs import Line, text_of
from orchestration.reading.layout.joining import continues, join
from orchestration.reading.layout.page import PageLayout, TablePart
from orchestration.reading.layout.paragraphs import Margins, Paragraph, margins_of

_SENTENCE_ENDS = "。！？；：.!?;:"


Item = Paragraph | TablePart | Line


def write_pages(builder: DocumentBuilder, layouts: Sequence[PageLayout]) -> None:
    """Write the blocks of all pages in order. Page numbers are the layouts' own."""
    mark_furniture(layouts)
    margins = _margins(layouts)
    pages = [layout.items(margins[round(layout.content.width)]) for layout in layouts]
    _join_tables(pages)
    writer = _Writer(builder)
    for layout, items in zip(layouts, pages, strict=True):
        builder.start_page(layout.content.number)
        writer.page(items)


def _margins(layouts: Sequence[PageLayout]) -> dict[int, Margins]:
    """The margins of each page: those of all pages of the same width together."""
    lines: dict[int, list[Line]] = {}
    for layout in layouts:
        own = (line for index, line in enumerate(layout.lines) if index not in layout.furniture)
        lines.setdefault(round(layout.content.width), []).extend(own)
    return {width: margins_of(group, float(width)) for width, group in lines.items()}


def _join_tables(pages: Sequence[list[Item]]) -> None:
    """Join the table at a page's foot with the one at the next page's head, where nothing but furniture is between."""
    first: TablePart | None = None
    last: TablePart | None = None
    for items in pages:
        body = [item for item in items if not isinstance(item, Line)]
        if not body:
            continue
        head, foot = body[0], body[-1]
        if first is not None and last is not None and isinstance(head, TablePart) and continues(last, head):
            join(first, last, head)
            first = first if head is foot else None
        else:
            first = None
        last = foot if isinstance(foot, TablePart) else None
        first = (first or last) if last is not None else None


class _Writer:
    """Writes blocks; remembers the table and the paragraph that may go on."""

    def __init__(self, builder: DocumentBuilder) -> None:
        self._builder = builder
        self._table: OpenTable | None = None
        self._is_open = False

    def page(self, items: Sequence[Item]) -> None:
        """The blocks of one page."""
        body = [item for item in items if not isinstance(item, Line)]
        for item in items:
            if isinstance(item, Line):
                placed = text_of([item])
                self._builder.paragraph(placed.text, BlockKind.FURNITURE, placed.words)
            elif isinstance(item, TablePart):
                self._write_table(item)
            else:
                self._write_paragraph(item, goes_on=self._is_open and item is body[0] and not item.is_indented)
                self._is_open = item is body[-1] and item.is_open and item.content.text[-1] not in _SENTENCE_ENDS

    def _write_paragraph(self, item: Paragraph, *, goes_on: bool) -> None:
        self._builder.paragraph(item.content.text, words=item.content.words, continues=goes_on)

    def _write_table(self, part: TablePart) -> None:
        if not part.is_continuation or self._table is None:
            self._table = self._builder.open_table(spans_known=part.spans_known)
        for row in sorted({cell.row for cell in part.repeated_header}):
            header = sorted((cell for cell in part.repeated_header if cell.row == row), key=lambda cell: cell.column)
            self._builder.paragraph("\t".join(cell.text for cell in header), BlockKind.FURNITURE)
        self._builder.add_rows(self._table, part.cells, part.rows)
        self._is_open = False
