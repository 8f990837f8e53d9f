"""The version of the extractor: a fingerprint of the code and vocabulary that decide what is read from a document.

A version kept by hand is forgotten on the day it matters; this one changes with any rule, so that kept documents are
extracted anew exactly when they must be.
"""

from __future__ import annotations

import hashlib
from importlib import resources
from importlib.resources.abc import Traversable

_PARTS = ("document", "language", "records", "extraction")
_SUFFIXES = (".py", ".toml")


def extractor_version() -> str:
    """Twelve hex digits over the files of the packages that read documents; equal on every machine."""
    digest = hashlib.sha256()
    root = resources.files("orchestration")
    for part in _PARTS:
        for name, content in sorted(_files(root.joinpath(part), part)):
            digest.update(name.encode() + b"\0" + content.replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:12]


def _files(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        name = f"{prefix}/{entry.name}"
        if entry.is_dir():
            found += _files(entry, name)
        elif entry.name.endswith(_SUFFIXES):
            found.append((name, entry.read_bytes()))
    return found
