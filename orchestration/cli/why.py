"""`jixiao why TABLE KEY`: the evidence of a fact in its surrounding text."""

from __future__ import annotations

from typing import Any

import duckdb
from rich.table import Table
from rich.text import Text

from orchestration.cli.screen import OK, USAGE, escape, fail, out
from orchestration.cli.warehouse_file import NoWarehouse, open_published
from orchestration.loading.data_folder import DataFolder
from orchestration.warehouse.content_hash import quoted

_AROUND = 120  # characters of text shown before and after the quote
_EVIDENCE = ("document_key", "page", "char_start", "char_end", "quote", "extraction_rule")


def show_evidence(table: str, key: str) -> int:
    """Print; returns the exit code. TABLE with or without `fct_`; KEY whole or its beginning."""
    name = table if table.startswith("fct_") else f"fct_{table}"
    try:
        with open_published(DataFolder.from_environment()) as warehouse:
            if name not in (facts := _facts(warehouse)):
                return fail(f"{table} is no fact table with evidence; there are: {', '.join(facts)}", USAGE)
            columns = _columns(warehouse, name)
            rows = warehouse.execute(
                f"select * from main.{quoted(name)} where starts_with({quoted(columns[0])}, ?) limit 2", [key]
            ).fetchall()
            if len(rows) != 1:
                found = ("several rows", ": give more of it") if rows else ("no row", "")
                return fail(f"{found[0]} of {name} whose {columns[0]} begins with {key}{found[1]}", USAGE)
            _show(warehouse, columns[0], dict(zip(columns, rows[0], strict=True)))
    except NoWarehouse as error:
        return fail(str(error), USAGE)
    return OK


def _columns(warehouse: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    rows = warehouse.execute(
        "select column_name from duckdb_columns() where schema_name = 'main' and table_name = ?"
        " and database_name = current_database() order by column_index",
        [table],
    ).fetchall()
    return [row[0] for row in rows]


def _facts(warehouse: duckdb.DuckDBPyConnection) -> list[str]:
    """Tables of which each row says where it was read; the figures in `fct_evidence` are shown with their facts."""
    rows = warehouse.execute(
        "select table_name from duckdb_columns() where schema_name = 'main' and database_name = current_database()"
        " and starts_with(table_name, 'fct_') and table_name <> 'fct_evidence'"
        " group by table_name having count(*) filter (list_contains(?, column_name)) = ? order by table_name",
        [list(_EVIDENCE), len(_EVIDENCE)],
    ).fetchall()
    return [row[0] for row in rows]


def _show(warehouse: duckdb.DuckDBPyConnection, key_column: str, fact: dict[str, Any]) -> None:
    shown = Table("column", "value", show_edge=False)
    for name, value in fact.items():
        if value is not None and name not in _EVIDENCE:
            shown.add_row(name, escape(str(value)[:200]))
    out.print(shown)
    source = warehouse.execute(
        "select max(source_path) from quality.documents where document_key = ?", [fact["document_key"]]
    ).fetchall()[0][0]
    page = f", page {fact['page']}" if fact["page"] is not None else ""
    out.print(
        f"\nread by rule [bold]{escape(fact['extraction_rule'])}[/] from {escape(str(source))}{page},"
        f" characters {fact['char_start']} to {fact['char_end']}:\n"
    )
    figures = warehouse.execute(
        "select column_name, quote, char_start, char_end from main.fct_evidence where fact_key = ?"
        " and document_key = ? order by char_start",
        [fact[key_column], fact["document_key"]],
    ).fetchall()
    out.print(_in_context(_text(warehouse, fact["document_key"]), fact["char_start"], fact["char_end"], figures))
    for column, quote, start, _ in figures:
        out.print(f"  {column} ← {escape(quote)} (character {start})")


def _text(warehouse: duckdb.DuckDBPyConnection, document_key: str) -> str:
    rows = warehouse.execute(
        "select text from quality.document_texts where document_key = ?", [document_key]
    ).fetchall()
    return rows[0][0] if rows else ""


def _in_context(text: str, start: int, end: int, figures: list[tuple[Any, ...]]) -> Text:
    """The quote in bold with its figures underlined, between what stands before and after it."""
    before, after = max(0, start - _AROUND), min(len(text), end + _AROUND)
    context = Text(text[before:after], style="dim")
    context.stylize("not dim bold", start - before, end - before)
    for _, _, figure_start, figure_end in figures:
        if before <= figure_start and figure_end <= after:
            context.stylize("underline", figure_start - before, figure_end - before)
    return context
