"""Which documents published reports were made of."""

from __future__ import annotations

from pathlib import Path

from orchestration.warehouse.read_only import open_read_only

_VERSIONS = """
select distinct report_key, document_key from main.dim_reports where {condition}
union
select distinct report_key, document_key from history.dim_reports where {condition}
"""
_SERIES = "series_key in (select series_key from {dim} where $key in (series_key, report_key))"


def documents_of(file: Path, key: str) -> tuple[str, ...]:
    """Those of a year's reports (`2022`), or of the one with this series_key or report_key, in all its versions.

    Empty where there is no such report. Raises DataFolderUnavailable for a damaged file.
    """
    parameters: dict[str, object]
    if is_year(key):
        condition, parameters = "year_key = $year", {"year": int(key)}
    else:
        dims = [_SERIES.format(dim=dim) for dim in ("main.dim_reports", "history.dim_reports")]
        condition, parameters = f"({' or '.join(dims)})", {"key": key}
    query = f"""
        with versions as ({_VERSIONS.format(condition=condition)})
        select document_key from versions where document_key is not null
        union
        select bridge.document_key
        from versions join main.bridge_report_documents as bridge using (report_key)
        order by all
    """
    with open_read_only(file) as warehouse:
        return tuple(row[0] for row in warehouse.execute(query, parameters).fetchall())


def is_year(key: str) -> bool:
    """Whether a key is a year, of four digits; keys of reports are longer."""
    return len(key) == 4 and key.isdigit()
