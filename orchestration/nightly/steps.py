"""The order of the steps."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from orchestration.extraction import EXTRACTOR_VERSION
from orchestration.ledger import extractions, files, rebuilds, runs, verifications
from orchestration.ledger.runs import RunOutcome
from orchestration.ledger.store import read_ledger
from orchestration.loading.data_folder import DataFolder
from orchestration.nightly import redo, settled, verification_step
from orchestration.nightly.build_step import build_models, current_fingerprint, is_news, run_expectations
from orchestration.nightly.extraction_step import extract_due
from orchestration.nightly.intake import Intake, look
from orchestration.nightly.inventory_step import Changes, compare, take_inventory
from orchestration.nightly.publish_step import publish_release
from orchestration.nightly.published import is_published
from orchestration.nightly.run import Run, begin
from orchestration.nightly.sources_step import visit_sources


def run_all(run: Run, intake: Intake) -> RunOutcome:
    """Every step, in order. Raises what ended the run early; the ledger then tells it as blocked or failed."""
    visit_sources(run, intake)
    take_in(run, intake)
    extract(run, intake)
    if not is_news(run):
        return RunOutcome.UNCHANGED
    build_models(run)
    run_expectations(run)
    publish_release(run)
    return RunOutcome.PUBLISHED


def take_in(run: Run, intake: Intake) -> Changes:
    """The inventory, over what was verified before when that is due."""
    verified = verification_step.verify_kept(run) if verification_step.is_wanted(run.ledger, intake) else None
    seen = look(intake, run.ledger, run.data)
    changes = take_inventory(run, seen if verified is None else seen.verified())
    if verified is not None:
        verification_step.record(run, verified)
    return changes


def extract(run: Run, intake: Intake) -> dict[str, int]:
    """Extract what is due, and what the operator wants again. Returns how many contents ended with which outcome."""
    if intake.redo:
        redo.forget(run, intake.redo)
    return extract_due(run)


def has_news(data: DataFolder, intake: Intake) -> bool:
    """Whether a run would have something to do. Reads only; costs a scan. Raises as `news`."""
    return news(data, intake) is not None


def news(data: DataFolder, intake: Intake) -> str | None:
    """What is new, as a text that is the same for the same news; None when a run would have nothing to do.

    Raises PathNotFound for a path that is not there, LedgerDamaged when the ledger cannot be read, NothingToRedo.
    """
    if intake.redo:
        return _told(["redo", *redo.documents_to_redo(data, intake.redo)])
    ledger = read_ledger(data.ledger)
    if ledger is None:
        return _told(look(intake, None, data).files)
    with ledger:
        seen = look(intake, ledger, data)
        if verification_step.is_wanted(ledger, intake):
            last = verifications.last_verification(ledger)
            return _told(["verification", last and last["verified_at"]])
        unnamed = replace(seen, named=frozenset())  # whether a named file changed unseen is found by the run
        changes = compare(unnamed, files.known_files(ledger))
        if not changes.is_empty:
            return _told([*changes.new, *changes.changed, *changes.vanished])
        if extractions.are_retracted(ledger, seen.named):
            return _told(sorted(seen.named))
        run = Run(data, ledger, "")
        if settled.known(run, settled.state_of(run, EXTRACTOR_VERSION)) is None:
            due = extractions.due_contents(ledger, EXTRACTOR_VERSION)
            if due:
                return _told([EXTRACTOR_VERSION, *(row["content_sha256"] for row in due)])
        current = current_fingerprint(run)
        return None if is_published(run, current) else _told([current, *rebuilds.rebuilds(ledger)])


def _told(parts: Iterable[object]) -> str:
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


__all__ = ["Run", "begin", "extract", "has_news", "run_all", "runs", "take_in", "visit_sources"]
