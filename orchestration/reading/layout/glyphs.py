"""Characters with places → lines of text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from orchestration.document import BoundingBox
from orchestration.reading.builder import Word

_OPENING = "（(《〈「『【〔[“‘"
_CLOSING = "，。、；：！？）)》〉」』】〕]”’%％‰…,.;:!?"
_WIDE_GAP = 0.9  # of the character size, between two ideographs: letters spaced out in a title stay one word
_MIXED_GAP = 0.6
_LATIN_GAP = 0.25
_GUESSED_GAP = 0.7  # between recognised Latin characters, whose boxes are estimates


class Glyph(NamedTuple):
    """One printed character. `confidence` is None where the file itself says what it is."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float | None = None

    @property
    def size(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def center(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """Glyphs of one line, left to right, blanks among them."""

    glyphs: tuple[Glyph, ...]

    @property
    def x0(self) -> float:
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        return max(glyph.x1 for glyph in self.glyphs)

    @property
    def top(self) -> float:
        return min(glyph.top for glyph in self.glyphs)

    @property
    def bottom(self) -> float:
        return max(glyph.bottom for glyph in self.glyphs)

    @property
    def size(self) -> float:
        return median(glyph.size for glyph in self.glyphs)

    @property
    def text(self) -> str:
        return text_of([self]).text


class PlacedText(NamedTuple):
    """A text, the words in it that were recognised, and their place."""

    text: str
    words: tuple[Word, ...]

    @property
    def confidence(self) -> float | None:
        """How sure the recognition is: of the figures where there are any, else on average."""
        if not self.words:
            return None
        figures = [w.confidence for w in self.words if any(c.isdigit() for c in self.text[w.start : w.end])]
        return min(figures) if figures else sum(w.confidence for w in self.words) / len(self.words)


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines of an area, top to bottom. Blanks at either end fall out."""
    lines: list[list[Glyph]] = []
    middle = size = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.middle):
        if lines and glyph.middle - middle < 0.5 * max(min(size, glyph.size), 1.0):
            lines[-1].append(glyph)
            if glyph.text != " " and glyph.size >= 0.7 * size:
                middle, size = (2 * middle + glyph.middle) / 3, max(size, glyph.size)
        else:
            lines.append([glyph])
            middle, size = glyph.middle, glyph.size
    ordered = (sorted(line, key=lambda glyph: glyph.x0) for line in lines)
    return [Line(tuple(kept)) for line in ordered if (kept := _trimmed(line))]


def _trimmed(glyphs: list[Glyph]) -> list[Glyph]:
    printed = [index for index, glyph in enumerate(glyphs) if glyph.text.strip()]
    return glyphs[printed[0] : printed[-1] + 1] if printed else []


def text_of(lines: Sequence[Line], joints: Sequence[str] = ()) -> PlacedText:
    """The text of lines; `joints[i]` stands between line i and the next (nothing where not given)."""
    characters: list[str] = []
    glyphs: list[Glyph | None] = []
    for index, line in enumerate(lines):
        if index and index - 1 < len(joints) and joints[index - 1]:
            characters.append(joints[index - 1])
            glyphs.append(None)
        last: Glyph | None = None
        blank = False
        for glyph in line.glyphs:
            if not glyph.text.strip():
                blank = True
                continue
            if last is not None and (blank or is_gap(last, glyph)):
                characters.append(" ")
                glyphs.append(None)
            for char in glyph.text:
                characters.append(char)
                glyphs.append(glyph)
            last, blank = glyph, False
    return PlacedText("".join(characters), _words(characters, glyphs))


def is_gap(left: Glyph, right: Glyph) -> bool:
    """Whether the space between two neighbours stands for a blank."""
    gap = right.x0 - left.x1
    size = max(left.size, right.size)
    wide = is_wide(left.text[-1]) + is_wide(right.text[0])
    if wide == 2:
        return gap > _WIDE_GAP * size
    if wide == 1:
        return gap > _MIXED_GAP * size
    return gap > (_LATIN_GAP if left.confidence is None else _GUESSED_GAP) * size


def is_wide(char: str) -> bool:
    """Whether a character fills a square: ideographs, kana, full-width forms and punctuation."""
    return unicodedata.east_asian_width(char) in ("W", "F") or char in "“”‘’…—·"


def joint(before: str, after: str, *, is_wrap: bool) -> str:
    """What stands between two lines: nothing where the line was wrapped, save between two Latin words."""
    if not is_wrap:
        return " "
    return " " if before.isascii() and before.isalpha() and after.isascii() and after.isalpha() else ""


def first_token_width(line: Line) -> float:
    """The width of what would have had to fit on the line above.

    A character or a Latin run, with the opening brackets before and the punctuation after it, which no line may end
    and begin with.
    """
    glyphs = [glyph for glyph in line.glyphs if glyph.text.strip()]
    last = len(glyphs) - 1
    end = 0
    while end < last and glyphs[end].text[0] in _OPENING:
        end += 1
    while end < last and not is_wide(glyphs[end].text[0]) and not is_wide(glyphs[end + 1].text[0]):
        if is_gap(glyphs[end], glyphs[end + 1]):
            break
        end += 1
    while end < last and glyphs[end + 1].text[0] in _CLOSING:
        end += 1
    return glyphs[end].x1 - line.x0


def _words(characters: list[str], glyphs: list[Glyph | None]) -> tuple[Word, ...]:
    """Runs of recognised characters of one kind (ideographs; letters and digits), with the confidence of each run.

    A figure is as sure as its least sure digit; other runs are as sure as their characters on average.
    """
    words: list[Word] = []
    run: list[Glyph] = []
    start = 0
    for index in range(len(characters) + 1):
        glyph = glyphs[index] if index < len(glyphs) else None
        if run and (glyph is None or is_wide(glyph.text[0]) != is_wide(run[-1].text[0])):
            words.append(_word(start, index, run))
            run = []
        if glyph is not None and glyph.confidence is not None:
            start = index if not run else start
            run.append(glyph)
    return tuple(words)


def _word(start: int, end: int, run: list[Glyph]) -> Word:
    confidences = [glyph.confidence or 0.0 for glyph in run]
    is_figure = any(glyph.text[0].isdigit() for glyph in run)
    confidence = min(confidences) if is_figure else sum(confidences) / len(confidences)
    return Word(start, end, round(confidence, 4), box_of(run))


def box_of(glyphs: Sequence[Glyph]) -> BoundingBox:
    """The smallest box around glyphs, in tenths of a point."""
    return BoundingBox(
        round(min(glyph.x0 for glyph in glyphs), 1),
        round(min(glyph.top for glyph in glyphs), 1),
        round(max(glyph.x1 for glyph in glyphs), 1),
        round(max(glyph.bottom for glyph in glyphs), 1),
    )
