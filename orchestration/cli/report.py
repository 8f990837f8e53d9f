"""`jixiao report OFFICE YEAR`: one screen on one office and year."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb
from rich.panel import Panel
from rich.table import Table

from orchestration.cli.screen import OK, USAGE, escape, fail, out
from orchestration.cli.warehouse_file import NoWarehouse, open_published
from orchestration.loading.data_folder import DataFolder

_REPORTS = """
select r.report_key, o.office_name, r.title, r.version_number, d.district_name, d.city_name, r.source_path,
    r.subject_kind, r.subject_name
from dim_reports r join dim_offices o using (office_key) left join dim_districts d on d.district_key = r.district_key
where r.is_current and r.year_key = ? and contains(o.office_name, ?)
order by o.office_name, r.subject_kind, r.subject_name
"""
_MISSED = """
select indicator_name, target_text, actual_text, computed_status, deviation_reason_text
from fct_indicators where report_key = ? and computed_status in ('not_met', 'partly_met') and not is_duplicate_row
order by computed_status, row_seq, part_seq
"""
_CONTRADICTIONS = """
select severity, rule, detail from fct_contradictions where report_key = ?
order by case severity when 'error' then 1 when 'warning' then 2 else 3 end, rule
"""
_SHOWN = 12


def show_report(office: str, year: int) -> int:
    """Print; returns the exit code."""
    try:
        with open_published(DataFolder.from_environment()) as warehouse:
            reports = warehouse.execute(_REPORTS, [year, office]).fetchall()
            if not reports:
                return fail(f"no report of {year} by an office whose name contains {office}", USAGE)
            named = [row for row in reports if row[1] == office] or reports  # a whole name may be a part of another's
            offices = sorted({row[1] for row in named})
            if len(offices) > 1:
                return fail(f"several offices fit: {', '.join(offices)}", USAGE)
            for row in named:
                _show(warehouse, row, year)
    except NoWarehouse as error:
        return fail(str(error), USAGE)
    return OK


def _show(warehouse: duckdb.DuckDBPyConnection, row: tuple[Any, ...], year: int) -> None:
    report_key, office, title, version, district, city, source, kind, subject = row
    about = f"{kind}: {subject}" if subject else f"{kind}"
    place = " ".join(part for part in (city, district) if part)
    head = f"{title or ''}\n{place} · {about} · version {version}\n{source}\nreport_key {report_key}"
    out.print(Panel(escape(head), title=f"[bold]{escape(office)} {year}[/]", title_align="left"))
    _show_totals(warehouse, report_key)
    missed = ("indicator", "target", "actual", "status", "reason")
    _show_rows(warehouse, "Indicators missed", missed, _MISSED, report_key)
    _show_rows(warehouse, "Contradictions", ("severity", "rule", "detail"), _CONTRADICTIONS, report_key)


def _show_totals(warehouse: duckdb.DuckDBPyConnection, report_key: str) -> None:
    cursor = warehouse.execute("select * from fct_report_totals where report_key = ?", [report_key])
    names = [column[0] for column in cursor.description or []]
    found = cursor.fetchall()
    if not found:
        out.print("no totals")
        return
    total = dict(zip(names, found[0], strict=True))
    money = Table("", "approved", "adjusted", "executed", show_edge=False)
    stated = (total[f"{phase}_total_amount"] for phase in ("approved", "adjusted", "executed"))
    money.add_row("stated, yuan", *(_amount(value) for value in stated))
    out.print(money)
    out.print(
        f"execution rate: declared {_percent(total['declared_execution_rate_pct'])}, computed"
        f" {_percent(total['computed_execution_rate_pct'])} · self-score: {_plain(total['self_score'])}"
        f" · grade: declared {total['declared_grade'] or '–'}, computed {total['computed_grade'] or '–'}"
    )


def _show_rows(
    warehouse: duckdb.DuckDBPyConnection, title: str, names: tuple[str, ...], query: str, report_key: str
) -> None:
    rows = warehouse.execute(query, [report_key]).fetchall()
    out.print(f"\n[bold]{title}: {len(rows)}[/]")
    if rows:
        table = Table(*names, show_edge=False)
        for row in rows[:_SHOWN]:
            table.add_row(*("" if value is None else escape(str(value)[:120]) for value in row))
        out.print(table)
    if len(rows) > _SHOWN:
        out.print(f"and {len(rows) - _SHOWN} more")


def _amount(value: Decimal | None) -> str:
    return "–" if value is None else f"{value:,.2f}"


def _percent(value: Decimal | None) -> str:
    return "–" if value is None else f"{value:.2f} %"


def _plain(value: Decimal | None) -> str:
    return "–" if value is None else f"{value.normalize():f}"
