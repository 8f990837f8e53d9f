"""`jixiao alerts`: send what is due, and a test by every way that is set up."""

from __future__ import annotations

from orchestration.alerts.channels import NotSent, channels
from orchestration.alerts.message import Alert
from orchestration.alerts.settings import AlertSettingsError, load_alert_settings, settings_path
from orchestration.cli.screen import FAILED, OK, USAGE, escape, fail, out
from orchestration.ledger.store import LedgerDamaged, LedgerUnavailable, now, open_existing
from orchestration.loading.data_folder import DataFolder
from orchestration.nightly.alerting import send_due_alerts


def try_alerts() -> int:
    """Send; returns the exit code, which is not 0 when a test was not taken."""
    data = DataFolder.from_environment()
    try:
        settings = load_alert_settings(data)
        if settings.is_off:
            out.print(f"Alerts are off: {settings_path(data)} names no webhook and no e-mail (docs/operations.md)")
            return OK
        ledger = open_existing(data.ledger)
        if ledger is not None:
            with ledger:
                out.print(f"{send_due_alerts(data, ledger)} alerts were due and sent")
    except AlertSettingsError as error:
        return fail(str(error), USAGE)
    except (LedgerDamaged, LedgerUnavailable) as error:
        return fail(str(error))
    code = OK
    for name, send in channels(settings):
        try:
            send(Alert(f"test:{now()}", "test", "Test", f"Alerts of {data.root} arrive."))
            out.print(f"[green]sent[/] by {name}")
        except NotSent as failure:
            code = FAILED
            out.print(f"[red]not sent[/] by {name}: {escape(str(failure))}")
    return code
