"""What one document gave, as bytes that travel between machines: JSON, typed by the columns of `records`.

Decimals travel as the text of their digits, so that what arrives equals what left to the last zero; a batch written from
either is the same file. Not pickle: bytes that come over a network are read as values, never run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from orchestration.loading.extracted import Extracted
from orchestration.records.report import ROW_CLASSES, ReportRecord
from orchestration.records.schema import ColumnType, columns_of

_DECIMALS = (ColumnType.AMOUNT, ColumnType.PERCENT, ColumnType.VALUE)


def to_bytes(extracted: Extracted) -> bytes:
    """Every row as the list of its columns' values, in the order of the columns."""
    tables = {table: _values(ROW_CLASSES[table], rows) for table, rows in extracted.record.tables().items()}
    told = [extracted.document_key, extracted.text, tables]
    return json.dumps(told, default=_digits, ensure_ascii=False, separators=(",", ":")).encode()


def _values(row_class: type, rows: Iterable[Any]) -> list[list[Any]]:
    names = [column.name for column in columns_of(row_class)]
    return [[getattr(row, name) for name in names] for row in rows]


def _digits(value: Any) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"no column holds a {type(value).__name__}")


def from_bytes(data: bytes) -> Extracted:
    """What `to_bytes` was given. Raises ValueError for bytes that it does not write."""
    document_key, text, tables = json.loads(data)
    record = ReportRecord(**{table: _rows(ROW_CLASSES[table], rows) for table, rows in tables.items()})
    return Extracted(document_key, text, record)


def _rows(row_class: type, rows: Iterable[list[Any]]) -> tuple[Any, ...]:
    columns = columns_of(row_class)
    decimals = [column.type in _DECIMALS for column in columns]
    names = [column.name for column in columns]
    made = []
    for row in rows:
        values = (
            Decimal(value) if is_decimal and value is not None else value
            for value, is_decimal in zip(row, decimals, strict=True)
        )
        made.append(row_class(**dict(zip(names, values, strict=True))))
    return tuple(made)
