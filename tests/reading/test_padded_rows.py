"""Text with one cell per line, whose rows end in a line of pipes."""

from __future__ import annotations

from decimal import Decimal

from orchestration.extraction import extract_report
from orchestration.reading import read_document
from tests.reading.shown import tables

FORM = (
    "2022年度项目支出绩效自评报告\n项目名称：青石渠清淤\n项目单位：云溪县水务局\n一、项目基本概况 |\n||||||\n项目负责人 |\n王强 |\n联系电话 |\n"
    "0731-5550000 |\n||||\n计划安排资金（万元） |\n60 |\n实际到位资金（万元） |\n60 |\n实际支出（万元） |\n58.4 |\n||\n省财政 |\n|\n省财政 |\n|\n省财政 |\n|\n||\n"
    "县财政 |\n60 |\n县财政 |\n60 |\n县财政 |\n58.4 |\n||\n二、项目支出明细 |\n||||||\n支出内容 |\n实际支出数 |\n备注 |\n||||\n30226 劳务费 |\n"
    "50,000.00 |\n清淤\n用工 |\n||||\n30906 大型修缮 |\n83,490.00 |\n闸门 |\n||||\n||||||||\n"
)


def test_lines_of_pipes_end_rows() -> None:
    (table,) = tables(read_document(FORM.encode(), "a.txt"))
    rows = [[(cell or "").replace("\n", "") for cell in row] for row in table]
    assert rows[1][:4] == ["项目负责人", "王强", "联系电话", "0731-5550000"]
    assert rows[3][:6] == ["省财政", "", "省财政", "", "省财政", ""]
    assert rows[7][:3] == ["30226 劳务费", "50,000.00", "清淤用工"]


def test_two_such_rows_are_no_table() -> None:
    assert not any("王强" in row for table in tables(read_document("甲 |\n王强 |\n||\n乙 |\n李明 |\n||\n".encode(), "a.txt")) for row in table)


def test_sources_stand_under_their_phases_and_a_list_is_in_the_unit_of_its_total() -> None:
    rows = extract_report(FORM.encode(), "a.txt").spending
    assert [(row.item_name, row.adjusted_amount, row.executed_amount) for row in rows] == [
        ("计划安排资金", 600000, Decimal(584000)),
        ("县财政", 600000, Decimal(584000)),
        ("劳务费", None, 50000),
        ("大型修缮", None, 83490),
    ]
    assert [row.unit_source for row in rows[2:]] == ["arithmetic"] * 2


def test_a_line_end_in_a_cell_does_not_break_a_row_of_as_many_pipes_as_the_others() -> None:
    text = (
        "甲表 | |||||||\n部门 | 青石渠管理所 | ||||||\n绩效指标 |\n一级指标 | 二级指标 | 三级指标 | 年度 指标值 |\n完成值 | ||\n"
        "产出指标 | 数量指标 | 清淤长度 | ≥9公里 | 9.4公里 | |||\n质量指标 | 验收合格率 | 100% | 100% | ||||\n效益指标 | 社会效益指标 | 受益户数 | ≥60户 | 72户 | |||\n"
    )
    (table,) = tables(read_document(text.encode(), "a.txt"))
    assert [cell or "" for cell in table[2]][:6] == ["绩效指标", "一级指标", "二级指标", "三级指标", "年度 指标值", "完成值"]
    assert [cell or "" for cell in table[4]][:4] == ["质量指标", "验收合格率", "100%", "100%"]


def test_rows_of_different_numbers_of_pipes_stay_lines() -> None:
    text = "".join(f"甲{n} | 乙 |\n丙 | {'|' * (n + 2)}\n" for n in range(7))
    (table,) = tables(read_document(text.encode(), "a.txt"))
    assert len(table) == 14
