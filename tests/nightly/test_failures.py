"""Whatever fails, the published file stays as it was, the ledger tells it, and the next night heals."""

from __future__ import annotations

import os

import duckdb
import polars as pl
import pytest

from orchestration.cli.status import show_status
from orchestration.loading.data_folder import ENVIRONMENT_VARIABLE

from .nights import Nights


def status(nights: Nights, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(nights.data.root))
    capsys.readouterr()
    assert show_status(5) == 0
    return capsys.readouterr().out


def assert_heals(nights: Nights) -> None:
    """The next night publishes what the failed one could not, and nothing is left of the failure."""
    assert nights.run() == 0
    run = nights.runs()[0]
    assert run["outcome"] == "published"
    with duckdb.connect(str(nights.data.published.resolve()), read_only=True) as warehouse:
        loaded = warehouse.execute("select count(*) from quality.documents where outcome = 'loaded'").fetchall()[0][0]
        assert loaded == 8  # seven samples that count, and the report that was added
        assert (
            warehouse.execute("select run_id from quality.runs order by started_at desc").fetchall()[0][0]
            == run["run_id"]
        )
    assert list(nights.data.versions.glob(".*")) == []
    assert list(nights.data.root.rglob(".*.part")) == []
    assert nights.run() == 0
    assert nights.runs()[0]["outcome"] == "unchanged"


def test_bad_data_for_a_dbt_test_blocks(nights: Nights, monkeypatch, capsys) -> None:
    before = nights.sha256()
    nights.add_report()
    nights.tamper("spending", pl.lit("nonsense").alias("breakdown"))
    assert nights.run() == 1
    assert nights.sha256() == before
    run = nights.runs()[0]
    assert (run["outcome"], run["step"]) == ("blocked", "dbt")
    told = status(nights, monkeypatch, capsys)
    assert "Blocked in step dbt" in told
    assert "dbt check accepted_" in told


def test_bad_data_for_an_expectation_blocks(nights: Nights, monkeypatch, capsys) -> None:
    before = nights.sha256()
    nights.add_report()
    amounts = ("approved_amount", "adjusted_amount", "executed_amount")
    nights.tamper("spending", *((pl.col(name).cast(pl.Float64) * 10_000).alias(name) for name in amounts))
    assert nights.run() == 1
    assert nights.sha256() == before
    run = nights.runs()[0]
    assert (run["outcome"], run["step"]) == ("blocked", "expectations"), run["reason"]
    told = status(nights, monkeypatch, capsys)
    assert "Blocked in step expectations" in told
    assert "great_expectations check published_reports.totals_are_alike" in told


def test_an_exception_fails_the_run(nights: Nights, monkeypatch, capsys) -> None:
    before = nights.sha256()
    nights.add_report()
    nights.data.build_file.unlink()
    nights.data.build_file.mkdir()
    assert nights.run() == 1
    assert nights.sha256() == before
    assert "Failed in step dbt: step dbt: IsADirectoryError" in status(nights, monkeypatch, capsys)


def test_a_full_disk_fails_the_run(nights: Nights, monkeypatch, capsys) -> None:
    before = nights.sha256()
    nights.add_report()
    for largest_file in (16 * 1024, 1024 * 1024):  # not even the ledger can be written; the build cannot
        assert nights.run(largest_file=largest_file) == 1
        assert nights.sha256() == before
    assert "Failed in step dbt" in status(nights, monkeypatch, capsys)
    assert_heals(nights)


@pytest.mark.long  # a night for every step
def test_kill_nine_in_every_step_changes_nothing_that_is_published(nights: Nights, monkeypatch, capsys) -> None:
    before = nights.sha256()
    nights.add_report()
    for step in ("inventory", "extraction", "dbt", "expectations", "publish"):
        assert nights.run(kill_in=step) == -9
        assert nights.sha256() == before
        assert f"the process died during the step {step}" in status(nights, monkeypatch, capsys)
    assert_heals(nights)
    assert "what the run had touched; " in status(nights, monkeypatch, capsys)  # the one killed in publish had its seals
    dead = [run for run in nights.runs() if run["outcome"] == "failed"]
    assert [run["reason"] for run in reversed(dead)] == [
        f"the process ended without a word during the step {step}"
        for step in ("inventory", "extraction", "dbt", "expectations", "publish")
    ]


def test_a_damaged_batch_is_extracted_again_and_a_lost_link_is_put_back(nights: Nights) -> None:
    nights.add_report()
    nights.data.published.unlink()
    (batch,) = (path for path in (nights.data.extracted / "indicators").glob("*.parquet"))
    os.truncate(batch, 100)
    assert_heals(nights)
    assert batch.with_suffix(".damaged").exists()


def test_a_damaged_ledger_is_restored(nights: Nights, monkeypatch, capsys) -> None:
    before = nights.sha256()
    nights.data.ledger.write_bytes(b"SQLite format 3\0" + os.urandom(20_000))
    assert nights.run() == 0
    assert nights.sha256() == before
    run = nights.runs()[0]
    assert run["outcome"] == "unchanged"
    assert "restored from ledger.backup.sqlite" in run["reason"]
    assert "restored from ledger.backup.sqlite" in status(nights, monkeypatch, capsys)
