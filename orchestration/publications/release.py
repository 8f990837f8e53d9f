"""Which release is meant, and a read-only connection to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.loading.data_folder import DataFolder
from orchestration.warehouse.publish import published_release
from orchestration.warehouse.read_only import open_read_only


class NoRelease(Exception):
    """There is no such release. The message says which there are."""


@dataclass(frozen=True, slots=True)
class Release:
    """A published release: its id and its file."""

    release_id: str
    file: Path

    @contextmanager
    def open(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A read-only connection. Raises DataFolderUnavailable for a damaged file."""
        with open_read_only(self.file) as connection:
            yield connection


def find_release(data: DataFolder, name: str | None = None) -> Release:
    """The release of that id, or of the beginning of an id; without a name the published one. Raises NoRelease."""
    found = [published_release(data)] if name is None else _matching(data, name)
    if len(found) != 1 or found[0] is None:
        raise NoRelease(_explanation(data, name, found))
    return Release(found[0], data.versions / found[0] / "warehouse.duckdb")


def _matching(data: DataFolder, name: str) -> list[str]:
    kept = _kept(data)
    return [name] if name in kept else [release_id for release_id in kept if release_id.startswith(name)]


def _kept(data: DataFolder) -> list[str]:
    return sorted(file.parent.name for file in data.versions.glob("r*/warehouse.duckdb"))


def _explanation(data: DataFolder, name: str | None, found: list[str | None] | list[str]) -> str:
    kept = _kept(data)
    if not kept:
        return f"nothing is published in {data.root} yet: run `jixiao load PATH`"
    if len(found) > 1:
        return f"several releases begin with {name}: {', '.join(map(str, found))}"
    if name is None:
        what = f"{data.published} is no link to a release" if data.published.exists() else "no release is published"
        return f"{what}; `jixiao rollback RELEASE` publishes one of those that are kept: {', '.join(kept)}"
    return f"there is no release {name}; kept are {', '.join(kept)}"
