"""A run: its identity, the step it is in, and how it ends whatever happens."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from orchestration.extraction import EXTRACTOR_VERSION
from orchestration.ledger import runs, store
from orchestration.ledger.runs import RunOutcome
from orchestration.ledger.store import Ledger
from orchestration.loading.data_folder import DataFolder
from orchestration.loading.durable import remove_parts
from orchestration.loading.engine import LOCAL, Engine
from orchestration.releases.acceptance import Acceptance
from orchestration.warehouse.fingerprint import PROJECT_ROOT
from orchestration.warehouse.seals import GateFailed, NotSealed

Progress = Callable[[str, int, int], None]


def no_progress(what: str, done: int, total: int) -> None:
    """For callers that show none."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the steps. The caller holds the build lock for its whole life."""

    data: DataFolder
    ledger: Ledger
    run_id: str
    progress: Progress = no_progress
    acceptance: Acceptance | None = None  # of what the guards against the last release would block
    engine: Engine = LOCAL  # where contents are read and extracted, and the models computed


def begin(
    data: DataFolder,
    *,
    orchestrator_run_id: str | None = None,
    progress: Progress = no_progress,
    acceptance: Acceptance | None = None,
    engine: Engine = LOCAL,
) -> Run:
    """Begin a run, or take up the one already begun for this run of the orchestrator."""
    data.create()
    ledger, repaired = store.open_or_repair(data.ledger)
    run_id = runs.run_of_orchestrator(ledger, orchestrator_run_id) if orchestrator_run_id else None
    if run_id is None:
        for folder in (data.root, data.files, data.documents, data.inventory, *data.extracted.glob("*")):
            remove_parts(folder)
        run_id = runs.begin_run(
            ledger,
            extractor_version=EXTRACTOR_VERSION,
            git_sha=git_sha(),
            orchestrator_run_id=orchestrator_run_id,
        )
        if repaired:
            runs.note(ledger, run_id, repaired)
    return Run(data, ledger, run_id, progress, acceptance, engine)


@contextmanager
def in_step(run: Run, step: str) -> Iterator[None]:
    """Record the step, and the end of the run when it does not get through it. The exception goes on."""
    runs.enter_step(run.ledger, run.run_id, step)
    try:
        yield
    except (GateFailed, NotSealed) as blocked:
        _finish(run, RunOutcome.BLOCKED, blocked, str(blocked))
        raise
    except (KeyboardInterrupt, SystemExit) as stopped:
        _finish(run, RunOutcome.FAILED, stopped, f"stopped during the step {step}")
        raise
    except Exception as error:
        _finish(run, RunOutcome.FAILED, error, f"step {step}: {type(error).__name__}: {error}")
        raise


def _finish(run: Run, outcome: RunOutcome, error: BaseException, reason: str) -> None:
    """A ledger that cannot be written now (a full disk) is told by the next run, which finds this one open."""
    try:
        runs.finish_run(run.ledger, run.run_id, outcome, reason=reason[:2000])
        store.back_up(run.ledger)
    except (sqlite3.OperationalError, OSError) as unwritable:
        error.add_note(f"the ledger could not be written either: {unwritable}")


def git_sha() -> str | None:
    """The commit this program runs from, or None outside a clone."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(
            ["git", "-C", str(PROJECT_ROOT), "rev-parse", "HEAD"],
            capture_output=True, text=True, timeout=10, env=environment, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() or None
