"""Rates in cells, for the readers of money, indicators and scores.

Does not belong here: rates in sentences (`money.sentences.rates`), rates recomputed (SQL in dbt).
"""

from __future__ import annotations

from decimal import Decimal

from orchestration.extraction.structure.parts import CellText
from orchestration.language import parse_number

_LARGEST_SHARE = Decimal("1.5")


def rate_of(cell: CellText | None) -> Decimal | None:
    """A rate in percent points; a bare share up to 1.5 is multiplied out (0.958 is 95.8 %); None for -- and words."""
    if cell is None:
        return None
    text = cell.text.text
    number = parse_number(text.rstrip("%").strip())
    if number is not None and "%" not in text and 0 < number <= _LARGEST_SHARE:
        return number * 100
    return number
