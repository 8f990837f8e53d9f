"""CSV: one file per table, UTF-8 with a byte order mark (Excel needs it for Chinese), texts neutralised."""

from __future__ import annotations

from pathlib import Path

import duckdb

from orchestration.publications.dictionary import Column, Relation
from orchestration.publications.exports.parquet_files import literal
from orchestration.releases.spreadsheet_safety import neutral_sql
from orchestration.warehouse.content_hash import quoted

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def write_csv(connection: duckdb.DuckDBPyConnection, tables: list[Relation], folder: Path) -> None:
    """`folder`/<table>.csv; an empty field is NULL, an empty text stands in quotes."""
    folder.mkdir(parents=True)
    for table in tables:
        target = folder / csv_name(table)
        values = ", ".join(_value(column) for column in table.columns)
        connection.execute(
            f"copy (select {values} from {table.sql_name} order by all) to {literal(target)} (format csv, header)"
        )
        _mark(target)


def csv_name(table: Relation) -> str:
    """A table's file name; outside of schema main it begins with the schema."""
    return f"{table.full_name}.csv"


def _value(column: Column) -> str:
    name = quoted(column.name)
    if column.type == "VARCHAR":
        return f"{neutral_sql(name)} as {name}"
    if column.type.startswith("TIMESTAMP"):
        return f"strftime({name}, '%Y-%m-%dT%H:%M:%SZ') as {name}"
    return name


def _mark(file: Path) -> None:
    """Put the mark in front without holding the file in memory."""
    part = file.with_suffix(".part")
    with file.open("rb") as source, part.open("wb") as target:
        target.write(_BYTE_ORDER_MARK)
        while block := source.read(1 << 20):
            target.write(block)
    part.replace(file)
