"""Lists whose items are tasks by themselves, in a chapter on tasks: 1.植树造林。2.护林防火。, one paragraph or one item a line.

Belongs here: where such a list begins, what of an item is the name. Does not belong here: items with a head and a body
(`prose`), lists outside chapters on tasks (`announced`). Vocabulary: `data/tasks.toml`, [lists].
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from orchestration.document import MappedText
from orchestration.extraction.findings.numbering import Mark, marks_of
from orchestration.extraction.structure.outline import Passage
from orchestration.extraction.tasks.patterns import pattern_of
from orchestration.extraction.tasks.statement import PLAN, RESULT, Statement

_LEAST, _MOST = 2, 15  # tasks of one list
_LONGEST_NAME = 40
_FAMILIES = {"digit", "han", "bracket", "circle", "is"}
_HEAD = re.compile(r"[^\d,。;:]{4,}")


def names_listed(title: str, stage: str, passages: Sequence[Passage]) -> list[Statement]:
    """The tasks of the first list of a chapter; none where one item is neither a name nor begins with one."""
    items = _items(passages)
    if not _LEAST <= len(items) <= _MOST or any(pattern_of("lists", "other").search(item.text) for item in items):
        return []
    if not pattern_of("lists", "titles" if stage == PLAN else "titles_of_results").search(title):
        return []
    counted = any(re.search(r"\d", item.text) for item in items)
    named = [_headed(item, stage) if counted else _bare(item, stage) for item in items]
    return [statement for statement in named if statement] if all(named) else []


def _items(passages: Sequence[Passage]) -> list[MappedText]:
    """The items of the first list, without their marks; it ends before a passage that does not go on with it."""
    items: list[MappedText] = []
    family: str | None = None
    for passage in passages:
        marks = [mark for mark in marks_of(passage.text) if mark.family in _FAMILIES]
        begins = bool(marks) and (marks[0].leads or (family is None and passage.text.text[: marks[0].start].endswith((":", "是", "为"))))
        if not begins or (family is not None and marks[0].family != family):
            if family is not None:
                break
            continue
        family = marks[0].family
        items += _parts(passage.text, [mark for mark in marks if mark.family == family])
    return items


def _parts(text: MappedText, marks: Sequence[Mark]) -> list[MappedText]:
    stops = [*(mark.start for mark in marks[1:]), len(text)]
    return [text.slice(mark.end, stop).strip(" ;。,") for mark, stop in zip(marks, stops, strict=True)]


def _bare(item: MappedText, stage: str) -> Statement | None:
    """An item of a list that promises without figures: 抓好植树造林,守住火情底线."""
    is_name = stage == PLAN and 2 <= len(item) <= _LONGEST_NAME and not re.search("[。:]", item.text)
    return Statement(item, "task_of_list", PLAN) if is_name else None


def _headed(item: MappedText, stage: str) -> Statement | None:
    """An item by the words before its first figure or stop: 全年新建温室326亩,吸纳就业150余人 is the task 新建温室."""
    since = pattern_of("lists", "since").match(item.text) if stage == RESULT else None
    head = _HEAD.match(item.text, since.end() if since else 0)
    if head is None or len(head.group()) > _LONGEST_NAME:
        return None
    is_sentence = stage == PLAN and item.text.startswith("。", head.end())  # 便民服务。窗口受理2.6万件
    told = item.slice(head.end() + 1, len(item)) if is_sentence else item
    if "。" in told.text:
        return None
    statement = Statement(item.slice(*head.span()), "task_of_list", stage)
    if len(head.group()) < len(item):
        (statement.goals if stage == PLAN else statement.results).append(told)
    return statement
