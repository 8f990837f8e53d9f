"""People counted without a measure word: 11.4万群众, 3.2万农户.

Belongs here: the unit that the noun behind such a number stands for. Vocabulary: `data/statistics.toml`, [people].
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from orchestration.extraction.data import load
from orchestration.language import Quantity

_LONGEST_QUALIFIER = 4  # characters before the noun: 常住居民, 脱贫人口


@cache
def _people() -> re.Pattern[str]:
    words = load("statistics")["people"]
    qualifier = f"[一-鿿]{{0,{_LONGEST_QUALIFIER}}}?"
    return re.compile(f"(?:余|多)?{qualifier}(?:(?P<户>{words['households']})|(?P<人>{words['persons']}))")


def find_people(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, those of a multiplier alone before a noun for people with the unit of it: 人, 户."""
    return [_with_unit(text, quantity) for quantity in quantities]


def _with_unit(text: str, quantity: Quantity) -> Quantity:
    if quantity.unit is not None or quantity.multiplier == 1:
        return quantity
    found = _people().match(text, quantity.end)
    return quantity._replace(unit=found.lastgroup) if found else quantity
