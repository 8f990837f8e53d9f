"""Levels of one budget in a sentence: what was approved, what was added or taken back since, what that came to.

Belongs here: which sum told before is the first level, and which figure is a change between two. Does not belong here: the
words of a phase (`money.sentences.words`) or of a change (`money.sentences.changes`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from operator import itemgetter

from orchestration.extraction.money.sentences.figures import Figure, Item

_ADJUSTED_LEVEL = re.compile(r"[调核追][整增减加]后|实际下达")
_NAMES_LEVEL = re.compile(r"调整|全年|批复")


def raised(items: Sequence[Item], figure: Figure) -> Item | None:
    """The budget told before which the changes told since bring to a level, as its sum proves:
    核定部门预算860万元,较上年增加20万元;执行中调增120万元,全年预算980万元."""
    item, changes = _budget_and_changes(items)
    if figure.role != "adjusted" or item is None:
        return None
    approved, budget = item.amount("approved"), item.figures.get("adjusted")
    first = approved if approved is not None else budget.amount if budget and "预算" in budget.words else None
    is_sum = first is not None and bool(changes) and first + sum(changes, Decimal(0)) == figure.amount
    return item if is_sum and (approved is None or budget is None) else None


def level_told(items: Sequence[Item]) -> Decimal | None:
    """What the budget told last has come to with the changes told since: 年初预算900万元,追加60万元 are 960."""
    item, changes = _budget_and_changes(items)
    adjusted, approved = (item.amount("adjusted"), item.amount("approved")) if item else (None, None)
    first = adjusted if adjusted is not None else approved
    return None if first is None else first + sum(changes, Decimal(0))


def _budget_and_changes(items: Sequence[Item]) -> tuple[Item | None, list[Decimal]]:
    """The budget told last, nothing of which is said to be spent, and how it was changed since (not against last year)."""
    told = [item for item in items if item.figures]
    at = next((at for at in range(len(told) - 1, -1, -1) if "change" not in told[at].figures), None)
    if at is None or "executed" in told[at].figures:
        return None, []
    changes = (item.amount("change") for item in told[at + 1 :] if item.breakdown == "budget_adjustment")
    return told[at], [change for change in changes if change is not None]


def raise_level(item: Item, figure: Figure) -> None:
    """Give a budget the level that it was raised to: the sum said first is the one approved."""
    if "adjusted" in item.figures:
        item.figures["approved"] = replace(item.figures["adjusted"], role="approved")
    item.figures["adjusted"] = figure


def yield_adjusted(items: Sequence[Item], figure: Figure) -> None:
    """总预算450万元,经调整后432万元: the budget said first names no phase and is the approved one."""
    last = items[-1].figures if items else {}
    first = last.get("adjusted")
    if figure.role != "adjusted" or first is None or "approved" in last or "executed" in last:
        return
    if _ADJUSTED_LEVEL.search(figure.words) and not _NAMES_LEVEL.search(first.words):
        last["approved"] = replace(last.pop("adjusted"), role="approved")


def as_approved(item: Item, words: str) -> None:
    """支出预算4.6万元,支出决算2.31万元,完成年初预算的50%: a budget that names no phase is the one its rate names."""
    budget = item.figures.get("adjusted")
    if budget and "approved" not in item.figures and "年初预算" in words and not _NAMES_LEVEL.search(budget.lead + budget.words):
        item.figures["approved"] = replace(item.figures.pop("adjusted"), role="approved")


def with_changes(items: list[Item]) -> list[Item]:
    """年初预算 A, 调整预算数 B, 调整后预算 C: where A + B = C the second is the change, not a level."""
    settled: list[Item] = []
    for item in items:
        last = settled[-1] if settled else None
        if last is None or not _is_level_after(last, item):
            settled.append(item)
            continue
        change = replace(last.figures.pop("adjusted"), role="change")
        last.figures |= {role: figure for role, figure in item.figures.items() if role not in last.figures}
        last.rate = last.rate or item.rate
        last.direction = item.direction if item.direction == "both" else last.direction
        settled.append(Item(change.words, last.direction, "budget_adjustment", {"change": change}, None, last.item))
    return settled


def _is_level_after(before: Item, item: Item) -> bool:
    parts = [before.amount("approved"), before.amount("adjusted")]
    level = item.amount("adjusted")
    if None in parts or level is None or "approved" in item.figures:
        return False
    return abs(sum(filter(None, parts), Decimal(0)) - level) < 1


def budget_told_last(items: Sequence[Item]) -> Item | None:
    """The whole whose budget in force is told right before a rate, of which no spending is: 年初预算60万元,其中…,全年预算80万元,执行率100%."""
    figures = [(figure.quantity.start, role, item) for item in items for role, figure in item.figures.items()]
    _, role, last = max(figures, key=itemgetter(0))
    is_budget = last.breakdown == "total" and role == "adjusted" and last.rate is None
    return None if not is_budget or any("executed" in item.figures for item in items) else last
