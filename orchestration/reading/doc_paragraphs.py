"""The paragraphs of a DOC file with what its binary says of their place in tables ([MS-DOC] 2.4, 2.6, 2.9.337).

Belongs here: pieces of text, paragraph properties, row definitions. How they become a document is `doc_tables`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from legacy_doc import ExtractionOptions
from legacy_doc.ole import OleReader

from orchestration.reading.limits import LARGEST_FILE

_PAGE = 512  # bytes of a page of formatted properties
_IN_TABLE, _ROW_END, _ROW, _HUGE = 0x2416, 0x2417, 0xD608, (0x6645, 0x6646)
_OPERAND_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_CELL_SIZE = 20  # bytes of a cell's description in a row definition (TC80)


@dataclass(frozen=True, slots=True)
class RowCell:
    """One cell of a row definition: its edges in twips, and whether it goes on with the cell above or before it."""

    left: int
    right: int
    goes_on_above: bool
    goes_on_before: bool


@dataclass(frozen=True, slots=True)
class DocParagraph:
    """Text up to a paragraph or cell mark. `row` is the definition of the row that ends here, () where none is stated."""

    text: str
    in_table: bool
    ends_cell: bool
    ends_row: bool
    row: tuple[RowCell, ...] = ()


@dataclass(frozen=True, slots=True)
class _Properties:
    in_table: bool
    ends_row: bool
    row: tuple[RowCell, ...]


_PLAIN = _Properties(False, False, ())


def doc_paragraphs(data: bytes) -> list[DocParagraph]:
    """The paragraphs of the main text. Raises struct.error, IndexError or LegacyDocError where the file is damaged."""
    ole = OleReader(data, options=ExtractionOptions(max_file_bytes=LARGEST_FILE))
    main = ole.read_stream("WordDocument")
    flags = struct.unpack_from("<H", main, 0x0A)[0]
    table = ole.read_stream("1Table" if flags & 0x0200 else "0Table")
    properties = _properties(main, table, ole.try_read_stream("Data") or b"")
    return list(_split(main, table, properties))


def _split(main: bytes, table: bytes, properties: dict[int, _Properties]) -> Iterator[DocParagraph]:
    length = struct.unpack_from("<I", main, 0x4C)[0]  # characters of the main text; notes and headers follow it
    run: list[str] = []
    for char, end in _characters(main, table, length):
        if char not in "\r\x07":
            run.append(char)
            continue
        known = properties.get(end, _PLAIN)
        is_row = char == "\x07" and known.ends_row
        is_cell = char == "\x07" and not is_row
        yield DocParagraph("".join(run), known.in_table, is_cell, is_row, known.row if is_row else ())
        run = []
    if run:
        yield DocParagraph("".join(run), False, False, False)


def _characters(main: bytes, table: bytes, length: int) -> Iterator[tuple[str, int]]:
    """Each character of the main text with the file offset behind it."""
    start, size = struct.unpack_from("<II", main, 0x1A2)
    pieces = table[start : start + size]
    at = 0
    while pieces[at] == 1:  # property modifiers before the table of pieces
        at += 3 + struct.unpack_from("<H", pieces, at + 1)[0]
    count = (struct.unpack_from("<I", pieces, at + 1)[0] - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", pieces, at + 5)
    left = len(main)  # no text has more characters than its file has bytes, whatever a damaged file claims
    for number in range(count):
        offset = struct.unpack_from("<I", pieces, at + 5 + 4 * (count + 1) + 8 * number + 2)[0]
        characters = min(places[number + 1], length) - places[number]
        if characters <= 0 or left < characters:
            continue
        left -= characters
        if offset & 0x40000000:
            begin, wide, encoding = (offset & 0x3FFFFFFF) // 2, 1, "cp1252"
        else:
            begin, wide, encoding = offset & 0x3FFFFFFF, 2, "utf-16-le"
        for index in range(characters):
            place = begin + index * wide
            yield main[place : place + wide].decode(encoding, "replace"), place + wide


def _properties(main: bytes, table: bytes, heap: bytes) -> dict[int, _Properties]:
    """File offset behind a paragraph → its properties, of the paragraphs that stand in tables."""
    start, size = struct.unpack_from("<II", main, 0x102)
    count = (size - 4) // 8
    numbers = struct.unpack_from(f"<{count}I", table, start + 4 * (count + 1))
    found: dict[int, _Properties] = {}
    for number in numbers:
        page = main[(number & 0x3FFFFF) * _PAGE :][:_PAGE]
        runs = page[_PAGE - 1]
        ends = struct.unpack_from(f"<{runs + 1}I", page, 0)
        for index in range(runs):
            place = page[4 * (runs + 1) + 13 * index] * 2
            if place:
                read = _of_paragraph(_modifiers(page, place), heap)
                if read.in_table:
                    found[ends[index + 1]] = read
    return found


def _modifiers(page: bytes, place: int) -> bytes:
    """The property modifiers of a paragraph, behind its style."""
    words = page[place]
    start, size = (place + 1, 2 * words - 1) if words else (place + 2, 2 * page[place + 1])
    return page[start + 2 : start + size]


def _of_paragraph(modifiers: bytes, heap: bytes) -> _Properties:
    in_table = ends_row = False
    row: tuple[RowCell, ...] = ()
    for code, operand in _each(modifiers):
        if code in _HUGE and heap:  # properties too long for their page; they refer to no others
            place = struct.unpack("<I", operand)[0]
            size = struct.unpack_from("<H", heap, place)[0]
            return _of_paragraph(heap[place + 2 : place + 2 + size], b"")
        if code == _IN_TABLE:
            in_table = bool(operand[0])
        elif code == _ROW_END:
            ends_row = bool(operand[0])
        elif code == _ROW:
            row = _row(operand)
    return _Properties(in_table, ends_row, row)


def _each(modifiers: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 2 < len(modifiers):
        code = struct.unpack_from("<H", modifiers, at)[0]
        at += 2
        if code == _ROW:
            size, at = struct.unpack_from("<H", modifiers, at)[0] - 1, at + 2
        elif code >> 13 == 6:
            size, at = modifiers[at], at + 1
        else:
            size = _OPERAND_SIZES[code >> 13]
        if at + size > len(modifiers):
            return
        yield code, modifiers[at : at + size]
        at += size


def _row(operand: bytes) -> tuple[RowCell, ...]:
    """The cells of a row definition (TDefTableOperand)."""
    count = operand[0]
    edges = struct.unpack_from(f"<{count + 1}h", operand, 1)
    cells = []
    for index in range(count):
        place = 1 + 2 * (count + 1) + _CELL_SIZE * index
        marks = struct.unpack_from("<H", operand, place)[0] if place + 2 <= len(operand) else 0
        vertical, horizontal = (marks >> 5) & 3, marks & 3
        cells.append(RowCell(edges[index], edges[index + 1], vertical == 1, horizontal == 2))
    return tuple(cells)
