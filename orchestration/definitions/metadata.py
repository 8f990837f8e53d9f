"""What materialisations tell: counts, outcomes, previews."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
from dagster import MetadataValue, TableColumn, TableMetadataValue, TableRecord, TableSchema

from orchestration.ledger import files
from orchestration.ledger.fetches import Visit
from orchestration.ledger.model_builds import ModelBuild
from orchestration.ledger.results import CheckResult
from orchestration.ledger.store import Ledger

_PREVIEW_ROWS = 5
_TABLE_ROWS = 50


def outcome_metadata(run: sqlite3.Row) -> dict[str, int]:
    """Files by outcome."""
    return {name: run[f"files_{name}"] for name in ("seen", "loaded", "duplicate")}


def quarantine_table(ledger: Ledger, run_id: str) -> TableMetadataValue:
    """Every file in quarantine that the run saw."""
    rows = ledger.rows(
        "select source_path, reason from file_outcomes where run_id = ? and is_latest and outcome = 'quarantined'"
        f" order by source_path limit {_TABLE_ROWS}",
        (run_id,),
    )
    return _table(("source_path", "reason"), rows)


def quarantined_in(ledger: Ledger, run_id: str) -> list[sqlite3.Row]:
    """The files that this run put into quarantine."""
    return files.quarantined_in(ledger, run_id)[:_TABLE_ROWS]


def visit_table(visits: Iterable[Visit]) -> TableMetadataValue:
    """How the visit of each source went."""
    names = ("source_name", "outcome", "reason", "seen", "new", "changed", "unchanged", "gone", "refused")
    return _table(names, [tuple(getattr(visit, name) for name in names) for visit in visits])


def check_table(results: Iterable[CheckResult]) -> TableMetadataValue:
    """What each check observed, and what it expected."""
    names = ("check_name", "severity", "outcome", "observed", "expected")
    return _table(names, [tuple(getattr(result, name) for name in names) for result in results])


def preview(file: Path, table: str) -> TableMetadataValue:
    """The first rows of a published table."""
    with duckdb.connect(str(file), read_only=True) as connection:
        cursor = connection.execute(f"select * from {table} order by all limit {_PREVIEW_ROWS}")
        names = [column[0] for column in cursor.description or []]
        return _table(names, cursor.fetchall())


def build_metadata(model: ModelBuild) -> dict[str, int | bool]:
    """What a build did with a model: a model that was left as it was is materialised with no row written."""
    rows = model.rows_written + model.rows_kept
    return {
        "dagster/row_count": rows,
        "rebuilt": model.is_rebuilt,
        "rows_written": model.rows_written,
        "rows_kept": model.rows_kept,
    }


def _table(names: Iterable[str], rows: Iterable[Iterable[Any]]) -> TableMetadataValue:
    names = list(names)
    records = [TableRecord({n: "" if v is None else str(v) for n, v in zip(names, row, strict=True)}) for row in rows]
    return MetadataValue.table(records, TableSchema([TableColumn(name) for name in names]))
