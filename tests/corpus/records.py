"""What a report is about: the known facts that the layouts print. Amounts are yuan.

Belongs here: immutable records. How they are drawn stands in `invention`, how they are printed in `layouts`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tests.corpus.passages import Passage, rounded


@dataclass(frozen=True)
class Money:
    """The three phases of one budget item, in yuan."""

    approved: Decimal
    adjusted: Decimal
    executed: Decimal

    @property
    def rate(self) -> Decimal | None:
        """Execution rate in percent points with two decimals; None for a budget of 0."""
        return rounded(100 * self.executed / self.adjusted, 2) if self.adjusted else None

    @classmethod
    def total(cls, items: Iterable[Money]) -> Money:
        items = list(items)
        return cls(*(sum((getattr(each, phase) for each in items), Decimal(0)) for phase in PHASES))


PHASES = ("approved", "adjusted", "executed")


@dataclass(frozen=True)
class Office:
    """A reporting unit and where it is. `city` is the municipality's name for the four municipalities."""

    name: str
    short: str
    kind: str  # street, town, bureau
    province: str
    city: str
    district: str


@dataclass(frozen=True)
class Indicator:
    """One indicator; qualitative ones have texts and no values."""

    topic: str
    level1: str
    level2: str
    name: str
    comparator: str | None
    target: Decimal | None
    actual: Decimal | None
    unit: str
    target_words: str | None
    actual_words: str | None
    is_met: bool
    weight: Decimal
    score: Decimal
    reason: str


@dataclass(frozen=True)
class Project:
    name: str
    code: str
    topic: str
    money: Money
    sources: tuple[tuple[str, Money], ...]  # 当年财政拨款, 上年结转资金, 其他资金
    goal: str
    result: Passage


@dataclass(frozen=True)
class Task:
    name: str
    topic: str
    goal: str
    passages: tuple[Passage, ...]
    funding: Decimal


@dataclass(frozen=True)
class Finding:
    head: str
    body: str


@dataclass(frozen=True)
class Headcount:
    total: int
    established: int
    administrative: int
    institution: int
    contract: int


@dataclass(frozen=True)
class Record:
    """One office's year. `faults` names the contradictions to plant; a record without is free of them."""

    report_id: str
    office: Office
    year: int
    total: Money
    previous_executed: Decimal
    basic: Money
    funds: tuple[tuple[str, str, Money], ...]  # printed name, fund of the gold, money
    projects: tuple[Project, ...]
    tasks: tuple[Task, ...]
    indicators: tuple[Indicator, ...]
    components: tuple[tuple[str, Decimal, Decimal], ...]  # name, full marks, points
    score: Decimal
    grade: str
    headcount: Headcount
    problems: tuple[Finding, ...]
    actions: tuple[Finding, ...]
    faults: frozenset[str] = frozenset()

    @property
    def project_money(self) -> Money:
        return Money.total(project.money for project in self.projects)

    @property
    def execution_score(self) -> Decimal:
        """Points for the execution rate, out of 10."""
        return self.components[0][2]
