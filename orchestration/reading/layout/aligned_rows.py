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
    labels: list[Label] = []
    start = 0
    blocks = list(_blocks(parts, rows))
    for index, block in enumerate(blocks):
        middle = (block[0].middle + block[-1].middle) / 2
        if start >= len(rows):
            return []
        ends = range(start, len(rows)) if index < len(blocks) - 1 else [len(rows) - 1]
        end = min(ends, key=lambda e: abs((rows[start].middle + rows[e].middle) / 2 - middle))
        if abs((rows[start].middle + rows[end].middle) / 2 - middle) > 0.4 * pitch:
            return []
        labels.append(Label(column, start, end, tuple(block)))
        start = end + 1
    return labels


def _blocks(parts: Sequence[Part], rows: Sequence[Row]) -> Iterator[list[Part]]:
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
