"""The content hash of a table: the same rows, the same hash, whatever their order, their run or their machine."""

from __future__ import annotations

import hashlib

import duckdb

from orchestration.ledger.releases import TableState

VOLATILE = frozenset({"loaded_at", "run_id", "started_at", "finished_at", "seconds", "git_sha"})
PUBLISHED_SCHEMAS = ("main", "history", "quality")


def table_states(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, TableState]:
    """`schema.table` → its rows and content hash, for every published table (no views) of an attached database."""
    tables = connection.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = ? and list_contains(?, schema_name)"
        " order by all",
        [database, list(PUBLISHED_SCHEMAS)],
    ).fetchall()
    return {f"{schema}.{table}": table_state(connection, database, schema, table) for schema, table in tables}


def table_state(connection: duckdb.DuckDBPyConnection, database: str, schema: str, table: str) -> TableState:
    """Sums of the rows' hashes do not depend on order and, unlike xor, see rows that stand twice."""
    columns = connection.execute(
        "select column_name, data_type from duckdb_columns() where database_name = ? and schema_name = ?"
        " and table_name = ? order by column_index",
        [database, schema, table],
    ).fetchall()
    kept = [(name, kind) for name, kind in columns if name not in VOLATILE]
    values = ", ".join(f"coalesce(cast({quoted(name)} as varchar), chr(1))" for name, _ in kept)
    row_hash = f"md5(concat_ws(chr(31), {values}))" if kept else "md5('')"
    count, *sums = connection.execute(
        "select count(*), coalesce(sum(('0x' || left(h, 12))::bigint), 0),"
        " coalesce(sum(('0x' || right(h, 12))::bigint), 0)"
        f" from (select {row_hash} as h from {quoted(database)}.{quoted(schema)}.{quoted(table)})"
    ).fetchall()[0]
    digest = hashlib.sha256(repr((kept, count, sums)).encode()).hexdigest()
    return TableState(count, digest)


def quoted(name: str) -> str:
    """An identifier, quoted for SQL."""
    return '"' + name.replace('"', '""') + '"'
