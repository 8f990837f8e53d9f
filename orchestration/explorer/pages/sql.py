"""SQL on the release, with its schema beside it, and the result as a file."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from orchestration.explorer import sandbox
from orchestration.explorer.exports import csv_bytes, parquet_bytes
from orchestration.explorer.pages.context import page, release
from orchestration.explorer.release import Release, Row

_EXAMPLES = Path(__file__).parent.parent / "data" / "examples.toml"
_SCHEMA = """
select c.schema_name, c.table_name, c.column_name, c.data_type, c.comment, t.comment as table_comment
from duckdb_columns() c join (
        select schema_name, table_name, comment from duckdb_tables() where database_name = current_database()
        union all
        select schema_name, view_name, comment from duckdb_views()
        where database_name = current_database() and not internal
    ) t using (schema_name, table_name)
where c.database_name = current_database()
order by c.schema_name <> 'main', c.schema_name, c.table_name, c.column_index
"""


@cache
def examples() -> list[Row]:
    """Queries to begin with: `title_zh`, `title_en`, `sql`."""
    read: list[Row] = tomllib.loads(_EXAMPLES.read_text(encoding="utf-8"))["example"]
    return read


def schema(found: Release) -> dict[str, dict[str, Any]]:
    """Tables and views with their columns; those outside `main` by their full name."""

    def read() -> dict[str, dict[str, Any]]:
        tables: dict[str, dict[str, Any]] = {}
        for row in found.rows(_SCHEMA):
            prefix = "" if row["schema_name"] == "main" else f"{row['schema_name']}."
            table = tables.setdefault(f"{prefix}{row['table_name']}", {"comment": row["table_comment"], "columns": []})
            table["columns"].append(row)
        return tables

    return found.kept("schema", read)


def show(request: Request) -> Response:
    """The page with the result of `q`; where it is refused, the reason, and status 422."""
    found = release(request)
    query = request.query_params.get("q", "").strip()
    result, refused = None, None
    if query:
        try:
            result = sandbox.run(found.path, query)
        except sandbox.RefusedQuery as error:
            refused = error
    return page(
        request, "sql.html", 200 if refused is None else 422, query=query, result=result, refused=refused,
        schema=schema(found), examples=examples(), limits=sandbox,
    )  # fmt: skip


def as_file(request: Request) -> Response:
    """The result as CSV or Parquet."""
    form = request.path_params["form"]
    query = request.query_params.get("q", "").strip()
    try:
        result = sandbox.run(release(request).path, query, sandbox.DOWNLOADED_ROWS)
    except sandbox.RefusedQuery as error:
        return page(request, "refused.html", 422, reason=error.reason, detail=error.detail)
    headers = {"Content-Disposition": f'attachment; filename="result.{form}"'}
    if result.has_more:
        headers["X-Rows-Left-Out"] = "true"
    if form == "csv":
        return Response(csv_bytes(result.names, result.rows), media_type="text/csv; charset=utf-8", headers=headers)
    body = parquet_bytes(result.names, result.types, result.rows)
    return Response(body, media_type="application/vnd.apache.parquet", headers=headers)
