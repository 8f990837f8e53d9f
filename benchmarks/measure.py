"""Clocks: the processor time of this process (and of those it waited for), wall time, and peak memory."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Spent:
    """Seconds between begin and end; `cpu` counts children that have ended."""

    wall: float = 0.0
    cpu: float = 0.0


@contextmanager
def clock() -> Iterator[Spent]:
    """Measure what is done inside; the seconds are there once it has ended."""
    spent = Spent()
    wall, cpu = time.perf_counter(), _cpu()
    try:
        yield spent
    finally:
        spent.wall, spent.cpu = time.perf_counter() - wall, _cpu() - cpu


def cpu_of(work: Callable[[], object]) -> float:
    """Processor seconds of this process."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def least_cpu(work: Callable[[], object], rounds: int = 3) -> float:
    """Processor seconds of the quickest of some rounds: what disturbs a machine only ever adds."""
    return min(cpu_of(work) for _ in range(rounds))


def peak_memory_gib() -> float:
    """The most memory that this process, or one of those it waited for, had at a time."""
    peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(peaks) / 1024**2


def _cpu() -> float:
    """In microseconds' steps, where `os.times` counts hundredths of a second."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


@dataclass
class Figure:
    """One ratio of a run, and the mark it is held against (`None`: there is none)."""

    name: str
    ratio: float | None
    mark: str | None = None
    detail: Mapping[str, object] = field(default_factory=dict)
