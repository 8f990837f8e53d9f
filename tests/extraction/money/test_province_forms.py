"""Forms of provinces in small: tasks with money by kind, sources and structure of a budget, natures as label and value."""

from __future__ import annotations

from orchestration.extraction import extract_report
from orchestration.records import ReportRecord
from tests.extraction.reading_rows import money_of, phases

TITLE = "2023年度部门整体支出绩效自评表\n\n单位：万元\n\n单位名称：云溪县水务局\n\n"


def read(table: str) -> ReportRecord:
    return extract_report((TITLE + table).encode(), "form.txt")


def test_tasks_with_their_money_by_kind_add_up_in_a_total_row() -> None:
    record = read(
        "任务名称\t完成情况\t预算数\t\t\t执行数\t\t\n"
        "\t\t总额\t财政拨款\t其他资金\t总额\t财政拨款\t其他资金\n"
        "渠道清淤\t清理渠道31公里，惠及农户820户。\t50.00\t50.00\t0\t48.00\t48.00\t0\n"
        "金额合计\t\t50.00\t50.00\t0\t48.00\t48.00\t0\n"
    )
    task, whole = record.spending[:2]
    assert (task.item_name, task.breakdown, phases(task)) == (
        "渠道清淤",
        "task",
        {"adjusted": 500000, "executed": 480000},
    )
    assert (whole.breakdown, phases(whole)) == ("total", {"adjusted": 500000, "executed": 480000})


def test_sources_and_structure_share_a_block_and_the_points_stand_below() -> None:
    record = read(
        "\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
        "预算情况\t部门预算总额（万元）\t90.00\t100.00\t96.00\t10\t96%\t9.6\n"
        "\t1、资金来源：（1）政府预算资金\t90.00\t100.00\t96.00\t\t\t\n"
        "\t2、资金结构：（1）基本支出\t60.00\t60.00\t60.00\t\t\t\n"
        "总分\t\t\t\t\t100\t\t97.5\n"
    )
    assert [(row.item_name, row.breakdown) for row in record.spending] == [
        ("部门预算总额", "total"),
        ("政府预算资金", "source"),
        ("基本支出", "nature"),
    ]
    assert [(row.component, float(row.score or 0)) for row in record.scores] == [("total", 97.5)]


def test_natures_as_label_and_value_are_of_the_phase_they_add_up_to() -> None:
    record = read(
        "年初预算数（万元）\t90.00\t全年预算数（万元）\t100.00\n"
        "全年执行数（万元）\t96.00\t预算执行率\t96%\n"
        "其中：基本支出（万元）\t60.00\t项目支出（万元）\t36.00\n"
    )
    natures = [row for row in record.spending if row.breakdown == "nature"]
    assert [(row.item_name, phases(row)) for row in natures] == [
        ("基本支出", {"executed": 600000}),
        ("项目支出", {"executed": 360000}),
    ]


def test_both_rows_of_a_header_that_a_page_break_repeats_are_left_out() -> None:
    header = "|序号|支出类别|预算数||决算数|执行率|\n|||年初批复数|调整预算数|||\n"
    record = read(f"{header}|1|人员经费|60.00|60.00|60.00|100.00%|\n\n{header}|2|公用经费|30.00|40.00|36.00|90.00%|\n")
    assert [(row.item_name, phases(row), float(row.declared_rate_pct or 0)) for row in record.spending] == [
        ("人员经费", {"approved": 600000, "adjusted": 600000, "executed": 600000}, 100.0),
        ("公用经费", {"approved": 300000, "adjusted": 400000, "executed": 360000}, 90.0),
    ]


def test_subtotals_of_an_assessment_are_of_their_level() -> None:
    record = read(
        "一级指标\t二级指标\t三级指标\t分值\t指标解释\t评分标准\t扣分\t得分\n"
        "投入\t预算编制\t编制完整性\t6\t反映编制质量，分值6分。\t遗漏一处扣1分\t1\t5\n"
        "小计\t\t\t6\t\t\t1\t5\n"
        "合计\t\t\t100\t\t\t3\t97\n"
    )
    assert [(row.component, float(row.max_score or 0), float(row.score or 0)) for row in record.scores] == [
        ("编制完整性", 6, 5),
        ("投入", 6, 5),
        ("total", 100, 97),
    ]


def test_label_and_amount_in_one_cell_under_each_phase() -> None:
    rows = money_of(
        "| 预算执行情况（万元） | 预算安排情况（调整后） | 资金到位情况 | 资金执行情况 | 预算执行进度 |\n|---|---|---|---|---|\n"
        "| | 预算数：86.00 | 到位数：86.00 | 执行数：84.30 | 98% |\n"
        "| | 其中：财政资金 86.00 | 其中：财政资金 86.00 | 其中：财政资金 84.30 | |\n"
    )
    whole, part = rows
    assert (whole.breakdown, whole.declared_rate_pct, phases(whole)) == (
        "total",
        98,
        {"adjusted": 860000, "received": 860000, "executed": 843000},
    )
    assert (part.item_name, part.breakdown, phases(part)) == (
        "财政资金",
        "source",
        {"adjusted": 860000, "received": 860000, "executed": 843000},
    )
