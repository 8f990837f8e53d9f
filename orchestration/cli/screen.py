"""What commands print with: one console for answers, one for errors and progress."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

ProgressCallback = Callable[[str, int, int], None]
OK, FAILED, USAGE = 0, 1, 2

_WIDTH = None if sys.stdout.isatty() else 240  # columns: what goes to a file is not cut to a screen
out = Console(highlight=False, soft_wrap=True, width=_WIDTH)
err = Console(stderr=True, highlight=False, soft_wrap=True)

__all__ = ["FAILED", "OK", "USAGE", "err", "escape", "fail", "out", "progress_bars"]


def fail(message: str, code: int = FAILED) -> int:
    """Print an error for a person; returns the exit code."""
    err.print(f"[bold red]error:[/] {escape(message)}")
    return code


@contextmanager
def progress_bars() -> Iterator[ProgressCallback]:
    """Bars on the error stream, one per kind of work, which appear when the work begins."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=not err.is_terminal, redirect_stdout=False) as bars:
        tasks: dict[str, TaskID] = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, total=total)

        yield show
