"""The text of a cell on paper: its lines, joined where the cell's width wrapped them."""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.reading.layout.glyphs import (
    Glyph,
    Line,
    PlacedText,
    first_token_width,
    joint,
    lines_of,
    text_of,
)

_WIDEST_INSET = 8.0  # points between a cell's border and its text


def cell_text(glyphs: Sequence[Glyph], x0: float, x1: float) -> PlacedText:
    """The text of the glyphs in a cell that reaches from x0 to x1."""
    lines = lines_of(glyphs)
    if not lines:
        return PlacedText("", ())
    return text_of(lines, [_joint(one, two, lines, x0, x1) for one, two in zip(lines, lines[1:], strict=False)])


def is_full(line: Line, following: Line, width: float) -> bool:
    """Whether the next line's first token would not have fitted on a line of this width."""
    return line.x1 - line.x0 + first_token_width(following) > width - 0.5 * line.size


def ends_full(glyphs: Sequence[Glyph], x0: float, x1: float) -> bool:
    """Whether the last line of a cell reaches its end, so that its text may go on elsewhere."""
    lines = lines_of(glyphs)
    if not lines:
        return False
    width = x1 - x0 - 2 * _inset(lines, x0)
    return lines[-1].x1 - lines[-1].x0 + lines[-1].size > width - 0.5 * lines[-1].size


def _joint(line: Line, following: Line, lines: list[Line], x0: float, x1: float) -> str:
    width = x1 - x0 - 2 * _inset(lines, x0)
    return joint(line.glyphs[-1].text[-1], following.glyphs[0].text[0], is_wrap=is_full(line, following, width))


def _inset(lines: list[Line], x0: float) -> float:
    return max(0.0, min(_WIDEST_INSET, min(line.x0 for line in lines) - x0))
