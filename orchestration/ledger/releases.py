"""Releases: what was published when, from which inputs; which report was current from which release to which."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from orchestration.ledger.store import Ledger, now


class TableState(NamedTuple):
    """A published table's rows and the hash of its content, volatile columns left out."""

    row_count: int
    content_hash: str


def last_release(ledger: Ledger) -> sqlite3.Row | None:
    """The latest release, or None before the first."""
    found = ledger.rows("select * from releases order by release_seq desc limit 1")
    return found[0] if found else None


def get_release(ledger: Ledger, release_id: str) -> sqlite3.Row | None:
    """A release by its id, or None where it was never published."""
    found = ledger.rows("select * from releases where release_id = ?", (release_id,))
    return found[0] if found else None


def all_releases(ledger: Ledger) -> list[sqlite3.Row]:
    """Every release ever published, newest first."""
    return ledger.rows("select * from releases order by release_seq desc")


def record_release(
    ledger: Ledger,
    *,
    release_id: str,
    release_seq: int,
    run_id: str,
    fingerprint: str,
    file_sha256: str,
    tables: Mapping[str, TableState],
    current_reports: Iterable[str],
) -> None:
    """Record a publish and end the run with it, in one transaction."""
    with ledger.transaction() as connection:
        connection.execute(
            "insert or replace into releases values (?, ?, ?, ?, ?, ?)",
            (release_id, release_seq, run_id, now(), fingerprint, file_sha256),
        )
        connection.executemany(
            "insert or replace into release_tables values (?, ?, ?, ?)",
            [(release_id, name, *state) for name, state in tables.items()],
        )
        _record_validity(connection, release_id, set(current_reports))
        connection.execute("delete from rebuilds")
        connection.execute(
            "update runs set outcome = 'published', finished_at = ?, release_id = ? where run_id = ?",
            (now(), release_id, run_id),
        )


def _record_validity(connection: sqlite3.Connection, release_id: str, current: set[str]) -> None:
    open_rows = connection.execute("select report_key from report_releases where valid_to_release is null")
    valid = {row[0] for row in open_rows.fetchall()}
    connection.executemany(
        "update report_releases set valid_to_release = ? where report_key = ? and valid_to_release is null",
        [(release_id, key) for key in sorted(valid - current)],
    )
    connection.executemany(
        "insert or ignore into report_releases values (?, ?, null)",
        [(key, release_id) for key in sorted(current - valid)],
    )


def tables_of(ledger: Ledger, release_id: str) -> dict[str, TableState]:
    """A release's tables by name; empty for a release that was never published."""
    rows = ledger.rows(
        "select table_name, row_count, content_hash from release_tables where release_id = ? order by table_name",
        (release_id,),
    )
    return {row[0]: TableState(row[1], row[2]) for row in rows}
