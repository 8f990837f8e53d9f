"""Tables whose columns are kinds of money: 合计 | 基本支出 | 项目支出, or the funds one by one.

Where the rows are phases (年初预算数, 全年执行数) each column is an item. Where the rows are items, their amounts are the
phase that a header above (预算数 | 决算数) or else the caption names, and the column 合计 is the row's amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain

from orchestration.extraction.money.amounts import UnitChoice, choose_unit, plausible_unit, read_amount
from orchestration.extraction.money.items import classification_of, direction_in, item_cell, printed_name
from orchestration.extraction.money.phases import header_of, is_of_other_year
from orchestration.extraction.money.table import FUND_BREAKDOWNS, MoneyContext, label_units
from orchestration.extraction.money.wholes import OF_PROJECTS
from orchestration.extraction.money.words import breakdown_of, direction_of, fund_of, is_total
from orchestration.extraction.money_units import FACTORS
from orchestration.extraction.rates import rate_of
from orchestration.extraction.recorder import Recorder
from orchestration.extraction.structure.captions import caption_of, context_of, unit_above
from orchestration.extraction.structure.columns import MONEY_ROLES, Column, column_of, header_words
from orchestration.extraction.structure.header_rows import numbers_columns
from orchestration.extraction.structure.office_accounts import office_accounts, side_of_whole
from orchestration.extraction.structure.outline import CellText
from orchestration.extraction.structure.zones import Zone

_RULE = "money_matrix"
_WHOLE_COLUMN = re.compile("计$|总额$|^本年(?:收入|支出)$")
_THREE_PUBLIC = {"three_public"}
_SUBTOTAL = "小计"
_WHOLE_NAME = "三公经费"
_SKIPPED = re.compile(r"^(?:栏次|行次|序号)")


@dataclass(slots=True)
class _Item:
    """One item: its amounts by phase and the row whose print it is."""

    name: str
    row: int
    cells: dict[str, tuple[CellText, Decimal, str | None]] = field(default_factory=dict)  # phase → cell, number, unit
    rate: CellText | None = None
    parent: str | None = None
    breakdown: str | None = None  # where the table says it


def read_money_matrix(zone: Zone, context: MoneyContext, recorder: Recorder) -> None:
    """Record the spending rows of a table whose columns are kinds of money."""
    items = _items(zone, context.budget_year)
    numbers = [abs(number) for item in items for _, number, unit in item.cells.values() if unit is None]
    headers = [column.unit for column in zone.columns.values() if column.unit]
    places = [zone.header_row] if zone.header_row is not None else []
    labels = [unit for row in [*places, *(item.row for item in items)] for unit in label_units(zone, row)]
    choice = choose_unit(
        header=headers[0] if headers else None,
        label=labels[0] if labels else None,
        caption=unit_above(zone.view),
        document=context.document_unit,
    )
    unit = plausible_unit(choice, numbers, context.known_total, context.office_name)
    listed = context.subject_kind in (None, "department") and _lists_projects(zone, items)
    for item in items:
        if listed and is_total(item.name):
            item.name, item.breakdown = "项目支出", "nature"
        _record(zone, item, unit, recorder)


def _items(zone: Zone, year: int | None) -> list[_Item]:
    if zone.header_row is not None and office_accounts(zone.view, zone.header_row):
        return list(_of_office(zone))
    return list(_by_column(zone, year)) or list(chain(_of_three_public(zone), _beside_label(zone))) or list(_by_row(zone))


def _of_office(zone: Zone) -> Iterator[_Item]:
    """The columns as items over the row of the office, of several offices over their sum; balances and assets are none."""
    parts = {index: column.part for index, column in sorted(zone.columns.items()) if column.part}
    rows = [row for row in zone.rows if _has_figures(zone, row, {index: zone.columns[index] for index in parts})]
    sums = [row for row in rows if is_total(_label_of(zone, row)) or _label_of(zone, row).endswith("汇总")]
    if not rows or (len(rows) > 1 and not sums):
        return
    whole, *_ = parts.values()
    row = (sums or rows)[0]
    for index, name in parts.items():
        cell = _cell_at(zone, row, index)
        amount = read_amount(cell.text.text) if cell else None
        if cell is None or amount is None or not (breakdown := _kind_in_accounts(name, whole)):
            continue
        item = _Item(name, row, parent=None if name == whole else whole, breakdown=breakdown)
        item.cells["executed"] = (cell, amount.number, amount.unit)
        yield item


def _kind_in_accounts(name: str, whole: str) -> str | None:
    """The breakdown of a column beside others of one whole; None for what is neither income nor spending (当年结余)."""
    side = side_of_whole(whole)
    if side == _WHOLE_NAME:
        return "three_public"
    return breakdown_of(name) or ("source" if side == "收入" else None)


def _lists_projects(zone: Zone, items: list[_Item]) -> bool:
    """Whether an office's rows are its projects, so that their sum is of 项目支出: 项目名称 | 合计 | 中央 | 县级."""
    heads = [header_of(zone, index) for index in zone.columns_of("item")]
    named = [item for item in items if breakdown_of(item.name) is None]
    return len(named) > 1 and any(OF_PROJECTS.search(head) for head in heads)


def _by_column(zone: Zone, year: int | None) -> Iterator[_Item]:
    """The columns as items, where at least two rows are phases; those of last year beside them are none of this one."""
    of_year = [row for row in zone.rows if not is_of_other_year(_label_of(zone, row), year)]
    phases = {row: role for row in of_year if (role := _phase_of_row(zone, row))}
    if len(set(phases.values()) & MONEY_ROLES) < 2:
        return
    for index, column in sorted(zone.columns.items()):
        if not column.part:
            continue
        item = _item_of_column(zone, index, column.part, max(phases))
        for row, role in phases.items():
            cell = _beside_phase(zone, row, index)
            amount = read_amount(cell.text.text) if cell else None
            if role == "rate":
                item.rate = cell
            elif cell and amount and role not in item.cells:
                item.cells[role] = (cell, amount.number, amount.unit)
                item.row = row
        if item.cells:
            yield item


def _item_of_column(zone: Zone, index: int, part: str, row: int) -> _Item:
    """The item of a column; beside parts of 三公经费 a sum is theirs and not the office's, a subtotal of what stands over it."""
    if not _divides_three_public(zone):
        return _Item(part, row)
    if part == _SUBTOTAL:
        over = (header_words(zone.view.value(above, index)) for above in range(zone.header_row or 0, -1, -1))
        part = next((words for words in over if words not in ("", _SUBTOTAL)), part)
    if is_total(part):
        return _Item(_WHOLE_NAME, row, breakdown="three_public")
    return _Item(_as_printed(zone, part), row, parent=_WHOLE_NAME, breakdown="three_public")


def _divides_three_public(zone: Zone) -> bool:
    """Whether all columns but sums are parts of 三公经费."""
    parts = {column.part for column in zone.columns.values() if column.part and not is_total(column.part)} - {_SUBTOTAL}
    return bool(parts) and {breakdown_of(part) for part in parts} == _THREE_PUBLIC


def _label_of(zone: Zone, row: int) -> str:
    label = next(iter(zone.view.printed_cells(row)), None)
    return label.text.text if label else ""


def _phase_of_row(zone: Zone, row: int) -> str | None:
    """The phase (or rate) that the label of a row names."""
    label = next(iter(zone.view.printed_cells(row)), None)
    column = column_of(label.text.text) if label else None
    if column is None or label is None or breakdown_of(label.text.text) not in (None, "total"):
        return None
    return column.role if column.role in MONEY_ROLES or column.role == "rate" else None


def _by_row(zone: Zone) -> Iterator[_Item]:
    """The rows as items: the amount of the column 合计; of the row 合计 every column; without such a column all parts."""
    parts = {index: column for index, column in zone.columns.items() if column.part}
    wholes = {index for index, column in parts.items() if _WHOLE_COLUMN.search(column.part or "")}
    default = _phase_of_caption(zone)
    for row in zone.rows:
        label = item_cell(zone, row, min(parts))
        name = printed_name(label.text) if label else ""
        if not name or _SKIPPED.match(name) or _SKIPPED.match(zone.view.value(row, 0)):
            continue
        found: dict[str, _Item] = {}
        for index, column in sorted(parts.items()):
            cell = _cell_at(zone, row, index)
            amount = read_amount(cell.text.text) if cell else None
            if cell is None or amount is None or (index not in wholes and wholes and not is_total(name)):
                continue
            own = name if index in wholes else column.part or name
            phase = column.role if column.role in MONEY_ROLES else default
            parent = None if index in wholes or is_total(name) else name
            rate = zone.cell(row, "rate") if index in wholes or own == name else None
            item = found.setdefault(own, _Item(own, row, parent=parent, rate=rate))
            item.cells.setdefault(phase, (cell, amount.number, amount.unit))
        yield from found.values()


def _of_three_public(zone: Zone) -> Iterator[_Item]:
    """The columns as items where all are parts of 三公经费, over one row of figures: 合计 | 因公出国(境)费 | 公务接待费."""
    parts = {index: column for index, column in sorted(zone.columns.items()) if column.part}
    divided = {part for column in parts.values() if not is_total(part := column.part or "")}
    rows = [row for row in zone.rows if _has_figures(zone, row, parts)]
    if not _THREE_PUBLIC & {breakdown_of(part) for part in divided} or len(rows) != 1:
        return
    found: dict[str, _Item] = {}
    for index, column in parts.items():
        cell = _cell_at(zone, rows[0], index)
        amount = read_amount(cell.text.text) if cell else None
        if cell is None or amount is None:
            continue
        own = column.part or ""
        name = _WHOLE_NAME if is_total(own) else _as_printed(zone, own)
        item = found.setdefault(name, _Item(name, rows[0], parent=None if is_total(own) else _WHOLE_NAME, breakdown="three_public"))
        phase = column.role if column.role in MONEY_ROLES else _phase_of_caption(zone)
        item.cells.setdefault(phase, (cell, amount.number, amount.unit))
    yield from found.values()


def _beside_label(zone: Zone) -> Iterator[_Item]:
    """The columns as items over one row of figures that has no label but that of the block, which names the phase:
    年度整体支出预算 | 资金总额 | 财政拨款 | 其他资金."""
    parts = {index: column.part for index, column in sorted(zone.columns.items()) if column.part}
    wholes = [part for part in parts.values() if is_total(part)]
    rows = [row for row in zone.rows if _has_figures(zone, row, {index: zone.columns[index] for index in parts})]
    phases = {column.role for column in zone.columns.values()} & MONEY_ROLES
    if len(wholes) != 1 or len(rows) != 1 or len(phases) != 1 or _cell_at(zone, rows[0], min(zone.columns)):
        return
    for index, part in parts.items():
        cell = _cell_at(zone, rows[0], index)
        if cell and (amount := read_amount(cell.text.text)):
            parent = None if part in wholes else wholes[0]
            yield _Item(part, rows[0], {min(phases): (cell, amount.number, amount.unit)}, parent=parent)


def _as_printed(zone: Zone, part: str) -> str:
    """A column's name with the brackets that its header prints: 因公出国(境)费."""
    heads = (cell for row in range(zone.header_row or 0, min(zone.rows)) for cell in zone.view.printed_cells(row))
    return next((cell.text.printed() for cell in heads if header_words(cell.text.text) == part), part)


def _has_figures(zone: Zone, row: int, parts: dict[int, Column]) -> bool:
    """Whether a row prints amounts, and not the numbers of the columns."""
    numbered = numbers_columns([cell.text.text for cell in zone.view.printed_cells(row) if not _SKIPPED.match(cell.text.text)])
    return not numbered and any((cell := _cell_at(zone, row, index)) and read_amount(cell.text.text) for index in parts)


def _kind_of_rows(zone: Zone, item: _Item) -> str:
    """function or economic where header or code say so, task where the column of the names does, else project."""
    label = item_cell(zone, item.row, min(index for index, column in zone.columns.items() if column.part))
    if found := classification_of(zone, item.row, label):
        return found
    row = zone.header_row
    names = [zone.view.value(row, index) for index in zone.columns_of("item")] if row is not None else []
    return "task" if any("任务" in name for name in names) else "project"


def _cell_at(zone: Zone, row: int, index: int) -> CellText | None:
    cell = zone.view.grid[row][index]
    return cell if cell is not None and cell.row == row and cell.text else None


def _beside_phase(zone: Zone, row: int, index: int) -> CellText | None:
    """The cell of a column, or the one right of it where it says its phase again: 年初预算 | 120 | 年初预算 | 80 under 总额 and 拨款."""
    cell = _cell_at(zone, row, index)
    column = column_of(cell.text.text) if cell and not read_amount(cell.text.text) else None
    says_phase = column is not None and (column.role in MONEY_ROLES or column.role == "rate")
    after = index + 1
    return _cell_at(zone, row, after) if says_phase and after < zone.view.columns and after not in zone.columns else cell


def _phase_of_caption(zone: Zone) -> str:
    """executed or adjusted or approved as caption and headings say; a table of accounts that says nothing is spent."""
    caption, section = caption_of(zone.view), zone.view.section
    for text in (caption.text.text if caption else "", section.label() if section else ""):
        if re.search("决算|执行", text):
            return "executed"
        if "预算" in text:
            return "approved" if "年初" in text else "adjusted"
        if re.search("支出|使用", text):
            return "executed"
    return "unphased"


def _direction(zone: Zone, item: _Item, breakdown: str) -> str:
    """income or expenditure; a part without words of its own has that of its whole: 收入合计 | 一般公共预算."""
    own = item.name if direction_of(item.name) or not item.parent or breakdown not in FUND_BREAKDOWNS else item.parent
    return "income" if direction_of(own) == "income" else direction_in(zone, item.name, breakdown, item.row)


def _record(zone: Zone, item: _Item, unit: UnitChoice, recorder: Recorder) -> None:
    breakdown = item.breakdown or breakdown_of(item.name) or _kind_of_rows(zone, item)
    own_units = [own for _, _, own in item.cells.values() if own]
    values = {f"{role}_amount": number * FACTORS[own or unit.unit] for role, (_, number, own) in item.cells.items()} | {
        f"{role}_text": cell.text.printed()
        for role, (cell, _, _) in item.cells.items()
        if role in ("approved", "adjusted", "executed")
    }
    fact_id = recorder.add(
        "spending",
        zone.row_span(item.row),
        _RULE,
        item_name=item.name,
        parent_item_name=item.parent,
        context=context_of(zone.view),
        breakdown=breakdown,
        direction=_direction(zone, item, breakdown),
        fund_key=fund_of(item.name) if breakdown in FUND_BREAKDOWNS else None,
        declared_rate_pct=rate_of(item.rate),
        amount_unit=own_units[0] if own_units else unit.unit,
        unit_source="cell" if own_units else unit.source,
        table_seq=zone.view.seq,
        row_seq=item.row,
        **values,
    )
    cells = {f"{role}_amount": cell for role, (cell, _, _) in item.cells.items()}
    if item.rate:
        cells["declared_rate_pct"] = item.rate
    for column, cell in cells.items():
        recorder.cell_figure("spending", fact_id, column, zone.view, cell, _RULE)
