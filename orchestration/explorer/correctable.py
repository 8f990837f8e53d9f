"""Which columns a reader may propose another value for: those that dbt takes corrections of."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml  # type: ignore[import-untyped]

_PROJECT = Path(__file__).parents[2] / "dbt_project" / "dbt_project.yml"


@cache
def _columns() -> dict[str, list[str]]:
    project = yaml.safe_load(_PROJECT.read_text(encoding="utf-8"))
    return {table: list(columns) for table, columns in project["vars"]["correctable_columns"].items()}


def correctable(table: str) -> list[str]:
    """The columns of a table of facts; none where nothing of it may be corrected."""
    return _columns().get(table, [])
