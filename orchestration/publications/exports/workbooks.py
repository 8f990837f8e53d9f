"""XLSX: one workbook per county-level division or per budget year, a sheet per subject, amounts in 万元.

Every text is a cell of type text, whatever it begins with, and is marked as text for those who edit it later: no cell
is a formula. Rows beyond a sheet's limit go on in a further sheet.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from orchestration.publications.dictionary import Column, Relation
from orchestration.publications.exports import By
from orchestration.releases.spreadsheet_safety import cell_text, is_dangerous
from orchestration.warehouse.content_hash import quoted

LONGEST_SHEET = 1_048_576 - 1  # rows below the header, Excel's limit
_FETCHED_AT_ONCE = 5_000
_WIDE, _NARROW = 36, 15
_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f.\s]+')


@dataclass(frozen=True, slots=True)
class Group:
    """The reports of one workbook: its file name and the condition on report_overview."""

    file_name: str
    column: str
    value: Any


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of every workbook. `query` awaits the column of the workbook's group at `{column}`, and its value."""

    name: str
    columns: tuple[Column, ...]
    query: str


def write_workbooks(
    connection: duckdb.DuckDBPyConnection, relations: list[Relation], folder: Path, by: By = "district"
) -> None:
    """`folder`/<code>-<name>.xlsx per district, or `folder`/<year>.xlsx."""
    folder.mkdir(parents=True)
    sheets = _sheets(relations)
    for group in _groups(connection, by):
        _write_workbook(connection, sheets, group, folder / f"{group.file_name}.xlsx")


def _groups(connection: duckdb.DuckDBPyConnection, by: By) -> list[Group]:
    if by == "year":
        rows = connection.execute("select distinct year_key from report_overview order by all").fetchall()
        return [Group(str(year) if year else "no-year", "year_key", year) for (year,) in rows]
    rows = connection.execute(
        "select distinct district_key, district_name from report_overview order by all"
    ).fetchall()
    return [Group(_file_name(key, name), "district_key", key) for key, name in rows]


def _file_name(key: str | None, name: str | None) -> str:
    """A name of the official lists, made safe all the same."""
    return _NOT_IN_FILE_NAMES.sub("_", f"{key}-{name}" if key else "no-district")


@cache
def _layout() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("workbooks.toml").read_text(encoding="utf-8"))


def _sheets(relations: list[Relation]) -> list[Sheet]:
    by_name = {relation.full_name: relation for relation in relations}
    office = next(column for column in by_name["dim_offices"].columns if column.name == "office_name")
    return [_sheet(by_name[entry["relation"]], entry, office) for entry in _layout()["sheet"]]


def _sheet(relation: Relation, entry: Mapping[str, str], office: Column) -> Sheet:
    """Office and year first, the fact's own key last."""
    columns = {column.name: column for column in relation.columns if column.name not in _layout()["hidden"]}
    columns.pop("office_name", None)
    year = columns.pop("year_key")
    keys = [column for column in columns.values() if column.name.endswith("_key")]
    shown = (office, year, *(column for column in columns.values() if column not in keys), *keys)
    source = f"main.{relation.name}"
    if not relation.has("office_name"):
        source = f"(select facts.*, office_name from {source} as facts left join main.dim_offices using (office_key))"
    query = (
        f"select {', '.join(quoted(column.name) for column in shown)} from {source}"
        f" where {entry.get('condition', 'true')} and report_key in"
        " (select report_key from main.report_overview where {column} is not distinct from ?) order by all"
    )
    return Sheet(entry["name"], shown, query)


def _write_workbook(connection: duckdb.DuckDBPyConnection, sheets: list[Sheet], group: Group, file: Path) -> None:
    workbook = Workbook(write_only=True)
    for sheet in sheets:
        cursor = connection.cursor()
        cursor.execute(sheet.query.format(column=group.column), [group.value])
        _write_sheet(workbook, sheet, _rows(cursor))
    workbook.save(file)


def _rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[Sequence[Any]]:
    while rows := cursor.fetchmany(_FETCHED_AT_ONCE):
        yield from rows


def _write_sheet(workbook: Workbook, sheet: Sheet, rows: Iterator[Sequence[Any]]) -> None:
    page, left, number = _new_page(workbook, sheet, 1), LONGEST_SHEET, 1
    for row in rows:
        if left == 0:
            number += 1
            page, left = _new_page(workbook, sheet, number), LONGEST_SHEET
        page.append([_cell(page, value, column) for value, column in zip(row, sheet.columns, strict=True)])
        left -= 1


def _new_page(workbook: Workbook, sheet: Sheet, number: int) -> Any:
    page = workbook.create_sheet(sheet.name if number == 1 else f"{sheet.name} {number}")
    page.freeze_panes = "C2"
    for place, column in enumerate(sheet.columns, start=1):
        is_text = column.type == "VARCHAR" and not column.name.endswith("_key")
        page.column_dimensions[get_column_letter(place)].width = _WIDE if is_text else _NARROW
    page.append([_header(page, column) for column in sheet.columns])
    return page


def _header(page: Any, column: Column) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, f"{column.meaning.label_zh or column.name}\n{column.name}")
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(page: Any, value: Any, column: Column) -> Any:
    if isinstance(value, str):
        return _text_cell(page, value)
    if isinstance(value, Decimal) and column.name.endswith("_wan"):
        cell = WriteOnlyCell(page, value)
        cell.number_format = "#,##0.00####"
        return cell
    return value


def _text_cell(page: Any, text: str) -> Any:
    """openpyxl makes a formula of what begins with =; here it is text by type, and by Excel's mark for text."""
    clean = cell_text(text)
    if not is_dangerous(clean):
        return clean
    cell = WriteOnlyCell(page, clean)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
