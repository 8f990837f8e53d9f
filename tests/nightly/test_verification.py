"""Verification by hash, and reading again on request."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from orchestration.ledger import verifications
from orchestration.ledger.store import open_ledger
from orchestration.loading.data_folder import DataFolder
from orchestration.nightly import steps
from orchestration.nightly.intake import Intake
from orchestration.nightly.redo import NothingToRedo, documents_to_redo
from orchestration.sources.settings import Folder, Sources

from .nights import Nights

REPORT = (
    "2022年度丙市戊区{office}部门整体支出绩效自评报告\n一、概况\n2022年全年预算数1,000.00万元，支出数950.00万元。\n"
)


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    for office in ("甲街道办事处", "乙街道办事处"):
        (tmp_path / "raw").mkdir(exist_ok=True)
        (tmp_path / "raw" / f"{office}.txt").write_text(REPORT.format(office=office), encoding="utf-8")
    return DataFolder(tmp_path / "data")


def load(data: DataFolder, *, verify: bool = False, sources: bool = False) -> dict[str, int]:
    """Take in and extract; returns files of the run by change, and what the last verification found."""
    raw = data.root.parent / "raw"
    intake = Intake((raw,), verify=verify)
    if sources:
        intake = Intake(sources=Sources((Folder("raw", raw),)))
    run = steps.begin(data)
    with run.ledger:
        steps.take_in(run, intake)
        steps.extract(run, intake)
        row = run.ledger.rows("select * from runs where run_id = ?", (run.run_id,))[0]
        found = verifications.verification_of(run.ledger, run.run_id)
        counts = {name: row[f"files_{name}"] for name in ("changed", "unchanged", "vanished")}
        told = ("kept_files", "files_damaged", "files_lost")
        return counts | ({} if found is None else {name: found[name] for name in told})


def test_damage_is_found_and_healed_from_the_source(data: DataFolder) -> None:
    load(data)
    first, second = sorted(data.files.iterdir())
    content = first.read_bytes()
    first.write_bytes(content[:-1] + b"?")  # the same size: no scan sees it
    second.unlink()
    assert load(data) == {"changed": 0, "unchanged": 2, "vanished": 0}
    found = load(data, verify=True)
    assert (found["kept_files"], found["files_damaged"], found["files_lost"], found["unchanged"]) == (1, 1, 0, 2)
    assert first.read_bytes() == content
    assert second.exists()
    assert (data.files / f".{first.name}.damaged").exists()
    assert load(data, verify=True)["files_damaged"] == 0


def test_what_is_lost_with_its_source_is_told_and_its_facts_stay(data: DataFolder) -> None:
    load(data)
    gone = sorted((data.root.parent / "raw").iterdir())[0]
    (data.files / hashlib.sha256(gone.read_bytes()).hexdigest()).write_bytes(b"damage")
    gone.unlink()
    found = load(data, verify=True)
    assert (found["files_damaged"], found["files_lost"], found["vanished"]) == (1, 1, 1)
    with open_ledger(data.ledger) as ledger:
        assert ledger.rows("select outcome from file_outcomes where change = 'vanished'")[0][0] == "loaded"


def test_a_change_that_left_size_and_time_alone_is_found(data: DataFolder) -> None:
    load(data)
    changed = sorted((data.root.parent / "raw").iterdir())[0]
    before = changed.stat()
    text = changed.read_text(encoding="utf-8").replace("950.00", "960.00")
    changed.write_text(text, encoding="utf-8")
    os.utime(changed, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert load(data)["changed"] == 0
    assert load(data, verify=True)["changed"] == 1


def test_it_comes_of_itself_once_a_week_and_after_a_clock_of_the_future(data: DataFolder) -> None:
    load(data)
    assert "kept_files" not in load(data, sources=True)
    for age in (timedelta(days=8), -timedelta(days=400)):
        with open_ledger(data.ledger) as ledger, ledger.transaction() as connection:
            then = (datetime.now(UTC) - age).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
            connection.execute("update runs set started_at = ?", (then,))
            connection.execute("update verifications set verified_at = ?", (then,))
        assert load(data) == {"changed": 0, "unchanged": 2, "vanished": 0}  # one folder: not of itself
        assert load(data, sources=True)["kept_files"] == 2
        assert "kept_files" not in load(data, sources=True)


@pytest.mark.long  # a minute of nights
def test_a_damaged_release_is_published_again_and_a_year_is_read_again(nights: Nights) -> None:
    before = nights.query("select * from fct_spending order by all")
    read = {path: path.stat().st_mtime_ns for path in nights.data.documents.iterdir()}
    file = nights.data.published.resolve()
    file.chmod(0o644)
    with file.open("r+b") as damaged:
        damaged.seek(file.stat().st_size // 2)
        damaged.write(b"damage" * 20)
    with pytest.raises(NothingToRedo, match="1999"):
        documents_to_redo(nights.data, "1999")
    assert nights.run(verify=True) == 0
    run = nights.runs()[0]
    assert (run["outcome"], nights.data.published.resolve() == file) == ("published", False)
    assert nights.rows("select release_is_sound from verifications")[0][0] == 0
    assert nights.query("select * from fct_spending order by all") == before
    assert {path: path.stat().st_mtime_ns for path in nights.data.documents.iterdir()} == read

    (document,) = documents_to_redo(
        nights.data, nights.query("select report_key from dim_reports where year_key = 2021")[0][0]
    )
    assert documents_to_redo(nights.data, "2021") == (document,)
    assert nights.run(redo="2021") == 0
    assert nights.runs()[0]["outcome"] == "published"
    again = {path.name for path, time in read.items() if path.stat().st_mtime_ns != time}
    assert again == {f"{document}.json.gz"}
    assert nights.query("select * from fct_spending order by all") == before
    assert nights.run() == 0
    assert nights.runs()[0]["outcome"] == "unchanged"
