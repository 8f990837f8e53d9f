"""A process that hangs, swells or dies costs one result, never the run."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from orchestration.loading.worker import Failure, Limits, WorkerPool

LIMITS = Limits(seconds=6, memory_bytes=400 << 20, tasks_per_process=3)


@pytest.fixture
def misbehaving(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    return importlib.import_module("misbehaving")


def test_results_come_in_the_order_of_the_tasks_and_each_failure_has_its_reason(misbehaving: Any) -> None:
    tasks = ["slow", "a", "hang", "b", "swell", "c", "killed", "segfault", "d", "exit", "refused", "e"]
    outcomes = list(WorkerPool(misbehaving.behave, workers=2, limits=LIMITS).map(tasks))
    assert [task for task, _ in outcomes] == tasks
    assert [value.reason if isinstance(value, Failure) else value for _, value in outcomes] == [
        "SLOW",
        "A",
        "took longer than 6 s",
        "B",
        "needed more than 0.391 GiB of memory",
        "C",
        "the reader's process died (signal 9)",
        "the reader's process died (signal 11)",
        "D",
        "the reader's process died (exit code 3)",
        "needed more than 0.391 GiB of memory",
        "E",
    ]


def test_a_process_is_replaced_after_its_share_of_tasks(misbehaving: Any) -> None:
    pool = WorkerPool(misbehaving.process_id, workers=1, limits=LIMITS)
    ids = [value for _, value in pool.map(range(7))]
    assert [len(set(ids[i : i + 3])) for i in (0, 3, 6)] == [1, 1, 1]
    assert len(set(ids)) == 3


def test_lasting_processes_serve_the_next_tasks_too(misbehaving: Any) -> None:
    pool = WorkerPool(misbehaving.process_id, workers=1, limits=LIMITS, lasting=True)
    first, second, third = ([value for _, value in pool.map(range(2))] for _ in range(3))
    assert [*first, *second][:3] == [first[0]] * 3
    assert second[1] == third[0] == third[1] != first[0]


def test_a_lasting_process_that_is_lost_in_between_is_replaced(misbehaving: Any) -> None:
    pool = WorkerPool(misbehaving.behave, workers=1, limits=LIMITS, lasting=True)
    assert len(list(pool.map(["a", "killed"]))) == 2
    assert [value for _, value in pool.map(["b"])] == ["B"]


def test_a_fault_of_the_program_is_raised(misbehaving: Any) -> None:
    with pytest.raises(ValueError, match="a fault of the program"):
        list(WorkerPool(misbehaving.behave, workers=1, limits=LIMITS).map(["a", "raise"]))


def test_no_tasks_start_no_process() -> None:
    assert list(WorkerPool(len, workers=2).map([])) == []
