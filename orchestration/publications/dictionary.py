"""The data dictionary: what the published file says of its own tables, columns and macros.

Everything is read from the file's comments, keys and types, so that a dictionary cannot tell of another release.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from orchestration.warehouse.content_hash import PUBLISHED_SCHEMAS, quoted

BETWEEN_LANGUAGES = " ｜ "  # written by the dbt macro explain_warehouse


@dataclass(frozen=True, slots=True)
class Meaning:
    """A comment in its parts; what is missing is empty."""

    english: str
    label_zh: str
    description_zh: str

    @classmethod
    def of(cls, comment: str | None) -> Meaning:
        english, _, chinese = (comment or "").partition(BETWEEN_LANGUAGES)
        label, _, description = chinese.partition("：")
        return cls(english, label, description)


@dataclass(frozen=True, slots=True)
class Column:
    """One column, its DuckDB type as DuckDB writes it."""

    name: str
    type: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Relation:
    """One table or view."""

    schema: str
    name: str
    is_view: bool
    meaning: Meaning
    columns: tuple[Column, ...]

    @property
    def full_name(self) -> str:
        """As one writes it: without the schema in main."""
        return self.name if self.schema == "main" else f"{self.schema}.{self.name}"

    @property
    def sql_name(self) -> str:
        return f"{quoted(self.schema)}.{quoted(self.name)}"

    @property
    def is_fact(self) -> bool:
        return self.name.startswith("fct_")

    def has(self, column: str) -> bool:
        return any(each.name == column for each in self.columns)


@dataclass(frozen=True, slots=True)
class StoredMacro:
    """One macro kept in the file: wan(yuan), or the table macro peers_of(office, budget_year)."""

    name: str
    parameters: tuple[str, ...]
    is_table: bool
    meaning: Meaning

    @property
    def call(self) -> str:
        """As one writes it: wan(yuan)."""
        return f"{self.name}({', '.join(self.parameters)})"


def relations(connection: duckdb.DuckDBPyConnection) -> list[Relation]:
    """Every published table and view: main first, tables before views, by name."""
    columns = _columns(connection)
    rows = connection.execute(
        "select schema_name, table_name, false as is_view, comment from duckdb_tables() where not internal"
        " union all"
        " select schema_name, view_name, true, comment from duckdb_views() where not internal"
    ).fetchall()
    order = {schema: place for place, schema in enumerate(("main", "quality", "history"))}
    published = [row for row in rows if row[0] in PUBLISHED_SCHEMAS]
    published.sort(key=lambda row: (order[row[0]], row[2], row[1]))
    return [
        Relation(schema, name, is_view, Meaning.of(comment), columns[schema, name])
        for schema, name, is_view, comment in published
    ]


def stored_macros(connection: duckdb.DuckDBPyConnection) -> list[StoredMacro]:
    """Every macro of the file, scalar macros first, by name."""
    rows = connection.execute(
        "select function_name, parameters, function_type = 'table_macro', comment from duckdb_functions()"
        " where not internal and function_type in ('macro', 'table_macro') order by 3, 1"
    ).fetchall()
    return [
        StoredMacro(name, tuple(parameters), is_table, Meaning.of(said)) for name, parameters, is_table, said in rows
    ]


def _columns(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], tuple[Column, ...]]:
    found: dict[tuple[str, str], list[Column]] = {}
    for schema, table, name, kind, comment in connection.execute(
        "select schema_name, table_name, column_name, data_type, comment from duckdb_columns() where not internal"
        " order by schema_name, table_name, column_index"
    ).fetchall():
        found.setdefault((schema, table), []).append(Column(name, kind, Meaning.of(comment)))
    return {table: tuple(columns) for table, columns in found.items()}
