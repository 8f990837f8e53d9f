"""Collects the facts of one document with their evidence: verbatim quotes, pages, figures.

Belongs here: how a fact is recorded. Does not belong here: what is a fact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from orchestration.document import Cell, Document
from orchestration.records.report import ROW_CLASSES
from orchestration.records.rows import EvidenceRow

if TYPE_CHECKING:
    from orchestration.extraction.structure.parts import CellText, TableView

LONGEST_QUOTE = 400  # characters of a quote that runs over several lines; a longer one keeps its first line

Span = tuple[int, int]


class Recorder:
    """Facts and evidence in the order in which they are read. `fact_id`s count up within a table."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.rows: dict[str, list[Any]] = {table: [] for table in ROW_CLASSES}

    def add(self, table: str, span: Span, rule: str, **values: Any) -> str:
        """Record a fact whose evidence is a run of the text; returns its fact_id."""
        start, end = self._quotable(span)
        fact_id = f"{table}-{len(self.rows[table]):04d}"
        row = ROW_CLASSES[table](
            fact_id=fact_id,
            page=self.document.page_of(start),
            char_start=start,
            char_end=end,
            quote=self.document.text[start:end],
            extraction_rule=rule,
            **values,
        )
        self.rows[table].append(row)
        return fact_id

    def figure(
        self,
        table: str,
        fact_id: str,
        column: str,
        span: Span,
        rule: str,
        *,
        cell: Cell | None = None,
        table_seq: int | None = None,
        row_seq: int | None = None,
        sheet_name: str | None = None,
    ) -> None:
        """Record one printed figure of a fact."""
        start, end = span
        bbox = cell.bbox if cell else None
        self.rows["evidence"].append(
            EvidenceRow(
                fact_table=table,
                fact_id=fact_id,
                column_name=column,
                page=self.document.page_of(start),
                sheet_name=sheet_name,
                table_seq=table_seq,
                row_seq=row_seq,
                column_seq=cell.column if cell else None,
                char_start=start,
                char_end=end,
                quote=self.document.text[start:end],
                bbox=",".join(f"{edge:.1f}" for edge in bbox) if bbox else None,
                ocr_confidence=cell.confidence if cell else None,
                extraction_rule=rule,
            )
        )

    def cell_figure(
        self,
        table: str,
        fact_id: str,
        column: str,
        view: TableView,
        cell: CellText,
        rule: str,
        *,
        run: Span | None = None,
        row: int | None = None,
    ) -> None:
        """Record one figure that a cell of `view` prints: the `run` of its text, or all of it.

        `row`: that of the fact, where a merged cell reaches down to it; else the cell's own.
        """
        span = cell.text.span(*(run or (0, len(cell.text))))
        row_seq = cell.row if row is None else row
        self.figure(
            table, fact_id, column, span, rule, cell=cell.cell, table_seq=view.seq, row_seq=row_seq, sheet_name=view.sheet_name
        )

    def _quotable(self, span: Span) -> Span:
        start, end = span
        if end - start > LONGEST_QUOTE and "\n" in self.document.text[start:end]:
            end = self.document.text.index("\n", start)
        return start, end
