"""Tasks in tables: rows of item, goal, result, money; the form's 主要任务 block."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from orchestration.extraction.data import load
from orchestration.extraction.money.amounts import choose_unit, read_amount
from orchestration.extraction.money_units import FACTORS, is_yuan
from orchestration.extraction.structure.captions import unit_above
from orchestration.extraction.structure.columns import INDICATOR_NAME_ROLES, MONEY_ROLES
from orchestration.extraction.structure.header_rows import is_figure
from orchestration.extraction.structure.outline import CellText
from orchestration.extraction.structure.zones import Zone
from orchestration.extraction.tasks.funding import Funding
from orchestration.extraction.tasks.patterns import pattern_of
from orchestration.extraction.tasks.statement import BOTH, PLAN, RESULT, Statement

_NUMBER = re.compile(
    r"^(?:\d{1,2}[.、](?!\d)|\(\d{1,2}\)|[①-⑳]|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))"
)
_MONEY_ORDER = ("unphased", "adjusted", "approved", "executed")
_SHORTEST_NAME = 2
_LONGEST_NAME = 40  # characters of what a task is about
_LABEL = re.compile(r"^[^,。;:]{2,14}$")


def never_a_task(name: str) -> bool:
    """Whether a name is one of the execution of the budget or of another part of an analysis."""
    return re.search("|".join(load("tasks")["run_in"]["never"]), name) is not None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("tasks")["tables"][name]))


def is_task_zone(zone: Zone) -> bool:
    """Whether a zone lists tasks: items with goals, or items called tasks with results; not a list of projects."""
    section = zone.view.section
    if "item" not in zone.roles or zone.header_row is None:
        return False
    if section is not None and "projects" in section.kinds()[:1]:
        return False
    headers = [zone.view.value(zone.header_row, column) for column in zone.columns_of("item")]
    if "goal" in zone.roles:
        is_of_duties = all(_pattern("duties").search(header) for header in headers)
        return bool(zone.roles & {"result", "actual", "status", *MONEY_ROLES}) or not is_of_duties
    told = "result" in zone.roles or {"target", "actual"} <= zone.roles
    told = told or ("actual" in zone.roles and not zone.roles & INDICATOR_NAME_ROLES)  # 重点工作 | 实际完成情况
    return _is_named_with_money(zone) or (told and any(_pattern("task_headers").search(header) for header in headers))


def _is_named_with_money(zone: Zone) -> bool:
    """Whether a zone holds names of tasks and nothing of them but their money: 任务名称 | 预算数 | 执行数."""
    if zone.header_row is None or not zone.is_money or zone.roles & {"goal", "result", "target", "actual", "status"}:
        return False
    return any(_pattern("named_with_money").match(zone.view.value(zone.header_row, column)) for column in zone.columns_of("item"))


def tasks_of_zone(zone: Zone, declared_unit: str | None) -> list[Statement]:
    """The tasks of a zone; a row without a name goes on with the task above (a page break, a merged cell)."""
    found: list[Statement] = []
    for row in zone.rows:
        name = _name_cell(zone, row)
        goal, result = _own(zone, row, goal_role(zone)), _own(zone, row, result_role(zone))
        if any(
            cell is not None and _pattern("stops").search(cell.text.text) and len(cell.text) <= 24
            for cell in (name, goal)
        ):
            break
        if name is not None and (_is_one(name, goal) or _pattern("skipped").match(name.text.text)):
            continue  # a sum, or one cell over all columns: the heading of the next block
        if name is not None and name.row == row:
            statement = _open(zone, row, name, declared_unit)
            found.append(statement)
        elif not found or (goal is not None and result is not None and _LABEL.match(goal.text.text)):
            continue
        else:
            statement = found[-1]
        if goal is not None:
            statement.goals.append(goal.text)
        if result is not None:
            statement.results.append(result.text)
    if result_role(zone) in zone.roles and not any(statement.results for statement in found):
        return []  # a blank template: workbooks carry one beside the filled sheet
    found = [_named_by_content(zone, task) for task in found]
    bare = _is_named_with_money(zone)
    return [task for task in found if _is_told(task) or (bare and task.funding) or _is_told_by_indicators(zone, task)]


def _is_told(task: Statement) -> bool:
    """Whether a row says more of a task than its name, or its name is what the row says of it."""
    if len(task.name) < _SHORTEST_NAME or pattern_of("run_in", "parts").search(task.name.text):
        return False  # 组, 人: the units of indicators; 完成情况: a label
    if _pattern("of_evaluation").search(task.name.text):
        return False
    return bool(task.goals or task.results) or task.rule == "task_of_counted_row"


def _named_by_content(zone: Zone, task: Statement) -> Statement:
    """A task that is only counted, named by what it is about: 任务名称 | 主要内容 over 任务1 | 场馆免费开放."""
    columns = zone.columns_of(goal_role(zone))
    header = zone.view.value(zone.header_row, columns[0]) if columns and zone.header_row is not None else ""
    if not _pattern("counter").fullmatch(task.name.text) or not header.endswith("内容"):
        return task
    if len(task.goals) != 1 or len(task.goals[0]) > _LONGEST_NAME:
        return task
    return replace(task, name=task.goals[0], goals=[], rule="task_of_counted_row")


def _is_one(name: CellText, goal: CellText | None) -> bool:
    """Whether one cell reaches over name and goal."""
    return goal is not None and name.cell is goal.cell


def _is_told_by_indicators(zone: Zone, statement: Statement) -> bool:
    """Whether a task is what the indicators beside it tell, in a table with no other goal: 年度主要任务 | 对应指标 | 计划值 | 完成值."""
    told = {"level3", "target", "actual"} <= zone.roles and not zone.roles & {"level1", "goal", "result"}
    return told and statement.row is not None and "level3" in _roles_printed(zone, statement.row) and not never_a_task(statement.name.text)


def _roles_printed(zone: Zone, row: int) -> set[str]:
    return {role for role in zone.roles if zone.text(row, role)}


def _open(zone: Zone, row: int, name: CellText, declared_unit: str | None) -> Statement:
    match = _NUMBER.match(name.text.text)
    text = name.text.slice(match.end(), len(name.text)) if match and match.end() < len(name.text) else name.text
    has_goal, has_result = goal_role(zone) in zone.roles, result_role(zone) in zone.roles
    stage = BOTH if has_goal and has_result else PLAN if has_goal else RESULT
    return Statement(text, "task_row", stage, funding=_funding(zone, row, declared_unit), zone=zone, row=row)


def _name_cell(zone: Zone, row: int) -> CellText | None:
    """The item cell of a row: the last item column before the goal, so that a block's label does not count."""
    filled = [
        cell for column in zone.columns_of("item") if (cell := zone.view.grid[row][column]) is not None and cell.text
    ]
    named = [cell for cell in filled if not is_figure(cell.text.text)]
    return named[-1] if named else None


def goal_role(zone: Zone) -> str:
    """计划 is the goal beside a task, where no column is called so: 任务名称 | 计划 | 完成情况."""
    return "target" if "goal" not in zone.roles and "level3" not in zone.roles else "goal"


def result_role(zone: Zone) -> str:
    """实际完成情况 is the result beside a goal, unless an indicator stands in the row."""
    return "actual" if "result" not in zone.roles and "level3" not in zone.roles else "result"


def _own(zone: Zone, row: int, role: str) -> CellText | None:
    """The cell of a role that begins in a row."""
    cell = zone.cell(row, role)
    return cell if cell is not None and cell.row == row else None


def _funding(zone: Zone, row: int, declared_unit: str | None) -> Funding | None:
    """The money of a task in yuan: what is set aside for it, else its budget, else what was spent."""
    for role in _MONEY_ORDER:
        for column in zone.columns_of(role):
            cell = zone.view.grid[row][column]
            printed = read_amount(cell.text.text) if cell is not None else None
            if cell is not None and printed is not None:
                unit = choose_unit(
                    header=zone.columns[column].unit, caption=unit_above(zone.view), document=declared_unit
                )
                own = printed.unit or unit.unit
                return Funding(cell.text, printed.number * FACTORS[own], cell.cell) if is_yuan(own) else None
    return None
