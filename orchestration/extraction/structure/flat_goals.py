"""Rows of indicators of a form of one cell a line whose targets stand in their names, under 评价内容 | 绩效目标 | 完成情况.

    产出目标 / 质量 / 指标 / 路灯验收合格率100% / 100% / 数量 / 指标 / 安装路灯≥200盏 / 216盏

Belongs here: labels of two levels, which lines may break, and pairs of a goal and what came of it. Does not belong here:
forms with a column for the target (`indicators.flat`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from orchestration.document import MappedText
from orchestration.extraction.indicators.levels import is_level
from orchestration.extraction.structure.flat_cells import Row, Token, total_words

_HEADER = (("component",), ("goal",), ("status", "actual"))
_HEADS = frozenset({"component", "goal", "score", "weight"})  # columns of the form's next block
_LEAST_ROWS = 2
_EXPLAINED = re.compile(r"\([^()]{6,}\)")  # what the form says of a level
_COMPARED = re.compile(r"(?:[≥≤<>=]|不[低少高]于|不超过)\d.*")
_OF_PEOPLE = re.compile(r"满意度?$")


def goals_of(tokens: Sequence[Token]) -> Iterator[list[Row]]:
    """Such tables among some tokens, each with its header."""
    for at in range(len(tokens) - len(_HEADER)):
        header = tokens[at : at + len(_HEADER)]
        if all(token.role in roles for token, roles in zip(header, _HEADER, strict=True)):
            rows = _deal(tokens[at + len(_HEADER) :])
            if len(rows) >= _LEAST_ROWS:
                yield [[header[0], *header], *rows]


def _deal(body: Sequence[Token]) -> list[Row]:
    """Rows of labels, goal and result, up to the first cell that is none of them."""
    rows: list[Row] = []
    first: Token | None = None
    second: Token | None = None
    at = 0
    while at + 1 < len(body):
        token, label = body[at], _joined(body[at], body[at + 1])
        if _EXPLAINED.fullmatch(token.words):
            at += 1
        elif is_level("level1", token.words):
            first, second, at = token, None, at + 1
        elif is_level("level2", label.words):
            second, at = label, at + 2
        elif is_level("level2", token.words) and not _COMPARED.fullmatch(body[at + 1].words):
            second, at = token, at + 1
        else:
            is_apart = _OF_PEOPLE.search(token.words) is not None and _COMPARED.fullmatch(body[at + 1].words) is not None
            goal, at = (label, at + 2) if is_apart else (token, at + 1)  # 群众满意度 | ≥90% | 93%
            if first is None or at >= len(body) or not (_is_goal(goal) and _is_result(body[at])):
                break
            rows.append([first, None if is_apart else second, goal, body[at]])
            at += 1
    return rows


def _is_goal(token: Token) -> bool:
    """Whether a cell says what was to be: words that are no header, nor the name of the total."""
    return token.role not in _HEADS and not total_words().match(token.words) and re.match(r"[\u4e00-\u9fff\"]{2}", token.words) is not None


def _is_result(token: Token) -> bool:
    """Whether a cell says what came of a goal: a value, or words that are no label."""
    is_label = any(is_level(level, token.words) for level in ("level1", "level2"))
    return not is_label and token.role not in _HEADS


def _joined(first: Token, second: Token) -> Token:
    """Two cells as the one that a line end parted: 质量 | 指标."""
    text = MappedText.of_run(first.text.source, first.start, second.end, True)
    return replace(first, end=second.end, text=text, role=None)
