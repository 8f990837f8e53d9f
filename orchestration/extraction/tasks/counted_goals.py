"""Goals of a form of one cell a line, each under the label that counts it: 年度目标1:(30分) | 改善集镇环境 | 产出指标 | ….

Belongs here: labels on lines of their own and the line under each. Does not belong here: goals in cells of tables
(`goals`, `cells`), lines that name a task and go on (`prose`). Vocabulary: `data/tasks.toml`, [labels].
"""

from __future__ import annotations

import re

from orchestration.document import MappedText
from orchestration.extraction.indicators.levels import is_level
from orchestration.extraction.structure.columns import column_of
from orchestration.extraction.structure.outline import Outline
from orchestration.extraction.tasks.patterns import pattern_of
from orchestration.extraction.tasks.statement import PLAN, Statement

_LEAST = 2  # goals of one form
_POINTS = re.compile(r"\(\d{1,3}分?\)")
_SHORTEST, _LONGEST = 5, 80  # characters of a goal
_WORDS = re.compile(r"[\u4e00-\u9fff]{4}")


def counted_goals(outline: Outline) -> list[Statement]:
    """The goals that labels count, two at least."""
    source = outline.document.text
    printed = (
        MappedText.of_run(source, piece.start, piece.end, True)
        for passage in outline.passages
        for piece in passage.pieces
    )
    lines = [line for line in printed if line and not _POINTS.fullmatch(line.text)]
    label = pattern_of("labels", "counted_goal")
    goals = [below for line, below in zip(lines, lines[1:], strict=False) if label.fullmatch(line.text) and _is_goal(below.text)]
    return [Statement(goal.strip("。"), "task_of_cell", PLAN, [goal]) for goal in goals] if len(goals) >= _LEAST else []


def _is_goal(words: str) -> bool:
    """Whether a line is words of its own: no label, no header of a column, no figure."""
    is_label = words.endswith(":") or column_of(words) is not None or any(is_level(level, words) for level in ("level1", "level2"))
    return not is_label and _SHORTEST <= len(words) <= _LONGEST and _WORDS.search(words) is not None
