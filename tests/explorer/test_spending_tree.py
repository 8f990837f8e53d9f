"""Spending as trees: parts under parents, nothing added, nothing lost."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from orchestration.explorer.spending_tree import breakdowns


def item(
    name: str, parent: str | None = None, breakdown: str = "fund", context: str = "表1", **money: Any
) -> dict[str, Any]:
    amounts = dict.fromkeys(
        ["approved_amount", "adjusted_amount", "executed_amount", "unphased_amount", "change_amount",
         "received_amount", "carry_over_amount", "declared_rate_pct", "computed_rate_pct"]
    )  # fmt: skip
    return {"item_name": name, "parent_item_name": parent, "breakdown": breakdown, "context": context} | amounts | money


def shape(rows: list[dict[str, Any]]) -> list[tuple[str, int, bool]]:
    return [(node.name, node.depth, node.row is not None) for node in breakdowns(rows)[0].nodes]


def test_parts_stand_below_their_parent_wherever_it_is_printed() -> None:
    rows = [item("一般公共预算", "合计"), item("其中：上级", "一般公共预算"), item("合计")]
    assert shape(rows) == [("合计", 0, True), ("一般公共预算", 1, True), ("其中：上级", 2, True)]


def test_the_parent_of_the_same_table_counts() -> None:
    rows = [item("合计", context="表1"), item("合计", context="表2"), item("税", "合计", context="表2")]
    assert shape(rows) == [("合计", 0, True), ("合计", 0, True), ("税", 1, True)]


def test_a_parent_that_is_only_named_becomes_a_heading() -> None:
    assert shape([item("税", "收入"), item("费", "收入")]) == [("收入", 0, False), ("税", 1, True), ("费", 1, True)]


def test_items_that_are_each_others_parents_are_shown_once_each() -> None:
    nodes = shape([item("甲", "乙"), item("乙", "甲"), item("丙", "丙")])
    assert sorted(name for name, _, has_row in nodes if has_row) == ["丙", "乙", "甲"]


def test_breakdowns_stand_apart_totals_first_with_the_columns_they_state() -> None:
    found = breakdowns(
        [
            item("税", breakdown="fund", executed_amount=Decimal(1)),
            item("支出", breakdown="total", executed_amount=Decimal(3), computed_rate_pct=Decimal(90)),
            item("新分类", breakdown="new_kind"),
        ]
    )
    assert [(b.code, b.columns) for b in found] == [
        ("total", ["executed_amount", "computed_rate_pct"]),
        ("fund", ["executed_amount"]),
        ("new_kind", []),
    ]
