"""One build at a time: a lock on a file, held by a process and freed by its death."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from orchestration.ledger.store import now
from orchestration.loading.data_folder import writing

_PAUSE = 0.5  # seconds between two tries


class AnotherRun(Exception):
    """Another process builds. The message says which and since when."""


@contextmanager
def build_lock(path: Path, *, wait_seconds: float = 0, on_wait: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the lock for the time of a build.

    Raises AnotherRun when it is not free within the given time, DataFolderUnavailable where it cannot be made.
    """
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        opened = path.open("a+", encoding="utf-8")
    with opened as file:
        _acquire(file, time.monotonic() + wait_seconds, on_wait)
        file.seek(0)
        file.truncate()
        json.dump({"process": os.getpid(), "since": now()}, file)
        file.flush()
        yield  # closing the file frees the lock


def is_locked(path: Path) -> bool:
    """Whether a build is running now. Needs no right to write."""
    if not path.exists():
        return False
    with path.open(encoding="utf-8") as file:
        return not _try(file, fcntl.LOCK_SH)  # which a file opened for reading can have on a network's share too


def _acquire(file: IO[str], deadline: float, on_wait: Callable[[str], None] | None) -> None:
    told = False
    while not _try(file):
        if time.monotonic() >= deadline:
            raise AnotherRun(f"another build is running ({_holder(file)}); try again when it has ended")
        if on_wait is not None and not told:
            on_wait(f"waiting for another build ({_holder(file)})")
            told = True
        time.sleep(_PAUSE)


def _try(file: IO[str], kind: int = fcntl.LOCK_EX) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(file: IO[str]) -> str:
    file.seek(0)
    try:
        holder = json.loads(file.read())
        return f"process {holder['process']}, since {holder['since']}"
    except (ValueError, KeyError, TypeError):
        return "process unknown"
