"""Amounts of money in cells → yuan, and where their unit comes from.

The nearest statement of a unit counts: the cell, the header, the row's label, the lines around the table, the document.
A declared unit that gives an impossible sum is not believed: forms with 万元 printed over plain yuan are common.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from orchestration.extraction.data import load
from orchestration.extraction.money_units import FACTORS, YUAN, is_yuan, money_unit
from orchestration.language import parse_number

_AMOUNT = re.compile(rf"^[¥￥]?\s?\+?(-?[\d,. ]*\d)\s?({YUAN}|亿|万)?$")
_BRACKETS = re.compile(r"[(（]([^()]*)[)）]")
_FROM_AFAR = ("document", "default")
_FAR_BEYOND, _LEAST_YUAN = 20, 1000  # times a total, and the largest figure of a table in plain yuan
_CELL_UNITS = {"万": "万元", "亿": "亿元"}


@dataclass(frozen=True, slots=True)
class PrintedAmount:
    """A figure of money as printed, and the unit in its own cell."""

    number: Decimal
    unit: str | None


def read_amount(text: str) -> PrintedAmount | None:
    """The amount a cell prints, or None where it prints none."""
    match = _AMOUNT.match(text.strip())
    if not match:
        return None
    number = parse_number(match.group(1))
    if number is None:
        return None
    unit = match.group(2)
    return PrintedAmount(number, _CELL_UNITS.get(unit, unit) if unit else None)


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A unit of money and where it was read."""

    unit: str
    source: str


def choose_unit(
    *, header: str | None = None, label: str | None = None, caption: str | None = None, document: str | None = None
) -> UnitChoice:
    """The unit for amounts that print none; a report that names none at all is read in 万元, the unit of the forms."""
    for unit, source in ((header, "header"), (label, "header"), (caption, "caption"), (document, "document")):
        if unit:
            return UnitChoice(unit, source)
    return UnitChoice("万元", "default")


def plausible_unit(
    choice: UnitChoice, numbers: Sequence[Decimal], known_total: Decimal | None, office_name: str | None
) -> UnitChoice:
    """The unit that makes sense of a table's figures (those that print no unit of their own).

    万元 printed over plain yuan is common. It is not believed where the largest figure is the office's total in yuan
    (`known_total`, from elsewhere), or more than an office of this level can have; whole figures, which 万元 seldom are,
    need less. Nor is a unit that nothing beside the table prints, where its figures are that total's in yuan and far beyond it
    in 万元. Limits: `data/money.toml`.
    """
    if choice.unit == "元" or choice.source == "cell" or not numbers or not is_yuan(choice.unit):
        return choice
    largest = max(numbers)
    is_the_total = known_total is not None and known_total > 0 and abs(largest - known_total) <= known_total / 1000
    is_beyond = known_total is not None and _LEAST_YUAN <= largest <= known_total < largest * FACTORS[choice.unit] / _FAR_BEYOND
    if is_the_total or (is_beyond and choice.source in _FROM_AFAR) or largest * FACTORS[choice.unit] >= _limit(office_name, all(n == int(n) for n in numbers)):
        return UnitChoice("元", "arithmetic")
    return choice


def _limit(office_name: str | None, whole: bool) -> Decimal:
    """Yuan that no office of this level has: by the words of its name, the lowest level first."""
    levels = load("money")["plausible"]
    level = next((entry for entry in levels if re.search(entry["names"], office_name or "")), levels[-1])
    return Decimal(level["whole" if whole else "most"])


def unit_of_label(text: str) -> str | None:
    """The unit a row label or header names in brackets: 项目资金(万元)."""
    bracket = _BRACKETS.search(text)
    return money_unit(bracket.group(1)) if bracket else None
