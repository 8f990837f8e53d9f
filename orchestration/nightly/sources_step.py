"""Step 0: the sources are visited. A source that fails is told and left; the night goes on with the others."""

from __future__ import annotations

from orchestration.ledger import fetches
from orchestration.ledger.fetches import Visit
from orchestration.ledger.store import Ledger, now
from orchestration.loading.data_folder import DataFolder
from orchestration.nightly.intake import Intake, trouble_of
from orchestration.nightly.run import Run, in_step
from orchestration.sources.index_pages import visit_index_page
from orchestration.sources.settings import Folder, Sources


def visit_sources(run: Run, intake: Intake) -> list[Visit]:
    """Visit what the intake names. Raises only for faults of this machine."""
    with in_step(run, "sources"):
        if intake.sources is None or not intake.visit:
            return []
        return visit_all(intake.sources, run.data, run.ledger, run.run_id)


def visit_all(sources: Sources, data: DataFolder, ledger: Ledger, run_id: str | None = None) -> list[Visit]:
    """Visit every source and record how it went. The caller holds the build lock."""
    visits = []
    for folder in () if sources.is_default else sources.folders:
        visits.append(_visit_folder(folder, ledger))
        fetches.record_visit(ledger, visits[-1], run_id)
    for page in sources.index_pages:
        visits.append(visit_index_page(page, data, ledger))
        fetches.record_visit(ledger, visits[-1], run_id)
    return visits


def _visit_folder(folder: Folder, ledger: Ledger) -> Visit:
    """Whether the folder can be reached; its files are counted by the inventory."""
    trouble = trouble_of(folder, ledger)
    return Visit(folder.name, now(), "complete" if trouble is None else "failed", trouble)
