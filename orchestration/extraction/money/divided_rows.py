"""Rows of a block of money that label parts in pairs whatever the phases above say: 其中:一般公共预算 | 812.35 | 其中:基本支出 | 512.35.

They stand under 按收入性质分 | 按支出性质分, below the phases of the total (年初预算数 | 全年预算数 | 全年执行数), and no phase is
theirs by their place: `money.labels` tells it by their sum. Does not belong here: rows whose amounts stand under the phases.
"""

from __future__ import annotations

import re
from itertools import pairwise

from orchestration.extraction.structure.columns import MONEY_ROLES
from orchestration.extraction.structure.header_rows import is_figure
from orchestration.extraction.structure.outline import CellText
from orchestration.extraction.structure.zones import Zone

_DIVIDES = re.compile(r"按[\u4e00-\u9fff]{2,6}分:?")
_SIDES = 2  # labels in one row


def divided_rows(zone: Zone) -> frozenset[int]:
    """The rows of a zone with phases that label parts in pairs."""
    if len(zone.roles & MONEY_ROLES) < _SIDES:
        return frozenset()
    found: set[int] = set()
    below = False
    for row in zone.rows:
        cells = zone.view.printed_cells(row)
        below = below or any(_DIVIDES.fullmatch(cell.text.text) for cell in cells)
        pairs = label_pairs(cells)
        beside = len(pairs) >= _SIDES and all(_ends_label(label) or below for label, _ in pairs)
        if pairs and (beside or (below and not _DIVIDES.search(cells[0].text.text)) or _has_lost_its_place(zone, row, pairs)):
            found.add(row)
    return frozenset(found)


def label_pairs(row: tuple[CellText, ...]) -> list[tuple[CellText, CellText]]:
    """The labels of a row, each with its one figure; none where a figure stands beside another."""
    cells = _once(row)
    figures = [is_figure(cell.text.text) for cell in cells]
    if not figures or figures[0] or any(left and right for left, right in pairwise(figures)):
        return []
    return [(label, value) for (label, value), is_value in zip(pairwise(cells), figures[1:], strict=True) if is_value]


def _once(row: tuple[CellText, ...]) -> list[CellText]:
    """The cells of a row, those once that a file repeats in every column which they reach over, labels with their figures."""
    again = [left.text.text == right.text.text for left, right in pairwise(row)]
    labels = any(same and not is_figure(cell.text.text) for same, cell in zip(again, row, strict=False))
    return [cell for cell, same in zip(row, [False, *again], strict=False) if not (same and labels)]


def _ends_label(cell: CellText) -> bool:
    return cell.text.text.endswith(":")


def _has_lost_its_place(zone: Zone, row: int, pairs: list[tuple[CellText, CellText]]) -> bool:
    """Whether a row is one label with a colon and one figure, behind which no cell is told."""
    if len(pairs) != 1 or not _ends_label(pairs[0][0]):
        return False
    return all(cell is None for cell in zone.view.grid[row][pairs[0][1].column + 1 :])
