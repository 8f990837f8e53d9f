"""The total of an office where its form states none but under its tasks: 年度主要任务 with 金额合计 as the last row.

Belongs here: what follows from all rows of a document together. Does not belong here: a form that states the total beside
(`money.table` finds it by its amount), reports on one project (`money.project_whole`), reports on 重点工作 alone.
"""

from __future__ import annotations

from dataclasses import replace

from orchestration.extraction.money.words import is_total
from orchestration.extraction.recorder import Recorder
from orchestration.records import SpendingRow

_LEAST_TASKS = 2


def total_of_tasks(recorder: Recorder) -> None:
    """Give the breakdown `total` to the only sum of tasks of a document that states no total."""
    rows: list[SpendingRow] = recorder.rows["spending"]
    tasks = [row for row in rows if row.breakdown == "task" and row.extraction_rule == "money_row"]
    sums = [row for row in tasks if is_total(row.item_name) and row.executed_amount is not None]
    if len(sums) != 1 or len(tasks) <= _LEAST_TASKS or any(row.breakdown == "total" for row in rows):
        return
    rows[rows.index(sums[0])] = replace(sums[0], breakdown="total")
