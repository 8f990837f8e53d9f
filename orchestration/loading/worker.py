"""Work on untrusted files in processes that may die: limits of time and memory, one failure is one result.

    pool = WorkerPool(work_on, limits=Limits(seconds=300, memory_bytes=2 << 30))
    for task, outcome in pool.map(tasks):      # in the order of the tasks, as they are done
        if isinstance(outcome, Failure):
            ...                                # outcome.reason: "took longer than 300 s"
        else:
            ...                                # what work_on(task) returned

Belongs here: starting, watching, ending and replacing processes. Does not belong here: what is done to a file.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import resource
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any

import psutil

_WATCH_EVERY = 0.1  # seconds between looks at clock and memory
_GRACE = 10.0  # seconds after which the kernel's alarm ends a process whose watcher is itself held up
_START_WITHIN = 120.0
_STARTS = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may take: time for the most scanned pages a reader reads, memory for the largest drawings.

    `tasks_per_process`: a fresh process after so many, whatever a library leaks.
    """

    seconds: float = 300.0
    memory_bytes: int = 2 << 30
    tasks_per_process: int = 200


@dataclass(frozen=True, slots=True)
class Failure:
    """A task that was ended, or whose process died; `reason` is in words a person understands."""

    reason: str


class WorkerPool:
    """Runs `function` over tasks in processes of its own.

    `function` is a module-level function of one picklable task with a picklable result. An exception that it raises is
    raised by `map` (a fault of the program or of the machine, not of the file), save MemoryError, which is a Failure.
    Memory stays flat: at most four tasks a process are taken ahead of the result that is next in order.
    `lasting`: processes wait for the next call of `map`, for a caller whose tasks come a few at a time; starting one takes
    seconds. They end with the caller's own process.
    """

    def __init__(
        self,
        function: Callable[[Any], Any],
        *,
        workers: int | None = None,
        limits: Limits | None = None,
        lasting: bool = False,
    ) -> None:
        self._function = function
        self._workers = workers or os.cpu_count() or 1
        self._limits = limits or Limits()
        self._lasting = lasting
        self._idle: list[_Process] = []

    def map(self, tasks: Iterable[Any]) -> Iterator[tuple[Any, Any | Failure]]:
        """Each task with its result or Failure, in the order of the tasks. Processes end when the iterator does."""
        run = _Run(self._function, self._workers, self._limits, iter(tasks), self._idle)
        self._idle = []
        try:
            yield from run.results()
        finally:
            if self._lasting:
                self._idle = run.let_go()
            run.close()


@dataclass(slots=True)
class _Process:
    """One process and what it is doing; `index` is None while it is idle."""

    process: SpawnProcess
    pipe: Connection
    started: float
    ready: bool = False
    index: int | None = None
    deadline: float = 0.0
    done: int = 0


@dataclass(slots=True)
class _Run:
    """One call of `map`."""

    function: Callable[[Any], Any]
    workers: int
    limits: Limits
    tasks: Iterator[Any]
    processes: list[_Process] = field(default_factory=list)
    pending: deque[tuple[int, Any]] = field(default_factory=deque)
    held: dict[int, Any] = field(default_factory=dict)
    outcomes: dict[int, Any] = field(default_factory=dict)
    taken: int = 0
    given: int = 0
    exhausted: bool = False
    failed_starts: int = 0

    def results(self) -> Iterator[tuple[Any, Any]]:
        while True:
            self._take()
            if not self.held:
                return
            while self.given not in self.outcomes:
                self._turn()
            outcome = self.outcomes.pop(self.given)
            task = self.held.pop(self.given)
            self.given += 1
            yield task, outcome

    def let_go(self) -> list[_Process]:
        """The processes that wait for a task; those that are at work stay, to be ended."""
        idle = [worker for worker in self.processes if worker.ready and worker.index is None]
        self.processes = [worker for worker in self.processes if worker not in idle]
        return idle

    def close(self) -> None:
        for worker in self.processes:
            worker.process.kill()
            worker.process.join()
            worker.pipe.close()
        self.processes.clear()

    def _take(self) -> None:
        """Take tasks up to the window ahead of the next result."""
        while not self.exhausted and self.taken - self.given < 4 * self.workers:
            try:
                task = next(self.tasks)
            except StopIteration:
                self.exhausted = True
                return
            self.held[self.taken] = task
            self.pending.append((self.taken, task))
            self.taken += 1

    def _turn(self) -> None:
        """Hand out work, wait a moment, gather what came, end what went too far."""
        self._start_processes()
        for worker in self.processes:
            if worker.ready and worker.index is None and self.pending:
                self._hand_out(worker)
        for pipe in wait([worker.pipe for worker in self.processes], timeout=_WATCH_EVERY):
            self._gather(next(worker for worker in self.processes if worker.pipe is pipe))
        for worker in list(self.processes):
            self._watch(worker)

    def _start_processes(self) -> None:
        busy = sum(worker.index is not None for worker in self.processes)
        wanted = min(self.workers, busy + len(self.pending))
        while len(self.processes) < wanted:
            self.processes.append(_start(self.function, self.limits))

    def _hand_out(self, worker: _Process) -> None:
        index, task = self.pending.popleft()
        worker.index, worker.deadline = index, time.monotonic() + self.limits.seconds
        with contextlib.suppress(BrokenPipeError):  # it died idle: `_gather` sees the end of its pipe
            worker.pipe.send(task)

    def _gather(self, worker: _Process) -> None:
        try:
            kind, value = worker.pipe.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            self._bury(worker, None)
            return
        if kind == "ready":
            worker.ready, self.failed_starts = True, 0
            return
        assert worker.index is not None
        if kind == "raised":
            raise value
        self.outcomes[worker.index] = self._memory() if kind == "memory" else value
        worker.index, worker.done = None, worker.done + 1
        if kind == "memory" or worker.done >= self.limits.tasks_per_process or self._is_swollen(worker, 0.5):
            self._bury(worker, None)

    def _watch(self, worker: _Process) -> None:
        now = time.monotonic()
        if worker.index is None:
            if not worker.ready and now > worker.started + _START_WITHIN:
                self._bury(worker, None)
        elif now > worker.deadline:
            self._bury(worker, self._time())
        elif self._is_swollen(worker, 1.0):
            self._bury(worker, self._memory())

    def _is_swollen(self, worker: _Process, share: float) -> bool:
        try:
            return psutil.Process(worker.process.pid).memory_info().rss > share * self.limits.memory_bytes
        except psutil.Error:
            return False

    def _bury(self, worker: _Process, failure: Failure | None) -> None:
        """End a process and give its task the failure, or what the process died of."""
        if failure is not None or worker.index is None:
            worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        self.processes.remove(worker)
        if not worker.ready:
            self.failed_starts += 1
            if self.failed_starts >= _STARTS:
                raise RuntimeError(f"reading processes cannot be started (exit code {worker.process.exitcode})")
        if worker.index is not None:
            self.outcomes[worker.index] = failure or self._died(worker.process.exitcode)

    def _died(self, code: int | None) -> Failure:
        if code == -signal.SIGALRM:
            return self._time()
        how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        return Failure(f"the reader's process died ({how})")

    def _time(self) -> Failure:
        return Failure(f"took longer than {self.limits.seconds:g} s")

    def _memory(self) -> Failure:
        return Failure(f"needed more than {self.limits.memory_bytes / (1 << 30):.3g} GiB of memory")


def _start(function: Callable[[Any], Any], limits: Limits) -> _Process:
    context = multiprocessing.get_context("spawn")  # a forked child would inherit locks of threads it has not
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(function, theirs, limits), daemon=True)
    process.start()
    theirs.close()
    return _Process(process, ours, time.monotonic())


def _serve(function: Callable[[Any], Any], pipe: Connection, limits: Limits) -> None:
    """The life of a process: say ready, then work on one task at a time until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the watcher decides; Ctrl-C ends it and with it the pipe
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _fence_memory(limits.memory_bytes)
    pipe.send(("ready", None))
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE)
        answer = _work(function, task)
        signal.setitimer(signal.ITIMER_REAL, 0)
        try:
            pipe.send(answer)
        except BrokenPipeError:
            return


def _work(function: Callable[[Any], Any], task: Any) -> tuple[str, Any]:
    try:
        return "done", function(task)
    except MemoryError:
        return "memory", None
    except Exception as error:  # noqa: BLE001 - carried over to the caller, which raises it
        return "raised", _portable(error)


def _portable(error: Exception) -> Exception:
    """The error itself where it can travel between processes, else its text."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001 - whatever a foreign error class does when pickled
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _fence_memory(memory_bytes: int) -> None:
    """Let the kernel refuse what is far beyond the limit; the watcher ends what is a little beyond it.

    Address space is not memory in use: libraries reserve much that they never touch, hence the wide margin.
    """
    space = psutil.Process().memory_info().vms + 2 * memory_bytes
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (space if hard == resource.RLIM_INFINITY else min(space, hard), hard))
