"""raw/ through the real job, once for a whole run of the tests: whoever comes first loads, the others wait and share.

For tests that only read what was published. A test that loads, retracts or corrects has a data folder of its own.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.loading.data_folder import DataFolder

ROOT = Path(__file__).parents[1]
JIXIAO = Path(sys.executable).with_name("jixiao")


def samples_once(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """A data folder of the caller's own, its large files linked: nobody writes to the release itself.

    One process opens a DuckDB file with one set of settings only, and the Explorer's are stricter than an export's.
    """
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "samples_once"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        data = DataFolder(shared / "data")
        if not (shared / "loaded").exists():
            jixiao(data.root, "load", str(ROOT / "raw"))
            (shared / "loaded").touch()
    own = tmp_path_factory.mktemp("samples") / "data"
    shutil.copytree(data.root, own, symlinks=True, copy_function=_link_what_never_changes)
    return DataFolder(own)


def _link_what_never_changes(source: str, target: str) -> None:
    if source.endswith((".duckdb", ".parquet")):
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def jixiao(folder: Path, *arguments: str) -> str:
    """Run the command over a data folder; returns what it printed."""
    done = subprocess.run(
        [str(JIXIAO), *arguments],
        env={**os.environ, "JIXIAO_DATA": str(folder)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
