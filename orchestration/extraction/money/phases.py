"""Which phase of the budget each column of a table holds, and the amounts that stand in it.

Belongs here: years, bare columns of amounts (金额), the two meanings of 调整预算. Does not belong here: what a row is called
(`money.items`), rows and their records (`money.table`). Words of headers: `data/columns.toml`.
"""

from __future__ import annotations

import re
from decimal import Decimal

from orchestration.extraction.money.amounts import PrintedAmount, read_amount
from orchestration.extraction.money.periods import year_of
from orchestration.extraction.money.verbs import PAYS
from orchestration.extraction.structure.captions import captions_of
from orchestration.extraction.structure.columns import MONEY_ROLES, column_of, header_words
from orchestration.extraction.structure.zones import Zone

_YEAR = re.compile(r"(20\d{2})年?")
_AMBIGUOUS_ADJUSTMENT = re.compile(r"^(?:预算)?调整预算(?:数|金?额)?$|^预算调整数?$")
_LEAST_YEARS = 2
_SPENT_OR_CAME = re.compile("(?<!预算)(?:支出|收入|开支|费)(?!预算)|三公")
_PAID_OUT = re.compile(f"{PAYS}(?:情况|明细|统计|汇总|一览|花名)*表(?:\\(|$)")  # 补贴资金发放情况统计表
_SPENT_ON = re.compile("^开支|^支出(?:内容|明细|经济(?:分类|科目))")


def phase_columns(zone: Zone, budget_year: int | None) -> dict[int, str]:
    """Grid column → phase. A column of another year is no phase of this one; 调整预算 beside a level is the change."""
    columns: dict[int, str] = {}
    for index, column in zone.columns.items():
        if column.role not in MONEY_ROLES or not any(amount_at(zone, row, index) for row in zone.rows):
            continue  # the label of the block (资金投入情况) stands in the header row too
        if is_of_other_year(header_of(zone, index), budget_year):
            continue
        is_spent = column.role == "unphased" and (is_of_accounts(zone) or _lists_spending(zone) or _pays_out(zone))
        columns[index] = "executed" if is_spent else column.role
    if set(columns.values()) == {"change"} and (spent := _column_of_year(zone, budget_year)) is not None:
        columns[spent] = "executed"
    return _settle_adjustments(zone, columns)


def _column_of_year(zone: Zone, budget_year: int | None) -> int | None:
    """The column of the report's year beside another, over kinds of spending or income: 项目 | 2023年 | 2022年 | 增减额."""
    heads = {index: year for index in range(zone.view.columns) if (year := year_of(header_of(zone, index)))}
    names = [cell.text.text for row in zone.rows if (cell := zone.cell(row, "item"))]
    if len(heads) < _LEAST_YEARS or not all(_SPENT_OR_CAME.search(name) for name in names):
        return None
    return next((index for index, year in heads.items() if year == budget_year), None)


def lists_phases(zone: Zone) -> bool:
    """Whether a table of names and one bare amount (项目 | 金额) has the phases of the whole as its names: 全年预算数 | 850.8."""
    phases = {column.role for column in zone.columns.values()} & MONEY_ROLES
    labels = (next(iter(zone.view.printed_cells(row)), None) for row in zone.rows)
    named = [column.role for label in labels if label and (column := column_of(label.text.text))]
    return phases == {"unphased"} and "executed" in named and bool({"approved", "adjusted"} & set(named))


def is_of_other_year(label: str, budget_year: int | None) -> bool:
    """Whether a header or the label of a row names a year that is not the report's: 2022年决算数 in one on 2023."""
    year = _YEAR.search(label)
    return bool(year and budget_year and int(year.group(1)) != budget_year)


def _settle_adjustments(zone: Zone, columns: dict[int, str]) -> dict[int, str]:
    """调整预算(数) is the change where another column is the level, or where approved plus it is what was spent."""
    adjusted = [index for index, role in columns.items() if role == "adjusted"]
    doubtful = [index for index in adjusted if _AMBIGUOUS_ADJUSTMENT.match(header_of(zone, index))]
    for index in doubtful:
        if len(adjusted) > len(doubtful) or _adds_up_as_change(zone, columns, index):
            columns[index] = "change"
    return columns


def _adds_up_as_change(zone: Zone, columns: dict[int, str], index: int) -> bool:
    """Whether a doubtful column explains what was spent better as a difference from the approved budget."""
    places = {role: column for column, role in columns.items()}
    if not {"approved", "executed"} <= places.keys():
        return False
    as_level = as_change = Decimal(0)
    for row in zone.rows:
        approved, doubtful, executed = (
            amount_at(zone, row, column) for column in (places["approved"], index, places["executed"])
        )
        if approved and doubtful and executed:
            as_level += abs(doubtful.number - executed.number)
            as_change += abs(approved.number + doubtful.number - executed.number)
    return as_change < as_level


def _pays_out(zone: Zone) -> bool:
    """Whether a table of bare amounts says above itself that they were paid: 补贴资金发放情况表."""
    phases = {column.role for column in zone.columns.values()} & MONEY_ROLES
    return phases == {"unphased"} and any(_PAID_OUT.search(title) for title in captions_of(zone.view))


def is_of_accounts(zone: Zone) -> bool:
    """Whether caption or heading say that a table holds final accounts (收入支出决算总表): its bare 金额 is spent."""
    section = zone.view.section
    titles = [*captions_of(zone.view), *([section.title] if section else [])]
    return any("决算" in title and "预决算" not in title for title in titles)


def _lists_spending(zone: Zone) -> bool:
    """Whether the column of names says that a bare 金额 was spent: 开支内容 | 金额."""
    return any(_SPENT_ON.search(header_of(zone, index)) for index in zone.columns_of("item"))


def amount_at(zone: Zone, row: int, column: int) -> PrintedAmount | None:
    """The amount printed in a cell; None where there is none, or where the cell reaches down from a row above."""
    cell = zone.view.grid[row][column]
    return read_amount(cell.text.text) if cell is not None and cell.row == row else None


def header_of(zone: Zone, column: int) -> str:
    """A column's header as `header_words` has it; empty where the table has no header."""
    if zone.header_row is None:
        return ""
    return header_words(zone.view.value(zone.header_row, column))


