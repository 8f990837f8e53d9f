"""Units of money beside 元 and 万元: which are made into yuan, and what of one that is no yuan."""

from __future__ import annotations

from decimal import Decimal

import pytest

from orchestration.extraction import extract_report
from orchestration.extraction.money.amounts import read_amount
from orchestration.extraction.money_units import money_unit
from orchestration.records import ReportRecord


def _report(unit_line: str, header: str = "全年预算数") -> ReportRecord:
    text = (
        f"2022年度甲州市庚县教育局部门整体支出绩效自评报告\n\n{unit_line}\n\n一、部门基本情况\n\n庚县教育局内设机构5个。\n\n"
        f"二、部门整体支出情况\n\n| 项目 | {header} | 执行数 |\n| --- | ---: | ---: |\n| 基本支出 | 10.00 | 9.80 |\n"
        "| 项目支出 | 5.00 | 4.70 |\n| 合计 | 15.00 | 14.50 |\n\n三、自评结论\n\n自评得分为95分。\n"
    )
    return extract_report(text.encode(), "report.txt")


@pytest.mark.parametrize(
    ("unit", "total"),
    [("百万元", "15000000"), ("百元", "1500"), ("千万元", "150000000"), ("万元", "150000"), ("千元", "15000"), ("元", "15")],
)
def test_a_declared_unit_is_the_one_that_the_table_is_read_in(unit: str, total: str) -> None:
    report = _report(f"金额单位：{unit}")
    assert report.headers[0].declared_amount_unit == unit
    (whole,) = [row for row in report.spending if row.breakdown == "total"]
    assert (whole.adjusted_amount, whole.adjusted_text, whole.amount_unit) == (Decimal(total), "15.00", unit)


def test_a_unit_in_the_header_goes_before_the_default() -> None:
    (whole,) = [row for row in _report("附：", "全年预算数（百万元）").spending if row.breakdown == "total"]
    assert (whole.adjusted_amount, whole.amount_unit) == (Decimal(15_000_000), "百万元")


@pytest.mark.parametrize("unit", ["万美元", "港元"])
def test_what_is_no_yuan_is_told_as_printed_only(unit: str) -> None:
    report = _report(f"单位：{unit}")
    assert report.headers[0].declared_amount_unit == unit
    (whole,) = [row for row in report.spending if row.breakdown == "total"]
    assert (whole.adjusted_amount, whole.executed_amount) == (None, None)
    assert (whole.adjusted_text, whole.executed_text, whole.amount_unit) == ("15.00", "14.50", unit)


def test_a_cell_may_print_its_unit() -> None:
    amount = read_amount("1.5百万元")
    assert amount is not None
    assert (amount.number, amount.unit) == (Decimal("1.5"), "百万元")


@pytest.mark.parametrize(
    ("text", "unit"),
    [("金额（百万元）", "百万元"), ("预算数（万元）", "万元"), ("每百元收入", None), ("项目", None), ("金额（万美元）", "万美元")],
)
def test_the_unit_that_a_text_names(text: str, unit: str | None) -> None:
    assert money_unit(text) == unit
