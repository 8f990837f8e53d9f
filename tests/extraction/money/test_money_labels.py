"""Labelled amounts in cells: parts under a total whose phases have columns of their own."""

from __future__ import annotations

from decimal import Decimal

from orchestration.extraction import extract_report
from tests.extraction.reading_rows import phases

FORM = """2023年度部门整体支出绩效自评表

单位：万元
单位名称\t云溪县水务局\t\t\t\t
资金情况\t\t年初预算数\t全年预算数\t全年执行数\t执行率
\t年度资金总额\t300.00\t320.00\t310.00\t96.88%
\t按收入性质分：\t\t按支出性质分：\t\t
\t其中：一般公共预算：280.00\t\t其中：基本支出：110.00\t\t
\t政府性基金预算：30.00\t\t项目支出：200.00\t\t

总分：96.5
"""


def test_parts_in_cells_are_of_the_phase_they_add_up_to() -> None:
    rows = extract_report(FORM.encode(), "form.txt").spending
    parts = [row for row in rows if row.extraction_rule == "money_label_in_cell"]
    assert [(row.item_name, row.breakdown, row.direction, phases(row)) for row in parts] == [
        ("一般公共预算", "fund", "income", {"executed": 2800000}),
        ("政府性基金预算", "fund", "income", {"executed": 300000}),
        ("基本支出", "nature", "expenditure", {"executed": 1100000}),
        ("项目支出", "nature", "expenditure", {"executed": 2000000}),
    ]
    assert next(row.quote for row in parts) == "其中：一般公共预算：280.00"


def test_a_line_that_is_nothing_but_the_total_is_the_score() -> None:
    record = extract_report(FORM.encode(), "form.txt")
    assert [(row.component, float(row.score or 0), row.quote) for row in record.scores] == [
        ("total", 96.5, "总分：96.5")
    ]


def test_full_marks_in_a_sentence_are_no_score() -> None:
    text = FORM.replace("总分：96.5", "评价指标总分：100分，其中投入20分。")
    assert extract_report(text.encode(), "form.txt").scores == ()

PARTS = """2023年度部门整体支出绩效自评报告

二、预算执行情况

全年预算数330万元，全年总支出310万元。其中：
"""


def _parts(text: str) -> list[tuple[str, str, dict[str, int]]]:
    rows = extract_report((PARTS + text).encode(), "report.txt").spending
    return [(row.item_name, row.breakdown, phases(row)) for row in rows if row.breakdown != "total"]


def test_kinds_of_spending_with_the_unit_beside_each_amount() -> None:
    assert _parts("工资福利支出          180万元\n商品和服务支出        120万元\n资本性支出            10万元\n") == [
        ("工资福利支出", "economic", {"executed": 1800000}),
        ("商品和服务支出", "economic", {"executed": 1200000}),
        ("资本性支出", "economic", {"executed": 100000}),
    ]


def test_parts_that_nearly_add_up_are_of_the_nearest_total() -> None:
    assert [stated for _, _, stated in _parts("人员经费：200万元\n公用经费：109万元\n")] == [
        {"executed": 2000000},
        {"executed": 1090000},
    ]


def test_a_form_in_lines_tells_totals_and_glued_parts() -> None:
    report = extract_report(
        (
            "2022年度部门整体支出绩效自评基础数据表\n单位名称\n青禾县水利局\n年度预算申请（万元）\n总额：3,420.55\n"
            "按收入性质分：一般公共预算2,980.55 政府性基金拨款440.00\n按支出性质分：基本支出：1,906.32 项目支出：1,514.23\n"
            "年度支出合计：3,312.47\n其中：基本支出：1,889.6 项目支出：1,422.87\n自评得分\n95\n"
        ).encode(),
        "a.txt",
    )
    assert [(row.item_name, phases(row)) for row in report.spending] == [
        ("总额", {"adjusted": 34205500}),
        ("年度支出合计", {"executed": 33124700}),
        ("一般公共预算", {"adjusted": 29805500}),
        ("政府性基金拨款", {"adjusted": 4400000}),
        ("基本支出", {"adjusted": 19063200}),
        ("项目支出", {"adjusted": 15142300}),
        ("基本支出", {"executed": 18896000}),
        ("项目支出", {"executed": 14228700}),
    ]


def test_a_cell_of_name_and_sum_is_a_part() -> None:
    form = FORM.replace("其中：基本支出：110.00", "基本支出1,100,000元").replace("项目支出：200.00", "项目支出2,000,000元")
    rows = extract_report(form.encode(), "form.txt").spending
    assert [phases(row) for row in rows if row.breakdown == "nature"] == [{"executed": 1100000}, {"executed": 2000000}]


def _of_form(block: str) -> list[tuple[str, str, str, dict[str, int]]]:
    rows = extract_report(f"云溪县水务局2023年度部门整体支出绩效自评表\n\n{block}\n年度履职目标 管护好河道。\n".encode(), "form.txt").spending
    return [(row.item_name, row.breakdown, row.direction, phases(row)) for row in rows]


def test_the_budget_of_a_form_in_one_line_or_in_cells_has_its_total_and_both_divisions() -> None:
    parts = [
        ("一般公共预算", "fund", "income", {"adjusted": 3005000}), ("政府性基金", "fund", "income", {"adjusted": 800000}),
        ("基本支出", "nature", "expenditure", {"adjusted": 1205000}), ("项目支出", "nature", "expenditure", {"adjusted": 2600000}),
    ]  # fmt: skip
    line = "年度预算申请（万元） 资金总额：380.5 按收入性质分：一般公共预算：300.5 政府性基金：80 按支出性质分：基本支出：120.5 项目支出：260"
    assert _of_form(line) == [("资金总额", "total", "expenditure", {"adjusted": 3805000}), *parts]
    cells = "年度预算申请（万元） | 总额：380.5 |\n | 按收入性质分： | 按支出性质分：\n | 一般公共预算：300.5 | 基本支出：120.5\n | 政府性基金：80 | 项目支出：260"
    assert sorted(_of_form(cells)) == sorted([("总额", "total", "expenditure", {"adjusted": 3805000}), *parts])


def test_a_rate_may_stand_apart_from_its_sign() -> None:
    text = "云溪县青石镇2023年项目支出绩效自评表\n\n项目名称 河道管护 单位：元\n"
    text += "预算资金（元） 年初预算数 460000.00 调整后预算数 428500.00 实际执行数 420000.00 预算执行率 98.02 %\n"
    (row,) = extract_report(text.encode(), "form.txt").spending
    assert (phases(row), row.declared_rate_pct) == ({"approved": 460000, "adjusted": 428500, "executed": 420000}, Decimal("98.02"))


def test_lines_of_a_form_that_print_a_label_and_its_parts() -> None:
    text = (
        "云岭县医疗保障局2022年医疗救助补助资金绩效自评报告\n专项名称： 医疗救助补助资金\n预算数： 963.50万元 其中：中央财政 402万元 省级财政 561.5万元\n"
        "执行数： 963.50万元 其中：中央财政 402万元 省级财政 561.5万元\n执行率： 100%\n"
    )
    report = extract_report(text.encode(), "form.txt")
    assert [(row.breakdown, row.adjusted_amount, row.executed_amount) for row in report.spending] == [
        ("total", 9635000, None), ("source", 4020000, None), ("source", 5615000, None),
        ("total", None, 9635000), ("source", None, 4020000), ("source", None, 5615000),
    ]  # fmt: skip
    assert [(row.figure, row.value) for row in report.figures] == [("declared_execution_rate_pct", 100)]


def test_natures_that_run_together_in_a_line_of_a_form() -> None:
    form = "2023年度部门整体绩效自评表\n单位名称云溪县水务局\n基本支出总额{}项目支出总额634.50\n年度预算总额（万元）\n"
    rows = extract_report(form.format("207.60").encode(), "form.txt").spending
    assert [(row.item_name, row.breakdown, phases(row)) for row in rows] == [
        ("基本支出总额", "nature", {"adjusted": 2076000}),
        ("项目支出总额", "nature", {"adjusted": 6345000}),
    ]


def test_sources_behind_each_phase_of_a_form_are_its_phases_in_turn() -> None:
    cells = ["项目预算", "执行情况", "(万元)", "预算数:", "65.00", "执行数:", "60.00"]
    cells += ["其中:财政拨款", "60.00", "其中:财政拨款", "56.00", "其他资金", "5.00", "其他资金", "4.00"]
    text = "\n".join(["2023年度村级公益事业财政奖补项目支出绩效自评表", "项目名称", "村级公益事业财政奖补", *cells])
    rows = extract_report(f"{text}\n".encode(), "form.txt").spending
    assert [(row.item_name, phases(row)) for row in rows] == [
        ("预算数", {"adjusted": 650000, "executed": 600000}),
        ("财政拨款", {"adjusted": 600000, "executed": 560000}),
        ("其他资金", {"adjusted": 50000, "executed": 40000}),
    ]
