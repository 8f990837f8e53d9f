"""Hostile names and places: what stands in a folder beside files, and members of archives."""

from __future__ import annotations

import os
from pathlib import Path

LONG_NAME = "绩" * 80 + ".txt"  # 244 bytes of the 255 that a file system takes
ODD_NAMES = {  # name → as the warehouse tells it
    "line\nend.txt": "line\\u000aend.txt",
    "turned\u202etxt.pdf": "turned\\u202etxt.pdf",
    "\x1b[31mred.txt": "\\u001b[31mred.txt",
    "quote\"'; drop table files; --.txt": "quote\"'; drop table files; --.txt",
    "=HYPERLINK(0).txt": "=HYPERLINK(0).txt",
    "$(touch x) `id`.txt": "$(touch x) `id`.txt",
    "a!/b.txt".replace("/", "∕"): "a!∕b.txt",
    LONG_NAME: LONG_NAME,
}


def write_places(folder: Path) -> dict[str, str]:
    """Things that are no readable files; path below the folder → what its reason must say."""
    (folder / "gone.pdf").symlink_to(folder / "nowhere.pdf")
    (folder / "loop.pdf").symlink_to(folder)
    os.mkfifo(folder / "pipe.docx")
    told = {
        "gone.pdf": "the file cannot be opened: No such file or directory",
        "loop.pdf": "a link to a folder",
        "pipe.docx": "no regular file",
    }
    locked = folder / "locked.txt"
    locked.write_text("x", encoding="utf-8")
    locked.chmod(0)
    shut = folder / "shut"
    shut.mkdir(mode=0)
    if not os.access(locked, os.R_OK):  # root reads everything
        told |= {"locked.txt": "the file cannot be read: Permission denied", "shut": "a folder that may not be listed"}
    return told
