"""`jixiao status`: what is published, how the last runs ended and why, which files are quarantined."""

from __future__ import annotations

import sqlite3

from rich.table import Table

from orchestration.alerts.settings import AlertSettingsError, load_alert_settings
from orchestration.cli.screen import OK, escape, fail, out
from orchestration.ledger import fetches, runs
from orchestration.ledger.alerts import last_alerts
from orchestration.ledger.model_builds import last_build
from orchestration.ledger.rebuilds import rebuilds
from orchestration.ledger.releases import last_release, tables_of
from orchestration.ledger.store import Ledger, LedgerDamaged, LedgerUnavailable, read_ledger
from orchestration.ledger.verifications import last_verification
from orchestration.loading.data_folder import DataFolder
from orchestration.nightly.freshness import last_good_night, staleness
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
        _tell_freshness(ledger)
        _tell_runs(latest)
        _tell_build(ledger)
        if latest:
            _tell_trouble(data, ledger, latest[0])
        _tell_files(ledger)
        _tell_sources(ledger)
        _tell_verification(ledger)
        _tell_alerts(data, ledger)
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


def _tell_freshness(ledger: Ledger) -> None:
    last, age = last_good_night(ledger), staleness(ledger)
    if last is None:
        out.print("[bold]Fresh:[/] no run has ended well yet")
    elif age is None:
        out.print(f"[bold]Fresh:[/] yes, the last good night ended at {last:%Y-%m-%d %H:%M} UTC")
    else:
        hours = int(age.total_seconds() // 3600)
        out.print(f"[bold red]Fresh: no[/], the last good night ended {hours} hours ago, at {last:%Y-%m-%d %H:%M} UTC")
    for why in rebuilds(ledger):
        out.print(f"[yellow]The next run builds anew: {escape(why)}[/]")


def _tell_runs(latest: list[sqlite3.Row]) -> None:
    table = Table("run", "outcome", "step", "seen", "new", "changed", "vanished", "release", show_edge=False)
    for run in latest:
        table.add_row(
            *(run["run_id"], run["outcome"] or "running", run["step"]),
            *(str(run[f"files_{count}"]) for count in ("seen", "new", "changed", "vanished")),
            run["release_id"] or "",
        )
    out.print("\n[bold]Last runs[/]", table)


def _tell_build(ledger: Ledger) -> None:
    """How much the last build computed anew, and why when it was everything."""
    found = last_build(ledger)
    if found is None:
        return
    run_id, build = found
    why = f"everything anew ({build.whole_because})" if build.whole_because else "what the run had touched"
    out.print(
        f"\n[bold]Last build[/] in run {run_id}: {escape(why)}; {build.rebuilt} models rebuilt, {build.left} left as they"
        f" were, {build.rows_written} rows written, {build.rows_kept} kept"
    )


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


def _tell_sources(ledger: Ledger) -> None:
    """The last visit of each source; nothing where there is none."""
    visits = fetches.last_visits(ledger)
    if visits:
        out.print("\n[bold]Sources[/]")
    for visit in visits:
        colour = {"complete": "green", "partial": "yellow", "failed": "red"}[visit["outcome"]]
        reason = f": {escape(visit['reason'])}" if visit["reason"] else ""
        out.print(
            f"  {escape(visit['source_name'])}: [{colour}]{visit['outcome']}[/] at {visit['finished_at'][:16]},"
            f" {visit['pages_seen']} pages seen, {visit['pages_gone']} gone, {visit['pages_refused']} refused{reason}"
        )


def _tell_verification(ledger: Ledger) -> None:
    last = last_verification(ledger)
    if last is None:
        return
    sound = last["release_is_sound"] != 0 and not last["files_damaged"] and not last["files_lost"]
    found = "all sound" if sound else f"{last['files_damaged']} damaged, {last['files_lost']} lost"
    if last["release_is_sound"] == 0:
        found += "; the published file was not what was published"
    out.print(
        f"\n[bold]Verified by hash[/] at {last['verified_at'][:16]}: {last['kept_files']} kept files,"
        f" [{'green' if sound else 'red'}]{found}[/]"
    )


def _tell_alerts(data: DataFolder, ledger: Ledger) -> None:
    try:
        is_off = load_alert_settings(data).is_off
    except AlertSettingsError as error:
        out.print(f"\n[bold red]Alerts are not sent:[/] {escape(str(error))}")
        return
    if is_off:
        out.print("\n[bold]Alerts:[/] off")
        return
    out.print("\n[bold]Alerts[/]")
    for alert in last_alerts(ledger, 5):
        how = "sent" if alert["is_sent"] else f"[red]not sent[/], {escape(alert['reason'] or '')}"
        out.print(f"  {alert['tried_at'][:16]} {alert['kind']} by {alert['channel']}: {how}")
