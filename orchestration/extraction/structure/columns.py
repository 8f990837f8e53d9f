"""Header cells → the role of their column, and the unit of money a header declares. Data: `data/columns.toml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from orchestration.extraction.data import load
from orchestration.extraction.money_units import money_unit
from orchestration.language.beginnings import compiled
from orchestration.language.necessary import Sieve

MONEY_ROLES = frozenset({"approved", "adjusted", "executed", "received", "carry_over", "change", "unphased"})
INDICATOR_NAME_ROLES = frozenset({"level1", "level2", "level3"})
VALUE_ROLES = frozenset({"target", "adjusted_target", "actual"})

_BRACKETS = re.compile(r"\([^()]*\)|〔[^〕]*〕|\[[^\]]*\]|【[^】]*】")
_VALUE = re.compile(r"(?P<value>(?:指标|目标)?值)\((?P<of>预期|计划|年度|年初|实际|完成|达成)\)$")
_ADJUSTED = re.compile(r"\(调整后?\)(?=(?:指标|目标)值)")
_YEAR_PREFIX = re.compile(r"^(?:20\d{2}|二〇[一二三四五六七八九〇]{2})年?度?")


_COMPARATOR = re.compile(r"^(?:[≥≤<>=]{1,2}|(?:大于|小于|高于|低于|不少于|不低于|不超过|不高于|等于)(?:或?等于)?)$")


def is_comparator(text: str) -> bool:
    """Whether a cell is nothing but a comparator, as a sign or in words."""
    return _COMPARATOR.match(text) is not None


class Column(NamedTuple):
    """The role of a header cell, the unit of money it states, and the kind of money of a role `part` (None: none)."""

    role: str
    unit: str | None
    part: str | None = None


@cache
def _patterns() -> Sieve[tuple[str, re.Pattern[str]]]:
    patterns = ((role, compiled("|".join(names))) for role, names in load("columns")["roles"].items())
    return Sieve((pattern, (role, pattern)) for role, pattern in patterns)


@lru_cache(maxsize=4096)  # headers recur, and several readers ask about each
def column_of(text: str) -> Column | None:
    """What a header cell's folded text says of its column, or None where it is no header."""
    bare = header_words(text)
    if not bare or len(bare) > load("columns")["headers"]["longest"]:
        return None
    role = _role_of(bare)
    return Column(role, money_unit(text)) if role else None


def settled_roles(roles: Sequence[str]) -> list[str]:
    """The roles of a header's cells, left to right, as they are meant together.

    指标类型 | 指标名称 | 指标内容 are the three levels: of two names the first is level 2. Other shapes are data.
    """
    printed = list(roles)
    named = "level3" in printed or {"component", "weight", "score"} <= set(printed)
    of_tasks = "item" in printed and not set(printed) >= INDICATOR_NAME_ROLES  # 任务 | 目标 | 关键指标 | 完成情况
    done = "actual" in printed or ("level3" in printed and bool({"status", "attained"} & set(printed)))
    if named and not of_tasks and "goal" in printed and done and "target" not in printed:
        printed[printed.index("goal")] = "target"  # 类别 | 绩效指标 | 目标 | 实际; 指标 | 绩效目标 | 完成情况
    if {"goal", "target", "actual"} <= set(printed) and not (INDICATOR_NAME_ROLES | {"item"}) & set(printed):
        printed[printed.index("goal")] = "level3"  # 绩效目标 | 目标值 | 实际值
    for shape in load("columns")["headers"]["shapes"]:
        if printed == shape["printed"]:
            return list(shape["meant"])
    if {"target", "actual"} <= set(printed) and "level1" not in printed:
        printed = _with_level1(printed)
    if printed[:3] == ["level3", "level3", "target"] and not {"level1", "level2"} & set(printed):
        printed[0] = "level1"  # 绩效指标 | 指标内容 | 指标值 | 实际完成值 | 完成率, over 数量指标 | 新建公路
    if printed[:3] == ["level3"] * 3 and not {"level1", "level2"} & set(printed):
        printed[:2] = ["level1", "level2"]  # 绩效指标 over two columns of levels, 指标名称
    if printed.count("level1") == 2 and "level2" not in printed:
        printed[len(printed) - 1 - printed[::-1].index("level1")] = "level2"  # 绩效目标类别 | 指标类型
    if printed.count("level3") != 2 or "level1" not in printed or "level2" in printed:
        return printed
    first = printed.index("level3")
    return ["level2" if place == first else role for place, role in enumerate(printed)]


def _with_level1(printed: list[str]) -> list[str]:
    """评价维度 | 评价指标, 评价项目 | 评价内容, 类别 | 维度 | 指标 before target and result: levels and the names under them.

    A class that stands behind the names (指标名称 | 类别) is their level; where nothing else names, 考核内容 does.
    """
    printed = ["component" if role == "class" else role for role in printed]
    places = [place for place, role in enumerate(printed) if role in ("component", "level3")]
    if "level2" not in printed and [printed[place] for place in places] == ["level3", "component"]:
        return ["level1" if role == "component" else role for role in printed]
    if printed.count("component") == 1 and not {"level1", "level2", "level3", "item"} & set(printed):
        return ["level3" if role == "component" else role for role in printed]
    if "level2" in printed or len(places) not in (2, 3) or any(printed[place] == "level3" for place in places[:-1]):
        return printed
    levels = dict(zip(places, ("level1", "level3") if len(places) == 2 else ("level1", "level2", "level3"), strict=True))
    return [levels.get(place, role) for place, role in enumerate(printed)]


@cache
def _part_pattern() -> re.Pattern[str]:
    return re.compile(load("columns")["headers"]["part"])


def part_of(text: str) -> Column | None:
    """The column of a header that names a kind of money (基本支出, 政府性基金, 合计) and no phase."""
    bare = header_words(text)
    return Column("part", money_unit(text), bare) if _part_pattern().match(bare) else None


def _role_of(bare: str) -> str | None:
    stripped = _YEAR_PREFIX.sub("", bare)
    for role, pattern in _patterns().sift(stripped):
        if pattern.search(stripped):
            return role
    return None


def header_words(text: str) -> str:
    """A header without brackets, blanks and punctuation at its ends."""
    text = _ADJUSTED.sub("调整", text)  # 全年(调整)指标值 is another column than 全年指标值
    said = _VALUE.match(text)  # 指标值(实际)
    return _BRACKETS.sub("", f"{said['of']}{said['value']}" if said else text).strip(" :;,、*★☆※").replace(" ", "")
