"""The self-score of a form beside its label, 自评得分 | 92.8分, 自评分值及等次 | 94.6分,优, and its grade, 评价等级 | 优; in cells,
or in two lines.

Does not belong here: tables of components and total rows (`scores.table`), sentences (`scores.prose`). Vocabulary:
`data/scores.toml`, `[cells]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from orchestration.document import MappedText
from orchestration.extraction.data import load
from orchestration.extraction.recorder import Span
from orchestration.extraction.scores.grades import Grade, grade_of_cell, labels_boxes, labels_grade, prints_boxes
from orchestration.extraction.structure.header_rows import is_figure
from orchestration.extraction.structure.outline import CellText, Outline, TableView


class LabelledScore(NamedTuple):
    """A total beside its label: the run that prints both, the value's text, the match with `number` and `grade`, and the
    number of its table (None: two lines)."""

    quote: Span
    value: MappedText
    match: re.Match[str]
    table_seq: int | None


class LabelledGrade(NamedTuple):
    """A grade beside its label: the run that prints both, the words of both, the grade and the run that prints it, the number
    of its table (None: two lines)."""

    quote: Span
    words: str
    grade: Grade
    run: Span
    table_seq: int | None


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(load("scores")["cells"][key].replace("{classes}", load("scores")["grades"]["classes"]))


def labelled_scores(outline: Outline) -> Iterator[LabelledScore]:
    """The totals that stand in the cell or the line after their label."""
    for table in outline.tables:
        for label, value in table.neighbours():
            match = _scored(label.text.text, value.text.text)
            if match and not _is_followed(value, table):
                yield LabelledScore(table.row_span(value.row), value.text, match, table.seq)
    for label_line, line in pairwise(outline.passages):
        if match := _scored(label_line.text.text, line.text.text):
            yield LabelledScore((label_line.start, line.end), line.text, match, None)


def labelled_grades(outline: Outline) -> Iterator[LabelledGrade]:
    """The grades that stand in the cell or the line after their label, or as boxes there of which one is ticked."""
    for table in outline.tables:
        for label, value in table.neighbours():
            if found := _graded(label.text, value.text, table.row_span(value.row), table.seq):
                yield found
    for label_line, line in pairwise(outline.passages):
        if found := _graded(label_line.text, line.text, (label_line.start, line.end), None):
            yield found


def _graded(label: MappedText, value: MappedText, quote: Span, table_seq: int | None) -> LabelledGrade | None:
    is_label = labels_grade(label.text) or (labels_boxes(label.text) and prints_boxes(value.text))
    grade = grade_of_cell(value.text) if is_label else None
    return LabelledGrade(quote, label.text + value.text, grade, value.span(*grade.run), table_seq) if grade else None


def _is_followed(value: CellText, table: TableView) -> bool:
    """Whether a further figure stands in the row: then the first is the full marks (自评总分 | 100 | 89.6)."""
    return any(cell.column > value.column and is_figure(cell.text.text) for cell in table.printed_cells(value.row))


def _scored(label: str, value: str) -> re.Match[str] | None:
    return _pattern("value").fullmatch(value) if _labels_score(label) else None


@lru_cache(maxsize=4096)  # the words of forms recur
def _labels_score(label: str) -> bool:
    return _pattern("label").fullmatch(label) is not None
