"""What a score in prose is of, the whole or a component by its name, and where its full marks are printed.

Belongs here: the words around one score. Does not belong here: which numbers are scores (`scores.prose`), components in
a row (`scores.lists`). Vocabulary: `data/scores.toml`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Any

from orchestration.extraction.data import load
from orchestration.extraction.money.sentences.words import is_named_alike
from orchestration.extraction.scores.points import TOTAL
from orchestration.language import parse_number

Run = tuple[int, int]

_WHOLE = Decimal(100)
_LIST_MARK = re.compile(r"^(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、](?!\d))")
_LAST = re.compile("(?<=项目|资金)(?:支出)?(?:绩效)?(?:最终|最后|综合)?$")  # X项目最终评分结果:95.3分; X项目绩效自评得分95.3分
_DATE = re.compile(r"^\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日? ?")  # 自评时间:2021-03-12 自评得分:92分
_FULL_MARKS = ("满分", "总分", "分值", "权重", "标准分")
_SUMS_UP = re.compile("总|合计|共计|综合")  # 决策15分、过程22分,合计37分
_LEVEL = re.compile(r"(?:产出|效益|效果|满意度|成本|投入|过程|决策|管理)指标")
_CLAUSE_START = re.compile(r"[。;,:!?、\"]")


@cache
def _data(part: str) -> dict[str, Any]:
    return load("scores")[part]


def scored_component(text: str, match: re.Match[str]) -> tuple[str | None, Run | None]:
    """What is scored (`total` for the whole, None for something else) and where its full marks are printed."""
    start = match.start()
    if start and text[start - 1] in "(," and not (_SUMS_UP.search(match.group("words")) and text[start - 1] == ","):
        name, maximum = (
            _before_bracket(text, start) if _is_in_bracket(text, start) else _clause_before(text, start)
        )
        maximum = maximum or _maximum_behind(text, match)
        if not name and _is_part(text, maximum, match):
            name = _level_before(text, start)
        if name or maximum:
            return _name(name, match, _is_part(text, maximum, match)), maximum
    begin = max((found.end() for found in _CLAUSE_START.finditer(text, 0, start)), default=0)
    head = text[begin:start]
    if not head and re.search(_data("names")["evaluates"], text[:start]):
        return TOTAL, _maximum_behind(text, match)  # 经综合评议,得分90.7
    bracket = re.search(rf"\({_data('score')['full_marks']}?\)$", head)
    maximum = (begin + bracket.start("max"), begin + bracket.end("max")) if bracket else _maximum_behind(text, match)
    return _name(head[: bracket.start()] if bracket else head, match, _is_part(text, maximum, match)), maximum


def _level_before(text: str, start: int) -> str:
    """The level whose points a sentence states without its name: (2)效益指标完成情况。满分30分,自评得分30分."""
    named = _LEVEL.findall(text, 0, start)
    return named[-1] if named else ""


def names_subject(text: str, match: re.Match[str], subject: str | None) -> bool:
    """Whether a score is of what the whole report is about: 养老服务转移支付资金绩效自评得分88.6分, of a report on that money."""
    begin = max((found.end() for found in _CLAUSE_START.finditer(text, 0, match.start())), default=0)
    head = text[begin : match.start()].removesuffix("绩效")
    return subject is not None and bool(head) and (is_named_alike(head, subject) or is_named_alike(subject, head))


def _maximum_behind(text: str, match: re.Match[str]) -> Run | None:
    """`得分46分(满分50分)`: where the full marks behind the points are printed."""
    start = match.end("number")
    behind = re.match(_data("score")["max_after"], text[start:])
    return (start + behind.start("max"), start + behind.end("max")) if behind else None


def _is_part(text: str, maximum: Run | None, match: re.Match[str]) -> bool:
    """Whether full marks are stated that a whole cannot have: fewer than 100, and not the points of another (满意度4分,综合得分96.5分)."""
    full, points = parse_number(text[slice(*maximum)]) if maximum else None, parse_number(match["number"])
    return full is not None and full < _WHOLE and points is not None and points <= full


def _is_in_bracket(text: str, start: int) -> bool:
    near = text[max(0, start - 12) : start]
    return near.rfind("(") > near.rfind(")")


def _before_bracket(text: str, start: int) -> tuple[str, Run | None]:
    """`投入(25分,自评得分23分)`: the name before the bracket, the full marks inside it."""
    opening = text.rindex("(", 0, start)
    inside = re.match(_data("score")["full_marks"], text[opening + 1 : start])
    maximum = (opening + 1 + inside.start("max"), opening + 1 + inside.end("max")) if inside else None
    begin = max((found.end() for found in _CLAUSE_START.finditer(text, 0, opening)), default=0)
    return text[begin:opening], maximum


def _clause_before(text: str, start: int) -> tuple[str, Run | None]:
    """`投入满分25分,自评得分23分`: the name and full marks in the clause before."""
    begin = max((found.end() for found in _CLAUSE_START.finditer(text, 0, max(0, start - 1))), default=0)
    clause = re.match(rf"^(?P<name>.*?){_data('score')['full_marks']}$", text[begin : start - 1])
    if not clause:
        return "", None
    is_labelled = text.startswith(_FULL_MARKS, begin + clause.end("name"))  # 自评总分为100分,实得97.6分
    if not is_labelled and clause.group("name").endswith(("得", "扣", "减", "自评", "实得", "得分", "评分")):
        return "", None
    return clause.group("name"), (begin + clause.start("max"), begin + clause.end("max"))


def _name(head: str, match: re.Match[str], is_part: bool) -> str | None:
    data = _data("names")
    name = _LAST.sub("", _LIST_MARK.sub("", _DATE.sub("", head.lstrip())).strip("的: ").removeprefix("其中"))
    if ours := re.match(_data("score")["known_of_ours"], name):
        name = ours["name"]
    if not is_part and "总" in match.group("words") and re.search(data["office"], name):
        return TOTAL
    if re.search(data["average"], name) and re.match(data["graded"], match.string[match.end() :]):
        return TOTAL
    if re.fullmatch(data["nothing"], name) or (is_part and not name):
        return None  # full marks that a whole cannot have, of what is named elsewhere
    if re.search(data["total"], name) and not is_part:
        return TOTAL if name or match.group("words") not in ("得分", "评分", "实际得分") else None
    if (
        (not is_part and re.search(data["foreign"], name))
        or len(name) > data["longest"]
        or not re.fullmatch(r"[\u4e00-\u9fff()、]+", name)
    ):
        return TOTAL if "总" in match.group() or "综合" in match.group("words") else None
    return name
