"""Rows of a form whose cells print label and amount together under phases: 预算数:86.0 | 到位数:86.0 | 执行数:84.3.

Belongs here: what stands in one cell under a header of phases. Does not belong here: labels and amounts in cells of their
own (`money.table`), kinds of money that no header of phases stands over (`money.labels`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from orchestration.extraction.money.amounts import read_amount
from orchestration.extraction.structure.columns import MONEY_ROLES, column_of
from orchestration.extraction.structure.outline import CellText
from orchestration.extraction.structure.zones import Zone

_LABELLED = re.compile(r"(?P<label>(?:其中:)?[\u4e00-\u9fff()]{2,16}):?\s?(?P<amount>-?\d[\d,]*(?:\.\d+)?(?:[亿万]?元)?)")
_LEAST = 2  # phases


class LabelledCells(NamedTuple):
    """The amounts of a row by phase, and the words that name its item; no words where the labels are the phases."""

    label: CellText | None
    amounts: dict[str, tuple[CellText, Decimal, str | None]]


def labelled_in_cells(zone: Zone, row: int) -> LabelledCells | None:
    """What a row prints so; None for any other row."""
    amounts: dict[str, tuple[CellText, Decimal, str | None]] = {}
    labels: list[CellText] = []
    for index, column in sorted(zone.columns.items()):
        cell = zone.view.grid[row][index]
        match = _LABELLED.fullmatch(cell.text.text) if cell is not None and cell.row == row else None
        printed = read_amount(match["amount"]) if match else None
        if cell is None or match is None or printed is None or column.role not in MONEY_ROLES:
            continue
        labels.append(cell._replace(text=cell.text.slice(*match.span("label"))))
        amounts.setdefault(column.role, (cell._replace(text=cell.text.slice(*match.span("amount"))), printed.number, printed.unit))
    if len(amounts) < _LEAST:
        return None
    named = column_of(labels[0].text.text)
    return LabelledCells(None if named is not None and named.role in MONEY_ROLES else labels[0], amounts)
