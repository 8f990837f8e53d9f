"""Warehouses built once and copied by the tests that spoil them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.expectations import run_gate
from orchestration.ledger.results import CheckResult

from . import warehouse

RUN_ID = "20241121T020000Z-3f9a1c"


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good warehouse of eight reports; nobody writes to it."""
    return warehouse.build(tmp_path_factory.mktemp("good") / "warehouse.duckdb")


@pytest.fixture
def spoiled(good: Path, tmp_path: Path) -> Callable[..., Path]:
    """A copy of the good warehouse on which the given statements ran."""

    def spoil(*statements: str) -> Path:
        return warehouse.alter(Path(shutil.copy(good, tmp_path / "spoiled.duckdb")), *statements)

    return spoil


@pytest.fixture
def gate(tmp_path: Path) -> Callable[..., dict[str, CheckResult]]:
    """Run the gate; its results by name."""

    def run(build: Path, published: Path | None = None, **options: Path) -> dict[str, CheckResult]:
        results = run_gate(build, published, tmp_path / "data_docs", RUN_ID, **options)
        names = [result.check_name for result in results]
        assert len(set(names)) == len(names)
        return {result.check_name: result for result in results}

    return run
