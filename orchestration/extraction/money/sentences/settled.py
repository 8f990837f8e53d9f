"""The items of a whole sentence beside one another: what the others told settles of each.

Belongs here: phases, classes and directions that an item has from those around it. Does not belong here: which item a figure
goes to (`money.sentences.placing`), levels and their changes (`money.sentences.levels`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from orchestration.extraction.money.sentences.figures import Item
from orchestration.extraction.money.sentences.words import LEFT_BY_LAST_YEAR

_BY_ORIGIN = ("fund", "source")
_OF_INCOME = (*_BY_ORIGIN, "total", "budget_adjustment")
_OTHERS = re.compile("其他(?:各?项|各类)?支出")
_CLASSES = ("function", "economic")


def with_brought_forward(items: list[Item]) -> list[Item]:
    """What last year left, listed with kinds of income, has their phase: 年初结转315万元;一般公共预算财政拨款收入5478万元."""
    roles = {role for item in items if item.breakdown in _BY_ORIGIN for role in item.figures} - {"carry_over"}
    for item in items if len(roles) == 1 else ():
        if set(item.figures) == {"carry_over"} and LEFT_BY_LAST_YEAR.search(item.item):
            role = next(iter(roles))
            item.figures = {role: replace(item.figures["carry_over"], role=role)}
    return items


def with_classes_of_others(items: list[Item]) -> list[Item]:
    """What is told last of the classes of the accounts is one of them: 农林水支出32万元,其他各项支出7万元."""
    for before, item in pairwise(items):
        if _OTHERS.fullmatch(item.item) and before.breakdown in _CLASSES and before.figures.keys() == item.figures.keys():
            item.breakdown = before.breakdown
    return items


def with_directions(items: list[Item], *, of_income: bool = False) -> list[Item]:
    """Parts whose names tell no direction have that of their whole, else that of the parts told with them (其他收入36万元);
    all that name none have that of a heading on income alone."""
    for item in items:
        if of_income and item.direction is None and item.breakdown in _OF_INCOME and "executed" not in item.figures:
            item.direction = "income"
        if item.direction is None and item.breakdown in _BY_ORIGIN:
            whole = [other for other in items if other.breakdown == "total" and other.item == item.parent]
            peers = [other for other in items if other.breakdown in _BY_ORIGIN and other.parent == item.parent]
            told = {other.direction for other in whole} - {None, "both"} or {other.direction for other in peers} - {None}
            item.direction = told.pop() if len(told) == 1 else None
    return items
