"""Run faults, heal after each or after several, and print what came of them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.soak.faults import Fault
from tests.soak.world import NotSurvived, World


@dataclass
class Table:
    """Faults tried and survived by name; `problems` says what was not survived."""

    tried: dict[str, int] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    lost: int = 0

    def __str__(self) -> str:
        lines = [f"{'fault':<42}{'tried':>6}  survived"]
        for name, count in self.tried.items():
            lines.append(f"{name:<42}{count:>6}  {self.problems.get(name, 'all')}")
        survived = sum(count for name, count in self.tried.items() if name not in self.problems)
        total = sum(self.tried.values())
        return "\n".join([*lines, f"{total} faults tried, {survived} survived, {self.lost} facts lost"])


def run_table(world: World, groups: Sequence[Sequence[Fault]], scale: int) -> Table:
    """Faults of one group come one after the other, and are healed together."""
    table = Table()
    for group in groups:
        for fault in group:
            print(f"{fault.name} …", file=sys.stderr, flush=True)
            table.tried[fault.name] = 1
            try:
                table.tried[fault.name] = fault.harm(world, scale)
            except NotSurvived as problem:
                table.problems[fault.name] = str(problem)
        try:
            world.heal()
        except NotSurvived as problem:
            table.problems[group[-1].name] = f"not healed: {problem}"
    table.lost = world.lost
    return table
