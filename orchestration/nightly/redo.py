"""Reading reports again on request: one report with all its versions, or a year."""

from __future__ import annotations

from orchestration.ledger import extractions, files, rebuilds
from orchestration.loading.data_folder import DataFolder
from orchestration.loading.kept_documents import path_of
from orchestration.nightly.run import Run, in_step
from orchestration.warehouse.report_documents import documents_of


class NothingToRedo(ValueError):
    """No published report is meant. The message says what was asked for."""


def documents_to_redo(data: DataFolder, key: str) -> tuple[str, ...]:
    """The documents of a year or of a report. Raises NothingToRedo."""
    found = documents_of(data.published.resolve(), key) if data.published.exists() else ()
    if not found:
        raise NothingToRedo(f"no published report has the year, series_key or report_key {key}")
    return found


def forget(run: Run, key: str) -> int:
    """Make documents due again, their files to be read anew. Returns how many. Raises NothingToRedo.

    A document whose file is kept no more is extracted from its text. The rebuild is asked for first: a crash in
    between leaves it to the next run.
    """
    with in_step(run, "redo"):
        documents = documents_to_redo(run.data, key)
        rebuilds.ask_for_rebuild(run.ledger, f"{key} is read again")
        for row in files.outcomes(run.ledger):
            if row["document_key"] in documents and (run.data.files / row["content_sha256"]).exists():
                path_of(row["document_key"], run.data.documents).unlink(missing_ok=True)
        extractions.forget_documents(run.ledger, documents)
        return len(documents)
