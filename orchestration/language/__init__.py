"""Numbers, quantities and values in Chinese print, as pure functions over folded text.

Belongs here: what the print says. Does not belong here: what it means in a report (`orchestration.extraction`).
"""

from orchestration.language.notations import Notation, find_notations
from orchestration.language.numerals import may_be_thousands, parse_number
from orchestration.language.quantities import Quantity, find_quantities
from orchestration.language.units import is_whole, unit_class
from orchestration.language.values import Value, parse_value, split_packed

__all__ = [
    "Notation",
    "Quantity",
    "Value",
    "find_notations",
    "find_quantities",
    "is_whole",
    "may_be_thousands",
    "parse_number",
    "parse_value",
    "split_packed",
    "unit_class",
]
