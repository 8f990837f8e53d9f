"""The report record: everything extraction read from one document."""

from __future__ import annotations

from dataclasses import dataclass, fields

from orchestration.records import rows


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """Rows by table. A field's name is the table's name in Parquet and in dbt's sources."""

    headers: tuple[rows.HeaderRow, ...] = ()
    figures: tuple[rows.FigureRow, ...] = ()
    spending: tuple[rows.SpendingRow, ...] = ()
    indicators: tuple[rows.IndicatorRow, ...] = ()
    scores: tuple[rows.ScoreRow, ...] = ()
    tasks: tuple[rows.TaskRow, ...] = ()
    findings: tuple[rows.FindingRow, ...] = ()
    statistics: tuple[rows.StatisticRow, ...] = ()
    evidence: tuple[rows.EvidenceRow, ...] = ()
    printed_numbers: tuple[rows.PrintedNumberRow, ...] = ()
    place_mentions: tuple[rows.PlaceMentionRow, ...] = ()

    def tables(self) -> dict[str, tuple]:
        """Table name → rows."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


ROW_CLASSES: dict[str, type] = {
    "headers": rows.HeaderRow,
    "figures": rows.FigureRow,
    "spending": rows.SpendingRow,
    "indicators": rows.IndicatorRow,
    "scores": rows.ScoreRow,
    "tasks": rows.TaskRow,
    "findings": rows.FindingRow,
    "statistics": rows.StatisticRow,
    "evidence": rows.EvidenceRow,
    "printed_numbers": rows.PrintedNumberRow,
    "place_mentions": rows.PlaceMentionRow,
}
