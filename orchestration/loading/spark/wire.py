"""The two Arrow schemas between an operator's machine and a cluster, declared once, and what stands in their rows.

A row of TASKS is one content to be worked on, with its bytes or with the kept document that spares them. A row of OUTCOMES
is what became of it, with the document to be kept where one was read. `position` counts the tasks of one job from 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from orchestration.loading.extracted_bytes import from_bytes, to_bytes
from orchestration.loading.kept_documents import DamagedDocument, load_document, path_of
from orchestration.loading.work import Reading, Task, Worked, WorkOutcome

UNFIT = "unfit"  # the outcome of no content: this executor must not be given any

TASKS = pa.schema(
    [
        pa.field("position", pa.int32(), nullable=False),
        pa.field("content_sha256", pa.string(), nullable=False),
        pa.field("document_key", pa.string(), nullable=False),
        pa.field("file_name", pa.string(), nullable=False),
        pa.field("reread", pa.bool_(), nullable=False),
        pa.field("content", pa.binary()),
        pa.field("kept", pa.binary()),
    ]
)
OUTCOMES = pa.schema(
    [
        pa.field("position", pa.int32()),
        pa.field("outcome", pa.string()),
        pa.field("reason", pa.string()),
        pa.field("reader", pa.string()),
        pa.field("file_format", pa.string()),
        pa.field("pages", pa.int32()),
        pa.field("used_ocr", pa.bool_()),
        pa.field("seconds", pa.float64()),
        pa.field("kept", pa.binary()),
        pa.field("extracted", pa.binary()),
    ]
)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A task with what the work on it needs. Both are None where the content's kept bytes are gone."""

    task: Task
    content: bytes | None
    kept: bytes | None

    @property
    def size(self) -> int:
        return len(self.content or b"") + len(self.kept or b"")


def parcel_of(task: Task) -> Parcel:
    """The kept document where it serves, else the bytes."""
    kept = None if task.reread else _kept_bytes(task)
    return Parcel(task, None if kept is not None else _content(task), kept)


def _kept_bytes(task: Task) -> bytes | None:
    """A damaged one is found here, where the bytes to read it again from are."""
    try:
        load_document(task.document_key, task.documents)
    except (FileNotFoundError, DamagedDocument):
        return None
    return path_of(task.document_key, task.documents).read_bytes()


def _content(task: Task) -> bytes | None:
    try:
        return (task.files / task.content_sha256).read_bytes()
    except FileNotFoundError:
        return None


def task_table(parcels: list[Parcel]) -> pa.Table:
    """One job's tasks as rows of TASKS, a position each."""
    rows = [
        {
            "position": position,
            "content_sha256": parcel.task.content_sha256,
            "document_key": parcel.task.document_key,
            "file_name": parcel.task.file_name,
            "reread": parcel.task.reread,
            "content": parcel.content,
            "kept": parcel.kept,
        }
        for position, parcel in enumerate(parcels)
    ]
    return pa.Table.from_pylist(rows, schema=TASKS)


def unpack(row: dict[str, Any], folder: Path) -> Task:
    """Lay a row of TASKS out below a folder of its own, as a data folder has it; returns the task there."""
    task = Task(
        content_sha256=row["content_sha256"],
        document_key=row["document_key"],
        file_name=row["file_name"],
        files=folder / "files",
        documents=folder / "documents",
        reread=row["reread"],
    )
    task.files.mkdir(parents=True)
    task.documents.mkdir()
    if row["content"] is not None:
        (task.files / task.content_sha256).write_bytes(row["content"])
    if row["kept"] is not None:
        path_of(task.document_key, task.documents).write_bytes(row["kept"])
    return task


def outcome_batch(position: int, worked: Worked) -> pa.RecordBatch:
    """What became of a task that `unpack` laid out, as one row of OUTCOMES."""
    reading = worked.reading
    row = {
        "position": position,
        "outcome": worked.outcome.value,
        "reason": worked.reason,
        "reader": reading.reader if reading else None,
        "file_format": reading.file_format if reading else None,
        "pages": reading.pages if reading else None,
        "used_ocr": reading.used_ocr if reading else None,
        "seconds": reading.seconds if reading else None,
        "kept": _newly_kept(worked.task),
        "extracted": to_bytes(worked.extracted) if worked.extracted else None,
    }
    return pa.RecordBatch.from_pylist([row], schema=OUTCOMES)


def _newly_kept(task: Task) -> bytes | None:
    """The document read just now: where the bytes came along, no kept document did."""
    path = path_of(task.document_key, task.documents)
    was_read = (task.files / task.content_sha256).exists()
    return path.read_bytes() if was_read and path.exists() else None


def unfit_batch(reason: str) -> pa.RecordBatch:
    """The one row of an executor that must not be given work."""
    row = dict.fromkeys(OUTCOMES.names) | {"outcome": UNFIT, "reason": reason}
    return pa.RecordBatch.from_pylist([row], schema=OUTCOMES)


def worked_of(row: Any, task: Task) -> Worked:
    """What a row of OUTCOMES says of the operator's own task."""
    reading = None
    if row["reader"] is not None:
        reading = Reading(row["reader"], row["file_format"], row["pages"], row["used_ocr"], row["seconds"])
    extracted = None if row["extracted"] is None else from_bytes(bytes(row["extracted"]))
    return Worked(task, WorkOutcome(row["outcome"]), row["reason"], reading, extracted)
