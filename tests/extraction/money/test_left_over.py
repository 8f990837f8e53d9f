"""What is left at the end of the year stands on the row of the spending that leaves it."""

from decimal import Decimal

from orchestration.extraction import extract_document
from orchestration.reading import read_document
from orchestration.records import ReportRecord

HEAD = "云溪县水务局2022年度部门整体支出绩效自评报告\n一、部门概况\n负责供水。\n二、预算执行情况\n"


def record_of(text: str) -> ReportRecord:
    return extract_document(read_document((HEAD + text).encode(), "report.txt"), "report.txt")


def test_a_sentence_of_its_own_tells_what_the_whole_leaves() -> None:
    record = record_of("全年预算数90万元，支出80万元。其中：基本支出50万元，项目支出30万元。年末结转10万元。\n")
    whole, *parts = record.spending
    assert (whole.executed_amount, whole.carry_over_amount) == (800000, 100000)
    assert [part.carry_over_amount for part in parts] == [None, None]
    (evidence,) = [row for row in record.evidence if row.column_name == "carry_over_amount"]
    assert (evidence.fact_id, evidence.quote) == (whole.fact_id, "10万元")


def test_what_goes_over_to_next_year_was_not_spent() -> None:
    (row,) = record_of("全年预算数90万元，支出80万元，执行率88.89%；结转下年10万元。\n").spending
    assert (row.executed_amount, row.carry_over_amount, row.declared_rate_pct) == (800000, 100000, Decimal("88.89"))


def test_without_spending_of_the_whole_it_keeps_its_row() -> None:
    (row,) = record_of("年末结转结余资金10万元。\n").spending
    assert (row.breakdown, row.carry_over_amount) == ("source", 100000)
