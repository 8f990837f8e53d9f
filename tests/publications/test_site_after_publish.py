"""The site is built behind the publish: whatever becomes of it, the run stays what it was, and it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from dagster import AssetCheckSeverity, DagsterInstance, materialize

from orchestration.definitions.documentation import document_release, documentation_site
from orchestration.definitions.resources import NightlyRun, Paths
from orchestration.ledger import runs
from orchestration.ledger.runs import RunOutcome
from orchestration.loading.data_folder import DataFolder
from orchestration.nightly.run import begin
from orchestration.publications.site import apart
from orchestration.publications.site.apart import build_apart


@pytest.fixture
def empty(tmp_path: Path) -> DataFolder:
    """A data folder in which nothing is published: no site can be built."""
    return DataFolder(tmp_path / "data").create()


def test_a_site_that_cannot_be_built_leaves_the_one_before(empty: DataFolder) -> None:
    before = empty.root / "site" / "index.html"
    before.parent.mkdir()
    before.write_text("of the release before")
    built = build_apart(empty, "r000002-000000000000")
    assert built.index is None
    assert built.problem is not None and "nothing is published" in built.problem
    assert before.read_text() == "of the release before"


def test_a_site_that_takes_too_long_is_given_up(empty: DataFolder) -> None:
    assert build_apart(empty, "r1", seconds=0.01).problem == "it took more than 0 seconds"


def test_of_a_crash_its_last_word_is_told() -> None:
    assert apart._reason("Traceback\n  File x\nKeyError: 'nodes'\n", 1) == "KeyError: 'nodes'"
    assert apart._reason("", -9) == "the process ended with -9"


def test_the_run_stays_published_and_the_ledger_tells(empty: DataFolder) -> None:
    run = begin(empty)
    with run.ledger:
        runs.note(run.ledger, run.run_id, "The ledger was repaired.")
        runs.finish_run(run.ledger, run.run_id, RunOutcome.PUBLISHED, release_id="r000001-000000000000")
        assert document_release(run).problem is not None
        row = runs.get_run(run.ledger, run.run_id)
    assert (row["outcome"], row["release_id"]) == ("published", "r000001-000000000000")
    assert row["reason"].startswith("The ledger was repaired. The documentation is not of release")
    assert "`jixiao docs`" in row["reason"]


def test_the_job_succeeds_and_a_check_warns(empty: DataFolder) -> None:
    nightly = NightlyRun(paths=Paths(data_folder=str(empty.root)))
    with DagsterInstance.ephemeral() as instance:
        result = materialize([documentation_site], resources={"nightly": nightly}, instance=instance)
    assert result.success
    assert result.asset_materializations_for_node("documentation_site") == []
    [check] = result.get_asset_check_evaluations()
    assert not check.passed and check.severity is AssetCheckSeverity.WARN
    assert "nothing is published" in str(check.metadata["problem"].value)
