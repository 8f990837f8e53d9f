"""The snapshots that dbt reads, and the fingerprint of what a build depends on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl

from orchestration.ledger import extractions, files, runs
from orchestration.ledger.extractions import Verdict
from orchestration.ledger.files import FileRecord
from orchestration.ledger.results import CheckResult
from orchestration.ledger.runs import RunOutcome
from orchestration.ledger.store import Ledger, open_ledger
from orchestration.warehouse import inventory
from orchestration.warehouse.fingerprint import fingerprint


def fill(path: Path, change: str = "new") -> Ledger:
    ledger = open_ledger(path)
    run = runs.begin_run(ledger, extractor_version="1", git_sha="abc")
    record = FileRecord("/raw/a.txt", "raw/a.txt", "c1", "doc_1", 2, 1, change)
    files.record_files(ledger, run, [record, FileRecord("/raw/b", "raw/b", "", None, 0, 1, "new", "the file is empty")])
    extracted = Verdict("doc_1", "extracted", None, "text", "txt", None, False, 0.5)
    extractions.record_verdicts(ledger, run, "batch", "1", [extracted])
    runs.record_checks(ledger, run, [CheckResult("a", "dbt", "error", "pass", failing_rows=0)])
    runs.finish_run(ledger, run, RunOutcome.BLOCKED, reason="x")
    return ledger


def test_every_snapshot_has_its_types_and_rows(tmp_path: Path) -> None:
    with fill(tmp_path / "ledger.sqlite") as ledger:
        identity = inventory.BuildIdentity("r000001-0", "run", "2026-01-02T03:04:05.000006Z", None, "1")
        inventory.write_inventory(ledger, identity, tmp_path)
    read = {path.stem: pl.read_parquet(path).rows(named=True) for path in tmp_path.glob("*.parquet")}
    assert set(read) == {"documents", "live_extractions", "report_releases", "build", "check_results", "runs"}
    loaded, refused = read["documents"]
    assert (loaded["document_key"], loaded["outcome"], loaded["used_ocr"], loaded["seconds"]) == (
        "doc_1",
        "loaded",
        False,
        0.5,
    )
    assert (refused["document_key"], refused["content_sha256"], refused["outcome"]) == (None, None, "quarantined")
    assert read["build"][0]["started_at"] == datetime(2026, 1, 2, 3, 4, 5, 6)
    assert read["live_extractions"] == [{"document_key": "doc_1", "extraction_id": "batch", "extractor_version": "1"}]
    assert [row["outcome"] for row in read["runs"]] == ["blocked"]
    assert [row["failing_rows"] for row in read["check_results"]] == [0]
    types = dict(duckdb.sql(f"select name, type from parquet_schema('{tmp_path}/documents.parquet')").fetchall())
    assert (types["first_seen_seq"], types["pages"], types["is_latest"]) == ("INT64", "INT32", "BOOLEAN")


def test_the_fingerprint_knows_what_was_seen_and_no_clock(tmp_path: Path) -> None:
    with fill(tmp_path / "one.sqlite") as one, fill(tmp_path / "two.sqlite") as two:
        base = fingerprint(one, "1")
        assert fingerprint(two, "1") == base
        assert fingerprint(one, "2") != base
        run = runs.begin_run(two, extractor_version="1", git_sha=None)
        files.mark_seen(two, run, ["/raw/a.txt"], "unchanged")
        assert fingerprint(two, "1") == base
        files.mark_seen(two, run, ["/raw/a.txt"], "vanished")
        assert fingerprint(two, "1") != base
