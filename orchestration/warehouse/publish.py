"""Publish: a sealed build becomes a release, and the published file is replaced atomically.

The gate stands here: a candidate is taken only with the seal of every gate for exactly its bytes, whoever calls.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from orchestration.ledger.releases import TableState
from orchestration.loading.data_folder import DataFolder
from orchestration.loading.durable import sync_file, sync_folder
from orchestration.warehouse.content_hash import PUBLISHED_SCHEMAS, quoted, table_state, table_states
from orchestration.warehouse.insert import insert_rows
from orchestration.warehouse.inventory import CHECK_RESULTS, RUNS, frame_of
from orchestration.warehouse.seals import require_seals, sha256_of

STORAGE_VERSION = "v1.4.0"  # analysts' tools still carry DuckDB 1.x
KEPT_RELEASES = 10

# Told of the finished tables of an attached database; may write to it, and returns the tables (schema.table) it wrote.
OnTables = Callable[[duckdb.DuckDBPyConnection, str, Mapping[str, TableState]], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A release that is whole and durable but not yet the published one."""

    release_id: str
    folder: Path
    file_sha256: str
    tables: Mapping[str, TableState]
    current_reports: tuple[str, ...]


def assemble(
    data: DataFolder,
    release_id: str,
    run: Mapping[str, Any],
    checks: Sequence[Mapping[str, Any]],
    on_tables: OnTables | None = None,
) -> Candidate:
    """Make a release of the sealed build file: published schemas only, with the run's own row and check results.

    Raises NotSealed when a gate has not passed exactly this file. Nothing published changes.
    """
    part = data.versions / f".{release_id}.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        work = part / "work.duckdb"
        shutil.copyfile(data.build_file, work)
        require_seals(sha256_of(work), data.seals)  # of the copy: what is sealed is what is published
        _prepare(work, run, checks)
        tables, reports = _copy_compact(work, part / "warehouse.duckdb", on_tables)
        work.unlink()
        return _make_durable(part, data.versions / release_id, release_id, tables, reports)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _prepare(work: Path, run: Mapping[str, Any], checks: Sequence[Mapping[str, Any]]) -> None:
    """Drop what is not published; add the run's own rows."""
    with duckdb.connect(str(work)) as connection:
        schemas = connection.execute(
            "select schema_name from duckdb_schemas() where not internal and database_name = current_database()"
        ).fetchall()
        for (schema,) in schemas:
            if schema not in PUBLISHED_SCHEMAS:
                connection.execute(f"drop schema {quoted(schema)} cascade")
        _append(connection, "check_results", frame_of(checks, CHECK_RESULTS).rows(), list(CHECK_RESULTS))
        _append(connection, "runs", frame_of([run], RUNS).rows(), list(RUNS))
        connection.execute("checkpoint")


def _append(connection: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[Any, ...]], names: list[str]) -> None:
    """Add rows by column name; the table may have columns of its own, which stay NULL."""
    types = dict(
        connection.execute(
            "select column_name, data_type from duckdb_columns() where schema_name = 'quality' and table_name = ?", [table]
        ).fetchall()
    )
    taken = [index for index, name in enumerate(names) if name in types]
    if taken:
        filled = [(names[i], types[names[i]]) for i in taken]
        insert_rows(connection, ("quality", table), filled, [[row[i] for i in taken] for row in rows])


def _copy_compact(
    work: Path, target: Path, on_tables: OnTables | None
) -> tuple[dict[str, TableState], tuple[str, ...]]:
    """Copy into a new file of the storage version for analysts, without the space of what was dropped."""
    with duckdb.connect() as connection:
        connection.execute(f"attach {_literal(work)} as warehouse (read_only)")
        connection.execute(f"attach {_literal(target)} as candidate (storage_version '{STORAGE_VERSION}')")
        connection.execute("copy from database warehouse to candidate")
        tables = table_states(connection, "candidate")
        for name in on_tables(connection, "candidate", tables) if on_tables else ():
            schema, _, table = name.partition(".")
            tables[name] = table_state(connection, "candidate", schema, table)
        connection.execute("checkpoint candidate")
        current = connection.execute(
            "select report_key from candidate.main.dim_reports where is_current order by all"
        ).fetchall()
        connection.execute("detach candidate")
    return tables, tuple(row[0] for row in current)


def _make_durable(
    part: Path, folder: Path, release_id: str, tables: Mapping[str, TableState], reports: tuple[str, ...]
) -> Candidate:
    file = part / "warehouse.duckdb"
    os.chmod(file, 0o444)
    sync_file(file)
    sha256 = sha256_of(file)
    if folder.exists():  # left by a run that died before its ledger entry
        shutil.rmtree(folder)
    os.replace(part, folder)
    sync_folder(folder.parent)
    return Candidate(release_id, folder, sha256, tables, reports)


def swap(data: DataFolder, candidate: Candidate) -> None:
    """Make the candidate the published file. Readers have the old file or the new one, never none."""
    point_to(data, candidate.folder / "warehouse.duckdb")


def point_to(data: DataFolder, file: Path) -> None:
    """Make a file of the data folder the published one, durably; at no moment is there none."""
    link = data.root / f".warehouse.{secrets.token_hex(4)}.part"
    link.symlink_to(file.relative_to(data.root))
    os.replace(link, data.published)
    sync_folder(data.root)


def published_release(data: DataFolder) -> str | None:
    """The id of the release that the published file is; None where there is none, or a file that is no release's."""
    folder = data.published.resolve().parent
    is_release = data.published.exists() and folder.parent == data.versions.resolve()
    return folder.name if is_release else None


def prune(data: DataFolder, keep: int = KEPT_RELEASES) -> list[str]:
    """Remove the oldest releases beyond the number kept, never the published one, and what crashes left half-made."""
    published = published_release(data)
    for part in data.versions.glob(".*.part"):
        shutil.rmtree(part)
    releases = sorted(folder.name for folder in data.versions.iterdir() if folder.is_dir())
    removed = [name for name in releases[: max(0, len(releases) - keep)] if name != published]
    for name in removed:
        shutil.rmtree(data.versions / name)
    return removed


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
