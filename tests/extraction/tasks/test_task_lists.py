"""Lists whose items are tasks by themselves, and lists in the cells of forms, each text invented."""

from __future__ import annotations

import pytest

from orchestration.extraction import extract_report
from orchestration.extraction.recorder import Recorder
from orchestration.extraction.structure.outline import build_outline
from orchestration.extraction.tasks import read_tasks
from orchestration.reading.html import read_html
from tests.extraction.tasks.test_tasks import tasks

OVERVIEW = "一、部门概况\n（二）年度主要任务\n"


@pytest.mark.parametrize(
    "items",
    [
        "1.抓好植树造林。\n2.守住火情底线。\n",
        "（1）抓好植树造林；（2）守住火情底线。\n",
        "2023年，我局重点工作任务是：一是抓好植树造林；二是守住火情底线。\n",
        "全局上下统筹推进，主要任务如下：\n①抓好植树造林；\n②守住火情底线。\n",
    ],
)
def test_names_one_after_another(items: str) -> None:
    assert tasks(OVERVIEW + items) == [("抓好植树造林", "plan", None, None), ("守住火情底线", "plan", None, None)]


def test_names_before_the_figures_that_are_promised() -> None:
    text = f"{OVERVIEW}1.改造小区6个，惠及1200户；\n2.供热保障，应修尽修；\n3.更新管网11公里。\n"
    assert tasks(text) == [
        ("改造小区", "plan", "改造小区6个，惠及1200户", None),
        ("供热保障", "plan", "供热保障，应修尽修", None),
        ("更新管网", "plan", "更新管网11公里", None),
    ]


def test_names_before_what_was_done() -> None:
    text = "三、重点工作完成情况\n（1）全年新建温室326亩，吸纳就业150余人；（2）累计改造户厕458户。\n"
    assert tasks(text) == [
        ("新建温室", "result", None, "全年新建温室326亩，吸纳就业150余人"),
        ("改造户厕", "result", None, "累计改造户厕458户"),
    ]


@pytest.mark.parametrize(
    "items",
    [
        "1.贯彻执行国家林业方针政策；\n2.负责林地管护；\n3.承担防火职责。\n",
        "1.造林2,000亩；\n2.群众满意度达到95%；\n",
        "1.数量指标：造林；\n2.质量指标：验收合格；\n",
        "1.造林资金按时支付；\n2.预算公开及时；\n",
    ],
)
def test_lists_of_duties_indicators_and_money_are_no_tasks(items: str) -> None:
    assert tasks(OVERVIEW + items) == []


def test_goals_of_a_project_are_no_tasks() -> None:
    assert tasks("二、项目绩效目标\n1.新建渠道5公里；\n2.受益群众1200人。\n") == []


def test_tasks_numbered_in_one_paragraph() -> None:
    text = f"{OVERVIEW}2023年确定任务两项。任务一，植树造林，预期目标为造林2,000亩。任务二，护林防火，预期目标为巡护千次。\n"
    assert tasks(text) == [
        ("植树造林", "plan", "造林2,000亩。", None),
        ("护林防火", "plan", "巡护千次。", None),
    ]


def test_what_came_of_a_numbered_task_names_none() -> None:
    text = "二、履职效能分析\n任务一完成情况：全县造林2,300亩，补植行道树410株。\n任务二完成情况：巡护林区1,204人次，火情为零。\n"
    assert tasks(text) == []


def test_items_that_look_like_headings_are_items_of_their_list() -> None:
    text = "三、重点工作完成情况\n1.植树造林。全县造林2,300亩，补植行道树410株。\n2.护林防火，火情为零。\n3.苗圃建设。新建苗圃12亩，育苗3.1万株。\n"
    assert [name for name, *_ in tasks(text)][:1] == ["植树造林"]
    assert "3.苗圃建设" not in "".join(told or "" for *_, told in tasks(text))


def of_form(rows: str) -> list[tuple[str, str, str | None, str | None]]:
    outline = build_outline(read_html(f"<table><tr><td>部门名称</td><td colspan=3>青禾县林业局</td></tr>{rows}</table>", "form.html"))
    recorder = Recorder(outline.document)
    read_tasks(outline, [], None, recorder)
    for row in (*recorder.rows["tasks"], *recorder.rows["evidence"]):
        assert row.quote == outline.document.text[row.char_start : row.char_end]
    return [(row.task_name, row.task_stage, row.goal_text, row.result_text) for row in recorder.rows["tasks"]]


PLANNED = "1.植树造林：造林2,000亩；2.护林防火：巡护千次"
DONE = "1.植树造林：造林2,300亩；2.护林防火：巡护1,204次"


@pytest.mark.parametrize(
    "rows",
    [
        f"<tr><td>年度主要任务</td><td>{PLANNED}</td><td>完成情况</td><td>{DONE}</td></tr>",
        f"<tr><td>重点工作任务</td><td colspan=3>{PLANNED}</td></tr><tr><td>任务完成情况</td><td colspan=3>{DONE}</td></tr>",
        "<tr><td>任务名称</td><td>植树造林</td><td>任务目标</td><td>造林2,000亩</td></tr><tr><td>完成情况</td><td colspan=3>造林2,300亩</td></tr>"
        "<tr><td>任务名称</td><td>护林防火</td><td>任务目标</td><td>巡护千次</td></tr><tr><td>完成情况</td><td colspan=3>巡护1,204次</td></tr>",
    ],
)
def test_cells_beside_labels(rows: str) -> None:
    assert of_form(rows) == [
        ("植树造林", "both", "造林2,000亩", "造林2,300亩"),
        ("护林防火", "both", "巡护千次", "巡护1,204次"),
    ]


def test_a_cell_of_results_alone() -> None:
    rows = f"<tr><td>重点工作完成情况</td><td colspan=3>{DONE}</td></tr>"
    assert of_form(rows) == [("植树造林", "result", None, "造林2,300亩"), ("护林防火", "result", None, "巡护1,204次")]


@pytest.mark.parametrize("label", ["完成情况", "预算完成情况", "主要职责", "绩效目标完成情况说明"])
def test_cells_beside_other_labels_list_no_tasks(label: str) -> None:
    assert of_form(f"<tr><td>{label}</td><td colspan=3>{DONE}</td></tr>") == []


def test_counted_goals_with_what_came_of_each() -> None:
    text = "预期目标\t实际完成情况\n目标1：植树造林，造林2,000亩；目标2：护林防火，巡护千次。\t目标1完成情况：造林2,300亩；目标2完成情况：巡护1,204次。\n"
    assert tasks(text) == [
        ("植树造林", "both", "植树造林，造林2,000亩", "造林2,300亩"),
        ("护林防火", "both", "护林防火，巡护千次。", "巡护1,204次。"),
    ]


def test_counted_goals_one_a_row() -> None:
    text = "预期目标\t实际完成情况\n目标1：植树造林，造林2,000亩\t造林2,300亩\n目标2：护林防火，巡护千次\t巡护1,204次\n"
    assert tasks(text) == [
        ("植树造林", "both", "植树造林，造林2,000亩", "造林2,300亩"),
        ("护林防火", "both", "护林防火，巡护千次", "巡护1,204次"),
    ]


def test_a_dash_is_no_result_of_a_goal() -> None:
    assert tasks("预期目标\t实际完成情况\n植树造林\t造林2,300亩\n护林防火\t---\n") == []


GOALS = [
    "年度目标1：\n（30分）", "发展茶叶产业，促进农民增收", "一级指标", "二级指标", "三级指标", "年初目标值", "实际完成值", "得分",
    "产出指标", "数量指标", "茶园改造", "≥20亩", "21亩", "4", "年度目标2：\n（20分）", "改善集镇环境，守护库岸生态",
    "产出指标", "数量指标", "户厕改建", "26户", "26户", "4", "总分", "97",
]  # fmt: skip


def test_goals_that_labels_count_in_a_form_of_one_cell_a_line() -> None:
    text = "样县石桥镇2022年度部门整体绩效自评表\n\n" + "\n\n".join(GOALS) + "\n"
    report = extract_report(text.encode(), "form.txt")
    assert [(row.task_name, row.task_stage) for row in report.tasks] == [
        ("发展茶叶产业，促进农民增收", "plan"),
        ("改善集镇环境，守护库岸生态", "plan"),
    ]
    assert [(row.indicator_name, row.actual_text) for row in report.indicators] == [("茶园改造", "21亩"), ("户厕改建", "26户")]
    assert extract_report(text.replace("年度目标2：", "备注：").encode(), "form.txt").tasks == ()
