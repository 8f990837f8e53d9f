"""A form whose office stands beside the score of the whole, and whose side label reaches down the table of indicators."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from orchestration.extraction import extract_report
from orchestration.records import ReportRecord

ROWS = (
    ("2023年度部门整体绩效自评表", None, None, None, None, None),
    ("部门（单位）名称", "丙县水务局", None, "部门支出预算数（万元）", "自评总分（分）", "93.50"),
    ("预算执行情况（万元）", None, "年初预算数", "全年预算数", "全年执行数", "执行率（%）"),
    (None, "年度总金额", "310.00", "330.00", "297.00", "90.00"),
    ("绩效指标", "指标名称", "计量单位", "年初指标值", "全年完成值", "指标得分（分）"),
    (None, "新建泵站数", "座", "≥4", "5", "20"),
    (None, "供水水质达标率", "%", "≥95", "97", "30"),
    (None, "用户满意度", "%", "≥90", "93", "10"),
)


def test_office_total_and_indicators_are_read() -> None:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    for merged in ("A1:F1", "B2:C2", "A3:A4", "A5:A8"):
        book.active.merge_cells(merged)
    stored = BytesIO()
    book.save(stored)
    report = extract_report(stored.getvalue(), "form.xlsx")
    assert report.headers[0].office_name == "丙县水务局"
    assert [(row.breakdown, row.executed_amount) for row in report.spending] == [("total", Decimal("2970000.00"))]
    assert [row.indicator_name for row in report.indicators] == ["新建泵站数", "供水水质达标率", "用户满意度"]
    assert [(row.component, row.score) for row in report.scores] == [("total", Decimal("93.50"))]


def _extracted(*rows: tuple[str | None, ...]) -> ReportRecord:
    book = openpyxl.Workbook()
    for row in (("2023年度部门整体支出绩效自评表",), ("部门名称", "丙县水务局"), *rows):
        book.active.append(row)
    stored = BytesIO()
    book.save(stored)
    return extract_report(stored.getvalue(), "form.xlsx")


@pytest.mark.parametrize(
    ("rows", "grade"),
    [
        ((("自评总分", "93.5", "自评等级", "良"),), "良"),
        ((("评价等级", "良好"), ("自评得分", "93.5分")), "良好"),
        ((("评价等级：良",), ("自评得分：93.5",)), "良"),
        ((("自评得分", "93.5分"), ("评价等级", "□优 ☑良 □中 □差")), "良"),
    ],
)
def test_a_grade_is_of_the_score_wherever_it_stands(rows: tuple[tuple[str | None, ...], ...], grade: str) -> None:
    assert [(row.component, row.score, row.grade) for row in _extracted(*rows).scores] == [
        ("total", Decimal("93.5"), grade)
    ]


@pytest.mark.parametrize(("label", "printed"), [("预算调整率（%）", "6.45"), ("调整率", "6.45%")])
def test_an_adjustment_rate_beside_its_label_is_a_figure(label: str, printed: str) -> None:
    (figure,) = _extracted(("年初预算数（万元）", "310.00", label, printed)).figures
    assert (figure.figure, figure.value, figure.value_text) == (
        "declared_adjustment_rate_pct",
        Decimal("6.45"),
        printed,
    )
