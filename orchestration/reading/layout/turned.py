"""Which way the characters of a page run: a landscape table printed on its side of a portrait page, a watermark aslant.

The page is turned so that most of its text stands upright, its rules with it. Does not belong here: a page that says of
itself that it is shown turned (its characters come upright), and scans (`ocr`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from typing import Any

from orchestration.reading.layout.glyphs import Glyph
from orchestration.reading.layout.page import PageContent
from orchestration.reading.layout.ruled import Rule

_ASLANT = 0.2  # of a character's height: a slant beyond it is another direction; slanted letters (italics) lean, they do not turn

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]


class Direction(Enum):
    """Where a line of text runs to."""

    UPRIGHT = "to the right"
    UPWARDS = "upwards"
    DOWNWARDS = "downwards"
    OTHER = "aslant or mirrored"


def direction_of(matrix: Matrix) -> Direction:
    """The direction of a character by its text matrix, whose first two numbers are the way of its base line."""
    along, up = matrix[0], matrix[1]
    if abs(up) <= _ASLANT * abs(along):  # both scales below nought: the size of the letters is too
        return Direction.UPRIGHT if along * matrix[3] > 0 else Direction.OTHER
    if abs(along) <= _ASLANT * abs(up):
        return Direction.UPWARDS if up > 0 else Direction.DOWNWARDS
    return Direction.OTHER


def main_direction(chars: Sequence[dict[str, Any]]) -> Direction:
    """The direction of most characters; upright where there are none, or most stand aslant."""
    counts = Counter(direction_of(char["matrix"]) for char in chars)
    most = max(counts, key=lambda direction: counts[direction], default=Direction.UPRIGHT)
    return Direction.UPRIGHT if most is Direction.OTHER else most


def turned_upright(content: PageContent, direction: Direction) -> PageContent:
    """The page turned so that text of this direction runs to the right."""
    if direction not in (Direction.UPWARDS, Direction.DOWNWARDS):
        return content
    width, height = content.width, content.height

    def turned(x0: float, top: float, x1: float, bottom: float) -> Box:
        if direction is Direction.UPWARDS:
            return height - bottom, x0, height - top, x1
        return top, width - x1, bottom, width - x0

    return replace(
        content,
        width=height,
        height=width,
        glyphs=tuple(Glyph(g.text, *turned(g.x0, g.top, g.x1, g.bottom), g.confidence) for g in content.glyphs),
        rules=tuple(Rule(*turned(*rule)) for rule in content.rules),
    )
