"""The operator's side of the work on a cluster: tasks in, what became of them out, in their order.

    with Cluster("sc://spark.example:15002") as cluster:
        for worked in cluster.work_on_all(tasks):
            ...

Contents travel in jobs of a bounded number of bytes, so that memory here stays flat however many there are. What is read
there is kept here, as if it had been read here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

from orchestration.loading.durable import write_bytes
from orchestration.loading.kept_documents import path_of
from orchestration.loading.spark import wire
from orchestration.loading.spark.environment import Environment
from orchestration.loading.spark.errors import ClusterFailed
from orchestration.loading.spark.executor import work_on_batches
from orchestration.loading.spark.session import Session
from orchestration.loading.spark.shared_folder import check_reach
from orchestration.loading.spark.wire import Parcel
from orchestration.loading.work import Task, Worked, work_on
from orchestration.loading.worker import Limits, WorkerPool
from orchestration.loading.workers import work_on_all as work_on_all_here

JOB_BYTES = 32 << 20  # a job is closed before it grows beyond this; a larger content is a job of its own
LARGEST_SENT = 64 << 20  # bytes: Spark refuses messages of 128 MiB, and a content is one
_PATIENCE = 1800.0  # seconds without an answer: longer than the few contents of one part may take to their limits


class Cluster:
    """Connects when the first task comes: a night without news needs no cluster."""

    def __init__(
        self, remote: str, limits: Limits | None = None, patience: float = _PATIENCE, reaching: Path | None = None
    ) -> None:
        """`patience`: seconds without an answer after which the cluster is given up on. `reaching`: a folder of this
        machine's that the cluster must reach, because what comes after this work needs it."""
        self._remote = remote
        self._limits = limits or Limits()
        self._patience = patience
        self._reaching = reaching
        self._session: Session | None = None

    @property
    def is_connected(self) -> bool:
        return self._session is not None

    def __enter__(self) -> Cluster:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None

    def work_on_all(self, tasks: Iterable[Task]) -> Iterator[Worked]:
        """What became of each task, in the order of the tasks. Raises ClusterFailed.

        The few contents that are too large to be sent are worked on here.
        """
        for job in jobs(map(wire.parcel_of, tasks)):
            if job[0].size > LARGEST_SENT:
                yield from work_on_all_here([parcel.task for parcel in job], WorkerPool(work_on, limits=self._limits))
            else:
                yield from self._run(job)

    def _run(self, job: list[Parcel]) -> Iterator[Worked]:
        """One job: its answers come in the order in which executors are done, and wait for those before them."""
        session = self._connected()
        function = partial(work_on_batches, expected=Environment.here(), limits=self._limits)
        waiting: dict[int, Worked] = {}
        following = 0
        for row in session.map(wire.task_table(job), function, wire.OUTCOMES):
            if row["outcome"] == wire.UNFIT:
                raise ClusterFailed(f"an executor of the cluster is not fit for the work: {row['reason']}")
            waiting[row["position"]] = _taken_in(row, job[row["position"]].task)
            while following in waiting:
                yield waiting.pop(following)
                following += 1
        if following != len(job):
            raise ClusterFailed(f"the cluster answered for {following} of {len(job)} contents")

    def _connected(self) -> Session:
        if self._session is None:
            self._session = Session(self._remote, self._patience)
            if self._reaching is not None:
                check_reach(self._session.ask, self._reaching)
        return self._session


def jobs(parcels: Iterable[Parcel]) -> Iterator[list[Parcel]]:
    """Parcels in their order, in lists of at most JOB_BYTES; one that is larger by itself stands alone."""
    job: list[Parcel] = []
    size = 0
    for parcel in parcels:
        if job and size + parcel.size > JOB_BYTES:
            yield job
            job, size = [], 0
        job.append(parcel)
        size += parcel.size
    if job:
        yield job


def _taken_in(row: Any, task: Task) -> Worked:
    """Keep the document that was read there, and read the rest of the row."""
    if row["kept"] is not None:
        write_bytes(path_of(task.document_key, task.documents), bytes(row["kept"]))
    return wire.worked_of(row, task)
