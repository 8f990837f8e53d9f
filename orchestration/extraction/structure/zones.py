"""Zones of a table: a header row and the rows under it. One printed form holds several, and rows of label and value.

A form is one big grid: project data as label and value, a block of money, goals, indicators, a total. The zones are
found by header rows, whatever stands above or beside them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from orchestration.extraction.money.words import is_total
from orchestration.extraction.structure.columns import (
    INDICATOR_NAME_ROLES,
    MONEY_ROLES,
    VALUE_ROLES,
    Column,
)
from orchestration.extraction.structure.divided_parts import divided_parts
from orchestration.extraction.structure.header_rows import header_columns, names_above
from orchestration.extraction.structure.headless import indicator_columns, labelled_rows, money_columns, points_columns
from orchestration.extraction.structure.office_accounts import office_accounts
from orchestration.extraction.structure.outline import CellText, TableView

_WEIGHTED = re.compile(r"(?:\(\d{1,3}(?:\.\d+)?[分%]?\)|\d{1,2}(?:\.\d+)?分)$")
_SUM = re.compile(r"(?:总分|(?:总|综合|合计)?得分|合计|总计|小计)(?:合计|\(.*\))?")
_WITH_FULL_MARKS = re.compile(r"\d{1,3}(?:\.\d+)?分?/\d{1,3}分?")
_LEAST_WEIGHTED = 3  # names
_CRITERION_ROLES = INDICATOR_NAME_ROLES | {"component"}


@dataclass(frozen=True)
class Zone:
    """Rows of a table under one header. `structure.columns` maps grid column → what it holds; no columns: label and value."""

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
        names = self.roles & INDICATOR_NAME_ROLES
        if names == {"level1"} and {"weight", "score"} <= self.roles and "target" not in self.roles:
            return False  # 指标类别 | 分值 | 实际完成情况 | 得分: a level has no result of its own
        return bool(names) and bool(self.roles & (VALUE_ROLES | {"status", "result"}))

    @property
    def is_scores(self) -> bool:
        if self.roles == {"item", "score"}:
            return True  # 项目 | 得分
        if self.roles & MONEY_ROLES or self.is_indicators or "score" not in self.roles:
            return False
        has_rules = "explanation" in self.roles and bool(self.roles & _CRITERION_ROLES)
        return "weight" in self.roles or has_rules or self._has_weighted_names or self._has_full_marks

    @property
    def _has_full_marks(self) -> bool:
        """Whether the points stand with their full marks in one cell: 14.5/15."""
        points = [text for row in self.rows if (text := self.text(row, "score"))]
        return len(points) >= _LEAST_WEIGHTED and all(_WITH_FULL_MARKS.fullmatch(text) for text in points)

    @property
    def _has_weighted_names(self) -> bool:
        """Whether the names carry their full marks, all but one at most: 目标设定(10). A sum has none to carry."""
        levels = [column for role in INDICATOR_NAME_ROLES for column in self.columns_of(role)]
        columns = levels or self.columns_of("component")
        cells = (self.view.grid[row][column] for row in self.rows for column in columns)
        names = [cell.text.text for cell in cells if cell is not None and cell.text and not _SUM.fullmatch(cell.text.text)]
        return len(names) >= _LEAST_WEIGHTED and sum(bool(_WEIGHTED.search(name)) for name in names) >= len(names) - 1


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
        if accounts := office_accounts(view, row):
            zones.append(Zone(view, header, tuple(rows), columns))
            header, columns, rows, row = row, accounts.columns, [], accounts.first_row
            continue
        found = header_columns(view, row)
        if found is None or found == columns:
            if found is None:
                rows.append(row)
            row += 1
            continue
        if rows and rows[-1] == row - 1 and (names := names_above(view, row, found)):
            found = names | found
            rows.pop()
        zones.append(Zone(view, header, tuple(rows), columns))
        header, columns, rows, row = row, found, [], row + 1
        lower = header_columns(view, row) if row < len(view.grid) else None
        if lower is not None and any(column.part for column in lower.values()) and not _is_matrix(columns):
            columns, row = _parts_of_phases(columns, lower), row + 1
        elif lower is not None and lower != columns and (_completes(columns, lower) or _is_spanned(view, row, columns, lower)):
            columns, row = columns | _named_by_upper(columns, lower), row + 1
        if row < len(view.grid) and (divided := divided_parts(view, row, columns)):
            columns, row = divided, row + 1
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
    labelled = labelled_rows(zone.view, rows)
    if labelled:
        found.append(Zone(zone.view, None, *labelled))
        rows = tuple(row for row in rows if row not in labelled[0])
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
