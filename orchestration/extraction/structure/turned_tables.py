"""Tables of indicators that stand on their side: each column one indicator, each row what is told of all of them.

    指标   | 改厕户数 | 验收合格率
    目标值 | ≥90户    | 100%
    完成值 | 96户     | 98%

Belongs here: telling such a table, and turning it so that each indicator has a row. Does not belong here: what its cells
say (`indicators.table`), kinds of money as columns (`money.matrix`).
"""

from __future__ import annotations

from dataclasses import replace

from orchestration.extraction.structure.columns import INDICATOR_NAME_ROLES, column_of
from orchestration.extraction.structure.header_rows import header_columns, is_figure
from orchestration.extraction.structure.outline import TableView

_TOLD = frozenset({"target", "actual"})


def upright(view: TableView) -> TableView:
    """The table with a row for each indicator: turned, where it stands on its side, else as it is."""
    if view.columns < 2 or not _may_be_turned(view):
        return view
    lines = zip(*view.grid, strict=True)
    grid = tuple(tuple(cell and cell._replace(row=cell.column, column=cell.row) for cell in line) for line in lines)
    turned = replace(view, grid=grid, is_turned=True)
    columns = header_columns(turned, 0)
    roles = {column.role for column in columns.values()} if columns else set()
    return turned if roles >= _TOLD | {"level3"} else view


def _may_be_turned(view: TableView) -> bool:
    """Whether the first column alone holds labels, one a row, among them those of names, targets and results."""
    labels = [line[0] for line in view.grid]
    if any(label is None or label.cell.column_span > 1 or not label.text for label in labels):
        return False
    roles = {column.role for label in labels if label and (column := column_of(label.text.text))}
    if not roles >= _TOLD or not roles & INDICATOR_NAME_ROLES:
        return False  # years as columns, too
    is_headed = any(header_columns(view, row) is not None for row in range(len(view.grid)))
    return not is_headed and not any(is_figure(label.text.text) for label in labels if label)
