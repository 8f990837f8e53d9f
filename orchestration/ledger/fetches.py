"""Pages of sources: what each address showed, every answer that was kept, and how visits went."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from orchestration.ledger.store import Ledger, now

_ADD_FETCH = """
    insert into fetches (url, final_url, source_name, retrieved_at, status, content_sha256, size, headers)
    values (:url, :final_url, :source, :at, :status, :sha, :size, :headers)
"""
_RENEW_PAGE = """
    insert into pages (url, source_name, role, state, content_sha256, size, etag, last_modified, retrieved_at,
        first_seen_at, last_seen_at)
    values (:url, :source, :role, 'there', :sha, :size, :etag, :modified, :at, :now, :now)
    on conflict (url) do update set source_name = :source, role = :role, state = 'there', reason = null, etag = :etag,
        last_modified = :modified, last_seen_at = :now, size = :size,
        retrieved_at = case when content_sha256 is :sha then retrieved_at else :at end, content_sha256 = :sha
"""


@dataclass(slots=True)
class Visit:
    """What one visit of a source found. `outcome`: complete, partial (some pages failed) or failed (none were seen)."""

    source_name: str
    started_at: str
    outcome: str = "complete"
    reason: str | None = None
    seen: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    refused: int = 0


def get_page(ledger: Ledger, url: str) -> sqlite3.Row | None:
    """The latest state of an address, or None where no source ever showed it."""
    found = ledger.rows("select * from pages where url = ?", (url,))
    return found[0] if found else None


def report_pages(ledger: Ledger) -> list[sqlite3.Row]:
    """Every address that is or was a report, by address."""
    return ledger.rows("select * from pages where role = 'report' order by url")


def known_urls(ledger: Ledger, source_name: str) -> set[str]:
    """Addresses of a source's reports that were there when last looked at."""
    query = "select url from pages where source_name = ? and role = 'report' and state = 'there'"
    return {row["url"] for row in ledger.rows(query, (source_name,))}


def keep_answer(
    ledger: Ledger,
    *,
    source_name: str,
    url: str,
    final_url: str,
    role: str,
    status: int,
    headers: Mapping[str, str],
    content_sha256: str,
    size: int,
    retrieved_at: str,
) -> None:
    """Record an answer whose bytes are kept. The same bytes as before keep the time at which they were first had."""
    told = {
        "url": url,
        "final_url": final_url,
        "source": source_name,
        "role": role,
        "status": status,
        "sha": content_sha256,
        "size": size,
        "headers": json.dumps(dict(headers), ensure_ascii=False, sort_keys=True),
        "etag": headers.get("etag"),
        "modified": headers.get("last-modified"),
        "at": retrieved_at,
        "now": now(),
    }
    with ledger.transaction() as connection:
        connection.execute(_ADD_FETCH, told)
        connection.execute(_RENEW_PAGE, told)


def mark_there(ledger: Ledger, url: str, reason: str | None = None) -> None:
    """A page that is as it was, or, with a reason, could not be asked for: what was kept of it counts on."""
    with ledger.transaction() as connection:
        connection.execute(
            "update pages set state = 'there', reason = ?, last_seen_at = ? where url = ?", (reason, now(), url)
        )


def mark_refused(ledger: Ledger, source_name: str, url: str, reason: str) -> None:
    """A report that is linked but was never had."""
    with ledger.transaction() as connection:
        connection.execute(
            "insert into pages (url, source_name, role, state, reason, first_seen_at, last_seen_at)"
            " values (?, ?, 'report', 'refused', ?, ?, ?)"
            " on conflict (url) do update set state = 'refused', reason = excluded.reason, source_name ="
            " excluded.source_name, last_seen_at = excluded.last_seen_at",
            (url, source_name, reason, now(), now()),
        )


def mark_gone(ledger: Ledger, urls: Iterable[str], reason: str) -> None:
    """Pages that are there no more. Their bytes and facts stay."""
    with ledger.transaction() as connection:
        connection.executemany("update pages set state = 'gone', reason = ? where url = ?", [(reason, u) for u in urls])


def record_visit(ledger: Ledger, visit: Visit, run_id: str | None) -> None:
    """Record a visit as finished now. `run_id` is None where `jixiao fetch` made it."""
    with ledger.transaction() as connection:
        connection.execute(
            "insert into source_visits (source_name, run_id, started_at, finished_at, outcome, reason, pages_seen,"
            " pages_new, pages_changed, pages_unchanged, pages_gone, pages_refused)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(visit.source_name, run_id, visit.started_at, now(), visit.outcome, visit.reason, visit.seen),
                *(visit.new, visit.changed, visit.unchanged, visit.gone, visit.refused),
            ),
        )


def last_visits(ledger: Ledger) -> list[sqlite3.Row]:
    """The latest visit of each source, by its name."""
    return ledger.rows(
        "select * from source_visits where visit_id in (select max(visit_id) from source_visits group by source_name)"
        " order by source_name"
    )
