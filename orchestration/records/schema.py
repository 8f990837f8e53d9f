"""How a column is declared: once, on the field of its row class; everything else is generated from that."""

from __future__ import annotations

from dataclasses import field, fields
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple


class ColumnType(StrEnum):
    """The types of the published contract, by their names in DuckDB and Spark SQL."""

    TEXT = "VARCHAR"
    INTEGER = "INTEGER"
    BOOLEAN = "BOOLEAN"
    AMOUNT = "DECIMAL(20,2)"  # yuan
    PERCENT = "DECIMAL(12,4)"  # percent points
    VALUE = "DECIMAL(38,10)"
    REAL = "DOUBLE"  # confidences only
    TIMESTAMP = "TIMESTAMP"  # UTC


class Column(NamedTuple):
    """A declared column: its name, its type and what the published contract says of it."""

    name: str
    type: ColumnType
    description: str


_MISSING: Any = object()


def _column(kind: ColumnType, description: str, default: Any) -> Any:
    metadata = {"type": kind, "description": description}
    return field(metadata=metadata) if default is _MISSING else field(default=default, metadata=metadata)


def text(description: str, *, required: bool = False) -> Any:
    """A column of text; NULL unless it is given, or always given if it is required."""
    return _column(ColumnType.TEXT, description, _MISSING if required else None)


def integer(description: str, *, required: bool = False) -> Any:
    """A column of whole numbers; NULL unless it is given, or always given if it is required."""
    return _column(ColumnType.INTEGER, description, _MISSING if required else None)


def boolean(description: str) -> Any:
    """A column of truths; NULL where a report leaves it open."""
    return _column(ColumnType.BOOLEAN, description, None)


def amount(description: str) -> Any:
    """A column of money in yuan with two decimals; NULL where none is stated."""
    return _column(ColumnType.AMOUNT, description, None)


def percent(description: str) -> Any:
    """A column of percent points with four decimals; NULL where none are stated."""
    return _column(ColumnType.PERCENT, description, None)


def value(description: str) -> Any:
    """A column of exact numbers with ten decimals, not of money; NULL where none is stated."""
    return _column(ColumnType.VALUE, description, None)


def real(description: str) -> Any:
    """A column of floating-point numbers, for confidences alone; NULL where there is none."""
    return _column(ColumnType.REAL, description, None)


@cache
def columns_of(row_class: type) -> tuple[Column, ...]:
    """The declared columns of a row class, in order."""
    return tuple(Column(f.name, f.metadata["type"], f.metadata["description"]) for f in fields(row_class))
