"""Points as a table prints them: in a cell of their own (18.5, 18.5分), with their full marks (18.5/20), or in a label.

Belongs here: what one cell says of points, and of what. Does not belong here: which cells belong together (`scores.table`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from orchestration.extraction.indicators.levels import level_name
from orchestration.extraction.money.words import without_prefix
from orchestration.extraction.scores.clauses import Component, told_components
from orchestration.extraction.structure.outline import CellText
from orchestration.language import parse_number

TOTAL = "total"
_TOTAL = re.compile(
    r"(?:评价|自评|绩效|综合|最终)?(?:自评)?(?:总分值?|合计|总计|全部|共计|得分合计|合计得分|总体?得分|总分数|自评总?(?:得)?分|综合得分|总评分|得分总计|整体得分)(?:\(.{0,40}\))?[:：]?"
)
_LONGEST_LABEL = 30
_CALLED = re.compile(r"(?:得分?|实得|自评分?)[:为]?$")
_NUMBER = r"\d{1,3}(?:\.\d+)?"
_OF = re.compile(rf"(?P<score>{_NUMBER})分?(?:/(?P<of>\d{{1,3}}(?:\.0+)?)分?|\((?P<full>\d{{1,3}}(?:\.0+)?)分?\))")  # 96.60/100, 99.48(100)
_FULL_MARKS = rf"(?:满分|分值|权重|标准分)?[:为]?(?P<full>{_NUMBER})[分%]?"
_WEIGHTED = re.compile(rf"(?P<name>[^()]*[\u4e00-\u9fff][^()]*)\({_FULL_MARKS}\)[:：]?")
_SUFFIXED = re.compile(rf"(?P<name>(?![^\d]*(?:得分?|评分|[总合]计|总分|自评|小计))[\u4e00-\u9fff]{{2,10}})[:：]?(?P<full>{_NUMBER})分")  # 预算执行10分
_LABELLED = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{2,10}})\({_FULL_MARKS}[,;、](?:自评|实际)?(?:得分?|实得)?:?(?P<score>{_NUMBER})分?\)"
)
_SLASHED = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,10}})[(:]?(?P<first>{_NUMBER})分?/(?P<second>{_NUMBER})分?\)?")
_SCORED = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,10}}?)[(:]?(?:自评|实际)?(?:得分?|实得)[:为]?(?P<score>{_NUMBER})分?\)?")
_PERCENT = re.compile(r"(?P<full>100|\d{1,2}(?:\.\d+)?)%")
_IN_RULE = re.compile(r"(?:满分|分值)[为:]?(?P<full>\d{1,2}(?:\.\d+)?)分|\((?P<bracketed>\d{1,2}(?:\.\d+)?)分\)")
_GROUPS = (
    (_LABELLED, {"max_score": "full", "score": "score"}),
    (_WEIGHTED, {"max_score": "full"}),
    (_SUFFIXED, {"max_score": "full"}),
    (_SCORED, {"score": "score"}),
)

Run = tuple[int, int]


class Points(NamedTuple):
    """A number of points and where it is printed: its cell, and the run of the cell's text."""

    value: Decimal
    cell: CellText
    run: Run


class Label(NamedTuple):
    """The name in a label, without its points, and the points that stand in it, by column of a score."""

    name: str
    points: Mapping[str, Points]


@lru_cache(maxsize=4096)  # the words of forms recur
def is_total(words: str) -> bool:
    """Whether a label is of the whole score: 总分, 合计(100分)."""
    return _TOTAL.fullmatch(words) is not None


def points_of(cell: CellText | None) -> Decimal | None:
    """The points that a cell prints (18.5, 18.5分, 18.5/20), or None."""
    points = points_in(cell)
    return points["score"].value if points else None


def points_in(cell: CellText | None) -> dict[str, Points]:
    """The points of a cell as `score`, and as `max_score` the full marks that stand with them; empty for any other cell."""
    if cell is None:
        return {}
    both = _OF.fullmatch(cell.text.text)
    if both:
        return _printed(cell, both, {"score": "score", "max_score": "of" if both["of"] else "full"})
    value = parse_number(cell.text.text.rstrip("分"))
    return {} if value is None else {"score": Points(value, cell, (0, len(cell.text)))}


def full_marks_in(cell: CellText | None) -> Points | None:
    """The full marks that a cell of their column prints, also as a weight: 20, 20分, 20%."""
    printed = points_in(cell).get("score")
    weight = _PERCENT.fullmatch(cell.text.text) if cell and printed is None else None
    value = parse_number(weight["full"]) if weight else None
    return Points(value, cell, weight.span("full")) if cell and weight and value is not None else printed


def full_marks_of_rule(cell: CellText | None) -> Points | None:
    """The full marks that a rule for points states, once: 满分10分,每低1个百分点扣0.1分; 完成得满分(10分)."""
    found = list(_IN_RULE.finditer(cell.text.text)) if cell else []
    if cell is None or len(found) != 1:
        return None
    group = "full" if found[0]["full"] else "bracketed"
    value = parse_number(found[0][group])
    return None if value is None else Points(value, cell, found[0].span(group))


def label_of(cell: CellText) -> Label:
    """What a label names, and the points in it: 投入(20) has full marks, 投入(20分,得18分) and 投入18/20 have both."""
    words = cell.text.text
    for pattern, columns in (*_GROUPS, (_SLASHED, _in_order(_SLASHED.fullmatch(words)))):
        if match := pattern.fullmatch(words):
            name = cell.text.slice(*match.span("name"))
            return Label(TOTAL if is_total(words) else name.printed().strip(), _printed(cell, match, columns))
    if (told := _told(words)) is not None:
        runs = {"score": told.printed["number"], **({"max_score": told.printed["max"]} if "max" in told.printed else {})}
        read = {column: Points(parse_number(words[slice(*run)]) or Decimal(0), cell, run) for column, run in runs.items()}
        return Label(cell.text.slice(*told.printed["name"]).printed(), read)
    return Label(TOTAL if is_total(words) else cell.text.printed(), {})


def _told(words: str) -> Component | None:
    """The component that a label tells as a clause would, with its points called so or beside full marks: 投入(15分)得14分."""
    told = list(told_components(words)) if "分" in words and len(words) <= _LONGEST_LABEL else []
    if len(told) != 1 or told[0].run[1] < len(words.rstrip("分)。;")):
        return None
    start = told[0].printed["number"][0]
    return told[0] if "max" in told[0].printed or _CALLED.search(words, 0, start) else None


def _in_order(match: re.Match[str] | None) -> dict[str, str]:
    """Which of two numbers around a slash are the points: the smaller, of equal ones the first."""
    first, second = (parse_number(match[group]) or Decimal(0) for group in ("first", "second")) if match else (0, 0)
    return {"score": "first", "max_score": "second"} if first <= second else {"score": "second", "max_score": "first"}


def level_label(cell: CellText) -> Label:
    """The same of a level, whose number is no part of its name: 一、投入管理."""
    label = label_of(cell)
    name = level_name(without_prefix(cell.text).text)
    return label if label.points or label.name == TOTAL or name is None else label._replace(name=name)


def _printed(cell: CellText, match: re.Match[str], columns: Mapping[str, str]) -> dict[str, Points]:
    read = {column: parse_number(match[group]) for column, group in columns.items()}
    return {
        column: Points(value, cell, match.span(columns[column])) for column, value in read.items() if value is not None
    }
