"""The published release behind every page: read-only, followed without a restart.

`warehouse.duckdb` is a symlink to a version. Connections are opened on the version's own path, since within one process
DuckDB gives the old instance to whoever connects to the same path again. A release never changes, so what was computed
from it may be kept as long as it is the current one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from orchestration.loading.data_folder import DataFolder

Row = dict[str, Any]
Kept = TypeVar("Kept")
_KEPT_RESULTS = 512
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "lock_configuration": "true",
}


class NothingPublished(Exception):
    """There is no release to look at."""


class Release:
    """One version of the warehouse, open read-only and shut off from files and settings."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = duckdb.connect(str(path), read_only=True, config=_SETTINGS)
        self._lock = threading.Lock()
        self._kept: dict[Hashable, Any] = {}

    def rows(self, query: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[Row]:
        """All rows of a query, as dictionaries by column name."""
        with self._lock:
            cursor = self._connection.cursor()
        try:
            cursor.execute(query, parameters)
            names = [column[0] for column in cursor.description or []]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        finally:
            cursor.close()

    def row(self, query: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> Row | None:
        """The first row of a query, or None."""
        return next(iter(self.rows(query, parameters)), None)

    def kept(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What `make` gives, made once for this release."""
        if key not in self._kept:
            made = make()
            if len(self._kept) >= _KEPT_RESULTS:
                self._kept.clear()
            self._kept[key] = made
        return self._kept[key]


class Releases:
    """The release that is published now. Requests that began on an earlier one end on it: it closes with the last."""

    def __init__(self, data: DataFolder) -> None:
        self._data = data
        self._lock = threading.Lock()
        self._current: Release | None = None

    def current(self) -> Release:
        """Raises NothingPublished."""
        try:
            path = self._data.published.resolve(strict=True)
        except OSError as error:
            raise NothingPublished(str(self._data.published)) from error
        with self._lock:
            if self._current is None or self._current.path != path:
                self._current = Release(path)
            return self._current
