"""Which level-1 and level-2 label belongs to which row of an indicator table.

Where the format tells spans they decide. In text a merged cell leaves its label in one row: the first (labels fill
downwards), or the row where it stood vertically centred (labels reach up and down). A first row without a label says
that they were centred.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from orchestration.extraction.data import load

_FRAGMENT = re.compile(r"^(?:指标|效益|影响|效益指标|影响指标|满意度|满意度指标|标|度)$")
_WEIGHT = re.compile(r"\(\d{1,3}(?:\.\d+)?[分%]?\)|\d{1,3}分$")
_MANY_ROWS = 400  # beyond this the search for centred spans is not worth its time: labels fill downwards


@cache
def _level(role: str) -> re.Pattern[str]:
    return re.compile(load("flat_tables")["levels"][role])


def is_level(role: str, text: str) -> bool:
    """Whether a cell is a label of level 1 or 2 (产出指标(50分), 数量指标)."""
    return bool(_level(role).match(text))


def level_name(label: str) -> str | None:
    """A label without its points: 产出指标(50分) → 产出指标. None where nothing is left."""
    return _WEIGHT.sub("", label).strip(" :") or None


def contradict(level1: str, level2: str) -> bool:
    """Whether a label of level 2 cannot stand under one of level 1: 数量指标 under 效益指标."""
    return any(
        _level(above).match(level1) is not None and _level(below).match(level2) is not None
        for above, below in (("effect", "of_output"), ("output", "of_effect"))
    )


def spread_labels(labels: Sequence[str], groups: Sequence[int] | None = None) -> list[str]:
    """The label of each row from labels printed in some rows (empty elsewhere).

    `groups` numbers the runs of rows that a label cannot cross (the level above); labels are spread in each apart.
    """
    spread = [""] * len(labels)
    for first, last in _runs(groups if groups is not None else [0] * len(labels)):
        part = _join_fragments(list(labels[first:last]))
        centred = not part[0] and any(part) and len(part) <= _MANY_ROWS
        spread[first:last] = _centred(part) if centred else _downwards(part)
    return spread


def _runs(groups: Sequence[int]) -> list[tuple[int, int]]:
    runs, first = [], 0
    for row in range(1, len(groups) + 1):
        if row == len(groups) or groups[row] != groups[first]:
            runs.append((first, row))
            first = row
    return runs


def _join_fragments(labels: list[str]) -> list[str]:
    """A label that was broken over two rows (社会 / 指标) stands whole in the first of them."""
    for row in range(1, len(labels)):
        if labels[row] and _FRAGMENT.match(labels[row]) and not _stands_alone(labels, row):
            before = next((r for r in range(row - 1, max(-1, row - 3), -1) if labels[r]), None)
            if before is not None and not labels[before].endswith(("指标", labels[row])):
                labels[before], labels[row] = labels[before] + labels[row], ""
    return labels


def _stands_alone(labels: list[str], row: int) -> bool:
    """Whether a label that may be half of one stands among whole ones without 指标: 产出, 效益, 满意度."""
    others = [label for label in labels if label and label != labels[row]]
    return labels[row] in ("效益", "满意度") and any(label in ("产出", "投入", "过程", "决策", "满意度", "效益") for label in others)


def _downwards(labels: list[str]) -> list[str]:
    current, filled = "", []
    for label in labels:
        current = label or current
        filled.append(current)
    return filled


def _centred(labels: list[str]) -> list[str]:
    """Consecutive spans, one per label, each as well centred on its label as the others allow."""
    places = [row for row, label in enumerate(labels) if label]
    size = len(labels)

    @cache
    def best(index: int, start: int) -> tuple[float, int]:
        """The least deviation of spans `index`… that begin at `start`, and minus the end of the first of them."""
        if index == len(places) - 1:
            return _deviation(start, size - 1, places[index]), 1 - size
        options = (
            (_deviation(start, end, places[index]) + best(index + 1, end + 1)[0], -end)
            for end in range(places[index], places[index + 1])
        )
        return min(options)

    filled, start = [], 0
    for index, place in enumerate(places):
        end = -best(index, start)[1]
        filled += [labels[place]] * (end - start + 1)
        start = end + 1
    return filled


def _deviation(start: int, end: int, place: int) -> float:
    """How far a label stands from the middle of its span; half a row below it is rounding and costs next to nothing."""
    off = place - (start + end) / 2
    return 0.1 if off == 0.5 else abs(off)
