"""Corrections through dbt: the models they concern are built three times, as a reviewer's months go by."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

PROJECT = Path(__file__).parents[2] / "dbt_project"
sys.path.insert(0, str(PROJECT.parent / "tests" / "dbt"))

_MODELS = (
    "+fct_corrections", "+fct_spending", "+fct_report_totals", "+fct_indicators", "+fct_scores", "+history_fct_spending",
    "+fct_findings",
)  # fmt: skip

Rows = list[dict[str, Any]]


def run_dbt(data: Path, target: Path, *arguments: str) -> None:
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    before = os.environ.get("JIXIAO_DATA")
    os.environ["JIXIAO_DATA"] = str(data)
    try:
        result = dbtRunner().invoke([
            *arguments, "--quiet", "--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), "--target-path",
            str(target),
        ])  # fmt: skip
    finally:
        DuckDBConnectionManager.close_all_connections()
        if before is None:
            del os.environ["JIXIAO_DATA"]
        else:
            os.environ["JIXIAO_DATA"] = before
    assert result.success, result


def rows_of(data: Path, sql: str) -> Rows:
    with duckdb.connect(str(data / "build" / "warehouse.duckdb"), read_only=True) as connection:
        cursor = connection.execute(sql)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@pytest.fixture(scope="session")
def rebuild(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Build reports with a corrections.csv; returns the data folder, which is the same one each time."""
    from fixture_tree import write_tree

    from orchestration.releases.corrections import write_snapshot

    data, target = tmp_path_factory.mktemp("corrections"), tmp_path_factory.mktemp("target")

    def build(drafts: list[Any], corrections: str = "") -> Path:
        is_first = not (data / "build" / "warehouse.duckdb").exists()
        write_tree(data, drafts)
        (data / "corrections.csv").write_text(corrections, encoding="utf-8")
        write_snapshot(data / "corrections.csv", data / "inventory")
        if is_first:
            run_dbt(data, target, "seed")
        run_dbt(data, target, "run", "--select", *_MODELS, "--full-refresh", *([] if is_first else ["--exclude", "tag:reference"]))
        return data

    return build
