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


def room_at_end(glyphs: Sequence[Glyph], x0: float, x1: float) -> float:
    """The room left on the last line of a cell: what is wider was wrapped, perhaps over a page break."""
    lines = lines_of(glyphs)
    if not lines:
        return x1 - x0
    width = x1 - x0 - 2 * _inset(lines, x0)
    return width - 0.5 * lines[-1].size - (lines[-1].x1 - lines[-1].x0)


def first_width(glyphs: Sequence[Glyph]) -> float:
    """The width of what a cell's text begins with and no line end may part."""
    lines = lines_of(glyphs)
    return first_token_width(lines[0]) if lines else 0.0


def _joint(line: Line, following: Line, lines: list[Line], x0: float, x1: float) -> str:
    width = x1 - x0 - 2 * _inset(lines, x0)
    return joint(line.glyphs[-1].text[-1], following.glyphs[0].text[0], is_wrap=is_full(line, following, width))


def _inset(lines: list[Line], x0: float) -> float:
    return max(0.0, min(_WIDEST_INSET, min(line.x0 for line in lines) - x0))
