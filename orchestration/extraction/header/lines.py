"""The lines a document opens and closes with: paragraphs and table rows that hold one cell, before any joining."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from orchestration.document import BlockKind, MappedText, Table
from orchestration.extraction.structure.outline import Outline
from orchestration.extraction.structure.run_on import run_on_title

_LONGEST = 400  # a longer line is a paragraph: neither title nor label, so its beginning is enough


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. `in_table`: a table row whose only text it is."""

    text: MappedText
    in_table: bool = False
    marked: bool = False


def lines_of(outline: Outline) -> list[Line]:
    """All lines of prose and all rows of one cell, in reading order."""
    return list(_lines(outline))


def _lines(outline: Outline) -> Iterator[Line]:
    document = outline.document
    for block in document.blocks:
        if block.kind is BlockKind.FURNITURE:
            continue
        if block.table is not None:
            yield from _single_cells(document.text, block.table)
            continue
        for piece in block.pieces:
            for start, end in _split(document.text, piece.start, piece.end):
                text = MappedText.of_run(document.text, start, min(end, start + _LONGEST), True)
                title = run_on_title(text.text)
                if title:
                    yield Line(text.slice(*title), marked=True)
                if text:
                    yield Line(text, marked=block.kind is BlockKind.HEADING)


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _single_cells(source: str, table: Table) -> Iterator[Line]:
    for row in table.rows_of_cells():
        filled = [cell for cell in row if source[cell.start : cell.end].strip()]
        if len(filled) != 1:
            continue
        for start, end in _split(source, filled[0].start, filled[0].end):
            text = MappedText.of_run(source, start, end, True)
            if text:
                yield Line(text, in_table=True)
