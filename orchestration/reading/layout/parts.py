"""Parts of lines between wide white spaces, and the columns that parts of many lines share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from orchestration.reading.layout.glyphs import Glyph, Line

_GAP = 1.1  # of the character size: white space that parts two cells
_LEAST_COLUMN_GAP = 0.5
_CROSSED = 0.15  # share of lines that may reach over a column gap (heads over several columns)

Column = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a line without wide white space: one cell, or a line of one."""

    glyphs: tuple[Glyph, ...]

    @property
    def x0(self) -> float:
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        return self.glyphs[-1].x1

    @property
    def size(self) -> float:
        return median(glyph.size for glyph in self.glyphs)

    @property
    def middle(self) -> float:
        return median(glyph.middle for glyph in self.glyphs)

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs).strip()


def parts_of(line: Line, gap: float = _GAP) -> list[Part]:
    """The parts of a line, left to right."""
    runs: list[list[Glyph]] = []
    for glyph in line.glyphs:
        if not glyph.text.strip():
            continue
        if runs and glyph.x0 - runs[-1][-1].x1 < gap * max(line.size, 1.0):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [Part(tuple(run)) for run in runs]


def columns_of(lines: Sequence[Sequence[Part]]) -> list[Column]:
    """The columns: what lies between the white spaces that nearly all lines of several parts leave.

    Lines that reach over several columns (heads, headings within the table) do not decide; sparse columns count too.
    """
    several = [parts for parts in lines if len(parts) > 1]
    if not several:
        return []
    size = median(part.size for parts in several for part in parts)
    dense = covered([part for parts in several for part in parts], int(_CROSSED * len(several)), size)
    deciding = [part for parts in lines for part in parts if _overlapped(part, dense) <= 1]
    return covered(deciding, 0, size)


def column_range(part: Part, columns: Sequence[Column]) -> tuple[int, int]:
    """The first and last column a part reaches over; the nearest one where it lies between two."""
    over = [i for i, (x0, x1) in enumerate(columns) if min(part.x1, x1) - max(part.x0, x0) > 0.3 * part.size]
    if over:
        return over[0], over[-1]
    center = (part.x0 + part.x1) / 2
    nearest = min(range(len(columns)), key=lambda i: abs((columns[i][0] + columns[i][1]) / 2 - center))
    return nearest, nearest


def _overlapped(part: Part, columns: Sequence[Column]) -> int:
    return sum(min(part.x1, x1) - max(part.x0, x0) > 0.3 * part.size for x0, x1 in columns)


def covered(parts: Iterable[Part], allowed: int, size: float, least: float = _LEAST_COLUMN_GAP) -> list[Column]:
    """Where more than `allowed` parts lie above each other; what is less apart than `least` is one."""
    spans = [(part.x0, part.x1) for part in parts]
    events = sorted([(x0, 1) for x0, _ in spans] + [(x1, -1) for _, x1 in spans])
    columns: list[Column] = []
    depth, start = 0, None
    for place, change in events:
        depth += change
        if depth > allowed and start is None:
            start = place
        elif depth <= allowed and start is not None:
            if columns and start - columns[-1][1] < least * size:
                columns[-1] = (columns[-1][0], place)
            else:
                columns.append((start, place))
            start = None
    return columns
