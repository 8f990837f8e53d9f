"""Plain text and Markdown: lines are blocks; lines with TABs or pipes are table rows, and so are those that blanks part
(`spaced_rows`).

The text stays as it is, save for line ends, so that every quote is verbatim. What belongs together over page breaks is
decided where headings are known (`extraction.outline`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from orchestration.document import Block, BlockKind, Cell, Document, Piece, Table
from orchestration.reading.errors import ReadError
from orchestration.reading.limits import LONGEST_TEXT, MOST_CELLS
from orchestration.reading.padded_rows import PaddedRows, even_rows, padded_rows
from orchestration.reading.spaced_rows import spaced_rows, torn_rows, wide_rows

_LEAST_OPEN = 2
_LEAST_TORN = 3
_LEAST_PIPES = 12
_WIDE = "\u3000"
_SEPARATOR_ROW = re.compile(r"^[\s|:+\-]*(?:-{3,}|:-+|-+:)[\s|:+\-]*$")
_MARKDOWN_HEADING = re.compile(r"^ {0,3}#{1,6}\s+\S")
_BULLET = re.compile(r"[-*+•●○◎■◆▲▪▶※>]\s+(?=[^\s\d.%])")  # no part of the line: - (1) …, * …
_QUOTED = ">"
# Ruled lines drawn with characters, as the pipes and dashes they stand for: one for one, so that places stay.
_DRAWN = (
    dict.fromkeys(range(0x2500, 0x2580), "+") | dict.fromkeys(map(ord, "│┃║┆┇┊┋"), "|") | dict.fromkeys(map(ord, "─━═┄┅┈┉"), "-")
)
_LONGEST_BEGUN = 12  # characters of a cell that goes on in the next line
_GOES_ON = re.compile(r"(?:指标)?[ \u3000]*[(（]\s*\d{1,3}(?:\.\d+)?\s*分?\s*[)）] *[\t|]")
_HAN_ONLY = re.compile(r"[ \u3000|]*(?P<words>[\u4e00-\u9fff]{2,})[ \u3000]*")
_PAGE_NUMBER = re.compile(r"^\s*(?:[-—–]\s*\d{1,4}\s*[-—–]|第\s*\d{1,4}\s*页(?:\s*[,，]?\s*共\s*\d{1,4}\s*页)?)\s*$")


def read_text(text: str, file_name: str, warnings: tuple[str, ...] = ()) -> Document:
    """The document of a decoded text. The name only tells Markdown from plain text where nothing else does."""
    if len(text) > LONGEST_TEXT:
        raise ReadError(f"the text is longer than {LONGEST_TEXT:,} characters")
    if text.count("\t") + text.count("|") > MOST_CELLS:
        raise ReadError(f"the tables hold more than {MOST_CELLS:,} cells")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    blocks = tuple(_blocks(text.translate(_DRAWN)))
    torn = torn_rows(text, [(text.rfind("\n", 0, block.start) + 1, block.pieces[0].end) for block in blocks if block.table is None])
    if torn >= _LEAST_TORN:
        warnings = (*warnings, f"{torn} lines of figures stand apart from the names of their rows: tables set in columns were not read as such")
    is_markdown = file_name.lower().endswith((".md", ".markdown")) or any(b.kind is BlockKind.HEADING for b in blocks)
    return Document(
        text=text, blocks=blocks, reader="text", file_format="md" if is_markdown else "txt", warnings=warnings
    )


def _blocks(text: str) -> Iterator[Block]:
    layout = _layout(text)
    rows: list[list[Piece]] = []
    for start, line_end in layout.lines:
        end = layout.end_of_content(start, line_end)
        if layout.holds_nothing(start, end):
            continue
        if row := layout.row(start, end):
            rows.append(row)
            continue
        yield from _flush(rows)
        if text[start:end].strip():
            yield _line_block(text, start, end)
    yield from _flush(rows)


def _line_block(text: str, start: int, end: int) -> Block:
    begin, end_of_words = _trim(text, start, end)
    bullet = _BULLET.match(text, begin, end_of_words)
    return Block(_kind(text[start:end], bullet), (Piece(bullet.end() if bullet else begin, end_of_words),))


class _Layout(NamedTuple):
    """What the whole of a text says of its lines: which of them are rows, and how their cells are parted. Lines are known
    by where they begin."""

    text: str
    lines: Sequence[tuple[int, int]]
    outer: bool
    closing: bool
    is_closed: bool  # 渠县水务局| is one cell of a line
    is_narrow: bool  # among rows of more cells one of two is a row too
    wide: Set[int]
    spaced: Mapping[int, list[Piece]]
    padded: PaddedRows
    begun: Mapping[int, Piece]
    halves: Set[int]  # lines that are read with the row that goes on with them

    def end_of_content(self, start: int, end: int) -> int:
        """Where a line ends, without the pipe behind its one cell."""
        line = self.text[start:end]
        return start + line.rindex("|") if self.is_closed and _is_closed(line) else end

    def holds_nothing(self, start: int, end: int) -> bool:
        """Whether a line is read with another, or only rules a table; it does not end the rows above it."""
        if start in self.halves:
            return True
        if start in self.padded.lines:
            return start not in self.padded.rows
        words = self.text[start:end].strip()
        is_empty_cell = self.is_closed and words == "|"
        return is_empty_cell or (_SEPARATOR_ROW.match(self.text[start:end]) is not None and len(words) > 2)

    def row(self, start: int, end: int) -> list[Piece] | None:
        """The cells of a line; None of one that is no row."""
        if start in self.padded.rows:
            return self.padded.rows[start]
        if start in self.wide:
            return _cells_of_line(self.text, start, end, outer=False, separator=_WIDE)
        if start in self.spaced:
            return self.spaced[start]
        line = self.text[start:end]
        if not _is_row(line) and not (self.is_narrow and line.count("|") == 1):
            return None
        first, *others = _cells_of_line(self.text, start, end, outer=self.outer, closing=self.closing)
        return [self.begun.get(start, first), *others]


def _layout(text: str) -> _Layout:
    lines = list(_lines(text))
    is_closed = sum(_is_closed(text[start:end]) for start, end in lines) >= _LEAST_PIPES
    padded = even_rows(text, lines)
    begun = _begun_cells(text, lines)
    return _Layout(
        text=text,
        lines=lines,
        outer=_has_outer_pipes(text, str.startswith),
        closing=_has_outer_pipes(text, str.endswith),
        is_closed=is_closed,
        is_narrow=text.count("|") >= _LEAST_PIPES and not is_closed,
        wide=wide_rows(text, lines),
        spaced=spaced_rows(text, [_or_none(text, start, end) for start, end in _without_page_breaks(text, lines)]),
        padded=padded if padded.rows else padded_rows(text, lines),
        begun=begun,
        halves={start for (start, _), (below, _) in pairwise(lines) if below in begun},
    )


def _without_page_breaks(text: str, lines: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines without page numbers and the empty lines around them: rows go on over the end of a page."""
    kept: list[tuple[int, int]] = []
    breaks = False  # whether empty lines are those behind a page number
    for start, end in lines:
        if _PAGE_NUMBER.match(text[start:end]):
            breaks = True
            while kept and not text[slice(*kept[-1])].strip():
                kept.pop()
        elif text[start:end].strip() or not breaks:
            breaks = False
            kept.append((start, end))
    return kept


def _has_outer_pipes(text: str, stands: Callable[[str, str], bool]) -> bool:
    """Whether rows begin, or end, with a pipe, as in Markdown. Where some do not, a pipe in front or at the end is an empty cell.

    One row that does not may be the part of a row that was cut.
    """
    rows = [line for start, end in _lines(text) if (line := text[start:end].strip()).count("|") >= 2]
    return sum(not stands(line, "|") for line in rows) < _LEAST_OPEN


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _or_none(text: str, start: int, end: int) -> tuple[int, int]:
    """A line, or an empty span where TABs or pipes part it."""
    return (start, start) if _is_row(text[start:end]) else (start, end)


def _begun_cells(text: str, lines: Sequence[tuple[int, int]]) -> Mapping[int, Piece]:
    """Where rows begin whose first cell stands half in the line above → its words there: 产出指标 over (50分)|数量指标|….
    A cell of plain text holds no line end: the points are left out of it."""
    begun: dict[int, Piece] = {}
    for (start, end), (below, last) in pairwise(lines):
        words = _HAN_ONLY.fullmatch(text, start, end)
        goes_on = _is_row(text[below:last]) and _GOES_ON.match(text, below, last)
        if words and goes_on and len(words["words"]) <= _LONGEST_BEGUN:
            begun[below] = Piece(*words.span("words"))
    return begun


def _is_closed(line: str) -> bool:
    """Whether a line is one cell with a pipe behind it."""
    return line.count("|") == 1 and line.rstrip().endswith("|") and len(line.strip()) > 1


def _is_row(line: str) -> bool:
    stripped = line.strip(" ")
    return ("\t" in stripped.strip("\n") and bool(stripped.strip())) or stripped.count("|") >= 2


def _kind(line: str, bullet: re.Match[str] | None) -> BlockKind:
    if _MARKDOWN_HEADING.match(line):
        return BlockKind.HEADING
    if bullet and bullet[0][0] != _QUOTED:
        return BlockKind.ITEM
    return BlockKind.FURNITURE if _PAGE_NUMBER.match(line) else BlockKind.PARAGRAPH


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\u3000#":
        start += 1
    while end > start and text[end - 1] in " \t\u3000":
        end -= 1
    return start, end


def _cells_of_line(
    text: str, start: int, end: int, *, outer: bool, closing: bool = True, separator: str | None = None
) -> list[Piece]:
    """The cells of a row, parted by TABs or pipes where no separator is given; outer pipes of Markdown are no cells.

    `closing`: rows end with a pipe; where they do not, the pipe at the end of one parts an empty cell from the others.
    """
    separator = separator or ("\t" if "\t" in text[start:end] else "|")
    if separator == "|":
        start, end = _trim(text, start, end)
        begins = text[start] == "|"
        start += outer and begins
        end -= end > start and text[end - 1] == "|" and (closing or (outer and begins))
    cells, position = [], start
    while True:
        stop = text.find(separator, position, end)
        stop = end if stop < 0 else stop
        cells.append(Piece(*_trim(text, position, stop)))
        if stop == end:
            return cells
        position = stop + 1


def _flush(rows: list[list[Piece]]) -> Iterator[Block]:
    """The collected rows as one table block."""
    if rows:
        cells = tuple(
            Cell(row=r, column=c, start=piece.start, end=piece.end)
            for r, row in enumerate(rows)
            for c, piece in enumerate(row)
        )
        table = Table(cells=cells, rows=len(rows), columns=max(map(len, rows)))
        yield Block(BlockKind.TABLE, (Piece(rows[0][0].start, rows[-1][-1].end),), table=table)
        rows.clear()
