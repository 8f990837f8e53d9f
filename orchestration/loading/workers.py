"""Running tasks: in this process when there are few, else in a pool of fresh processes."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from orchestration.loading.work import Task, Worked, work_on

_FEW = 12  # starting a process costs about as much as reading this many text reports


def work_on_all(tasks: Sequence[Task]) -> Iterator[Worked]:
    """What became of each task, in the order of the tasks."""
    if len(tasks) <= _FEW:
        yield from map(work_on, tasks)
        return
    context = multiprocessing.get_context("spawn")  # a forked child would inherit locks of polars and Dagster
    with ProcessPoolExecutor(max_workers=os.cpu_count() or 1, mp_context=context) as pool:
        yield from pool.map(work_on, tasks, chunksize=4)
