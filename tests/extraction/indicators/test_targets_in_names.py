"""Indicators whose names tell their targets, where no column holds one."""

from __future__ import annotations

from decimal import Decimal

from orchestration.extraction.structure.flat_tables import rebuild_flat_tables
from tests.extraction.reading_rows import indicators_of, outline_of

HEADER = "整体支出绩效定量目标及实施计划完成情况 评价内容 绩效指标 完成情况"
FORM = (
    "产出目标 (部门工作实绩,包含上级部门布置的重点工作) 质量指标 检查合格率95% 97% 数量指标 修复沟渠12公里 12.5公里 "
    "时效指标 2021年底前完成 已完成 效益目标 社会效益 村民满意度≥90% 93%"
)


def test_a_name_with_a_figure_is_name_and_target() -> None:
    rows = indicators_of(
        "定量目标及实施计划完成情况\t评价内容\t\t绩效指标\t完成情况\n"
        "\t产出目标\t质量指标\t检查合格率95%\t97%\n\t\t数量指标\t修复沟渠12公里\t12.5公里\n\t\t时效指标\t2021年底前完成\t已完成\n"
    )
    assert [(row.indicator_name, row.target_text, row.target_value, row.actual_value) for row in rows] == [
        ("检查合格率", "95%", 95, 97),
        ("修复沟渠", "12公里", 12, Decimal("12.5")),
        ("2021年底前完成", None, None, None),
    ]


def test_a_name_beside_its_target_keeps_its_figure() -> None:
    (row,) = indicators_of("三级指标\t指标值\t实际完成值\n收入5万元以上的村\t30个\t32个\n")
    assert (row.indicator_name, row.target_text) == ("收入5万元以上的村", "30个")


def test_levels_stand_before_names_with_figures_one_cell_per_line() -> None:
    (view,) = rebuild_flat_tables(outline_of("\n\n".join([*HEADER.split(), *FORM.split()])), 0)
    assert [[view.value(row, column) for column in range(3)] for row in range(1, 5)] == [
        ["质量指标", "检查合格率95%", "97%"],
        ["数量指标", "修复沟渠12公里", "12.5公里"],
        ["时效指标", "2021年底前完成", "已完成"],
        ["社会效益", "村民满意度≥90%", "93%"],
    ]
