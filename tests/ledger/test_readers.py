"""Reading the ledger changes nothing of it, and asks for no right to write."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

import pytest

from orchestration.ledger import runs, store
from orchestration.warehouse.lock import build_lock, is_locked

NOBODY = 65534


@contextmanager
def as_reader() -> Iterator[None]:
    """As somebody who may read all and write nothing here; root may write whatever the modes say."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that everybody can enter: pytest's own are for its user alone."""
    root = Path(tempfile.mkdtemp(prefix="jixiao-readers-"))
    root.chmod(0o755)
    yield root
    root.chmod(0o755)
    shutil.rmtree(root)


@contextmanager
def sealed(folder: Path) -> Iterator[None]:
    """The folder as a share that is mounted read-only: no file in it can be written, none made."""
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    with as_reader():
        yield


def run_ids(ledger: store.Ledger | None) -> list[str]:
    assert ledger is not None
    with ledger:
        return [row["run_id"] for row in ledger.rows("select run_id from runs order by started_at, rowid")]


def files_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def begin(path: Path) -> str:
    with store.open_ledger(path) as ledger:
        return runs.begin_run(ledger, extractor_version="1", git_sha=None)


def test_who_may_not_write_reads_a_ledger_that_nobody_has_open(folder: Path) -> None:
    run = begin(folder / "ledger.sqlite")
    before = files_of(folder)
    with sealed(folder):
        assert run_ids(store.read_ledger(folder / "ledger.sqlite")) == [run]
    assert files_of(folder) == before


def test_who_may_not_write_sees_what_a_running_build_has_committed(folder: Path) -> None:
    path = folder / "ledger.sqlite"
    first = begin(path)
    with store.open_ledger(path) as writer:
        second = runs.begin_run(writer, extractor_version="1", git_sha=None)
        with sealed(folder):
            assert run_ids(store.read_ledger(path)) == [first, second]


def test_who_may_not_write_sees_what_a_dead_build_left_in_its_log(folder: Path, tmp_path: Path) -> None:
    with store.open_ledger(tmp_path / "ledger.sqlite") as writer:
        run = runs.begin_run(writer, extractor_version="1", git_sha=None)
        for name in ("ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"):
            shutil.copyfile(tmp_path / name, folder / name)
    with sealed(folder):
        assert run_ids(store.read_ledger(folder / "ledger.sqlite")) == [run]


def test_reading_leaves_nothing_beside_the_ledger(tmp_path: Path) -> None:
    run = begin(tmp_path / "ledger.sqlite")
    before = files_of(tmp_path)
    assert run_ids(store.read_ledger(tmp_path / "ledger.sqlite")) == [run]
    assert files_of(tmp_path) == before


@pytest.mark.parametrize("version", [0, 1, store.SCHEMA_VERSION - 1])
def test_a_ledger_of_an_earlier_program_is_read_and_left_as_it_is(tmp_path: Path, version: int) -> None:
    path = tmp_path / "ledger.sqlite"
    scripts = resources.files(store.__package__)
    connection = sqlite3.connect(path)
    for number in range(1, version + 1):
        script = scripts / ("schema.sql" if number == 1 else f"schema_{number}.sql")
        connection.executescript(script.read_text(encoding="utf-8"))
    connection.close()
    before = files_of(tmp_path)
    ledger = store.read_ledger(path)
    assert ledger is not None
    with ledger:
        assert ledger.rows("select * from model_builds") == []
        assert ledger.rows("pragma user_version")[0][0] == store.SCHEMA_VERSION
    assert files_of(tmp_path) == before


def test_whether_a_build_runs_can_be_asked_by_who_may_not_write(folder: Path) -> None:
    lock = folder / "build.lock"
    with build_lock(lock):
        pass
    with sealed(folder):
        assert not is_locked(lock)
    folder.chmod(0o755)
    lock.chmod(0o644)
    with build_lock(lock), sealed(folder):
        assert is_locked(lock)
