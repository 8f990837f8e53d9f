"""Lists of names and amounts without a header, and lines of one cell each that a page joined."""

from __future__ import annotations

import pytest

from orchestration.extraction import extract_report
from tests.extraction.reading_rows import phases

REPORT = """2023年度部门整体支出绩效自评报告

二、预算执行情况

全年总支出310万元。

{lead}
河道保洁          18万元
闸站维护          12.5万元
水质监测          3万元
"""


def _items(lead: str) -> list[tuple[str, str, dict[str, int]]]:
    rows = extract_report(REPORT.format(lead=lead).encode(), "report.txt").spending
    return [(row.item_name, row.breakdown, phases(row)) for row in rows if row.extraction_rule == "money_list"]


def test_a_list_is_of_the_phase_its_lead_names() -> None:
    assert _items("项目支出主要用于：") == [
        ("河道保洁", "project", {"executed": 180000}),
        ("闸站维护", "project", {"executed": 125000}),
        ("水质监测", "project", {"executed": 30000}),
    ]
    assert _items("项目资金安排如下：") == [
        ("河道保洁", "project", {"adjusted": 180000}),
        ("闸站维护", "project", {"adjusted": 125000}),
        ("水质监测", "project", {"adjusted": 30000}),
    ]


def test_a_list_whose_lead_names_no_money_is_left() -> None:
    assert _items("主要成效：") == []
    assert _items("各项支出都有依据。") == []


def test_lines_of_one_cell_each_are_labels_and_figures_though_a_page_joins_them() -> None:
    text = (
        "部门整体支出绩效自评调查表\n（2023年度）\n单位名称\n云溪县水务局\n一、资金（元）\n年初预算数\n1,800,000.00\n全年预算数\n1,950,000.00\n"
        "全年支出数\n1,930,000.00\n其中：基本支出\n1,200,000.00\n项目支出\n730,000.00\n预算执行率\n98.97%\n二、自评\n自评总分：95\n"
    )
    rows = extract_report(text.encode(), "form.txt").spending
    assert [(row.breakdown, phases(row)) for row in rows] == [
        ("total", {"approved": 1800000, "adjusted": 1950000, "executed": 1930000}),
        ("nature", {"executed": 1200000}),
        ("nature", {"executed": 730000}),
    ]


def _parts(lines: str) -> list[tuple[str, str, str, dict[str, int]]]:
    text = f"云溪县水务局2023年度部门整体支出绩效自评报告\n\n二、部门收支情况\n全年支出310万元。\n{lines}"
    rows = extract_report(text.encode(), "report.txt").spending
    return [(row.item_name, row.breakdown, row.direction, phases(row)) for row in rows if row.breakdown != "total"]


@pytest.mark.parametrize("gap", [" ", "\t", "       "])
def test_a_line_says_side_and_phase_of_the_kinds_of_money_under_it(gap: str) -> None:
    income = "收入决算构成：\n一般公共预算财政拨款_280.50\n政府性基金预算财政拨款_20.00\n其他收入_9.50\n"
    spent = "支出决算按性质构成：\n基本支出_120.40\n  公用经费_18.10\n项目支出_189.60\n"
    assert _parts((income + spent + "以上支出均经审核。\n").replace("_", gap)) == [
        ("一般公共预算财政拨款", "fund", "income", {"executed": 2805000}),
        ("政府性基金预算财政拨款", "fund", "income", {"executed": 200000}),
        ("其他收入", "fund", "income", {"executed": 95000}),
        ("基本支出", "nature", "expenditure", {"executed": 1204000}),
        ("公用经费", "nature", "expenditure", {"executed": 181000}),
        ("项目支出", "nature", "expenditure", {"executed": 1896000}),
    ]


def test_the_head_of_a_list_names_its_unit_and_its_phase() -> None:
    assert _parts("支出预算按功能分类(单位：元)：\n农林水支出 1,204,000.00\n卫生健康支出 86,000.00\n住房保障支出 92,500.50\n") == [
        ("农林水支出", "function", "expenditure", {"adjusted": 1204000}),
        ("卫生健康支出", "function", "expenditure", {"adjusted": 86000}),
        ("住房保障支出", "function", "expenditure", {"adjusted": 92500}),
    ]


def test_what_the_classes_of_the_accounts_spent_needs_no_word_of_a_phase() -> None:
    lines = "（三）主要支出科目。\n201 一般公共服务支出　　1,018.64\n213 农林水支出　　2,731.94\n221 住房保障支出　　138.49\n（以上单位均为万元）\n"
    assert _parts(lines) == [
        ("一般公共服务支出", "function", "expenditure", {"executed": 10186400}),
        ("农林水支出", "function", "expenditure", {"executed": 27319400}),
        ("住房保障支出", "function", "expenditure", {"executed": 1384900}),
    ]
    assert _parts("支出计划\n201 一般公共服务支出　　1,018.64\n213 农林水支出　　2,731.94\n") == []
