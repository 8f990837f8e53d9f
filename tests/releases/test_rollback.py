"""Going back moves the link, is recorded, and is refused for what is not there as it was published."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from orchestration.ledger import releases, runs
from orchestration.ledger.store import Ledger, open_ledger
from orchestration.loading.data_folder import DataFolder
from orchestration.releases.rollback import CannotRollBack, roll_back, standing_rollback
from orchestration.warehouse.publish import point_to, published_release

FIRST, SECOND = "r000001-000000000000", "r000002-000000000000"


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data").create()


@pytest.fixture
def ledger(data: DataFolder) -> Iterator[Ledger]:
    with open_ledger(data.ledger) as ledger:
        for number, release in enumerate((FIRST, SECOND), 1):
            publish(data, ledger, release, number)
        yield ledger


def publish(data: DataFolder, ledger: Ledger, release: str, number: int) -> None:
    file = data.versions / release / "warehouse.duckdb"
    file.parent.mkdir()
    file.write_bytes(release.encode())
    point_to(data, file)
    releases.record_release(
        ledger, release_id=release, release_seq=number, run_id=begin(ledger), fingerprint="f", tables={},
        file_sha256=hashlib.sha256(release.encode()).hexdigest(), current_reports=[],
    )  # fmt: skip


def begin(ledger: Ledger) -> str:
    return runs.begin_run(ledger, extractor_version="1", git_sha=None)


def back(data: DataFolder, ledger: Ledger, release: str) -> str:
    return roll_back(data, ledger, release, extractor_version="1", git_sha=None)


def test_back_and_forth(data: DataFolder, ledger: Ledger) -> None:
    assert standing_rollback(ledger) is None
    assert back(data, ledger, FIRST) == SECOND
    assert published_release(data) == FIRST
    assert data.published.read_bytes() == FIRST.encode()
    run = runs.last_runs(ledger, 1)[0]
    assert (run["outcome"], run["step"], run["release_id"]) == ("published", "rollback", FIRST)
    assert run["reason"] == f"rolled back from {SECOND} to {FIRST}"
    assert standing_rollback(ledger) == FIRST
    assert (data.versions / SECOND / "warehouse.duckdb").read_bytes() == SECOND.encode()
    assert back(data, ledger, SECOND) == FIRST
    publish(data, ledger, "r000003-000000000000", 3)
    assert standing_rollback(ledger) is None


def test_refusals_change_nothing(data: DataFolder, ledger: Ledger) -> None:
    before = len(runs.last_runs(ledger, 100))
    with pytest.raises(CannotRollBack, match="there is no release r000009-0"):
        back(data, ledger, "r000009-000000000000")
    with pytest.raises(CannotRollBack, match="is the published one"):
        back(data, ledger, SECOND)
    file = data.versions / FIRST / "warehouse.duckdb"
    file.write_bytes(b"other")
    with pytest.raises(CannotRollBack, match="is not the one that was published"):
        back(data, ledger, FIRST)
    file.unlink()
    with pytest.raises(CannotRollBack, match="was pruned"):
        back(data, ledger, FIRST)
    assert published_release(data) == SECOND
    assert len(runs.last_runs(ledger, 100)) == before
