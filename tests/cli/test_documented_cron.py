"""The line for cron that docs/operations.md gives, run by `sh` as cron does, in a folder of the test's own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.samples_once import JIXIAO, ROOT, samples_once


@pytest.fixture
def server(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What stands in /srv/jixiao, its data folder with all of raw/ loaded."""
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "jixiao").symlink_to(JIXIAO)
    (tmp_path / "data").symlink_to(samples_once(tmp_path_factory).root)
    return tmp_path


def run(server: Path) -> tuple[int, str]:
    """The exit code, and what stands in load.log."""
    lines = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if line.startswith("0 ") and "jixiao load" in line]
    *_, user, command = line.split(" ", 6)
    assert user == "jixiao"
    command = command.replace("/srv/jixiao", str(server)).replace("/etc/jixiao", str(server))
    environment = {**os.environ, "JIXIAO_DATA": str(server / "data")}
    done = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("", "")
    return done.returncode, (server / "data" / "load.log").read_text(encoding="utf-8")


def test_it_loads_where_there_are_no_secrets(server: Path) -> None:
    code, log = run(server)
    assert code == 0
    assert "Nothing new in 12 files" in log


def test_secrets_reach_the_load_and_its_exit_code_is_told(server: Path) -> None:
    (server / "secrets.env").write_text("JIXIAO_ENGINE=spark\n", encoding="utf-8")
    code, log = run(server)
    assert code == 2
    assert "needs --remote sc://HOST:PORT" in log
