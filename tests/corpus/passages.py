"""Sentences with quantities: a template becomes a text and the statistics it states.

A slot is `{subject|range|unit|style}`. The range is `low-high`, where either end may be an expression over values named
earlier in the same sentence (`subject#a` names one). The style says how the number is printed:

    (none)   1234件           about    约1234吨              wan      12345 or 1.23万人次
    yu       1234余处         decwan   2.3万亩 (range in 万)  overwan  超过2.3万人 (range in 万)
    money    123.45万元       dec      3.6公里                pct      95.2%
    ratio    an expression, as a percentage with two decimals          within   5个工作日内
    sep      12,345件         cn       五座                   duo      80多位         near     近200人
    yi       12.3亿元         bare     不少于 stands before (>=)      bare~    逾 stands before (~)
    cap      4.1%以内 (<=)    above    97.1%以上 (>=)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random

_SLOT = re.compile(r"\{([^|{}]+)\|([^|{}]+)\|([^|{}]+)(?:\|([^|{}]+))?\}")
_CLAUSE_END = re.compile(r"[，。；、：,;:]")


@dataclass(frozen=True)
class Statistic:
    """One quantity, its value in the base unit, and the clause that prints it."""

    subject: str
    value: Decimal
    unit: str
    comparator: str
    quote: str


@dataclass(frozen=True)
class Passage:
    """A text and the statistics it states, in order."""

    text: str
    statistics: tuple[Statistic, ...] = ()

    def rewritten(self, change: Callable[[str], str]) -> Passage:
        """The same passage with text and quotes changed alike, such as blanks around numbers."""
        statistics = tuple(replace(each, quote=change(each.quote)) for each in self.statistics)
        return Passage(change(self.text), statistics)


def rounded(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def evaluate(expression: str, names: dict[str, Decimal]) -> Decimal:
    """A bare arithmetic expression of the vocabulary over named values."""
    value = eval(expression, {"__builtins__": {}, "int": int}, {key: float(value) for key, value in names.items()})
    return Decimal(str(value))


def bounds(text: str, names: dict[str, Decimal]) -> tuple[Decimal, Decimal]:
    low, _, high = text.rpartition("-")
    return evaluate(low, names), evaluate(high, names)


def compose(template: str, random: Random) -> Passage:
    """Fill the slots of a template."""
    names: dict[str, Decimal] = {}
    parts: list[str] = []
    placed: list[tuple[str, Decimal, str, str, int, int]] = []  # subject, value, unit, comparator, start, end
    position = length = 0
    for slot in _SLOT.finditer(template):
        parts.append(template[position : slot.start()])
        length += len(parts[-1])
        subject, _, name = slot[1].partition("#")
        printed, value, unit, comparator = _quantity(slot[2], slot[3], slot[4] or "", names, random)
        if name:
            names[name] = value
        parts.append(printed)
        placed.append((subject, value, unit, comparator, length, length + len(printed)))
        length += len(printed)
        position = slot.end()
    text = "".join([*parts, template[position:]])
    return Passage(text, tuple(_statistic(text, *each) for each in placed))


def _statistic(text: str, subject: str, value: Decimal, unit: str, comparator: str, start: int, end: int) -> Statistic:
    marks = [match.end() for match in _CLAUSE_END.finditer(text[:start])]
    return Statistic(subject, value, unit, comparator, text[marks[-1] if marks else 0 : end])


def _quantity(
    limits: str, unit: str, style: str, names: dict[str, Decimal], random: Random
) -> tuple[str, Decimal, str, str]:
    """The print of a quantity, its value in the base unit, that unit, and its comparator."""
    if style == "ratio":
        value = rounded(100 * evaluate(limits, names), 2)
        return f"{value}%", value, "%", "="
    low, high = bounds(limits, names)
    if style in ("decwan", "overwan"):
        value = rounded(Decimal(str(random.uniform(float(low), float(high)))), random.choice((1, 2)))
        base = unit.removeprefix("万")
        return (
            (f"超过{value}万{base}", value * 10000, base, ">")
            if style == "overwan"
            else (f"{value}万{base}", value * 10000, base, "=")
        )
    if style == "money":
        value = rounded(Decimal(str(random.uniform(float(low), float(high)))), random.choice((1, 2)))
        return f"{value}万元", value * 10000, "元", "="
    if style == "yi":
        value = rounded(Decimal(str(random.uniform(float(low), float(high)))), random.choice((1, 2)))
        return f"{value}亿元", value * 10**8, "元", "="
    if style == "above":
        value = rounded(Decimal(str(random.uniform(float(low), float(high)))), 1)
        return f"{value}{unit}以上", value, unit, ">="
    if style == "cap":
        value = rounded(Decimal(str(random.uniform(float(low), float(high)))), 1)
        return f"{value}{unit}", value, unit.removesuffix("以内"), "<="
    if style in ("dec", "pct"):
        value = rounded(Decimal(str(random.uniform(float(low), float(high)))), 1)
        return f"{value}{unit}", value, unit, "="
    value = Decimal(random.randint(int(low), int(high)))
    if style == "wan":
        value = Decimal(int(value) // 100 * 100)
        printed = f"{rounded(value / 10000, 2)}万" if random.random() < 0.6 and value >= 10000 else f"{value}"
        return printed + unit, value, unit, "="
    printed, value, base, comparator = _marked(value, unit, style)
    return printed, value, base, comparator


def _marked(value: Decimal, unit: str, style: str) -> tuple[str, Decimal, str, str]:
    """A whole number with the mark of its style."""
    if style == "about":
        return f"约{value}{unit}", value, unit, "~"
    if style in ("yu", "duo"):
        value = Decimal(int(value) // 10 * 10)
        base = unit.removeprefix("余")
        return f"{value}{'余' if style == 'yu' else '多'}{base}", value, base, "~"
    if style == "near":
        value = Decimal(int(value) // 10 * 10)
        return f"近{value}{unit}", value, unit, "~"
    if style == "within":
        return f"{value}{unit}", value, unit.removesuffix("内"), "<="
    if style == "sep":
        return f"{value:,}{unit}", value, unit, "="
    if style == "cn":
        return f"{'零一两三四五六七八九'[int(value)]}{unit}", value, unit, "="
    return f"{value}{unit}", value, unit, {"bare": ">=", "bare~": "~"}.get(style, "=")
