"""One load of the real reports through the real job, shared by every acceptance test."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

JIXIAO = Path(sys.executable).with_name("jixiao")


@dataclass(frozen=True)
class Loaded:
    """The shared folder, and the data folder that its reports were loaded into."""

    shared: Path
    data: Path
    output: str

    @property
    def warehouse(self) -> Path:
        return self.data / "warehouse.duckdb"


def shared_folder() -> Path | None:
    shared = Path(os.path.abspath(os.environ.get("JIXIAO_ACCEPTANCE", "../shared")))
    return shared if (shared / "reports").is_dir() and (shared / "tools" / "score_warehouse.py").is_file() else None


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real reports; skips, or in CI fails, where it is missing."""
    folder = shared_folder()
    if folder is None:
        message = "the real reports are not there: set JIXIAO_ACCEPTANCE to the folder with reports/, gold/, tools/"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{message} (in CI that is a failure)")
        pytest.skip(message)
    return folder


@pytest.fixture(scope="session")
def loaded(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    data = tmp_path_factory.mktemp("acceptance") / "data"
    done = subprocess.run(
        [str(JIXIAO), "load", str(shared / "reports")],
        env={**os.environ, "JIXIAO_DATA": str(data)}, capture_output=True, text=True, check=False, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return Loaded(shared, data, done.stdout)
