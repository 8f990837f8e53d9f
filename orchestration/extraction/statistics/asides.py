"""Figures that say something of another: thresholds, goals that a result is held against, standards of reckoning.

    超过20万元的村3个        引进投资千万元以上项目7个        未达到95%的目标        按100人核定公用经费

Belongs here: by the words right around a figure, whether it only qualifies. Does not belong here: plans (`screening`).
"""

from __future__ import annotations

import re

from orchestration.extraction.statistics import subjects
from orchestration.language import Quantity

COMPARED = (">", ">=", "<", "<=")
_COUNTS = ("person", "count", "occurrence")
_QUALIFIED = re.compile(r"的?(?P<noun>[一-鿿\"]{0,8})")
_GOAL = re.compile("的?(?:年度|年初|全年|既定|预期|预定|原定|绩效|约束性)*(?:目标|指标|计划|任务|要求)(?:值|数|要求)?(?:[,;。)]|$|[任要差])")
_SHARE_DONE = re.compile("(?:完成|占)(?:了|全年|年度)?$")
_RECKONED = re.compile("核定|核算|计算|测算|折算|计发|核拨|计提")
_BASIS = re.compile("按照?(?:实际)?$")


def is_threshold(quantity: Quantity, after: str, counted: Quantity | None) -> bool:
    """Whether a figure tells which of a kind the next one counts (`counted`): 收入超过20万元的村3个."""
    if counted is None or quantity.comparator not in COMPARED or counted.unit_class not in _COUNTS:
        return False
    match = _QUALIFIED.fullmatch(after.strip())
    return match is not None and (after.startswith("的") or not _begins_with_verb(match["noun"]))


def _begins_with_verb(words: str) -> bool:
    return not words or subjects.first_verb(words) is not None


def is_goal(before: str, after: str) -> bool:
    """Whether a figure is the goal that a result is held against: 未达到95%的目标; not 完成95%的任务."""
    return _GOAL.match(after) is not None and _SHARE_DONE.search(before) is None


def is_basis(before: str, after: str) -> bool:
    """Whether a figure is what something is reckoned by: 不足100人的按100人核定."""
    return _BASIS.search(before) is not None and _RECKONED.match(after) is not None
