"""Running the `nightly` job in this process, on the instance of the data folder."""

from __future__ import annotations

import logging
import os

from orchestration.definitions.instance import environment
from orchestration.loading.data_folder import DataFolder
from orchestration.loading.engine import Engine
from orchestration.nightly.intake import Intake
from orchestration.nightly.run import Progress


def execute_nightly(
    data: DataFolder, intake: Intake, progress: Progress, accept: str = "", engine: Engine | None = None
) -> str:
    """Run the job; whatever becomes of it is told by the ledger. Returns Dagster's id of the run."""
    os.environ.update(environment(data))
    from dagster import DagsterInstance

    from orchestration.definitions.code_location import defs
    from orchestration.definitions.resources import shown_progress

    logging.getLogger("dagster").setLevel(logging.CRITICAL)
    token = shown_progress.set(progress)
    try:
        with DagsterInstance.get() as instance:
            result = defs.resolve_job_def("nightly").execute_in_process(
                instance=instance, run_config=run_config(data, intake, accept, engine), raise_on_error=False
            )
    finally:
        shown_progress.reset(token)
    return result.run_id


def run_config(data: DataFolder, intake: Intake, accept: str = "", engine: Engine | None = None) -> dict[str, object]:
    """What tells the job where to look and where to write. Without an engine, the environment says which."""
    paths = {
        "config": {
            "data_folder": str(data.root),
            "roots": [str(root.absolute()) for root in intake.roots],
            "use_sources": intake.sources is not None,
            "visit_sites": intake.visit,
        }
    }
    where = {"engine": engine.name, "remote": engine.named_remote, "models": engine.models} if engine else {}
    nightly = {"config": {"accept": accept, "redo": intake.redo, "verify": intake.verify, **where}}
    return {
        "resources": {"paths": paths, "nightly": nightly},
        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
    }
