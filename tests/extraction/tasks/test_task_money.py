"""The money of tasks in prose, each text invented."""

from __future__ import annotations

from decimal import Decimal

import pytest

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


@pytest.mark.parametrize(
    "line",
    [
        "{number}.{name}：年初预算{money}万元，实际支出5.1万元，{told}\n",
        "{number}.{name}，预算{money}万元，实际支出5.1万元，{told}\n",
        "{number}.{name}（预算{money}万元，执行率98.5%）：{told}\n",
        "任务{number}：{name}（预算{money}万元，支出5.1万元）\n完成情况：{told}\n",
        "任务{number}：{name}\n完成情况：{told}\n资金情况：预算{money}万元，支出5.1万元。\n",
    ],
)
def test_where_clerks_print_the_money_of_a_task(line: str) -> None:
    first = line.format(number=1, name="植树造林", money="86", told="全年造林2,300亩，补植行道树410株。")
    second = line.format(number=2, name="护林防火", money="30.5", told="巡护1,204人次，火情为零。")
    assert funded(f"（二）年度重点工作任务完成情况\n{first}{second}") == [
        ("植树造林", None, "全年造林2,300亩，补植行道树410株。", Decimal(860000)),
        ("护林防火", None, "巡护1,204人次，火情为零。", Decimal(305000)),
    ]


def test_money_that_was_put_in_stays_with_what_was_done() -> None:
    text = "三、重点工作完成情况\n植树造林：投入资金86万元，造林2,300亩，补植行道树410株。\n护林防火：投入资金30万元，巡护1,204人次。\n"
    assert funded(text)[0] == ("植树造林", None, "投入资金86万元，造林2,300亩，补植行道树410株。", None)


def test_a_rate_alone_is_no_money() -> None:
    text = "二、绩效目标完成情况\n1.实际造林2,300亩，完成率100%；补植行道树410株，完成率105%。成活率96%以上。\n"
    assert [name for name, *_ in funded(text)] != ["实际造林2,300亩"]


def test_what_was_attracted_is_no_money_of_the_task() -> None:
    text = "三、年度重点工作及完成情况\n重点工作一：招商引资。引进项目7个，到位资金3.65亿元。签约率达90%。\n"
    text += "重点工作二：水利建设。新修泵站6座，完成投资4.62亿元。清淤412公里。\n"
    assert [(name, money) for name, _, _, money in funded(text)] == [("招商引资", None), ("水利建设", None)]


def test_what_others_invest_is_no_money_of_a_task() -> None:
    text = (
        "三、年度重点工作及完成情况\n1.水利建设提速。实施水利项目16个，完成投资4.62亿元。清淤渠道41公里。\n"
        "2.营商环境改善。引进企业7家，到位资金3.65亿元。走访企业41户。\n3.道路养护。养护道路30公里，到位资金86万元。\n"
    )
    assert [(name, amount) for name, _, _, amount in funded(text)] == [
        ("水利建设提速", None),
        ("营商环境改善", None),
        ("道路养护", Decimal("860000")),
    ]
