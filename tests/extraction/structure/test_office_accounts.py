"""Accounts of an office in one row, with their grid and as lines of one cell each."""

from __future__ import annotations

from decimal import Decimal

from orchestration.extraction import extract_report

TITLE = "2021年度部门整体支出绩效自评报告\n\n部门名称：云溪县青石镇人民政府\n\n二、部门收支情况\n\n"
INCOME = "年度收入情况(万元)\n机构名称\t收入合计\t其中：\t\t\n\t\t上年结转\t公共财政拨款\t其他\n青石镇政府\t912.40\t40.00\t820.40\t52.00\n"
SPENDING = [
    *("机构名称", "支出合计", "其中:", "结余", "基本支出", "其中:", "项目支出", "当年结余", "累计结余", "人员支出"),
    *("公用支出", "青石镇政府", "900.40", "500.00", "410.00", "90.00", "400.40", "12.00", "12.00"),
]


def items(text: str, name: str = "report.txt") -> list[tuple[str, str, str, Decimal | None]]:
    rows = extract_report((TITLE + text).encode(), name).spending
    return [(row.item_name, row.breakdown, row.direction, row.executed_amount) for row in rows]


def test_kinds_of_income_are_columns_over_the_row_of_the_office() -> None:
    expected = [
        ("收入合计", "total", "income", 9124000),
        ("上年结转", "source", "income", 400000),
        ("公共财政拨款", "fund", "income", 8204000),
        ("其他", "source", "income", 520000),
    ]
    assert items(INCOME) == expected
    assert items(INCOME + "合计\t1,012.40\t40.00\t920.40\t52.00\n")[0] == ("收入合计", "total", "income", 10124000)


def test_the_caption_may_stand_over_the_columns() -> None:
    income = "机构名称\t年度收入情况(万元)\n\t收入合计\t其中：\n\t\t上年结转\t其他收入\n青石镇政府\t92.00\t40.00\t52.00\n"
    spending = "机构名称\t年度支出情况(万元)\n\t支出合计\t其中：\n\t\t基本支出\t其中：人员支出\n青石镇政府\t88.00\t50.00\t41.00\n"
    assert [(name, amount) for name, _, _, amount in items(income + spending)] == [
        ("收入合计", 920000),
        ("上年结转", 400000),
        ("其他收入", 520000),
        ("支出合计", 880000),
        ("基本支出", 500000),
        ("人员支出", 410000),
    ]


def test_a_row_that_sums_up_the_units_counts() -> None:
    units = INCOME.replace("青石镇政府\t912.40", "机关及二级机构汇总\t912.40") + "1、机关\t812.40\t40.00\t720.40\t52.00\n"
    assert items(units)[0] == ("收入合计", "total", "income", 9124000)


def test_several_offices_without_their_sum_are_none() -> None:
    assert items(INCOME + "镇卫生院\t100.00\t0\t100.00\t0\n") == []


def test_levels_of_labels_one_cell_per_line_stand_over_their_figures() -> None:
    assert items("年度支出情况(万元)\n\n" + "\n\n".join(SPENDING)) == [
        ("支出合计", "total", "expenditure", 9004000),
        ("基本支出", "nature", "expenditure", 5000000),
        ("人员支出", "nature", "expenditure", 4100000),
        ("公用支出", "nature", "expenditure", 900000),
        ("项目支出", "nature", "expenditure", 4004000),
    ]


def test_labels_that_lines_parted_and_figures_of_another_number() -> None:
    lines = ["机构名称", "收入合计", "其中:", "公共财", "政拨款", "其他", "青石镇政府", "872.40", "820.40", "52.00"]
    assert [(name, amount) for name, _, _, amount in items("年度收入情况(万元)\n\n" + "\n\n".join(lines))] == [
        ("收入合计", 8724000),
        ("公共财政拨款", 8204000),
        ("其他", 520000),
    ]
    assert items("年度收入情况(万元)\n\n" + "\n\n".join(lines[:-1])) == []


def test_parts_of_three_public_expenses_below_their_sum() -> None:
    lines = ["机构名称", "三公经费", "合计", "其中:", "公务接待费", "公务用车运维费", "青石镇政府", "9.60", "4.10", "5.50"]
    assert items("年度支出情况(万元)\n\n" + "\n\n".join(lines)) == [
        ("三公经费合计", "three_public", "expenditure", 96000),
        ("公务接待费", "three_public", "expenditure", 41000),
        ("公务用车运维费", "three_public", "expenditure", 55000),
    ]


def test_labels_whose_last_word_stands_in_a_line_of_its_own() -> None:
    lines = ["机构名称", "支出合计", "其中:", "基本支出", "其中:", "项目支出", "当年", "结余", "人员", "支出", "公用", "支出", "青石镇政府"]
    figures = ["90.00", "50.00", "41.00", "9.00", "40.00", "3.00"]
    assert [(name, amount) for name, _, _, amount in items("年度支出情况(万元)\n\n" + "\n\n".join([*lines, *figures]))] == [
        ("支出合计", 900000),
        ("基本支出", 500000),
        ("人员支出", 410000),
        ("公用支出", 90000),
        ("项目支出", 400000),
    ]
