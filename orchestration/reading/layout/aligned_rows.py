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
_FULL = 0.4  # of the columns: a line that fills so many is a row
_WRAPPED = 1.45  # between two lines of one cell
_WRAPPED_ROW = 1.75
_LABELLED = 0.7  # share of rows below which a leading column holds labels over several rows
FIGURE = re.compile(r"^[≥≤≧≦<>=＞＜约￥¥+\-－—–(（]*[\d０-９][\d０-９,，.．]*\s*[%％‰]?[^\d\s]{0,6}[)）]?$|^[-—–/]+$")


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
    has_head = bool(anchors) and is_head(anchors[0], columns)
    for column in range(len(columns) - 1):
        own = [p for row in anchors for p in row.parts if column_range(p, columns) == (column, column)]
        if len(own) >= _LABELLED * len(anchors):
            break
        found = _labels(
            column, [*own, *(p for p in loose if column_range(p, columns)[0] == column)], anchors, has_head=has_head
        )
        if not found:
            break
        taken = {id(part) for label in found for part in label.parts}
        loose = [part for part in loose if id(part) not in taken]
        for row in anchors:
            row.parts = [part for part in row.parts if id(part) not in taken]
        for label in found:
            if label.first == label.last:
                anchors[label.first].parts.extend(label.parts)
            else:
                labels.append(label)
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
    full = [strip[0].middle for strip in strips if len(strip) >= _FULL * len(columns)]
    for strip in strips:
        if len(strip) < 2 or _is_between(strip, full, len(columns)):
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


def _is_between(strip: Sequence[Part], full: Sequence[float], columns: int) -> bool:
    """Whether a few parts stand less than a line from a full row: lines of its wrapped cells, labels over many rows."""
    if len(strip) >= _FULL * columns:
        return False
    return any(abs(strip[0].middle - middle) < _SAME_ROW * strip[0].size for middle in full)


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
    near = {id(part): _nearest(part, rows) for part in loose}
    left = sorted(loose, key=lambda part: part.middle)
    while left:
        part = min(left, key=lambda part: near[id(part)][0])
        left = [other for other in left if other is not part]
        distance, row = near[id(part)]
        if row is not None and (has_labels or distance < _WRAPPED * part.size):
            row.parts.append(part)
        else:
            row = Row([part], part.middle)
            added.append(row)
        for other in left:
            if abs(other.middle - part.middle) < near[id(other)][0]:
                near[id(other)] = (abs(other.middle - part.middle), row)
    return sorted([*rows, *added], key=lambda row: row.middle)


def _nearest(part: Part, rows: Sequence[Row]) -> tuple[float, Row | None]:
    """The row that prints something nearest above or below a part, and how far."""
    places = ((abs(one.middle - part.middle), row) for row in rows for one in row.parts)
    return min(places, key=lambda place: place[0], default=(float("inf"), None))


def _labels(column: int, parts: Sequence[Part], rows: Sequence[Row], *, has_head: bool) -> list[Label]:
    """The labels of a column with the rows around whose middle each stands; none where they do not add up."""
    if not rows or not parts:
        return []
    pitch = median([two.middle - one.middle for one, two in zip(rows, rows[1:], strict=False)] or [parts[0].size * 2])
    places = [(row.middle, row.middle) for row in rows]
    blocks = list(blocks_of(parts, rows))
    return tiled(column, blocks, places, 0, len(rows) - 1, 0.4 * pitch, has_head=has_head)


def tiled(
    column: int,
    blocks: Sequence[Sequence[Part]],
    edges: Sequence[tuple[float, float]],
    first: int,
    last: int,
    off: float | None = None,
    *,
    has_head: bool = False,
) -> list[Label]:
    """Labels that share the rows from the first to the last out among them, each in the middle of its own (by the upper
    and lower edges of rows); none where one stands further off than allowed, a third of a row where nothing is said.

    Rows at the head of the page (below the header, where `has_head`) may belong to a label of the page before, where
    some label stands between two rows: labels beside the first of their rows are not in the middle of any.
    """
    allowed = off if off is not None else 0.35 * min(lower - upper for upper, lower in edges[first : last + 1])
    if labels := _tiled_from(first, column, blocks, edges, last, allowed):
        return labels
    if all(_is_level(block, edges) for block in blocks):
        return []
    for begins, others in ((first + 1, blocks), (first + 2, blocks[1:] if has_head else [])):
        for start in range(begins, last + 1 if others else 0):
            if labels := _tiled_from(start, column, others, edges, last, allowed):
                return labels
    return []


def _is_level(block: Sequence[Part], edges: Sequence[tuple[float, float]]) -> bool:
    """Whether a label stands in the middle of a single row."""
    middle = (block[0].middle + block[-1].middle) / 2
    return any(abs((upper + lower) / 2 - middle) < 0.2 * block[0].size for upper, lower in edges)


def is_head(row: Row, columns: Sequence[Column]) -> bool:
    """Whether a row prints a text in nearly every column and no figure."""
    return len(row.parts) >= 0.8 * len(columns) and not any(FIGURE.match(part.text) for part in row.parts)


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
