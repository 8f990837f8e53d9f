"""What follows a task's name: parted into what was promised, what was done, and the money of it.

Belongs here: labels and turns inside a body (目标:…;完成情况:…). Does not belong here: which words name a task (`prose`), what a
clause of money is (`funding`). Vocabulary: `data/tasks.toml`, [statements].
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from orchestration.document import MappedText
from orchestration.extraction.data import load
from orchestration.extraction.tasks.funding import Funding, without_labelled_money, without_money
from orchestration.extraction.tasks.patterns import pattern_of
from orchestration.extraction.tasks.statement import BOTH, PLAN, RESULT, Statement


def named_goal(text: MappedText) -> Statement | None:
    """A sentence that names a task and its goal: `重点工作任务X,匹配绩效目标为:Y`."""
    return _named(text, "named_goal")


def parts_by_task(text: MappedText) -> list[MappedText]:
    """A text parted before each task that it numbers: 任务一,…。任务二,…。; all of it where it numbers fewer than two."""
    starts = [match.start() for match in pattern_of("statements", "next_task").finditer(text.text)]
    if len(starts) < 2:
        return [text]
    return [text.slice(start, stop) for start, stop in zip(starts, [*starts[1:], len(text)], strict=True)]


def numbered_statement(text: MappedText) -> Statement | None:
    """A line that numbers a task and tells of it: 任务1、耕地保护:恢复耕地…"""
    return _named(text, "numbered_statement") or named_goal(text)


def _named(text: MappedText, patterns: str) -> Statement | None:
    for pattern in load("tasks")["statements"][patterns]:
        match = re.match(pattern, text.text)
        if match:
            name, goal = (text.slice(*match.span(group)) for group in ("name", "goal"))
            return Statement(name, "task_of_named_goal", PLAN, [goal])
    return None


def sort_body(statement: Statement, stage: str) -> None:
    """Part a body into goal, result and money: by named goals and labels, else all of it by the stage of its chapter."""
    goals: list[MappedText] = []
    results: list[MappedText] = []
    for text, planned in _parts(_without_money(statement)):
        named = named_goal(text)
        label = pattern_of("statements", "goal").match(text.text)
        outcome = pattern_of("statements", "result").match(text.text)
        if named:
            goals += named.goals
        elif label:
            goals.append(text.slice(label.end(), len(text)))
        elif outcome:
            results.append(text.slice(outcome.end(), len(text)))
        elif planned:
            lead = pattern_of("statements", "is_goal").match(text.text)
            goals.append(text.slice(lead.end() if lead else 0, len(text)))
        else:
            (results if stage == RESULT else goals).append(text)
    statement.goals, statement.results = [g for g in goals if g], [r for r in results if r]
    statement.stage = BOTH if statement.goals and statement.results else PLAN if statement.goals else RESULT


def _without_money(statement: Statement) -> list[MappedText]:
    """The body of a statement without its money, which becomes the task's: 安排资金90万元,实际支出88万元。新建公厕3座。"""
    told: list[MappedText] = []
    fundings: list[Funding] = []
    for body in statement.results:
        words, funding = without_money(body) if body is statement.results[0] else without_labelled_money(body)
        told += words
        fundings += [funding] if funding else []
    if not told:
        return statement.results  # nothing but money is told of it
    statement.funding = statement.funding or next(iter(fundings), None)
    return told


def _parts(bodies: list[MappedText]) -> Iterator[tuple[MappedText, bool]]:
    """The parts of bodies, and whether a part only tells a plan: also a whole body before others, 年初计划改造5座."""
    for body in bodies:
        is_plan = body is not bodies[-1] and pattern_of("statements", "planned").match(body.text)
        yield from [(body, True)] if is_plan else _told_apart(body)


def _told_apart(body: MappedText) -> Iterator[tuple[MappedText, bool]]:
    """A body parted where it turns from what was promised to what was done, and whether a part only tells a plan.

    目标:…。完成情况:…; 计划实施2个村;完成巷道硬化7.6公里; not 计划检查160家次,实际检查173家次;未发生事故.
    """
    planned = pattern_of("statements", "planned_first").match(body.text)
    turn = _inner_result().search(body.text) or planned
    if turn is None:
        yield body, False
        return
    yield body.slice(0, turn.end()).strip(";"), bool(planned)
    yield body.slice(turn.end(), len(body)), False


@cache
def _inner_result() -> re.Pattern[str]:
    return re.compile(f"[。;](?={load('tasks')['statements']['result']})")
