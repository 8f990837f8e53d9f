"""Workbooks (XLSX, XLS): each sheet a page, merged areas as spans, numbers as they are printed.

Values and merged areas are calamine's; number formats and what is hidden come from `xlsx_marks` and `xls_marks`. Hidden
sheets, rows and columns are not printed and left out; the document's warnings say so.
"""

from __future__ import annotations

import datetime
import io
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from orchestration.document import Document
from orchestration.reading.builder import DocumentBuilder, one_line
from orchestration.reading.errors import ReadError, told_as
from orchestration.reading.limits import MOST_SHEET_COLUMNS, MOST_SHEET_ROWS, MOST_SHEETS
from orchestration.reading.number_formats import printed_number
from orchestration.reading.package import Package
from orchestration.reading.sheet_layout import SheetGrid, visible, write_sheet
from orchestration.reading.sheet_marks import SheetMarks
from orchestration.reading.sniff import ENCRYPTED
from orchestration.reading.xls_marks import xls_marks
from orchestration.reading.xlsx_marks import xlsx_marks

_XLSX = "Excel workbook (XLSX)"
_XLS = "Excel workbook (XLS)"
_MOST_POSITIONS = 20_000_000  # rows × columns of one sheet: the library holds them all
_LARGEST_AREA = 20_000  # positions of a merged area; forms have none of a hundredth of it


def read_xlsx(data: bytes) -> Document:
    """The document of an XLSX file. Raises ReadError where it is damaged, locked or holds no text."""
    package = Package(data, _XLSX)
    for name in package.matching(r"xl/.*\.(?:xml|bin)"):
        package.read(name)  # each within its limits, before the library reads them
    marks: dict[str, SheetMarks] = {}
    if "xl/workbook.xml" in package.names and "xl/_rels/workbook.xml.rels" in package.names:
        marks = xlsx_marks(package)
    for name, mark in marks.items():
        if mark.extent[0] * mark.extent[1] > _MOST_POSITIONS:
            raise ReadError(
                f"the cells of sheet {name} spread over {mark.extent[0]:,} rows and {mark.extent[1]:,} columns"
            )
    return _read(data, "xlsx", _XLSX, marks)


def read_xls(data: bytes) -> Document:
    """The document of an XLS file. Raises ReadError where it is damaged, locked or holds no text."""
    with told_as(f"the {_XLS} is truncated or damaged"):
        marks = xls_marks(data)
        names = _open(data, _XLS).sheet_names
    return _read(data, "xls", _XLS, dict(zip(names, marks, strict=False)))


def _open(data: bytes, kind: str) -> CalamineWorkbook:
    try:
        with told_as(f"the {kind} is truncated or damaged"):
            return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except ReadError as error:
        if isinstance(error.__cause__, PasswordError):
            raise ReadError(ENCRYPTED) from error
        raise


def _read(data: bytes, file_format: str, kind: str, marks: dict[str, SheetMarks]) -> Document:
    workbook = _open(data, kind)
    builder = DocumentBuilder()
    hidden = 0
    for index, sheet in enumerate(workbook.sheets_metadata[:MOST_SHEETS]):
        if sheet.typ is not SheetTypeEnum.WorkSheet:
            continue
        if sheet.visible is not SheetVisibleEnum.Visible:
            hidden += 1
            continue
        with told_as(f"the {kind} is truncated or damaged"):
            grid = _grid(workbook.get_sheet_by_index(index), marks.get(sheet.name, SheetMarks()), builder)
        if grid.texts:
            builder.start_page(index + 1)
            write_sheet(builder, grid)
    if hidden:
        builder.warnings.append(f"{hidden} hidden sheets were left out")
    if len(workbook.sheets_metadata) > MOST_SHEETS:
        builder.warnings.append(f"only the first {MOST_SHEETS} sheets were read")
    return builder.build(reader="spreadsheet", file_format=file_format)


def _grid(sheet: CalamineSheet, marks: SheetMarks, builder: DocumentBuilder) -> SheetGrid:
    """The printed cells of a sheet, hidden rows and columns left out."""
    texts: dict[tuple[int, int], str] = dict(marks.constants)
    top, left = sheet.start or (0, 0)
    rows = sheet.end[0] + 1 if sheet.end else 0
    if rows > MOST_SHEET_ROWS:
        builder.warnings.append(f"sheet {sheet.name} has {rows:,} rows: the first {MOST_SHEET_ROWS:,} were read")
    columns = sheet.end[1] - left + 1 if sheet.end else 0
    if columns > MOST_SHEET_COLUMNS:
        builder.warnings.append(
            f"sheet {sheet.name} has {columns:,} columns: the first {MOST_SHEET_COLUMNS:,} were read"
        )
    for row, values in enumerate(sheet.to_python(nrows=MOST_SHEET_ROWS), top):
        for column, value in enumerate(values[:MOST_SHEET_COLUMNS], left):
            text = _printed(value, marks.formats.get((row, column), "General"))
            if text:
                texts[(row, column)] = text
    merged = _merged(sheet, texts)
    if marks.without_value:
        builder.warnings.append(f"sheet {sheet.name}: {marks.without_value} formulas hold no stored result")
    if marks.hidden_rows & {row for row, _ in texts} or marks.hidden_columns & {column for _, column in texts}:
        builder.warnings.append(f"sheet {sheet.name}: hidden rows and columns were left out")
    return visible(SheetGrid(sheet.name, texts, merged), marks.hidden_rows, marks.hidden_columns)


def _merged(sheet: CalamineSheet, texts: dict[tuple[int, int], str]) -> dict[tuple[int, int], tuple[int, int]]:
    """Merged areas by their corner; an area's text is its corner's, what other cells of it hold is not printed.

    An area larger than any form's ends where the last filled row and column do.
    """
    merged = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if (top, left) in texts:
            height, width = bottom - top + 1, right - left + 1
            if height * width > _LARGEST_AREA:
                height = min(height, max(row for row, _ in texts) - top + 1)
                width = min(width, max(column for _, column in texts) - left + 1)
            merged[(top, left)] = (min(height, MOST_SHEET_ROWS), min(width, MOST_SHEET_COLUMNS))
        for place in _covered(texts, top, left, bottom, right):
            del texts[place]
    return merged


def _covered(texts: dict[tuple[int, int], str], top: int, left: int, bottom: int, right: int) -> list[tuple[int, int]]:
    """The filled positions of an area, its corner left out; whichever is shorter is gone through."""
    if (bottom - top + 1) * (right - left + 1) < len(texts):
        area = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        return [place for place in area if place in texts and place != (top, left)]
    return [
        (row, column)
        for row, column in texts
        if top <= row <= bottom and left <= column <= right and (row, column) != (top, left)
    ]


def _printed(value: Any, code: str) -> str:
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case str():
            return one_line(value)
        case int() | float():
            return printed_number(value, code)
        case datetime.datetime():
            return _date(value.date(), code) if value.time() == datetime.time() else value.isoformat(" ")
        case datetime.date():
            return _date(value, code)
    return str(value)


def _date(value: datetime.date, code: str) -> str:
    """A date as forms print it; the day is left out where its format does."""
    has_day = "d" in code.lower() or code == "General"
    if "年" in code:
        return f"{value.year}年{value.month}月" + (f"{value.day}日" if has_day else "")
    return value.isoformat() if has_day else value.isoformat()[:7]
