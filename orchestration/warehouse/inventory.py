"""Snapshots of the ledger that dbt reads as sources: `inventory/*.parquet` (docs/architecture.md)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from orchestration.ledger import extractions, files
from orchestration.ledger.store import Ledger
from orchestration.loading.durable import replacing

Row = Mapping[str, Any] | sqlite3.Row

TEXT, TIME, COUNT, LONG = pl.String(), pl.Datetime("us"), pl.Int32(), pl.Int64()

DOCUMENTS: dict[str, Any] = {
    "source_path": TEXT,
    "document_key": TEXT,
    "content_sha256": TEXT,
    "change": TEXT,
    "outcome": TEXT,
    "reason": TEXT,
    "reader": TEXT,
    "file_format": TEXT,
    "pages": COUNT,
    "used_ocr": pl.Boolean(),
    "seconds": pl.Float64(),
    "run_id": TEXT,
    "source_url": TEXT,
    "retrieved_at": TIME,
    "loaded_at": TIME,
    "first_seen_seq": LONG,
    "parent_path": TEXT,
    "is_latest": pl.Boolean(),
}
LIVE_EXTRACTIONS: dict[str, Any] = {"document_key": TEXT, "extraction_id": TEXT, "extractor_version": TEXT}
REPORT_RELEASES: dict[str, Any] = {"report_key": TEXT, "valid_from_release": TEXT, "valid_to_release": TEXT}
BUILD: dict[str, Any] = {
    "release_id": TEXT,
    "run_id": TEXT,
    "started_at": TIME,
    "git_sha": TEXT,
    "extractor_version": TEXT,
}
CHECK_RESULTS: dict[str, Any] = {
    "run_id": TEXT,
    "check_name": TEXT,
    "layer": TEXT,
    "severity": TEXT,
    "outcome": TEXT,
    "observed": TEXT,
    "expected": TEXT,
    "failing_rows": LONG,
}
RUNS: dict[str, Any] = {
    "run_id": TEXT,
    "started_at": TIME,
    "finished_at": TIME,
    "outcome": TEXT,
    "release_id": TEXT,
    "git_sha": TEXT,
    "extractor_version": TEXT,
    "files_seen": COUNT,
    "files_new": COUNT,
    "files_changed": COUNT,
    "files_unchanged": COUNT,
    "files_vanished": COUNT,
    "files_loaded": COUNT,
    "files_duplicate": COUNT,
    "files_quarantined": COUNT,
}


@dataclass(frozen=True, slots=True)
class BuildIdentity:
    """What the build is: the row of `build.parquet`."""

    release_id: str
    run_id: str
    started_at: str
    git_sha: str | None
    extractor_version: str


def write_inventory(ledger: Ledger, identity: BuildIdentity, folder: Path) -> None:
    """Write every snapshot; each file appears whole or not at all."""
    documents = [row for row in files.outcomes(ledger) if row["outcome"] != "pending"]
    _write(documents, DOCUMENTS, folder / "documents.parquet")
    _write(extractions.live_extractions(ledger), LIVE_EXTRACTIONS, folder / "live_extractions.parquet")
    releases = ledger.rows("select * from report_releases order by report_key, valid_from_release")
    _write(releases, REPORT_RELEASES, folder / "report_releases.parquet")
    build = {name: getattr(identity, name) for name in BUILD}
    _write([build], BUILD, folder / "build.parquet")
    earlier_checks = ledger.rows(
        "select * from check_results where run_id <> ? order by run_id, layer, check_name", (identity.run_id,)
    )
    _write(earlier_checks, CHECK_RESULTS, folder / "check_results.parquet")
    _write(runs_before(ledger, identity.run_id), RUNS, folder / "runs.parquet")


def runs_before(ledger: Ledger, run_id: str) -> list[Any]:
    """Every ended run but this one, oldest first."""
    return ledger.rows("select * from runs where run_id <> ? and outcome is not null order by started_at", (run_id,))


def _write(rows: Iterable[Row], schema: dict[str, Any], path: Path) -> None:
    frame = frame_of(rows, schema)
    with replacing(path) as temporary:
        frame.write_parquet(temporary)


def frame_of(rows: Iterable[Row], schema: dict[str, Any]) -> pl.DataFrame:
    """Rows by column name → a typed frame."""
    columns: dict[str, list[Any]] = {name: [] for name in schema}
    for row in rows:
        for name, column in schema.items():
            columns[name].append(_typed(row[name], column))
    return pl.DataFrame(columns, schema=schema)


def _typed(value: Any, column: Any) -> Any:
    if value is None or (value == "" and column == TEXT):
        return None
    if column == TIME:
        return datetime.fromisoformat(value).replace(tzinfo=None)
    return bool(value) if column == pl.Boolean() else value
