"""The rate of execution that a report tells in words: which sentences, whose rate, which year's."""

from __future__ import annotations

from decimal import Decimal

import pytest

from orchestration.extraction import extract_report
from orchestration.records import ReportRecord

SUMS = "2022年全年预算数为13,259.41万元，全年支出12,766.32万元。"


def _report(told: str) -> ReportRecord:
    text = (
        "2022年度甲州市壬县卫生健康局部门整体支出绩效自评报告\n\n一、部门基本情况\n\n壬县卫生健康局内设机构5个。\n\n"
        f"二、部门整体支出情况\n\n{told}\n\n三、自评结论\n\n本部门自评得分为95分。\n"
    )
    return extract_report(text.encode(), "report.txt")


def _rates_of_rows(report: ReportRecord) -> list[tuple[str, Decimal]]:
    return [(row.breakdown, row.declared_rate_pct) for row in report.spending if row.declared_rate_pct is not None]


def _rates_of_report(report: ReportRecord) -> list[tuple[str, Decimal | None, str | None, str]]:
    return [(row.figure, row.value, row.value_text, row.quote) for row in report.figures]


@pytest.mark.parametrize(
    "sentence",
    [
        "预算执行率为96.28%。",
        "2022年预算执行率为96.28%。",
        "我局预算执行率为96.28%。",
        "预算执行率为96.28%，执行情况良好。",
        "预算执行率96.28%，较上年提高2个百分点。",
        "预算完成率为96.28%。",
        "整体支出完成率96.28%。",
        "执行率为96.28%。",
    ],
)
def test_a_rate_behind_the_sums_is_that_of_their_row(sentence: str) -> None:
    report = _report(SUMS + sentence)
    assert _rates_of_rows(report) == [("total", Decimal("96.28"))]
    assert _rates_of_report(report) == []
    (place,) = [row for row in report.evidence if row.column_name == "declared_rate_pct"]
    assert place.quote == "96.28%"


@pytest.mark.parametrize(
    ("paragraph", "quote"),
    [
        ("预算执行率为96.3%。", "预算执行率为96.3%"),
        ("2022年度部门整体支出预算执行率96.3%，较上年提高2个百分点。", "2022年度部门整体支出预算执行率96.3%"),
        ("（一）预算执行率。2022年我局预算执行率为96.3%，得9.6分。", "2022年我局预算执行率为96.3%"),
        ("资金管理规范。预算完成率：96.3%", "预算完成率：96.3%"),
    ],
)
def test_a_rate_in_a_paragraph_of_its_own_is_a_figure_of_the_report(paragraph: str, quote: str) -> None:
    report = _report(f"{SUMS}\n\n{paragraph}")
    assert _rates_of_report(report) == [("declared_execution_rate_pct", Decimal("96.3"), "96.3", quote)]
    assert _rates_of_rows(report) == []
    (number,) = [row for row in report.printed_numbers if row.printed == "96.3"]
    assert number.fact_table == "figures"


@pytest.mark.parametrize(
    "paragraph",
    [
        "2021年预算执行率为95%。",  # another year's
        "上年预算执行率为95%。",
        "项目预算执行率为95%。",  # of a part
        "政府采购预算执行率为95%。",
        "预算执行率达到95%以上。",  # what shall be
        "预算执行率达到95%的目标基本实现。",
        "预算执行率100%，得满分，每低1个百分点扣0.5分。",
        "执行率为95%。",  # of what?
        "预算执行率为95%。\n\n全年预算执行率为97%。",  # which of the two?
    ],
)
def test_other_rates_are_not_that_of_the_report(paragraph: str) -> None:
    report = _report(f"{SUMS}\n\n{paragraph}")
    assert _rates_of_report(report) == []
    assert _rates_of_rows(report) == []


def test_a_bare_rate_behind_a_part_is_not_that_of_the_total() -> None:
    report = _report(SUMS + "其中项目支出预算500万元，支出470万元。执行率为94%。")
    assert ("total", Decimal(94)) not in _rates_of_rows(report)


def test_another_years_rate_behind_the_sums_is_not_theirs() -> None:
    assert _rates_of_rows(_report(SUMS + "2021年预算执行率为95%。")) == []


def test_a_rate_in_a_row_is_not_recorded_again() -> None:
    report = _report("2022年全年预算数1,500.00万元，执行数1,450.00万元，预算执行率96.67%。\n\n预算执行率为96.67%。")
    assert _rates_of_rows(report) == [("total", Decimal("96.67"))]
    assert _rates_of_report(report) == []


def test_a_rate_in_the_chapter_of_one_project_is_not_that_of_the_report() -> None:
    text = (
        "2022年度壬县水务局项目支出绩效自评报告\n一、河道清淤项目\n全年预算100万元，支出90万元。\n预算执行率为90%。\n"
        "二、泵站改造项目\n全年预算100万元，支出90万元。\n预算执行率为90%。\n"
    )
    assert _rates_of_report(extract_report(text.encode(), "report.txt")) == []


def test_a_rate_beside_a_budget_whose_spending_stands_elsewhere_is_that_of_the_report() -> None:
    report = _report("2022年总收入990万元，总支出970.2万元。年初预算900万元，全年预算990万元，执行率98%。")
    ((figure, value, printed, _),) = _rates_of_report(report)
    assert (figure, value, printed) == ("declared_execution_rate_pct", Decimal(98), "98")


@pytest.mark.parametrize(("rate", "told"), [("预算执行率96.28%", [("total", Decimal("96.28"))]), ("资金到位率100%", [])])
def test_a_rate_before_its_sums_is_that_of_what_was_spent(rate: str, told: list[tuple[str, Decimal]]) -> None:
    assert _rates_of_rows(_report(f"{rate}，全年支出12,766.32万元，其中基本支出8,000万元。")) == told
