"""Where the data folder is, and what files are called from there."""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestration.definitions.resources import Paths
from orchestration.loading.data_folder import ENVIRONMENT_VARIABLE, DataFolder
from orchestration.loading.scan import scan


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder `w` with a report, what a data folder keeps, and the folder `a`, in which somebody stands."""
    root = tmp_path / "w"
    for name in ("a", "data/files"):
        (root / name).mkdir(parents=True)
    (root / "r.txt").write_text("report", encoding="utf-8")
    (root / "data/files/abc").write_text("kept", encoding="utf-8")
    monkeypatch.chdir(root / "a")
    return root


@pytest.mark.parametrize("named", ["../data", "./../data/", "../a/../data"])
def test_a_data_folder_beside_the_working_directory_is_no_source(
    work: Path, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, named)
    for data in (DataFolder.from_environment(), Paths(data_folder=named).data):
        assert data.root == work / "data"
        assert [seen.path for seen in scan([Path("..")], data.root).files] == [str(work / "r.txt")]
        assert data.source_path(work / "r.txt") == "r.txt"


def test_without_a_word_it_is_the_folder_data_here(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)
    assert DataFolder.from_environment().root == Paths().data.root == work / "a" / "data"


def test_a_file_beyond_the_folder_that_holds_the_data_has_its_whole_path(work: Path) -> None:
    assert DataFolder.at("../data").source_path(Path("/elsewhere/r.txt")) == "/elsewhere/r.txt"
