"""Text that was folded and cleaned for reading, with a map back to the characters it was read from.

Rules are written against one spelling (half-width punctuation, no layout blanks); quotes must be verbatim. A
`MappedText` holds both: `text` to match in, and for each of its characters the offset in the document's text.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources

_LAYOUT_BLANK = re.compile(r"[\s\u200b\u00ad\ufeff]+")
# A letter for a zero, as optical recognition prints it: 14O, 9O.5%, 2O21. O3 and CO2 are what they say.
_LETTER_ZERO = re.compile(r"(?<![A-Za-z\d.,])(?![Oo]\d(?![\dOo.,]))(?=[Oo.,]*\d)[\dOo]+(?:[.,][\dOo]+)*(?![A-Za-z])")
_LEAST_STOPS = 3
_LEAST_LINE = 20  # characters of a line that is a sentence
_ENDS_SUM = "元%"
_LATIN_STOP = re.compile(r"(?<=[\u4e00-\u9fff%])(?<![一二三四五六七八九十])\.(?=[\u4e00-\u9fff(\s\"]|20\d{2}年|$)")
_MARKUP = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>|(?<!\*)\*\*(?!\*)|__(?=\S)|&nbsp;")


@cache
def _folding() -> dict[str, str]:
    """Character → character; one to one, so that offsets survive. Data: `folding.toml`."""
    data = tomllib.loads(resources.files(__package__).joinpath("folding.toml").read_text(encoding="utf-8"))
    table: dict[str, str] = dict(data["characters"])
    for code in (*range(0xFF01, 0xFF5F), *range(0x2F00, 0x2FD6)):
        folded = unicodedata.normalize("NFKC", chr(code))
        if len(folded) == 1:
            table.setdefault(chr(code), folded)
    return table


@cache
def _foldable() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(_folding()))}]")


@cache
def _radical() -> re.Pattern[str]:
    """The radicals of `_folding`: blocks CJK Radicals Supplement and Kangxi Radicals."""
    radicals = [char for char in _folding() if "\u2e80" <= char <= "\u2fdf"]
    return re.compile(f"[{''.join(radicals)}]")


def fold_width(text: str) -> str:
    """The text with full-width forms, radicals and punctuation variants folded; same length, same offsets."""
    folded = _fold(text, _foldable())  # ten times as fast as str.translate, which asks for every character
    if "O" not in folded and "o" not in folded:
        return folded
    return _LETTER_ZERO.sub(lambda match: match.group().replace("O", "0").replace("o", "0"), folded)


def _fold(text: str, foldable: re.Pattern[str]) -> str:
    table = _folding()
    return foldable.sub(lambda match: table[match.group()], text)


@lru_cache(maxsize=2)
def _folded_source(source: str) -> str:
    """A whole document, folded once for all its pieces."""
    return _with_full_stops(fold_width(source))


def _with_full_stops(folded: str) -> str:
    """A text whose sentences end with a Latin point (支出120万元.年末…), with Chinese stops in their place.

    All of them where such points are more than Chinese stops; else those behind a sum or a rate, and those of a line that
    ends its sentences so. One behind a numeral is of a list (一.基本情况).
    """
    points = [match.start() for match in _LATIN_STOP.finditer(folded)]
    if len(points) < max(_LEAST_STOPS, folded.count("。") + 1):
        points = [point for point in points if folded[point - 1] in _ENDS_SUM or _ends_sentences(folded, point)]
    if not points:
        return folded
    characters = list(folded)
    for point in points:
        characters[point] = "。"
    return "".join(characters)


def _ends_sentences(folded: str, point: int) -> bool:
    """Whether a line has more such points than Chinese stops, several of them or one at its end."""
    start = folded.rfind("\n", 0, point) + 1
    end = folded.find("\n", point)
    line = folded[start : end if end >= 0 else len(folded)].rstrip()
    found = len(_LATIN_STOP.findall(line))
    return found > line.count("。") and (found > 1 or (line.endswith(".") and len(line) >= _LEAST_LINE))


@lru_cache(maxsize=2)
def _prints_radicals(source: str) -> bool:
    """Whether a whole document holds any radical; few do."""
    return _radical().search(source) is not None


class MappedText:
    """A cleaned text and, for each character, where it stands in its source. Immutable."""

    __slots__ = ("_origins", "_starts", "source", "text")

    def __init__(self, text: str, source: str, starts: list[int], origins: list[int]) -> None:
        self.text, self.source, self._starts, self._origins = text, source, starts, origins

    @classmethod
    def of(cls, source: str, pieces: Iterable[tuple[int, int]] | None = None, *, markup: bool = False) -> MappedText:
        """Fold and clean runs of a source text.

        Layout blanks fall out, except one between two Latin letters or digits (`16. 2019`: one after the point). With
        `markup`, HTML tags and Markdown emphasis fall out too, a tag between two characters leaving one blank.
        """
        if pieces is None:
            return cls._of_runs(source, ((0, len(source)),), markup)
        runs = tuple(pieces)
        return cls.of_run(source, *runs[0], markup) if len(runs) == 1 else cls._of_runs(source, runs, markup)

    @classmethod
    @lru_cache(maxsize=4096)  # several readers ask for the lines and cells of one document
    def of_run(cls, source: str, start: int, end: int, markup: bool = False) -> MappedText:
        """One run, folded and cleaned as `of` does."""
        folded = _folded_source(source)[start:end]
        pattern = _BLANK_OR_MARKUP if markup else _LAYOUT_BLANK
        if folded and not pattern.search(folded):
            return cls(folded, source, [0], [start])
        return cls._of_runs(source, ((start, end),), markup)

    @classmethod
    def _of_runs(cls, source: str, runs: Iterable[tuple[int, int]], markup: bool) -> MappedText:
        pattern = _BLANK_OR_MARKUP if markup else _LAYOUT_BLANK
        folded = _folded_source(source)
        parts: list[str] = []
        starts: list[int] = []
        origins: list[int] = []
        length = 0
        last = ""
        for start, end in runs:
            for begin, stop, gap in _kept_runs(folded[start:end], pattern):
                begin, stop = begin + start, stop + start
                if gap and last and _needs_blank(last, folded[begin]):
                    parts.append(" ")
                    starts.append(length)
                    origins.append(begin - 1)
                    length += 1
                parts.append(folded[begin:stop])
                starts.append(length)
                origins.append(begin)
                length += stop - begin
                last = folded[stop - 1]
        return cls("".join(parts), source, starts, origins)

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def offset(self, index: int) -> int:
        """The source offset of the character at an index; raises IndexError outside the text."""
        if not 0 <= index < len(self.text):
            raise IndexError(index)
        at = bisect_right(self._starts, index) - 1
        return self._origins[at] + index - self._starts[at]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source run that prints `text[start:end]`; raises IndexError when the run is empty."""
        if 0 <= start < end <= len(self.text):
            at = bisect_right(self._starts, start) - 1
            if at + 1 == len(self._starts) or end <= self._starts[at + 1]:  # all in one run
                origin = self._origins[at] + start - self._starts[at]
                return origin, origin + end - start
        return self.offset(start), self.offset(end - 1) + 1

    def printed(self, start: int = 0, end: int | None = None) -> str:
        """`text[start:end]` in the characters of the print, layout blanks left out.

        Radicals that a PDF's text layer holds for ideographs of the same shape (⺠ for 民) are the ideographs.
        """
        part = self.slice(start, len(self.text) if end is None else end)
        stops = [*part._starts[1:], len(part.text)]
        runs = [
            self.source[at : at + stop - first]
            for first, stop, at in zip(part._starts, stops, part._origins, strict=False)
        ]
        printed = "".join([" " if run.isspace() else run for run in runs])
        return _fold(printed, _radical()) if _prints_radicals(self.source) else printed

    def slice(self, start: int, end: int) -> MappedText:
        """The part `text[start:end]`, still mapped to the same source."""
        if start >= end:
            return MappedText("", self.source, [], [])
        if start == 0 and end == len(self.text):
            return self
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1) - 1
        if first == last:
            origin = self._origins[first] + start - self._starts[first]
            return MappedText(self.text[start:end], self.source, [0], [origin])
        starts = [max(0, self._starts[k] - start) for k in range(first, last + 1)]
        origins = [self._origins[k] + max(0, start - self._starts[k]) for k in range(first, last + 1)]
        return MappedText(self.text[start:end], self.source, starts, origins)

    def strip(self, characters: str = " ") -> MappedText:
        """Without the given characters at either end."""
        start = len(self.text) - len(self.text.lstrip(characters))
        return self.slice(start, max(start, len(self.text.rstrip(characters))))


def _kept_runs(folded: str, pattern: re.Pattern[str]) -> list[tuple[int, int, bool]]:
    """The runs between layout blanks (and markup): begin, end, whether a gap stands before."""
    runs: list[tuple[int, int, bool]] = []
    position, gap = 0, True
    for match in pattern.finditer(folded):
        begin, end = match.span()
        if begin > position:
            runs.append((position, begin, gap))
            gap = False
        gap = gap or folded[begin] not in "*_"
        position = end
    if position < len(folded):
        runs.append((position, len(folded), gap))
    return runs


# Begins with what either can begin with: most texts hold none of it, and the engine sees that at once.
_BLANK_OR_MARKUP = re.compile(rf"(?=[\s\u200b\u00ad\ufeff<*_&])(?:{_LAYOUT_BLANK.pattern}|{_MARKUP.pattern})")


def _needs_blank(before: str, after: str) -> bool:
    """Whether a blank between two characters parts two words: both Latin or digits, or a list point before a digit. 99.98 % is one."""
    if after == "%" and before.isdigit():
        return False
    return (_is_latin(before) and _is_latin(after)) or (before in ".,;)%" and _is_latin(after))


def _is_latin(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in "%≥≤<>=~")
