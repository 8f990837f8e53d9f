"""What makes a night not one with nothing new, where the last one left everything settled; and what such a night tells."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from orchestration.extraction import EXTRACTOR_VERSION
from orchestration.ledger import extractions, files, rebuilds, releases, runs, verifications
from orchestration.ledger import settled as kept
from orchestration.ledger.extractions import Verdict
from orchestration.loading.data_folder import DataFolder
from orchestration.loading.scan import scan
from orchestration.loading.stopped import STOPPED
from orchestration.nightly import build_step, extraction_step, settled
from orchestration.nightly import run as run_module
from orchestration.nightly.build_step import fingerprint_of, is_news
from orchestration.nightly.extraction_step import extract_due
from orchestration.nightly.inventory_step import take_inventory
from orchestration.nightly.run import Run, begin
from orchestration.warehouse import publish

REPORT = (
    "2022年度丙市戊区{office}部门整体支出绩效自评报告\n一、部门概况\n2022年全年预算数1,000.00万元，支出数950.00万元。\n"
)
COUNTS = ("seen", "new", "changed", "unchanged", "vanished", "loaded", "duplicate", "quarantined")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports, a copy of one and a file that is none, loaded; and a release that says so."""
    root = tmp_path_factory.mktemp("settled")
    raw = root / "here" / "raw"
    raw.mkdir(parents=True)
    for name in ("甲", "乙"):
        (raw / f"{name}.txt").write_text(REPORT.format(office=f"{name}街道办事处"), encoding="utf-8")
    (raw / "乙二.txt").write_bytes((raw / "乙.txt").read_bytes())
    (raw / "空.txt").write_bytes(b"")
    with begun(DataFolder(root / "here" / "data")) as run:
        night(run)
        release(run, "r000001-0")
    shutil.copytree(root / "here", root / "kept", symlinks=True)
    return root


@pytest.fixture
def data(loaded: Path) -> DataFolder:
    """The folder as it was loaded, and a night that found it so."""
    shutil.rmtree(loaded / "here")
    shutil.copytree(loaded / "kept", loaded / "here", symlinks=True)
    folder = DataFolder(loaded / "here" / "data")
    with begun(folder) as run:
        assert night(run) == ({}, False)
    return folder


@contextmanager
def begun(data: DataFolder) -> Iterator[Run]:
    """A run whose ledger is closed behind it."""
    run = begin(data)
    with run.ledger:
        yield run


def night(run: Run, roots: list[Path] | None = None) -> tuple[dict[str, int], bool]:
    """What was worked on, and whether there is something to build."""
    take_inventory(run, scan(roots or [run.data.root.parent / "raw"]))
    return extract_due(run), is_news(run)


def release(run: Run, name: str) -> None:
    file = run.data.versions / name / "warehouse.duckdb"
    file.parent.mkdir()
    file.write_bytes(b"")
    publish.point_to(run.data, file)
    number = int(name[1:7])
    releases.record_release(
        run.ledger,
        release_id=name, release_seq=number, run_id=run.run_id, fingerprint=fingerprint_of(run), file_sha256="",
        tables={}, current_reports=(),
    )  # fmt: skip


def counts(run: Run) -> list[int]:
    row = runs.get_run(run.ledger, run.run_id)
    return [row[f"files_{name}"] for name in COUNTS]


def is_settled(run: Run) -> bool:
    return settled.known(run, settled.state_of(run, EXTRACTOR_VERSION)) is not None


def nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks every report, or opens every batch, fails."""

    def asked(*_: object) -> None:
        raise AssertionError("every report was asked")

    for place, name in (
        (extractions, "due_contents"),
        (files, "record_counts"),
        (build_step, "fingerprint"),
        (extraction_step, "_forget_damaged_batches"),
    ):
        monkeypatch.setattr(place, name, asked)


def test_a_night_that_finds_all_as_it_was_asks_no_report_and_tells_the_same(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with begun(data) as run:
        fingerprint = fingerprint_of(run)
    nothing_is_asked(monkeypatch)
    with begun(data) as run:
        assert night(run) == ({}, False)
        assert counts(run) == [4, 0, 0, 4, 0, 2, 1, 1]
        assert runs.get_run(run.ledger, run.run_id)["outcome"] == "unchanged"
        assert runs.get_run(run.ledger, run.run_id)["fingerprint"] == fingerprint


def _new(run: Run) -> None:
    (run.data.root.parent / "raw" / "丙.txt").write_text(REPORT.format(office="丙街道办事处"), encoding="utf-8")


def _changed(run: Run) -> None:
    (run.data.root.parent / "raw" / "甲.txt").write_text(REPORT.format(office="丁街道办事处"), encoding="utf-8")


def _vanished(run: Run) -> None:
    (run.data.root.parent / "raw" / "甲.txt").unlink()


def _touched(run: Run) -> None:
    (run.data.root.parent / "raw" / "甲.txt").touch()


def _vanished_by_mistake(run: Run) -> None:
    """The ledger says so, the folder does not."""
    with run.ledger.transaction() as connection:
        connection.execute("update files set change = 'vanished' where path like '%甲.txt'")


def _retracted(run: Run) -> None:
    key = extractions.live_extractions(run.ledger)[0]["document_key"]
    extractions.retract(run.ledger, "series", [key])


def _forgotten(run: Run) -> None:
    extractions.forget_documents(run.ledger, [extractions.live_extractions(run.ledger)[0]["document_key"]])


def _batch_cut(run: Run) -> None:
    batch = next((run.data.extracted / "spending").glob("*.parquet"))
    batch.write_bytes(batch.read_bytes()[:40])


def _batch_overwritten(run: Run) -> None:
    """With a size and a modification time as before."""
    batch = next((run.data.extracted / "spending").glob("*.parquet"))
    status = batch.stat()
    batch.write_bytes(b"\0" * status.st_size)
    os.utime(batch, ns=(status.st_atime_ns, status.st_mtime_ns))


def _batch_lost(run: Run) -> None:
    next((run.data.extracted / "spending").glob("*.parquet")).unlink()


def _corrected(run: Run) -> None:
    line = "fct_spending,k,item_name,甲,乙,第1页,某人,2026-01-01,看错了"
    names = "fact_table,fact_key,column_name,old_value,new_value,evidence,who,when,why"
    run.data.corrections.write_text(f"{names}\n{line}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("happens", "worked_on", "is_news_then"),
    [
        (_new, {"extracted": 1}, True),
        (_changed, {"extracted": 1}, True),
        (_vanished, {}, True),
        (_retracted, {}, True),
        (_corrected, {}, True),
        # Worked on again with the same result, there is nothing to build.
        (_forgotten, {"extracted": 1}, False),
        (_batch_cut, {"extracted": 2}, False),
        (_batch_overwritten, {"extracted": 2}, False),
        (_batch_lost, {"extracted": 2}, False),
        (_touched, {}, False),
        (_vanished_by_mistake, {}, False),
    ],
)
def test_whatever_happens_to_a_settled_folder_is_found(
    data: DataFolder, happens: Callable[[Run], None], worked_on: dict[str, int], is_news_then: bool
) -> None:
    with begun(data) as run:
        happens(run)
        assert night(run) == (worked_on, is_news_then)


@pytest.mark.parametrize("name", ["rules_hash", "deciding_hash"])
def test_other_rules_or_another_program_settle_nothing(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with begun(data) as run:
        assert is_settled(run)
        monkeypatch.setattr(settled, name, lambda: "other")
        assert not is_settled(run)


def test_another_extractor_makes_everything_due(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (extraction_step, run_module, build_step):
        monkeypatch.setattr(module, "EXTRACTOR_VERSION", "better")
    with begun(data) as run:
        assert night(run) == ({"extracted": 2}, True)


def test_a_content_whose_reading_was_stopped_is_tried_in_the_next_nights(data: DataFolder) -> None:
    with begun(data) as run:
        key = extractions.live_extractions(run.ledger)[0]["document_key"]
        verdict = Verdict(key, "unreadable", f"{STOPPED} after 1 s")
        extractions.record_verdicts(run.ledger, run.run_id, "b", EXTRACTOR_VERSION, [verdict])
        assert is_news(run)
        release(run, "r000002-0")
        assert not is_settled(run)
    with begun(data) as run:
        assert extract_due(run) == {"extracted": 1}


def test_what_is_asked_for_or_published_is_looked_at_in_every_night(data: DataFolder) -> None:
    with begun(data) as run:
        assert is_settled(run)
        rebuilds.ask_for_rebuild(run.ledger, "because")
        assert night(run) == ({}, True)
        release(run, "r000002-0")
    with begun(data) as run:
        assert night(run) == ({}, False)
    data.published.unlink()
    with begun(data) as run:
        assert night(run) == ({}, True)


def test_a_verification_relies_on_nothing_kept(data: DataFolder) -> None:
    with begun(data) as run:
        assert is_settled(run)
        verifications.record_verification(
            run.ledger, run.run_id, kept_files=0, damaged=0, lost=0, release_is_sound=None
        )
        assert not is_settled(run)


def test_counts_are_those_of_the_files_that_were_seen(data: DataFolder) -> None:
    raw = data.root.parent / "raw"
    other = data.root.parent / "other"
    other.mkdir()
    (other / "甲.txt").write_bytes((raw / "甲.txt").read_bytes())
    with begun(data) as run:
        take_inventory(run, scan([raw, other]))
        extract_due(run)
        assert counts(run) == [5, 1, 0, 4, 0, 2, 2, 1]
        assert is_news(run)
        release(run, "r000002-0")
    for roots, expected in (([raw, other], [5, 0, 0, 5, 0, 2, 2, 1]), ([other], [1, 0, 0, 1, 0, 0, 1, 0])):
        for _ in range(2):
            with begun(data) as run:
                assert night(run, roots) == ({}, False)
                assert counts(run) == expected


def test_a_file_that_vanished_is_counted_in_the_night_that_missed_it(data: DataFolder) -> None:
    (data.root.parent / "raw" / "甲.txt").unlink()
    with begun(data) as run:
        assert night(run) == ({}, True)
        assert counts(run) == [3, 0, 0, 3, 1, 2, 1, 1]
        release(run, "r000002-0")
    for _ in range(2):
        with begun(data) as run:
            assert night(run) == ({}, False)
            assert counts(run) == [3, 0, 0, 3, 0, 1, 1, 1]


def test_one_state_is_kept_at_a_time(data: DataFolder) -> None:
    with begun(data) as run:
        before = settled.state_of(run, EXTRACTOR_VERSION)
        _retracted(run)
        assert night(run)[1]
        assert kept.settled(run.ledger, before) is None
        assert is_settled(run)
