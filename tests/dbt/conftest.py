"""One data folder of invented reports, built once by dbt, for every test of the project."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

HERE = Path(__file__).parent
PROJECT = HERE.parents[1] / "dbt_project"
sys.path.insert(0, str(HERE))

Rows = list[dict[str, Any]]


def run_dbt(data: Path, target: Path, *arguments: str) -> Any:
    """Run dbt in process over a data folder and free the database; returns dbt's result."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    before = os.environ.get("JIXIAO_DATA")
    os.environ["JIXIAO_DATA"] = str(data)
    try:
        return dbtRunner().invoke([
            *arguments, "--quiet", "--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT),
            "--target-path", str(target),
        ])
    finally:
        DuckDBConnectionManager.close_all_connections()
        if before is None:
            del os.environ["JIXIAO_DATA"]
        else:
            os.environ["JIXIAO_DATA"] = before


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as loading leaves it, every invented report in it."""
    import fixture_reports as reports
    from fixture_tree import write_tree

    folder = tmp_path_factory.mktemp("data")
    write_tree(folder, [
        reports.street_report(), reports.faulty_report(), *reports.reissued_report(), reports.ambiguous_report(),
        reports.context_report(), *reports.bureau_report(),
    ])
    return folder


@pytest.fixture(scope="session")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """dbt's own output, parted from the checkout's."""
    return tmp_path_factory.mktemp("target")


@pytest.fixture(scope="session")
def build(data: Path, target: Path) -> Any:
    """One whole build: seeds, models, data tests and unit tests."""
    return run_dbt(data, target, "build")


@pytest.fixture(scope="session")
def query(build: Any, data: Path) -> Iterator[Callable[..., Rows]]:
    """Rows of the build database as dictionaries."""
    connection = duckdb.connect(str(data / "build" / "warehouse.duckdb"), read_only=True)

    def rows(sql: str, *parameters: Any) -> Rows:
        cursor = connection.execute(sql, list(parameters))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    yield rows
    connection.close()
