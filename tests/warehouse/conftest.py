"""A small build: the tables that publish needs, beside what it must leave out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from orchestration.ledger.results import CheckResult
from orchestration.loading.data_folder import DataFolder
from orchestration.warehouse.seals import seal

PASSED = [CheckResult("unique_report", "dbt", "error", "pass", "0 rows", "0 rows", 0)]

BUILD = """
create schema staging;
create schema quality;
create table staging.stg_rows as select md5(range::varchar) as text from range(100000);
create table main.dim_reports (report_key varchar primary key, is_current boolean, loaded_at timestamp);
insert into main.dim_reports values ('a', true, '{loaded_at}'), ('b', false, '{loaded_at}');
comment on table main.dim_reports is '报告';
create view main.current_reports as select report_key from main.dim_reports where is_current;
create table quality.check_results (run_id varchar, check_name varchar, layer varchar, severity varchar,
    outcome varchar, observed varchar, expected varchar, failing_rows bigint);
create table quality.runs (run_id varchar, started_at timestamp, finished_at timestamp, outcome varchar,
    release_id varchar, git_sha varchar, extractor_version varchar, files_loaded integer);
"""


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data").create()


@pytest.fixture
def build(data: DataFolder) -> Callable[..., None]:
    """Makes a build file, sealed by both gates unless told otherwise."""

    def make(loaded_at: str = "2026-01-01", gates: tuple[str, ...] = ("dbt", "gx")) -> None:
        data.build_file.unlink(missing_ok=True)
        with duckdb.connect(str(data.build_file)) as connection:
            connection.execute(BUILD.format(loaded_at=loaded_at))
        for gate in gates:
            seal(gate, data.build_file, PASSED, data.seals)

    return make
