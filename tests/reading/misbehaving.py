"""Functions that processes of their own run: they find this module by the folder on `sys.path`."""

from __future__ import annotations

import os
import signal
import time


def behave(task: str) -> str:
    match task:
        case "hang":
            time.sleep(60)
        case "swell":
            held = []
            while True:
                held.append(bytearray(16 << 20))
                held[-1][::4096] = b"x" * len(held[-1][::4096])
        case "refused":
            bytearray(1 << 40)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "exit":
            os._exit(3)
        case "raise":
            raise ValueError("a fault of the program")
        case "slow":
            time.sleep(0.3)
    return task.upper()


def process_id(_: int) -> int:
    return os.getpid()
