"""`<data>/corrections.csv`: what reviewers correct, read as rows for dbt. dbt decides which of them apply.

Text is written there so that no spreadsheet runs it: an apostrophe stands before what begins like a formula, and is
taken off here. A line that cannot be read as a correction stays a row, with its problem.
"""

from __future__ import annotations

import csv
import fcntl
import hashlib
import io
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import polars as pl

from orchestration.loading.durable import replacing
from orchestration.releases.spreadsheet_safety import restored

COLUMNS = ("fact_table", "fact_key", "column_name", "old_value", "new_value", "evidence", "who", "when", "why")
_NEEDED = ("fact_table", "fact_key", "column_name", "evidence", "who", "when", "why")


@dataclass(frozen=True, slots=True)
class Correction:
    """One line. `base_value` is `old_value` seen through earlier lines: what extraction gave when it was corrected."""

    correction_seq: int
    fact_table: str | None
    fact_key: str | None
    column_name: str | None
    old_value: str | None
    base_value: str | None
    new_value: str | None
    evidence: str | None
    corrected_by: str | None
    corrected_at: str | None
    why: str | None
    problem: str | None


SCHEMA = {field.name: pl.Int32() if field.name == "correction_seq" else pl.String() for field in fields(Correction)}


def read_corrections(path: Path) -> list[Correction]:
    """Every line but the header; none when there is no file."""
    if not path.exists():
        return []
    with path.open("rb") as file:
        fcntl.flock(file.fileno(), fcntl.LOCK_SH)  # whoever appends holds it exclusively
        content = file.read()
    return parse_corrections(content.decode("utf-8-sig", "replace"))


def parse_corrections(text: str) -> list[Correction]:
    """Lines of CSV under a header; columns are found by their names."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # a quote that is never closed makes one cell of the rest
    lines = csv.reader(io.StringIO(text, newline=""))
    header = [name.strip() for name in next(lines, [])]
    filled = (cells for cells in lines if any(cell.strip() for cell in cells))
    return _with_base_values(_correction(number, header, cells) for number, cells in enumerate(filled, 1))


def _correction(number: int, header: list[str], cells: list[str]) -> Correction:
    entry = {name: restored(cell).strip() or None for name, cell in zip(header, cells, strict=False)}
    return Correction(
        correction_seq=number,
        **{name: entry.get(name) for name in ("fact_table", "fact_key", "column_name", "old_value", "new_value")},
        base_value=entry.get("old_value"),
        evidence=entry.get("evidence"),
        corrected_by=entry.get("who"),
        corrected_at=entry.get("when"),
        why=entry.get("why"),
        problem=_problem(header, cells, entry),
    )


def _problem(header: list[str], cells: list[str], entry: dict[str, str | None]) -> str | None:
    absent = [name for name in COLUMNS if name not in header]
    if absent:
        return f"the file has no column {', '.join(absent)}"
    if len(cells) != len(header):
        return f"the line has {len(cells)} cells, the header {len(header)}"
    empty = [name for name in _NEEDED if not entry[name]]
    if empty:
        return f"nothing is entered for {', '.join(empty)}"
    return "old and new value are the same" if entry["old_value"] == entry["new_value"] else None


def _with_base_values(entered: Iterable[Correction]) -> list[Correction]:
    """A correction of a corrected value rests on what the first of them rested on."""
    read: list[Correction] = []
    base_of: dict[tuple[str | None, ...], str | None] = {}
    for correction in entered:
        cell = (correction.fact_table, correction.fact_key, correction.column_name)
        base = base_of.get((*cell, correction.old_value), correction.old_value)
        if correction.problem is None:
            base_of[(*cell, correction.new_value)] = base
        read.append(Correction(**{**asdict(correction), "base_value": base}))
    return read


def corrections_sha256(path: Path) -> str:
    """Hash of what the file says; '' when it says nothing. An input of every build."""
    corrections = read_corrections(path)
    if not corrections:
        return ""
    content = json.dumps([asdict(correction) for correction in corrections], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def write_snapshot(path: Path, inventory: Path) -> None:
    """Write `corrections.parquet`, which dbt reads, from the file at `path`."""
    rows = [asdict(correction) for correction in read_corrections(path)]
    frame = pl.DataFrame({name: [row[name] for row in rows] for name in SCHEMA}, schema=SCHEMA)
    with replacing(inventory / "corrections.parquet") as temporary:
        frame.write_parquet(temporary)
