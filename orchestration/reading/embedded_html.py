"""Text and Markdown that hold tables in HTML, as converters of scans and of Word files write them.

The tables are read as those of a web page, what stands around them as text. Belongs here: where one begins and the other
ends. Does not belong here: how either is read (`html`, `text`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from orchestration.document import Document, Table
from orchestration.reading.builder import DocumentBuilder, DraftCell
from orchestration.reading.html import write_fragment
from orchestration.reading.text import read_text

_TABLE_TAG = re.compile(r"<(?P<end>/?)table\b[^<>]*>", re.IGNORECASE)


def holds_tables(text: str) -> bool:
    """Whether a text that is no web page holds a table in HTML that begins and ends."""
    return any(is_table for _, _, is_table in _segments(text))


def read_text_with_tables(text: str, file_name: str, warnings: tuple[str, ...] = ()) -> Document:
    """The document of such a text. Raises ReadError as the readers of both kinds do."""
    builder = DocumentBuilder()
    builder.warnings.extend(warnings)
    file_format = "txt"
    for start, end, is_table in _segments(text):
        if is_table:
            write_fragment(builder, text[start:end])
            continue
        around = read_text(text[start:end], file_name)
        file_format = "md" if "md" in (file_format, around.file_format) else "txt"
        _write_again(builder, around)
    return builder.build(reader="text", file_format=file_format)


def _segments(text: str) -> Iterator[tuple[int, int, bool]]:
    """The runs of a text in order, and whether each is a table; one within another belongs to the outer one."""
    done, depth, begin = 0, 0, 0
    for tag in _TABLE_TAG.finditer(text):
        if tag["end"]:
            depth = max(0, depth - 1)
            if depth == 0 and begin >= done and begin < tag.start():
                yield done, begin, False
                yield begin, tag.end(), True
                done = begin = tag.end()
        else:
            begin = tag.start() if depth == 0 else begin
            depth += 1
    yield done, len(text), False


def _write_again(builder: DocumentBuilder, document: Document) -> None:
    for block in document.blocks:
        if block.table is not None:
            builder.table(_drafts(document.text, block.table), spans_known=block.table.spans_known)
        else:
            builder.paragraph("".join(document.text[piece.start : piece.end] for piece in block.pieces), block.kind)


def _drafts(text: str, table: Table) -> Iterator[DraftCell]:
    for cell in table.cells:
        yield DraftCell(cell.row, cell.column, text[cell.start : cell.end], cell.row_span, cell.column_span)
