"""A damaged release is told as one line, whenever DuckDB finds it; what a query does wrong stays its own error."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from orchestration.loading.data_folder import DataFolderUnavailable
from orchestration.warehouse.read_only import open_read_only

_HEADERS, _BLOCK = 3 * 4096, 262_144


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table long as select md5(range::varchar) as text from range(100000)")
    return path


def _count(file: Path) -> int:
    with open_read_only(file) as connection:
        return len(connection.execute("select * from long").fetchall())


def test_a_sound_file_is_read_and_not_written(file: Path) -> None:
    assert _count(file) == 100_000
    with open_read_only(file) as connection, pytest.raises(duckdb.InvalidInputException, match="read-only"):
        connection.execute("delete from long")


@pytest.mark.parametrize("content", [b"", b"x" * 100, b"\0" * 20_000])
def test_what_is_no_database_is_told_with_what_helps(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(DataFolderUnavailable, match=r"warehouse\.duckdb cannot be read: .*`jixiao rollback RELEASE`"):
        _count(file)


@pytest.mark.parametrize("block", range(3))
def test_a_damaged_block_is_told_when_it_is_met(file: Path, block: int) -> None:
    content = bytearray(file.read_bytes())
    middle = _HEADERS + block * _BLOCK + 1000
    content[middle : middle + 8] = bytes(byte ^ 255 for byte in content[middle : middle + 8])
    file.write_bytes(content)
    with pytest.raises(DataFolderUnavailable, match=r"warehouse\.duckdb cannot be read: .*Corrupt database file"):
        _count(file)


@pytest.mark.parametrize("query", ["select nothing", "select", "from nowhere", "from read_csv('/no/such/file.csv')"])
def test_a_wrong_query_is_no_damage(file: Path, query: str) -> None:
    with pytest.raises(duckdb.Error) as raised, open_read_only(file) as connection:
        connection.execute(query)
    assert not isinstance(raised.value, DataFolderUnavailable)
