"""One night in a process of its own: `python -m benchmarks.night DATA FOLDER` prints what each step took, as JSON.

The steps are those of the job, called one after the other without Dagster.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.measure import clock, peak_memory_gib
from orchestration.loading.data_folder import DataFolder
from orchestration.nightly import steps
from orchestration.nightly.build_step import build_models, is_news, run_expectations
from orchestration.nightly.intake import Intake
from orchestration.nightly.publish_step import publish_release
from orchestration.warehouse.lock import build_lock


def main(root: Path, folder: Path) -> None:
    """Run one night of a folder of reports into the data folder `root`; print seconds by step, memory and size."""
    data, intake = DataFolder(root.absolute()), Intake((folder.absolute(),))
    spent: dict[str, dict[str, float]] = {}

    def timed(name: str, step: Callable[[], Any]) -> Any:
        with clock() as seconds:
            result = step()
        spent[name] = {"wall": round(seconds.wall, 3), "cpu": round(seconds.cpu, 3)}
        return result

    with build_lock(data.lock, wait_seconds=60):
        run = timed("beginning", lambda: steps.begin(data))  # the ledger is checked, what a crash left is looked for
        timed("inventory", lambda: steps.take_in(run, intake))
        timed("extraction", lambda: steps.extract(run, intake))
        if timed("comparison", lambda: is_news(run)):
            timed("dbt", lambda: build_models(run))
            timed("expectations", lambda: run_expectations(run))
            timed("publish", lambda: publish_release(run))
    file = data.published.resolve()
    size = file.stat().st_size / 1024**2 if file.exists() else 0.0
    print(json.dumps({"steps": spent, "peak_gib": round(peak_memory_gib(), 2), "warehouse_mib": round(size, 1)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
