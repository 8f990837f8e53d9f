"""What nights do with what changes in the raw folder, and what they leave alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from orchestration.ledger import extractions
from orchestration.ledger.releases import last_release, tables_of
from orchestration.ledger.store import open_ledger
from orchestration.loading.data_folder import DataFolder
from orchestration.loading.scan import scan
from orchestration.nightly import build_step, extraction_step
from orchestration.nightly import run as run_module
from orchestration.nightly.extraction_step import extract_due
from orchestration.nightly.inventory_step import take_inventory
from orchestration.nightly.run import begin

from .nights import Nights

REPORT = (
    "2022年度丙市戊区{office}部门整体支出绩效自评报告\n一、部门概况\n2022年全年预算数1,000.00万元，支出数950.00万元。\n"
)


def query(nights: Nights, sql: str) -> list[tuple]:
    with duckdb.connect(str(nights.data.published.resolve()), read_only=True) as warehouse:
        return warehouse.execute(sql).fetchall()


def table_hashes(data: DataFolder) -> dict[str, str]:
    with open_ledger(data.ledger) as ledger:
        tables = tables_of(ledger, last_release(ledger)["release_id"])
    return {name: state.content_hash for name, state in tables.items()}


def test_two_loads_of_the_same_input_are_the_same_to_the_row(nights: Nights, tmp_path: Path) -> None:
    other = Nights(tmp_path, nights.process)
    shutil.copytree(nights.raw, other.raw)
    assert other.run() == 0
    assert len(table_hashes(other.data)) > 30
    assert table_hashes(other.data) == table_hashes(nights.data)
    assert other.data.published.resolve().parent.name == nights.data.published.resolve().parent.name


def test_new_touched_vanished_retracted_and_named_files(nights: Nights) -> None:
    """Also: a reader that stays open, and many bad files beside the good ones."""
    reader = duckdb.connect(str(nights.data.published.resolve()), read_only=True)
    reports = reader.execute("select count(*) from dim_reports").fetchall()[0][0]
    nights.add_report()
    (nights.raw / "2022-tianhe-shipai.txt").unlink()
    (nights.raw / "2022-huadu-xinhua.txt").touch()
    for number in range(12):
        (nights.raw / f"junk-{number}.txt").write_bytes(bytes([number, 255, 0]) * 900)
    assert nights.run() == 0
    run = nights.runs()[0]
    counts = [run[f"files_{name}"] for name in ("seen", "new", "changed", "unchanged", "vanished")]
    assert counts == [24, 13, 0, 11, 1]
    assert query(nights, "select count(*) from dim_reports where is_current") == [(8,)]
    vanished = query(nights, "select source_path, outcome from quality.documents where change = 'vanished'")
    assert vanished == [("raw/2022-tianhe-shipai.txt", "loaded")]
    assert reader.execute("select count(*) from dim_reports").fetchall()[0][0] == reports
    reader.close()

    (retracted,) = query(nights, "select series_key, document_key from dim_reports where source_path like '%dingjie%'")
    with open_ledger(nights.data.ledger) as ledger:
        extractions.retract(ledger, retracted[0], [retracted[1]])
    assert nights.run(roots=[]) == 0
    assert nights.runs()[0]["outcome"] == "published"
    assert query(nights, "select count(*) from dim_reports where is_current") == [(7,)]
    assert nights.run() == 0
    assert nights.runs()[0]["outcome"] == "unchanged"

    assert nights.run(roots=[nights.raw / "2022-dingjie.txt"]) == 0
    assert query(nights, "select count(*) from dim_reports where is_current") == [(8,)]
    releases = query(nights, "select run_id, outcome from quality.runs order by started_at")
    assert [outcome for _, outcome in releases] == ["published", "published", "published", "unchanged", "published"]


@pytest.fixture
def small(tmp_path: Path) -> DataFolder:
    (tmp_path / "raw").mkdir()
    for office in ("甲街道办事处", "乙街道办事处"):
        (tmp_path / "raw" / f"{office}.txt").write_text(REPORT.format(office=office), encoding="utf-8")
    return DataFolder(tmp_path / "data")


def load(data: DataFolder) -> tuple[dict[str, int], list[tuple]]:
    """Scan and extract; returns what became of what was due, and the live extractions."""
    run = begin(data)
    with run.ledger:
        take_inventory(run, scan([data.root.parent / "raw"]))
        counts = extract_due(run)
        live = [(row["document_key"], row["extractor_version"]) for row in extractions.live_extractions(run.ledger)]
    return counts, live


def test_a_better_extractor_reads_nothing_again(small: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    counts, live = load(small)
    assert counts == {"extracted": 2}
    assert load(small) == ({}, live)
    for kept in small.files.iterdir():
        kept.unlink()  # the documents suffice
    for module in (extraction_step, run_module, build_step):
        monkeypatch.setattr(module, "EXTRACTOR_VERSION", "better")
    counts, again = load(small)
    assert counts == {"extracted": 2}
    assert again == [(document, "better") for document, _ in live]


def test_documents_come_in_batches_that_count_one_by_one(small: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction_step, "_BATCH", 1)
    load(small)
    with open_ledger(small.ledger) as ledger:
        ids = [row["extraction_id"] for row in extractions.live_extractions(ledger)]
    assert len(set(ids)) == 2
    assert sorted(path.stem for path in (small.extracted / "spending").glob("*.parquet")) == sorted(ids)


def test_a_changed_file_supersedes_what_stood_there_and_a_touched_one_does_not(small: DataFolder) -> None:
    load(small)
    changed, touched = sorted((small.root.parent / "raw").iterdir())
    changed.write_text(REPORT.format(office=changed.stem).replace("950.00", "960.00"), encoding="utf-8")
    touched.touch()
    counts, live = load(small)
    assert counts == {"extracted": 1}
    assert len(live) == 3
    with open_ledger(small.ledger) as ledger:
        events = ledger.rows("select source_path, change from file_events order by rowid")
        latest = ledger.rows("select count(*) from files where is_latest")[0][0]
    told = [(Path(row["source_path"]).stem, row["change"]) for row in events]
    assert told == [(changed.stem, "new"), (touched.stem, "new"), (changed.stem, "changed")]
    assert latest == 2


def test_a_moved_file_is_the_same_report(small: DataFolder) -> None:
    load(small)
    first = sorted((small.root.parent / "raw").iterdir())[0]
    first.rename(first.with_name("moved.txt"))
    counts, live = load(small)
    assert (counts, len(live)) == ({}, 2)
    with open_ledger(small.ledger) as ledger:
        rows = ledger.rows("select source_path, change, outcome from file_outcomes order by file_id")
    assert [(Path(row[0]).name, row[1], row[2]) for row in rows] == [
        (first.name, "vanished", "loaded"),
        (sorted((small.root.parent / "raw").iterdir())[1].name, "unchanged", "loaded"),
        ("moved.txt", "new", "duplicate"),
    ]
