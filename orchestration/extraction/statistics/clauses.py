"""The surroundings of a quantity in a passage: its clause, the windows before and after it, quotation marks, period."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from orchestration.document import MappedText
from orchestration.extraction.data import any_of
from orchestration.extraction.statistics import lexicon
from orchestration.language import Notation, Quantity

_BOUNDARY = set(",;。!?\n\t")
_BOUNDARIES = re.compile(r"[,;。!?\n\t]")
_SENTENCE_ENDS = "。!?\n\t"
_MARKS = re.compile(rf"[《\"{_SENTENCE_ENDS}]")
# What begins a line that goes on nothing: a head of a table, an indent, a list mark.
_NEW_LINE = re.compile(
    r"(?:[ \t]*\r?\n)+(?:绩效指标|[一二三]级指标|\u3000+|[ \t]{4,}"
    r"|[一二三四五六七八九]是|[一二三四五六七八九十]、|[(（][一二三四五六七八九十\d]{1,2}[)）])"
)
LONGEST_NAME = 24  # characters: what stands in quotation marks is a name or a slogan, longer it is a statement
_COMPARED = ("较", "比")  # 较2022年增加18家: what is told is of the year after
_LONGEST_CLAUSE = 150  # characters on either side of a number
_LONGEST_SENTENCE = 600
_REACH = 120  # characters looked at on either side


def window_before(text: str, start: int, floor: int) -> str:
    """The clause up to a position, from a floor on; closed brackets fall out, an open one begins the window."""
    kept: list[str] = []
    depth, i = 0, start - 1
    stop = max(floor, start - _REACH)
    while i >= stop:
        char = text[i]
        if char == ")":
            depth += 1
        elif char == "(":
            if depth == 0:
                break
            depth -= 1
        elif depth == 0:
            if char in _BOUNDARY and not _inside_number(text, i):
                break
            if char in ":+" and any(kept) and "".join(kept).strip():
                break
            kept.append(char)
        i -= 1
    return "".join(reversed(kept)).replace(":", "")


def window_after(text: str, end: int, ceiling: int) -> str:
    """The clause from a position to a ceiling; closed brackets fall out."""
    kept: list[str] = []
    depth = 0
    for i in range(end, min(ceiling, end + _REACH)):
        char = text[i]
        if char == "(":
            depth += 1
        elif char == ")":
            if depth == 0:
                break
            depth -= 1
        elif depth == 0:
            if (char in _BOUNDARY and not _inside_number(text, i)) or char in ":+×":
                break
            kept.append(char)
    return "".join(kept)


def _inside_number(text: str, i: int) -> bool:
    return text[i] in ",." and text[i - 1 : i].isdigit() and text[i + 1 : i + 2].isdigit()


class Parts:
    """The clauses and sentences of a passage, whose boundaries are found once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._clauses = [m.start() for m in _BOUNDARIES.finditer(text) if not _inside_number(text, m.start())]
        self._sentences = [i for i in self._clauses if text[i] in _SENTENCE_ENDS]

    def clause_of(self, start: int, end: int) -> tuple[int, int]:
        """The clause around a run: between two of , ; 。."""
        first, last = max(0, start - _LONGEST_CLAUSE), min(len(self.text), end + _LONGEST_CLAUSE)
        at = bisect_left(self._clauses, end)
        stop = self._clauses[at] if at < len(self._clauses) else last
        start = _after_last(self._clauses, first, start)
        end = min(stop, last)
        while start < end and self.text[start] == " ":
            start += 1
        return start, end

    def sentence_start(self, position: int) -> int:
        """Where the sentence of a position begins."""
        return _after_last(self._sentences, max(0, position - _LONGEST_SENTENCE), position)


def _after_last(stops: list[int], first: int, end: int) -> int:
    """Behind the last of some stops before an end, or `first` where that lies further on."""
    at = bisect_left(stops, end)
    return max(first, stops[at - 1] + 1) if at else first


def ends_line(text: MappedText, position: int) -> bool:
    """Whether a line without a stop ends at a position, and the next begins a paragraph, an item or the head of a table:
    培训68人 / 三是…"""
    after = text.offset(position - 1) + 1
    return _NEW_LINE.match(text.source, after) is not None


def quoted_runs(text: MappedText) -> list[tuple[int, int]]:
    """The runs between quotation marks and book-title marks, by the source's own marks where they have a direction."""
    runs: list[tuple[int, int]] = []
    if '"' not in text.text and "《" not in text.text:
        return runs
    opened: int | None = None
    for match in _MARKS.finditer(text.text):
        i, char = match.start(), match.group()
        if char == "《":
            close = text.text.find("》", i, i + 80)
            if close > 0:
                runs.append((i, close))
        elif char == '"':
            printed = text.source[text.offset(i)]
            if printed == "“" or (printed != "”" and opened is None):
                opened = i
            elif opened is not None:
                runs.append((opened, i))
                opened = None
        elif opened is not None and i - opened > 40:
            opened = None
    return runs


@cache
def _spoken_period() -> re.Pattern[str]:
    """A rhythm (每月), or a word that ends its reach (全年)."""
    rhythm, whole = (any_of(lexicon.words("period", key)) for key in ("words", "sums"))
    return re.compile(f"(?P<rhythm>{rhythm})|(?P<sum>{whole})")


def period_of(
    text: str, sentence: int, quantity: Quantity, notations: tuple[Notation, ...], year: int | None
) -> str | None:
    """The time printed nearest before the number in its sentence (`sentence`: where that begins), or a rhythm (每月);
    else the budget year."""
    part = text.rfind(";", sentence, quantity.start) + 1  # 日均清运34吨;清理死角326处: no rhythm goes on behind a semicolon
    spoken = list(_spoken_period().finditer(text, max(sentence, part), quantity.end))
    if spoken and spoken[-1].lastgroup == "rhythm":
        return spoken[-1].group()
    dates = _merged([n for n in notations if n.reason == "date" and sentence <= n.start and n.end <= quantity.start])
    dates = [run for run in dates if text[run[0] - 1 : run[0]] not in _COMPARED]
    if not dates:
        return str(year) if year else None
    begin, end = dates[-1]
    if len(dates) > 1 and re.fullmatch(r" ?[至到-] ?", text[dates[-2][1] : begin]):
        return text[dates[-2][0] : end]
    printed = text[begin:end].strip()
    whole_year = re.fullmatch(r"((?:19|20)\d{2}) ?年度?", printed)
    return whole_year.group(1) if whole_year else printed


def _merged(notations: list[Notation]) -> list[tuple[int, int]]:
    """Overlapping notations as one run each."""
    runs: list[tuple[int, int]] = []
    for notation in notations:
        if runs and notation.start < runs[-1][1]:
            runs[-1] = runs[-1][0], max(runs[-1][1], notation.end)
        else:
            runs.append((notation.start, notation.end))
    return runs
