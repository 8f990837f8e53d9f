"""Writing files so that a crash leaves the old content or the new, never a part."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path beside the target; on success it is made durable and renamed over the target.

    On any failure the temporary file is removed and the target stays as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        yield temporary
        sync_file(temporary)
        os.replace(temporary, path)
        sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def write_bytes(path: Path, data: bytes) -> None:
    """Replace a file's content, as `replacing` does."""
    with replacing(path) as temporary:
        temporary.write_bytes(data)


def sync_file(path: Path) -> None:
    """Return once what was written to a file is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """Make a rename inside the folder durable."""
    sync_file(path)


def remove_parts(folder: Path) -> None:
    """Remove what a crash left half-written in a folder. Call it only while holding the build lock."""
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:  # a glob takes some times as long over a national year's files
        parts = [entry.path for entry in entries if entry.name.startswith(".") and entry.name.endswith(".part")]
    for part in parts:
        Path(part).unlink(missing_ok=True)
