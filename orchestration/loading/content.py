"""The content store: every file ever read, by the sha256 of its bytes, kept for ever."""

from __future__ import annotations

import hashlib
from pathlib import Path

from orchestration.loading.durable import write_bytes

LARGEST_FILE = 256 * 1024 * 1024  # bytes: far beyond any report


class Refused(Exception):
    """A file that is not taken in. The message is the reason, in words a person understands."""


def document_key(content_sha256: str) -> str:
    """The same bytes are the same document."""
    return f"doc_{content_sha256[:24]}"


def read_bytes(path: Path) -> bytes:
    """A file's bytes, of one too large only the beginning. Raises Refused when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise Refused(f"the file cannot be read: {error.strerror}") from error


def keep_bytes(data: bytes, store: Path) -> str:
    """Keep bytes; returns their sha256. Raises Refused when there are none or too many.

    An error of writing (a full disk) is no refusal: it is raised as it is and ends the run.
    """
    if not data:
        raise Refused("the file is empty")
    if len(data) > LARGEST_FILE:
        raise Refused(f"the file is larger than {LARGEST_FILE // 1024**2} MiB")
    sha256 = hashlib.sha256(data).hexdigest()
    if not is_kept(sha256, len(data), store):
        write_bytes(store / sha256, data)
    return sha256


def is_kept(sha256: str, size: int, store: Path) -> bool:
    """Whether the store has a file of this name and size; its bytes are not read."""
    kept = store / sha256
    return kept.exists() and kept.stat().st_size == size
