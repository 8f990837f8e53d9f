"""A report's spending as trees, one per breakdown: parts under their parents, totals in a breakdown of their own.

Nothing is added up: parts and totals are shown as they are printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from orchestration.explorer.release import Row

_ORDER = (
    "total", "fund", "nature", "function", "economic", "source", "three_public", "project", "task", "budget_adjustment",
    "prior_year_change", "monitoring",
)  # fmt: skip
_PHASES = (
    "approved_amount", "adjusted_amount", "executed_amount", "unphased_amount", "change_amount", "received_amount",
    "carry_over_amount", "declared_rate_pct", "computed_rate_pct",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    """An item and how deep it stands; an item that only others name as their parent has no row."""

    name: str
    depth: int
    row: Row | None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The items of one breakdown, parents first, and the columns that any of them states."""

    code: str
    nodes: list[Node]
    columns: list[str]


def breakdowns(rows: Sequence[Row]) -> list[Breakdown]:
    """The breakdowns that a report has, totals first."""
    by_code: dict[str, list[Row]] = {}
    for row in rows:
        by_code.setdefault(row["breakdown"], []).append(row)
    known = [code for code in _ORDER if code in by_code]
    codes = known + sorted(code for code in by_code if code not in _ORDER)
    return [
        Breakdown(
            code, _nodes(by_code[code]), [name for name in _PHASES if any(r[name] is not None for r in by_code[code])]
        )
        for code in codes
    ]


def _nodes(rows: Sequence[Row]) -> list[Node]:
    """Depth first. A parent is looked for in the same context first, then anywhere in the breakdown."""
    children: dict[int, list[Row]] = {}
    orphans: dict[str, list[Row]] = {}
    roots: list[Row] = []
    for row in rows:
        parent = _parent(row, rows)
        if parent is not None:
            children.setdefault(id(parent), []).append(row)
        elif row["parent_item_name"]:
            orphans.setdefault(row["parent_item_name"], []).append(row)
        else:
            roots.append(row)
    nodes: list[Node] = []
    seen: set[int] = set()

    def add(row: Row, depth: int) -> None:
        if id(row) in seen:
            return
        seen.add(id(row))
        nodes.append(Node(row["item_name"], depth, row))
        for child in children.get(id(row), []):
            add(child, depth + 1)

    for row in roots:
        add(row, 0)
    for name, parts in orphans.items():
        nodes.append(Node(name, 0, None))
        for row in parts:
            add(row, 1)
    for row in rows:  # items that name each other as parents
        add(row, 0)
    return nodes


def _parent(row: Row, rows: Sequence[Row]) -> Row | None:
    named = [other for other in rows if other is not row and other["item_name"] == row["parent_item_name"] is not None]
    return next((other for other in named if other["context"] == row["context"]), named[0] if named else None)
