"""Components of the self-score that stand in a row: 决策18.5分(满分20分),过程18分(满分20分).

Belongs here: which run of a text names a component, its points and full marks. Does not belong here: totals, grades and
what becomes of a score (`prose_scores`). Vocabulary: `data/scores.toml`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from orchestration.extraction.data import load
from orchestration.language import parse_number

_LINE_MARK = re.compile(r"\(?[一二三四五六七八九十\d]{1,2}[)、.]{1,2}(?!\d)|[①-⑳]")
_LEAST = 2  # components make a list
_ROUNDING = Decimal("0.05")
_WHOLE = Decimal(100)


@cache
def list_patterns() -> tuple[re.Pattern[str], ...]:
    """What a text must match somewhere to hold a list of components."""
    return (*_with_full_marks(), _pattern("total_of_parts"), _pattern("total_behind_parts"))


@cache
def _with_full_marks() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in load("scores")["score"]["component_lists"])


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(load("scores")["score"][key])


def listed_components(text: str) -> list[re.Match[str]]:
    """Components in a row, as matches with the groups `name`, `number` (points) and `max` (full marks, may be empty).

    Two at least. Without full marks they must add up to a total that stands before or behind them.
    """
    lists = [list(pattern.finditer(text)) for pattern in _with_full_marks()]
    if not any(len(matches) >= _LEAST for matches in lists):
        lists = [_parts_of_total(text), _parts_before_total(text)]
    found = {match.start("name"): match for matches in lists if len(matches) >= _LEAST for match in matches}
    return [found[start] for start in sorted(found) if _is_component(found[start])]


def component_of_line(line: str) -> re.Match[str] | None:
    """The component that a line states and nothing else: 决策(15分):得15分. None for any other line."""
    mark = _LINE_MARK.match(line)
    begin, end = mark.end() if mark else 0, len(line.rstrip(";。,、"))
    patterns = (*_with_full_marks(), _pattern("component_lines"))
    matches = (pattern.fullmatch(line, begin, end) for pattern in patterns)
    return next((match for match in matches if match and _is_component(match)), None)


def _is_component(match: re.Match[str]) -> bool:
    points, full = parse_number(match.group("number")), parse_number(match.group("max"))
    return points is not None and (full is None or (points <= full < _WHOLE))


def _parts_of_total(text: str) -> list[re.Match[str]]:
    """Components behind a total that they add up to: 自评得分93.4分,其中:预算编制9分、预算执行18.4分."""
    total = _pattern("total_of_parts").search(text)
    if not total:
        return []
    stop = text.find("。", total.end())
    end = stop + 1 if stop >= 0 else len(text)
    return _adding_up(list(_pattern("part_of_total").finditer(text, total.end() - 1, end)), total)


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
