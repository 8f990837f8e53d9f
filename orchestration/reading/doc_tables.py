"""A DOC file read by its own structure: paragraphs and tables with their merged cells, without LibreOffice.

LibreOffice drops the grid of some tables with merged cells and runs their cells together; here every cell keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from orchestration.document import BlockKind, Document
from orchestration.reading.builder import DocumentBuilder, DraftCell, one_line
from orchestration.reading.doc_paragraphs import DocParagraph, RowCell, doc_paragraphs

_FIELD_CODE = re.compile(r"\x13[^\x13\x14\x15]*\x14?")  # what a field computes is printed, its code is not
_MARKS = str.maketrans({"\x1e": "-", "\x1f": None, "\x14": None, "\x15": None, "\xa0": " "})
_SAME_EDGE = 40  # twips (0.7 mm) within which two edges are one column's

_Row = tuple[list[str], tuple[RowCell, ...]]


def read_structure(data: bytes) -> Document:
    """The document. Raises ReadError where nothing is printed, struct.error and the like where the file is damaged."""
    builder = DocumentBuilder()
    rows: list[_Row] = []
    cells: list[str] = []
    lines: list[str] = []
    for paragraph in doc_paragraphs(data):
        text = _printed(paragraph)
        if paragraph.ends_row:
            rows.append((cells, paragraph.row))
            cells = []
        elif paragraph.ends_cell:
            cells.append(one_line(" ".join([*lines, text])))
            lines = []
        elif paragraph.in_table:
            lines.append(text)
        else:
            _write(builder, rows, text)
    _write(builder, rows, "")
    return builder.build(reader="doc_tables", file_format="doc")


def count_cells(document: Document) -> int:
    """The cells of all tables."""
    return sum(len(block.table.cells) for block in document.blocks if block.kind is BlockKind.TABLE and block.table)


def _printed(paragraph: DocParagraph) -> str:
    return _FIELD_CODE.sub("", paragraph.text).translate(_MARKS)


def _write(builder: DocumentBuilder, rows: list[_Row], text: str) -> None:
    """The table that has ended, then the paragraph below it."""
    if rows:
        builder.table(_placed(rows))
        rows.clear()
    for line in re.split(r"[\x0b\x0c]+", text):
        builder.paragraph(one_line(line))


def _placed(rows: Sequence[_Row]) -> list[DraftCell]:
    """The cells of a table on the grid of all edges of its rows."""
    columns = _columns(rows)
    drafts: list[DraftCell] = []
    above: dict[int, DraftCell] = {}
    for index, (texts, definition) in enumerate(rows):
        fits = len(definition) == len(texts) and columns
        before: DraftCell | None = None
        for number, text in enumerate(texts):
            first, after = number, number + 1
            if fits:
                first, after = (_column(columns, edge) for edge in (definition[number].left, definition[number].right))
            after = max(after, first + 1)
            if fits and definition[number].goes_on_before and before is not None:
                before.column_span = after - before.column
            elif fits and definition[number].goes_on_above and first in above and not text:
                above[first].row_span = index - above[first].row + 1
                before = above[first]
            else:
                before = DraftCell(index, first, text, 1, after - first)
                drafts.append(before)
                above[first] = before
    return drafts


def _columns(rows: Sequence[_Row]) -> list[int]:
    """The left edges of the grid's columns, edges that nearly meet as one."""
    edges = sorted({edge for _, definition in rows for cell in definition for edge in (cell.left, cell.right)})
    return [edge for index, edge in enumerate(edges) if index == 0 or edge - edges[index - 1] > _SAME_EDGE]


def _column(columns: Sequence[int], edge: int) -> int:
    return max((index for index, left in enumerate(columns) if left <= edge), default=0)
