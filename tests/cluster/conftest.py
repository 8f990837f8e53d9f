"""A cluster for the session. Without the Spark extra or Java these tests are skipped, in CI that is a failure."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

IN_CI = os.environ.get("CI") == "true"


def needs(trouble: str | None) -> None:
    if trouble is None:
        return
    if IN_CI:
        pytest.fail(trouble)
    pytest.skip(trouble)


@pytest.fixture(scope="session")
def spark_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    try:
        from .spark_processes import SparkCluster, java_trouble
    except ModuleNotFoundError as missing:
        if missing.name != "pyspark":
            raise
        needs("the Spark extra is not installed: requirements-spark.lock")
    needs(java_trouble())
    with SparkCluster(tmp_path_factory.mktemp("spark")) as cluster:
        yield cluster
