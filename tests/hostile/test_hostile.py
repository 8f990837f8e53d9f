"""Each hostile file ends with its outcome and reason, through one real load of a folder that holds good reports too."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from orchestration.loading.data_folder import DataFolder
from orchestration.loading.kept_documents import load_document

from .attachments import attachments
from .crafted import crafted_files
from .files import LINE, Hostile, hostile_files
from .names import ODD_NAMES, write_places

ROOT = Path(__file__).parents[2]
GOOD = ("2022-tianhe-shipai.txt", "2021-panyu-xiaoguwei.md")
FILES = [*hostile_files(), *crafted_files(), *attachments()]


@dataclass(frozen=True)
class Told:
    """What quality.documents says of a file, and the text that was read of it."""

    outcome: str
    reason: str
    text: str


@dataclass(frozen=True)
class Loaded:
    """One load of the whole folder."""

    output: str
    told: dict[str, Told]
    places: dict[str, str]
    warehouse: Path


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """The whole set beside good reports, loaded as an operator loads it."""
    base = tmp_path_factory.mktemp("hostile")
    folder, data = base / "raw", DataFolder(base / "data")
    folder.mkdir()
    for name in GOOD:
        shutil.copy(ROOT / "raw" / name, folder)
    for file in {file.name: file for file in FILES}.values():
        (folder / file.name).write_bytes(file.data())
    for number, name in enumerate(ODD_NAMES):
        (folder / name).write_text(f"{LINE}{number}", encoding="utf-8")
    (folder / "folder.pdf").mkdir()
    (folder / "folder.pdf" / "inside.txt").write_text(f"{LINE}inside", encoding="utf-8")
    places = write_places(folder)
    done = subprocess.run(
        [str(Path(sys.executable).with_name("jixiao")), "load", str(folder)],
        env={**os.environ, "JIXIAO_DATA": str(data.root)},
        capture_output=True,
        text=True,
        check=False,
        timeout=1_800,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = {}
    with duckdb.connect(str(data.published), read_only=True) as connection:
        rows = connection.execute("select source_path, outcome, reason, document_key from quality.documents").fetchall()
    for path, outcome, reason, document_key in rows:
        told[path.removeprefix("raw/")] = Told(outcome, reason or "", _text(document_key, data))
    (folder / "shut").chmod(0o700)
    return Loaded(done.stdout, told, places, data.published)


def _text(document_key: str | None, data: DataFolder) -> str:
    try:
        return load_document(document_key or "", data.documents).text[:5_000]
    except FileNotFoundError:
        return ""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path)
def test_a_hostile_file_ends_with_its_outcome_and_reason(file: Hostile, loaded: Loaded) -> None:
    told = loaded.told[file.path]
    assert "stopped" not in told.reason
    if file.reason is not None:
        assert told.outcome == "quarantined"
        assert told.reason.strip()
        assert file.reason in told.reason
    else:
        assert told.outcome in ("loaded", "duplicate", "superseded") or "self-evaluation" in told.reason
        assert file.text is not None
        assert file.text in told.text
        assert "alert(1)" not in told.text or file.name == "title.txt"
        assert "root:" not in told.text
        assert "9,999.99" not in told.text  # what is hidden or deleted is not printed
    if file.warning is not None:
        assert file.warning in told.reason


def test_good_reports_beside_them_are_published(loaded: Loaded) -> None:
    assert {loaded.told[name].outcome for name in GOOD} == {"loaded"}
    with duckdb.connect(str(loaded.warehouse), read_only=True) as connection:
        facts = connection.execute(
            "select count(*) from fct_spending join quality.documents using (document_key)"
            " where source_path = any(?) group by source_path",
            [[f"raw/{name}" for name in GOOD]],
        ).fetchall()
    assert len(facts) == len(GOOD)
    assert min(count for (count,) in facts) >= 5


def test_hostile_names_and_places_are_rows_like_others(loaded: Loaded) -> None:
    for name in ODD_NAMES.values():
        assert LINE in loaded.told[name].text, name
    assert LINE in loaded.told["folder.pdf/inside.txt"].text
    for path, reason in loaded.places.items():
        assert loaded.told[path].outcome == "quarantined"
        assert reason in loaded.told[path].reason


def test_every_file_seen_has_exactly_one_row_and_none_is_missing(loaded: Loaded) -> None:
    seen = {file.path for file in FILES} | set(GOOD) | set(ODD_NAMES.values()) | set(loaded.places)
    left = set(loaded.told) - seen
    assert left <= {"folder.pdf/inside.txt", "locked.txt", *(f"mixed.zip!/{name}" for name in ("folder/",))}
    assert "\x1b" not in loaded.output


def test_every_file_of_the_set_has_a_name_of_its_own() -> None:
    assert len({file.path for file in FILES}) == len(FILES) > 120
