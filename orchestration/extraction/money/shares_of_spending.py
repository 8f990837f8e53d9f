"""Sums over towns or works that sentences tell like a whole, beside a larger whole: 各乡镇共支出50万元, 甲20万元,乙30万元,合计支出50万元.

They are shares of what the whole has spent, and no second total that would contradict it. Does not belong here: a report
whose only whole is such a sum, sums whose sentence proves them the whole (`money.sentences.parts`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate, takewhile

from orchestration.extraction.recorder import Recorder
from orchestration.records import SpendingRow

_LEAST = 2  # parts of a sum
_BUDGETS = ("approved_amount", "adjusted_amount")
_NO_OTHER = (*_BUDGETS, "unphased_amount", "change_amount", "received_amount", "carry_over_amount", "declared_rate_pct")
_OF_SEVERAL = re.compile(r"(?P<name>各(?:个)?(?:乡镇|镇街|镇|乡|街道|村|社区|学校|(?:项目|实施|建设)单位)(?:[(（][^()（）]{2,6}[)）])?)")
_SUM = re.compile("合计|共计|总计|小计|共")


def place_shares(recorder: Recorder) -> None:
    """Give the breakdown `project` to the spending of several, where another row is the whole and has spent more."""
    rows: list[SpendingRow] = recorder.rows["spending"]
    for at, row in enumerate(rows):
        if not _is_spending_alone(row) or not any(_has_spent_more(other, row) for other in rows):
            continue
        if several := _OF_SEVERAL.match(row.quote):
            rows[at] = replace(row, item_name=several["name"], breakdown="project")
        elif _SUM.search(row.item_name) and _sums_parts(row, rows):
            rows[at] = replace(row, breakdown="project")


def _is_spending_alone(row: SpendingRow) -> bool:
    """Whether a sentence tells what was spent of a whole and nothing else of it."""
    alone = row.executed_amount is not None and all(getattr(row, name) is None for name in _NO_OTHER)
    return alone and row.breakdown == "total" and row.direction != "income" and row.extraction_rule == "money_sentence"


def _has_spent_more(other: SpendingRow, row: SpendingRow) -> bool:
    """Whether another row is a whole with its budget and more spending than a sum."""
    is_whole = other.breakdown == "total" and other.direction != "income" and any(getattr(other, name) for name in _BUDGETS)
    return is_whole and (other.executed_amount or Decimal(0)) > (row.executed_amount or Decimal(0))


def _sums_parts(row: SpendingRow, rows: list[SpendingRow]) -> bool:
    """Whether the spending of projects told right before adds up to a sum."""
    before = sorted((other for other in rows if other.char_start < row.char_start), key=lambda other: -other.char_start)
    parts = [part.executed_amount or Decimal(0) for part in takewhile(lambda part: part.breakdown == "project", before)]
    return row.executed_amount in list(accumulate(parts))[_LEAST - 1 :]
