"""Zones of a table: a header row and the rows under it. One printed form holds several, and rows of label and value.

A form is one big grid: project data as label and value, a block of money, goals, indicators, a total. The zones are
found by header rows, whatever stands above or beside them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from orchestration.extraction.columns import (
    INDICATOR_NAME_ROLES,
    MONEY_ROLES,
    VALUE_ROLES,
    Column,
    column_of,
    part_of,
    settled_roles,
)
from orchestration.extraction.headless import indicator_columns, money_columns, points_columns
from orchestration.extraction.money_words import is_total
from orchestration.extraction.outline import CellText, TableView

_FIGURE = re.compile(
    r"^(?!(?:19|20)\d{2}年|\d{1,2}[.、][\u4e00-\u9fff])[≥≤<>=~]*[+-]?[\d,. ]*\d[\d,. ]*(?:[%‰]|[\u4e00-\u9fff²㎡/]{1,6})?$"
)

_TALLEST_HEADER = 2  # rows
_WEIGHTED = re.compile(r"\(\d{1,3}(?:\.\d+)?分?\)$")
_LEAST_PROSE = 30  # characters of a cell that is no header
_LEAST_WEIGHTED = 3  # names


@dataclass(frozen=True)
class Zone:
    """Rows of a table under one header. `columns` maps grid column → what it holds; no columns: label and value."""

    view: TableView
    header_row: int | None
    rows: tuple[int, ...]
    columns: dict[int, Column]
    is_side: bool = False  # one of several tables side by side (收入 | 金额 | 支出 | 金额)

    @cached_property
    def _by_role(self) -> dict[str, list[int]]:
        by_role: dict[str, list[int]] = {}
        for index, column in sorted(self.columns.items()):
            by_role.setdefault(column.role, []).append(index)
        return by_role

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset(self._by_role)

    def columns_of(self, role: str) -> list[int]:
        return self._by_role.get(role, [])

    def cell(self, row: int, role: str) -> CellText | None:
        """The first non-empty cell of a role in a row."""
        for column in self.columns_of(role):
            cell = self.view.grid[row][column]
            if cell is not None and cell.text.text:
                return cell
        return None

    def text(self, row: int, role: str) -> str:
        cell = self.cell(row, role)
        return cell.text.text if cell else ""

    def row_span(self, row: int) -> tuple[int, int]:
        """The run that prints a row of the zone; of a zone that shares its rows with others, its own columns."""
        if not self.is_side or not self.columns:
            return self.view.row_span(row)
        first, last = min(self.columns), max(self.columns)
        cells = [c.cell for c in self.view.grid[row][first : last + 1] if c is not None and c.text]
        return min(c.start for c in cells), max(c.end for c in cells)

    @property
    def is_matrix(self) -> bool:
        """Whether columns are kinds of money: 合计 | 基本支出 | 项目支出."""
        return any(column.part for column in self.columns.values())

    @property
    def is_money(self) -> bool:
        return (
            bool(self.roles & MONEY_ROLES)
            and not self.is_matrix
            and ("item" in self.roles or not self.roles & INDICATOR_NAME_ROLES)
        )

    @property
    def scores_items(self) -> bool:
        """Whether a table of money gives each of its projects points, and no full marks of an execution rate."""
        return {"item", "score"} <= self.roles and not self.roles & {"weight", "execution_weight"}

    @property
    def is_indicators(self) -> bool:
        return bool(self.roles & INDICATOR_NAME_ROLES) and bool(self.roles & (VALUE_ROLES | {"status", "result"}))

    @property
    def is_scores(self) -> bool:
        if self.roles == {"item", "score"}:
            return True  # 项目 | 得分
        is_scored = {"weight", "score"} <= self.roles or ("score" in self.roles and self._has_weighted_names)
        return not self.roles & MONEY_ROLES and not self.is_indicators and is_scored

    @property
    def _has_weighted_names(self) -> bool:
        """Whether the names carry their full marks, all but one at most: 目标设定(10)."""
        columns = [column for role in (*INDICATOR_NAME_ROLES, "component") for column in self.columns_of(role)]
        names = [cell.text.text for row in self.rows for column in columns if (cell := self.view.grid[row][column]) and cell.text]
        return len(names) >= _LEAST_WEIGHTED and sum(bool(_WEIGHTED.search(name)) for name in names) >= len(names) - 1


@lru_cache(maxsize=4096)  # several readers ask about each cell
def is_figure(text: str) -> bool:
    """Whether a cell is nothing but a figure."""
    return bool(_FIGURE.match(text))


def split_zones(view: TableView) -> list[Zone]:
    """The zones of a table from top to bottom; rows before the first header are a zone without columns.

    A header that a page break repeats opens no zone.
    """
    zones: list[Zone] = []
    header: int | None = None
    columns: dict[int, Column] = {}
    rows: list[int] = []
    row = 0
    while row < len(view.grid):
        found = header_columns(view, row)
        if found is None or found == columns:
            if found is None:
                rows.append(row)
            row += 1
            continue
        zones.append(Zone(view, header, tuple(rows), columns))
        header, columns, rows, row = row, found, [], row + 1
        lower = header_columns(view, row) if row < len(view.grid) else None
        if lower is not None and any(column.part for column in lower.values()) and not _is_matrix(columns):
            columns, row = _parts_of_phases(columns, lower), row + 1
        elif lower is not None and lower != columns and (_completes(columns, lower) or _is_spanned(view, row, columns, lower)):
            columns, row = columns | _named_by_upper(columns, lower), row + 1
    zones.append(Zone(view, header, tuple(rows), columns))
    return [side for zone in zones if zone.rows for part in _without_header(zone) for side in _sides(part)]


def _without_header(zone: Zone) -> list[Zone]:
    """A zone whose header is lost, as what its cells tell: points, a block of money, indicators, and the rest."""
    if zone.columns:
        return [zone]
    if points := points_columns(zone.view, zone.rows):
        return [Zone(zone.view, None, zone.rows, points)]
    found: list[Zone] = []
    rows = zone.rows
    money = money_columns(zone.view, rows)
    if money:
        found.append(Zone(zone.view, None, money[0], money[1]))
        rows = tuple(row for row in rows if row not in money[0])
    indicators = indicator_columns(zone.view, rows)
    return [*found, Zone(zone.view, None, rows, indicators or {})] if rows else found


def _sides(zone: Zone) -> list[Zone]:
    """Tables that stand side by side under one header, each with its own column of items."""
    items = zone.columns_of("item")
    starts = [index for index in items if index - 1 not in items]
    parts = [
        {i: column for i, column in zone.columns.items() if start <= i < end}
        for start, end in zip(starts, [*starts[1:], zone.view.columns], strict=False)
    ]
    if len(parts) < 2 or not all({column.role for column in part.values()} & MONEY_ROLES for part in parts):
        return [zone]
    return [Zone(zone.view, zone.header_row, zone.rows, part, is_side=True) for part in parts]


def _is_matrix(columns: dict[int, Column]) -> bool:
    return any(column.part for column in columns.values())


def _named_by_upper(upper: dict[int, Column], lower: dict[int, Column]) -> dict[int, Column]:
    """The columns of a second header row, of which a bare 金额 is what the first says above it: 资金支出 over 金额 | 执行率."""
    phases = {index: upper[index] for index, column in lower.items() if column.role == "unphased" and index in upper}
    return lower | {index: column for index, column in phases.items() if column.role in MONEY_ROLES}


def _parts_of_phases(upper: dict[int, Column], lower: dict[int, Column]) -> dict[int, Column]:
    """Kinds of money under phases (预算数 over 合计 | 基本支出): each column has both. A phase reaches over the blanks
    right of it, where a file does not tell how far its cell spans. Where one phase alone is divided, its whole is meant."""
    columns = dict(upper)
    wholes = [index for index, column in lower.items() if column.part and (is_total(column.part) or column.part == "小计")]
    divided = {upper[index].role for index, column in lower.items() if column.part and index in upper}
    if len(wholes) == 1 and len(divided) == 1 and {column.role for column in upper.values()} & MONEY_ROLES - divided:
        divided_at = {index for index, column in lower.items() if column.part and index not in wholes}
        return {index: column for index, column in upper.items() if index not in divided_at}
    for index, column in lower.items():
        if not column.part:
            columns.setdefault(index, column)
            continue
        above = upper.get(index) or next((upper[i] for i in range(index, -1, -1) if i in upper), column)
        role = above.role if above.role in MONEY_ROLES else "part"
        columns[index] = column._replace(role=role, unit=column.unit or above.unit)
    return columns


def _part_columns(cells: Sequence[CellText]) -> dict[int, Column] | None:
    """The columns of a header row that names kinds of money, labels of items left of them, rates or notes right of them."""
    parts = {cell.column: part for cell in cells if (part := part_of(cell.text.text))}
    if len(parts) < 2 or all("计" in (part.part or "") for part in parts.values()):
        return None
    columns: dict[int, Column] = dict(parts)
    for cell in cells:
        if cell.column in parts:
            continue
        column = column_of(cell.text.text)
        if cell.column < min(parts):
            columns[cell.column] = Column("item", None) if column is None or column.role == "item" else column
        elif column is None or column.role not in ("rate", "reason", "change_rate"):
            return None
        else:
            columns[cell.column] = column
    return columns


def _completes(upper: dict[int, Column], lower: dict[int, Column]) -> bool:
    """Whether a second header row refines the first (二级表头): it says something new and does not start over."""
    repeated = Counter(column.role for column in lower.values())
    return (
        len(lower) < len(upper) + 2 and not (repeated.keys() & {"level1", "item"}) and bool(lower.keys() & upper.keys())
    )


def _is_spanned(view: TableView, row: int, upper: dict[int, Column], lower: dict[int, Column]) -> bool:
    """Whether the other cells of a first header row reach down beside a second one: 绩效指标 over 一级指标 | 二级指标, and
    实际完成值 beside both."""
    beside = [view.grid[row][index] for index in upper.keys() - lower.keys()]
    return bool(beside) and all(cell is not None and cell.row == row - 1 for cell in beside)


def header_columns(view: TableView, row: int) -> dict[int, Column] | None:
    """The columns of a header row, or None where the row is none."""
    cells = view.printed_cells(row)
    texts = [cell.text.text for cell in cells]
    if len(texts) < 2 or any(is_figure(text) or _tells_figures(text) for text in texts):
        return None
    parts = _part_columns(cells)
    if parts is not None:
        return parts
    columns: dict[int, Column] = {}
    matched = 0
    for cell in cells:
        column = column_of(cell.text.text)
        if column is None:
            continue
        matched += 1
        if _is_side_label(cell, column):
            continue
        for index in range(cell.column, min(cell.column + cell.cell.column_span, view.columns)):
            columns[index] = column
    roles = {column.role for column in columns.values()}
    lists_money = "item" in roles and roles & {"executed", "adjusted"}  # 乡镇 | 渔船数 | 设备数 | 支付金额
    if matched < 2 or (matched * 2 < len(texts) and not lists_money):
        return None
    columns = _settle(_with_names(_without_issued(columns, cells), cells))
    roles = {column.role for column in columns.values()}
    if (roles & MONEY_ROLES and len(roles) >= 2) or (
        len(roles & (INDICATOR_NAME_ROLES | VALUE_ROLES)) >= 1 and len(roles) >= 2
    ):
        return columns
    return (
        columns
        if {"weight", "score"} <= roles or {"item", "goal"} <= roles or len(roles & {"goal", "result", "item"}) >= 2
        else None
    )


def _without_issued(columns: dict[int, Column], cells: Sequence[CellText]) -> dict[int, Column]:
    """The columns with the budget handed out first as no phase, where another says what it was adjusted to: 下达预算数 | 调整后预算数."""
    if not any("调整后" in cell.text.text for cell in cells):
        return columns
    issued = {cell.column for cell in cells if cell.text.text.startswith("下达")}
    return {
        index: column._replace(role="issued") if column.role == "adjusted" and index in issued else column
        for index, column in columns.items()
    }


def _tells_figures(text: str) -> bool:
    """Whether a cell is prose with figures: 总体目标 | … | 完成情况 | 全年保障1486人,… is a row of labels and texts."""
    return len(text) >= _LEAST_PROSE and any(map(str.isdigit, text))


def _with_names(columns: dict[int, Column], cells: Sequence[CellText]) -> dict[int, Column]:
    """The columns with the first as names where no header says so, before targets and results: 核对事项 | 计划 | 实际."""
    roles = {column.role for column in columns.values()}
    first = next((cell.column for cell in cells if cell.column not in columns), None)
    if any(map(str.isdigit, "".join(cell.text.text for cell in cells))):
        return columns  # 巩固率 | 目标值95% | 完成值96%
    if not {"target", "actual"} <= roles or roles & (INDICATOR_NAME_ROLES | {"item", "component"}) or first is None:
        return columns
    if first > min(index for index, column in columns.items() if column.role == "target"):
        return columns
    return {first: Column("level3", None), **columns}


def _is_side_label(cell: CellText, column: Column) -> bool:
    """The label 绩效指标 down the left edge of a form: it reaches over the rows beside it, as no header does."""
    roles = INDICATOR_NAME_ROLES | VALUE_ROLES
    return column.role in roles and cell.column == 0 and cell.cell.row_span > _TALLEST_HEADER


def _settle(columns: dict[int, Column]) -> dict[int, Column]:
    """完成情况 is the status beside an actual value, the actual beside a target, the result beside a goal."""
    columns = _settle_roles(_one_name_column(columns))
    roles = {column.role for column in columns.values()}
    if "goal" in roles and "actual" in roles and not roles & INDICATOR_NAME_ROLES:
        return {
            i: column._replace(role="result") if column.role == "actual" else column for i, column in columns.items()
        }
    if "status" not in roles or ("actual" in roles and "goal" not in roles):
        return columns
    if "goal" in roles:
        meant = "result"
    elif "target" in roles and roles & INDICATOR_NAME_ROLES:
        meant = "actual"
    else:
        meant = "result"
    return {
        index: column._replace(role=meant) if column.role == "status" else column for index, column in columns.items()
    }


def _settle_roles(columns: dict[int, Column]) -> dict[int, Column]:
    printed = [columns[index].role for index in sorted(columns)]
    if "task_content" in printed:  # 任务内容 | 预期目标; 任务名称 | 任务内容
        meant = "item" if "goal" in printed and "item" not in printed else "goal"
        printed = [meant if role == "task_content" else role for role in printed]
    if "goal" in printed and "item" not in printed and MONEY_ROLES & set(printed):
        printed = ["item" if role == "goal" else role for role in printed]  # 任务内容 names where nothing else does
    if "allotted" in printed:
        stated = "received" if {"approved", "adjusted"} & set(printed) else "adjusted"
        printed = [stated if role == "allotted" else role for role in printed]
    if {"unphased", "executed"} <= set(printed) and not {"approved", "adjusted"} & set(printed):
        printed = ["adjusted" if role == "unphased" else role for role in printed]  # 安排资金 beside 支出资金
    if "component" in printed and "item" not in printed and MONEY_ROLES & set(printed):
        printed = ["item" if role == "component" else role for role in printed]  # 类别 | 预算数 | 决算数
    roles = settled_roles(printed)
    return {index: columns[index]._replace(role=role) for index, role in zip(sorted(columns), roles, strict=True)}


def _one_name_column(columns: dict[int, Column]) -> dict[int, Column]:
    """The label 绩效指标 at the left edge of a form is no column of names where 三级指标 stands further right."""
    names = [index for index, column in columns.items() if column.role == "level3"]
    if not names or not {"level1", "level2"} & {column.role for column in columns.values()}:
        return columns
    first_level = min(index for index, column in columns.items() if column.role in ("level1", "level2"))
    if first_level - 1 in names and columns[first_level].role == "level2":
        columns = {**columns, first_level - 1: Column("level1", None)}  # 绩效指标 | 二级指标 | 三级指标
    return {index: column for index, column in columns.items() if column.role != "level3" or index > first_level}
