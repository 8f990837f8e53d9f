"""Tables of a PDF without any line: cells of several lines, labels over rows, what stands between two tables."""

from __future__ import annotations

from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, Table

from orchestration.reading import read_document

from .paper import CELL, FONT, pdf
from .shown import lines, spans, tables

HEAD = ["一级指标", "二级指标", "三级指标", "分值", "评分标准", "得分"]
RULE = "制度健全且执行到位的得满分，每发现一项不合规的扣0.5分，扣完为止"
ROWS = [
    ["过程", "预算管理", "管理制度健全性", "6", RULE, "6"],
    ["", "", "资金使用合规性", "8", RULE, "7.5"],
    ["", "资产管理", "资产管理完整性", "4", "账实相符得4分", "4"],
    ["产出", "职责履行", "实际完成率", "12", "", "12"],
    ["", "", "服务对象满意度调查覆盖情况", "9", RULE, "8"],
]
AREAS = [((0, 1), (0, 3)), ((1, 1), (1, 2)), ((0, 4), (0, 5)), ((1, 4), (1, 5))]
SMALL = ParagraphStyle("small", fontName=FONT, fontSize=9, leading=12, wordWrap="CJK")


def table(rows: list[list[str]], widths: list[float], *more: Any) -> Table:
    cells = [[Paragraph(text, CELL) if len(text) > 9 else text for text in row] for row in rows]
    style = [("FONT", (0, 0), (-1, -1), FONT, 9), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *more]
    return Table(cells, colWidths=widths, style=style)


def line(text: str) -> Paragraph:
    return Paragraph(text, SMALL)


def test_cells_of_two_lines_stand_around_the_line_of_their_row() -> None:
    story = [table([HEAD, *ROWS], [50, 60, 90, 40, 170, 40], *(("SPAN", *area) for area in AREAS))]
    document = read_document(pdf(story), "a.pdf")
    assert [row[2:] for row in tables(document)[0]] == [row[2:] for row in [HEAD, *ROWS]]
    assert spans(document) == {"过程": (3, 1), "预算管理": (2, 1), "产出": (2, 1), "职责履行": (2, 1)}


def test_headings_and_units_part_two_tables() -> None:
    first = [
        ["资金来源", "年初预算数", "执行数"],
        ["县级财政资金", "310.00", "300.10"],
        ["上级补助资金", "50.00", "50.00"],
    ]
    second = [
        ["支出科目", "年初预算数", "调整预算数", "决算数"],
        ["农林水支出", "", "95.20", "92.00"],
        ["合计", "360.00", "365.20", "350.10"],
    ]
    story = [
        table(first, [140, 100, 100]),
        line("（二）支出决算情况"),
        Paragraph("金额单位：万元", ParagraphStyle("right", parent=SMALL, alignment=2)),
        table(second, [140, 80, 80, 80]),
    ]
    document = read_document(pdf(story), "a.pdf")
    assert tables(document) == [first, second]
    assert lines(document)[:2] == ["（二）支出决算情况", "金额单位：万元"]


def test_rows_parted_by_blanks_that_are_not_aligned_stay_lines() -> None:
    rows = [
        "类别　个数　计划资金　支付资金　备注",
        "道路硬化　　14　2,310.50　2,298.00　含尾款",
        "产业奖补　7　95.00　94.20　　无",
        "合计　21　2,405.50　2,392.20　　无",
    ]
    document = read_document(pdf([line(row) for row in rows]), "a.pdf")
    assert tables(document) == []
