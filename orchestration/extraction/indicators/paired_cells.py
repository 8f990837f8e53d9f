"""Cells that print target and result of an indicator together: 目标:≥90户;完成:96户, or ≥90户/96户 under 目标值/完成值.

Belongs here: where such a cell is cut. Does not belong here: several results in one cell (`indicators.table`), indicators in
sentences (`indicators.entries`). Vocabulary: `data/indicator_prose.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from orchestration.document import MappedText
from orchestration.extraction.indicators.entries import word
from orchestration.extraction.structure.columns import column_of
from orchestration.extraction.structure.outline import CellText
from orchestration.extraction.structure.zones import Zone

_HOLDERS = ("target", "actual", "status", "result")  # what a header of both may be taken for
_VALUES, _POINTS = ("target", "actual"), ("weight", "score")
_SLASH = re.compile("[/|]")
_Texts = tuple[MappedText, MappedText]


def with_pairs(zone: Zone, cells: dict[str, CellText]) -> dict[str, CellText]:
    """The cells of a row, one that prints both target and result as the two, and so one of points and full marks."""
    return _parted(zone, _parted(zone, cells, _VALUES, _HOLDERS), _POINTS, _POINTS)


def _parted(zone: Zone, cells: dict[str, CellText], pair: tuple[str, str], holders: Iterable[str]) -> dict[str, CellText]:
    """The cells with the one of the `holders` that prints a pair as its two; as they are where both stand apart."""
    if cells.keys() >= set(pair):
        return cells
    for role in (role for role in holders if role in cells):
        cell = cells[role]
        parts = _slashed(zone, cell, pair) or (_labelled(cell.text) if pair == _VALUES else None)
        if parts:
            halves = {name: cell._replace(text=text) for name, text in zip(pair, parts, strict=True)}
            return {name: kept for name, kept in cells.items() if name != role} | halves
    return cells


def _labelled(text: MappedText) -> _Texts | None:
    """Target and result behind their labels."""
    match = word("labelled_pair").fullmatch(text.text)
    return (text.slice(*match.span("target")), text.slice(*match.span("actual"))) if match else None


def _slashed(zone: Zone, cell: CellText, pair: tuple[str, str]) -> _Texts | None:
    """What stands on either side of the middle slash, in the order of `pair`, under a header that names both so: ≤800元/人/760元/人."""
    named = _roles_of_header(zone, cell.column)
    slashes = list(_SLASH.finditer(cell.text.text))
    if sorted(named) != sorted(pair) or len(slashes) % 2 == 0:
        return None
    middle = slashes[len(slashes) // 2]
    halves = cell.text.slice(0, middle.start()), cell.text.slice(middle.end(), len(cell.text))
    first, second = halves if named[0] == pair[0] else halves[::-1]
    return (first, second) if first and second else None


def _roles_of_header(zone: Zone, column: int) -> list[str]:
    """What the parts of a header with a slash name: 目标值/完成值."""
    header = zone.view.grid[zone.header_row][column] if zone.header_row is not None else None
    parts = _SLASH.split(header.text.text) if header is not None else []
    columns = [found for part in parts if (found := column_of(part))]
    return ["target" if found.role == "goal" else found.role for found in columns] if len(columns) == len(parts) else []
