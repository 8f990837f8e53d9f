"""Whose parts the items of 三公经费 are."""

import pytest

from orchestration.extraction import extract_report

HEAD = "青禾县农机中心2023年度部门整体支出绩效自评报告\n\n二、资金使用情况\n"
TABLE = """
单位：万元

| 项目 | 预算数 | 决算数 |
| --- | --- | --- |
| “三公”经费 | 18 | 15 |
| 公务用车购置和运行维护费 | 12 | 11 |
| 公务用车运行维护费 | 12 | 11 |
| 公务接待费 | 6 | 4 |
"""


def parents(text: str) -> dict[str, str | None]:
    rows = extract_report(f"{HEAD}{text}\n".encode(), "report.md").spending
    return {row.item_name: row.parent_item_name for row in rows if row.breakdown == "three_public"}


@pytest.mark.parametrize("joint", ["，其中", "。其中：", "。\n", "，"])
def test_items_are_parts_of_the_whole_told_before_them(joint: str) -> None:
    told = parents(f"“三公”经费支出15万元{joint}公务用车运行维护费11万元，公务接待费4万元。")
    assert told == {"“三公”经费支出": None, "公务用车运行维护费": "“三公”经费支出", "公务接待费": "“三公”经费支出"}


def test_what_vehicles_cost_is_a_part_of_their_sum() -> None:
    told = parents(TABLE)
    assert told["公务用车运行维护费"] == "公务用车购置和运行维护费"
    assert told["公务用车购置和运行维护费"] == told["公务接待费"] == "“三公”经费"


def test_an_item_before_any_whole_has_no_parent() -> None:
    assert list(parents("公务接待费支出4万元。").values()) == [None]


def test_the_budget_of_an_item_is_that_of_its_whole() -> None:
    text = "“三公”经费年初预算14万元，实际支出11万元，其中公务用车运行维护费预算12万元，支出10万元；公务接待费预算2万元，支出1万元。"
    rows = extract_report(f"{HEAD}{text}\n".encode(), "report.md").spending
    amounts = [(row.approved_amount, row.adjusted_amount, row.executed_amount) for row in rows if row.breakdown == "three_public"]
    assert amounts == [(140000, None, 110000), (120000, None, 100000), (20000, None, 10000)]
