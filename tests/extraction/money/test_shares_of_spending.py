"""Sums over towns and works beside a larger whole: shares of it, and no second total."""

import pytest

from orchestration.extraction import extract_report
from orchestration.records import SpendingRow

_PROJECT = "青禾县2023年度乡村道路改造项目绩效自评报告\n一、项目资金情况\n"
_WHOLE = "全年预算数350万元，执行数340万元。"


def _rows(text: str, heading: str = _PROJECT) -> list[SpendingRow]:
    return extract_report(f"{heading}{text}\n".encode(), "a.txt").spending


def _totals_spent(text: str) -> list[int]:
    return [int(row.executed_amount) // 10000 for row in _rows(text) if row.breakdown == "total" and row.executed_amount]


@pytest.mark.parametrize(
    "text",
    [
        "各乡镇共支出50万元。",
        "各项目单位累计支付50万元。",
        "\n二、完成情况\n城关镇支出20万元，东乡镇支出30万元，合计支出50万元。",
    ],
)
def test_what_several_spent_is_no_second_whole(text: str) -> None:
    assert _totals_spent(_WHOLE + text) == [340]
    assert any(row.breakdown == "project" and row.executed_amount == 500_000 for row in _rows(_WHOLE + text))


def test_what_several_spent_is_the_whole_where_nothing_larger_is_told() -> None:
    assert _totals_spent("全年预算数350万元。城关镇支出150万元，东乡镇支出190万元，合计支出340万元。") == [340]
    assert _totals_spent("全年预算数350万元。各乡镇共支出340万元。") == [340]


def test_the_first_of_listed_projects_is_not_the_whole() -> None:
    rows = _rows("项目支出主要用于：\n1.河道保洁项目，预算120万元；\n2.闸站维护项目，预算80万元。")
    assert [(row.breakdown, row.adjusted_amount) for row in rows] == [("project", 1_200_000), ("project", 800_000)]


@pytest.mark.parametrize(("words", "phase"), [("其中项目预算", "adjusted"), ("其中项目年初预算", "approved")])
def test_budgets_listed_behind_spending_are_not_spent(words: str, phase: str) -> None:
    rows = _rows(f"{_WHOLE[:-1]}，{words}：河道保洁120万元、闸站维护80万元。")
    parts = [row for row in rows if row.breakdown == "project"]
    assert [int(getattr(row, f"{phase}_amount") or 0) // 10000 for row in parts] == [120, 80]
    assert all(row.executed_amount is None for row in parts)
