"""The code location: everything that Dagster serves."""

from __future__ import annotations

from dagster import (
    AssetSelection,
    DefaultScheduleStatus,
    Definitions,
    ScheduleDefinition,
    define_asset_job,
    in_process_executor,
)

from orchestration.definitions.assets import (
    confirmed_warehouse,
    data_docs_asset,
    extracted_reports,
    published_warehouse_asset,
    raw_files,
    source_pages,
)
from orchestration.definitions.dbt_models import dbt_models
from orchestration.definitions.documentation import documentation_site
from orchestration.definitions.resources import NightlyRun, Paths
from orchestration.definitions.sensors import alerts_sensor, failed_run_sensor, new_files_sensor
from orchestration.loading.data_folder import DataFolder
from orchestration.warehouse.dbt_build import manifest

models = dbt_models(manifest(DataFolder.from_environment()))
_model_keys = sorted(models.keys)

nightly_job = define_asset_job(
    "nightly",
    selection=AssetSelection.all(),
    description="Fetch, scan, read, extract, build, check, publish. Nothing is published unless every gate has passed.",
    executor_def=in_process_executor,
)

nightly_schedule = ScheduleDefinition(
    name="nightly_at_two",
    job=nightly_job,
    cron_schedule="0 2 * * *",
    execution_timezone="Asia/Shanghai",
    default_status=DefaultScheduleStatus.RUNNING,
    description="Every night at 02:00 in Shanghai, while `jixiao ui` (or the daemon) runs.",
)

_paths = Paths.configure_at_launch()
defs = Definitions(
    assets=[
        source_pages,
        raw_files,
        extracted_reports,
        models,
        data_docs_asset(_model_keys),
        published_warehouse_asset(_model_keys),
        confirmed_warehouse,
        documentation_site,
    ],
    jobs=[nightly_job],
    schedules=[nightly_schedule],
    sensors=[new_files_sensor("nightly"), alerts_sensor(), failed_run_sensor()],
    resources={"paths": _paths, "nightly": NightlyRun.configure_at_launch(paths=_paths)},
    executor=in_process_executor,
)
