"""`jixiao load`: what is new goes through the `nightly` job; nothing new ends at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from orchestration.cli.fetch import fetch, tell_visits
from orchestration.cli.screen import FAILED, OK, USAGE, err, escape, fail, out, progress_bars
from orchestration.ledger import runs
from orchestration.ledger.store import LedgerDamaged, LedgerUnavailable, open_ledger
from orchestration.loading.data_folder import DataFolder
from orchestration.loading.engine import Engine
from orchestration.loading.scan import PathNotFound
from orchestration.nightly import steps
from orchestration.nightly.alerting import send_due_alerts
from orchestration.nightly.intake import Intake, default_folder
from orchestration.releases.acceptance import parse_acceptance
from orchestration.sources.settings import load_sources
from orchestration.warehouse.lock import AnotherRun, build_lock

FIRST_QUERY = (
    "select office_name, year_key, adjusted_total_amount, executed_total_amount, self_score"
    " from fct_report_totals join dim_offices using (office_key) order by all"
)


def load_paths(
    paths: Sequence[Path],
    wait: float,
    accept: str = "",
    *,
    verify: bool = False,
    redo: str = "",
    engine: str = "",
    remote: str = "",
    models: str = "",
) -> int:
    """Load; returns the exit code. Without paths, everything that `sources.toml` names."""
    data = DataFolder.from_environment()
    try:
        if accept:
            parse_acceptance(accept)
        where = Engine.asked(engine, remote, models)
        intake = _intake(data, paths, wait, verify=verify, redo=redo)
        if _has_news(data, intake):
            return run_job(data, intake, wait, accept, where)
        return _nothing_new(data, intake, wait, where)
    except (PathNotFound, ValueError) as error:
        return fail(str(error), USAGE)
    except AnotherRun as error:
        return fail(str(error))
    except (LedgerDamaged, LedgerUnavailable) as error:
        return fail(str(error))


def _intake(data: DataFolder, paths: Sequence[Path], wait: float, *, verify: bool, redo: str) -> Intake:
    """What is asked for. Index pages are visited here, so that a night without news needs no more than that."""
    if paths:
        return Intake(roots=tuple(paths), verify=verify, redo=redo)
    sources = load_sources(data, default_folder())
    if sources.is_default and redo and not sources.folders[0].path.exists():
        return Intake(verify=verify, redo=redo)
    if sources.index_pages:
        tell_visits(fetch(data, sources, wait))
    return Intake(sources=sources, visit=not sources.index_pages, verify=verify, redo=redo)


def _has_news(data: DataFolder, intake: Intake) -> bool:
    try:
        return steps.has_news(data, intake)
    except LedgerDamaged as damage:
        err.print(f"[yellow]{escape(str(damage))}: it will be repaired[/]")
        return True


def _nothing_new(data: DataFolder, intake: Intake, wait: float, engine: Engine) -> int:
    with build_lock(data.lock, wait_seconds=wait, on_wait=err.print):
        run = steps.begin(data, engine=engine)
        with run.ledger:
            steps.run_all(run, intake)
            send_due_alerts(data, run.ledger)
            row = runs.get_run(run.ledger, run.run_id)
    if row["outcome"] == "published":  # what a scan does not see: a named file that changed without its time
        return tell_end(data, row)
    out.print(
        f"Nothing new in {row['files_seen']} files: nothing was read, built or checked."
        f" Release {row['release_id']} stays published: {data.published}"
    )
    return OK


def run_job(data: DataFolder, intake: Intake, wait: float, accept: str = "", engine: Engine | None = None) -> int:
    """Run the real job in this process; it is seen in Dagster's pages like any other run."""
    with build_lock(data.lock, wait_seconds=wait, on_wait=err.print):
        pass  # wait here with a word; the job takes the lock itself
    from orchestration.definitions.execution import execute_nightly

    with progress_bars() as progress:
        orchestrator_run_id = execute_nightly(data, intake, progress, accept, engine)
    with open_ledger(data.ledger) as ledger:
        found = ledger.rows(
            "select * from runs where orchestrator_run_id = ? order by started_at desc", (orchestrator_run_id,)
        )
        return tell_end(data, found[0]) if found else fail("the run did not begin: see `jixiao ui`")


def tell_end(data: DataFolder, run: sqlite3.Row) -> int:
    """Print how a run ended; returns the exit code."""
    seen = (
        f"{run['files_seen']} files seen: {run['files_loaded']} loaded, {run['files_duplicate']} duplicate,"
        f" {run['files_quarantined']} quarantined"
    )
    if run["outcome"] in ("published", "unchanged"):
        word = "Published" if run["outcome"] == "published" else "Unchanged:"
        out.print(f"[bold green]{word}[/] release {run['release_id']} ({seen})\n  {data.published}\n")
        if run["reason"]:
            err.print(f"[yellow]{escape(run['reason'])}[/]\n")
        out.print(f'A first query:\n  jixiao sql "{FIRST_QUERY}"')
        return OK
    kept = "The published file is as it was." if data.published.exists() else "Nothing is published yet."
    err.print(f"[bold red]{(run['outcome'] or 'unfinished').capitalize()}[/] in step {run['step']} ({seen}). {kept}")
    err.print(f"  {escape(run['reason'] or 'the run did not end')}")
    err.print("  More: jixiao status")
    return FAILED
