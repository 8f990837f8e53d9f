"""What calamine does not tell of an XLS file: number formats of cells, hidden rows and columns, a password.

Source of the records: [MS-XLS] 2.4 (BoundSheet8, XF, Format, Number, RK, MulRk, Formula, ColInfo, Row, FilePass).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from legacy_doc.ole import OleReader
from legacy_doc.types import ExtractionOptions

from orchestration.reading.errors import ReadError
from orchestration.reading.limits import LARGEST_FILE
from orchestration.reading.number_formats import BUILT_IN
from orchestration.reading.sheet_marks import SheetMarks
from orchestration.reading.sniff import ENCRYPTED

_BOF, _EOF, _FILE_PASS, _BOUND_SHEET, _XF, _FORMAT = 0x0809, 0x0A, 0x2F, 0x85, 0xE0, 0x041E
_NUMBER, _RK, _MUL_RK, _FORMULA, _COL_INFO, _ROW = 0x0203, 0x027E, 0xBD, 0x06, 0x7D, 0x0208
_HIDDEN_ROW = 0x20


def xls_marks(data: bytes) -> list[SheetMarks]:
    """The marks of each sheet, in the workbook's order."""
    ole = OleReader(data, options=ExtractionOptions(max_file_bytes=LARGEST_FILE))
    stream = ole.try_read_stream("Workbook") or ole.try_read_stream("Book") or b""
    formats = dict(BUILT_IN)
    cell_formats: list[int] = []
    offsets: list[int] = []
    for kind, record in _records(stream, 0):
        if kind == _FILE_PASS:
            raise ReadError(ENCRYPTED)
        if kind == _BOUND_SHEET:
            offsets.append(struct.unpack_from("<I", record)[0])
        elif kind == _XF:
            cell_formats.append(struct.unpack_from("<H", record, 2)[0])
        elif kind == _FORMAT:
            formats[struct.unpack_from("<H", record)[0]] = _string(record[2:])
    codes = [formats.get(number, "General") for number in cell_formats]
    return [_sheet(stream, offset, codes) for offset in offsets]


def _sheet(stream: bytes, offset: int, codes: list[str]) -> SheetMarks:
    marks = SheetMarks()

    def mark(row: int, column: int, style: int) -> None:
        if style < len(codes) and codes[style] != "General":
            marks.formats[(row, column)] = codes[style]

    for kind, record in _records(stream, offset):
        if kind in (_NUMBER, _RK, _FORMULA):
            mark(*struct.unpack_from("<HHH", record))
        elif kind == _MUL_RK:
            row, first = struct.unpack_from("<HH", record)
            for index in range((len(record) - 6) // 6):
                mark(row, first + index, struct.unpack_from("<H", record, 4 + 6 * index)[0])
        elif kind == _COL_INFO:
            first, last, _, _, flags = struct.unpack_from("<HHHHH", record)
            if flags & 1:
                marks.hidden_columns.update(range(first, min(last, 255) + 1))
        elif kind == _ROW and struct.unpack_from("<I", record, 12)[0] & _HIDDEN_ROW:
            marks.hidden_rows.add(struct.unpack_from("<H", record)[0])
    return marks


def _records(stream: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream: from its BOF to its EOF."""
    depth = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        yield kind, stream[position + 4 : position + 4 + length]
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        position += 4 + length


def _string(record: bytes) -> str:
    """An XLUnicodeString: length, flags, then Latin-1 or UTF-16 characters."""
    length, flags = struct.unpack_from("<HB", record)
    if flags & 1:
        return record[3 : 3 + 2 * length].decode("utf-16-le", errors="replace")
    return record[3 : 3 + length].decode("latin-1")
