"""ZIP attachments through a night's first steps: members are files of their own, the archive is opened only when it changed."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from orchestration.loading.data_folder import DataFolder
from orchestration.loading.scan import scan
from orchestration.nightly.extraction_step import extract_due
from orchestration.nightly.inventory_step import take_inventory
from orchestration.nightly.run import begin

REPORT = (
    "2022年度丙市戊区{office}部门整体支出绩效自评报告\n一、部门概况\n2022年全年预算数1,000.00万元，支出数950.00万元。\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    (tmp_path / "raw").mkdir()
    return DataFolder(tmp_path / "data")


def pack(data: DataFolder, members: dict[str, str], name: str = "附件.zip") -> Path:
    path = data.root.parent / "raw" / name
    with zipfile.ZipFile(path, "w") as archive:
        for member, office in members.items():
            archive.writestr(member, REPORT.format(office=office))
    os.utime(path, ns=(path.stat().st_mtime_ns, path.stat().st_mtime_ns + 1_000_000))
    return path


def load(data: DataFolder, named: Path | None = None) -> dict[str, tuple[str, str, str | None]]:
    """Member (or file) → change, outcome and reason after the inventory and the extraction."""
    run = begin(data)
    with run.ledger:
        take_inventory(run, scan([named or data.root.parent / "raw"]))
        extract_due(run)
        rows = run.ledger.rows("select * from file_outcomes where is_latest order by file_id")
    raw = f"{data.source_path(data.root.parent / 'raw')}/"
    return {row["source_path"].removeprefix(raw): (row["change"], row["outcome"], row["reason"]) for row in rows}


def test_members_are_files_of_their_own(folder: DataFolder) -> None:
    pack(folder, {"甲.txt": "甲街道办事处", "子/乙.txt": "乙街道办事处"})
    assert load(folder) == {
        "附件.zip!/甲.txt": ("new", "loaded", None),
        "附件.zip!/子/乙.txt": ("new", "loaded", None),
    }
    assert {change for change, _, _ in load(folder).values()} == {"unchanged"}


def test_a_changed_archive_tells_what_of_it_is_new_changed_and_gone(folder: DataFolder) -> None:
    path = pack(folder, {"甲.txt": "甲街道办事处", "乙.txt": "乙街道办事处", "丙.txt": "丙街道办事处"})
    load(folder)
    pack(folder, {"甲.txt": "甲街道办事处", "乙.txt": "丁街道办事处", "戊.txt": "戊街道办事处"})
    after = {name.rpartition("/")[2]: change for name, (change, _, _) in load(folder).items()}
    assert after == {"甲.txt": "unchanged", "乙.txt": "changed", "丙.txt": "vanished", "戊.txt": "new"}
    path.unlink()
    assert {change for change, _, _ in load(folder).values()} == {"vanished"}
    pack(folder, {"甲.txt": "甲街道办事处"})
    assert load(folder)["附件.zip!/甲.txt"] == ("changed", "loaded", None)


def test_what_is_wrong_with_an_archive_or_a_member_is_told(folder: DataFolder) -> None:
    path = pack(folder, {"甲.txt": "甲街道办事处", "../乙.txt": "乙街道办事处"})
    told = load(folder)
    assert told["附件.zip!/甲.txt"][1] == "loaded"
    assert told["附件.zip!/../乙.txt"][1:] == ("quarantined", "its name leads out of the archive or is too long")
    path.write_bytes(path.read_bytes()[:60])
    assert load(folder)["附件.zip"][1:] == ("quarantined", "the ZIP archive is truncated or damaged")
    pack(folder, {}, "empty.zip")
    assert load(folder)["empty.zip"][1:] == ("quarantined", "the ZIP archive empty.zip holds no files")


def test_a_named_archive_is_looked_at_again(folder: DataFolder) -> None:
    path = pack(folder, {"甲.txt": "甲街道办事处"})
    load(folder)
    assert load(folder, path) == {"附件.zip!/甲.txt": ("unchanged", "loaded", None)}
