"""SHA256SUMS over a folder, in the form that `sha256sum --check` reads."""

from __future__ import annotations

from pathlib import Path

from orchestration.warehouse.seals import sha256_of

NAME = "SHA256SUMS"


def write_checksums(folder: Path) -> None:
    """One line per file below the folder, by path."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != NAME)
    lines = [f"{sha256_of(file)}  {file.relative_to(folder).as_posix()}\n" for file in files]
    (folder / NAME).write_text("".join(lines), encoding="utf-8")
