"""What readers enter: `<data>/corrections.csv` and `<data>/notes.csv`, only ever appended to.

A correction proposes another value for one column of one fact; it is applied by dbt in the next run, as long as
`old_value` still is what was extracted. Values are written as DuckDB casts them to text, an empty one is NULL. Text is
neutralised against spreadsheets (`spreadsheet_safety.neutralised`, undone by `restored`).
"""

from __future__ import annotations

import csv
import fcntl
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

from orchestration.loading.data_folder import DataFolder
from orchestration.releases.spreadsheet_safety import neutralised, restored

NOTE_STATES = ("open", "checking", "confirmed", "dismissed")


@dataclass(frozen=True, slots=True)
class Correction:
    """A proposed value. `when` is UTC, ISO 8601."""

    fact_table: str
    fact_key: str
    column_name: str
    old_value: str
    new_value: str
    evidence: str
    who: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a fact or a contradiction, and what has become of it: one of NOTE_STATES."""

    fact_table: str
    fact_key: str
    state: str
    note: str
    who: str
    when: str


def now() -> str:
    """The time as entries state it: UTC to the second, ISO 8601."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Overlay:
    """The two files of one data folder."""

    def __init__(self, data: DataFolder) -> None:
        self.corrections_file = data.root / "corrections.csv"
        self.notes_file = data.root / "notes.csv"

    def correct(self, correction: Correction) -> None:
        _append(self.corrections_file, correction)

    def note(self, note: Note) -> None:
        _append(self.notes_file, note)

    def corrections(self) -> list[Correction]:
        return [Correction(**row) for row in _read(self.corrections_file, Correction)]

    def notes(self) -> list[Note]:
        return [Note(**row) for row in _read(self.notes_file, Note)]

    def states(self) -> dict[str, str]:
        """The latest state of every fact with a note, by the fact's key."""
        return {note.fact_key: note.state for note in self.notes()}


def _append(path: Path, entry: Correction | Note) -> None:
    """Add a line, durably. Writers take turns; a line that a crash cut off is ended first."""
    names = [field.name for field in fields(entry)]
    with _locked(path, "a+b") as file:
        end = file.seek(0, os.SEEK_END)
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        if end == 0:
            writer.writerow(names)
        else:
            file.seek(end - 1)
            if file.read(1) != b"\n":
                out.write("\n")
        writer.writerow([neutralised(asdict(entry)[name]) for name in names])
        file.write(out.getvalue().encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())


def _read(path: Path, kind: type[Correction] | type[Note]) -> list[dict[str, str]]:
    """The lines that have every column; others (edited by hand, cut off) are left out."""
    if not path.exists():
        return []
    names = [field.name for field in fields(kind)]
    with _locked(path, "rb") as file:
        text = file.read().decode("utf-8-sig", "replace")
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # a quote that is never closed makes one cell of the rest
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return [
        {name: restored(row[name]) for name in names}
        for row in rows
        if all(isinstance(row.get(name), str) for name in names)
    ]


@contextmanager
def _locked(path: Path, mode: str) -> Iterator[io.BufferedRandom]:
    with path.open(mode) as file:
        fcntl.flock(file.fileno(), fcntl.LOCK_SH if mode == "rb" else fcntl.LOCK_EX)
        yield file  # type: ignore[misc]
