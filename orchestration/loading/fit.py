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
_DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")
# Of a decimal column; one below the first number beyond it, as what is written is rounded to the column's last digit.
_LARGEST: dict[ColumnType, int] = {
    kind: 10 ** (int(declared[1]) - int(declared[2])) - 1
    for kind in ColumnType
    if (declared := _DECIMAL.fullmatch(kind))
}
_MOST_DIGITS = 38  # of a decimal, before and after the point, that polars takes
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
    if isinstance(value, Decimal):
        return value.is_finite() and _is_short(value) and abs(value) <= _LARGEST[column_type]
    return not isinstance(value, int) or abs(value) <= _LARGEST_INTEGER


def _is_short(value: Decimal) -> bool:
    """Whether polars can take the digits at all. For a number too large it writes NULL; one too long fails the batch."""
    _, digits, exponent = value.as_tuple()
    return len(digits) <= _MOST_DIGITS and int(exponent) >= -_MOST_DIGITS
