"""Figures in a formula that gives a rate: 预算执行率=(实际支出950万元÷全年预算1000万元)×100%=95%.

The sign before a figure is no part of its name. Belongs here: whether a figure of a formula is a sum of its own, and its
words. Does not belong here: the rate (`money.sentences.rates`), points that a formula gives (`scores`).
"""

from __future__ import annotations

import re

from orchestration.extraction.money.sentences.words import name_in
from orchestration.extraction.money.words import breakdown_of

_FORMULA = re.compile(r"(?:^|[,;。:(])(?P<rate>[^,;。:=()\d]{2,16}率)(?:\([^()]{2,8}\))?=(?P<told>[^,;。]*)$")
_SIGN = re.compile(r"[=÷×*/+\-()]")
_OF_WHOLE = re.compile("(?:部门|单位|整体|全年|年度|财政|资金|预算|支出|收支)*(?:执行|完成|支出)率")
_LAST_YEAR = re.compile("上年|去年|上一年")


def words_in_formula(before: str) -> str | None:
    """The words of a figure right before it, where it stands in a formula; `before` is its sentence up to the figure.

    Empty where the figure is no sum of its own: 公用经费变动率=(本年12万元-上年10万元)/上年10万元. None outside of formulas.
    """
    formula = _FORMULA.search(before)
    if formula is None:
        return None
    words = _SIGN.split(formula["told"])[-1]
    if _LAST_YEAR.search(words):
        return ""
    named = breakdown_of(name_in(words))
    return words if _OF_WHOLE.fullmatch(formula["rate"]) or named not in (None, "total") else ""
