"""Gold rows in the format of the hand-labelled CSV files, collected while a report is written.

Money is 万元 as in those files; a column that a table lacks is refused, an absent one stays empty.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

COLUMNS = {
    "reports": "report_id title office district city year amount_unit_declared approved_total_wan adjusted_total_wan"
    " executed_total_wan declared_execution_rate_pct declared_adjustment_rate_pct self_score grade headcount_total"
    " headcount_established headcount_administrative headcount_institution headcount_contract optional",
    "spending": "report_id item parent_item breakdown fund approved_wan adjusted_wan executed_wan unphased_wan change_wan"
    " declared_rate_pct direction quote note optional",
    "indicators": "report_id context level1 level2 name target_text target_comparator target_value target_unit actual_text"
    " actual_comparator actual_value actual_unit declared_status declared_completion_pct quote note optional",
    "scores": "report_id component max_score score rate_pct grade quote optional",
    "tasks": "report_id seq task goal_text result_text funding_wan optional",
    "findings": "report_id kind seq text optional",
    "statistics": "report_id section subject value unit comparator period quote note optional",
    "contradictions": "report_id kind detail quote_a quote_b optional",
}
TABLES = {table: columns.split() for table, columns in COLUMNS.items()}


class Gold:
    """The gold of one report."""

    def __init__(self, report_id: str) -> None:
        self.report_id = report_id
        self.rows: dict[str, list[dict[str, str]]] = {table: [] for table in TABLES}
        self.report: dict[str, Any] = {}

    def add(self, table: str, **values: Any) -> None:
        unknown = set(values) - set(TABLES[table])
        if unknown:
            raise KeyError(f"{table} has no columns {sorted(unknown)}")
        self.rows[table].append({"report_id": self.report_id} | {key: printed(value) for key, value in values.items()})

    def finished(self) -> dict[str, list[dict[str, str]]]:
        """All rows, the report's own row included."""
        own = {"report_id": self.report_id} | {key: printed(value) for key, value in self.report.items()}
        return self.rows | {"reports": [own]}


def printed(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


def wan(yuan: Decimal | None) -> Decimal | None:
    """Yuan → 万元, exact."""
    return None if yuan is None else yuan / 10000


def write(folder: Path, golds: Iterable[dict[str, list[dict[str, str]]]]) -> None:
    """One CSV file a table, all reports in it."""
    folder.mkdir(parents=True, exist_ok=True)
    golds = list(golds)
    for table, columns in TABLES.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            for gold in golds:
                writer.writerows(gold[table])


def read(folder: Path) -> dict[str, list[dict[str, str]]]:
    """The CSV files of a folder by table; an absent file is an empty table."""
    tables: dict[str, list[dict[str, str]]] = {}
    for table in TABLES:
        path = folder / f"{table}.csv"
        if path.exists():
            with path.open(encoding="utf-8-sig", newline="") as file:
                tables[table] = list(csv.DictReader(file))
    return tables
