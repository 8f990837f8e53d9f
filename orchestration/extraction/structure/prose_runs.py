"""Cells of prose among those of a form that blanks alone part, all in one line: … 预期目标 实际完成情况 本年共维修…。 已完成…。 绩效指标 ….

Belongs here: where such cells begin and end, so that their sentences are not read with the labels before them. Does not belong
here: cells without sentences (`structure.flat_cells`), paragraphs that lost their line breaks (`structure.run_on`).
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

_PRINTED = re.compile(r"\S+")
_LEAST_CELLS = 40
_CELL_LENGTH = 12
_LEAST_PROSE = 20  # characters
_SENTENCE = re.compile(r"[。;；]")


def parts_of_row(source: str, start: int, end: int) -> list[tuple[int, int]]:
    """The runs of a line: each cell that holds sentences, and what stands between such cells; the line itself where it is no form."""
    if sum(source.count(blank, start, end) for blank in " \u3000\t") < _LEAST_CELLS - 1:
        return [(start, end)]
    runs = [match.span() for match in _PRINTED.finditer(source, start, end)]
    if len(runs) < _LEAST_CELLS or median(last - first for first, last in runs) > _CELL_LENGTH:
        return [(start, end)]
    prose = [run for run in runs if run[1] - run[0] >= _LEAST_PROSE and _SENTENCE.search(source, *run)]
    bounds = sorted({start, end, *(place for run in prose for place in run)})
    return [(first, last) for first, last in pairwise(bounds) if source[first:last].strip()]
