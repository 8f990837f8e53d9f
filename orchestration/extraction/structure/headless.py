"""Rows of a form whose header is on another page: what their columns hold, told by the cells alone.

Indicators are known by their labels of levels, money by arithmetic: spending ÷ budget must give the printed rate; points
too: the last row is the sum of the others. Does not belong here: zones that have a header (zones).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from orchestration.extraction.indicators.entries import word
from orchestration.extraction.indicators.levels import is_level
from orchestration.extraction.money.amounts import read_amount
from orchestration.extraction.money.words import breakdown_of, fund_of, is_part, is_total
from orchestration.extraction.structure.columns import Column, is_comparator
from orchestration.extraction.structure.flat_cells import is_empty_mark
from orchestration.extraction.structure.outline import TableView
from orchestration.language import parse_number
from orchestration.language.numerals import MULTIPLIER
from orchestration.language.units import unit_pattern

_POINTS = re.compile(r"^\d{1,2}(?:\.\d{1,2})?$")
_FACTOR = re.compile(rf"{MULTIPLIER}(?=.)")
_RATE = re.compile(r"^(\d{1,3}(?:\.\d+)?)%$")
_LEAST_ROWS = 3
_CELLS_OF_SCORES = 3  # a name, its full marks, its points
_MOST_POINTS = 150
# Money columns left of the rate, in the forms of the ministry: the longest that arithmetic allows counts.
_MONEY_SHAPES = (
    ("approved", "adjusted", "executed", "weight"),
    ("approved", "adjusted", "executed"),
    ("adjusted", "executed", "weight"),
    ("adjusted", "executed"),
)


def labelled_rows(view: TableView, rows: Sequence[int]) -> tuple[tuple[int, ...], dict[int, Column]] | None:
    """The rows that print a label before each value, and their columns: 数量指标 | 清淤长度 | 目标值≥40公里 | 实际42公里 | 完成."""
    for target in range(1, view.columns - 1):
        labelled = tuple(row for row in rows if _is_labelled(view, row, target))
        if len(labelled) < _LEAST_ROWS:
            continue
        names = ["level3", "level2", "level1"][: target if _are_levels(view, labelled, target - 2) else 1]
        columns = {target - 1 - place: Column(role, None) for place, role in enumerate(names)}
        columns |= {target: Column("target", None), target + 1: Column("actual", None)}
        told = [text for row in labelled if target + 2 < view.columns and (text := view.value(row, target + 2))]
        if told and all(word("status_alone").fullmatch(text) for text in told):
            columns[target + 2] = Column("status", None)
        return labelled, columns
    return None


def _is_labelled(view: TableView, row: int, target: int) -> bool:
    values = ((word("labelled_target"), view.value(row, target)), (word("labelled_actual"), view.value(row, target + 1)))
    return bool(view.value(row, target - 1)) and all(label.match(text) for label, text in values)


def _are_levels(view: TableView, rows: Sequence[int], column: int) -> bool:
    printed = [text for row in rows if column >= 0 and (text := view.value(row, column))]
    return bool(printed) and all(is_level("level2", text) or is_level("level1", text) for text in printed)


def indicator_columns(view: TableView, rows: Sequence[int]) -> dict[int, Column] | None:
    """Grid column → role for rows that show labels of two levels side by side; None where they do not."""
    for first in range(view.columns - 3):
        labelled = [
            row
            for row in rows
            if is_level("level2", view.value(row, first + 1)) and not is_level("level2", view.value(row, first + 2))
        ]
        begun = [row for row in rows if is_level("level1", view.value(row, first))]
        if begun and len(labelled) >= _LEAST_ROWS - 1:
            return _columns_from(view, rows, first)
    return None


def _columns_from(view: TableView, rows: Sequence[int], first: int) -> dict[int, Column]:
    names = ["level1", "level2", "level3"]
    while role := _apart_from_value(view, rows, first + len(names)):
        names.append(role)
    points = [_is_points(view, rows, column) for column in range(first + len(names), view.columns)]
    weight_first = bool(points) and points[0] and not all(points[1:3])
    values = ["weight", "target", "actual", "score"] if weight_first else ["target", "actual", "weight", "score"]
    if not weight_first and not any(points[2:4]):
        values = values[:2]  # no column of points
    roles = [*names, *values, "reason"]
    return {first + place: Column(role, None) for place, role in enumerate(roles) if first + place < view.columns}


def _apart_from_value(view: TableView, rows: Sequence[int], column: int) -> str | None:
    """What a column right of the names holds but a part of the target: units (公里, 次, %), of which some may be left out,
    or signs (≥)."""
    printed = [text for row in rows if (text := view.value(row, column))] if column < view.columns else []
    if printed and all(is_comparator(text) for text in printed):
        return "comparator"
    return "unit" if printed and all(_is_unit(text) for text in printed) else None


def _is_unit(text: str) -> bool:
    factor = _FACTOR.match(text)
    return unit_pattern().fullmatch(text, factor.end() if factor else 0) is not None


def _is_points(view: TableView, rows: Sequence[int], column: int) -> bool:
    printed = [text for row in rows if (text := view.value(row, column))]
    return len(printed) >= _LEAST_ROWS and all(_POINTS.match(text) for text in printed[:-1])


def points_columns(view: TableView, rows: Sequence[int]) -> dict[int, Column] | None:
    """The columns of rows of a name, its full marks and its points, of which the last row holds the sums; else None."""
    printed = [view.printed_cells(row) for row in rows]
    if len(rows) < _LEAST_ROWS or any(len(cells) != _CELLS_OF_SCORES for cells in printed):
        return None
    points = [[parse_number(cell.text.text.removesuffix("分")) for cell in cells[1:]] for cells in printed]
    stated = [(full, score) for full, score in points if full is not None and score is not None and 0 <= score <= full]
    if len(stated) < len(points) or any(map(str.isdigit, "".join(cells[0].text.text for cells in printed))):
        return None
    *parts, whole = stated
    if tuple(map(sum, zip(*parts, strict=True))) != whole or whole[0] > _MOST_POINTS:
        return None
    return {cell.column: Column(role, None) for cell, role in zip(printed[0], ("component", "weight", "score"), strict=True)}


def money_columns(view: TableView, rows: Sequence[int]) -> tuple[tuple[int, ...], dict[int, Column]] | None:
    """The rows of a block of money that begins with its total, or with a part of it where a page begins so, and their
    columns; None where there is none."""
    for at, row in enumerate(rows):
        begins = _is_whole if at else _opens_page
        label = next((column for column in range(view.columns) if begins(view.value(row, column))), None)
        columns = _phases(view, row, label) if label is not None else None
        if label is None or columns is None:
            continue
        block = [row]
        for below in rows[at + 1 :]:
            if not _names_money(view.value(below, label)):
                break
            block.append(below)
        return tuple(block), {label: Column("item", None), **columns}
    return None


def _phases(view: TableView, row: int, label: int) -> dict[int, Column] | None:
    """The columns right of the total's label whose figures fit the printed rate."""
    texts = {column: view.value(row, column) for column in range(label + 1, view.columns)}
    rate_at = next((column for column, text in texts.items() if _RATE.match(text)), None)
    if rate_at is None:
        return None
    printed = _RATE.match(texts[rate_at])
    rate = parse_number(printed.group(1)) if printed else None
    before = [column for column in texts if column < rate_at]
    figures = [amount.number if (amount := read_amount(texts[column])) else None for column in before]
    is_dashed = bool(before) and is_empty_mark(texts[before[-1]])  # parts have no full marks
    shapes = (shape for shape in _MONEY_SHAPES if len(shape) == len(before))
    shape = next((shape for shape in shapes if _fits(shape, figures, rate, is_dashed=is_dashed)), None)
    if shape is None:
        return None
    columns = {column: Column(role, None) for column, role in zip(before, shape, strict=True)}
    columns[rate_at] = Column("rate", None)
    if rate_at + 1 < view.columns and "weight" in shape:
        columns[rate_at + 1] = Column("score", None)
    return columns


def _fits(shape: Sequence[str], figures: Sequence[Decimal | None], rate: Decimal | None, *, is_dashed: bool) -> bool:
    by_role = dict(zip(shape, figures, strict=True))
    adjusted, executed = by_role["adjusted"], by_role["executed"]
    if not adjusted or executed is None or rate is None:
        return False
    weight = by_role.get("weight")
    if weight is not None and not 0 < weight <= 100:
        return False
    if "weight" in by_role and weight is None and not is_dashed:
        return False
    return abs(executed / adjusted * 100 - rate) <= Decimal("0.51")


def _opens_page(text: str) -> bool:
    """Whether a first row is the total or a part of the one that stands on the page before: 其中:本年财政拨款."""
    return _is_whole(text) or (is_part(text) and _names_money(text))


def _is_whole(text: str) -> bool:
    return is_total(text.rstrip(":")) and "总" in text


def _names_money(text: str) -> bool:
    name = re.sub(r"^其中:?", "", text).rstrip(":")
    return bool(fund_of(name) or breakdown_of(name))
