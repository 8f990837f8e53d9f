"""Read-only access to the published warehouse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from orchestration.loading.data_folder import DataFolder
from orchestration.warehouse.read_only import Setting, open_read_only

# Answers only: no file is read or written, no other database attached, nothing installed.
_SETTINGS: dict[str, Setting] = {"enable_external_access": "false"}


class NoWarehouse(Exception):
    """There is nothing published to ask. The message says what to do."""


@contextmanager
def open_published(data: DataFolder) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to the release that is published now. Raises NoWarehouse, DataFolderUnavailable."""
    if not data.published.exists():
        raise NoWarehouse(f"nothing is published in {data.root} yet: run `jixiao load PATH`")
    with open_read_only(data.published.resolve(), _SETTINGS) as connection:
        yield connection
