"""Components of the self-score as a text tells them: in a row (决策18.5分(满分20分),过程18分(满分20分)), at the head of a line.

Belongs here: which run of a text names a component, its points and full marks. Does not belong here: which texts of a
document are such lists (`scores.list_rows`), totals and grades (`scores.prose`). Vocabulary: `data/scores.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache

from orchestration.extraction.data import load
from orchestration.extraction.indicators.levels import is_level
from orchestration.extraction.scores.clauses import BEYOND, Component, may_name, points_pattern, told_components
from orchestration.language import parse_number
from orchestration.language.beginnings import compiled

_LINE_MARK = re.compile(
    r"\d{1,2}(?:\.\d{1,2})+[、.]?|\(?[一二三四五六七八九十\d]{1,2}[)、.]{1,2}(?!\d)|[①-⑳]|[◆◇●〇◎■□★☆▲△▶►→※·•—–-]{1,2}|第[一二三四五六七八](?:类|部分|方面)[,:、]?"
    r"|[A-Z]\d{0,2}[.、]?(?=[\u4e00-\u9fff])|[一二三]级指标:"
)
_LEAD = re.compile(r"[一二三四五六七八]?是?(?:其中)?(?:[一二三]级指标|[\u4e00-\u9fff]{2,4}性:)?[:\" ]*")
_LEAST = 2  # components make a list
_LONGEST_LINK = 6  # characters between full marks and points: 分),自评得
_ROUNDING = Decimal("0.05")
_WHOLE = Decimal(100)
_PARTED = re.compile(r"\"?(?:[、,]|以?及|[和与])\"?|\"\"?")

_WEIGHTED = re.compile(r"(?P<name>[^()]+)\((?P<max>\d{1,2}(?:\.\d+)?)分?\)")
_GROUPS = ("name", "number", "max", "rate")

Run = tuple[int, int]


def _component(match: re.Match[str]) -> Component:
    words = match.groupdict()
    return Component(match.span(), {group: match.span(group) for group in _GROUPS if words.get(group)})


@cache
def list_patterns() -> tuple[re.Pattern[str], ...]:
    """What a text must match somewhere to hold a list of components."""
    return points_pattern(), _pattern("respective"), _pattern("bracketed")


def _data() -> Mapping[str, str]:
    return load("scores")["score"]


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return compiled(_data()[key])


def listed_components(text: str) -> list[Component]:
    """Components in a row, two at least. Without full marks they must add up to a total that stands before or behind
    them, be told apart from their points (投入、过程分别得9分、18分), or be all that a sentence tells before its total or at all.
    A single one must be known by its name and have full marks (预算执行率(10分)得9.59分)."""
    of_any_text = (_bracketed, _respective)  # all others pick from the components that a text tells
    readers = (_with_full_marks, _bracketed, _of_total, _respective, _around_total, _given) if told_components(text) else of_any_text
    lists = ([each for each in read(text) if _is_component(text, each)] for read in readers)
    return next((components for components in lists if len(components) >= _LEAST), _of_level(text))


def _with_full_marks(text: str) -> list[Component]:
    told = [component for component in told_components(text) if "max" in component.printed]
    apart = [each for each in _respective(text) if "max" in each.printed] if told else []
    return told + [each for each in apart if all(each.run[1] <= one.run[0] or one.run[1] <= each.run[0] for one in told)]


def _of_level(text: str) -> list[Component]:
    """Components with full marks whose name alone says that they are some: a level of indicators, the execution rate."""
    return [
        each
        for each in single_components(text)
        if "max" in each.printed and _pattern("known").fullmatch(text, *each.printed["name"]) and not _is_indicator(text, each)
    ]


def _of_total(text: str) -> list[Component]:
    """Components in any sentence that add up to a total of the text."""
    return [component for _, component in parts_of_total([(text, each) for each in single_components(text)], [text])]


def _around_total(text: str) -> list[Component]:
    """Three and more that fill a sentence up to its total or behind it, whether or not they come to it:
    投入24分,产出38分,效益28分,综合得分92分; 自评得分92分,其中:投入24分、产出38分、效益28分."""
    for key in ("parts_before_total", "parts_behind_total"):
        for sentence in _pattern(key).finditer(text):
            if (parse_number(sentence["number"]) or _WHOLE) < _WHOLE:
                first, last = sentence.span("parts")
                inside = [each for each in single_components(text) if first <= each.printed["number"][0] < last]
                if len(inside) > _LEAST:
                    return inside
    return []


def _bracketed(text: str) -> Iterator[Component]:
    """Full marks in brackets and bare points, three and more: 投入(10):计10;过程(30):计28.5."""
    for row in _pattern("bracketed").finditer(text):
        yield from (_component(match) for match in _pattern("one_bracketed").finditer(text, *row.span()))


def _given(text: str) -> list[Component]:
    """Two and more that fill a sentence, each said to have got its points: 信息公开得5分,整改反馈得5分."""
    runs = [match.span() for match in _pattern("given").finditer(text)]
    return [each for each in single_components(text) if any(start <= each.run[0] < end for start, end in runs)]


@lru_cache(maxsize=512)  # as told_components
def single_components(text: str) -> tuple[Component, ...]:
    """The components that a text tells, of which no list is asked: what of them is scored must be seen from elsewhere."""
    return tuple(component for component in told_components(text) if _is_component(text, component))


def tells_part(text: str, number: Run) -> bool:
    """Whether a number is the points of a component with full marks, named (投入指标总分15分,我局自评得14分) or "this part"."""
    own = [each for match in _pattern("own_points").finditer(text) if _is_component(text, each := _own(match))]
    line = component_of_line(text)
    told = (each for each in single_components(text) if "max" in each.printed)
    return any(component.printed["number"] == number for component in (*told, *own, *([line] if line else [])))


def component_told(text: str, number: Run) -> Component | None:
    """The component that a text names with its full marks and scores with that number: what opens a line, or one of a list."""
    line = component_of_line(text)
    told = [each for each in single_components(text) if "max" in each.printed]
    known = [*([line] if line and "max" in line.printed else []), *(told if len(told) >= _LEAST else [])]
    return next((each for each in known if each.printed["number"] == number), None)


def tells_of(text: str, name: str) -> bool:
    """Whether a text tells points and full marks of a component of that name: 一是投入指标,总分值15分,自评14分."""
    return any(text[slice(*each.printed["name"])] == name for each in single_components(text) if "max" in each.printed)


def parts_of_total(
    parts: Sequence[tuple[str, Component]], texts: Iterable[str], totals: Iterable[Decimal] = ()
) -> list[tuple[str, Component]]:
    """Of components, each with its text, those below a total where they come to it, else none; the total is one of `totals`
    or stated by one of `texts`."""
    points = [_points(text, component) for text, component in parts]
    stated = (match["number"] for text in texts for match in _pattern("any_total").finditer(text))
    for whole in (*totals, *(parse_number(total) or Decimal(0) for total in stated)):
        if whole >= _WHOLE:
            continue  # what comes to 100 are full marks
        below = [part for part, each in zip(parts, points, strict=True) if each < whole]
        if len(below) >= _LEAST and abs(sum(each for each in points if each < whole) - whole) <= _ROUNDING:
            return below
    return []


def component_of_line(line: str) -> Component | None:
    """The component that a line states before anything else: 决策(15分):得15分. None for any other line."""
    begin, end = _body(line)
    spoken = _pattern("component_lines").fullmatch(line, begin, end)
    opening = next((each for each in told_components(line, begin) if "max" in each.printed), None)
    components = (
        opening if opening and _opens(line, begin, opening) and _is_in_one_clause(line, opening) else None,
        _component(spoken) if spoken else None,
        opening if opening and _opens(line, begin, opening) else None,
        _closed_with_points(line, begin),
    )
    return next((each for each in components if each and _is_component(line, each) and not _is_indicator(line, each)), None)


def _opens(line: str, begin: int, component: Component) -> bool:
    """Whether a component begins a line, behind its mark."""
    return _LEAD.fullmatch(line, begin, component.printed["name"][0]) is not None


def _is_in_one_clause(line: str, component: Component) -> bool:
    """Whether points stand right behind their full marks: (1)预算编制(满分30分),自评28.85分。其中预算调整率…,得2.85分."""
    return len(line[component.printed["max"][1] : component.printed["number"][0]]) <= _LONGEST_LINK


def _closed_with_points(line: str, begin: int) -> Component | None:
    """What opens a paragraph and is scored once more in it, as "this part" or by name: 1、投入情况。目标明确…。该项满分20分,自评得18分;
    2.绩效目标。成本指标未量化,绩效目标得5分."""
    head = _pattern("headed_by").match(line, begin)
    if head is None or not may_name(head["name"]):
        return None
    if not (begin or head["max"] or head[0].endswith(":") or is_level("level1", head["name"])):
        return None  # a paragraph without number or label begins with a sentence
    again = _points_of_name(head["name"]).search(line, head.end()) if head["name"] in line[head.end() :] else None
    closing = _pattern("closing_points").search(line, head.end())
    told = [*map(_own, _pattern("own_points").finditer(line, head.end())), *(_component(match) for match in (again, closing) if match)]
    full = {"max": head.span("max")} if head["max"] else _apart(line, head.end())
    if not told and full and not head["max"] and not _pattern("no_points_of_chapter").search(line, head.end()):
        told = [_component(match) for match in points_told_of(head["name"]).finditer(line, head.end())] if may_tell_points(line) else []
    return Component(told[0].run, {**full, **told[0].printed, "name": head.span("name")}) if len(told) == 1 else None


@lru_cache(maxsize=1024)
def _points_of_name(name: str) -> re.Pattern[str]:
    """Points told behind the name of what a paragraph opens with, said again."""
    return re.compile(re.escape(name) + _data()["again"])


def _apart(line: str, start: int) -> dict[str, Run]:
    """Full marks that a paragraph tells once, in a sentence of their own: 投入。满分20分。目标明确。自评得分18分。"""
    full = list(_pattern("chapter_full").finditer(line, start))
    return {"max": full[0].span("max")} if len(full) == 1 else {}


def may_tell_points(text: str) -> bool:
    """Whether a text tells points of anything at all; none of `points_told_of` where it does not."""
    return _pattern("points_assessed").search(text) is not None


@lru_cache(maxsize=1024)
def points_told_of(name: str) -> re.Pattern[str]:
    """Points told of what a heading or the head of a paragraph names, with its name or without: 该项得18分, 投入自评得18分."""
    return re.compile(_data()["chapter_points"].replace("{name}", re.escape(name)))


def _is_indicator(line: str, component: Component) -> bool:
    """Whether a target or result stands between the name and its points, which then are an indicator's own."""
    return _pattern("of_target").search(line, component.printed["name"][1], component.printed["number"][0]) is not None


def component_of_chapter(line: str) -> Component | None:
    """The points of what a heading names, where the text under it states them and no others of its kind: 本项分值15分,自评得分14分.

    Without a name; none of a numbered item, which is what its points are of."""
    told = [] if _LINE_MARK.match(line) else [_own(match) for match in _pattern("own_points").finditer(line)]
    is_one = len(told) == 1 and _is_component(line, told[0]) and not _pattern("of_target").search(line, 0, told[0].run[0])
    return told[0] if is_one else None


def _own(match: re.Match[str]) -> Component:
    """The points that `own_points` found; their full marks may stand in either of its two places."""
    found = _component(match)
    return found._replace(printed={**found.printed, "max": match.span("full")}) if match["full"] else found


def _body(line: str) -> Run:
    """A line without its mark and the signs at its end."""
    mark = _LINE_MARK.match(line)
    return mark.end() if mark else 0, len(line.rstrip(";。,、"))


def _is_component(text: str, component: Component) -> bool:
    points, full = (parse_number(text[slice(*component.printed.get(group, (0, 0)))]) for group in ("number", "max"))
    return points is not None and (full is None or (full < _WHOLE and points <= full * BEYOND))


def _respective(text: str) -> Iterator[Component]:
    """投入、过程分别得9分、18分; 投入、过程满分分别为10分、20分,得分分别为9分、18分; 投入(10分)、过程(20分)分别得9分、18分: as many
    names as points."""
    for match in _pattern("respective").finditer(text):
        lists = {group: _runs_of(match, group) for group in ("name", "max", "number") if match[group]}
        weighted = [_WEIGHTED.fullmatch(text, *run) for run in lists["name"]]
        if all(weighted):
            lists |= {group: [each.span(group) for each in weighted if each] for group in ("name", "max")}
        if len({len(runs) for runs in lists.values()}) == 1:
            for runs in zip(*lists.values(), strict=True):
                yield Component(match.span(), dict(zip(lists, runs, strict=True)))


def _runs_of(match: re.Match[str], group: str) -> list[Run]:
    """The runs of what a list parts: 投入、过程和产出."""
    start, end = match.span(group)
    marks = [mark.span() for mark in _PARTED.finditer(match.string, start, end)]
    edges = [start, *(edge for span in marks for edge in span), end]
    return [_points_of(match.string, run) for run in zip(edges[::2], edges[1::2], strict=True)]


def _points_of(text: str, run: Run) -> Run:
    """A run without the unit of its points."""
    return (run[0], run[1] - 1) if text[slice(*run)].endswith("分") and text[run[0]].isdigit() else run


def _points(text: str, component: Component) -> Decimal:
    return parse_number(text[slice(*component.printed["number"])]) or Decimal(0)
