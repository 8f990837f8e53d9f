"""The self-score in tables that lie on their side: 评价内容 | 决策 | 过程 over 分值 | 20 | 30 over 得分 | 18 | 29.

Belongs here: components as columns. Does not belong here: components as rows (`scores.table`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from orchestration.extraction.rates import rate_of
from orchestration.extraction.recorder import Recorder
from orchestration.extraction.scores.points import TOTAL, Points, label_of, points_in
from orchestration.extraction.structure.header_rows import is_figure
from orchestration.extraction.structure.outline import CellText
from orchestration.extraction.structure.zones import Zone

_FULL = re.compile(r"(?:满分|分值|权重|标准分|指标分值)值?(?:\(.{1,4}\))?")
_SCORE = re.compile(r"(?:自评|评价|实际)?(?:得分|自评分|实得分?)(?:\(.{1,4}\))?")
_OF_POINTS = re.compile(r"(?:自评)?得分$")
_RATE = re.compile(r"得分率(?:\(%\))?")
_LEAST = 2  # components
_RULE = "score_column"

Columns = dict[int, CellText]  # the cells of a row by their column


def read_score_columns(zone: Zone, recorder: Recorder) -> None:
    """Record one score per column of a table whose rows are names, full marks (unless they stand with the names), points and,
    below these, their share of full marks."""
    for names, full, score in _blocks(zone):
        rates = _rates_below(zone, next(iter(score.values())).row)
        for column, name in names.items():
            label = label_of(name)
            printed = {
                **label.points,
                **({"max_score": points_in(full[column])["score"]} if column in full else {}),
                **points_in(score[column]),
            }
            _record(zone, _OF_POINTS.sub("", label.name) or label.name, printed, rates.get(column), recorder)


def _rates_below(zone: Zone, row: int) -> Columns:
    """The cells of the row 得分率 right below the points, by their column."""
    below = zone.view.printed_cells(row + 1) if row + 1 in zone.rows else ()
    return {cell.column: cell for cell in below[1:]} if below and _RATE.fullmatch(below[0].text.text) else {}


def _blocks(zone: Zone) -> Iterator[tuple[Columns, Columns, Columns]]:
    """Names, full marks and points of one block, without the labels of their rows."""
    rows = [{cell.column: cell for cell in zone.view.printed_cells(row)} for row in zone.rows]
    for above, below in pairwise(rows):
        at = rows.index(below)
        if (full := _labelled(below, _FULL)) and at + 1 < len(rows) and (score := _labelled(rows[at + 1], _SCORE)):
            if names := _names(above, score):
                yield names, full if full.keys() == score.keys() else {}, score
        elif (score := _labelled(below, _SCORE) or _bare(above, below)) and (names := _names(above, score)) and _says_points(names):
            yield names, {}, score


def _labelled(row: Columns, label: re.Pattern[str]) -> Columns:
    """The points of a row whose first cell says what they are; empty for any other row."""
    if not row:
        return {}
    first, *others = row.values()
    if not label.fullmatch(first.text.text) or not all(points_in(cell) for cell in others):
        return {}
    return {cell.column: cell for cell in others}


def _bare(names: Columns, row: Columns) -> Columns:
    """A row of nothing but points under as many names, the last of them the whole."""
    is_block = len(row) == len(names) and all(points_in(cell) for cell in row.values())
    last = label_of(list(names.values())[-1]).name if names else ""
    return row if is_block and (last == TOTAL or _OF_POINTS.search(last)) else {}


def _names(row: Columns, score: Columns) -> Columns:
    """The names over points, each in its column; empty where a figure or nothing stands there."""
    names = {column: row[column] for column in score if column in row}
    is_named = len(names) == len(score) >= _LEAST and not any(is_figure(cell.text.text) for cell in names.values())
    return names if is_named else {}


def _says_points(names: Columns) -> bool:
    """Whether names say themselves that points stand under them: 投入(15分) | 过程(25分), 投入得分 | 过程得分, with a total."""
    labels = [label_of(cell) for cell in names.values()]
    return all(label.points or label.name == TOTAL or _OF_POINTS.search(label.name) for label in labels) or (
        labels[-1].name == TOTAL and len(labels) > _LEAST
    )


def _record(
    zone: Zone, component: str, printed: Mapping[str, Points], rate: CellText | None, recorder: Recorder
) -> None:
    fact_id = recorder.add(
        "scores",
        zone.view.row_span(printed["score"].cell.row),
        _RULE,
        component=component,
        score_rate_pct=rate_of(rate),
        **{column: points.value for column, points in printed.items()},
    )
    for column, points in printed.items():
        recorder.cell_figure("scores", fact_id, column, zone.view, points.cell, _RULE, run=points.run)
    if rate is not None:
        recorder.cell_figure("scores", fact_id, "score_rate_pct", zone.view, rate, _RULE)
