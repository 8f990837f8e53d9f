"""Accounts of an office in one row: kinds of money as columns over the figures of the office that the row names.

    机构名称 | 收入合计 | 其中:
             |          | 上年结转 | 公共财政拨款 | 其他
    甲镇政府 | 3,865.20 | 120.00   | 3,500.20     | 245.00

Belongs here: where such a header begins and ends, and what each column is called. Does not belong here: the rows below it
(`money.matrix`), headers of one or two rows over several items (`structure.header_rows`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from orchestration.extraction.money_units import money_unit
from orchestration.extraction.structure.columns import Column, header_words
from orchestration.extraction.structure.header_rows import is_figure
from orchestration.extraction.structure.parts import TableView

OWNER = re.compile(r"(?:机构|单位|部门|部门\(单位\)|预算单位)名称:?")
_WHOLE = re.compile(r'(?:本年|年度|全年)?(?P<side>收入|支出|"?三公"?经费)(?:支出)?(?:合计|总计|总额)?')
GROUP = re.compile("其中:?")
_CAPTION = re.compile(r"(?:年度|本年)?(?:收入|支出|收支)情况")
_SUM = re.compile("合计|小计|总计")
_TALLEST = 4  # rows


class OfficeAccounts(NamedTuple):
    """The columns of such a table, and the row below its header."""

    columns: dict[int, Column]
    first_row: int


def side_of_whole(text: str) -> str | None:
    """收入, 支出 or 三公经费, where a label is the whole of one of them."""
    match = _WHOLE.fullmatch(text)
    return match["side"].replace('"', "") if match else None


def office_accounts(view: TableView, row: int) -> OfficeAccounts | None:
    """The accounts whose header begins in a row; None where none does."""
    cells = view.printed_cells(row)
    if len(cells) < 2 or not OWNER.fullmatch(cells[0].text.text):
        return None
    below = next((at for at in range(row + 1, min(row + 1 + _TALLEST, len(view.grid))) if _has_figures(view, at)), None)
    if below is None:
        return None
    unit = money_unit(" ".join(cell.text.text for cell in view.printed_cells(row - 1))) if row else None
    labels = {index: _label(view, row, below, index) for index in range(cells[1].column, view.columns)}
    parts = {index: Column("executed", unit, label) for index, label in labels.items() if label}
    if len(parts) < 2 or not side_of_whole(labels[cells[1].column] or ""):
        return None
    return OfficeAccounts({cells[0].column: Column("item", None)} | parts, below)


def _has_figures(view: TableView, row: int) -> bool:
    return any(is_figure(cell.text.text) for cell in view.printed_cells(row))


def _label(view: TableView, first: int, below: int, index: int) -> str | None:
    """The lowest name over a column, none of a whole block (年度收入情况); a sum is called by what stands over it: 三公经费 over 合计."""
    names = [header_words(view.value(row, index).removeprefix("其中:")) for row in range(below - 1, first - 1, -1)]
    names = [name for name in names if name and not (GROUP.fullmatch(name) or _CAPTION.fullmatch(name))]
    return next((name for name in names if not _SUM.fullmatch(name)), None)
