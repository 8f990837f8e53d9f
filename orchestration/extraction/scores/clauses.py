"""The points of components as clauses tell them, in whatever order: 投入满分15分,得14分; 过程部分共5项指标,分值25分,实得23分.

A text is taken for a row of printed points, each labelled by the words before it (full marks, points, their share, what was
taken off) or bare; the words between two of them begin another component or say why points were lost.

Belongs here: which points belong together, and to which name. Does not belong here: which components are a list of the
report's (`scores.lists`). Vocabulary: `data/scores.toml`, `[clauses]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from orchestration.extraction.data import load
from orchestration.extraction.indicators.levels import is_level
from orchestration.language import parse_number
from orchestration.language.beginnings import compiled

_SIGNS = ("分", "/", "…", "...")  # without all of these a text tells no points
_LABELS = ("rate", "deducted", "score", "max")
BEYOND = Decimal("1.25")  # of full marks: more is another's number, up to it a slip that an auditor should see
_MOST = 2  # points of a component: those given, and full marks
_LONGEST_REASON = 40
_NUMBER = r"\d{1,3}(?:\.\d{1,4})?|[一二三四五六七八九十百]{1,5}(?:点[零一二三四五六七八九]{1,2})?(?=分)"
_BEHIND = re.compile(r"\)?:*|/|\(|…+|\.{3,}")
_LISTED = re.compile(r"[\u4e00-\u9fff:][\d.]+(?=[、,;。)(+]|$)")
_LEADERS = re.compile(r"[….]")
_SLASHED = re.compile(r"[\d.]+(?=/\d{1,3}(?!\d)|\((?:满分|分值|权重|标准分)\d)")
_DIGIT = re.compile(r"\d")
_STOP = re.compile(r"[。;!?]|(?<=[^\d]):")
_CLAUSE = re.compile(r"[,、;:。()!?…+= ]+|\.{3,}")
_QUOTED = re.compile(r'"([^"]+)"|([^"]+)"|"([^"]+)')

Run = tuple[int, int]


class Component(NamedTuple):
    """A component where a text prints it: the whole run, and the runs of `name`, `number` (points) and, where they are
    printed, `max` (full marks) and `rate` (percent of them)."""

    run: Run
    printed: Mapping[str, Run]


class _Points(NamedTuple):
    """One printed number of points: what its label says it is ("" for none), its run, and that of number and label."""

    kind: str
    number: Run
    run: Run


@cache
def _data() -> Mapping[str, str]:
    return load("scores")["clauses"]


@cache
def points_pattern() -> re.Pattern[str]:
    """Any printed points, with the label before them."""
    labels = "|".join(f"(?P<{kind}>{_data()[kind]})" for kind in _LABELS)
    return compiled(rf"(?:(?:{labels}){_data()['link']})?(?<!\d)(?<!\d\.)(?P<number>{_NUMBER})(?:(?P<unit>[分%])(?![之钟])|(?!\d|\.\d|[年月日个项次人户家元万亿]))")


@cache
def _words(key: str) -> re.Pattern[str]:
    return re.compile(_data()[key])


def may_name(words: str) -> bool:
    """Whether words may be a component's name: none of the whole, of points, of a sentence."""
    return _words("name").fullmatch(words) is not None


@lru_cache(maxsize=512)  # several readers ask of each paragraph
def told_components(text: str, start: int = 0) -> tuple[Component, ...]:
    """Every component of a text, from `start` on, of which a name and points are told; none of a table whose cells run on."""
    may_tell = any(sign in text for sign in _SIGNS) and not _words("glued").search(text)
    return tuple(_components(text, start)) if may_tell else ()


def _components(text: str, start: int) -> Iterator[Component]:
    group: list[_Points] = []
    name: Run | None = None
    end = start
    for points in _printed(text, start):
        if group and not _goes_on(text, group, points):
            yield from _component(text, group, name)
            group, end = [], group[-1].run[1]
        if not group:
            name = _name(text, end, points.run[0])
        group.append(points)
    if group:
        yield from _component(text, group, name)


def _printed(text: str, start: int) -> Iterator[_Points]:
    """The points of a text, in its order.

    A number without label and unit is none but right behind others (20分17.5; 满分15分):13.5), beside a slash, behind leaders (…).
    """
    end = -1
    for match in points_pattern().finditer(text, start):
        kind = next((label for label in _LABELS if match[label]), "")
        if match["unit"] == "%" and kind not in ("rate", "max"):
            continue
        if kind or (match["unit"] and match["number"][0].isdigit()) or _stands_alone(text, match, end):
            yield _Points(kind, match.span("number"), match.span())
            end = match.end()


def _stands_alone(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a number without label and unit is points all the same; `end`: that of the points before it."""
    start = match.start()
    if end >= 0 and _BEHIND.fullmatch(text, end, start):
        return True
    if _SLASHED.match(text, start) or _LEADERS.match(text, start - 1):
        return True
    return bool(_LISTED.match(text, start - 1) and _words("lists").search(text, 0, start))


def _goes_on(text: str, group: list[_Points], points: _Points) -> bool:
    """Whether points are more of the component before them: of a kind not told yet, with nothing but signs or a reason between."""
    kinds = [each.kind for each in group if each.kind in ("", "score", "max")]
    between = text[group[-1].run[1] : points.run[0]]
    if points.kind == "deducted" and "score" in kinds:
        return bool(_words("no_words").fullmatch(between))  # 投入得14分,扣1分; not 投入得14分,过程扣1分
    if points.kind in ("rate", "deducted"):
        return True
    if len(kinds) >= _MOST or (points.kind and points.kind in kinds) or _is_of_whole(text, group[-1], points):
        return False
    return bool(_words("no_words").fullmatch(between)) or _gives_reason(kinds, points.kind, between)


def _is_of_whole(text: str, last: _Points, points: _Points) -> bool:
    """Whether points are far more than the bare ones before them: 效果22分,得分合计94.5分."""
    before, told = (parse_number(text[slice(*each.number)]) or 0 for each in (last, points))
    return not last.kind and points.kind == "score" and told > before * BEYOND


def _gives_reason(kinds: list[str], kind: str, between: str) -> bool:
    """Whether the words behind full marks only lead to the points: 满分15分,立项规范,得14分."""
    is_open = kinds == ["max"] or (kinds == [""] and kind == "score")
    return is_open and len(between) <= _LONGEST_REASON and not _STOP.search(between) and not _words("whole").search(between)


def _component(text: str, group: list[_Points], name: Run | None) -> Iterator[Component]:
    """Of two points without a label the larger are the full marks, of equal ones the first."""
    labelled = {points.kind: points.number for points in group if points.kind}
    bare = sorted((points.number for points in group if not points.kind), key=lambda run: -(parse_number(text[slice(*run)]) or 0))
    number = labelled.get("score") or (bare.pop() if bare else None)
    full = labelled.get("max") or (bare.pop() if bare else None)
    runs = {"name": name, "number": number, "max": full, "rate": labelled.get("rate")}
    if name is not None and number is not None:
        yield Component((name[0], group[-1].run[1]), {key: run for key, run in runs.items() if run is not None})


def _name(text: str, start: int, end: int) -> Run | None:
    """The words that name a component before its first points: in the same sentence, or all of the one before it.

    ①预算执行。满分20分,得18.2分.
    """
    stops = [start, *(stop.end() for stop in _STOP.finditer(text, start, end - 1))]
    named = _named(text, stops[-1], end)
    if named is None and len(stops) > 1:
        alone = _trimmed(text, (stops[-2], stops[-1] - 1))
        return alone if may_name(text[slice(*alone)]) else None
    return named


def _named(text: str, start: int, end: int) -> Run | None:
    """A level's name, else the last clause. No number may stand behind it: 三公经费控制率7 8.5 is a row of cells."""
    names = [
        name
        for clause in _clauses(text, start, end)
        if may_name(text[slice(*(name := _trimmed(text, clause)))]) and not _DIGIT.search(text, clause[1], end)
    ]
    levels = [run for run in names if is_level("level1", text[slice(*run)])]
    return next(iter([*levels, *reversed(names)]), None)


def _clauses(text: str, start: int, end: int) -> Iterator[Run]:
    at = start
    for mark in [*(found.span() for found in _CLAUSE.finditer(text, start, end)), (end, end)]:
        if mark[0] > at:
            yield at, mark[0]
        at = mark[1]


def _trimmed(text: str, run: Run) -> Run:
    """A name without what leads to it (其中, 一是), what its points are of (部分, 共5项指标) and marks around the whole of it."""
    lead = _words("lead").match(text, *run)
    begin = lead.end() if lead else run[0]
    behind = _words("behind").search(text, begin, run[1])
    end = behind.start() if behind else run[1]
    quoted = _QUOTED.fullmatch(text, begin, end)
    return quoted.span(quoted.lastindex or 0) if quoted else (begin, end)
