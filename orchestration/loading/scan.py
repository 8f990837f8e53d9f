"""Which files there are below the given paths: name, size, time; nothing is opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from orchestration.reading import printable_name

_NO_REPORTS = frozenset({"readme", "readme.md", "readme.txt", "thumbs.db", "desktop.ini", "__macosx"})


class PathNotFound(Exception):
    """A path given to `load` does not exist."""


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file as a scan sees it. `trouble` says why it cannot be opened at all, else None.

    `path` is text that can be printed and stored; `location` is what the system opens: they differ where a name is not
    in UTF-8 (old archives carry GB18030). A file had from a site has its address as path and says whence and when.
    """

    path: str
    size: int
    mtime_ns: int
    location: Path
    trouble: str | None = None
    source_path: str | None = None  # its name in the warehouse, where it does not follow from the path
    source_url: str | None = None
    retrieved_at: str | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """What one scan saw. Files absent below `folders` count as vanished; the files in `named` were named themselves.

    `gone`: paths that are known to be there no more, wherever they are. `verify`: every file is opened and hashed.
    """

    files: tuple[SeenFile, ...]
    folders: tuple[str, ...]
    named: frozenset[str]
    gone: frozenset[str] = frozenset()
    verify: bool = False

    def with_files(self, files: Iterable[SeenFile], gone: Iterable[str]) -> Scan:
        """With files that were seen elsewhere."""
        return replace(self, files=(*self.files, *files), gone=self.gone | frozenset(gone))

    def verified(self) -> Scan:
        """With every file to be opened."""
        return replace(self, verify=True)


def scan(roots: Iterable[Path], leave_out: Path | None = None) -> Scan:
    """Walk the roots, in an order that depends only on names; one folder (our own data) may be left out.

    Raises PathNotFound before anything is walked.
    """
    absolute = [Path(os.path.abspath(root)) for root in roots]
    for root in absolute:
        if not os.path.lexists(root):
            raise PathNotFound(f"there is no file or folder {root}")
    seen: dict[str, SeenFile] = {}
    for root in sorted(absolute):
        for path in _walk(root, leave_out) if root.is_dir() else [root]:
            seen.setdefault(printable(path), _look_at(path))
    folders = tuple(sorted(printable(root) for root in absolute if root.is_dir()))
    named = frozenset(printable(root) for root in absolute if not root.is_dir())
    return Scan(tuple(seen[path] for path in sorted(seen)), folders, named)


def is_below(path: str, folders: Iterable[str]) -> bool:
    """Whether a path stands in one of the folders, at any depth."""
    return any(path.startswith(folder.rstrip(os.sep) + os.sep) for folder in folders)


def printable(path: Path) -> str:
    """A path as text: in UTF-8 where the system has it so, else in GB18030, else with its bytes escaped.

    What cannot be seen is told by its code (`printable_name`): the text is stored, logged and shown on terminals.
    """
    text = str(path)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = os.fsencode(path).decode("gb18030", errors="backslashreplace")
    return printable_name(text)


def _walk(folder: Path, leave_out: Path | None) -> Iterator[Path]:
    """Files below a folder; hidden ones, office lock files and notes that describe the folder are left out.

    A folder that cannot be listed is told as one entry, not skipped in silence.
    """
    if folder == leave_out:
        return
    entries = _listed(folder)
    if entries is None:
        yield folder
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")) or entry.name.lower() in _NO_REPORTS:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), leave_out)
        else:
            yield Path(entry.path)


def _listed(folder: Path) -> list[os.DirEntry[str]] | None:
    """What stands in a folder, by name; None where it may not be listed or entered, or is there no more."""
    if not os.access(folder, os.R_OK | os.X_OK):
        return None
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return None


def _look_at(path: Path) -> SeenFile:
    try:
        status = path.stat()
    except OSError as error:
        return SeenFile(printable(path), 0, 0, path, f"the file cannot be opened: {error.strerror}")
    trouble = None if stat.S_ISREG(status.st_mode) else _what_it_is(status.st_mode)
    return SeenFile(printable(path), status.st_size, status.st_mtime_ns, path, trouble)


def _what_it_is(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder that may not be listed, or a link to a folder"
    return "no regular file (a pipe, socket or device)"
