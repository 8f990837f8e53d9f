"""Every asset and check there is. When one comes or goes on purpose: `UPDATE_SNAPSHOTS=1 pytest tests/definitions`."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from dagster import AssetKey, DefaultScheduleStatus, Definitions

SNAPSHOT = Path(__file__).with_name("asset_specs.json")


def specs(defs: Definitions) -> dict[str, Any]:
    """Asset → group, upstream assets, checks."""
    graph = defs.resolve_asset_graph()
    assets = {}
    for key in graph.get_all_asset_keys():
        checks = [graph.get_check_spec(check) for check in graph.get_check_keys_for_assets({key})]
        assets[key.to_user_string()] = {
            "group": graph.get(key).group_name,
            "deps": sorted(parent.to_user_string() for parent in graph.get(key).parent_keys),
            "checks": sorted(f"{check.name}{' (blocking)' if check.blocking else ''}" for check in checks),
        }
    return {name: assets[name] for name in sorted(assets)}


def test_the_specs_are_those_of_the_snapshot(defs: Definitions) -> None:
    found = json.dumps(specs(defs), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS") == "1":
        SNAPSHOT.write_text(found, encoding="utf-8")
    assert json.loads(found) == json.loads(SNAPSHOT.read_text(encoding="utf-8"))


def test_each_step_stands_behind_the_one_before(defs: Definitions) -> None:
    graph = defs.resolve_asset_graph()
    assert graph.get(AssetKey("raw_files")).parent_keys == {AssetKey("source_pages")}
    assert graph.get(AssetKey("extracted_reports")).parent_keys == {AssetKey("raw_files")}
    assert AssetKey("extracted_reports") in graph.get(AssetKey(["staging", "stg_spending"])).parent_keys
    assert AssetKey("dim_reports") in graph.get(AssetKey("data_docs")).parent_keys
    assert {AssetKey("data_docs"), AssetKey("dim_reports")} <= graph.get(AssetKey("published_warehouse")).parent_keys


def test_every_asset_says_what_it_is(defs: Definitions) -> None:
    graph = defs.resolve_asset_graph()
    told = {"loading", "gate", "marts", "history", "quality"}
    silent = [
        key.to_user_string()
        for key in graph.materializable_asset_keys
        if graph.get(key).group_name in told and not graph.get(key).description
    ]
    assert silent == []


def test_tests_of_severity_error_block(defs: Definitions) -> None:
    graph = defs.resolve_asset_graph()
    for asset in ("dim_reports", "data_docs"):
        checks = graph.get_check_keys_for_assets({AssetKey(asset)})
        assert len(checks) >= 3
        assert all(graph.get_check_spec(check).blocking for check in checks)


def test_the_schedule_is_two_in_the_morning_in_shanghai(defs: Definitions) -> None:
    schedule = defs.resolve_schedule_def("nightly_at_two")
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("0 2 * * *", "Asia/Shanghai")
    assert schedule.default_status is DefaultScheduleStatus.RUNNING
    assert schedule.job_name == "nightly"
