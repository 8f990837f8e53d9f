"""Where sentences without a label turn from problems to measures: `…不及时。下一步,我局将…`, and back in the next item.

Belongs here: turns told by the words of a sentence. Does not belong here: turns told by a label (`labels`).
Vocabulary: `data/findings.toml`, [switches].
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from orchestration.document import MappedText
from orchestration.extraction.data import load
from orchestration.extraction.findings.numbering import marks_of
from orchestration.extraction.findings.region import ACTION, PROBLEM

_LISTS = 2  # problems, then measures
_PART = re.compile(r"[^;]+;?")
_SENTENCE_BEGINS = r"(?:^|(?<=[。;!?]))"


class Turn(NamedTuple):
    """Where a text turns to problems or measures: the run of the label that says so, empty where none does."""

    start: int
    end: int
    kind: str


def second_list(texts: Sequence[MappedText]) -> int | None:
    """Which of a chapter's texts begins its second list, with the mark of the first: (1)…;(2)… | (1)…;(2)…. None where there
    are not two: under a heading on problems and measures whose texts do not say which they are, it holds the measures."""
    heads = [(index, marks[0]) for index, text in enumerate(texts) if (marks := marks_of(text)) and marks[0].leads]
    first = [index for index, mark in heads if mark.number == 1 and mark.family == heads[0][1].family]
    return first[1] if len(first) == _LISTS and first[0] == 0 else None


def turns_of_sentences(text: MappedText, kind: str) -> Iterator[Turn]:
    """The turns of a passage in a region of a kind.

    Where both may stand, each item may hold its problem and the measure against it (1.管护资金不足。建议…。2.人手不够。
    今后…): the item after turns back. In a region on problems only a sentence on the future turns.
    """
    if kind == ACTION:
        return
    parts = _parts(text)
    for start, begin, stop in parts or _items(text):
        measure = _measure_in(text.text[begin:stop], kind)
        if measure is None:
            continue
        if measure > 0 and (parts or _switch("deficiency").search(text.text, begin, begin + measure)):
            yield Turn(start, start, PROBLEM)
        at = start if measure == 0 else begin + measure
        yield Turn(at, at, ACTION)


def turns_after(text: MappedText, start: int) -> Iterator[Turn]:
    """The one turn of a passage that names its problems by a label, behind that label: 问题:一是…。下一步,一是…"""
    found = _switch("future").search(text.text, start)
    if found and found.start() > start:
        yield Turn(found.start(), found.start(), ACTION)


def _items(text: MappedText) -> Iterator[tuple[int, int, int]]:
    """The items of a passage, each from its mark, from its words, to its end; what stands before the first mark is one."""
    marks = marks_of(text)
    if not marks or not marks[0].leads:
        yield 0, 0, marks[0].start if marks else len(text)
    for index, mark in enumerate(marks):
        yield mark.start, mark.end, marks[index + 1].start if index + 1 < len(marks) else len(text)


def _parts(text: MappedText) -> list[tuple[int, int, int]]:
    """The items of a passage without marks, parted by semicolons, where each holds its measure: 补给困难,建议…;故障多,建议…"""
    parts = list(_PART.finditer(text.text)) if not marks_of(text) else []
    is_list = len(parts) > 1 and all(_switch("in_sentence").search(part[0]) for part in parts)
    return [(part.start(), part.start(), part.end()) for part in parts] if is_list else []


def _measure_in(item: str, kind: str) -> int | None:
    """Where an item begins to speak of measures."""
    if kind == PROBLEM:
        found = _switch("future").search(item)
        return found.start() if found else None
    found = _switch("actions").search(item) or _switch("in_sentence").search(item)
    return found.start() if found else _order_after_problem(item)


def _order_after_problem(item: str) -> int | None:
    """Where a sentence that only orders something follows one on a deficiency: 管护不到位。明确专人,按季盘点。"""
    for found in _switch("orders").finditer(item):
        sentence = item[found.start() : (item + "。").index("。", found.start())]
        if found.start() > 0 and not _switch("deficiency").search(sentence):
            return found.start() if _switch("deficiency").search(item, 0, found.start()) else None
    return None


@cache
def _switch(name: str) -> re.Pattern[str]:
    words = "|".join(load("findings")["switches"][name])
    before = {"deficiency": "", "in_sentence": "(?<=,)"}.get(name, _SENTENCE_BEGINS)
    return re.compile(f"{before}(?:{words})")
