"""Dagster's instance below the data folder: runs, events and schedules of this warehouse, no telemetry."""

from __future__ import annotations

import os

from orchestration.loading.data_folder import ENVIRONMENT_VARIABLE, DataFolder, writing
from orchestration.loading.durable import write_bytes

_EARLIER_SETTINGS = b"telemetry:\n  enabled: false\n"
_SETTINGS = (
    _EARLIER_SETTINGS
    + b"""nux:
  enabled: false
storage:
  custom:
    module: orchestration.definitions.event_log
    class: Storage
    config:
      base_dir:
        env: DAGSTER_HOME
"""
)


def environment(data: DataFolder) -> dict[str, str]:
    """The environment in which Dagster works on this data folder; makes the instance's folder.

    Raises DataFolderUnavailable where it cannot.
    """
    settings = data.dagster / "dagster.yaml"
    if not settings.exists() or settings.read_bytes() == _EARLIER_SETTINGS:  # an operator's own settings stay
        with writing(settings):
            write_bytes(settings, _SETTINGS)
    return os.environ | {
        "DAGSTER_HOME": str(data.dagster),
        "DAGSTER_DISABLE_TELEMETRY": "yes",
        "DAGSTER_EVENT_BATCH_SIZE": "1000",  # what a run plans is stored in one transaction
        "DO_NOT_TRACK": "1",
        ENVIRONMENT_VARIABLE: str(data.root),
    }
