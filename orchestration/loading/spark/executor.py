"""The cluster's side: rows of TASKS in, rows of OUTCOMES out, by the same work under the same limits.

It runs in a Python process of a Spark executor, from the archive that `shipping` packs. The reading is done one process
further down, as on an operator's machine: what hangs, swells or kills its reader is one outcome, never a failed task that
Spark would try four times over.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import deque
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyarrow as pa

from orchestration.loading.spark import wire
from orchestration.loading.spark.environment import Environment
from orchestration.loading.work import Task, work_on
from orchestration.loading.worker import Limits, WorkerPool
from orchestration.loading.workers import work_on_all


def work_on_batches(
    batches: Iterator[pa.RecordBatch], *, expected: Environment, limits: Limits
) -> Iterator[pa.RecordBatch]:
    """One batch of one row for each task, in the order of the tasks; nothing but `unfit` where the environment differs.

    A fault of the program or of the machine (a full disk) is raised: Spark tries again elsewhere, and then gives up.
    """
    difference = expected.difference(Environment.here())
    if difference is not None:
        yield wire.unfit_batch(difference)
        return
    with tempfile.TemporaryDirectory(prefix="jixiao-") as folder:
        positions: deque[int] = deque()
        for worked in work_on_all(_laid_out(batches, Path(folder), positions), _pool(limits)):
            yield wire.outcome_batch(positions.popleft(), worked)
            shutil.rmtree(worked.task.files.parent)


@cache
def _pool(limits: Limits) -> WorkerPool:
    """Spark gives its tasks to the same Python process one after the other, so the reading process below it lasts too."""
    return WorkerPool(work_on, workers=1, limits=limits, lasting=True)


def _laid_out(batches: Iterator[pa.RecordBatch], folder: Path, positions: deque[int]) -> Iterator[Task]:
    """The tasks, each laid out when it is asked for; their positions are queued in the same order."""
    for batch in batches:
        for row in batch.to_pylist():
            positions.append(row["position"])
            yield wire.unpack(row, folder / str(row["position"]))
