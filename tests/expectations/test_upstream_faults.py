"""Faults in what extraction hands over go through the real build: no dbt test sees them, the gate blocks each."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from orchestration.expectations import run_gate
from orchestration.loading.data_folder import ENVIRONMENT_VARIABLE, DataFolder
from orchestration.nightly import steps
from orchestration.nightly.intake import Intake
from orchestration.warehouse import dbt_build

from .conftest import RUN_ID
from .test_faults import blocking

RAW = Path(__file__).parents[2] / "raw"
PHASES = ("approved", "adjusted", "executed")

# Table → what is handed over in its place; all at once, on parts of the data that do not hide one another.
SPOILED = {
    "headers": "select * replace (budget_year + 1 as budget_year) from rows",
    "spending": "select * replace ("
    + ", ".join(f"({phase}_amount * 10000)::decimal(20, 2) as {phase}_amount" for phase in PHASES)
    + ", (declared_rate_pct / 100)::decimal(12, 4) as declared_rate_pct) from rows where breakdown <> 'nature'",
    "figures": "select * replace ((value / 100)::decimal(38, 10) as value) from rows",
    "indicators": "select * from rows where row_seq % 2 = 0",
    "scores": "select * replace (100::decimal(38, 10) as score) from rows",
    "statistics": "select * from rows union all select * replace (fact_id || '_2' as fact_id) from rows",
}
BLOCKED_BY = {
    "a unit ten thousand times off": "published_reports.totals_are_alike",
    "a unit ten thousand times off, without history": "report_profiles.median_total_is_plausible",
    "years shifted": "published_reports.years_are_kept",
    "years shifted, without history": "report_profiles.year_stands_in_title",
    "rates stored as fractions": "report_profiles.rates_are_percent_points",
    "half of the indicators gone": "published_tables.rows_are_kept",
    "a breakdown gone": "published_tables.classes_are_kept",
    "all scores 100": "printed_figures.values_agree_with_print",
    "statistics loaded twice": "fact_tables.rows_are_distinct",
}


@pytest.fixture(scope="module", autouse=True)
def environment() -> Iterator[None]:
    """dbt is told its data folder by the environment: leave that as it was."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ENVIRONMENT_VARIABLE, "unused")
        yield


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """The sample reports, loaded and published."""
    folder = DataFolder(tmp_path_factory.mktemp("released")).create()
    run = steps.begin(folder)
    with run.ledger:
        assert steps.run_all(run, Intake((RAW,))).value == "published"
    return folder


@pytest.fixture(scope="module")
def rebuilt(released: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> tuple[DataFolder, list]:
    """A build of the same reports from spoiled rows, and what dbt's tests say of it."""
    folder = DataFolder(tmp_path_factory.mktemp("rebuilt") / "data")
    shutil.copytree(released.root, folder.root, symlinks=True)
    for table, query in SPOILED.items():
        batches = sorted((folder.extracted / table).glob("*.parquet"))
        assert batches
        for batch in batches:
            _rewrite(batch, query)
    return folder, dbt_build.build(folder).checks


def _rewrite(batch: Path, query: str) -> None:
    spoiled = batch.with_suffix(".spoiled")
    with duckdb.connect() as connection:
        connection.execute(
            f"copy (with rows as (select * from read_parquet('{batch}')) {query}) to '{spoiled}' (format parquet)"
        ).fetchall()
    os.replace(spoiled, batch)


def test_no_dbt_test_sees_them(rebuilt):
    _, results = rebuilt
    assert len(results) > 20
    assert [result.check_name for result in results if result.blocks] == []


@pytest.fixture(scope="module")
def blocked(released, rebuilt, tmp_path_factory) -> dict[str, str]:
    folder, _ = rebuilt
    results = run_gate(folder.build_file, released.published, tmp_path_factory.mktemp("docs"), RUN_ID)
    return blocking({result.check_name: result for result in results})


@pytest.mark.parametrize("fault", BLOCKED_BY)
def test_an_expectation_blocks_each(blocked, fault: str):
    assert blocked.get(BLOCKED_BY[fault]) == "fail"


def test_the_same_reports_rebuilt_as_they_were_pass(released, tmp_path):
    results = run_gate(released.build_file, released.published, tmp_path, RUN_ID)
    assert blocking({result.check_name: result for result in results}) == {}
    assert not [result for result in results if result.outcome == "not_applicable"]
