"""What one check said in one run: the row of `quality.check_results` before it is written anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Layer(StrEnum):
    """The gate a check belongs to."""

    DBT = "dbt"
    GREAT_EXPECTATIONS = "great_expectations"


class Severity(StrEnum):
    """Whether a failed check blocks the publish (`error`) or is only told (`warning`)."""

    ERROR = "error"
    WARNING = "warning"


class CheckOutcome(StrEnum):
    """The contract's vocabulary of outcomes."""

    PASS = "pass"
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    INSUFFICIENT_DATA = "insufficient_data"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check in one run. `observed` and `expected` are short texts for a person; `failing_rows` may be unknown."""

    check_name: str
    layer: str
    severity: str
    outcome: str
    observed: str | None = None
    expected: str | None = None
    failing_rows: int | None = None

    @property
    def blocks(self) -> bool:
        """Whether this result keeps a candidate from being published."""
        return self.severity == Severity.ERROR and self.outcome in (CheckOutcome.FAIL, CheckOutcome.ERROR)
