"""Step 2: contents without a verdict of this extractor are read and extracted, batch by batch.

A batch counts once its files are durable and the ledger names it; a crash before leaves files that nothing reads as
live, and the contents are simply due again.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from pathlib import PurePosixPath

from orchestration.extraction import EXTRACTOR_VERSION
from orchestration.ledger import extractions, files, runs
from orchestration.ledger.extractions import Verdict
from orchestration.loading import parquet
from orchestration.loading.engine import WorkOnAll, opened
from orchestration.loading.work import Task, Worked
from orchestration.nightly import settled
from orchestration.nightly.published import is_published
from orchestration.nightly.run import Run, in_step

_BATCH = 500  # documents


def extract_due(run: Run) -> dict[str, int]:
    """Work on everything that is due. Returns how many contents ended with which outcome.

    Where all is as a run left it that found nothing due, and that is published, no report and no batch is looked at.
    """
    with in_step(run, "extraction"), opened(run.engine, run.data.computed) as work_on_all:
        found = settled.known(run, settled.state_of(run, EXTRACTOR_VERSION))
        if found is not None and is_published(run, found.fingerprint):
            runs.set_fingerprint(run.ledger, run.run_id, found.fingerprint)
            settled.record_counts(run, found)
            return {}
        runs.set_fingerprint(run.ledger, run.run_id, None)  # what a first try of this step knew may be so no more
        _forget_damaged_batches(run)
        due = extractions.due_contents(run.ledger, EXTRACTOR_VERSION)
        counts: Counter[str] = Counter()
        for start in range(0, len(due), _BATCH):
            counts += _work_on_batch(run, work_on_all, due[start : start + _BATCH], start, len(due))
        if not any(parquet.batches(run.data.extracted, table) for table in parquet.tables()):
            parquet.write_batch([], f"{run.run_id}-000000", run.data.extracted)  # dbt's sources need one file
        files.record_counts(run.ledger, run.run_id)
        return dict(counts)


def _work_on_batch(run: Run, work_on_all: WorkOnAll, due: list[sqlite3.Row], start: int, total: int) -> Counter[str]:
    extraction_id = f"{run.run_id}-{start:06d}"
    worked = []
    for done, result in enumerate(work_on_all([_task(run, row) for row in due]), start + 1):
        worked.append(result)
        run.progress("reports extracted", done, total)
    rows = [result.extracted for result in worked if result.extracted is not None]
    parquet.write_batch(rows, extraction_id, run.data.extracted)
    extractions.record_verdicts(run.ledger, run.run_id, extraction_id, EXTRACTOR_VERSION, map(_verdict, worked))
    return Counter(result.outcome.value for result in worked)


def _task(run: Run, row: sqlite3.Row) -> Task:
    return Task(
        content_sha256=row["content_sha256"],
        document_key=row["document_key"],
        file_name=PurePosixPath(row["source_path"]).name,
        files=run.data.files,
        documents=run.data.documents,
        reread=bool(row["is_unreadable"]),
    )


def _verdict(worked: Worked) -> Verdict:
    reading = worked.reading
    return Verdict(
        document_key=worked.task.document_key,
        outcome=worked.outcome.value,
        reason=worked.reason,
        reader=reading.reader if reading else None,
        file_format=reading.file_format if reading else None,
        pages=reading.pages if reading else None,
        used_ocr=reading.used_ocr if reading else None,
        seconds=reading.seconds if reading else None,
    )


def _forget_damaged_batches(run: Run) -> None:
    """Batches that are incomplete or damaged are set aside and their documents are due again."""
    damaged = parquet.damaged_batches(run.data.extracted)
    live = {row["extraction_id"] for row in extractions.live_extractions(run.ledger)}
    missing = {name for name in live if not parquet.is_complete(run.data.extracted, name)}
    for extraction_id in sorted(damaged | missing):
        parquet.set_aside(run.data.extracted, extraction_id)
    extractions.forget_verdicts(run.ledger, sorted(damaged | missing))
