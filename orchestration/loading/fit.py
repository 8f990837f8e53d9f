"""Whether a record's values fit the declared columns."""

from __future__ import annotations

import re
from decimal import Decimal

from orchestration.records.report import ROW_CLASSES, ReportRecord
from orchestration.records.schema import ColumnType, columns_of

_PYTHON_TYPES: dict[ColumnType, type] = {
    ColumnType.TEXT: str,
    ColumnType.INTEGER: int,
    ColumnType.BOOLEAN: bool,
    ColumnType.AMOUNT: Decimal,
    ColumnType.PERCENT: Decimal,
    ColumnType.VALUE: Decimal,
    ColumnType.REAL: float,
}
_LARGEST_INTEGER = 2**31 - 1
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def misfit(record: ReportRecord) -> str | None:
    """The first value of a record that its column cannot hold, or None: one such document must not cost a batch."""
    for table, row_class in ROW_CLASSES.items():
        for column in columns_of(row_class):
            for row in getattr(record, table):
                value = getattr(row, column.name)
                if value is not None and not _fits(value, column.type):
                    return f"{table}.{column.name} cannot hold {value!r:.80}"
    return None


def _fits(value: object, column_type: ColumnType) -> bool:
    if not isinstance(value, _PYTHON_TYPES[column_type]):
        return False
    if isinstance(value, str):
        return value.isascii() or not _LONE_SURROGATE.search(value)
    return not isinstance(value, int) or abs(value) <= _LARGEST_INTEGER
