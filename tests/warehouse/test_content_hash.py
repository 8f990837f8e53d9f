"""The content hash of a table."""

from __future__ import annotations

import duckdb
import pytest

from orchestration.warehouse.content_hash import table_states


def state(rows: str, columns: str = "(a, b)"):
    with duckdb.connect() as connection:
        connection.execute(f"create table main.t as select * from (values {rows}) v{columns}")
        return table_states(connection, "memory")["main.t"]


def test_order_does_not_count_but_every_value_does() -> None:
    base = state("(1, 'x'), (2, 'y')")
    assert base.row_count == 2
    assert state("(2, 'y'), (1, 'x')") == base
    for other in ("(1, 'x'), (2, 'z')", "(1, 'y'), (2, 'x')", "(1, 'x')", "(1, 'x'), (2, NULL)"):
        assert state(other) != base


def test_rows_that_stand_twice_count_twice() -> None:
    once, twice, thrice = (state(", ".join(["(1, 'x')"] * n)) for n in (1, 2, 3))
    assert len({once.content_hash, twice.content_hash, thrice.content_hash}) == 3


@pytest.mark.parametrize("one, other", [("('ab', 'c')", "('a', 'bc')"), ("('', NULL)", "(NULL, '')")])
def test_values_do_not_run_into_each_other(one: str, other: str) -> None:
    assert state(one) != state(other)


def test_names_and_types_of_columns_count_and_volatile_ones_do_not() -> None:
    assert state("(1, 2)", "(a, b)") != state("(1, 2)", "(a, c)")
    assert state("(1, 2)", "(a, b)") != state("(1, 2.0)", "(a, b)")
    assert state("(1, 2)", "(a, run_id)") == state("(1, 3)", "(a, run_id)")


def test_an_empty_table_has_a_hash() -> None:
    with duckdb.connect() as connection:
        connection.execute("create table main.t (a integer)")
        assert table_states(connection, "memory")["main.t"].row_count == 0
