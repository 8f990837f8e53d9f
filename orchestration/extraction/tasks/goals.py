"""The goals that a form lists beside their results, in one cell (`目标1:…;目标2:…`, `1.道路养护:…2.公交服务:…`) or one a row.

Each is a task; an overall goal that names no single tasks is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from orchestration.document import MappedText
from orchestration.extraction.data import load
from orchestration.extraction.findings.numbering import marks_of
from orchestration.extraction.structure.columns import INDICATOR_NAME_ROLES, MONEY_ROLES
from orchestration.extraction.structure.zones import Zone
from orchestration.extraction.tasks.statement import BOTH, PLAN, RESULT, Statement

_NAMING = INDICATOR_NAME_ROLES | MONEY_ROLES | {"item", "component"}
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_LEAST_ROWS = 2
_LONGEST_NAME = 48  # characters of a goal that names its task

Goals = dict[str, tuple[MappedText, MappedText]]  # number or name → name, what is promised or was done


def listed_goals(zone: Zone, result_role: str) -> Iterator[Statement]:
    """The goals of one cell, each with the result of its number or name; counted goals beside results that are not counted
    so are an overall goal's."""
    if "item" in zone.roles or "goal" not in zone.roles:
        return
    for row in zone.rows:
        goal, result = (_cell_texts(zone, row, role) for role in ("goal", result_role))
        for rule, parted in (("numbered_goal", _numbered), ("named_goal_of_list", _named)):
            goals = next((found for text in goal if len(found := parted(text)) >= 2), {})
            results = next((found for text in result if (found := parted(text))), {})
            if goals and (results or not result or rule != "numbered_goal"):
                yield from _statements(goals, results, rule, zone, row)
                break


def goals_of_rows(zone: Zone, result_role: str) -> list[Statement]:
    """The goals that stand one a row beside what came of them, in a table that names nothing else.

    年度目标 | 实现程度 over 拆除违法建筑 | 拆除违法建筑24.6万平方米
    """
    if not {"goal", result_role} <= zone.roles or zone.roles & _NAMING or _is_named(zone):
        return []
    rows = [(row, _cell_texts(zone, row, "goal"), _cell_texts(zone, row, result_role)) for row in zone.rows]
    told = [(row, goal[0], result[0]) for row, goal, result in rows if len(goal) == len(result) == 1 and _says_both(goal[0], result[0])]
    if len(told) < _LEAST_ROWS or any(len(goal) > _LONGEST_NAME or marks_of(goal)[1:] for _, goal, _ in told):
        return []
    return [_of_row(zone, row, goal, result) for row, goal, result in told]


def _is_named(zone: Zone) -> bool:
    """Whether words stand left of the goals under a header that is not known: 管理事项 | 工作要求 | 落实情况."""
    others = [column for column in range(min(zone.columns_of("goal"))) if column not in zone.columns]
    cells = (zone.view.grid[row][column] for row in zone.rows for column in others)
    return any(cell is not None and cell.row in zone.rows and _WORDS.search(cell.text.text) for cell in cells)


def _says_both(goal: MappedText, result: MappedText) -> bool:
    """Whether two cells hold words of their own: one over both columns is a heading, a dash stands for nothing."""
    return goal.text != result.text and all(_WORDS.search(text.text) for text in (goal, result))


def _of_row(zone: Zone, row: int, goal: MappedText, result: MappedText) -> Statement:
    """A goal as the name of its task; one that is counted (目标1:…) by its first clause."""
    counted = list(_numbered(goal).values())
    if counted and len(counted[0][0]) < len(counted[0][1]):
        name, promised = counted[0]
        return Statement(name, "task_row", BOTH, [promised], [result], zone=zone, row=row)
    mark = next((mark for mark in marks_of(goal) if mark.leads), None)
    name = counted[0][0] if counted else goal.slice(mark.end if mark else 0, len(goal)).strip("。;")
    return Statement(name, "task_row", RESULT, results=[result], zone=zone, row=row)


def _statements(goals: Goals, results: Goals, rule: str, zone: Zone, row: int) -> Iterator[Statement]:
    for key, (name, text) in goals.items():
        statement = Statement(name, rule, BOTH if results else PLAN, [text], zone=zone, row=row)
        if key in results:
            statement.results.append(results[key][1])
        yield statement


def _cell_texts(zone: Zone, row: int, role: str) -> list[MappedText]:
    """The texts of the cells of a role that begin in a row; the label of the block begins above it."""
    cells = (zone.view.grid[row][column] for column in zone.columns_of(role))
    own = {cell.column: cell.text for cell in cells if cell is not None and cell.row == row}
    return list(own.values())


def _numbered(text: MappedText) -> Goals:
    """目标1:养护道路,…;目标2:…, by number. The first clause is the name."""
    marks = list(re.finditer(load("tasks")["statements"]["numbered"], text.text))
    stops = [*(mark.start() for mark in marks[1:]), len(text)]
    parts = {mark.group(1): text.slice(mark.end(), stop).strip(" ;") for mark, stop in zip(marks, stops, strict=False)}
    return {number: (_first_clause(part), part) for number, part in parts.items() if part}


def _first_clause(text: MappedText) -> MappedText:
    stop = re.search("[,。;:]", text.text)
    return text.slice(0, stop.start() if stop else len(text))


def _named(text: MappedText) -> Goals:
    """1.道路养护:…2.公交服务:…, by name: nothing where one item has no name of its own."""
    marks = [mark for mark in marks_of(text) if mark.family not in ("bullet", "order")]
    if not marks or not marks[0].leads:
        return {}
    own = [mark for mark in marks if mark.family == marks[0].family]
    found: Goals = {}
    for mark, stop in zip(own, [*(mark.start for mark in own[1:]), len(text)], strict=True):
        item = text.slice(mark.end, stop).strip(" ;")
        head = re.match(load("tasks")["statements"]["name_of_listed_goal"], item.text)
        if head is None:
            return {}
        found[head.group(1)] = item.slice(*head.span(1)), item.slice(head.end(), len(item))
    return found
