"""Tables as CSV, its texts neutralised against spreadsheets, and as Parquet, in memory."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

import polars as pl

from orchestration.releases.spreadsheet_safety import neutralised

_DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")
_TYPES: dict[str, pl.DataType] = {
    "BOOLEAN": pl.Boolean(),
    "TINYINT": pl.Int8(),
    "SMALLINT": pl.Int16(),
    "INTEGER": pl.Int32(),
    "BIGINT": pl.Int64(),
    "UTINYINT": pl.UInt8(),
    "USMALLINT": pl.UInt16(),
    "UINTEGER": pl.UInt32(),
    "UBIGINT": pl.UInt64(),
    "FLOAT": pl.Float32(),
    "DOUBLE": pl.Float64(),
    "DATE": pl.Date(),
    "TIMESTAMP": pl.Datetime("us"),
    "VARCHAR": pl.String(),
}


def csv_bytes(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheets read Chinese; NULL is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([neutralised(name) for name in names])
    writer.writerows([neutralised(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def parquet_bytes(names: Sequence[str], types: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """Typed as DuckDB typed them; a type without a counterpart becomes text."""
    columns = []
    for index, (name, type_name) in enumerate(zip(distinct_names(names), types, strict=True)):
        values = [row[index] for row in rows]
        dtype = _polars_type(type_name)
        if dtype is None:
            values, dtype = [None if value is None else str(value) for value in values], pl.String()
        columns.append(pl.Series(name, values, dtype=dtype, strict=False))
    out = io.BytesIO()
    pl.DataFrame(columns).write_parquet(out)
    return out.getvalue()


def _polars_type(type_name: str) -> pl.DataType | None:
    decimal = _DECIMAL.fullmatch(type_name)
    return pl.Decimal(int(decimal[1]), int(decimal[2])) if decimal else _TYPES.get(type_name)


def distinct_names(names: Sequence[str]) -> list[str]:
    """A query may name two columns alike; a file may not. The second `a` is `a_2`, unless the query has a column `a_2`."""
    taken = set(names)
    made: list[str] = []
    for name in names:
        candidates = (f"{name}_{number}" for number in count(2))
        made.append(name if name not in made else next(one for one in candidates if one not in taken))
        taken.add(made[-1])
    return made
