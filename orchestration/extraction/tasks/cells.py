"""Tasks in the cells of a form that stand beside their labels, where no header says what columns hold.

    年度主要任务 | 1.植树造林:造林2,000亩;2.护林防火:巡护千次   and   任务完成情况 | 1.植树造林:造林2,300亩;2.…
    任务名称 | 植树造林 | 任务目标 | 造林2,000亩   and   完成情况 | 造林2,300亩

Belongs here: labels and the cell right of each. Does not belong here: columns under headers (`tables`, `goals`).
Vocabulary: `data/tasks.toml`, [labels].
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from orchestration.document import MappedText
from orchestration.extraction.findings.numbering import marks_of
from orchestration.extraction.structure.columns import column_of
from orchestration.extraction.structure.outline import TableView
from orchestration.extraction.tasks.patterns import pattern_of
from orchestration.extraction.tasks.statement import BOTH, PLAN, RESULT, Statement

_LEAST = 2  # tasks of one cell
_LONGEST_NAME = 36
_LEAST_BODY = 3
_HEAD_END = re.compile("[:。]")
_HEAD = re.compile(r"[^\d,。;:]{4,}")


def tasks_of_cells(table: TableView) -> list[Statement]:
    """The tasks that the labelled cells of a table list or name."""
    return _listed(table) or _labelled(table)


def _listed(table: TableView) -> list[Statement]:
    """The items of a cell of tasks, each with what a later cell of results says under its number or name."""
    found: list[Statement] = []
    promised: list[Statement] = []
    for label, value in table.neighbours():
        words = label.text.text
        stage = _stage_labelled(words)
        items = _items(value.text) if stage else []
        if stage is None or len(items) < _LEAST:
            continue
        stated = [_statement(item, stage) for item in items]
        if stage == PLAN:
            promised = stated
            found += stated
        elif promised and len(promised) == len(stated):
            _answer(promised, stated)
        elif not promised and pattern_of("labels", "results_of_tasks").search(words):
            found += stated
    return found


@lru_cache(maxsize=4096)  # the words of forms recur
def _stage_labelled(words: str) -> str | None:
    """What a label says of tasks that stand beside it: that they are promised, or done; None of any other."""
    if pattern_of("labels", "results").fullmatch(words):
        return RESULT
    return PLAN if pattern_of("labels", "tasks").fullmatch(words) else None


def _answer(promised: Sequence[Statement], done: Sequence[Statement]) -> None:
    """Give promised tasks what was done for them, in the order of their numbers."""
    for task, told in zip(promised, done, strict=True):
        task.results += told.results or [told.name]
        task.stage = BOTH if task.goals else RESULT


def _items(text: MappedText) -> list[MappedText]:
    marks = [mark for mark in marks_of(text) if mark.family in ("digit", "han", "bracket", "circle", "is", "chapter")]
    if not marks or not marks[0].leads:
        return []
    own = [mark for mark in marks if mark.family == marks[0].family]
    stops = [*(mark.start for mark in own[1:]), len(text)]
    return [item for mark, stop in zip(own, stops, strict=True) if (item := text.slice(mark.end, stop).strip(" ;"))]


def _statement(item: MappedText, stage: str) -> Statement:
    """An item by its head, or by the words before its first figure or stop; the rest is its goal or its result."""
    end = _HEAD_END.search(item.text)
    if end and end.start() <= _LONGEST_NAME and len(item) - end.end() >= _LEAST_BODY:
        name, told = item.slice(0, end.start()), [item.slice(end.end(), len(item))]
    else:
        head = _HEAD.match(item.text)
        name = item.slice(0, head.end() if head else len(item))
        told = [item] if len(name) < len(item.strip("。")) else []
    goals, results = ([], told) if stage == RESULT else (told, [])
    return Statement(name.strip("。"), "task_of_cell", stage, goals, results)


def _labelled(table: TableView) -> list[Statement]:
    """The tasks that a label names one by one, each with the goals and results labelled up to the next name."""
    found: list[Statement] = []
    for label, value in table.neighbours():
        words = label.text.text
        if pattern_of("labels", "name").fullmatch(words):
            if column_of(value.text.text) is None:  # 任务名称 | 年度目标 is a header
                found.append(Statement(value.text, "task_of_cell", PLAN))
        elif found and pattern_of("labels", "goal").fullmatch(words):
            found[-1].goals.append(value.text)
        elif found and pattern_of("labels", "results").fullmatch(words):
            found[-1].results.append(value.text)
            found[-1].stage = BOTH if found[-1].goals else RESULT
    return [task for task in found if task.goals or task.results]
