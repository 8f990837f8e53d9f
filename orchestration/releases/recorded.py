"""A release beside the one published before it: what changed goes into its file and beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from orchestration.ledger.releases import TableState
from orchestration.releases.diff import Change, changes_between
from orchestration.warehouse.content_hash import quoted
from orchestration.warehouse.insert import insert_rows
from orchestration.warehouse.read_only import readable

_TEXTS = ("release_id", "previous_release_id", "table_name", "change", "key", "column_name", "old_value", "new_value")
_COLUMNS = (*((name, "varchar") for name in _TEXTS), ("row_count", "bigint"))


@dataclass
class ChangesRecorder:
    """Called by publish with the finished tables of a candidate; keeps the changes for its manifest."""

    release_id: str
    previous_release_id: str | None
    previous_file: Path | None
    previous_tables: Mapping[str, TableState]
    changes: list[Change] = field(default_factory=list)

    def __call__(
        self, connection: duckdb.DuckDBPyConnection, database: str, tables: Mapping[str, TableState]
    ) -> list[str]:
        """Fill `quality.release_changes` of the attached database. Returns the tables that were written."""
        if self.previous_file is None:
            return []
        attach(connection, self.previous_file, "previous")
        self.changes = changes_between(connection, "previous", database, self.previous_tables, tables)
        connection.execute("detach previous")
        if not self.changes:
            return []
        rows = [(self.release_id, self.previous_release_id, *change) for change in self.changes]
        insert_rows(connection, (database, "quality", "release_changes"), _COLUMNS, rows)
        return ["quality.release_changes"]


def diff_files(old: Path, new: Path) -> list[Change]:
    """The changes from one published file to another; both are opened read-only. Raises DataFolderUnavailable."""
    with readable(old), readable(new), duckdb.connect() as connection:
        attach(connection, old, "previous")
        attach(connection, new, "following")
        return changes_between(connection, "previous", "following", {}, {})


def attach(connection: duckdb.DuckDBPyConnection, file: Path, name: str) -> None:
    """Attach a database file under a name, to be read only."""
    literal = str(file).replace("'", "''")
    connection.execute(f"attach '{literal}' as {quoted(name)} (read_only)")
