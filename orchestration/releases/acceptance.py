"""An operator's word that a release may lose what the guards against the last release would not let it lose."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from orchestration.ledger.results import CheckOutcome, CheckResult, Severity


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Who accepts a loss, and why."""

    who: str
    why: str

    def __str__(self) -> str:
        return f"accepted by {self.who}: {self.why}"


def parse_acceptance(text: str) -> Acceptance:
    """`who: why`. Raises ValueError where either is missing."""
    who, _, why = (part.strip() for part in text.replace("：", ":", 1).partition(":"))
    if not who or not why:
        raise ValueError('say who accepts it and why: --accept "NAME: REASON"')
    return Acceptance(" ".join(who.split()), " ".join(why.split()))


def accept(results: Iterable[CheckResult], acceptance: Acceptance, guards: Collection[str]) -> list[CheckResult]:
    """The results, in which failed guards no longer block and say who accepted them. A guard that crashed still blocks."""
    return [
        replace(result, severity=Severity.WARNING, observed=f"{result.observed}; {acceptance}")
        if result.check_name in guards and result.blocks and result.outcome == CheckOutcome.FAIL
        else result
        for result in results
    ]
