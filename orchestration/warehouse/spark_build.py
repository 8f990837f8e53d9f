"""The models computed on a Spark cluster, by the same dbt project, and the build database made of what it computed.

1. DuckDB reads the seeds; they are laid out as Parquet beside the batches and the inventory.
2. dbt computes every table on the cluster as Parquet below `computed/`, and runs the data tests there.
3. dbt makes the build database: tables from those files, views and descriptions as ever.

The data folder must be one that the cluster reaches under the same path. Belongs here: the order of these steps and what
passes between them. Does not belong here: SQL (`dbt_project/macros/materializations/computed.sql`) and Spark's client.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import duckdb

from orchestration.loading.data_folder import DataFolder
from orchestration.loading.engine import REMOTE_VARIABLE
from orchestration.warehouse import dbt_build
from orchestration.warehouse.content_hash import PUBLISHED_SCHEMAS
from orchestration.warehouse.dbt_build import Built, RawEvent

COMPUTED_VARIABLE = "JIXIAO_COMPUTED"  # set: tables are taken over from computed/
SCHEMA_VARIABLE = "JIXIAO_SPARK_SCHEMA"

_SEED = ["seed"]
_COMPUTE = ["build", "--exclude-resource-type", "unit_test", "--target", "spark", "--full-refresh"]
_TAKE_OVER = ["build", "--exclude-resource-type", "unit_test", "test", "seed"]
_PATIENCE = 7200.0  # seconds without a word: longer than any one model may take


def build(folder: DataFolder, remote: str, on_event: Callable[[RawEvent], None] | None = None) -> Built:
    """Compute every model there, whole, with the data tests; returns what they said and what became of each model.

    Where a check blocks there is no build database to go on with. Raises ClusterFailed, also where the cluster does not
    reach the data folder, and DbtFailed.
    """
    from orchestration.loading.spark.session import DefaultSession
    from orchestration.loading.spark.shared_folder import check_reach

    with DefaultSession(remote, _PATIENCE) as session:
        check_reach(session.ask, folder.computed)
        _remove_last_build(folder)
        parsed = dbt_build.parsed_project(folder)
        seeded = dbt_build.invoke(folder, _SEED, on_event, folder.dbt_target / "build", parsed)
        _lay_out_seeds(folder)
        computed = _compute(folder, remote, _telling_tests(on_event, session.heard))
    checks = dbt_build.checks_of([*seeded, *computed])
    if any(check.blocks for check in checks):
        return Built(checks, [])
    with _environment({COMPUTED_VARIABLE: str(folder.computed)}):
        taken = dbt_build.invoke(folder, _TAKE_OVER, on_event, folder.dbt_target / "build", parsed)
    _remove_unpublished(folder)
    models = dbt_build.model_builds(parsed, [*seeded, *taken], dbt_build.row_counts(folder.build_file))
    return Built([*checks, *dbt_build.checks_of(taken)], models)


def _remove_last_build(folder: DataFolder) -> None:
    dbt_build.remove_build(folder)
    shutil.rmtree(folder.computed)
    folder.build_file.parent.mkdir(parents=True, exist_ok=True)


def _lay_out_seeds(folder: DataFolder) -> None:
    with duckdb.connect(str(folder.build_file), read_only=True) as connection:
        seeds = connection.execute("select table_name from duckdb_tables() where schema_name = 'seeds'").fetchall()
        for (name,) in seeds:
            target = folder.computed / "seeds" / name
            target.mkdir(parents=True)
            connection.execute(f"copy seeds.\"{name}\" to '{target}/{name}.parquet'")


def _compute(folder: DataFolder, remote: str, on_event: Callable[[RawEvent], None]) -> list[Any]:
    variables = {REMOTE_VARIABLE: remote, SCHEMA_VARIABLE: schema_of(folder)}
    with _environment(variables), warnings.catch_warnings():
        # Told per statement: that raw literals are the newer way to what escapedStringLiterals does.
        warnings.filterwarnings("ignore", category=UserWarning, module="pyspark")
        return dbt_build.invoke(folder, _COMPUTE, on_event, folder.dbt_target / "spark")


def _telling_tests(
    on_event: Callable[[RawEvent], None] | None, heard: Callable[[], None]
) -> Callable[[RawEvent], None]:
    """Every event is a sign of life. A model is told of once, when the build database has it."""

    def tell(event: RawEvent) -> None:
        heard()
        if on_event is not None and event.get("data", {}).get("node_info", {}).get("resource_type") == "test":
            on_event(event)

    return tell


def schema_of(folder: DataFolder) -> str:
    """The head of every schema's name in the cluster's catalog, which other data folders may share."""
    return "jixiao_" + hashlib.sha256(str(folder.root.absolute()).encode()).hexdigest()[:8]


def _remove_unpublished(folder: DataFolder) -> None:
    for path in folder.computed.iterdir():
        if path.name not in PUBLISHED_SCHEMAS:
            shutil.rmtree(path)


@contextmanager
def _environment(variables: dict[str, str]) -> Iterator[None]:
    """dbt's profile and macros are told by the environment; an address may carry a token and is taken out again."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
