"""One published warehouse, restored before each test."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator

import pytest

from .nights import RAW, Nights, warm


@pytest.fixture(scope="session")
def warm_process() -> Iterator[subprocess.Popen[str]]:
    with warm() as process:
        yield process


@pytest.fixture(scope="session")
def published(warm_process: subprocess.Popen[str], tmp_path_factory: pytest.TempPathFactory) -> Nights:
    """The samples, loaded once; kept aside to be restored."""
    nights = Nights(tmp_path_factory.mktemp("nights"), warm_process)
    shutil.copytree(RAW, nights.raw)
    assert nights.run() == 0, nights.runs()[0]["reason"]
    for name in ("data", "raw"):
        shutil.copytree(nights.root / name, nights.root / "kept" / name, symlinks=True)
    return nights


@pytest.fixture
def nights(published: Nights) -> Nights:
    """The published samples, as if nothing had happened since. The folder keeps its name, so dbt need not parse again."""
    for name in ("data", "raw"):
        shutil.rmtree(published.root / name)
        shutil.copytree(published.root / "kept" / name, published.root / name, symlinks=True)
    return published
