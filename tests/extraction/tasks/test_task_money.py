"""The money of tasks in prose, each text invented."""

from __future__ import annotations

from decimal import Decimal

from tests.extraction.tasks.test_tasks import rows, tasks

Funded = tuple[str, str | None, str | None, Decimal | None]


def funded(text: str) -> list[Funded]:
    return [(row.task_name, row.goal_text, row.result_text, row.funding_amount) for row in rows(text)]


def test_money_in_brackets_behind_the_name_is_the_tasks_budget() -> None:
    text = (
        "（二）重点工作任务完成情况\n1.**水库加固**（预算120万元，支出1,18.5万元）。目标：加固水库3座；完成情况：加固水库3座，新增库容2万方。\n"
        "2.**渠道清淤**（支出2,030.50万元）。全年清淤渠道41公里，灌溉面积增加0.6万亩。\n"
    ).replace("1,18.5", "118.5")
    assert funded(text) == [
        ("水库加固", "加固水库3座", "加固水库3座，新增库容2万方。", Decimal("1200000")),
        ("渠道清淤", None, "全年清淤渠道41公里，灌溉面积增加0.6万亩。", Decimal("20305000")),
    ]


def test_other_brackets_are_of_the_name() -> None:
    text = "（二）重点工作任务完成情况\n1.高龄津贴（每人每月50元）。为80岁以上老人发放津贴1200人次。\n2.助残服务。为残疾人提供康复训练300人次以上。\n"
    assert [name for name, *_ in funded(text)] == ["高龄津贴（每人每月50元）", "助残服务"]


def test_clauses_of_money_are_neither_goal_nor_result() -> None:
    text = (
        "三、年度重点工作及完成情况\n重点工作一：水库加固。年初计划加固水库4座，安排资金120.00万元，实际支出96.00万元，执行率80.00%。加固水库3座，验收合格率100%。\n"
        "重点工作二：渠道清淤。安排资金30.5万元，实际支出30.5万元。全年清淤渠道41公里，灌溉面积增加。\n"
    )
    assert funded(text) == [
        ("水库加固", "年初计划加固水库4座", "加固水库3座，验收合格率100%。", Decimal("1200000.00")),
        ("渠道清淤", None, "全年清淤渠道41公里，灌溉面积增加。", Decimal("305000.0")),
    ]


def test_a_task_of_which_only_money_is_told_keeps_its_words() -> None:
    text = "（二）重点工作任务完成情况\n1.水库加固。预算120万元，支出118.5万元。\n2.渠道清淤。预算30万元，支出30万元。\n"
    assert funded(text)[0] == ("水库加固", None, "预算120万元，支出118.5万元。", None)


def test_a_numbered_task_in_a_chapter_on_results_tells_results() -> None:
    text = "二、年度重点工作任务完成情况\n任务一：植树造林。全县造林2,300亩，补植行道树410株。\n任务二：护林防火。巡护林区1,204人次，火情为零。\n"
    assert tasks(text) == [
        ("植树造林", "result", None, "全县造林2,300亩，补植行道树410株。"),
        ("护林防火", "result", None, "巡护林区1,204人次，火情为零。"),
    ]
