"""Tasks in processes that may die: a file that hangs, swells or kills its reader costs one outcome, not the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from orchestration.loading.stopped import STOPPED
from orchestration.loading.work import Task, Worked, WorkOutcome, work_on
from orchestration.loading.worker import Failure, WorkerPool


def work_on_all(tasks: Iterable[Task], pool: WorkerPool | None = None) -> Iterator[Worked]:
    """What became of each task, in the order of the tasks. `pool`: one that runs `work_on`, other than the usual."""
    for task, result in (pool or WorkerPool(work_on)).map(tasks):
        if isinstance(result, Failure):
            yield Worked(task, WorkOutcome.UNREADABLE, f"{STOPPED}{result.reason}")
        else:
            yield result
