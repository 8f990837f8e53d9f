"""The rows of a table of indicators: which cells belong to one, and the levels that it stands under.

Belongs here: rows, groups of rows and lost cells. Does not belong here: what a row's cells say (`indicators.table`), how a
label spreads over rows (`indicators.levels`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orchestration.extraction.indicators.entries import word
from orchestration.extraction.indicators.levels import contradict, is_level, level_name, spread_labels
from orchestration.extraction.indicators.packed_rows import packed_cells
from orchestration.extraction.indicators.paired_cells import with_pairs
from orchestration.extraction.money.words import without_prefix
from orchestration.extraction.structure.columns import INDICATOR_NAME_ROLES, is_comparator
from orchestration.extraction.structure.outline import CellText
from orchestration.extraction.structure.zones import Zone
from orchestration.language import parse_value

_TOTAL = re.compile(r"^(?:总分|合计|总计|小计|得分合计|总得分|自评总?(?:得)?分|综合得分|评价总?得分)")
_LEAST_GROUPS = 2
EMPTY = frozenset({"", "-", "--", "/", "无", "…", "……", "\\", "——"})


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one indicator row by role, levels filled in."""

    row: int
    level1: str | None
    level2: str | None
    cells: dict[str, CellText]

    def text(self, role: str) -> str:
        cell = self.cells.get(role)
        return cell.text.text if cell else ""


def rows_of(zone: Zone) -> Iterator[Row]:
    """The rows of a zone that are indicators, in order."""
    cells_by_row = (
        (row, with_pairs(zone, _without_labels(zone, _without_spread_name(_cells(zone, row))))) for row in zone.rows
    )
    rows = [(row, cells) for row, cells in cells_by_row if not _sums_up(cells) and not _labels_form(cells)]
    if "level1" not in zone.roles and sum(_names_level(cells) for _, cells in rows) >= _LEAST_GROUPS:
        yield from _under_names(rows)
        return
    if "level2" not in zone.roles and sum(_heads_group(cells) for _, cells in rows) >= _LEAST_GROUPS:
        yield from _grouped(rows)
        return
    level1 = _level_labels(zone, rows, "level1", None)
    if "level2" not in zone.roles and any(level1) and _are_second_level(level1):
        yield from (Row(row, None, level_name(label), _with_valid_target(cells)) for (row, cells), label in zip(rows, level1, strict=True))
        return
    groups = _numbered(level1)
    level2 = _level_labels(zone, rows, "level2", groups)
    for (row, cells), first, second in zip(rows, level1, level2, strict=True):
        if "level3" not in cells and "level2" in cells and "level3" not in zone.roles:
            cells["level3"], second = cells["level2"], ""
        if contradict(first, second):
            first = ""
        yield Row(row, level_name(first), level_name(second), _with_valid_target(cells))


def _heads_group(cells: dict[str, CellText]) -> bool:
    """Whether a row names a level and its points, and no indicator: 一、投入管理 | 16 | 13.1."""
    return "level1" in cells and "weight" in cells and not {"level3", "target", "actual"} & cells.keys()


def _names_level(cells: dict[str, CellText]) -> bool:
    """Whether a row is nothing but a label of level 1 in the column of names: 产出指标 over its indicators."""
    name = cells.get("level3")
    return name is not None and is_level("level1", name.text.text) and not {"target", "actual"} & cells.keys()


def _under_names(rows: list[tuple[int, dict[str, CellText]]]) -> Iterator[Row]:
    """Rows under rows that name level 1 in the column of names."""
    head: str | None = None
    for row, cells in rows:
        if _names_level(cells):
            head = level_name(cells["level3"].text.text)
        else:
            second = cells["level2"].text.text if "level2" in cells else ""
            yield Row(row, head, level_name(second), _with_valid_target(cells))


def _grouped(rows: list[tuple[int, dict[str, CellText]]]) -> Iterator[Row]:
    """Rows under rows of their own for level 1: what the column prints beside the indicators is level 2."""
    heads: list[str] = []
    members: list[tuple[int, dict[str, CellText]]] = []
    head = ""
    for row, cells in rows:
        if _heads_group(cells):
            head = without_prefix(cells["level1"].text).text
        else:
            heads.append(head)
            members.append((row, cells))
    labels = [cells["level1"].text.text if "level1" in cells else "" for _, cells in members]
    for (row, cells), first, second in zip(members, heads, spread_labels(labels, _numbered(heads)), strict=True):
        yield Row(row, level_name(first), level_name(second), _with_valid_target(cells))


def _are_second_level(labels: list[str]) -> bool:
    """Whether labels say 数量指标 and the like: a column 指标类型 may hold the second level alone."""
    stated = {label for label in labels if label}
    return all(is_level("level2", label) for label in stated) and any(not is_level("level1", label) for label in stated)


def _sums_up(cells: dict[str, CellText]) -> bool:
    """Whether a row is a total or subtotal. Its label is no level, nor does it part what stands around it."""
    return any(_TOTAL.match(cells[role].text.text) for role in INDICATOR_NAME_ROLES & cells.keys())


def _labels_form(cells: dict[str, CellText]) -> bool:
    """Whether a row is of the head of a form that follows below: 部门名称 | | 联系人; 项目名称 | 道路养护 | 金额单位 | 万元."""
    return any(is_level("form", cells[role].text.text) for role in INDICATOR_NAME_ROLES & cells.keys())


def _with_valid_target(cells: dict[str, CellText]) -> dict[str, CellText]:
    """Where a form prints the target of the year's beginning and an adjusted one, the adjusted one is held to."""
    adjusted = cells.get("adjusted_target")
    return {**cells, "target": adjusted} if adjusted and adjusted.text.text not in EMPTY else cells


def _level_labels(
    zone: Zone, rows: list[tuple[int, dict[str, CellText]]], role: str, groups: list[int] | None
) -> list[str]:
    labels = [cells[role].text.text if role in cells else "" for _, cells in rows]
    if zone.view.spans_known and all(labels):
        return labels
    return spread_labels(labels, groups) if any(labels) else labels


def _numbered(labels: list[str]) -> list[int]:
    groups, number = [], 0
    for index, label in enumerate(labels):
        number += index > 0 and label != labels[index - 1]
        groups.append(number)
    return groups


def _cells(zone: Zone, row: int) -> dict[str, CellText]:
    """The cells of a row by role. A row that lost cells on the left is read from the right."""
    own = zone.view.row_cells(row)
    lost = zone.view.columns - len(own)
    name_columns = zone.columns_of("level3")
    if moved := _moved_right(zone, row):
        return moved
    if not zone.view.spans_known and lost and (packed := packed_cells(zone, own)):
        return packed
    whole = zone.view.spans_known or not 0 < lost <= 2 or not name_columns or len(zone.columns) < zone.view.columns
    if whole or _begins_at_left(zone, own):
        return {role: cell for role in zone.roles if (cell := zone.cell(row, role))}
    cells: dict[str, CellText] = {}
    for column, header in zone.columns.items():
        place = column - lost if column >= name_columns[0] else column
        if 0 <= place < len(own) and (column >= name_columns[0] or place < name_columns[0] - lost) and own[place].text:
            cells.setdefault(header.role, own[place])
    return cells


def _without_labels(zone: Zone, cells: dict[str, CellText]) -> dict[str, CellText]:
    """The cells of a row under no header, its values without the labels printed before them: 目标值≥40公里."""
    if zone.header_row is not None:
        return cells
    labels = {role: word(f"labelled_{role}").match(cells[role].text.text) for role in ("target", "actual") if role in cells}
    bare = {role: cells[role]._replace(text=cells[role].text.slice(label.end(), len(cells[role].text))) for role, label in labels.items() if label}
    return cells | bare


def _without_spread_name(cells: dict[str, CellText]) -> dict[str, CellText]:
    """The cells of a row without levels that are its name: one cell that reaches over the columns of all three."""
    name = cells.get("level3")
    return {
        role: cell
        for role, cell in cells.items()
        if role not in ("level1", "level2") or name is None or cell.cell is not name.cell
    }


def _moved_right(zone: Zone, row: int) -> dict[str, CellText]:
    """The cells of a row that prints one empty cell too few at its left, so that its label of level 2 stands further right
    than its column; empty for any other."""
    second, third = zone.columns_of("level2"), zone.columns_of("level3")
    if not second or not third or third[0] - second[0] != 1:
        return {}
    grid = zone.view.grid[row]
    label = grid[third[0]]
    before = grid[second[0]]
    if label is None or not is_level("level2", label.text.text) or (before is not None and before.text):
        return {}
    named = grid[third[0] + 1] if third[0] + 1 < len(grid) else None
    if named is None or parse_value(named.text.text).value is not None or is_comparator(named.text.text):
        return {}
    shifted = {column.role: grid[place + 1] for place, column in zone.columns.items() if place >= second[0] and place + 1 < len(grid)}
    return {role: cell for role, cell in shifted.items() if cell is not None and cell.text}


def _begins_at_left(zone: Zone, own: Sequence[CellText]) -> bool:
    """Whether a short row has its labels of levels, or the blanks for them, where they belong: what it lost stood at the right."""
    if own and own[0].column == 0 and not own[0].text:
        return True
    labels = [(role, zone.columns_of(role)) for role in ("level1", "level2")]
    if not all(columns for _, columns in labels):
        return False
    cells = {cell.column: cell.text.text for cell in own}
    return all(is_level(role, cells.get(columns[0], "")) for role, columns in labels)
