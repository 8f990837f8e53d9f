"""Components whose points stand in the chapters that they head: (一)投入(20分) … 该项得18分.

Belongs here: which points of a chapter are those of its heading. Does not belong here: components told with their names in
one paragraph (`scores.lists`, `scores.list_rows`). Vocabulary: `data/scores.toml`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile

from orchestration.extraction.data import load
from orchestration.extraction.quotation import quoted_text
from orchestration.extraction.scores.clauses import may_name
from orchestration.extraction.scores.list_rows import ProseScore, component_score
from orchestration.extraction.scores.lists import component_of_chapter, may_tell_points, points_told_of
from orchestration.extraction.structure.outline import Outline, Passage, Section
from orchestration.language import parse_number

_LEAST = 2  # components
_MOST_BELOW = 2  # figures under a name
_RULE = "score_of_chapter"
_OF_PART = re.compile("(?:[本该此]|这一)部分")
_HEADED = re.compile(r"(?<=..)(?:(?:完成|得分)?情况)?(?:分析)?(?:\(\d{1,3}分?\))?$")
_CLAUSES = re.compile("[,;]")  # a sentence, not a name
_SENTENCE = re.compile(r"[^。]+")

_Found = tuple[Passage, re.Match[str]]


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(load("scores")["score"][key])


def scored_chapters(outline: Outline) -> Iterator[ProseScore]:
    """The points of what headings name, told once under each: with full marks beside them (本项分值15分,自评得分14分), in
    the heading or elsewhere in the chapter. Two at least, or of "this part"."""
    yield from _with_full_marks(outline)
    yield from _under_full_marks(outline)
    yield from _in_lines(outline)
    yield from _below_names(outline)


def _with_full_marks(outline: Outline) -> Iterator[ProseScore]:
    found = [
        (passage, passage.section, component)
        for passage in outline.passages
        if passage.section and passage.heading is None and (component := component_of_chapter(passage.text.text))
    ]
    told = Counter(id(section) for _, section, _ in found)
    single = [each for each in found if told[id(each[1])] == 1 and not _CLAUSES.search(each[1].title)]
    for passage, section, component in single:
        if len(single) >= _LEAST or _OF_PART.match(passage.text.text, component.run[0]):
            yield replace(component_score(outline, passage.text, component), component=_HEADED.sub("", section.title))


def _under_full_marks(outline: Outline) -> Iterator[ProseScore]:
    """`(一)投入(20分)` over paragraphs of which one says `自评得分:18分`; `(一)投入` over `满分20分…` and `自评得分:18分`."""
    headings = {id(passage.section): passage for passage in outline.passages if passage.heading is not None}
    scores = [
        score
        for section, passages in _chapters(outline)
        if (heading := headings.get(id(section))) and (score := _score_of(outline, section, heading, passages))
    ]
    yield from scores if len(scores) >= _LEAST else []


def _in_lines(outline: Outline) -> Iterator[ProseScore]:
    """A name, full marks and points in lines of their own: `投入`, `满分:20分`, `自评得分:18分`."""
    scores: list[ProseScore] = []
    name, full = "", None
    for passage in outline.passages:
        if named := _pattern("line_name").fullmatch(passage.text.text):
            name, full = named["name"] if may_name(named["name"]) else "", None
        elif printed := _pattern("line_full").fullmatch(passage.text.text):
            full = (passage, printed)
        elif name and full and (match := _pattern("line_points").fullmatch(passage.text.text)):
            scores += [score] if (score := _score(outline, name, (passage, match), full)) else []
            name, full = "", None
    yield from scores if len(scores) >= _LEAST else []


def _below_names(outline: Outline) -> Iterator[ProseScore]:
    """Points alone in the line below a name with its full marks: `相关性(5分)` over `4.5`, or over `5` and `4.5`."""
    passages = outline.passages
    scores: list[ProseScore] = []
    for at, passage in enumerate(passages):
        named = _pattern("line_headed").fullmatch(passage.text.text)
        if named is None or not may_name(named["name"]):
            continue
        below = (_pattern("line_bare").fullmatch(under.text.text) for under in passages[at + 1 : at + 2 + _MOST_BELOW])
        points = list(takewhile(bool, below))
        again = len(points) == _MOST_BELOW and points[0] and parse_number(points[0]["number"]) == parse_number(named["max"])
        if (len(points) == 1 or again) and (last := points[-1]):  # the full marks once more, then the points
            found = (passages[at + len(points)], last)
            scores += [score] if (score := _score(outline, named["name"], found, (passage, named))) else []
    yield from scores if len(scores) >= _LEAST else []


def _chapters(outline: Outline) -> list[tuple[Section, list[Passage]]]:
    """The paragraphs of each chapter, with those under its lower headings unless these have full marks of their own."""
    chapters: dict[int, tuple[Section, list[Passage]]] = {}
    for passage in outline.passages:
        path = passage.section.path() if passage.section else ()
        if path and passage.heading is None:
            headed = (section for section in reversed(path) if _pattern("chapter_heading").fullmatch(section.title))
            section = next(headed, path[-1])
            chapters.setdefault(id(section), (section, []))[1].append(passage)
    return list(chapters.values())


def _score_of(outline: Outline, section: Section, heading: Passage, passages: Sequence[Passage]) -> ProseScore | None:
    """The points of a chapter, where it tells them once and full marks are in its heading or, once, in its text."""
    named = _pattern("chapter_heading").fullmatch(heading.text.text, max(0, heading.text.text.rfind(section.title)))
    name = named["name"] if named else _HEADED.sub("", section.title)
    telling = [passage for passage in passages if may_tell_points(passage.text.text)]
    points = _found(telling, points_told_of(name)) if telling else []
    full = [(heading, named)] if named else _found(passages, _pattern("chapter_full"), of_points=False)
    if len(points) != 1 or len(full) != 1 or (named and named["number"] not in (None, points[0][1]["number"])):
        return None  # (二)效益(30分,得28分) over an item that got 8
    return _score(outline, name, points[0], full[0])


def _score(outline: Outline, name: str, points: _Found, full: _Found) -> ProseScore | None:
    """Points and full marks of one name, which may stand apart; None where the points are more than these."""
    (passage, match), (place, printed) = points, full
    number, maximum = parse_number(match["number"]), parse_number(printed["max"])
    if number is None or maximum is None or number > maximum:
        return None
    runs = (("score", passage.text.span(*match.span("number"))), ("max_score", place.text.span(*printed.span("max"))))
    quote = quoted_text(outline.document, passage.text, *match.span())
    return ProseScore(name, quote, match.group(), runs, _RULE, score=number, maximum=maximum)


def _found(passages: Sequence[Passage], pattern: re.Pattern[str], *, of_points: bool = True) -> list[_Found]:
    """What a pattern finds in passages: points in no sentence that gives a rule for them or tells of an indicator's target."""
    return [
        (passage, match)
        for passage in passages
        for sentence in _SENTENCE.finditer(passage.text.text)
        if not of_points or not _pattern("no_points_of_chapter").search(sentence.group())
        for match in pattern.finditer(passage.text.text, *sentence.span())
    ]
