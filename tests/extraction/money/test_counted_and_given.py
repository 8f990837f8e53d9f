"""Budgets parted by a count of projects, sums whose giver stands behind them, and what is given to a place."""

import pytest

from orchestration.extraction import extract_report
from orchestration.records import SpendingRow
from tests.extraction.reading_rows import phases

_OFFICE = "青禾县水务局2023年度部门整体支出绩效自评报告\n一、基本情况\n主管水务。\n二、预算执行情况\n"
_PROJECT = "青禾县2023年度乡村道路改造项目绩效自评报告\n一、项目基本情况\n由县交通局实施。\n二、项目资金情况\n"


def _rows(text: str, heading: str = _PROJECT) -> list[SpendingRow]:
    return extract_report(f"{heading}{text}\n".encode(), "a.txt").spending


def _told(text: str, heading: str = _PROJECT) -> list[tuple[str, str, dict[str, int]]]:
    rows = _rows(text, heading)
    return [(row.item_name, row.breakdown, {role: int(amount) // 10000 for role, amount in phases(row).items()}) for row in rows]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("年初批复预算8个项目985万元，实际支出900万元。", "8个项目", "approved"),
        ("年初预算安排项目8个985万元，支出900万元。", "项目", "approved"),
        ("2023年安排项目8个、资金985万元，已支出900万元。", "项目", "adjusted"),
        ("2023年下达8个重点项目资金共计985万元，支出900万元。", "8个重点项目", "adjusted"),
    ],
)
def test_a_budget_that_counts_its_projects_is_theirs(text: str, name: str, role: str) -> None:
    assert _told(text, _OFFICE) == [(name, "project", {role: 985, "executed": 900})]
    assert [breakdown for _, breakdown, _ in _told(text)] == ["total"]


def test_the_projects_counted_are_a_part_of_the_budget_told_before() -> None:
    told = _told("年初部门预算1500万元，其中批复8个项目预算985万元。", _OFFICE)
    assert told == [("年初部门预算", "total", {"approved": 1500}), ("8个项目", "project", {"approved": 985})]


def test_projects_built_are_no_budget() -> None:
    assert _told("全年完成8个项目建设，投资985万元。", _OFFICE) == []


@pytest.mark.parametrize(
    "text",
    [
        "项目资金800万元，其中500万元为中央资金，300万元为县级配套资金。",
        "项目资金800万元，其中：500万元来自中央，300万元由县财政承担。",
        "下达资金800万元（500万元属中央资金、300万元系县级资金）。",
        "项目资金800万元，其中500万元由中央财政安排，300万元由县级配套。",
    ],
)
def test_givers_behind_their_sums_divide_the_one_before(text: str) -> None:
    told = [(breakdown, amounts) for _, breakdown, amounts in _told(text)]
    assert told == [("total", {"adjusted": 800}), ("source", {"adjusted": 500}), ("source", {"adjusted": 300})]


def test_levels_that_give_together_are_one_source() -> None:
    told = _told("项目资金700万元，其中央省资金500万元，市县资金200万元。")
    assert told[1:] == [("央省资金", "source", {"adjusted": 500}), ("市县资金", "source", {"adjusted": 200})]


def test_money_behind_a_name_without_a_word_of_money_was_given() -> None:
    assert _told("下达我县道路维养6万元，支出6万元。", _OFFICE) == [("道路维养", "project", {"adjusted": 6, "executed": 6})]
    assert _told("省下达我县固定资产投资任务30000万元。", _OFFICE) == []


def test_a_fund_named_before_it_was_given() -> None:
    told = _told("水利发展资金下达我县111万元，其中：中央80万元，省级31万元，年中调减40万元，实际支出71万元。")
    assert told == [
        ("水利发展资金", "total", {"adjusted": 111, "executed": 71}),
        ("中央", "source", {"adjusted": 80}),
        ("省级", "source", {"adjusted": 31}),
        ("水利发展资金年中调减", "budget_adjustment", {"change": -40}),
    ]


def test_what_was_received_is_called_by_its_fund() -> None:
    row = _rows("收到中央水利发展资金300万元。")[0]
    assert (row.item_name, row.received_amount, row.adjusted_amount) == ("中央水利发展资金", 3_000_000, None)


def test_the_cost_approved_with_the_works_is_no_budget_of_a_year() -> None:
    assert [amounts for *_, amounts in _told("项目立项批复800万元，实际支出700万元。")] == [{"unphased": 800, "executed": 700}]


def test_a_count_may_stand_between_a_budget_and_its_sum() -> None:
    told = _told("年初部门预算安排项目支出5项，共计320万元，年中追加2项，共计60万元，年末执行372万元。", _OFFICE)
    assert [row[2] for row in told] == [{"approved": 320, "executed": 372}, {"change": 60}]


def test_projects_of_a_fund_that_a_budget_counts() -> None:
    (row,) = _rows("2023年全县安排衔接资金项目5个，资金3260万元，支出3000万元。")
    assert phases(row) == {"adjusted": 32_600_000, "executed": 30_000_000}
