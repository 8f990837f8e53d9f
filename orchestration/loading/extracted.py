"""What one document gives to a batch."""

from __future__ import annotations

from typing import NamedTuple

from orchestration.records.report import ReportRecord


class Extracted(NamedTuple):
    """A document's text and rows, under its key."""

    document_key: str
    text: str
    record: ReportRecord
