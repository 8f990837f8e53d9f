"""Tables drawn with ruling lines: cells from the lattice of lines, spans from the cells' places.

The lattice is pdfplumber's (edges → intersections → cells → tables), for PDF and for scans alike.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from orchestration.reading.layout.glyphs import Glyph

_TOLERANCE = 3.0  # points by which lines that belong together may miss each other
_SHORTEST = 4.0
_OPEN_SIDE = 12.0  # points by which rows reach beyond the outermost column line of a table without side lines
MOST_RULES = 5_000  # of one page: beyond it, it is a drawing


class Rule(NamedTuple):
    """A horizontal (top == bottom) or vertical (x0 == x1) line, in points."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def is_horizontal(self) -> bool:
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class LatticeCell:
    """A drawn cell: its place in the grid and on the page."""

    row: int
    column: int
    row_span: int
    column_span: int
    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, glyph: Glyph) -> bool:
        return self.x0 <= glyph.center <= self.x1 and self.top <= glyph.middle <= self.bottom


@dataclass(frozen=True, slots=True)
class Lattice:
    """A drawn table: cells, and the places of its column lines."""

    cells: tuple[LatticeCell, ...]
    column_lines: tuple[float, ...]
    top: float
    bottom: float

    @property
    def x0(self) -> float:
        return self.column_lines[0]

    @property
    def x1(self) -> float:
        return self.column_lines[-1]


def find_lattices(rules: Sequence[Rule]) -> list[Lattice]:
    """The tables that rules draw, top to bottom; a frame around one cell or one column of cells is none."""
    if not rules or len(rules) > MOST_RULES:
        return []
    edges = merge_edges([_edge(rule) for rule in rules], _TOLERANCE, _TOLERANCE, _TOLERANCE, _TOLERANCE)
    edges = [edge for edge in edges if edge["width"] >= _SHORTEST or edge["height"] >= _SHORTEST]
    edges += _missing_ends(edges)
    groups = _cells(edges)
    sides = [side for group in groups for side in _missing_sides(group, edges)]
    if sides:
        groups = _cells(merge_edges(edges + sides, _TOLERANCE, _TOLERANCE, _TOLERANCE, _TOLERANCE))
    lattices = [lattice for group in groups if (lattice := _lattice(group)) is not None]
    return sorted(lattices, key=lambda lattice: (lattice.top, lattice.x0))


def _cells(edges: list[dict[str, Any]]) -> list[list[tuple[float, float, float, float]]]:
    intersections = edges_to_intersections(edges, _TOLERANCE, _TOLERANCE)
    return [list(group) for group in cells_to_tables(intersections_to_cells(intersections))]


def _edge(rule: Rule) -> dict[str, Any]:
    if rule.is_horizontal:
        top = (rule.top + rule.bottom) / 2
        return _edge_of(rule.x0, top, rule.x1, top)
    x = (rule.x0 + rule.x1) / 2
    return _edge_of(x, rule.top, x, rule.bottom)


def _edge_of(x0: float, top: float, x1: float, bottom: float) -> dict[str, Any]:
    orientation = "h" if top == bottom else "v"
    return {
        "object_type": "line",
        "orientation": orientation,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }


def _missing_ends(edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The upper or lower line of a table whose row the page break tore: several column lines end together in nothing."""
    ends: list[dict[str, Any]] = []
    for key in ("top", "bottom"):
        columns = sorted((edge for edge in edges if edge["orientation"] == "v"), key=lambda edge: edge[key])
        groups: list[list[dict[str, Any]]] = []
        for column in columns:
            if groups and column[key] - groups[-1][-1][key] < _TOLERANCE:
                groups[-1].append(column)
            else:
                groups.append([column])
        for group in groups:
            x0, x1, y = min(e["x0"] for e in group), max(e["x0"] for e in group), group[0][key]
            met = any(
                edge["orientation"] == "h"
                and abs(edge["top"] - y) < 2 * _TOLERANCE
                and edge["x1"] > x0
                and edge["x0"] < x1
                for edge in edges
            )
            if len(group) >= 3 and not met:
                ends.append(_edge_of(x0, y, x1, y))
    return ends


def _missing_sides(
    group: list[tuple[float, float, float, float]], edges: list[dict[str, Any]]
) -> Iterable[dict[str, Any]]:
    """Side lines that the table leaves out though its row lines reach beyond the outermost column lines."""
    x0, x1 = min(cell[0] for cell in group), max(cell[2] for cell in group)
    top, bottom = min(cell[1] for cell in group), max(cell[3] for cell in group)
    across = [
        edge
        for edge in edges
        if edge["orientation"] == "h"
        and top - _TOLERANCE <= edge["top"] <= bottom + _TOLERANCE
        and edge["x0"] <= x1
        and edge["x1"] >= x0
    ]
    for key, inner, sign in (("x0", x0, -1), ("x1", x1, 1)):
        reaching = [edge[key] for edge in across if sign * (edge[key] - inner) > _OPEN_SIDE]
        is_framed = all(_reaches(across, key, inner, sign, end) for end in (top, bottom))
        if len(reaching) >= 2 and (is_framed or len(reaching) >= len(across) / 2):
            x = min(reaching) if sign < 0 else max(reaching)
            yield _edge_of(x, top, x, bottom)


def _reaches(across: list[dict[str, Any]], key: str, inner: float, sign: int, end: float) -> bool:
    """Whether the line at the table's upper or lower end reaches beyond: between labels over many rows few others do."""
    return any(abs(edge["top"] - end) < _TOLERANCE and sign * (edge[key] - inner) > _OPEN_SIDE for edge in across)


def _lattice(group: list[tuple[float, float, float, float]]) -> Lattice | None:
    columns = _merged_places([x for cell in group for x in (cell[0], cell[2])])
    rows = _merged_places([y for cell in group for y in (cell[1], cell[3])])
    if len(columns) < 3 or len(group) < 2:
        return None
    cells = []
    for x0, top, x1, bottom in group:
        left, right = _place(columns, x0), _place(columns, x1)
        above, below = _place(rows, top), _place(rows, bottom)
        if right > left and below > above:
            cells.append(LatticeCell(above, left, below - above, right - left, x0, top, x1, bottom))
    return Lattice(tuple(cells), tuple(columns), rows[0], rows[-1])


def _merged_places(values: list[float]) -> list[float]:
    """Places that lie closer together than the tolerance become one."""
    merged: list[float] = []
    for value in sorted(values):
        if not merged or value - merged[-1] > _TOLERANCE:
            merged.append(value)
    return merged


def _place(places: list[float], value: float) -> int:
    at = bisect_left(places, value)
    candidates = [index for index in (at - 1, at) if 0 <= index < len(places)]
    return min(candidates, key=lambda index: abs(places[index] - value))


def assign(lattice: Lattice, glyphs: Iterable[Glyph]) -> tuple[dict[LatticeCell, list[Glyph]], list[Glyph]]:
    """Glyphs by the cell that holds them (the smallest, where cells lie within cells), and those in no cell."""
    buckets: dict[int, list[LatticeCell]] = defaultdict(list)
    step = 20.0
    for cell in sorted(lattice.cells, key=lambda cell: (cell.x1 - cell.x0) * (cell.bottom - cell.top)):
        for bucket in range(int(cell.top // step), int(cell.bottom // step) + 1):
            buckets[bucket].append(cell)
    held: dict[LatticeCell, list[Glyph]] = {cell: [] for cell in lattice.cells}
    free: list[Glyph] = []
    for glyph in glyphs:
        home = next((cell for cell in buckets.get(int(glyph.middle // step), ()) if cell.holds(glyph)), None)
        if home is None:
            free.append(glyph)
        else:
            held[home].append(glyph)
    return held, free
