"""Sensors: new files between two nights, and alerts that no run is left to send."""

from collections.abc import Iterator
from contextlib import contextmanager

from dagster import (
    DefaultSensorStatus,
    RunFailureSensorContext,
    RunRequest,
    SensorDefinition,
    SensorEvaluationContext,
    SkipReason,
    run_failure_sensor,
    sensor,
)

from orchestration.alerts.channels import NotSent, channels
from orchestration.alerts.message import Alert
from orchestration.alerts.settings import load_alert_settings
from orchestration.definitions.resources import Paths
from orchestration.ledger import store
from orchestration.ledger.store import Ledger
from orchestration.loading.data_folder import DataFolder
from orchestration.loading.scan import PathNotFound
from orchestration.nightly import steps
from orchestration.nightly.alerting import send_due_alerts
from orchestration.warehouse.lock import is_locked


def new_files_sensor(job_name: str) -> SensorDefinition:
    """Off by default: the schedule suffices where figures of yesterday do. Visits no site; those are the night's."""

    @sensor(
        name="new_files",
        job_name=job_name,
        minimum_interval_seconds=300,
        default_status=DefaultSensorStatus.STOPPED,
        description="Runs the job when folders of the sources hold news; the same news once.",
    )
    def new_files(context: SensorEvaluationContext) -> RunRequest | SkipReason:
        paths = Paths()
        if is_locked(paths.data.lock):
            return SkipReason("another build is running")
        try:
            news = steps.news(paths.data, paths.intake())
        except (PathNotFound, ValueError, store.LedgerDamaged, store.LedgerUnavailable) as error:
            return SkipReason(str(error))
        if news is None:
            return SkipReason("nothing new")
        return RunRequest(run_key=news, run_config={"resources": {"paths": {"config": {"visit_sites": False}}}})

    return new_files


def alerts_sensor() -> SensorDefinition:
    """Alerts of nights that did not happen or died without a word."""

    @sensor(
        name="alerts",
        minimum_interval_seconds=600,
        default_status=DefaultSensorStatus.RUNNING,
        description="Sends alerts that are due: stale data, runs that died. Does nothing while alerts.toml names no way.",
    )
    def alerts(context: SensorEvaluationContext) -> SkipReason:
        data = DataFolder.from_environment()
        with _writable(data) as ledger:
            sent = 0 if ledger is None else send_due_alerts(data, ledger)
        return SkipReason(f"{sent} alerts sent")

    return alerts


def failed_run_sensor() -> SensorDefinition:
    """A run that could not even begin its record is told by Dagster's."""

    @run_failure_sensor(
        name="failed_run",
        default_status=DefaultSensorStatus.RUNNING,
        description="Sends alerts of a failed run, also of one that the ledger knows nothing of.",
    )
    def failed_run(context: RunFailureSensorContext) -> None:
        data = DataFolder.from_environment()
        with _writable(data) as ledger:
            if ledger is not None:
                send_due_alerts(data, ledger)
                if ledger.rows("select 1 from runs where orchestrator_run_id = ?", (context.dagster_run.run_id,)):
                    return
        settings = load_alert_settings(data)
        title, text = "The night could not begin", context.failure_event.message or "Dagster's run failed"
        for name, send in () if "failed" not in settings.on else channels(settings):
            try:
                send(Alert(f"{context.dagster_run.run_id}:failed", "failed", title, text))
            except NotSent as failure:
                context.log.warning(f"the alert was not sent by {name}: {failure}")

    return failed_run


@contextmanager
def _writable(data: DataFolder) -> Iterator[Ledger | None]:
    """The ledger, which keeps what was sent, or None while there is none to be had."""
    try:
        ledger = store.open_existing(data.ledger)
    except (store.LedgerDamaged, store.LedgerUnavailable):
        ledger = None
    if ledger is None:
        yield None
        return
    with ledger:
        yield ledger
