"""The whole of a project's money where sentences name it by the fund and not as a total: 下达我镇奖补资金148.6万元.

A report on one project states one budget. Where no row is its total, the largest sum that is no part of another is. Does
not belong here: reports of offices, whose projects are parts.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from orchestration.extraction.recorder import Recorder
from orchestration.records import SpendingRow

_NAMED = frozenset({"project", "source"})
_BUDGETS = ("approved_amount", "adjusted_amount")


def name_whole(recorder: Recorder) -> None:
    """Give the breakdown `total` to the budget, and to the spending, of a project whose rows have none."""
    for phases in (_BUDGETS, ("executed_amount",)):
        rows: list[SpendingRow] = recorder.rows["spending"]
        if any(row.breakdown == "total" and _largest(row, phases) is not None for row in rows):
            continue
        candidates = [row for row in rows if _may_be_whole(row) and _largest(row, phases) is not None]
        whole = max(candidates, key=lambda row: _largest(row, phases) or Decimal(0), default=None)
        if whole is not None and _covers(whole, rows, phases):
            rows[rows.index(whole)] = replace(whole, breakdown="total", fund_key=None)


def _may_be_whole(row: SpendingRow) -> bool:
    return row.breakdown in _NAMED and row.parent_item_name is None and row.extraction_rule == "money_sentence"


def _covers(whole: SpendingRow, rows: list[SpendingRow], phases: tuple[str, ...]) -> bool:
    """Whether no other row states more: then the sum is one of several."""
    most = _largest(whole, phases) or Decimal(0)
    return all((_largest(row, phases) or Decimal(0)) <= most for row in rows)


def _largest(row: SpendingRow, phases: tuple[str, ...]) -> Decimal | None:
    return max((amount for phase in phases if (amount := getattr(row, phase)) is not None), default=None)
