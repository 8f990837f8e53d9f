"""Components of the self-score as a text tells them: in a row (决策18.5分(满分20分),过程18分(满分20分)), at the head of a line.

Belongs here: which run of a text names a component, its points and full marks. Does not belong here: which texts of a
document are such lists (`listed_scores`), totals and grades (`prose_scores`). Vocabulary: `data/scores.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from orchestration.extraction.data import load
from orchestration.language import parse_number

_LINE_MARK = re.compile(
    r"\d{1,2}(?:\.\d{1,2})+[、.]?|\(?[一二三四五六七八九十\d]{1,2}[)、.]{1,2}(?!\d)|[①-⑳]|[◆◇●■★▲→·•—–-]{1,2}|第[一二三四五六七八](?:类|部分|方面)[,:、]?"
    r"|[A-Z]\d{0,2}[.、]?(?=[\u4e00-\u9fff])|[一二三]级指标:"
)
_SENTENCE = re.compile(r"[^。]+")
_LEAST = 2  # components make a list
_ROUNDING = Decimal("0.05")
_WHOLE = Decimal(100)
_PARTED = re.compile(r"[、,]|以?及|[和与]")

_GROUPS = ("name", "number", "max", "rate")

Run = tuple[int, int]


class Component(NamedTuple):
    """A component where a text prints it: the whole run, and the runs of `name`, `number` (points) and, where they are
    printed, `max` (full marks) and `rate` (percent of them)."""

    run: Run
    printed: Mapping[str, Run]

    @classmethod
    def of(cls, match: re.Match[str]) -> Component:
        words = match.groupdict()
        return cls(match.span(), {group: match.span(group) for group in _GROUPS if words.get(group)})


@cache
def list_patterns() -> tuple[re.Pattern[str], ...]:
    """What a text must match somewhere to hold a list of components."""
    return (*_with_full_marks(), _pattern("total_of_parts"), _pattern("total_behind_parts"), _pattern("respective"))


@cache
def _with_full_marks() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in load("scores")["score"]["component_lists"])


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(load("scores")["score"][key])


def listed_components(text: str) -> list[Component]:
    """Components in a row, two at least. Without full marks they must add up to a total that stands before or behind
    them, or be told apart from their points: 投入、过程分别得9分、18分."""
    lists = [list(pattern.finditer(text)) for pattern in _with_full_marks()]
    if not any(len(matches) >= _LEAST for matches in lists):
        lists = [_parts_of_total(text), _parts_before_total(text)]
    found = {match.start("name"): Component.of(match) for matches in lists if len(matches) >= _LEAST for match in matches}
    listed = [found[start] for start in sorted(found)] or list(_respective(text))
    return [component for component in listed if _is_component(text, component)]


def component_of_line(line: str) -> Component | None:
    """The component that a line states before anything else: 决策(15分):得15分. None for any other line."""
    begin, end = _body(line)
    patterns = (*_with_full_marks(), _pattern("component_lines"))
    whole = (pattern.fullmatch(line, begin, end) for pattern in patterns)
    opening = (pattern.match(line, begin) for pattern in _with_full_marks())
    components = (Component.of(match) for match in (*whole, *opening) if match)
    return next((component for component in components if _is_component(line, component)), None)


def component_of_chapter(line: str) -> Component | None:
    """The points of what a heading names, where the text under it opens with them: 本项分值15分,自评得分14分. Without a name."""
    match = _pattern("own_points").match(line)
    return Component.of(match) if match else None


def slashed_components(lines: Sequence[str]) -> list[Component | None]:
    """For each line the component that it states as 投入:9/10, or in the order of a list 分值/得分 as 投入:10/9."""
    pattern = _pattern("slashed")
    matches = [pattern.match(line, _body(line)[0]) for line in lines]
    found = [Component.of(match) if match else None for match in matches]
    pairs = [tuple(parse_number(match[group]) or Decimal(0) for group in ("number", "max")) for match in matches if match]
    if sum(first > second for first, second in pairs) <= sum(first < second for first, second in pairs):
        return found
    return [component and _turned(component) for component in found]


def _turned(component: Component) -> Component:
    """The same with full marks first."""
    printed = component.printed
    return component._replace(printed={**printed, "number": printed["max"], "max": printed["number"]})


def _body(line: str) -> Run:
    """A line without its mark and the signs at its end."""
    mark = _LINE_MARK.match(line)
    return mark.end() if mark else 0, len(line.rstrip(";。,、"))


def _is_component(text: str, component: Component) -> bool:
    points, full = (parse_number(text[slice(*component.printed.get(group, (0, 0)))]) for group in ("number", "max"))
    return points is not None and (full is None or (points <= full < _WHOLE))


def _respective(text: str) -> Iterator[Component]:
    """投入、过程分别得9分、18分; 投入、过程满分分别为10分、20分,得分分别为9分、18分: as many names as points."""
    for match in _pattern("respective").finditer(text):
        lists = {group: _runs_of(match, group) for group in ("name", "max", "number") if match[group]}
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


def _parts_of_total(text: str) -> list[re.Match[str]]:
    """Components behind a total that they add up to: 自评得分93.4分,其中:预算编制9分、预算执行18.4分; or in a sentence of
    their own."""
    total = _pattern("total_of_parts").search(text)
    if total:
        stop = text.find("。", total.end())
        end = stop + 1 if stop >= 0 else len(text)
        if parts := _adding_up(list(_pattern("part_of_total").finditer(text, total.end() - 1, end)), total):
            return parts
    for total in _pattern("any_total").finditer(text):
        for sentence in _SENTENCE.finditer(text, total.end()):
            parts = list(_pattern("part_of_total").finditer(text, sentence.start(), sentence.end() + 1))
            if len(parts) >= _LEAST and _adding_up(parts, total):
                return parts
    return []


def _parts_before_total(text: str) -> list[re.Match[str]]:
    """Components before the total that they add up to: 投入得10分,过程得28.5分,产出得30分,合计68.5分."""
    total = _pattern("total_behind_parts").search(text)
    if not total:
        return []
    begin = text.rfind("。", 0, total.start()) + 1
    return _adding_up(list(_pattern("part_before_total").finditer(text, begin, total.start() + 2)), total)


def _adding_up(parts: list[re.Match[str]], total: re.Match[str]) -> list[re.Match[str]]:
    points = [parse_number(part.group("number")) or Decimal(0) for part in parts]
    whole = parse_number(total["number"]) or Decimal(0)
    return parts if abs(sum(points, Decimal(0)) - whole) <= _ROUNDING else []
