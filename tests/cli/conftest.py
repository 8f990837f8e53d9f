"""The sample reports, loaded once through the command line, and a way to call it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

RAW = Path(__file__).resolve().parents[2] / "raw"
JIXIAO = Path(sys.executable).with_name("jixiao")

Call = Callable[..., subprocess.CompletedProcess[str]]


def call(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `jixiao` as a user does."""
    environment = {**os.environ, "JIXIAO_DATA": str(data)}
    command = [str(JIXIAO), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=900)


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cli") / "data"


@pytest.fixture(scope="session")
def loaded(data: Path) -> subprocess.CompletedProcess[str]:
    """The first load."""
    return call(data, "load", str(RAW))


@pytest.fixture
def jixiao(data: Path, loaded: subprocess.CompletedProcess[str]) -> Call:
    """Call the command line on the loaded samples."""
    assert loaded.returncode == 0, loaded.stderr
    return lambda *arguments: call(data, *arguments)
