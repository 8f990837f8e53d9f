"""Files and contents: what stands where, what was seen of it before, what became of it."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from orchestration.ledger.store import Ledger, now


@dataclass(frozen=True, slots=True)
class KnownFile:
    """What the ledger knows of a path: the content last seen there.

    `place` is the path that a scan sees: the file's own, or that of the archive that holds it; size and time are the
    place's.
    """

    path: str
    place: str
    content_sha256: str  # '' for a file that was refused
    size: int
    mtime_ns: int
    is_vanished: bool
    refusal: str | None


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What a run found at a path. `refusal` is the reason why the file was not taken in, else None.

    A member of an archive has `parent_path`, the archive's published path; its own paths are the archive's followed by the
    same `!/member`, its size and time are the archive's.
    """

    path: str
    source_path: str
    content_sha256: str
    document_key: str | None
    size: int
    mtime_ns: int
    change: str
    refusal: str | None = None
    parent_path: str | None = None
    source_url: str | None = None
    retrieved_at: str | None = None


def known_files(ledger: Ledger) -> dict[str, KnownFile]:
    """Path → what was last seen there."""
    rows = ledger.rows(
        "select path, source_path, parent_path, content_sha256, size, mtime_ns, change, refusal from files where is_latest"
    )
    return {
        row["path"]: KnownFile(
            path=row["path"],
            place=_place(row),
            content_sha256=row["content_sha256"],
            size=row["size"],
            mtime_ns=row["mtime_ns"],
            is_vanished=row["change"] == "vanished",
            refusal=row["refusal"],
        )
        for row in rows
    }


def _place(row: sqlite3.Row) -> str:
    if row["parent_path"] is None:
        return str(row["path"])
    member = len(row["source_path"]) - len(row["parent_path"])
    return str(row["path"][:-member])


def record_files(ledger: Ledger, run_id: str, records: Iterable[FileRecord]) -> None:
    """Record new, changed and again refused files, in the order in which they were seen."""
    with ledger.transaction() as connection:
        for record in records:
            if record.document_key is not None:
                _add_content(connection, run_id, record.content_sha256, record.document_key)
            connection.execute("update files set is_latest = 0 where path = ?", (record.path,))
            connection.execute(
                "insert into files (path, content_sha256, source_path, parent_path, size, mtime_ns, refusal, is_latest,"
                " change, run_id, loaded_at, source_url, retrieved_at) values (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)"
                " on conflict (path, content_sha256) do update set size = excluded.size, mtime_ns = excluded.mtime_ns,"
                " refusal = excluded.refusal, is_latest = 1, change = excluded.change, run_id = excluded.run_id",
                (
                    *(record.path, record.content_sha256, record.source_path, record.parent_path, record.size),
                    *(record.mtime_ns, record.refusal, record.change, run_id, now()),
                    *(record.source_url, record.retrieved_at),
                ),
            )


def _add_content(connection: sqlite3.Connection, run_id: str, content_sha256: str, document_key: str) -> None:
    connection.execute(
        "insert into contents (content_sha256, document_key, first_seen_seq, first_seen_at, first_run_id)"
        " select ?, ?, coalesce((select max(first_seen_seq) from contents), 0) + 1, ?, ?"
        " where not exists (select 1 from contents where content_sha256 = ?)",
        (content_sha256, document_key, now(), run_id, content_sha256),
    )


def mark_seen(ledger: Ledger, run_id: str, paths: Iterable[str], change: str) -> None:
    """Files that were found as they were (`unchanged`), or are gone (`vanished`): their facts stay."""
    with ledger.transaction() as connection:
        connection.executemany(
            "update files set change = ?, run_id = ? where path = ? and is_latest",
            [(change, run_id, path) for path in paths],
        )


def record_counts(ledger: Ledger, run_id: str) -> None:
    """Count what the run saw, by change and by outcome, and keep what changed with the outcome it has now."""
    with ledger.transaction() as connection:
        connection.execute(
            "insert or replace into file_events select run_id, source_path, nullif(content_sha256, ''), change,"
            " outcome, reason from file_outcomes where run_id = ? and change <> 'unchanged' and is_latest",
            (run_id,),
        )
        connection.execute(
            "update runs set (files_seen, files_new, files_changed, files_unchanged, files_vanished, files_loaded,"
            " files_duplicate, files_quarantined) = (select count(*) filter (where change <> 'vanished'),"
            " count(*) filter (where change = 'new'), count(*) filter (where change = 'changed'),"
            " count(*) filter (where change = 'unchanged'), count(*) filter (where change = 'vanished'),"
            " count(*) filter (where outcome = 'loaded'), count(*) filter (where outcome = 'duplicate'),"
            " count(*) filter (where outcome = 'quarantined')"
            " from file_outcomes where is_latest and run_id = :run) where run_id = :run",
            {"run": run_id},
        )


def record_seen(ledger: Ledger, run_id: str, paths: Iterable[str]) -> None:
    """Which files a run saw, as a hash of their paths."""
    digest = hashlib.sha256("\n".join(paths).encode()).hexdigest()
    with ledger.transaction() as connection:
        connection.execute("update runs set seen_sha256 = ? where run_id = ?", (digest, run_id))


def take_over_counts(ledger: Ledger, run_id: str, earlier_run_id: str) -> bool:
    """Count what a run saw as an earlier one did; False when it saw other files, or the earlier one also counted lost ones.

    Right only where nothing has changed since the earlier run: every file is unchanged and has the outcome it had.
    """
    with ledger.transaction() as connection:
        done = connection.execute(
            "update runs set (files_seen, files_unchanged, files_loaded, files_duplicate, files_quarantined) = (select"
            " files_seen, files_seen, files_loaded, files_duplicate, files_quarantined from runs where run_id = :earlier)"
            " where run_id = :run and seen_sha256 = (select seen_sha256 from runs where run_id = :earlier"
            " and files_vanished = 0)",
            {"run": run_id, "earlier": earlier_run_id},
        )
        return done.rowcount == 1


def quarantined_in(ledger: Ledger, run_id: str) -> list[sqlite3.Row]:
    """source_path and reason of the files that a run put into quarantine."""
    return ledger.rows(
        "select source_path, reason from file_events where run_id = ? and outcome = 'quarantined' order by source_path",
        (run_id,),
    )


def outcomes(ledger: Ledger) -> list[sqlite3.Row]:
    """Every path and content ever seen, with its one outcome, in the order in which they were first seen."""
    return ledger.rows("select * from file_outcomes order by file_id")
