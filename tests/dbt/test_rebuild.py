"""A second build: the same keys from the same input, and reference data left out when the orchestrator says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest
from conftest import run_dbt

KEYS = {
    "fct_spending": "spending_key", "fct_indicators": "indicator_fact_key", "fct_statistics": "statistic_key",
    "fct_contradictions": "contradiction_key", "dim_reports": "report_key", "dim_offices": "office_key",
}


def _keys(data: Path) -> dict[str, list[str]]:
    with duckdb.connect(str(data / "build" / "warehouse.duckdb"), read_only=True) as connection:
        return {
            table: [row[0] for row in connection.execute(f"select {key} from {table} order by 1").fetchall()]
            for table, key in KEYS.items()
        }


@pytest.mark.long  # two whole builds
def test_a_warm_build_without_reference_data_gives_the_same_keys(tmp_path: Path) -> None:
    import fixture_reports as reports
    from fixture_tree import write_tree

    write_tree(tmp_path, [reports.street_report(), reports.faulty_report()])
    first = run_dbt(tmp_path, tmp_path / "target", "build", "--exclude-resource-type", "unit_test")
    assert first.success
    before = _keys(tmp_path)
    second: Any = run_dbt(
        tmp_path, tmp_path / "target", "build", "--exclude-resource-type", "unit_test", "--exclude", "tag:reference"
    )
    assert second.success
    names = {result.node.name for result in second.result}
    assert names.isdisjoint({"division_subdistricts", "dim_subdistricts", "int_divisions_named", "rules"})
    assert "fct_spending" in names
    assert _keys(tmp_path) == before


def test_an_empty_data_folder_builds_empty_tables(tmp_path: Path) -> None:
    from fixture_tree import write_tree

    write_tree(tmp_path, [])
    result = run_dbt(tmp_path, tmp_path / "target", "build", "--exclude-resource-type", "unit_test")
    assert result.success
    assert all(keys == [] for keys in _keys(tmp_path).values())
