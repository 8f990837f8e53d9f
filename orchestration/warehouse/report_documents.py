"""Which documents published reports were made of."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import duckdb

_VERSIONS = """
select distinct series_key, report_key, document_key from main.dim_reports where {condition}
union
select distinct series_key, report_key, document_key from history.dim_reports where {condition}
"""
_SERIES = "series_key in (select series_key from {dim} where $key in (series_key, report_key))"


class PublishedReports(NamedTuple):
    """Series and the documents of all their versions."""

    series_keys: tuple[str, ...]
    document_keys: tuple[str, ...]


def reports_of(file: Path, key: str) -> PublishedReports:
    """The reports of a year (`2022`), or the one with this series_key or report_key; both empty where there is none."""
    parameters: dict[str, object]
    if is_year(key):
        condition, parameters = "year_key = $year", {"year": int(key)}
    else:
        dims = [_SERIES.format(dim=dim) for dim in ("main.dim_reports", "history.dim_reports")]
        condition, parameters = f"({' or '.join(dims)})", {"key": key}
    versions = _VERSIONS.format(condition=condition)
    query = f"""
        with versions as ({versions})
        select series_key, document_key from versions where document_key is not null
        union
        select series_key, bridge.document_key
        from versions join main.bridge_report_documents as bridge using (report_key)
        order by all
    """
    with duckdb.connect(str(file), read_only=True) as warehouse:
        found = warehouse.execute(query, parameters).fetchall()
    return PublishedReports(tuple(sorted({row[0] for row in found})), tuple(sorted({row[1] for row in found})))


def is_year(key: str) -> bool:
    return len(key) == 4 and key.isdigit()
