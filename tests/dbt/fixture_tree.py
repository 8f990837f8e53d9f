"""A hand-made data folder for dbt: invented reports written straight as Parquet, in the layout of docs/architecture.md.

Belongs here: drafting documents whose facts point at their own text, and writing the tree. No assertions.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from orchestration.records import ColumnType, columns_of, rows
from orchestration.records.report import ROW_CLASSES
from orchestration.releases.corrections import SCHEMA as CORRECTIONS

EXTRACTION_ID = "20240105T020000Z-aaaaaa"
TYPES = {
    ColumnType.TEXT: pl.String,
    ColumnType.INTEGER: pl.Int32,
    ColumnType.BOOLEAN: pl.Boolean,
    ColumnType.AMOUNT: pl.Decimal(20, 2),
    ColumnType.PERCENT: pl.Decimal(12, 4),
    ColumnType.VALUE: pl.Decimal(38, 10),
    ColumnType.REAL: pl.Float64,
    ColumnType.TIMESTAMP: pl.Datetime("us"),
}
INVENTORY = {
    "documents": {
        "source_path": pl.String, "document_key": pl.String, "content_sha256": pl.String, "change": pl.String,
        "outcome": pl.String, "reason": pl.String, "reader": pl.String, "file_format": pl.String, "pages": pl.Int32,
        "used_ocr": pl.Boolean, "seconds": pl.Float64, "run_id": pl.String, "source_url": pl.String,
        "retrieved_at": pl.Datetime("us"), "loaded_at": pl.Datetime("us"), "first_seen_seq": pl.Int64,
        "parent_path": pl.String, "is_latest": pl.Boolean,
    },
    "live_extractions": {"document_key": pl.String, "extraction_id": pl.String, "extractor_version": pl.String},
    "report_releases": {"report_key": pl.String, "valid_from_release": pl.String, "valid_to_release": pl.String},
    "build": {
        "release_id": pl.String, "run_id": pl.String, "started_at": pl.Datetime("us"), "git_sha": pl.String,
        "extractor_version": pl.String,
    },
    "check_results": {
        "run_id": pl.String, "check_name": pl.String, "layer": pl.String, "severity": pl.String, "outcome": pl.String,
        "observed": pl.String, "expected": pl.String, "failing_rows": pl.Int64,
    },
    "runs": {
        "run_id": pl.String, "started_at": pl.Datetime("us"), "finished_at": pl.Datetime("us"), "outcome": pl.String,
        "release_id": pl.String, "git_sha": pl.String, "extractor_version": pl.String, "files_seen": pl.Int32, "files_new": pl.Int32,
        "files_changed": pl.Int32, "files_unchanged": pl.Int32, "files_vanished": pl.Int32, "files_loaded": pl.Int32,
        "files_duplicate": pl.Int32, "files_quarantined": pl.Int32,
    },
    "corrections": CORRECTIONS,
}


@dataclass
class Draft:
    """One document: lines of text, and facts whose evidence is one of those lines."""

    source_path: str
    outcome: str = "loaded"
    parent_path: str | None = None
    text: str = ""
    tables: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in ROW_CLASSES})

    @property
    def document_key(self) -> str:
        return "doc_" + hashlib.sha256(self.text.encode()).hexdigest()[:24]

    def say(self, line: str) -> tuple[int, int]:
        """Append a line and return where it stands."""
        start = len(self.text)
        self.text += line + "\n"
        return start, start + len(line)

    def fact(self, table: str, quote: str, **columns: Any) -> None:
        """Append a line and a fact that rests on it; `printed` maps columns to the figures' prints in the line."""
        span = self.say(quote)
        self.fact_at(table, quote, span, **columns)

    def fact_at(self, table: str, quote: str, span: tuple[int, int], **columns: Any) -> None:
        """A fact that rests on a line already there."""
        printed: dict[str, str] = columns.pop("printed", {})
        fact_id = f"{table}-{len(self.tables[table])}"
        row = ROW_CLASSES[table](
            fact_id=fact_id, char_start=span[0], char_end=span[1], quote=quote, extraction_rule="fixture", **columns
        )
        self.tables[table].append(asdict(row))
        searched = 0
        for column, figure in printed.items():
            searched = quote.index(figure, searched)
            at = span[0] + searched
            searched += len(figure)
            self.tables["evidence"].append(asdict(rows.EvidenceRow(
                fact_table=table, fact_id=fact_id, column_name=column, char_start=at, char_end=at + len(figure),
                quote=figure, extraction_rule="fixture",
            )))
            self.tables["printed_numbers"].append(asdict(rows.PrintedNumberRow(
                char_start=at, char_end=at + len(figure), printed=figure, fact_table=table, fact_id=fact_id,
            )))

    def mention(self, place_name: str, place_level: str, mentions: int = 1) -> None:
        """A division named in the document."""
        self.tables["place_mentions"].append(
            asdict(rows.PlaceMentionRow(place_name=place_name, place_level=place_level, mentions=mentions))
        )


def schema_of(table: str) -> dict[str, Any]:
    """Column → polars type of one extracted table."""
    declared = {column.name: TYPES[column.type] for column in columns_of(ROW_CLASSES[table])}
    return {"document_key": pl.String, "extraction_id": pl.String} | declared


def write_tree(data: Path, drafts: list[Draft]) -> None:
    """Write extracted/ and inventory/ of a data folder, and an empty build/."""
    (data / "build").mkdir(parents=True, exist_ok=True)
    for table in ROW_CLASSES:
        records = [
            {"document_key": draft.document_key, "extraction_id": EXTRACTION_ID, **row}
            for draft in drafts for row in draft.tables[table]
        ]
        _write(data / "extracted" / table / f"{EXTRACTION_ID}.parquet", records, schema_of(table))
    texts = [
        {"document_key": draft.document_key, "extraction_id": EXTRACTION_ID, "text": draft.text} for draft in drafts
    ]
    text_schema = {"document_key": pl.String, "extraction_id": pl.String, "text": pl.String}
    _write(data / "extracted" / "document_texts" / f"{EXTRACTION_ID}.parquet", texts, text_schema)
    for table, records in _inventory(drafts).items():
        _write(data / "inventory" / f"{table}.parquet", records, INVENTORY[table])


def _inventory(drafts: list[Draft]) -> dict[str, list[dict[str, Any]]]:
    stamp = datetime(2024, 1, 5, 2)
    documents = [
        {
            "source_path": draft.source_path, "document_key": draft.document_key,
            "content_sha256": hashlib.sha256(draft.text.encode()).hexdigest(), "change": "new",
            "outcome": draft.outcome, "reader": "text", "file_format": "txt", "used_ocr": False, "seconds": 0.1,
            "run_id": "run-2", "loaded_at": stamp, "first_seen_seq": number, "parent_path": draft.parent_path, "is_latest": True,
        }
        for number, draft in enumerate(drafts, 1)
    ]
    documents.append({
        "source_path": "raw/empty.txt", "content_sha256": hashlib.sha256(b"").hexdigest(), "change": "new",
        "outcome": "quarantined", "reason": "The file is empty", "run_id": "run-2", "first_seen_seq": len(drafts) + 1,
        "is_latest": True,
    })
    return {
        "documents": documents,
        "live_extractions": [
            {"document_key": draft.document_key, "extraction_id": EXTRACTION_ID, "extractor_version": "1"}
            for draft in drafts
        ],
        "report_releases": [],
        "corrections": [],
        "build": [{
            "release_id": "20240105T020000Z-bbbbbb", "run_id": "run-2", "started_at": stamp, "git_sha": "0" * 40,
            "extractor_version": "1",
        }],
        "check_results": [{
            "run_id": "run-1", "check_name": "unique_reports", "layer": "dbt", "severity": "error", "outcome": "pass",
        }],
        "runs": [{
            "run_id": "run-1", "started_at": stamp, "finished_at": stamp, "outcome": "failed", "git_sha": "0" * 40,
            "extractor_version": "1",
        }],
    }


def _write(path: Path, records: list[dict[str, Any]], schema: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pl.DataFrame(records, schema=schema, orient="row").write_parquet(path)
