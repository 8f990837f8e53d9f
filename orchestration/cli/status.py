"""`jixiao status`: what is published, how the last runs ended and why, which files are quarantined."""

from __future__ import annotations

import sqlite3

from rich.table import Table

from orchestration.cli.screen import OK, escape, fail, out
from orchestration.ledger import runs
from orchestration.ledger.releases import last_release, tables_of
from orchestration.ledger.store import Ledger, LedgerDamaged, LedgerUnavailable, read_ledger
from orchestration.loading.data_folder import DataFolder
from orchestration.warehouse.lock import is_locked
from orchestration.warehouse.publish import published_release

_SHOWN_FILES = 20


def show_status(count: int) -> int:
    """Print; returns the exit code."""
    data = DataFolder.from_environment()
    try:
        ledger = read_ledger(data.ledger)
    except LedgerDamaged as damage:
        return fail(f"{damage}. The next `jixiao load` repairs it")
    except LedgerUnavailable as error:
        return fail(str(error))
    if ledger is None:
        out.print(f"Nothing was loaded into {data.root} yet: run `jixiao load PATH`")
        return OK
    with ledger:
        _tell_release(data, ledger)
        latest = runs.last_runs(ledger, count)
        _tell_runs(latest)
        if latest:
            _tell_trouble(data, ledger, latest[0])
        _tell_files(ledger)
    return OK


def _tell_release(data: DataFolder, ledger: Ledger) -> None:
    release = last_release(ledger)
    published = published_release(data)
    if published is None or release is None:
        out.print(f"[bold]Published:[/] nothing yet in {data.root}")
        return
    tables = tables_of(ledger, published)
    rows = sum(state.row_count for state in tables.values())
    since = f", since {release['published_at']}" if release["release_id"] == published else ""
    out.print(f"[bold]Published:[/] release {published}{since}: {len(tables)} tables, {rows} rows\n  {data.published}")


def _tell_runs(latest: list[sqlite3.Row]) -> None:
    table = Table("run", "outcome", "step", "seen", "new", "changed", "vanished", "release", show_edge=False)
    for run in latest:
        table.add_row(
            *(run["run_id"], run["outcome"] or "running", run["step"]),
            *(str(run[f"files_{count}"]) for count in ("seen", "new", "changed", "vanished")),
            run["release_id"] or "",
        )
    out.print("\n[bold]Last runs[/]", table)


def _tell_trouble(data: DataFolder, ledger: Ledger, run: sqlite3.Row) -> None:
    """What blocked the last run, why it failed, or that it died without a word."""
    if run["outcome"] is None:
        if not is_locked(data.lock):
            out.print(f"\n[bold red]Failed:[/] the process died during the step {run['step']}. The next run heals it.")
        return
    if run["outcome"] not in ("blocked", "failed"):
        if run["reason"]:
            out.print(f"\n[yellow]{escape(run['reason'])}[/]")
        return
    out.print(f"\n[bold red]{run['outcome'].capitalize()}[/] in step {run['step']}: {escape(run['reason'] or '')}")
    for check in runs.blocking_checks(ledger, run["run_id"]):
        out.print(
            f"  {check['layer']} check {escape(check['check_name'])}: {check['outcome']};"
            f" observed {escape(str(check['observed']))}, expected {escape(str(check['expected']))}"
        )


def _tell_files(ledger: Ledger) -> None:
    counts = ledger.rows("select outcome, count(*) from file_outcomes where is_latest group by outcome order by 1")
    out.print("\n[bold]Files:[/] " + (", ".join(f"{count} {outcome}" for outcome, count in counts) or "none"))
    quarantined = ledger.rows(
        "select source_path, reason from file_outcomes where is_latest and outcome = 'quarantined' order by source_path"
    )
    for path, reason in quarantined[:_SHOWN_FILES]:
        out.print(f"  {escape(path)}: {escape(reason or '')}")
    if len(quarantined) > _SHOWN_FILES:
        out.print(f"  and {len(quarantined) - _SHOWN_FILES} more: quality.documents tells them all")
