"""Lines outside tables → paragraphs: wrapped lines joined, new ones known by indent, by a short line before, by space."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from orchestration.reading.layout.cells import is_full
from orchestration.reading.layout.glyphs import Line, PlacedText, joint, text_of

_LEAST_RIGHT = 0.78  # of the page's width: a page of short lines has its right margin there
_LEFT_SHARE = 0.25  # of the text that begins where most begins: less does not make a margin
_INDENT = 1.2  # of the character size
_OTHER_SIZE = 0.15
_OTHER_SIZE_GUESSED = 0.35  # between recognised lines, whose boxes are estimates
_WIDER_SPACE = 1.7  # of the usual distance between two lines of a paragraph
_ENDS = "。；！？：;!?:"
_CENTERED = 2.0  # of the character size: how far both margins may differ


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the text of a page begins and ends, and how far apart its lines are."""

    left: float
    right: float
    pitch: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph on one page. `is_open`: its last line is full; `is_indented`: its first line begins further in."""

    lines: tuple[Line, ...]
    content: PlacedText
    is_open: bool
    is_indented: bool

    @property
    def top(self) -> float:
        return self.lines[0].top

    @property
    def bottom(self) -> float:
        return self.lines[-1].bottom


def margins_of(lines: Sequence[Line], width: float) -> Margins:
    """The margins that the lines of a page of this width keep."""
    if not lines:
        return Margins(0.0, width, 0.0)
    lengths: Counter[int] = Counter()
    for line in lines:
        lengths[round(line.x0 / 3)] += len(line.glyphs)
    enough = _LEFT_SHARE * max(lengths.values())
    left = 3.0 * min(place for place, length in lengths.items() if length >= enough)
    right = max([_LEAST_RIGHT * width, *(line.x1 for line in lines)])
    tops = sorted(line.top for line in lines)
    steps = [two - one for one, two in zip(tops, tops[1:], strict=False) if two - one > 4]
    return Margins(left, right, median(steps) if steps else 0.0)


def paragraphs_of(lines: Sequence[Line], margins: Margins) -> list[Paragraph]:
    """Paragraphs of consecutive lines (no table between them), top to bottom."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _begins(groups[-1][-1], line, margins):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group, margins) for group in groups]


def _begins(before: Line, line: Line, margins: Margins) -> bool:
    """Whether a line begins a paragraph."""
    size = max(before.size, line.size)
    allowed = _OTHER_SIZE if line.glyphs[0].confidence is None else _OTHER_SIZE_GUESSED
    if abs(before.size - line.size) > allowed * size:
        return True
    if margins.pitch and line.top - before.top > _WIDER_SPACE * max(margins.pitch, size * 1.1):
        return True
    fits = not is_full(before, line, margins.right - before.x0)
    if line.x0 - margins.left <= _INDENT * line.size:
        return fits
    is_level = abs(before.x0 - line.x0) < 0.3 * line.size  # a block set further in, or both lines centred
    is_one_block = is_level or (_is_centered(before, margins) and _is_centered(line, margins))
    return fits or not is_one_block or before.glyphs[-1].text[-1] in _ENDS


def _is_centered(line: Line, margins: Margins) -> bool:
    return abs((line.x0 - margins.left) - (margins.right - line.x1)) < _CENTERED * line.size


def _paragraph(lines: list[Line], margins: Margins) -> Paragraph:
    joints = [
        joint(one.glyphs[-1].text[-1], two.glyphs[0].text[0], is_wrap=True)
        for one, two in zip(lines, lines[1:], strict=False)
    ]
    last = lines[-1]
    is_open = margins.right - last.x1 < 1.5 * last.size
    return Paragraph(
        tuple(lines), text_of(lines, joints), is_open, lines[0].x0 - margins.left > _INDENT * lines[0].size
    )
