"""What differs between two published files: schema, rows by key, totals. Set-based; the listed examples are bounded."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from orchestration.ledger.releases import TableState
from orchestration.warehouse.content_hash import VOLATILE, quoted

Columns = dict[str, str]


class Change(NamedTuple):
    """A row of `quality.release_changes` without its releases. `key` is None in a row that counts all of a kind."""

    table_name: str
    change: str
    key: str | None = None
    column_name: str | None = None
    old_value: str | None = None
    new_value: str | None = None
    row_count: int | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared: `tables.toml`."""

    keys: Mapping[str, list[str]]
    repeating: frozenset[str]
    totals: Mapping[str, list[str]]
    examples: int
    longest_value: int


@cache
def compared_tables() -> Compared:
    """`tables.toml`, read once."""
    read: dict[str, Any] = tomllib.loads(Path(__file__).with_name("tables.toml").read_text(encoding="utf-8"))
    keys = read["keys"] | read["repeating_keys"]
    return Compared(keys, frozenset(read["repeating_keys"]), read["totals"], read["examples"], read["longest_value"])


def changes_between(
    connection: duckdb.DuckDBPyConnection,
    old: str,
    new: str,
    old_states: Mapping[str, TableState],
    new_states: Mapping[str, TableState],
) -> list[Change]:
    """The changes from one attached database to another, in the order of their tables.

    Tables of schema main whose known content hashes are equal are not looked into.
    """
    before, after = _schema(connection, old), _schema(connection, new)
    found: list[Change] = []
    for table in sorted(before.keys() | after.keys()):
        found += _schema_changes(table, before.get(table), after.get(table))
        if table in before and table in after and not _is_same(table, old_states, new_states):
            found += _row_changes(connection, old, new, table, before[table], after[table])
            found += _moved_totals(connection, old, new, table, before[table], after[table])
    return found


def _is_same(table: str, old: Mapping[str, TableState], new: Mapping[str, TableState]) -> bool:
    name = f"main.{table}"
    return name in old and name in new and old[name].content_hash == new[name].content_hash


def _schema(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, Columns]:
    rows = connection.execute(
        "select table_name, column_name, data_type from duckdb_columns() where database_name = ? and schema_name ="
        " 'main' and table_name in (select table_name from duckdb_tables() where database_name = ? and schema_name ="
        " 'main') order by table_name, column_index",
        [database, database],
    ).fetchall()
    tables: dict[str, Columns] = {}
    for table, column, data_type in rows:
        tables.setdefault(table, {})[column] = data_type
    return tables


def _schema_changes(table: str, before: Columns | None, after: Columns | None) -> Iterable[Change]:
    if before is None or after is None:
        yield Change(
            table, "schema", old_value=None if before is None else "table", new_value=(after and "table") or None
        )
        return
    for column in [*before, *(name for name in after if name not in before)]:
        if before.get(column) != after.get(column):
            yield Change(table, "schema", column_name=column, old_value=before.get(column), new_value=after.get(column))


class _Pair(NamedTuple):
    """Two versions of a table as subqueries with a `diff_key`, and the columns that are compared."""

    old: str
    new: str
    columns: list[str]

    @property
    def joined(self) -> str:
        return f"({self.old}) as o full join ({self.new}) as n on o.diff_key = n.diff_key"

    def differs(self, column: str) -> str:
        return f"o.{quoted(column)} is distinct from n.{quoted(column)}"

    @property
    def is_changed(self) -> str:
        differing = " or ".join(map(self.differs, self.columns)) or "false"
        return f"o.diff_key is not null and n.diff_key is not null and ({differing})"


def _pair(old: str, new: str, table: str, before: Columns, after: Columns) -> _Pair | None:
    rules = compared_tables()
    key = rules.keys.get(table)
    if key is None or not set(key) <= before.keys() & after.keys():
        return None
    columns = [name for name in before if name in after and name not in VOLATILE and name not in key]
    parts = ", ".join(f"coalesce(cast({quoted(name)} as varchar), '')" for name in key)
    ordinal = ""
    if table in rules.repeating:
        every = ", ".join(quoted(name) for name in [*key, *columns])
        ordinal = f", row_number() over (partition by {', '.join(map(quoted, key))} order by {every})"
    source = "select *, concat_ws('|', {parts}{ordinal}) as diff_key from {database}.main.{table}"
    old_sql, new_sql = (
        source.format(parts=parts, ordinal=ordinal, database=quoted(name), table=quoted(table)) for name in (old, new)
    )
    return _Pair(old_sql, new_sql, columns)


def _row_changes(
    connection: duckdb.DuckDBPyConnection, old: str, new: str, table: str, before: Columns, after: Columns
) -> list[Change]:
    pair = _pair(old, new, table, before, after)
    if pair is None:
        return []
    per_column = "".join(
        f", count(*) filter (where {pair.is_changed} and {pair.differs(column)})" for column in pair.columns
    )
    counted = connection.execute(
        "select count(*) filter (where o.diff_key is null), count(*) filter (where n.diff_key is null),"
        f" count(*) filter (where {pair.is_changed}){per_column} from {pair.joined}"
    ).fetchall()[0]
    totals = zip(("added", "removed", "changed"), counted[:3], strict=True)
    found = [Change(table, kind, row_count=count) for kind, count in totals if count]
    columns = zip(pair.columns, counted[3:], strict=True)
    found += [Change(table, "changed", column_name=name, row_count=count) for name, count in columns if count]
    return found + _examples(connection, pair, table, counted[:3])


def _examples(connection: duckdb.DuckDBPyConnection, pair: _Pair, table: str, counted: tuple[int, ...]) -> list[Change]:
    limit = compared_tables().examples
    found: list[Change] = []
    for kind, side, other, count in (("added", "n", "o", counted[0]), ("removed", "o", "n", counted[1])):
        if count:
            keys = connection.execute(
                f"select {side}.diff_key from {pair.joined} where {other}.diff_key is null order by 1 limit {limit}"
            ).fetchall()
            found += [Change(table, kind, key=key) for (key,) in keys]
    return found + (_changed_cells(connection, pair, table, limit) if counted[2] else [])


def _changed_cells(connection: duckdb.DuckDBPyConnection, pair: _Pair, table: str, limit: int) -> list[Change]:
    """The differing cells of the first changed rows."""
    length = compared_tables().longest_value
    cells = ", ".join(
        f"case when {pair.differs(name)} then {{'i': {index}, 'o': left(cast(o.{quoted(name)} as varchar), {length}),"
        f" 'n': left(cast(n.{quoted(name)} as varchar), {length})}} end"
        for index, name in enumerate(pair.columns)
    )
    rows = connection.execute(
        f"with changed as (select o.diff_key, [{cells}] as cells from {pair.joined} where {pair.is_changed}"
        f" order by 1 limit {limit}), listed as (select diff_key, unnest(cells) as cell from changed)"
        " select diff_key, cell.i, cell.o, cell.n from listed where cell is not null order by 1, 2"
    ).fetchall()
    return [Change(table, "changed", key, pair.columns[index], before, after) for key, index, before, after in rows]


def _moved_totals(
    connection: duckdb.DuckDBPyConnection, old: str, new: str, table: str, before: Columns, after: Columns
) -> list[Change]:
    names = [name for name in compared_tables().totals.get(table, ()) if name in before and name in after]
    if not names:
        return []
    sums = ", ".join(f"cast(sum({quoted(name)}) as varchar)" for name in names)
    was, now = (
        connection.execute(f"select {sums} from {quoted(database)}.main.{quoted(table)}").fetchall()[0]
        for database in (old, new)
    )
    return [
        Change(table, "total", column_name=name, old_value=a, new_value=b)
        for name, a, b in zip(names, was, now, strict=True)
        if a != b
    ]
