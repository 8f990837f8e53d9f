"""Typed rows that extraction emits, and the one declaration of their columns.

Belongs here: row classes, the types their columns have in Parquet, DuckDB and Spark.
Does not belong here: anything computed (that is SQL in dbt), keys (fingerprints are SQL too), file handling.
"""

from orchestration.records.report import ReportRecord
from orchestration.records.rows import (
    EVIDENCE_TABLES,
    EvidenceRow,
    FigureRow,
    FindingRow,
    HeaderRow,
    IndicatorRow,
    PlaceMentionRow,
    PrintedNumberRow,
    ScoreRow,
    SpendingRow,
    StatisticRow,
    TaskRow,
)
from orchestration.records.schema import Column, ColumnType, columns_of

__all__ = [
    "EVIDENCE_TABLES",
    "Column",
    "ColumnType",
    "EvidenceRow",
    "FigureRow",
    "FindingRow",
    "HeaderRow",
    "IndicatorRow",
    "PlaceMentionRow",
    "PrintedNumberRow",
    "ReportRecord",
    "ScoreRow",
    "SpendingRow",
    "StatisticRow",
    "TaskRow",
    "columns_of",
]
