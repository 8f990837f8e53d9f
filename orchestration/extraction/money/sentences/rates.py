"""Which item of a sentence a printed rate belongs to: the one whose figures give it, else the whole, else the last."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol, TypeVar


class Rated(Protocol):
    """An item with figures by phase, in yuan."""

    breakdown: str

    def amount(self, role: str) -> Decimal | None:
        """The amount of a phase, or None."""


RatedItem = TypeVar("RatedItem", bound=Rated)


def owner_of_rate(items: Sequence[RatedItem], rate: Decimal | None) -> RatedItem | None:
    """The item an execution rate belongs to, of those that state spending and have no rate yet, the nearest last; where none
    is told, the only budget."""
    spent = [item for item in items if item.amount("executed") is not None]
    if not spent:
        return items[0] if len(items) == 1 and _has_budget(items[0]) else None  # 预算安排318万元,全部拨付,预算执行率100%
    fitting = [item for item in spent if fits_rate(item, rate)]
    if fitting:
        return fitting[-1]
    if _has_budget(spent[-1]):
        return spent[-1]
    whole = [item for item in spent if item.breakdown == "total"]
    return whole[-1] if whole and spent[-1].breakdown in ("nature", "fund", "source", "project") else spent[-1]


def _has_budget(item: Rated) -> bool:
    return item.amount("adjusted") is not None or item.amount("approved") is not None


def fits_rate(item: Rated, rate: Decimal | None) -> bool:
    """Whether spending ÷ budget is the rate, within half a unit of its last printed digit and a rounding of amounts."""
    spent = item.amount("executed")
    if spent is None or rate is None:
        return False
    exponent = rate.as_tuple().exponent
    tolerance = Decimal("0.51").scaleb(exponent if isinstance(exponent, int) and exponent < 0 else 0)
    budgets = [budget for role in ("adjusted", "approved") if (budget := item.amount(role))]
    return any(abs(spent / budget * 100 - rate) <= tolerance for budget in budgets)
