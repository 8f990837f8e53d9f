"""What is read of one figure of money in a sentence, where it stands, and of the item that several figures are phases of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from orchestration.language import Quantity

_STOP = re.compile(r"[,;:](?!\Z)")
PHASES = ("approved", "adjusted", "executed", "unphased")  # of a budget, as columns of a row


@lru_cache(maxsize=256)  # many rules ask of one figure
def _last_clause(words: str) -> str:
    return _STOP.split(words)[-1] if words.strip(",;: ") else words


@dataclass(slots=True)
class Figure:
    """One figure of money in a sentence and what its words say of it."""

    quantity: Quantity
    role: str
    words: str
    item: str
    sign: int = 1
    lead: str = ""  # the clause before the figure
    part_of: str | None = None  # the breakdown of the whole, where a part's own name says none
    is_evaluated: bool = False  # a sum that an evaluation ties up, no phase of the budget

    @property
    def amount(self) -> Decimal | None:
        """Yuan, negative for a decrease."""
        return None if self.quantity.value is None else self.sign * self.quantity.value


@dataclass(slots=True)
class Item:
    """Figures of one item: one row."""

    item: str
    direction: str | None
    breakdown: str
    figures: dict[str, Figure] = field(default_factory=dict)
    rate: Quantity | None = None
    parent: str | None = None
    is_listed: bool = False  # named by an enumeration, not by words of budget or spending

    def amount(self, role: str) -> Decimal | None:
        """Yuan of a phase, or None."""
        return self.figures[role].amount if role in self.figures else None


@dataclass(frozen=True, slots=True)
class ProseMoneyContext:
    """Where a passage stands: in a part on single projects (`project` names it), in a part about money, elsewhere."""

    label: str | None
    project: str | None
    is_about_money: bool
    subject: str | None = None  # what the whole report is about, where that is a project or a transfer
    head: str | None = None  # the item that the first words of the passage name
    title: str | None = None  # the heading above
    listed: str | None = None  # the phase of a list whose head stands above: 项目支出主要用于:
    labelled: str | None = None  # what the line above names for the passages under it: 任务二:学生资助
    budgets: tuple[Decimal, ...] = ()  # that the sentences before told, which no other is a part of
    year: int | None = None  # the budget year of the report
    is_of_problems: bool = False  # the chapter tells what went wrong: what was left over is no item there
    is_of_income: bool = False  # the heading above, or the one that the passage runs on from, tells of income alone


class Sighting(NamedTuple):
    """A figure of money where it stands.

    `before`: the words since the figure before it; `listing`: those since the sum or rate before it; `items`: what the
    sentence told so far, or the whole that it divides.
    """

    sentence: str
    before: str
    listing: str
    quantity: Quantity
    items: list[Item]
    context: ProseMoneyContext

    @property
    def rest(self) -> str:
        """What follows the figure in its sentence."""
        return self.sentence[self.quantity.end :]

    @property
    def clause(self) -> str:
        """The words since the last comma; all of them where the figure stands right behind one."""
        return _last_clause(self.before)

    @property
    def told(self) -> Item | None:
        """The item told last, if a figure of it is read."""
        return self.items[-1] if self.items and self.items[-1].figures else None
