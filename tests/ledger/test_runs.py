"""How runs end, and what is published from when to when."""

from __future__ import annotations

import re

import pytest

from orchestration.ledger import releases, runs
from orchestration.ledger.releases import TableState
from orchestration.ledger.results import CheckResult
from orchestration.ledger.runs import RunOutcome
from orchestration.ledger.store import Ledger


def begin(ledger: Ledger, **options) -> str:
    return runs.begin_run(ledger, extractor_version="1", git_sha="abc", **options)


def test_a_run_that_died_is_told_by_the_next(ledger: Ledger) -> None:
    dead = begin(ledger)
    assert re.fullmatch(r"\d{8}T\d{6}Z-[0-9a-f]{6}", dead)
    runs.enter_step(ledger, dead, "dbt")
    alive = begin(ledger)
    row = runs.get_run(ledger, dead)
    assert row["outcome"] == "failed"
    assert row["reason"] == "the process ended without a word during the step dbt"
    assert [run["run_id"] for run in runs.last_runs(ledger, 5)] == [alive, dead]


def test_the_first_end_of_a_run_counts(ledger: Ledger) -> None:
    run = begin(ledger)
    runs.finish_run(ledger, run, RunOutcome.BLOCKED, reason="a check failed")
    runs.finish_run(ledger, run, RunOutcome.UNCHANGED, reason="later")
    row = runs.get_run(ledger, run)
    assert (row["outcome"], row["reason"]) == ("blocked", "a check failed")


def test_a_remark_stays_where_the_end_gives_no_reason(ledger: Ledger) -> None:
    run = begin(ledger)
    runs.note(ledger, run, "the ledger was restored")
    runs.finish_run(ledger, run, RunOutcome.UNCHANGED)
    assert runs.get_run(ledger, run)["reason"] == "the ledger was restored"


def test_the_open_run_of_an_orchestrator_is_found(ledger: Ledger) -> None:
    run = begin(ledger, orchestrator_run_id="o-1")
    assert runs.run_of_orchestrator(ledger, "o-1") == run
    runs.finish_run(ledger, run, RunOutcome.FAILED)
    assert runs.run_of_orchestrator(ledger, "o-1") is None


def test_only_failed_checks_of_severity_error_block(ledger: Ledger) -> None:
    run = begin(ledger)
    results = [
        CheckResult("a", "dbt", "error", "pass"),
        CheckResult("b", "dbt", "error", "fail", "3 rows", "0 rows", 3),
        CheckResult("c", "dbt", "warning", "fail"),
        CheckResult("d", "great_expectations", "error", "error", "crashed"),
        CheckResult("e", "great_expectations", "error", "insufficient_data"),
    ]
    runs.record_checks(ledger, run, results)
    assert [row["check_name"] for row in runs.blocking_checks(ledger, run)] == ["b", "d"]
    assert [CheckResult(**dict(row)) for row in runs.checks_of(ledger, run, "dbt")] == results[:3]
    assert [result.check_name for result in results if result.blocks] == ["b", "d"]


def publish(ledger: Ledger, number: int, reports: list[str]) -> str:
    run, release = begin(ledger), f"r{number:06d}"
    releases.record_release(
        ledger,
        release_id=release,
        release_seq=number,
        run_id=run,
        fingerprint=f"f{number}",
        file_sha256="s",
        tables={"main.t": TableState(number, "h")},
        current_reports=reports,
    )
    assert runs.get_run(ledger, run)["outcome"] == "published"
    return release


def test_a_report_is_valid_from_the_release_that_shows_it_to_the_one_that_does_not(ledger: Ledger) -> None:
    first, second, third = (publish(ledger, n, r) for n, r in ((1, ["a", "b"]), (2, ["b", "c"]), (3, ["a", "b", "c"])))
    rows = ledger.rows("select * from report_releases order by report_key, valid_from_release")
    assert [tuple(row) for row in rows] == [
        ("a", first, second),
        ("a", third, None),
        ("b", first, None),
        ("c", second, None),
    ]
    assert releases.last_release(ledger)["release_id"] == third
    assert releases.tables_of(ledger, second) == {"main.t": TableState(2, "h")}


def test_an_unknown_run_is_no_run(ledger: Ledger) -> None:
    with pytest.raises(KeyError):
        runs.get_run(ledger, "r")
