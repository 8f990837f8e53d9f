"""What is worth an alert, told once by every way that `alerts.toml` names."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta

from orchestration.alerts.channels import NotSent, channels
from orchestration.alerts.message import Alert
from orchestration.alerts.settings import AlertSettingsError, load_alert_settings
from orchestration.ledger import alerts, files, runs
from orchestration.ledger.store import Ledger
from orchestration.loading.data_folder import DataFolder
from orchestration.nightly.freshness import last_good_night, staleness
from orchestration.warehouse.lock import is_locked

_LOOKING_BACK = timedelta(days=3)  # who sets alerts up is not told the history
_SHOWN = 10  # files or checks named in one alert

log = logging.getLogger("jixiao.alerts")


def send_due_alerts(data: DataFolder, ledger: Ledger) -> int:
    """Send what is due and was not sent; returns how many messages were. A failure to send is recorded, never raised."""
    try:
        settings = load_alert_settings(data)
    except AlertSettingsError as error:
        log.warning("no alert is sent: %s", error)
        return 0
    if settings.is_off:
        return 0
    sent = 0
    for alert in due_alerts(data, ledger):
        if alert.kind not in settings.on:
            continue
        for channel, send in channels(settings):
            if not alerts.is_settled(ledger, alert.key, channel):
                sent += _send(ledger, alert, channel, send)
    return sent


def _send(ledger: Ledger, alert: Alert, channel: str, send: Callable[[Alert], None]) -> bool:
    failure = None
    try:
        send(alert)
    except NotSent as error:
        failure = str(error)
        log.warning("the alert %s was not sent by %s: %s", alert.key, channel, failure)
    try:
        alerts.record_alert(ledger, alert.key, channel, alert.kind, failure)
    except sqlite3.OperationalError as error:  # a full disk: it is told again later
        log.warning("the alert %s could not be recorded: %s", alert.key, error)
    return failure is None


def due_alerts(data: DataFolder, ledger: Ledger) -> Iterator[Alert]:
    """Everything of the last days that is worth an alert, sent or not."""
    since = (datetime.now(UTC) - _LOOKING_BACK).strftime("%Y-%m-%dT%H:%M:%S")
    for run in ledger.rows("select * from runs where started_at >= ? order by started_at", (since,)):
        yield from _of_run(data, ledger, run)
    for visit in ledger.rows("select * from source_visits where outcome <> 'complete' and started_at >= ?", (since,)):
        title = f"The source {visit['source_name']} was visited with failures"
        if visit["outcome"] == "failed":
            title = f"The source {visit['source_name']} failed"
        yield Alert(f"visit:{visit['visit_id']}", "source", title, visit["reason"] or "", visit["run_id"])
    damage = "verified_at >= ? and (files_damaged > 0 or files_lost > 0 or release_is_sound = 0)"
    for found in ledger.rows(f"select * from verifications where {damage}", (since,)):
        text = f"{found['files_damaged']} kept files were damaged, {found['files_lost']} are lost"
        if found["release_is_sound"] == 0:
            text += "; the published file was not what was published"
        yield Alert(f"verification:{found['verification_id']}", "damage", "Damage was found", text, found["run_id"])
    yield from _of_freshness(ledger)


def _of_run(data: DataFolder, ledger: Ledger, run: sqlite3.Row) -> Iterator[Alert]:
    outcome, reason = run["outcome"], run["reason"] or ""
    if outcome is None and not is_locked(data.lock):  # same key as when the next run says so
        outcome, reason = "failed", f"the process ended without a word during the step {run['step']}"
    if outcome in ("failed", "blocked"):
        lines = [f"Run {run['run_id']} {outcome} in step {run['step']}: {reason}", "What is published stays as it was."]
        lines += _listed(
            f"{check['layer']} check {check['check_name']}: observed {check['observed']}, expected {check['expected']}"
            for check in runs.blocking_checks(ledger, run["run_id"])
        )
        word = "failed" if outcome == "failed" else "was blocked"
        yield Alert(f"{run['run_id']}:{outcome}", outcome, f"The night {word}", "\n".join(lines), run["run_id"])
    quarantined = files.quarantined_in(ledger, run["run_id"])
    if quarantined:
        lines = _listed(f"{file['source_path']}: {file['reason']}" for file in quarantined)
        title = f"{len(quarantined)} files were quarantined"
        yield Alert(f"{run['run_id']}:quarantine", "quarantine", title, "\n".join(lines), run["run_id"])


def _of_freshness(ledger: Ledger) -> Iterator[Alert]:
    age = staleness(ledger)
    if age is not None:
        hours = int(age.total_seconds() // 3600)
        text = f"The last night that ended well was {hours} hours ago, at {last_good_night(ledger):%Y-%m-%d %H:%M} UTC."
        yield Alert(f"stale:{last_good_night(ledger):%Y%m%dT%H%M%S}", "stale", "The warehouse is not fresh", text)


def _listed(lines: Iterable[str]) -> list[str]:
    every = [line[:500] for line in lines]
    rest = len(every) - _SHOWN
    return every[:_SHOWN] + ([f"and {rest} more"] if rest > 0 else [])
