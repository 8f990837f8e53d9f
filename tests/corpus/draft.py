"""A report being written: its blocks, its gold, and the habits of the office that writes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from tests.corpus.blocks import Block, Break, Furniture, Grid, Heading, Line
from tests.corpus.gold import Gold, wan
from tests.corpus.invention import vocabulary
from tests.corpus.passages import Passage, rounded
from tests.corpus.records import Money, Record

UNIT_SIZE = {"元": Decimal(1), "万元": Decimal(10000), "亿元": Decimal(10**8)}
CHINESE = "一二三四五六七八九十"
_SEAM = re.compile(r"(?<=[一-鿿])(?=\d)|(?<=[\d%])(?=[一-鿿])")


@dataclass
class Habits:
    """One office's ways: drawn once per report."""

    random: Random
    unit: str = "万元"  # what amounts are printed in
    label: str = "万元"  # what the form says they are printed in: at times not the same
    separators: bool = False
    decimals: int = 2
    spaced: bool = False  # 2021 年 instead of 2021年
    level_suffix: bool = True  # 数量指标 instead of 数量
    words: dict[str, str] = field(default_factory=dict)

    @classmethod
    def draw(cls, random: Random, *, unit: str = "万元", decimals: int = 2) -> Habits:
        """`unit` is 元, 万元, 亿元, or 元? for yuan under a header that says 万元."""
        words = {
            f"{group}.{key}": random.choice(choices)
            for group in ("titles", "headings", "phases", "sentences")
            for key, choices in vocabulary("wording")[group].items()
        }
        printed = unit.removesuffix("?")
        label = "万元" if unit.endswith("?") else printed
        spaced, suffixed = random.random() < 0.3, random.random() < 0.75
        return cls(random, printed, label, random.random() < 0.5, decimals, spaced, suffixed, words)

    def amount(self, yuan: Decimal, *, unit: str | None = None) -> str:
        """A bare amount in the report's unit, as printed in a table."""
        value = rounded(yuan / UNIT_SIZE[unit or self.unit], self.decimals)
        return f"{value:,f}" if self.separators else f"{value:f}"

    def money(self, yuan: Decimal) -> str:
        """An amount with its unit, as printed in prose."""
        return self.amount(yuan) + self.unit

    def rate(self, value: Decimal) -> str:
        return f"{value}%"

    def say(self, text: str) -> str:
        """Prose with the office's blanks between digits and Chinese characters."""
        return _SEAM.sub(" ", text) if self.spaced else text


class Draft:
    """Prints and registers in one step, so that the gold is what was printed."""

    def __init__(self, record: Record, habits: Habits, random: Random) -> None:
        self.record, self.habits, self.random = record, habits, random
        self.blocks: list[Block] = []
        self.attachments: list[Draft] = []
        self.gold = Gold(record.report_id)
        self.section = ""
        self.printed: set[str] = set()  # what was stated once already

    # blocks

    def add(self, block: Block) -> None:
        self.blocks.append(block)

    def title(self, text: str, *, office: str | None = None, unit: str | None = None) -> None:
        """The report's title, and who and when it is about."""
        self.add(Heading(text, 0))
        self.identify(title=text, office=office, unit=unit)

    def identify(self, *, title: str, office: str | None = None, unit: str | None = None) -> None:
        record = self.record
        place = record.office
        self.gold.report |= {
            "title": title.replace(" ", "").replace("\n", ""),
            "office": office or place.name,
            "district": place.district,
            "city": place.city,
            "year": record.year,
            "amount_unit_declared": unit,
        }

    def heading(self, text: str, level: int = 1) -> None:
        self.section = text
        self.add(Heading(self.habits.say(text), level))

    def chapter(self, number: int, key: str, level: int = 1) -> None:
        """A numbered heading in one of its usual wordings."""
        words = self.habits.words[f"headings.{key}"]
        marks = {1: f"{CHINESE[number - 1]}、", 2: f"（{CHINESE[number - 1]}）", 3: f"{number}."}
        self.heading(marks[level] + words, level)

    def say(self, text: str) -> str:
        """A paragraph; returns what was printed."""
        text = self.habits.say(text)
        self.add(Line(text))
        return text

    def tell(self, passages: Sequence[Passage], *, lead: str = "") -> str:
        """A paragraph of passages; their statistics are gold, optional where they were told before."""
        told = [passage.rewritten(self.habits.say) for passage in passages]
        text = self.habits.say(lead) + "".join(passage.text for passage in told)
        self.add(Line(text))
        self.register(told)
        return text

    def register(self, passages: Sequence[Passage]) -> None:
        for each in (statistic for passage in passages for statistic in passage.statistics):
            again = f"{each.subject}={each.value}" in self.printed
            self.printed.add(f"{each.subject}={each.value}")
            self.gold.add(
                "statistics",
                section=self.section,
                subject=each.subject,
                value=each.value.normalize(),
                unit=each.unit,
                comparator=each.comparator,
                period=self.record.year,
                quote=each.quote,
                optional="1" if again else None,
            )

    def page_break(self) -> None:
        self.add(Break())

    def furniture(self, *texts: str) -> None:
        self.add(Furniture(texts))

    # gold

    def spending(
        self,
        item: str,
        money: Money | None = None,
        *,
        phases: Sequence[str] = ("approved", "adjusted", "executed"),
        breakdown: str,
        quote: str,
        fund: str | None = None,
        parent: str | None = None,
        rate: Decimal | None = None,
        direction: str | None = "expenditure",
        optional: bool = False,
        **other: Any,
    ) -> None:
        """A gold row of spending; `phases` names those that the row prints."""
        amounts = {f"{phase}_wan": wan(getattr(money, phase)) for phase in phases} if money else {}
        self.gold.add(
            "spending",
            item=item,
            parent_item=parent,
            breakdown=breakdown,
            fund=fund,
            declared_rate_pct=rate,
            direction=direction,
            quote=quote,
            optional="1" if optional else None,
            **amounts,
            **other,
        )

    def totals(self, money: Money, phases: Sequence[str], *, rate: Decimal | None = None) -> None:
        """The report's own totals; the first statement counts."""
        for phase in phases:
            self.gold.report.setdefault(f"{phase}_total_wan", wan(getattr(money, phase)))
        if rate is not None:
            self.gold.report.setdefault("declared_execution_rate_pct", rate)

    def contradiction(self, kind: str, detail: str, quote_a: str, quote_b: str, *, optional: bool = False) -> None:
        mark = "1" if optional else None
        self.gold.add("contradictions", kind=kind, detail=detail, quote_a=quote_a, quote_b=quote_b, optional=mark)

    def faulty(self, fault: str) -> bool:
        """Whether this contradiction is to be planted here; once a report."""
        if fault in self.record.faults and f"fault:{fault}" not in self.printed:
            self.printed.add(f"fault:{fault}")
            return True
        return False


Compose = Callable[[Draft], None]


def line_of(grid: Grid, number: int) -> str:
    """A printed row as a quote."""
    return "\t".join(text for text in grid.texts()[number] if text)
