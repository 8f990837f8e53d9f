"""Opening a published file to read it, and saying so when it is damaged.

Belongs here: what every reader of a release shares. Does not belong here: which release is meant (`publish`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from orchestration.loading.data_folder import DataFolderUnavailable

Setting = str | bool | int | float | list[str]


@contextmanager
def open_read_only(file: Path, settings: dict[str, Setting] | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that is closed behind it. Raises DataFolderUnavailable for a damaged file, whenever that is seen."""
    with readable(file):
        connection = duckdb.connect(str(file), read_only=True, config=settings or {})
        try:
            yield connection
        finally:
            connection.close()


@contextmanager
def readable(file: Path) -> Iterator[None]:
    """Raises DataFolderUnavailable where DuckDB finds the file damaged while it is opened or asked."""
    try:
        yield
    except duckdb.Error as error:
        if not _is_of_file(error, file):
            raise
        raise DataFolderUnavailable(
            f"{file} cannot be read: {str(error).splitlines()[0]}. `jixiao load --verify` holds the published file"
            " against its hash and publishes it anew; `jixiao rollback RELEASE` publishes an earlier one"
        ) from error


def _is_of_file(error: duckdb.Error, file: Path) -> bool:
    """Damage is told by name of the file, or by a checksum as an error of no class; what a query does wrong has its own."""
    return type(error) is duckdb.Error or (isinstance(error, duckdb.IOException) and str(file) in str(error))
