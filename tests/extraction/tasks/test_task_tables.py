"""Tables of tasks under the headers of other clerks, each text invented."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.extraction.tasks.test_tasks import rows, tasks

ROWS = "{0}植树造林\t造林2,000亩\t造林2,300亩，成活率96%\n{0}护林防火\t巡护千次\t巡护1,204次，火情为零\n"
BOTH = [("植树造林", "both", "造林2,000亩", "造林2,300亩，成活率96%"), ("护林防火", "both", "巡护千次", "巡护1,204次，火情为零")]
RESULTS = [("植树造林", "result", None, "造林2,300亩，成活率96%"), ("护林防火", "result", None, "巡护1,204次，火情为零")]


@pytest.mark.parametrize("name", ["核心职责", "部门职责", "履职事项", "职责任务", "工作内容", "工作领域", "任务清单", "主要职责任务"])
def test_headers_that_name_tasks(name: str) -> None:
    assert tasks(f"{name}\t年度目标\t完成情况\n{ROWS.format('')}") == BOTH


@pytest.mark.parametrize(
    "goal",
    ["工作要求", "年度要求", "年初计划", "具体任务", "工作内容", "具体内容", "主要工作内容", "工作计划", "计划内容", "拟完成目标", "预计达到的目标"],
)
def test_headers_of_what_is_promised(goal: str) -> None:
    assert tasks(f"重点任务\t{goal}\t完成情况\n{ROWS.format('')}") == BOTH


@pytest.mark.parametrize("result", ["实现程度", "实现情况", "取得成效", "落实成效", "工作开展情况", "完成进度"])
def test_headers_of_what_was_done(result: str) -> None:
    text = f"序号\t重点任务\t年度目标\t{result}\n" + ROWS.format("1\t")
    assert tasks(text) == BOTH


@pytest.mark.parametrize("result", ["实际完成情况", "完成结果", "完成"])
def test_results_alone_beside_the_names(result: str) -> None:
    text = f"重点工作\t{result}\n植树造林\t造林2,300亩，成活率96%\n护林防火\t巡护1,204次，火情为零\n"
    assert tasks(text) == RESULTS


@pytest.mark.parametrize("header", ["年度目标\t实现程度", "预期目标\t实际完成情况", "工作目标\t完成情况"])
def test_goals_one_a_row_are_tasks(header: str) -> None:
    text = f"{header}\n1.植树造林\t造林2,300亩，成活率96%\n2.护林防火\t巡护1,204次，火情为零\n"
    assert tasks(text) == RESULTS


def test_one_overall_goal_beside_its_result_is_no_task() -> None:
    assert tasks("年度目标\t实现程度\n管护全县林地，火情为零\t管护林地62万亩，火情为零\n") == []


def test_a_row_of_prose_with_figures_is_no_header() -> None:
    text = "工作目标\t实际完成情况\t自评\n植树造林\t造林2,300亩，同比增长8%\t完成\n护林防火\t巡护1,204次，火情为零\t完成\n"
    assert [name for name, *_ in tasks(text)] == ["植树造林", "护林防火"]


def test_units_of_indicators_are_no_tasks() -> None:
    assert tasks("内容\t目标\t实际完成情况\n组\t1146\t1146\n米\t1300\t1280\n") == []


def test_the_label_of_a_block_names_no_task() -> None:
    text = "年度履职任务\t任务内容\t预期目标\t完成情况\n\t植树造林\t造林2,000亩\t造林2,300亩，成活率96%\n\t护林防火\t巡护千次\t巡护1,204次，火情为零\n"
    assert tasks(text) == BOTH


def test_what_was_spent_on_a_task_is_its_money() -> None:
    text = "任务名称\t年初目标\t完成情况\t任务支出（万元）\n植树造林\t造林2,000亩\t造林2,300亩\t86.00\n护林防火\t巡护千次\t巡护1,204次\t30.00\n"
    assert [row.funding_amount for row in rows(text)] == [Decimal("860000.00"), Decimal("300000.00")]


def test_a_header_is_no_name_beside_its_label() -> None:
    assert tasks("任务名称\t计划数\t备注\n植树造林\t造林2,000亩\t无\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "部门职责\t主要内容\n植树造林\t拟订造林规划并组织实施\n护林防火\t承担防火监督职责\n",
        "管理事项\t工作要求\t落实情况\n预算公开\t按时公开\t已公开\n政府采购\t应采尽采\t程序合规\n",
        "工作内容\t完成时限\t完成情况\n制定自评方案\t3月5日\t已完成\n收集佐证材料\t3月20日\t已完成\n",
    ],
)
def test_tables_of_duties_housekeeping_and_the_evaluation_hold_no_tasks(text: str) -> None:
    assert tasks(text) == []


def test_the_money_of_tasks_that_no_phase_names() -> None:
    text = "目标名称\t预期目标\t实际完成情况\t财政资金（万元）\n" + "".join(f"{line}\t12.5\n" for line in ROWS.format("").splitlines())
    assert [row.funding_amount for row in rows(text)] == [Decimal("125000.0"), Decimal("125000.0")]
