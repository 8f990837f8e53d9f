"""Rows from Python go into a table of DuckDB in one statement, as they were given."""

from datetime import datetime

import duckdb

from orchestration.warehouse.insert import insert_rows

_TYPES = [("name", "varchar"), ("seen at", "timestamp"), ("rows", "bigint")]


def test_rows_keep_order_values_and_nulls():
    with duckdb.connect() as connection:
        connection.execute('create table told (rows bigint, "seen at" timestamp, name varchar, more integer default 7)')
        rows = [("绩效'\"", datetime(2022, 11, 21, 2), 3), (None, None, None), ("", None, -1)]
        insert_rows(connection, ("memory", "main", "told"), _TYPES, rows)
        found = connection.execute('select name, "seen at", rows, more from told').fetchall()
    assert found == [(*row, 7) for row in rows]


def test_no_rows_are_no_statement():
    with duckdb.connect() as connection:
        insert_rows(connection, ("no such table",), _TYPES, [])


def test_a_column_of_nulls_has_its_type():
    with duckdb.connect() as connection:
        connection.execute("create table told (rows bigint)")
        insert_rows(connection, ("told",), [("rows", "bigint")], [(None,), (None,)])
        assert connection.execute("select count(*), count(rows) from told").fetchall() == [(2, 0)]
