"""What is told of the last build."""

from __future__ import annotations

from pathlib import Path

from orchestration.ledger.model_builds import BuildSummary, ModelBuild, last_build, models_of, record_build
from orchestration.ledger.runs import RunOutcome, begin_run, finish_run
from orchestration.ledger.store import open_ledger

BUILT = [ModelBuild("fct", True, 3, 40), ModelBuild("view", True), ModelBuild("seed", False, 0, 500)]


def test_the_last_run_that_built_is_told(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        assert last_build(ledger) is None
        first, second, idle = (begin_run(ledger, extractor_version="1", git_sha=None) for _ in range(3))
        record_build(ledger, first, [ModelBuild("fct", True, 40)], "there is no build to go on from")
        assert last_build(ledger) == (first, BuildSummary("there is no build to go on from", 1, 0, 40, 0))
        record_build(ledger, second, BUILT, None)
        finish_run(ledger, idle, RunOutcome.UNCHANGED)
        assert last_build(ledger) == (second, BuildSummary(None, 2, 1, 3, 540))
        assert models_of(ledger, second) == {model.model_name: model for model in BUILT}
        assert models_of(ledger, idle) == {}
