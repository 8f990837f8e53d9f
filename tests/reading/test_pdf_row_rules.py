"""Tables of a PDF that draw horizontal lines only: a line under each row, labels over many of them."""

from __future__ import annotations

from typing import Any

from reportlab.lib import colors
from reportlab.platypus import PageBreak, Paragraph, Spacer, Table

from orchestration.document import Document
from orchestration.reading import read_document

from .paper import CELL, FONT, THREE_LINE, pdf, plain
from .shown import spans, tables

HEAD = ["一级指标", "二级指标", "三级指标", "单位", "目标值", "完成值", "权重", "得分", "原因"]
ROWS = [
    ["产出指标", "数量指标", "整修渠道", "公里", "≥12", "12.4", "10", "10", ""],
    ["", "", "更换水表", "只", "≥800", "765", "10", "9.5", "老旧小区改造尚未完工"],
    ["", "质量指标", "一次验收合格率", "", "100%", "100%", "10", "10", ""],
    ["效益指标", "社会效益", "受益户数", "户", "≥300", "320", "20", "20", ""],
    ["", "满意度", "用水户满意度", "%", "≥90", "94", "10", "10", ""],
]
AREAS = [((0, 1), (0, 3)), ((1, 1), (1, 2)), ((0, 4), (0, 5))]
WIDTHS = [60, 60, 90, 34, 45, 45, 34, 34, 80]
EVERY_ROW = [("LINEABOVE", (0, 0), (-1, -1), 0.5, colors.black), ("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.black)]
BESIDE_LABELS = [
    *(("LINEABOVE", (0, row), (-1, row), 0.5, colors.black) for row in (0, 1, 4)),
    ("LINEABOVE", (1, 3), (-1, 3), 0.5, colors.black),
    ("LINEABOVE", (2, 2), (-1, 2), 0.5, colors.black),
    ("LINEABOVE", (1, 5), (-1, 5), 0.5, colors.black),
    ("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.black),
]
LABELS = {"产出指标": (3, 1), "数量指标": (2, 1), "效益指标": (2, 1)}


def table(lines: list[Any], *more: Any, rows: list[list[str]] | None = None) -> Table:
    cells = [[Paragraph(text, CELL) if len(text) > 8 else text for text in row] for row in rows or [HEAD, *ROWS]]
    style = [("FONT", (0, 0), (-1, -1), FONT, 9), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *lines, *more]
    return Table(cells, colWidths=WIDTHS, style=style)


def read(*story: Any) -> Document:
    return read_document(pdf(list(story)), "a.pdf")


def printed(rows: list[list[str]]) -> list[list[str]]:
    return [row[2:] for row in rows]


def test_a_line_under_each_row_runs_through_the_labels_over_many() -> None:
    document = read(table(EVERY_ROW, *(("SPAN", *area) for area in AREAS)))
    assert [row[2:] for row in tables(document)[0]] == printed([HEAD, *ROWS])
    assert spans(document) == LABELS


def test_a_line_that_begins_further_in_parts_the_rows_beside_a_label() -> None:
    document = read(table(BESIDE_LABELS, *(("SPAN", *area) for area in AREAS)))
    assert [row[2:] for row in tables(document)[0]] == printed([HEAD, *ROWS])
    assert spans(document) == LABELS


def test_labels_at_the_head_of_their_rows_stay_there() -> None:
    document = read(table(EVERY_ROW, ("VALIGN", (0, 0), (-1, -1), "TOP")))
    assert tables(document) == [[HEAD, *ROWS]]
    assert spans(document) == {}


def test_a_label_reaches_over_the_page_break() -> None:
    below = [["", "", *row[2:]] if not row[0] else row for row in ROWS[1:3]] + ROWS[3:]
    below[1] = ["", "质量指标", *below[1][2:]]
    upper = table(EVERY_ROW, rows=[HEAD, ROWS[0]])
    lower = table(EVERY_ROW, ("SPAN", (0, 2), (0, 3)), rows=below)
    document = read(Spacer(1, 600), upper, PageBreak(), lower)
    assert spans(document) == LABELS
    assert [row[2:] for row in tables(document)[0]] == printed([HEAD, *ROWS])


def test_full_cells_close_together_are_two_columns() -> None:
    rows = [
        ["资金来源", "年初预算数", "全年预算数", "执行数"],
        ["县级财政安排资金", "1,203,450.12", "1,203,450.12", "1,198,400.00"],
        ["上级转移支付资金", "22,150,000.00", "23,150,000.00", "23,150,000.00"],
        ["合计", "23,353,450.12", "24,353,450.12", "24,348,400.00"],
    ]
    close = plain(
        rows, [88, 72, 72, 72], THREE_LINE, ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3)
    )
    assert tables(read(close)) == [rows]


def test_heads_that_nearly_touch_stand_over_two_columns() -> None:
    rows = [
        ["资金来源", "年初预算数", "全年预算数", "执行数"],
        ["县级财政资金", "1,340.50", "1,306.20", "1,256.56"],
        ["上年结转资金", "", "50.00", "46.25"],
        ["其他资金", "100.00", "100.00", "90.00"],
    ]
    close = plain(
        rows, [140, 54, 54, 54], THREE_LINE, ("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 2)
    )
    assert tables(read(close)) == [rows]
