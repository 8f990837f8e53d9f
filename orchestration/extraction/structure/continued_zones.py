"""Zones of a table whose header stands in another: it goes on on the next page, or a page prints the header as a table of its
own (一级指标 | … | 完成值 that stays while the rows scroll).

The rest of a table prints one column for each cell of the header: columns that the header merged stand alone no more. Does
not belong here: tables of equal width, joined when they are read (`reading`), and zones told by their cells (`structure.headless`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from orchestration.extraction.indicators.levels import is_level
from orchestration.extraction.structure.columns import Column
from orchestration.extraction.structure.header_rows import header_columns
from orchestration.extraction.structure.outline import TableView
from orchestration.extraction.structure.turned_tables import upright
from orchestration.extraction.structure.zones import Zone, split_zones

_MOST_UNLIKE = 2  # empty columns that a table may have more or fewer than its header


def zones_of(views: Iterable[TableView]) -> list[Zone]:
    """The zones of all tables in their order; what goes on without a header has the columns of what it goes on from."""
    views = [upright(view) for view in views]
    split = [split_zones(view) for view in views]
    for (above, below), zones in zip(pairwise(views), split[1:], strict=False):
        if zones and (columns := _columns_of_lone_header(above, below, zones[0])):
            zones[0] = replace(zones[0], columns=columns)
    filled = [zones for zones in split if zones]
    for before, zones in pairwise(filled):
        if columns := _columns_of_rest(before[-1], zones[0]):
            zones[0] = replace(zones[0], columns=columns)
    return [zone for zones in filled for zone in zones]


def _columns_of_lone_header(above: TableView, below: TableView, first: Zone) -> dict[int, Column]:
    """The columns that a table of nothing but a header gives the rows of the table right below it; empty where it is none."""
    header = header_columns(above, 0) if len(above.grid) == 1 else None
    adjacent = below.seq == above.seq + 1 and above.tail is None and not below.heads
    if header is None or not adjacent or first.header_row is not None or abs(above.columns - below.columns) > _MOST_UNLIKE:
        return {}
    beyond = (below.value(row, column) for row in first.rows for column in range(above.columns, below.columns))
    return {} if any(beyond) else {column: role for column, role in header.items() if column < below.columns}


def _columns_of_rest(before: Zone, rest: Zone) -> dict[int, Column]:
    """The columns of a zone that has none, one for each cell of the header before it; empty where it is no rest of that."""
    if _goes_on_alike(before, rest) or _goes_on_labelled(before, rest):
        return before.columns
    goes_on = rest.view.seq == before.view.seq + 1 and rest.view.page != before.view.page
    if not goes_on or rest.columns or before.header_row is None or not (before.is_indicators or before.is_scores):
        return {}
    header = _printed_columns(before, before.header_row)
    return dict(enumerate(header)) if len(header) == rest.view.columns else {}


def _goes_on_alike(before: Zone, rest: Zone) -> bool:
    """Whether a zone known by its labels of levels alone stands in the next table, in the very columns of the header before
    it: that header also knows which column holds units, which points."""
    if rest.header_row is not None or before.header_row is None or rest.view.seq != before.view.seq + 1:
        return False
    is_alike = rest.view.columns == before.view.columns and rest.is_indicators and before.is_indicators
    return is_alike and all(rest.columns_of(role) == before.columns_of(role) for role in ("level1", "level2", "level3"))


def _goes_on_labelled(before: Zone, rest: Zone) -> bool:
    """Whether each row of the next table, which has no header, prints a label of a level where the header before it has them:
    a heading parts the indicators of output from those of effect."""
    if rest.columns or before.header_row is None or not before.is_indicators or rest.view.seq != before.view.seq + 1:
        return False
    if rest.view.columns != before.view.columns:
        return False
    at = [(role, column) for role in ("level1", "level2") for column in before.columns_of(role)]
    return bool(at) and all(is_level(role, rest.view.value(row, column)) for row in rest.rows for role, column in at)


def _printed_columns(zone: Zone, row: int) -> Sequence[Column]:
    """The columns of a header, one for each of its cells."""
    printed = [(zone.view.grid[row][index], column) for index, column in sorted(zone.columns.items())]
    cells = [(cell.cell if cell else None, column) for cell, column in printed]
    return [column for at, (cell, column) in enumerate(cells) if not at or cell is None or cell is not cells[at - 1][0]]
