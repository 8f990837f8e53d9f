"""The work on one content: bytes → document → report record, and what became of it.

It runs in worker processes, so everything here is a plain function of picklable values; it decides nothing about other
files and writes nothing but the kept document.
"""

from __future__ import annotations

import errno
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from orchestration.document import Document
from orchestration.extraction import NotAReport, extract_document
from orchestration.loading.extracted import Extracted
from orchestration.loading.fit import misfit
from orchestration.loading.kept_documents import DamagedDocument, keep_document, load_document
from orchestration.reading import ReadError, read_document

_MACHINE_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EMFILE, errno.ENFILE)
_LONGEST_REASON = 1_000  # a workbook may have a remark for each of its sheets


class WorkOutcome(StrEnum):
    """What became of a content. Only `extracted` gives facts; the others are quarantined with their reason."""

    EXTRACTED = "extracted"
    UNREADABLE = "unreadable"
    NOT_A_REPORT = "not_a_report"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Task:
    """One content to be worked on. `reread` ignores a kept document."""

    content_sha256: str
    document_key: str
    file_name: str
    files: Path
    documents: Path
    reread: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading found; absent when the kept document served."""

    reader: str
    file_format: str
    pages: int | None
    used_ocr: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Worked:
    """What became of one task. An extracted content has a reason where not all of it could be read."""

    task: Task
    outcome: WorkOutcome
    reason: str | None
    reading: Reading | None = None
    extracted: Extracted | None = None


def work_on(task: Task) -> Worked:
    """Read (or take the kept document) and extract. Every failure of the content is an outcome, not an exception.

    Raises MemoryError, which `worker` tells as its limit, and OSError for what is wrong with this machine's disk.
    """
    document = None if task.reread else _kept(task)
    reading = None
    if document is None:
        try:
            data = (task.files / task.content_sha256).read_bytes()
        except FileNotFoundError:
            return Worked(task, WorkOutcome.UNREADABLE, "its kept bytes are gone, and so is the text read from them")
        started = time.perf_counter()
        try:
            document = read_document(data, task.file_name)
        except ReadError as error:
            return Worked(task, WorkOutcome.UNREADABLE, str(error))
        except Exception as error:  # noqa: BLE001 - the boundary where any fault of one file becomes its outcome
            return Worked(task, WorkOutcome.UNREADABLE, f"the reader stopped: {_told(error)}")
        reading = _reading(document, time.perf_counter() - started)
        keep_document(document, task.document_key, task.documents)
    return _extract(task, document, reading)


def _kept(task: Task) -> Document | None:
    try:
        return load_document(task.document_key, task.documents)
    except (FileNotFoundError, DamagedDocument):
        return None


def _extract(task: Task, document: Document, reading: Reading | None) -> Worked:
    try:
        record = extract_document(document, task.file_name)
    except NotAReport as error:
        return Worked(task, WorkOutcome.NOT_A_REPORT, _joined(str(error), *document.warnings), reading)
    except Exception as error:  # noqa: BLE001 - as above
        return Worked(task, WorkOutcome.CRASHED, f"extraction stopped: {_told(error)}", reading)
    unfit = misfit(record)
    if unfit is not None:
        return Worked(task, WorkOutcome.CRASHED, f"extraction gave a value out of range: {unfit}", reading)
    extracted = Extracted(task.document_key, document.text, record)
    return Worked(task, WorkOutcome.EXTRACTED, _joined(*document.warnings), reading, extracted)


def _joined(*remarks: str) -> str | None:
    """Remarks as one reason; None where there are none."""
    return "; ".join(remarks)[:_LONGEST_REASON] or None


def _reading(document: Document, seconds: float) -> Reading:
    return Reading(document.reader, document.file_format, len(document.pages) or None, document.used_ocr, seconds)


def _told(error: Exception) -> str:
    """The kind of an error and its message; want of memory and disk errors of this machine are no property of the file."""
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno in _MACHINE_ERRORS):
        raise error
    return f"{type(error).__name__}: {error}"[:300]
