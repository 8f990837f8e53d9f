"""`jixiao sql`: one query on the published warehouse."""

from __future__ import annotations

import csv
import json
import sys
from typing import Any

import duckdb
from rich.table import Table

from orchestration.cli.screen import FAILED, OK, USAGE, escape, fail, out
from orchestration.cli.warehouse_file import NoWarehouse, open_published
from orchestration.loading.data_folder import DataFolder


def run_query(query: str, form: str, limit: int) -> int:
    """Run and print; returns the exit code."""
    try:
        with open_published(DataFolder.from_environment()) as warehouse:
            if not warehouse.extract_statements(query):
                return fail("the query is empty", USAGE)
            cursor = warehouse.execute(query)
            names = [column[0] for column in cursor.description or []]
            rows = cursor.fetchall()
    except NoWarehouse as error:
        return fail(str(error), USAGE)
    except duckdb.Error as error:
        return fail(str(error), FAILED)
    if form == "table":
        _print_table(names, rows, limit)
    else:
        {"csv": _print_csv, "json": _print_json}[form](names, rows)
    return OK


def _print_table(names: list[str], rows: list[tuple[Any, ...]], limit: int) -> None:
    shown = rows[:limit] if limit else rows
    table = Table(*map(escape, names), show_edge=False)
    for row in shown:
        table.add_row(*("" if value is None else escape(str(value)) for value in row))
    out.print(table)
    out.print(f"{len(rows)} rows" + (f", {len(shown)} shown" if len(shown) < len(rows) else ""))


def _print_csv(names: list[str], rows: list[tuple[Any, ...]]) -> None:
    writer = csv.writer(sys.stdout)
    writer.writerow(names)
    writer.writerows(rows)


def _print_json(names: list[str], rows: list[tuple[Any, ...]]) -> None:
    from orchestration.explorer.exports import distinct_names

    keys = distinct_names(names)  # an object holds a key once: of two columns alike the first would be lost
    for row in rows:
        print(json.dumps(dict(zip(keys, row, strict=True)), ensure_ascii=False, default=str))
