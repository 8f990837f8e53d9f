"""Parts told pair by pair in sentences, sums before what they are for, and what belongs to the whole again behind them."""

import pytest

from orchestration.extraction import extract_report
from orchestration.records import SpendingRow
from tests.extraction.reading_rows import phases, prose_money_of

_OFFICE = "青禾县水务局2023年度部门整体支出绩效自评报告\n一、基本情况\n主管水务。\n二、预算执行情况\n"
_PROJECT = "青禾县2023年度乡村道路改造项目绩效自评报告\n一、项目基本情况\n由县交通局实施。\n二、项目资金情况\n"


def _rows(text: str, heading: str = _PROJECT) -> list[SpendingRow]:
    return extract_report(f"{heading}{text}\n".encode(), "a.txt").spending


def _told(rows: list[SpendingRow]) -> list[tuple[str, str, dict[str, int]]]:
    return [(row.item_name, row.breakdown, {role: amount // 10000 for role, amount in phases(row).items()}) for row in rows]


@pytest.mark.parametrize(
    "text",
    [
        "资金分配：柳河镇12万元（已支出11万元），石桥乡8万元（已支出7万元）。",
        "柳河镇安排12万元，实际支出11万元；石桥乡安排8万元，实际支出7万元。",
    ],
)
def test_each_part_keeps_what_was_spent_of_it(text: str) -> None:
    assert _told(_rows(text)) == [
        ("柳河镇", "project", {"adjusted": 12, "executed": 11}),
        ("石桥乡", "project", {"adjusted": 8, "executed": 7}),
    ]


def test_parts_with_their_spending_under_a_whole() -> None:
    rows = _rows("县财政安排我局项目资金20万元，分别是：堤防加固12万元，已支出11万元；闸门更换8万元，已支出7万元。", _OFFICE)
    assert _told(rows) == [
        ("项目资金", "total", {"adjusted": 20}),
        ("堤防加固", "project", {"adjusted": 12, "executed": 11}),
        ("闸门更换", "project", {"adjusted": 8, "executed": 7}),
    ]


def test_sums_before_what_they_are_for() -> None:
    rows = _rows("项目支出20万元：12万元用于堤防加固，8万元用于闸门更换。", _OFFICE)
    assert _told(rows) == [
        ("项目支出", "nature", {"executed": 20}),
        ("堤防加固", "project", {"executed": 12}),
        ("闸门更换", "project", {"executed": 8}),
    ]


def test_sums_before_who_gave_them() -> None:
    rows = _rows("预算资金20万元，其中12万元为中央资金，8万元为省级资金。")
    assert [told[1:] for told in _told(rows)] == [("total", {"adjusted": 20}), ("source", {"adjusted": 12}), ("source", {"adjusted": 8})]


def test_sums_told_respectively_of_levels() -> None:
    rows = _rows("中央资金、省级资金分别为12万元、8万元。")
    assert [(row.item_name, row.adjusted_amount) for row in rows] == [("中央资金", 120000), ("省级资金", 80000)]


def test_what_the_parts_of_a_project_come_to() -> None:
    rows = _rows("资金拨付情况：柳河镇12万元，石桥乡8万元，合计20万元。")
    assert _told(rows) == [
        ("柳河镇", "project", {"executed": 12}),
        ("石桥乡", "project", {"executed": 8}),
        ("部门整体支出", "total", {"executed": 20}),
    ]


def test_kinds_of_spending_behind_a_label_on_spending() -> None:
    rows = _rows("基本支出情况：人员经费12万元，公用经费8万元。", _OFFICE)
    assert _told(rows) == [("人员经费", "nature", {"executed": 12}), ("公用经费", "nature", {"executed": 8})]


def test_what_last_year_left_takes_no_spending_of_the_whole() -> None:
    rows = prose_money_of("上年结转2万元,本年收入78万元,本年支出76万元,年末结转4万元。")
    assert [(row.breakdown, row.direction, phases(row)) for row in rows] == [
        ("source", "expenditure", {"carry_over": 20000}),
        ("total", "income", {"executed": 780000}),
        ("total", "expenditure", {"executed": 760000, "carry_over": 40000}),
    ]


def test_an_item_of_the_accounts_with_its_code_in_brackets() -> None:
    (row,) = prose_money_of("行政运行(2130301)年初预算43万元,支出决算42万元,完成年初预算的97.67%。")
    assert (row.item_name, row.breakdown, phases(row)) == ("行政运行", "function", {"approved": 430000, "executed": 420000})


def test_what_was_left_and_arranged_comes_to_the_budget() -> None:
    rows = _rows("2022年结转资金5万元，2023年安排资金75万元，共计80万元，支出78万元。")
    assert ("total", {"adjusted": 80, "executed": 78}) in [told[1:] for told in _told(rows)]


def test_what_a_contractor_was_paid_is_spent_of_the_budget() -> None:
    (row,) = _rows("本项目中央补助资金50万元，已拨付施工单位45万元。")
    assert (row.breakdown, phases(row)) == ("total", {"adjusted": 500000, "executed": 450000})


def test_an_investment_made_is_spent_with_its_sources() -> None:
    rows = _rows("项目计划投资80万元，实际完成投资78万元，其中财政资金50万元、自筹28万元。")
    assert [told[1:] for told in _told(rows)] == [
        ("total", {"adjusted": 80, "executed": 78}),
        ("source", {"executed": 50}),
        ("source", {"executed": 28}),
    ]


def test_sources_of_what_came_in_are_no_budget() -> None:
    assert not any(row.adjusted_amount for row in _rows("资金到位情况：中央资金50万元，省级资金20万元，到位率100%。"))


def test_sources_of_spending_are_spent() -> None:
    rows = _rows("资金支出情况：中央资金49万元；省级资金19万元。")
    assert [told[1:] for told in _told(rows)] == [("source", {"executed": 49}), ("source", {"executed": 19})]


def test_a_sum_that_was_told_before_is_not_told_again() -> None:
    rows = _rows("全年预算数25万元，全年支出20万元。\n按建设内容分：堤防加固12万元、闸门更换8万元，合计20万元。")
    assert _told(rows) == [
        ("预算", "total", {"adjusted": 25, "executed": 20}),
        ("堤防加固", "project", {"executed": 12}),
        ("闸门更换", "project", {"executed": 8}),
    ]


def test_what_is_left_of_a_fund_takes_the_spending_of_the_fund() -> None:
    rows = prose_money_of("政府性基金预算财政拨款年初结转结余0万元,本年收入40万元,本年支出40万元,年末结转结余0万元。")
    assert [(row.direction, row.executed_amount) for row in rows if row.breakdown == "fund"] == [("expenditure", 400000), ("income", 400000)]
