"""Whose parts the items of 三公经费 are: of the whole told before them, and 购置费 and 运行维护费 of the sum for vehicles.

    “三公”经费15万元,其中公务用车购置及运行维护费12万元(运行维护费12万元),公务接待费3万元

The lines are those of the budget tables that every office publishes. Belongs here: whose parts they are. Does not belong
here: reading them, their names (`money.words`). Vocabulary: `data/money.toml`, `[three_public]`.
"""

from __future__ import annotations

import re
from functools import cache

from orchestration.extraction.data import load
from orchestration.extraction.recorder import Recorder
from orchestration.records import SpendingRow

_FAR = 1500  # characters: the parts may stand in paragraphs of their own


def name_three_public_parts(recorder: Recorder) -> None:
    """Give items of 三公经费 the sum they are a part of, where one is told before them and they name none themselves."""
    whole: SpendingRow | None = None
    vehicles: SpendingRow | None = None
    for row in sorted(_items(recorder), key=lambda row: row.char_start):
        if _is("whole", row):
            whole, vehicles = row, None
            continue
        of_vehicles = _is("of_vehicles", row) and not _is("vehicles", row)
        parent = vehicles if of_vehicles and vehicles else whole
        if parent and not _names_sum(row.parent_item_name) and _belongs(row, parent):
            row.parent_item_name = parent.item_name
        if _is("vehicles", row):
            vehicles = row


def _items(recorder: Recorder) -> list[SpendingRow]:
    return [row for row in recorder.rows["spending"] if row.breakdown == "three_public"]


def _names_sum(parent: str | None) -> bool:
    return parent is not None and not _name("no_sum").search(parent)


def _belongs(row: SpendingRow, parent: SpendingRow) -> bool:
    """Whether a row stands in the table of the sum, or not far behind it in prose."""
    if row.table_seq is not None or parent.table_seq is not None:
        return row.table_seq == parent.table_seq
    return row.char_start - parent.char_start <= _FAR


def _is(kind: str, row: SpendingRow) -> bool:
    return _name(kind).search(row.item_name) is not None


@cache
def _name(kind: str) -> re.Pattern[str]:
    return re.compile(load("money")["three_public"][kind])
