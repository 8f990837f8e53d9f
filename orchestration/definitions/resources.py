"""Resources: the paths of a run, and the run itself under the build lock."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from dagster import ConfigurableResource, InitResourceContext, ResourceDependency
from pydantic import Field, PrivateAttr

from orchestration.ledger import runs
from orchestration.ledger.runs import RunOutcome
from orchestration.loading.data_folder import DataFolder
from orchestration.loading.engine import Engine
from orchestration.nightly import steps
from orchestration.nightly.alerting import send_due_alerts
from orchestration.nightly.intake import Intake, default_folder
from orchestration.nightly.run import Progress, Run, no_progress
from orchestration.releases.acceptance import parse_acceptance
from orchestration.sources.settings import load_sources
from orchestration.warehouse.lock import build_lock

WAIT_SECONDS = 3600.0  # a nightly run that meets an operator's load waits for it

shown_progress: ContextVar[Progress] = ContextVar("shown_progress", default=no_progress)


class Paths(ConfigurableResource):
    """Where raw files are looked for, and where everything is written."""

    data_folder: str = ""
    """Empty: `$JIXIAO_DATA`, else `./data`."""
    roots: list[str] = Field(default_factory=list)
    """Files and folders to scan."""
    use_sources: bool = True
    """Take in what `sources.toml` names; without that file, the `raw` folder."""
    visit_sites: bool = True
    """Ask the index pages of the sources; off when that was done just now."""

    @property
    def data(self) -> DataFolder:
        return DataFolder.at(self.data_folder) if self.data_folder else DataFolder.from_environment()

    def intake(self, *, verify: bool = False, redo: str = "") -> Intake:
        """What a run takes in. Raises SettingsError for a `sources.toml` that cannot be understood."""
        sources = load_sources(self.data, default_folder()) if self.use_sources else None
        return Intake(tuple(map(Path, self.roots)), sources, self.visit_sites, verify, redo)


class NightlyRun(ConfigurableResource):
    """One run of the steps, for the life of one Dagster run: takes the build lock, begins the run, and ends both."""

    paths: ResourceDependency[Paths]
    accept: str = ""
    """`who: why`: who accepts that this run publishes less than the last release, and why."""
    redo: str = ""
    """A year (`2022`), or the series_key or report_key of a report: its files are read again."""
    verify: bool = False
    """Hash every file, as happens once a week."""
    engine: str = ""
    """Where reports are read and models computed: `local` or `spark`. Empty: `$JIXIAO_ENGINE`, else `local`."""
    remote: str = ""
    """`sc://HOST:PORT` of a Spark Connect server. Empty: `$JIXIAO_SPARK_REMOTE`."""
    models: str = ""
    """What computes the models of the engine `spark`: `spark` or `duckdb`. Empty: `$JIXIAO_MODELS`, else `spark`."""
    _run: Run | None = PrivateAttr(default=None)

    @contextmanager
    def yield_for_execution(self, context: InitResourceContext) -> Generator["NightlyRun", None, None]:
        data = self.paths.data
        acceptance = parse_acceptance(self.accept) if self.accept else None
        engine = Engine.asked(self.engine, self.remote, self.models)
        log = context.log.info if context.log else None
        orchestrator_run_id = context.run.run_id if context.run else None
        with build_lock(data.lock, wait_seconds=WAIT_SECONDS, on_wait=log):
            run = steps.begin(
                data,
                orchestrator_run_id=orchestrator_run_id,
                progress=shown_progress.get(),
                acceptance=acceptance,
                engine=engine,
            )
            self._run = run
            try:
                yield self
            finally:
                _end(data, run)
                self._run = None

    def take_up(self, retry_number: int) -> None:
        """Go on with a run whose step failed and is tried again."""
        if retry_number:
            runs.reopen(self.run.ledger, self.run.run_id)

    @property
    def run(self) -> Run:
        assert self._run is not None, "the resource is used outside a run"
        return self._run

    @property
    def intake(self) -> Intake:
        return self.paths.intake(verify=self.verify, redo=self.redo)


def _end(data: DataFolder, run: Run) -> None:
    """A run that stops between two steps (only some assets were selected) has published nothing new."""
    with run.ledger:
        runs.finish_run(run.ledger, run.run_id, RunOutcome.UNCHANGED, reason="only a part of the steps was asked for")
        send_due_alerts(data, run.ledger)
