"""Columns that stand close together: where full cells leave little white space between them (服务对象满意 受益群众满意度),
the white space that many lines leave at one place parts them.

Does not belong here: columns far apart (`parts`).
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from orchestration.reading.layout.glyphs import Line
from orchestration.reading.layout.parts import Column, Part, column_range, covered, parts_of

_NARROW_GAP = 0.35  # of the character size; ideographs and digits within a text stand up to a quarter apart
_CROSSED = 0.15  # share of lines that may reach over the white space
_LEAST_BESIDE = 2  # lines that print something on both sides
_SHARE_BESIDE = 0.3  # of the lines of the column
_LEAST_WIDTH = 1.5  # of the character size: less is a list number


def parted_columns(lines: Sequence[Line], columns: Sequence[Column]) -> list[Column]:
    """The columns, those parted that are two or more."""
    fine = [parts_of(line, _NARROW_GAP) for line in lines]
    return [one for column in columns for one in _parted(column, fine)]


def _parted(column: Column, lines: Sequence[Sequence[Part]]) -> list[Column]:
    inside = [held for parts in lines if (held := [p for p in parts if column[0] <= (p.x0 + p.x1) / 2 <= column[1]])]
    several = [parts for parts in inside if len(parts) > 1]
    if len(several) < max(_LEAST_BESIDE, _SHARE_BESIDE * len(inside)):
        return [column]
    crossed = max(int(_CROSSED * len(inside)), int(len(several) > len(inside) / 2))
    size = median(part.size for parts in inside for part in parts)
    found = covered([part for parts in inside for part in parts], crossed, size, _NARROW_GAP)
    if len(found) < 2 or any(x1 - x0 < _LEAST_WIDTH * size for x0, x1 in found):
        return [column]
    least = max(_LEAST_BESIDE, _SHARE_BESIDE * len(inside))
    if any(_beside(inside, left, right) < least for left, right in zip(found, found[1:], strict=False)):
        return [column]
    return [(column[0], found[0][1]), *found[1:-1], (found[-1][0], column[1])]


def _beside(lines: Sequence[Sequence[Part]], left: Column, right: Column) -> int:
    """The lines that print something in both columns."""
    return sum(all(any(p.x0 < x1 and p.x1 > x0 for p in parts) for x0, x1 in (left, right)) for parts in lines)


def parts_by_columns(line: Line, columns: Sequence[Column]) -> list[Part]:
    """The parts of a line; one that reaches over several columns is cut where it leaves white space between two."""
    return [piece for part in parts_of(line) for piece in _cut(part, columns)]


def _cut(part: Part, columns: Sequence[Column]) -> list[Part]:
    first, last = column_range(part, columns)
    if first == last:
        return [part]
    pieces: list[Part] = []
    for piece in parts_of(Line(part.glyphs), _NARROW_GAP):
        if pieces and column_range(piece, columns)[0] <= column_range(pieces[-1], columns)[1]:
            pieces[-1] = Part((*pieces[-1].glyphs, *piece.glyphs))
        else:
            pieces.append(piece)
    return [part] if any(_is_letter(piece) for piece in pieces) else pieces


def _is_letter(piece: Part) -> bool:
    """Whether a piece is one letter of a spaced word (预 算), no cell."""
    return len(piece.glyphs) == 1 and not piece.text.isascii()
