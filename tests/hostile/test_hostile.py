"""Each hostile file ends with its outcome and reason, in a process of its own, within limits of time and memory."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from orchestration.loading.worker import Failure, Limits, WorkerPool

from .files import Hostile, hostile_files

LIMITS = Limits(seconds=240, memory_bytes=2 << 30)
FILES = list(hostile_files())


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What became of every file of the set: (reason, text, warnings) or the pool's Failure."""
    folder = tmp_path_factory.mktemp("hostile")
    patch = pytest.MonkeyPatch()
    patch.syspath_prepend(str(Path(__file__).parent))
    tasks = []
    for index, file in enumerate(FILES):
        path = folder / str(index)
        path.write_bytes(file.data())
        tasks.append((str(path), file.name))
    read = importlib.import_module("reading_task").read
    results = list(WorkerPool(read, workers=2, limits=LIMITS).map(tasks))
    patch.undo()
    return {name: outcome for (_, name), outcome in results}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_hostile_file_ends_with_its_outcome_and_reason(file: Hostile, outcomes: dict[str, Any]) -> None:
    outcome = outcomes[file.name]
    assert not isinstance(outcome, Failure), outcome
    reason, text, warnings = outcome
    if file.reason is not None:
        assert reason is not None, text[:200]
        assert file.reason in reason
    else:
        assert reason is None
        assert file.text in text
        assert "alert(1)" not in text or file.name == "title.txt"
        assert "root:" not in text
    if file.warning is not None:
        assert any(file.warning in warning for warning in warnings)


def test_every_file_of_the_set_has_a_name_of_its_own() -> None:
    assert len({file.name for file in FILES}) == len(FILES) > 50
