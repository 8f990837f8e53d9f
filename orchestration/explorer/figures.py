"""How values are shown: money in 万元, rates in percent, counts with separators; NULL as a dash, never as 0."""

from __future__ import annotations

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

UNSTATED = "–"
_WAN = Decimal(10000)
_CENT = Decimal("0.01")


def wan(amount: Decimal | None) -> str:
    """Yuan as 万元 with two decimals: 127663200.00 → 12,766.32."""
    return UNSTATED if amount is None else f"{(amount / _WAN).quantize(_CENT, ROUND_HALF_UP):,f}"


def yuan(amount: Decimal | None) -> str:
    """Yuan to the cent: 127663200 → 127,663,200.00."""
    return UNSTATED if amount is None else f"{amount:,.2f}"


def percent(rate: Decimal | None) -> str:
    """Percent points with two decimals: 96.2812 → 96.28 %."""
    return UNSTATED if rate is None else f"{rate.quantize(_CENT, ROUND_HALF_UP):,f} %"


def plain(value: Any) -> str:
    """Any value: decimals without trailing zeros, separators from a thousand, times to the second."""
    if value is None:
        return UNSTATED
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, Decimal):
        return f"{value.normalize():,f}"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return str(value)


def shown(column: str, value: Any) -> str:
    """A fact's value by what its column's name says of it."""
    if value is None:
        return UNSTATED
    if column.endswith("_amount"):
        return wan(value)
    if column.endswith("_pct"):
        return percent(value)
    if column.endswith(("year_key", "_seq")):
        return str(value)
    return plain(value)


def exact(value: Any) -> str:
    """The value as the warehouse holds it, for the page's `data` elements."""
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def hint(column: str, value: Any) -> str | None:
    """What is said on pointing at a value: money to the cent."""
    return f"{yuan(value)} 元" if value is not None and column.endswith("_amount") else None


def on_one_line(text: Any) -> str:
    """A quote of a table's row: its cells parted by a bar."""
    return " │ ".join(" ".join(cell.split()) for cell in str(text or "").split("\t"))


def clip(text: Any, length: int = 160) -> str:
    """A text of any length, cut for a table; the whole stands on the page of its source."""
    words = "" if text is None else str(text)
    return words if len(words) <= length else words[: length - 1] + "…"
