"""The site of a release that was just published, built in a process of its own.

Nothing that happens there (an error, a crash, a hang, a lack of memory) reaches the run that published: it is told how
it ended, and the site of the release before stays where it is.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from orchestration.loading.data_folder import DataFolder

LONGEST_SECONDS = 1800.0
_SHOWN = 500  # characters of a reason


@dataclass(frozen=True, slots=True)
class SiteOutcome:
    """The index page, or why the site is not of this release."""

    index: Path | None
    problem: str | None


def build_apart(data: DataFolder, release_id: str, seconds: float = LONGEST_SECONDS) -> SiteOutcome:
    """Build the site of a release; ends within the given time."""
    command = [sys.executable, "-m", "orchestration.publications.site", str(data.root), release_id]
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace",
        start_new_session=True,
    )  # fmt: skip
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return SiteOutcome(None, f"it took more than {seconds:.0f} seconds")
    if process.returncode != 0:
        return SiteOutcome(None, _reason(err, process.returncode))
    return SiteOutcome(Path(out.splitlines()[-1]), None)


def _reason(err: str, code: int) -> str:
    """The last line that was said: the message itself, or the end of a traceback."""
    lines = [line.strip() for line in err.splitlines() if line.strip()]
    return lines[-1][:_SHOWN] if lines else f"the process ended with {code}"
