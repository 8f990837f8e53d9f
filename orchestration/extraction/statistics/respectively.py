"""Figures told one each for what was named before: 接待游客9万人次、实现收入3亿元,同比分别增长8.4%和9.1%.

Belongs here: which of the things named before each of them is of.
"""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.extraction.statistics import growth, subjects

_EACH = "分别"
_BETWEEN = " 、,和及与"


def run_of(befores: Sequence[str], units: Sequence[str | None]) -> int:
    """How many figures, from the first of some on, are told one each: those of its unit with no words between."""
    if not befores or _EACH not in befores[0]:
        return 0
    length = 1
    while length < len(befores) and not befores[length].strip(_BETWEEN) and units[length] == units[0]:
        length += 1
    return length if length > 1 else 0


def told_one_each(before: str, length: int, named: Sequence[str]) -> list[str] | None:
    """The subjects of a run of figures, by the words before its first and what was named before it in the sentence."""
    of = list(dict.fromkeys(growth.root(each) for each in named))[-length:]
    what = before.replace(_EACH, "")
    if len(of) < length:
        return None
    return [growth.subject_of(what, each) or each + subjects.before_number(what) for each in of]
