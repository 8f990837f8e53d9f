"""Typed batches of extracted rows: the hand-over from Python to dbt.

One batch is one Parquet file per table, written once and never changed. The columns are declared on the row classes of
`records`; here they only become polars types.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from orchestration.loading.durable import replacing
from orchestration.loading.extracted import Extracted
from orchestration.records.report import ROW_CLASSES
from orchestration.records.schema import ColumnType, columns_of

POLARS_TYPES: dict[ColumnType, Any] = {
    ColumnType.TEXT: pl.String(),
    ColumnType.INTEGER: pl.Int32(),
    ColumnType.BOOLEAN: pl.Boolean(),
    ColumnType.AMOUNT: pl.Decimal(20, 2),
    ColumnType.PERCENT: pl.Decimal(12, 4),
    ColumnType.VALUE: pl.Decimal(38, 10),
    ColumnType.REAL: pl.Float64(),
    ColumnType.TIMESTAMP: pl.Datetime("us"),
}
_KEYS: dict[str, Any] = {"document_key": pl.String(), "extraction_id": pl.String()}
TEXTS_TABLE = "document_texts"


def schema_of(table: str) -> dict[str, Any]:
    """Column name → polars type of one table's batches, keys first."""
    if table == TEXTS_TABLE:
        return _KEYS | {"text": pl.String()}
    return _KEYS | {column.name: POLARS_TYPES[column.type] for column in columns_of(ROW_CLASSES[table])}


def tables() -> tuple[str, ...]:
    """The tables of a batch: one per row class, and the documents' texts."""
    return (*ROW_CLASSES, TEXTS_TABLE)


def write_batch(extracted: Sequence[Extracted], extraction_id: str, folder: Path) -> dict[str, int]:
    """Write one batch of every table, empty ones too, so that each source always has a file. Returns rows per table.

    A file appears whole or not at all; the batch counts only once the ledger names it.
    """
    written = {}
    for table in tables():
        frame = pl.DataFrame(list(_rows(extracted, table, extraction_id)), schema=schema_of(table), orient="row")
        with replacing(folder / table / f"{extraction_id}.parquet") as temporary:
            frame.write_parquet(temporary, compression="zstd")
        written[table] = frame.height
    return written


def _rows(extracted: Iterable[Extracted], table: str, extraction_id: str) -> Iterable[tuple[Any, ...]]:
    for document_key, text, record in extracted:
        if table == TEXTS_TABLE:
            yield document_key, extraction_id, text
            continue
        names = [column.name for column in columns_of(ROW_CLASSES[table])]
        for row in getattr(record, table):
            yield document_key, extraction_id, *(getattr(row, name) for name in names)


def batches(folder: Path, table: str) -> list[Path]:
    """The batch files of a table, oldest first."""
    return sorted((folder / table).glob("*.parquet"))


def is_complete(folder: Path, extraction_id: str) -> bool:
    """Whether a batch has its file of every table."""
    return all((folder / table / f"{extraction_id}.parquet").exists() for table in tables())


def listing_sha256(folder: Path) -> str:
    """Hash of the batches' names, sizes and times; nothing is opened. A file that was written to has another change time."""
    listed = []
    for table in tables():
        if (folder / table).is_dir():
            with os.scandir(folder / table) as entries:
                listed += sorted(_told(table, entry) for entry in entries if entry.name.endswith(".parquet"))
    return hashlib.sha256("\n".join(listed).encode()).hexdigest()


def _told(table: str, entry: os.DirEntry[str]) -> str:
    status = entry.stat()
    return f"{table}/{entry.name} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def damaged_batches(folder: Path) -> set[str]:
    """The extraction ids of batches with a file that cannot be read as Parquet of the table's columns."""
    return {path.stem for table in tables() for path in batches(folder, table) if not _is_sound(path)}


def _is_sound(path: Path) -> bool:
    try:
        return {"document_key", "extraction_id"} <= set(pl.read_parquet_schema(path))
    except (pl.exceptions.PolarsError, OSError):
        return False


def set_aside(folder: Path, extraction_id: str) -> None:
    """Take a batch out of what dbt reads; its files stay for whoever wants to look at them."""
    for table in tables():
        path = folder / table / f"{extraction_id}.parquet"
        if path.exists():
            path.rename(path.with_suffix(".damaged"))
