"""One build at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestration.warehouse.lock import AnotherRun, build_lock, is_locked

HOLD = """
import sys
from pathlib import Path
from orchestration.warehouse.lock import build_lock
with build_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until its input ends."""
    command = [sys.executable, "-c", HOLD, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_build_is_refused_with_a_clear_word(tmp_path: Path, holder) -> None:
    told: list[str] = []
    with (
        pytest.raises(AnotherRun, match=rf"another build is running \(process {holder.pid}, since 20"),
        build_lock(tmp_path / "lock", wait_seconds=0.6, on_wait=told.append),
    ):
        pass
    assert len(told) == 1
    assert is_locked(tmp_path / "lock")


def test_a_second_build_waits_its_turn(tmp_path: Path, holder) -> None:
    with build_lock(tmp_path / "lock", wait_seconds=60, on_wait=lambda _: holder.stdin.close()):
        assert str(os.getpid()) in (tmp_path / "lock").read_text()


def test_the_death_of_a_build_frees_the_lock(tmp_path: Path, holder) -> None:
    holder.kill()
    holder.wait()
    assert not is_locked(tmp_path / "lock")
    with build_lock(tmp_path / "lock"):
        pass
    assert not is_locked(tmp_path / "lock")
