"""One real load of raw/, shared by every test of the Explorer, and copies of it to spoil."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.explorer.app import create_app
from orchestration.loading.data_folder import DataFolder
from tests.samples_once import samples_once

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it would rather have a newer httpx than the project has
    from starlette.testclient import TestClient

Rows = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """The samples, published; test processes that run side by side share one load. Nobody writes to it."""
    return samples_once(tmp_path_factory)


@pytest.fixture
def data(loaded: DataFolder, tmp_path: Path) -> DataFolder:
    """A data folder of one's own: the published release and the kept files."""
    copied = DataFolder(tmp_path / "data").create()
    shutil.copytree(loaded.files, copied.files, dirs_exist_ok=True)
    publish(copied, loaded.published, "r000001-000000000001")
    return copied


def publish(data: DataFolder, source: Path, release: str, *statements: str) -> None:
    """Publish a copy of a release on which the statements ran, as the nightly run does: by swapping the symlink."""
    version = data.versions / release
    version.mkdir()
    file = Path(shutil.copy(source.resolve(), version / "warehouse.duckdb"))
    file.chmod(0o644)
    with duckdb.connect(str(file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.execute("checkpoint")
    link = data.root / "next"
    link.symlink_to(f"versions/{release}/warehouse.duckdb")
    os.replace(link, data.published)


def client_of(data: DataFolder) -> TestClient:
    return TestClient(create_app(data), base_url="http://localhost", follow_redirects=False)


@pytest.fixture
def client(data: DataFolder) -> TestClient:
    return client_of(data)


@pytest.fixture(scope="session")
def pages(loaded: DataFolder) -> TestClient:
    """For tests that only read."""
    return client_of(loaded)


@pytest.fixture(scope="session")
def sql(loaded: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rows]:
    """SQL on a copy of the file that the pages show: one process opens a file with one set of settings only."""
    copied = shutil.copy(loaded.published.resolve(), tmp_path_factory.mktemp("sql") / "warehouse.duckdb")
    with duckdb.connect(str(copied), read_only=True) as connection:

        def ask(query: str, *parameters: object) -> list[tuple[Any, ...]]:
            return connection.cursor().execute(query, parameters).fetchall()

        yield ask
