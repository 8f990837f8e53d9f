"""A document's text as a page shows it: paragraphs and table rows, with passages marked.

Offsets are code points into the document's text, half-open, as everywhere in the warehouse. A table stands in the text
as one line per row, cells parted by TAB.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

QUOTE, FIGURE = "quote", "figure"
WINDOW = 40_000  # code points of one page of text: nearly every report whole


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage to mark: the quote around a fact, or the figure itself."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text under the same marks. `is_hit` is true once: where the page scrolls to."""

    text: str
    kind: str | None = None
    is_hit: bool = False


Line = list[Segment]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of lines, or a table of rows of cells."""

    lines: list[Line] = field(default_factory=list)
    rows: list[list[Line]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a text that one page shows."""

    start: int
    end: int
    blocks: list[Block]
    length: int


def window(text: str, marks: Sequence[Mark], start: int | None = None) -> Window:
    """The whole text, or of a long one the part that begins at `start`, else the part around the first mark."""
    first, last = 0, len(text)
    if len(text) > WINDOW:
        around = min((mark.start for mark in marks), default=0) - WINDOW // 4
        first = _line_start(text, max(0, min(around if start is None else start, len(text) - 1)))
        last = _line_start(text, first + WINDOW) if first + WINDOW < len(text) else len(text)
        last = last if last > first else min(len(text), first + WINDOW)
    return Window(first, last, list(_blocks(text, first, last, _sorted(marks))), len(text))


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _sorted(marks: Sequence[Mark]) -> list[Mark]:
    """Figures after quotes, so that a figure inside a quote stands out; the first figure is what is looked for."""
    return sorted(marks, key=lambda mark: (mark.kind == FIGURE, mark.start))


def _blocks(text: str, first: int, last: int, marks: list[Mark]) -> Iterator[Block]:
    hit = next((mark for mark in marks if mark.kind == FIGURE), marks[0] if marks else None)
    block = Block()
    offset = first
    for line in text[first:last].splitlines(keepends=True):
        content = line.rstrip("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        is_row = "\t" in content
        if (block.rows and not is_row) or (block.lines and (is_row or not content.strip())):
            yield block
            block = Block()
        if is_row:
            block.rows.append(list(_cells(content, offset, marks, hit)))
        elif content.strip():
            block.lines.append(_segments(content, offset, marks, hit))
        offset += len(line)
    if block.rows or block.lines:
        yield block


def _cells(line: str, offset: int, marks: list[Mark], hit: Mark | None) -> Iterator[Line]:
    for cell in line.split("\t"):
        yield _segments(cell, offset, marks, hit)
        offset += len(cell) + 1


def _segments(run: str, offset: int, marks: list[Mark], hit: Mark | None) -> Line:
    """Cut a run wherever a mark begins or ends; the last mark in order decides the kind of a piece."""
    end = offset + len(run)
    touching = [mark for mark in marks if mark.start < end and mark.end > offset]
    cuts = sorted({offset, end} | {min(max(at, offset), end) for mark in touching for at in (mark.start, mark.end)})
    segments = []
    for start, stop in zip(cuts, cuts[1:], strict=False):
        kinds = [mark.kind for mark in touching if mark.start <= start and mark.end >= stop]
        is_hit = hit is not None and start == hit.start
        segments.append(Segment(run[start - offset : stop - offset], kinds[-1] if kinds else None, is_hit))
    return segments
