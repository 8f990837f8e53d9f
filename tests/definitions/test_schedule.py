"""A real tick of the schedule: its run request is executed, and what it publishes is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import duckdb
import pytest
from dagster import (
    AssetKey,
    DagsterInstance,
    Definitions,
    ExecuteInProcessResult,
    build_schedule_context,
)

from orchestration.ledger.store import open_ledger
from orchestration.loading.data_folder import DataFolder
from orchestration.warehouse.publish import published_release

Tick = Callable[..., ExecuteInProcessResult]


@pytest.fixture(scope="module")
def instance(defs: Definitions) -> Iterator[DagsterInstance]:
    with DagsterInstance.get() as real:  # the instance below the data folder
        yield real


@pytest.fixture(scope="module")
def tick(defs: Definitions, instance: DagsterInstance) -> Tick:
    """Evaluate the schedule on a day of the month and run what it asks for, or that with a report to be read again."""

    def run(day: int, redo: str = "") -> ExecuteInProcessResult:
        schedule = defs.resolve_schedule_def("nightly_at_two")
        when = datetime(2026, 11, day, 2, tzinfo=ZoneInfo("Asia/Shanghai"))
        context = build_schedule_context(
            instance=instance, scheduled_execution_time=when, repository_def=defs.get_repository_def()
        )
        (request,) = schedule.evaluate_tick(context).run_requests
        job = defs.resolve_job_def(schedule.job_name)
        return job.execute_in_process(
            instance=instance,
            run_config={**request.run_config, "resources": {"nightly": {"config": {"redo": redo}}}},
            tags=request.tags,
            raise_on_error=False,
        )

    return run


@pytest.fixture(scope="module")
def first_night(tick: Tick) -> ExecuteInProcessResult:
    return tick(22)


def last_run(data: DataFolder) -> dict:
    with open_ledger(data.ledger) as ledger:
        return dict(ledger.rows("select * from runs order by started_at desc, rowid desc limit 1")[0])


def materialised(result: ExecuteInProcessResult) -> dict[AssetKey, dict]:
    events = result.get_asset_materialization_events()
    return {event.asset_key: event.materialization.metadata for event in events}


def test_a_tick_publishes(first_night: ExecuteInProcessResult, data: DataFolder) -> None:
    assert first_night.success
    run = last_run(data)
    assert (run["outcome"], run["orchestrator_run_id"]) == ("published", first_night.run_id)
    with duckdb.connect(str(data.published.resolve()), read_only=True) as warehouse:
        reports = warehouse.execute("select count(*) from dim_reports where is_current").fetchall()[0][0]
        outcomes = warehouse.execute("select outcome, release_id from quality.runs").fetchall()
    assert reports == 7
    assert outcomes == [("published", run["release_id"])]


def test_each_step_tells_what_it_did(first_night: ExecuteInProcessResult, data: DataFolder) -> None:
    told = materialised(first_night)
    assert told[AssetKey("raw_files")]["new"].value == 12
    assert told[AssetKey("extracted_reports")]["loaded"].value == 8
    quarantined = [record.data["source_path"] for record in told[AssetKey("extracted_reports")]["quarantined"].records]
    assert [path.rsplit("/", 1)[-1] for path in quarantined] == ["empty.txt", "news-2022-park.md", "scan-0417.txt"]
    assert told[AssetKey("dim_reports")]["dagster/row_count"].value == 7
    published = told[AssetKey("published_warehouse")]
    assert published["path"].value == str(data.published)
    assert len(published["preview"].records) == 5


def test_every_check_was_evaluated_and_passed(first_night: ExecuteInProcessResult) -> None:
    evaluations = first_night.get_asset_check_evaluations()
    assert {evaluation.asset_key for evaluation in evaluations} >= {AssetKey("dim_reports"), AssetKey("data_docs")}
    assert [evaluation.check_name for evaluation in evaluations if not evaluation.passed] == []


def test_a_night_without_news_builds_nothing_and_says_so(
    first_night: ExecuteInProcessResult, tick: Tick, data: DataFolder
) -> None:
    before = data.published.resolve(), data.build_file.stat().st_mtime_ns
    second = tick(23)
    assert second.success
    told = materialised(second)
    assert set(told) == {AssetKey("source_pages"), AssetKey("raw_files"), AssetKey("confirmed_warehouse")}
    assert told[AssetKey("confirmed_warehouse")]["release_id"].value == published_release(data)
    (observation,) = second.get_asset_observation_events()
    assert observation.asset_observation_data.asset_observation.asset_key == AssetKey("published_warehouse")
    assert second.get_asset_check_evaluations() == []
    run = last_run(data)
    assert (run["outcome"], run["files_unchanged"]) == ("unchanged", 12)
    assert (data.published.resolve(), data.build_file.stat().st_mtime_ns) == before


def test_a_night_materialises_what_it_left_alone_too_and_says_so(
    first_night: ExecuteInProcessResult, tick: Tick, data: DataFolder
) -> None:
    with duckdb.connect(str(data.published.resolve()), read_only=True) as warehouse:
        key = warehouse.execute("select min(series_key) from dim_reports").fetchall()[0][0]
    night = tick(24, redo=key)
    assert night.success
    assert last_run(data)["whole_because"] is None
    told = materialised(night)
    assert set(told) == set(materialised(first_night))
    names = ("rebuilt", "rows_written", "rows_kept", "dagster/row_count")
    assert [told[AssetKey("fct_report_totals")][name].value for name in names] == [True, 1, 6, 7]
    assert [told[AssetKey("dim_years")][name].value for name in names] == [False, 0, 26, 26]
    assert [told[AssetKey("office_peers")][name].value for name in names] == [False, 0, 0, 0]
    evaluated = {(each.asset_key, each.check_name) for each in night.get_asset_check_evaluations()}
    assert evaluated == {(each.asset_key, each.check_name) for each in first_night.get_asset_check_evaluations()}


def test_publishing_alone_takes_nothing_that_is_not_sealed(
    first_night: ExecuteInProcessResult, defs: Definitions, instance: DagsterInstance, data: DataFolder
) -> None:
    before = data.published.resolve()
    with duckdb.connect(str(data.build_file)) as build:
        build.execute("delete from quality.documents")
    job = defs.resolve_implicit_job_def_def_for_assets([AssetKey("published_warehouse")])
    result = job.execute_in_process(
        instance=instance, asset_selection=[AssetKey("published_warehouse")], raise_on_error=False
    )
    assert not result.success
    assert data.published.resolve() == before
    run = last_run(data)
    assert (run["outcome"], run["reason"]) == ("blocked", "the candidate has no seal of: dbt, gx")
