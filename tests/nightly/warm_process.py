"""A process that has imported everything and forks a child per night: what is tested is the night, not the imports.

Reads one JSON command per line: what `Nights.run` was asked for, with its data folder; answers with the child's process id,
then with its exit code. The limit of file size is the kernel's: it stands for a full disk.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import sys
import traceback
from pathlib import Path

from orchestration.loading.data_folder import DataFolder
from orchestration.nightly.intake import Intake
from orchestration.sources.settings import load_sources


def main() -> None:

    import orchestration.expectations.validation
    import orchestration.nightly.steps  # noqa: F401

    print("ready", flush=True)
    for line in sys.stdin:
        command = json.loads(line)
        child = os.fork()
        if child == 0:
            os._exit(night(command))
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def night(command: dict) -> int:
    """0 when the run came to its end (published or unchanged), 1 when it was blocked or failed."""
    from orchestration.nightly import steps
    from orchestration.releases.acceptance import parse_acceptance
    from orchestration.warehouse.lock import build_lock

    os.setsid()
    if command["largest_file"] is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (command["largest_file"],) * 2)
    if command["powerless"]:
        drop_capabilities()
    data = DataFolder(Path(command["data"]))
    try:
        with build_lock(data.lock):
            acceptance = parse_acceptance(command["accept"]) if command.get("accept") else None
            run = steps.begin(data, acceptance=acceptance)
            with run.ledger:
                steps.run_all(run, intake_of(command, data))
    except Exception:  # noqa: BLE001 - the parent reads the exit code and the ledger
        traceback.print_exc()
        return 1
    return 0


def intake_of(command: dict, data: DataFolder) -> Intake:
    asked = {"verify": command["verify"], "redo": command["redo"]}
    if command["sources"]:
        return Intake(sources=load_sources(data, Path("raw")), **asked)
    return Intake(roots=tuple(map(Path, command["roots"])), **asked)


def drop_capabilities() -> None:
    """Let file modes count even for root: what a read-only target is for everybody else."""

    class Header(ctypes.Structure):
        _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))

    class Sets(ctypes.Structure):
        _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))

    version_3 = 0x20080522
    if ctypes.CDLL(None, use_errno=True).capset(ctypes.byref(Header(version_3, 0)), (Sets * 2)()) != 0:
        raise OSError(ctypes.get_errno(), "capset")


if __name__ == "__main__":
    main()
