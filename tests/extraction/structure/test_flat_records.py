"""Tables printed downwards, a label before each value, each text invented."""

from __future__ import annotations

from decimal import Decimal

from orchestration.extraction import extract_report
from orchestration.extraction.structure.flat_tables import rebuild_flat_tables
from orchestration.extraction.structure.outline import build_outline
from orchestration.reading.text import read_text

TASKS = (
    "二、年度重点工作任务完成情况\n任务1\n植树造林\n完成情况\n造林230亩，补植410株，成活率96%。\n"
    "任务2\n护林防火\n完成情况\n巡护1204人次，火情为零。\n"
)
INDICATORS = (
    "三、绩效指标完成情况\n一级指标\n产出指标\n三级指标\n造林面积\n年度指标值\n≥200亩\n实际完成值\n230亩\n"
    "一级指标\n效益指标\n三级指标\n林区火情\n年度指标值\n0起\n实际完成值\n0起\n"
)
TITLE = "青禾县林场2023年度部门整体支出绩效自评表\n"


def grids(text: str) -> list[list[list[str]]]:
    views = rebuild_flat_tables(build_outline(read_text(text, "a.txt")), 0)
    return [[[view.value(row, column) for column in range(view.columns)] for row in range(len(view.grid))] for view in views]


def test_labels_that_are_printed_again_before_each_value_are_a_header() -> None:
    assert grids(TASKS) == [
        [["任务", "完成情况"], ["植树造林", "造林230亩,补植410株,成活率96%。"], ["护林防火", "巡护1204人次,火情为零。"]]
    ]
    assert grids(INDICATORS) == [
        [
            ["一级指标", "三级指标", "年度指标值", "实际完成值"],
            ["产出指标", "造林面积", "≥200亩", "230亩"],
            ["效益指标", "林区火情", "0起", "0起"],
        ]
    ]


def test_labels_that_stand_once_are_no_table() -> None:
    assert grids("一级指标\n产出指标\n三级指标\n造林面积\n年度指标值\n≥200亩\n实际完成值\n230亩\n存在问题\n") == []


def test_what_such_tables_tell_is_read_once() -> None:
    report = extract_report((TITLE + TASKS + INDICATORS).encode(), "a.txt")
    assert [(row.task_name, row.result_text) for row in report.tasks] == [
        ("植树造林", "造林230亩，补植410株，成活率96%。"),
        ("护林防火", "巡护1204人次，火情为零。"),
    ]
    assert [(row.level1, row.indicator_name, row.target_value, row.actual_value) for row in report.indicators] == [
        ("产出指标", "造林面积", Decimal(200), Decimal(230)),
        ("效益指标", "林区火情", Decimal(0), Decimal(0)),
    ]
    assert [(row.subject, row.value) for row in report.statistics if row.unit == "人次"] == [("巡护", Decimal(1204))]
