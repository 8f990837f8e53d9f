"""Warehouses built once and copied by the tests that spoil them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from orchestration.expectations import run_gate
from orchestration.expectations.suites import SUITES_FOLDER
from orchestration.ledger.results import CheckResult

from . import warehouse

RUN_ID = "20241121T020000Z-3f9a1c"


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good warehouse of eight reports; nobody writes to it."""
    return warehouse.build(tmp_path_factory.mktemp("good") / "warehouse.duckdb")


@pytest.fixture(scope="session")
def good_five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good warehouse of five reports; nobody writes to it."""
    return warehouse.build(tmp_path_factory.mktemp("good") / "five.duckdb", numbers=list(range(5)))


@pytest.fixture
def spoiled(tmp_path: Path) -> Callable[..., Path]:
    """A copy of a warehouse on which the given statements ran."""

    def spoil(original: Path, *statements: str) -> Path:
        return warehouse.alter(Path(shutil.copy(original, tmp_path / "spoiled.duckdb")), *statements)

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


@pytest.fixture
def suite_of(tmp_path: Path) -> Callable[[str], Path]:
    """A folder with the one suite a check belongs to: what the others say of a fault is not asked."""

    def copy(check_name: str) -> Path:
        suite = check_name.partition(".")[0]
        folder = tmp_path / f"suite_{suite}"
        folder.mkdir(exist_ok=True)
        shutil.copy(SUITES_FOLDER / f"{suite}.toml", folder)
        return folder

    return copy
