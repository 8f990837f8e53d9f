"""The code location, over a data folder of its own."""

from __future__ import annotations

import os

import pytest
from dagster import Definitions

from orchestration.definitions.instance import environment
from orchestration.loading.data_folder import DataFolder


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    return DataFolder(tmp_path_factory.mktemp("definitions") / "data")


@pytest.fixture(scope="session")
def defs(data: DataFolder) -> Definitions:
    before = dict(os.environ)
    os.environ.update(environment(data))
    try:
        from orchestration.definitions.code_location import defs

        yield defs
    finally:
        os.environ.clear()
        os.environ.update(before)
