"""Runs: when they began, the step they are in, how they ended and why."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum

from orchestration.ledger.results import CheckResult
from orchestration.ledger.store import Ledger, now


class RunOutcome(StrEnum):
    """How a run ended. Unchanged: there was nothing to publish; blocked: a gate did not pass its candidate."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    BLOCKED = "blocked"
    FAILED = "failed"


def new_run_id() -> str:
    """The time (UTC) and six hexadecimal digits by chance, so that ids sort as runs begin."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


def begin_run(
    ledger: Ledger, *, extractor_version: str, git_sha: str | None, orchestrator_run_id: str | None = None
) -> str:
    """Begin a run and return its id. A run still open must be dead, as the caller holds the build lock."""
    run_id = new_run_id()
    with ledger.transaction() as connection:
        connection.execute(
            "update runs set outcome = 'failed', finished_at = ?,"
            " reason = 'the process ended without a word during the step ' || step where outcome is null",
            (now(),),
        )
        connection.execute(
            "insert into runs (run_id, started_at, step, git_sha, extractor_version, process_id, orchestrator_run_id)"
            " values (?, ?, 'start', ?, ?, ?, ?)",
            (run_id, now(), git_sha, extractor_version, os.getpid(), orchestrator_run_id),
        )
    return run_id


def enter_step(ledger: Ledger, run_id: str, step: str) -> None:
    """Record the step a run is in; it is what is known of a run whose process dies."""
    with ledger.transaction() as connection:
        connection.execute("update runs set step = ? where run_id = ?", (step, run_id))


def set_fingerprint(ledger: Ledger, run_id: str, fingerprint: str | None) -> None:
    """Record the fingerprint of all that a run's build depends on; None while it is not known."""
    with ledger.transaction() as connection:
        connection.execute("update runs set fingerprint = ? where run_id = ?", (fingerprint, run_id))


def note(ledger: Ledger, run_id: str, text: str) -> None:
    """A remark that stays with the run unless its end gives a reason."""
    with ledger.transaction() as connection:
        connection.execute("update runs set reason = ? where run_id = ?", (text, run_id))


def finish_run(
    ledger: Ledger, run_id: str, outcome: RunOutcome, *, reason: str | None = None, release_id: str | None = None
) -> None:
    """End a run. A run that has ended keeps its first outcome."""
    with ledger.transaction() as connection:
        connection.execute(
            "update runs set outcome = ?, finished_at = ?, reason = coalesce(?, reason), release_id = ?"
            " where run_id = ? and outcome is null",
            (outcome.value, now(), reason, release_id, run_id),
        )


def reopen(ledger: Ledger, run_id: str) -> None:
    """A failed run whose step is tried again has not ended."""
    with ledger.transaction() as connection:
        connection.execute(
            "update runs set outcome = null, finished_at = null, reason = null where run_id = ? and outcome = 'failed'",
            (run_id,),
        )


def run_of_orchestrator(ledger: Ledger, orchestrator_run_id: str) -> str | None:
    """The open run that belongs to a run of the orchestrator."""
    found = ledger.rows(
        "select run_id from runs where orchestrator_run_id = ? and outcome is null order by started_at desc",
        (orchestrator_run_id,),
    )
    return found[0]["run_id"] if found else None


def get_run(ledger: Ledger, run_id: str) -> sqlite3.Row:
    """Raises KeyError when there is no such run."""
    found = ledger.rows("select * from runs where run_id = ?", (run_id,))
    if not found:
        raise KeyError(run_id)
    return found[0]


def last_runs(ledger: Ledger, count: int) -> list[sqlite3.Row]:
    """The latest runs, newest first."""
    return ledger.rows("select * from runs order by started_at desc, rowid desc limit ?", (count,))


def record_checks(ledger: Ledger, run_id: str, results: Iterable[CheckResult]) -> None:
    """Record the results of a run's checks; a check that is done again replaces its result."""
    with ledger.transaction() as connection:
        connection.executemany(
            "insert or replace into check_results values (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (run_id, r.check_name, r.layer, r.severity, r.outcome, r.observed, r.expected, r.failing_rows)
                for r in results
            ],
        )


def blocking_checks(ledger: Ledger, run_id: str) -> list[sqlite3.Row]:
    """The checks of a run that keep its candidate from being published."""
    return ledger.rows(
        "select * from check_results where run_id = ? and severity = 'error' and outcome in ('fail', 'error')"
        " order by layer, check_name",
        (run_id,),
    )


def checks_of(ledger: Ledger, run_id: str, layer: str) -> list[sqlite3.Row]:
    """The results of one gate in one run, by the names of `CheckResult`."""
    return ledger.rows(
        "select check_name, layer, severity, outcome, observed, expected, failing_rows from check_results"
        " where run_id = ? and layer = ? order by check_name",
        (run_id, layer),
    )
