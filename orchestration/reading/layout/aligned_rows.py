"""Rows of tables without column lines: which parts of lines are one row, and over which rows a label reaches.

A label that stands in the middle of its rows (vertically centred) tells by its place how many they are: the rows from
the one after the last label's to the one as far below the label as the first is above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from orchestration.reading.layout.parts import Column, Part, column_range

_SAME_LINE = 0.35  # of the character size, between the middles of parts of one line
_SAME_ROW = 0.85  # between the middles of two lines: nearer is never two rows
_WRAPPED = 1.45  # between two lines of one cell
_WRAPPED_ROW = 1.75
_LABELLED = 0.7  # share of rows below which a leading column holds labels over several rows
FIGURE = re.compile(r"^[≥≤<>=约￥¥+\-－—–(（]*[\d０-９][\d０-９,，.．]*\s*[%％‰]?[^\d\s]{0,6}[)）]?$|^[-—–/]+$")


@dataclass(slots=True)
class Row:
    """The parts of one row, and its middle."""

    parts: list[Part]
    middle: float


@dataclass(frozen=True, slots=True)
class Label:
    """Parts of a leading column and the rows they reach over."""

    column: int
    first: int
    last: int
    parts: tuple[Part, ...]


def rows_of(parts: Sequence[Part], columns: Sequence[Column]) -> tuple[list[Row], list[Label]]:
    """The rows of a band and the labels that reach over several of them, rows counted from the band's first."""
    strips = _strips(parts)
    anchors, loose = _anchors(strips, columns)
    labels: list[Label] = []
    for column in range(len(columns) - 1):
        own = [p for row in anchors for p in row.parts if column_range(p, columns) == (column, column)]
        if len(own) >= _LABELLED * len(anchors):
            break
        found = _labels(column, [*own, *(p for p in loose if column_range(p, columns)[0] == column)], anchors)
        if not found:
            break
        labels.extend(found)
        taken = {id(part) for label in found for part in label.parts}
        loose = [part for part in loose if id(part) not in taken]
        for row in anchors:
            row.parts = [part for part in row.parts if id(part) not in taken]
    return _with_loose(anchors, loose, bool(labels)), labels


def _strips(parts: Sequence[Part]) -> list[list[Part]]:
    """Parts on one base line, top to bottom."""
    strips: list[list[Part]] = []
    for part in sorted(parts, key=lambda part: part.middle):
        if strips and part.middle - strips[-1][0].middle < _SAME_LINE * part.size:
            strips[-1].append(part)
        else:
            strips.append([part])
    return strips


def _anchors(strips: list[list[Part]], columns: Sequence[Column]) -> tuple[list[Row], list[Part]]:
    """Rows as far as lines of several parts tell, and the parts that stand alone on their line."""
    rows: list[Row] = []
    loose: list[Part] = []
    for strip in strips:
        if len(strip) < 2:
            loose.extend(strip)
            continue
        middle = median(part.middle for part in strip)
        above = rows[-1] if rows else None
        if (above and middle - above.middle < _SAME_ROW * strip[0].size) or (
            above and _is_wrapped(strip, above, columns)
        ):
            above.parts.extend(strip)
        else:
            rows.append(Row(list(strip), middle))
    return rows, loose


def _is_wrapped(strip: Sequence[Part], above: Row, columns: Sequence[Column]) -> bool:
    """Whether a line only goes on with cells of the row above: few, close below, each below a full line, no figures."""
    lowest = max(part.middle for part in above.parts)
    if len(strip) > len(columns) / 2 or strip[0].middle - lowest > _WRAPPED_ROW * strip[0].size:
        return False
    for part in strip:
        first, last = column_range(part, columns)
        upper = [one for one in above.parts if column_range(one, columns) == (first, last)]
        if not upper or columns[last][1] - upper[-1].x1 > 1.5 * part.size or FIGURE.match(part.text):
            return False
    return True


def _with_loose(rows: list[Row], loose: list[Part], has_labels: bool) -> list[Row]:
    """The rows with the parts that stand alone: the rest of a wrapped cell, else a row of their own.

    Where labels count rows, no row may be added: a part that is left goes to the nearest.
    """
    added: list[Row] = []
    for part in sorted(loose, key=lambda part: part.middle):
        near = min(
            [*rows, *added], key=lambda row: min(abs(p.middle - part.middle) for p in row.parts or [part]), default=None
        )
        distance = min((abs(p.middle - part.middle) for p in near.parts), default=0.0) if near else 0.0
        if near is not None and (has_labels or distance < _WRAPPED * part.size):
            near.parts.append(part)
        else:
            added.append(Row([part], part.middle))
    return sorted([*rows, *added], key=lambda row: row.middle)


def _labels(column: int, parts: Sequence[Part], rows: Sequence[Row]) -> list[Label]:
    """The labels of a column with the rows around whose middle each stands; none where they do not add up."""
    if not rows or not parts:
        return []
    pitch = median([two.middle - one.middle for one, two in zip(rows, rows[1:], strict=False)] or [parts[0].size * 2])
    places = [(row.middle, row.middle) for row in rows]
    return tiled(column, list(blocks_of(parts, rows)), places, 0, len(rows) - 1, 0.4 * pitch)


def tiled(
    column: int,
    blocks: Sequence[Sequence[Part]],
    edges: Sequence[tuple[float, float]],
    first: int,
    last: int,
    off: float | None = None,
) -> list[Label]:
    """Labels that share the rows from the first to the last out among them, each in the middle of its own (by the upper
    and lower edges of rows); none where one stands further off than allowed, a third of a row where nothing is said."""
    allowed = off if off is not None else 0.35 * min(lower - upper for upper, lower in edges[first : last + 1])
    return _tiled_from(first, column, blocks, edges, last, allowed)


def tiled_below_break(
    column: int, blocks: Sequence[Sequence[Part]], edges: Sequence[tuple[float, float]], first: int, last: int
) -> list[Label]:
    """As `tiled`, or with rows at the head of the page (below the header, where it stands again) that belong to a label
    of the page before."""
    if labels := tiled(column, blocks, edges, first, last):
        return labels
    allowed = 0.35 * min(lower - upper for upper, lower in edges[first : last + 1])
    head = _tiled_from(first, column, blocks[:1], edges, first, allowed)
    for begins, others in ((first + 1, blocks), (first + 2, blocks[1:] if head else [])):
        for start in range(begins, last + 1 if others else 0):
            if labels := _tiled_from(start, column, others, edges, last, allowed):
                return labels
    return []


def _tiled_from(
    start: int,
    column: int,
    blocks: Sequence[Sequence[Part]],
    edges: Sequence[tuple[float, float]],
    last: int,
    allowed: float,
) -> list[Label]:
    labels: list[Label] = []
    for index, block in enumerate(blocks):
        middle = (block[0].middle + block[-1].middle) / 2
        if start > last:
            return []
        ends = range(start, last + 1) if index < len(blocks) - 1 else [last]
        end = min(ends, key=lambda e: abs((edges[start][0] + edges[e][1]) / 2 - middle))
        if abs((edges[start][0] + edges[end][1]) / 2 - middle) > allowed:
            return []
        labels.append(Label(column, start, end, tuple(block)))
        start = end + 1
    return labels


def blocks_of(parts: Sequence[Part], rows: Sequence[Row]) -> Iterator[list[Part]]:
    """Lines of one label: close below each other, not each beside a row of its own."""
    block: list[Part] = []
    for part in sorted(parts, key=lambda part: part.middle):
        if block and (
            part.middle - block[-1].middle > _WRAPPED * part.size
            or (_is_beside(part, rows) and _is_beside(block[-1], rows))
        ):
            yield block
            block = []
        block.append(part)
    if block:
        yield block


def _is_beside(part: Part, rows: Sequence[Row]) -> bool:
    return any(abs(row.middle - part.middle) < 0.2 * part.size for row in rows)
