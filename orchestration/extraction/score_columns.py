"""The self-score in tables that lie on their side: 评价内容 | 决策 | 过程 over 分值 | 20 | 30 over 得分 | 18 | 29.

Belongs here: components as columns. Does not belong here: components as rows (`score_table`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from orchestration.extraction.header_rows import is_figure
from orchestration.extraction.outline import CellText
from orchestration.extraction.recorder import Recorder
from orchestration.extraction.score_points import TOTAL, is_total, points_of
from orchestration.extraction.zones import Zone

_FULL = re.compile(r"(?:满分|分值|权重|标准分|指标分值)(?:\(.{1,4}\))?")
_SCORE = re.compile(r"(?:自评|评价|实际)?得分(?:\(.{1,4}\))?")
_LEAST = 3  # cells of a row: a label and two components
_RULE = "score_column"


def read_score_columns(zone: Zone, recorder: Recorder) -> None:
    """Record one score per column of a table whose rows are names, full marks and points."""
    rows = [(row, zone.view.printed_cells(row)) for row in zone.rows]
    for (_, names), (_, full), (row, scores) in zip(rows, rows[1:], rows[2:], strict=False):
        if _is_block(names, full, scores):
            for name, marks, score in zip(names[1:], full[1:], scores[1:], strict=True):
                _record(zone, row, name, marks, score, recorder)


def _is_block(names: Sequence[CellText], full: Sequence[CellText], scores: Sequence[CellText]) -> bool:
    if not len(names) == len(full) == len(scores) >= _LEAST:
        return False
    labelled = _FULL.fullmatch(full[0].text.text) and _SCORE.fullmatch(scores[0].text.text)
    named = not any(is_figure(cell.text.text) for cell in names)
    return bool(labelled) and named and all(points_of(cell) is not None for cell in (*full[1:], *scores[1:]))


def _record(zone: Zone, row: int, name: CellText, marks: CellText, score: CellText, recorder: Recorder) -> None:
    fact_id = recorder.add(
        "scores",
        zone.view.row_span(row),
        _RULE,
        component=TOTAL if is_total(name.text.text) else name.text.printed(),
        max_score=points_of(marks),
        score=points_of(score),
    )
    for column, cell in (("max_score", marks), ("score", score)):
        place = cell.text.span(0, len(cell.text))
        recorder.figure(
            "scores", fact_id, column, place, _RULE, cell=cell.cell, table_seq=zone.view.seq, row_seq=cell.row,
            sheet_name=zone.view.sheet_name,
        )  # fmt: skip
