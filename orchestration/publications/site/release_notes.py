"""Release notes: what a release holds, what changed against the one before, what stayed outside and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from orchestration.ledger.releases import TableState, tables_of
from orchestration.ledger.store import Ledger, read_ledger
from orchestration.loading.data_folder import DataFolder
from orchestration.publications.release import Release

Rows = Sequence[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class TableChange:
    """A table's rows now and before; `rows_before` is None where there was no such table or no release before."""

    name: str
    rows: int
    rows_before: int | None
    is_changed: bool


@dataclass(frozen=True, slots=True)
class ReleaseNotes:
    """All that the page of a release tells. What only the ledger knows is empty where there is no ledger."""

    release_id: str
    published_at: str
    previous: str | None
    file_sha256: str
    run: dict[str, Any]
    reports_added: Rows
    reports_replaced: Rows
    tables: tuple[TableChange, ...]
    left_out: Rows
    checks: Rows
    failed_checks: Rows
    contradictions: Rows
    releases: Rows


_REPORTS = """
    select year_key, office_name, title, version_number
    from {schema}.dim_reports left join main.dim_offices using (office_key)
    where report_key in (select unnest(?)) order by all
"""
_LEFT_OUT = """
    select parse_filename(source_path), outcome, reason from quality.documents
    where outcome <> 'loaded' order by outcome, source_path
"""
_CHECKS = """
    select layer, outcome, count(*) from quality.check_results where run_id = ? group by all order by all
"""
_FAILED = """
    select check_name, severity, outcome, observed, expected from quality.check_results
    where run_id = ? and outcome in ('fail', 'error') order by severity, check_name
"""
_CONTRADICTIONS = """
    select severity, title_en, title_zh, count(*) from contradictions_explained group by all order by 1, 4 desc, 2
"""


def release_notes(data: DataFolder, release: Release) -> ReleaseNotes:
    """From the release's file and, where it is there, the operations ledger."""
    ledger = read_ledger(data.ledger)
    with release.open() as connection:
        if ledger is None:
            return _notes(connection, release, _Told())
        with ledger:
            return _notes(connection, release, _told(ledger, release.release_id))


@dataclass(frozen=True, slots=True)
class _Told:
    """What only the ledger knows."""

    published_at: str = ""
    file_sha256: str = ""
    previous: str | None = None
    now: dict[str, TableState] | None = None
    before: dict[str, TableState] | None = None
    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    releases: Rows = ()


def _told(ledger: Ledger, release_id: str) -> _Told:
    found = ledger.rows("select * from releases where release_id = ?", (release_id,))
    if not found:
        return _Told()
    before = ledger.rows(
        "select release_id from releases where release_seq < ? order by release_seq desc limit 1",
        (found[0]["release_seq"],),
    )
    previous = before[0]["release_id"] if before else None
    listed = ledger.rows("select release_id, published_at, run_id from releases order by release_seq desc limit 50")
    return _Told(
        published_at=found[0]["published_at"],
        file_sha256=found[0]["file_sha256"],
        previous=previous,
        now=tables_of(ledger, release_id),
        before=tables_of(ledger, previous) if previous else {},
        added=_keys(ledger, "valid_from_release", release_id),
        replaced=_keys(ledger, "valid_to_release", release_id),
        releases=[tuple(row) for row in listed],
    )


def _keys(ledger: Ledger, column: str, release_id: str) -> tuple[str, ...]:
    rows = ledger.rows(f"select report_key from report_releases where {column} = ? order by 1", (release_id,))
    return tuple(row[0] for row in rows)


def _notes(connection: duckdb.DuckDBPyConnection, release: Release, told: _Told) -> ReleaseNotes:
    cursor = connection.execute("select * from quality.runs where release_id = ?", [release.release_id])
    names = [column[0] for column in cursor.description]
    found = cursor.fetchall()
    run = dict(zip(names, found[0], strict=True)) if found else {}
    run_id = run.get("run_id")

    def rows(query: str, *parameters: Any) -> Rows:
        return connection.execute(query, list(parameters)).fetchall()

    return ReleaseNotes(
        release_id=release.release_id,
        published_at=told.published_at,
        previous=told.previous,
        file_sha256=told.file_sha256,
        run=run,
        reports_added=rows(_REPORTS.format(schema="main"), list(told.added)),
        reports_replaced=rows(_REPORTS.format(schema="history"), list(told.replaced)),
        tables=_table_changes(told.now or {}, told.before or {}),
        left_out=rows(_LEFT_OUT),
        checks=rows(_CHECKS, run_id),
        failed_checks=rows(_FAILED, run_id),
        contradictions=rows(_CONTRADICTIONS),
        releases=told.releases,
    )


def _table_changes(now: dict[str, TableState], before: dict[str, TableState]) -> tuple[TableChange, ...]:
    return tuple(
        TableChange(
            name, state.row_count, before[name].row_count if name in before else None, before.get(name) != state
        )
        for name, state in now.items()
    )
