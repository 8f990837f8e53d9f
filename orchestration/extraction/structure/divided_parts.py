"""Kinds of money that the next row of a header divides: 公务用车购置及运行维护费 over 小计 | 公务用车购置费 | 公务用车运行维护费.

Does not belong here: phases over kinds of money (`structure.zones`), what one header cell says (`structure.columns`).
"""

from __future__ import annotations

from orchestration.extraction.structure.columns import Column, header_words
from orchestration.extraction.structure.header_rows import is_figure
from orchestration.extraction.structure.parts import CellText, TableView

_SUBTOTAL = "小计"


def divided_parts(view: TableView, row: int, columns: dict[int, Column]) -> dict[int, Column]:
    """The columns as a row that divides some of them names them, 小计 by what it is of; empty where the row divides none."""
    cells = _names(view, row)
    if len(cells) < 2 or header_words(cells[0].text.text) != _SUBTOTAL or not any(column.part for column in columns.values()):
        return {}
    found = dict(columns)
    for cell in cells:
        above = _above(columns, cell.column)
        if above is None or is_figure(cell.text.text):
            return {}
        name = header_words(cell.text.text)
        found[cell.column] = above._replace(part=above.part if name == _SUBTOTAL else name)
    return found


def _names(view: TableView, row: int) -> list[CellText]:
    """The cells that begin in a row; one that a file repeats from the row above (合计 in each row that it reaches over) is none."""
    return [cell for cell in view.printed_cells(row) if not row or view.value(row - 1, cell.column) != cell.text.text]


def _above(columns: dict[int, Column], index: int) -> Column | None:
    """The kind of money over a column: it reaches over what stands right of it."""
    return next((columns[at] for at in range(index, -1, -1) if at in columns and columns[at].part), None)
