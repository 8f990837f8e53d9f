"""Read-only access to the published warehouse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from orchestration.loading.data_folder import DataFolder


class NoWarehouse(Exception):
    """There is nothing published to ask. The message says what to do."""


@contextmanager
def open_published(data: DataFolder) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to the release that is published now. Raises NoWarehouse."""
    if not data.published.exists():
        raise NoWarehouse(f"nothing is published in {data.root} yet: run `jixiao load PATH`")
    connection = duckdb.connect(str(data.published.resolve()), read_only=True)
    try:
        yield connection
    finally:
        connection.close()
