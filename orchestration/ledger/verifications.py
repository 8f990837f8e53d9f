"""Full verifications by hash: when, and what they found."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

from orchestration.ledger.store import Ledger, now

EVERY = timedelta(days=7)


def record_verification(
    ledger: Ledger, run_id: str, *, kept_files: int, damaged: int, lost: int, release_is_sound: bool | None
) -> None:
    """`damaged`: kept files whose bytes are not those of their name; `lost`: known contents without a kept file."""
    with ledger.transaction() as connection:
        connection.execute(
            "insert into verifications (run_id, verified_at, kept_files, files_damaged, files_lost, release_is_sound)"
            " values (?, ?, ?, ?, ?, ?)",
            (run_id, now(), kept_files, damaged, lost, release_is_sound),
        )


def last_verification(ledger: Ledger) -> sqlite3.Row | None:
    """The latest verification, or None before the first."""
    found = ledger.rows("select * from verifications order by verification_id desc limit 1")
    return found[0] if found else None


def verification_of(ledger: Ledger, run_id: str) -> sqlite3.Row | None:
    """A run's verification, or None where the run made none."""
    found = ledger.rows("select * from verifications where run_id = ? order by verification_id desc", (run_id,))
    return found[0] if found else None


def is_due(ledger: Ledger) -> bool:
    """Whether the last verification, or without one the first run, is a week old, or of a future that a clock made up."""
    last = last_verification(ledger)
    since = last["verified_at"] if last else ledger.rows("select min(started_at) from runs")[0][0]
    if since is None:
        return False
    age = datetime.now(UTC) - datetime.fromisoformat(since)
    return age >= EVERY or age < timedelta(0)
