"""Rows of indicators from which a file dropped every empty cell: 质量指标 | 验收合格率 | ≥98% | 100% | 10 | 10 under nine columns.

Their cells belong to the columns that the labels of levels tell, for a value stands in no column of names. Does not belong here:
rows that print their blanks (`indicators.rows`), text without any cells (`indicators.flat`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from orchestration.extraction.indicators.levels import is_level
from orchestration.extraction.money.words import breakdown_of, without_prefix
from orchestration.extraction.structure.columns import is_comparator
from orchestration.extraction.structure.outline import CellText
from orchestration.extraction.structure.zones import Zone
from orchestration.language import parse_value

_VALUE = re.compile(r"[≥≤<>=~]{1,2}.*|[\d,.]+(?:%|‰|[\u4e00-\u9fff]{0,3})")
_LEVELS = ("level1", "level2")


def packed_cells(zone: Zone, own: Sequence[CellText]) -> dict[str, CellText]:
    """The cells of such a row by role; empty for a row that prints blanks, or whose cells stand where the header says."""
    names = zone.columns_of("level3")
    if not names or not own or any(not cell.text for cell in own):
        return {}
    placed = zone.view.grid[own[0].row][names[0]]
    holds_name = placed is None or not (is_value(placed.text.text) or is_comparator(placed.text.text))
    if holds_name and not _begins_left_of_columns(zone, own):
        return {}
    labels: dict[str, CellText] = {}
    rest = list(own)
    for role in _LEVELS:
        if rest and zone.columns_of(role) and is_level(role, rest[0].text.text) and not is_value(rest[0].text.text):
            labels[role] = rest.pop(0)
    if not rest or is_value(rest[0].text.text) or breakdown_of(without_prefix(rest[0].text).text):
        return {}  # 其中:财政拨款 | 126 | 113: money of the form's next block
    behind = [zone.columns[index].role for index in sorted(zone.columns) if index >= names[0]]
    cells = dict(zip(behind, rest, strict=False))
    return labels | cells if _has_values(cells) else {}


def _begins_left_of_columns(zone: Zone, own: Sequence[CellText]) -> bool:
    """Whether a row begins with a label of a level that stands left of the column its header names: 时效指标 | 完成时间 | 11月前 | 10月
    under 绩效指标 | 一级指标 | 二级指标 | 三级指标. What stands under the header of names is a value in words."""
    begins = {role: zone.columns_of(role)[0] for role in _LEVELS if zone.columns_of(role)}
    if len(begins) < len(_LEVELS) or own[0].column >= min(begins.values()):
        return False
    return any(is_level(role, own[0].text.text) for role in begins)


def is_value(text: str) -> bool:
    """Whether a cell is a value and no name: ≥35公里, 15, 100%."""
    return bool(_VALUE.fullmatch(text)) and parse_value(text).value is not None


def _has_values(cells: dict[str, CellText]) -> bool:
    """Whether target and result, as dealt out, are values or words, and points are figures."""
    points = [cells[role].text.text for role in ("weight", "score") if role in cells]
    return "target" in cells and "actual" in cells and all(parse_value(text).value is not None for text in points)
