"""The order of the steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from orchestration.extraction import EXTRACTOR_VERSION
from orchestration.ledger import extractions, files, runs
from orchestration.ledger.runs import RunOutcome
from orchestration.ledger.store import read_ledger
from orchestration.loading.data_folder import DataFolder
from orchestration.loading.scan import scan
from orchestration.nightly.build_step import build_models, current_fingerprint, is_news, is_published, run_expectations
from orchestration.nightly.extraction_step import extract_due
from orchestration.nightly.inventory_step import compare, take_inventory
from orchestration.nightly.publish_step import publish_release
from orchestration.nightly.run import Run, begin


def run_all(run: Run, roots: Iterable[Path]) -> RunOutcome:
    """Every step, in order. Raises what ended the run early; the ledger then tells it as blocked or failed."""
    take_inventory(run, scan(roots, run.data.root))
    extract_due(run)
    if not is_news(run):
        return RunOutcome.UNCHANGED
    build_models(run)
    run_expectations(run)
    publish_release(run)
    return RunOutcome.PUBLISHED


def has_news(data: DataFolder, roots: Iterable[Path]) -> bool:
    """Whether a run would have something to do. Reads only; costs a scan.

    Raises PathNotFound for a path that is not there, LedgerDamaged when the ledger cannot be read.
    """
    seen = scan(roots, data.root)
    ledger = read_ledger(data.ledger)
    if ledger is None:
        return True
    with ledger:
        unnamed = replace(seen, named=frozenset())  # whether a named file changed unseen is found by the run
        if not compare(unnamed, files.known_files(ledger)).is_empty:
            return True
        if extractions.are_retracted(ledger, seen.named):
            return True
        if extractions.due_contents(ledger, EXTRACTOR_VERSION):
            return True
        run = Run(data, ledger, "")
        return not is_published(run, current_fingerprint(run))


__all__ = ["Run", "begin", "has_news", "run_all", "runs"]
