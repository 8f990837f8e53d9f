"""Workbooks, built with openpyxl and xlwt: what a sheet prints, merged areas, number formats, what is hidden."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pytest
import xlwt
from openpyxl.workbook import Workbook

from orchestration.document import Document
from orchestration.reading import ReadError, read_document
from orchestration.reading.number_formats import printed_number

from .shown import is_consistent, lines, spans, tables

FORM = [
    ["部门整体支出绩效自评表", None, None, None],
    [None, None, None, "单位：万元"],
    ["项目", "预算数", "执行数", "执行率"],
    ["基本支出", 700, 680.25, 0.9718],
    [None, 500.5, 420.0999999999999, 0.8393606393606],
    ["说明：以上数字以决算为准", None, None, None],
]


def saved(book: Workbook | xlwt.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read(book: Workbook | xlwt.Workbook) -> Document:
    document = read_document(saved(book), "form.csv")
    assert is_consistent(document)
    return document


def xlsx_form() -> Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "自评表"
    for row in FORM:
        sheet.append(row)
    for area in ("A1:D1", "A4:A5", "A6:D6"):
        sheet.merge_cells(area)
    for row in (4, 5):
        sheet.cell(row, 4).number_format = "0.00%"
        sheet.cell(row, 2).number_format = "#,##0.00"
    return book


def xls_form() -> xlwt.Workbook:
    book = xlwt.Workbook()
    sheet = book.add_sheet("自评表")
    merged = {(0, 0): (0, 3), (3, 0): (4, 0), (5, 0): (5, 3)}
    styles = {1: xlwt.easyxf(num_format_str="#,##0.00"), 3: xlwt.easyxf(num_format_str="0.00%")}
    for r, row in enumerate(FORM):
        for c, value in enumerate(row):
            if (r, c) in merged:
                sheet.write_merge(r, merged[(r, c)][0], c, merged[(r, c)][1], value)
            elif value is not None:
                sheet.write(
                    r, c, value, styles.get(c, xlwt.Style.default_style) if r in (3, 4) else xlwt.Style.default_style
                )
    return book


@pytest.mark.parametrize(("book", "file_format"), [(xlsx_form(), "xlsx"), (xls_form(), "xls")])
def test_titles_and_notes_are_paragraphs_and_numbers_stand_as_printed(
    book: Workbook | xlwt.Workbook, file_format: str
) -> None:
    document = read(book)
    assert document.file_format == file_format
    assert lines(document) == ["部门整体支出绩效自评表", "单位：万元", "说明：以上数字以决算为准"]
    assert tables(document) == [
        [
            ["项目", "预算数", "执行数", "执行率"],
            ["基本支出", "700.00", "680.25", "97.18%"],
            [None, "500.50", "420.1", "83.94%"],
        ]
    ]
    assert spans(document) == {"基本支出": (2, 1)}
    table = document.blocks[2].table
    assert table is not None
    assert table.sheet_name == "自评表"
    assert {cell.page for cell in table.cells} == {1}
    assert [(page.number, page.start, page.end) for page in document.pages] == [(1, 0, len(document.text))]


def test_sheets_are_pages_and_hidden_ones_are_left_out() -> None:
    book = openpyxl.Workbook()
    book.active.append(["封面"])
    hidden = book.create_sheet("代码")
    hidden.append(["隐藏"])
    hidden.sheet_state = "hidden"
    book.create_sheet("空表")
    last = book.create_sheet("附表")
    last.append(["甲", 1])
    document = read(book)
    assert document.text == "封面\n甲\t1\n"
    assert [(page.number, document.text[page.start : page.end]) for page in document.pages] == [
        (1, "封面\n"),
        (4, "甲\t1\n"),
    ]
    assert document.warnings == ("1 hidden sheets were left out",)


def test_hidden_rows_and_columns_are_left_out_and_areas_shrink() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["指标", "代码", "目标"], ["数量", "X1", 5], ["质量", "X2", 6], ["时效", "X3", 7]):
        sheet.append(row)
    sheet["A5"] = "合计"
    sheet["C5"] = 18
    sheet.merge_cells("A5:B5")
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[3].hidden = True
    document = read(book)
    assert tables(document) == [[["指标", "目标"], ["数量", "5"], ["时效", "7"], ["合计", "18"]]]
    assert spans(document) == {}
    assert document.warnings == ("sheet Sheet: hidden rows and columns were left out",)


def test_an_empty_cell_within_a_table_is_empty_and_blank_rows_part_tables() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["甲", None, 1], ["乙", 2, None], [], ["附表"], ["丙", 3, 4]):
        sheet.append(row)
    document = read(book)
    assert tables(document) == [[["甲", "", "1"], ["乙", "2", ""]], [["丙", "3", "4"]]]
    assert lines(document) == ["附表"]


def test_dates_booleans_and_line_ends_in_cells() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["一、党建；\n二、环卫", True, datetime.date(2022, 12, 31), datetime.date(2022, 12, 1)])
    sheet["D1"].number_format = 'yyyy"年"m"月"'
    assert tables(read(book)) == [[["一、党建； 二、环卫", "TRUE", "2022-12-31", "2022年12月"]]]


def test_columns_beyond_the_limit_are_told() -> None:
    book = openpyxl.Workbook()
    book.active.append(["甲"] * 300)
    assert read(book).warnings == ("sheet Sheet has 300 columns: the first 256 were read",)


def test_formulas_without_a_stored_result_are_told() -> None:
    book = openpyxl.Workbook()
    book.active.append(["甲", "=1+1"])
    assert "sheet Sheet: 1 formulas hold no stored result" in read(book).warnings


@pytest.mark.parametrize(
    ("value", "code", "printed"),
    [
        (0.9628, "0.00%", "96.28%"),
        (0.96, "0.00%", "96.00%"),
        (0.9628, "0%", "96.28%"),
        (1 / 3, "0.00%", "33.33%"),
        (1.0, "0%", "100%"),
        (0.1 + 0.2, "General", "0.3"),
        (0.0900000762939453, "General", "0.0900000762939453"),
        (0.09000000357627869, "General", "0.09"),
        (12345.678, "General", "12345.678"),
        (9265.353442, "0.00", "9265.353442"),
        (1e15, "General", "1000000000000000"),
        (0.00001, "General", "0.00001"),
        (1234.5, "#,##0.00", "1,234.50"),
        (-1234.5, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-1,234.50"),
        (12.5, '0.0"万元"', "12.5万元"),
        (12500, "0.0,", "12.5"),
        (100 / 7, "0.00_ ", "14.29"),
        (96.28, '0.00"%"', "96.28%"),
        (1234567.0, '0!.0,"万元"', "123.4567万元"),
        (1234567.0, "0\\.0000", "123.4567"),
        (-5.0, '0"."0000_ ;[Red]-0"."0000 ', "-0.0005"),
        (123456789.0, "#!,####", "123456789"),
        (0.5, "0.0!%", "0.5%"),
        (5, "@", "5"),
        (44926.0, "General", "44926"),
    ],
)
def test_a_number_is_printed_as_its_format_says(value: float, code: str, printed: str) -> None:
    assert printed_number(value, code) == printed


@pytest.mark.parametrize("make", [xlsx_form, xls_form])
def test_a_workbook_cut_short_is_told_as_such(make: object) -> None:
    data = saved(make())  # type: ignore[operator]
    with pytest.raises(ReadError, match="truncated or damaged"):
        read_document(data[: len(data) // 2], "a.xlsx")


def test_a_formula_that_is_nothing_but_a_figure_needs_no_stored_result() -> None:
    book = openpyxl.Workbook()
    book.active.append(["合格率", "=100%", 96])
    assert tables(read(book)) == [[["合格率", "100%", "96"]]]
    assert not [warning for warning in read(book).warnings if "formulas" in warning]
