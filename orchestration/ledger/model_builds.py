"""What a build did with each model: rebuilt or left as it was, rows written against rows kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from orchestration.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class ModelBuild:
    """One model or seed in one build. A view has no rows of its own."""

    model_name: str
    is_rebuilt: bool
    rows_written: int = 0
    rows_kept: int = 0


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """A build in figures. `whole_because`: why everything was built anew; None when only what the night had touched was."""

    whole_because: str | None
    rebuilt: int
    left: int
    rows_written: int
    rows_kept: int


def record_build(ledger: Ledger, run_id: str, models: Iterable[ModelBuild], whole_because: str | None) -> None:
    """Record what a run's build did; one that is tried again replaces what is said of the same models."""
    with ledger.transaction() as connection:
        connection.execute("update runs set whole_because = ? where run_id = ?", (whole_because, run_id))
        connection.executemany(
            "insert or replace into model_builds values (?, ?, ?, ?, ?)",
            [(run_id, model.model_name, model.is_rebuilt, model.rows_written, model.rows_kept) for model in models],
        )


def models_of(ledger: Ledger, run_id: str) -> dict[str, ModelBuild]:
    """By name, what the run's build did with each model; empty when it built nothing."""
    rows = ledger.rows("select * from model_builds where run_id = ? order by model_name", (run_id,))
    return {
        row["model_name"]: ModelBuild(row["model_name"], bool(row["is_rebuilt"]), row["rows_written"], row["rows_kept"])
        for row in rows
    }


def last_build(ledger: Ledger) -> tuple[str, BuildSummary] | None:
    """The latest run that built, and its build."""
    rows = ledger.rows(
        "select run_id, whole_because, sum(is_rebuilt) as rebuilt, count(*) - sum(is_rebuilt) as left_alone,"
        " sum(rows_written) as rows_written, sum(rows_kept) as rows_kept"
        " from model_builds join runs using (run_id)"
        " group by run_id, whole_because order by max(started_at) desc, max(runs.rowid) desc limit 1"
    )
    if not rows:
        return None
    run_id, *figures = rows[0]
    return run_id, BuildSummary(*figures)
