"""List numbers that run into a count, and decimals that only look like it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from orchestration.extraction import extract_report
from orchestration.language import find_notations, find_quantities


def _read(text: str) -> list[tuple[str, Decimal | None, str | None]]:
    return [(text[q.number_start : q.number_end], q.value, q.unit) for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "listed", "counted"),
    [
        ("4.认定181个。5.37栋旧楼加装电梯获批。", ["4", "5"], [("181", "个"), ("37", "栋")]),
        ("1.建成3个站点。2.5个村通自来水。3.12户脱贫。", ["1", "2", "3"], [("3", "个"), ("5", "个"), ("12", "户")]),
        ("1.5个村通水。2.修路3公里。", ["1", "2"], [("5", "个"), ("3", "公里")]),
        ("1.修路；2.1,200余人受益。", ["1", "2"], [("1,200", "人")]),
    ],
)
def test_a_list_number_and_a_count_are_two(text: str, listed: list[str], counted: list[tuple[str, str]]) -> None:
    folded = text.replace("；", ";")
    assert [folded[n.start : n.end] for n in find_notations(folded) if n.reason == "list_number"] == listed
    assert _read(folded) == [(number, Decimal(number.replace(",", "")), unit) for number, unit in counted]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1.修路。2.15公里道路完工。", "2.15", "公里"),  # lengths can be halved
        ("1.接待。2.5万人次受益。", "25000", "人次"),  # and so can 万
        ("平均每村2.5个。", "2.5", "个"),
        ("2.5人", "2.5", "人"),  # a cell
        ("1.提升。2.5个百分点的增幅。", "2.5", "个百分点"),
    ],
)
def test_a_decimal_stays_one(text: str, value: str, unit: str) -> None:
    assert [(q.value, q.unit) for q in find_quantities(text)] == [(Decimal(value), unit)]


@pytest.mark.parametrize("text", ["5.37栋旧楼加装电梯获批。", "工作有序。5.37栋旧楼加装电梯获批。"])
def test_without_the_item_before_there_is_no_value(text: str) -> None:
    assert _read(text) == [("5.37", None, "栋")]


def test_statistic_and_printed_numbers_know_both() -> None:
    text = (
        "2022年度甲州市壬县卫生健康局部门整体支出绩效自评报告\n\n一、部门整体支出情况\n\n2022年全年支出1,450万元。\n\n"
        "二、主要工作成效\n\n1.登记树木31834棵。2.整治76次。3.巡河161次。4.认定181个。5.37栋旧楼加装电梯获批。\n\n"
        "三、自评结论\n\n自评得分95分。\n"
    )
    report = extract_report(text.encode(), "report.txt")
    (found,) = [row for row in report.statistics if row.unit == "栋"]
    assert (found.subject, found.value, found.value_text) == ("旧楼加装电梯", Decimal(37), "37栋")
    (place,) = [row for row in report.evidence if row.fact_id == found.fact_id and row.fact_table == "statistics"]
    assert (place.quote, text[place.char_start - 2 : place.char_start]) == ("37", "5.")
    printed = {row.char_start: row for row in report.printed_numbers}
    at = text.index("5.37栋")
    assert (printed[at].printed, printed[at].reason, printed[at].fact_table) == ("5", "list_number", None)
    assert (printed[at + 2].printed, printed[at + 2].fact_table) == ("37", "statistics")
