"""Lists of names and amounts without a header, and lines of one cell each that a page joined."""

from __future__ import annotations

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
