"""Zones of a table that goes on on the next page without its header, where the joining of tables could not tell.

The rest of a table prints one column for each cell of the header: columns that the header merged stand alone no more. Does
not belong here: tables of equal width, joined when they are read (`reading`), and zones told by their cells (`headless`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from orchestration.extraction.columns import Column
from orchestration.extraction.outline import TableView
from orchestration.extraction.zones import Zone, split_zones


def zones_of(views: Iterable[TableView]) -> list[Zone]:
    """The zones of all tables in their order; what goes on without a header has the columns of what it goes on from."""
    split = [zones for view in views if (zones := split_zones(view))]
    for before, zones in pairwise(split):
        if columns := _columns_of_rest(before[-1], zones[0]):
            zones[0] = replace(zones[0], columns=columns)
    return [zone for zones in split for zone in zones]


def _columns_of_rest(before: Zone, rest: Zone) -> dict[int, Column]:
    """The columns of a zone that has none, one for each cell of the header before it; empty where it is no rest of that."""
    goes_on = rest.view.seq == before.view.seq + 1 and rest.view.page != before.view.page
    if not goes_on or rest.columns or before.header_row is None or not (before.is_indicators or before.is_scores):
        return {}
    header = _printed_columns(before, before.header_row)
    return dict(enumerate(header)) if len(header) == rest.view.columns else {}


def _printed_columns(zone: Zone, row: int) -> Sequence[Column]:
    """The columns of a header, one for each of its cells."""
    printed = [(zone.view.grid[row][index], column) for index, column in sorted(zone.columns.items())]
    cells = [(cell.cell if cell else None, column) for cell, column in printed]
    return [column for at, (cell, column) in enumerate(cells) if not at or cell is None or cell is not cells[at - 1][0]]
