"""Tables of tasks that lost their grid, one cell per line, each text invented."""

from __future__ import annotations

from decimal import Decimal

from orchestration.extraction.recorder import Recorder
from orchestration.extraction.structure.flat_tables import rebuild_flat_tables
from orchestration.extraction.structure.outline import build_outline
from orchestration.extraction.structure.zones import split_zones
from orchestration.extraction.tasks import read_tasks
from orchestration.reading.text import read_text

RESULTS = (
    "整体支出绩效自评表\n单位名称\n青禾县林场\n主要工作\n工作事项\n工作完成情况\n支出金额（万元）\n"
    "植树造林\n造林230亩，补植410株；成活率96%，比上年提高2个百分点，全部通过验收。\n86.12\n护林防火\n巡护1204人次；火情为零。\n1,003.44\n合计\n1,089.56\n存在问题\n经费不足。\n"
)
MONEY = (
    "部门整体支出绩效自评表\n部门名称\n青禾县林场\n年度主要任务\n任务名称\n预算数（万元）\n执行数（万元）\n执行率\n"
    "任务1\n植树造林\n90.00\n86.12\n95.69%\n任务2\n护林防火\n1,100.00\n1,003.44\n91.22%\n金额合计\n1,190.00\n1,089.56\n91.56%\n年度总体目标\n"
)


def grid(text: str) -> list[list[str]]:
    (view,) = rebuild_flat_tables(build_outline(read_text(text, "a.txt")), 0)
    return [[view.value(row, column) for column in range(view.columns)] for row in range(len(view.grid))]


def tasks(text: str) -> list[tuple[str, str | None, Decimal | None]]:
    outline = build_outline(read_text(text, "a.txt"))
    recorder = Recorder(outline.document)
    read_tasks(outline, [zone for view in rebuild_flat_tables(outline, 0) for zone in split_zones(view)], None, recorder)
    return [(row.task_name, row.result_text, row.funding_amount) for row in recorder.rows["tasks"]]


def test_names_results_and_money() -> None:
    assert grid(RESULTS) == [
        ["工作事项", "工作完成情况", "支出金额(万元)"],
        ["植树造林", "造林230亩,补植410株;成活率96%,比上年提高2个百分点,全部通过验收。", "86.12"],
        ["护林防火", "巡护1204人次;火情为零。", "1,003.44"],
        ["合计", "", "1,089.56"],
    ]
    assert tasks(RESULTS) == [
        ("植树造林", "造林230亩，补植410株；成活率96%，比上年提高2个百分点，全部通过验收。", Decimal("861200.00")),
        ("护林防火", "巡护1204人次；火情为零。", Decimal("10034400.00")),
    ]


def test_rows_end_where_a_cell_does_not_fit() -> None:
    assert grid(RESULTS.replace("合计\n1,089.56\n", "另有经费\n下拨乡镇\n使用中\n"))[-1][0] == "护林防火"


def test_names_and_money_under_the_label_of_their_block() -> None:
    assert grid(MONEY) == [
        ["任务名称", "预算数(万元)", "执行数(万元)", "执行率"],
        ["植树造林", "90.00", "86.12", "95.69%"],
        ["护林防火", "1,100.00", "1,003.44", "91.22%"],
        ["金额合计", "1,190.00", "1,089.56", "91.56%"],
    ]
    assert tasks(MONEY) == [("植树造林", None, Decimal("900000.00")), ("护林防火", None, Decimal("11000000.00"))]


def test_counters_before_the_names_are_passed_over() -> None:
    text = MONEY.replace("预算数（万元）\n执行数（万元）\n执行率", "主要内容\n预算数（万元）\n执行数（万元）")
    text = text.replace("植树造林\n", "植树造林\n造林230亩，补植410株。\n").replace("护林防火\n", "护林防火\n巡护千次，火情为零。\n")
    for rate in ("\n95.69%", "\n91.22%", "\n91.56%"):
        text = text.replace(rate, "")
    assert grid(text)[1:] == [
        ["植树造林", "造林230亩,补植410株。", "90.00", "86.12"],
        ["护林防火", "巡护千次,火情为零。", "1,100.00", "1,003.44"],
        ["金额合计", "", "1,190.00", "1,089.56"],
    ]


def test_names_goals_and_results_without_money() -> None:
    text = (
        "部门整体支出绩效自评表\n部门名称\n青禾县林场\n年度主要任务\n任务名称\n主要内容\n完成情况\n植树造林\n造林200亩\n造林230亩，补植410株\n"
        "护林防火\n巡护千次\n巡护1204人次\n一级指标\n二级指标\n三级指标\n年度指标值\n实际完成值\n得分\n"
    )
    assert tasks(text) == [("植树造林", "造林230亩，补植410株", None), ("护林防火", "巡护1204人次", None)]
