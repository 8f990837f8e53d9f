"""Reads the annual tasks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from orchestration.document import MappedText
from orchestration.extraction.quotation import quoted_row, quoted_run
from orchestration.extraction.recorder import Recorder, Span
from orchestration.extraction.structure.outline import Outline
from orchestration.extraction.structure.zones import Zone
from orchestration.extraction.tasks.announced import announced_chapters, announced_tasks
from orchestration.extraction.tasks.cells import tasks_of_cells
from orchestration.extraction.tasks.counted_goals import counted_goals
from orchestration.extraction.tasks.goals import goals_of_rows, listed_goals
from orchestration.extraction.tasks.prose import ACHIEVED, LAST, chapters_of, tasks_of_chapter, tasks_of_lines
from orchestration.extraction.tasks.statement import PLAN, RESULT, Statement
from orchestration.extraction.tasks.tables import is_task_zone, result_role, tasks_of_zone
from orchestration.extraction.tasks.years import is_of_later_year

_SAME_OPENING = 20  # characters in which two statements of one goal agree


def read_tasks(
    outline: Outline, zones: Sequence[Zone], declared_unit: str | None, recorder: Recorder, *, year: int | None = None
) -> None:
    """Record one row per statement of a task, in the order of the text.

    `structure.zones`: of all tables. `declared_unit`: the document's unit of money, for tables that print none. `year`: the
    report's; what a later one is to bring is no task. Chapters whose tables state tasks are not read again as prose;
    achievements, and after them the conclusion, are read only where nothing else states results; a plan that a later
    statement repeats word for word, or that only names it, is no row.
    """
    zones = [zone for zone in zones if zone.view.section is None or not is_of_later_year(zone.view.section, year)]
    of_tables = [task for zone in zones if is_task_zone(zone) for task in tasks_of_zone(zone, declared_unit)]
    for zone in zones:
        of_tables += [*listed_goals(zone, result_role(zone))] or goals_of_rows(zone, result_role(zone))
    if not of_tables:
        of_tables = [task for table in outline.tables for task in tasks_of_cells(table)]
    with_tasks = {task.zone.view.seq for task in of_tables if task.zone}
    found = list(of_tables)
    chapters = [chapter for chapter in chapters_of(outline) if not is_of_later_year(chapter.section, year)]
    for chapter in chapters:
        if chapter.stage in (PLAN, RESULT) and not any(table.seq in with_tasks for table in chapter.tables):
            found += tasks_of_chapter(chapter)
    if not found:
        found = [task for chapter in announced_chapters(outline) for task in tasks_of_chapter(chapter)]
    if not any(_tells_result(task) for task in found):
        found += [task for chapter in chapters if chapter.stage == ACHIEVED for task in tasks_of_chapter(chapter)]
    if not any(_tells_result(task) for task in found):
        found += [task for chapter in chapters if chapter.stage == LAST for task in tasks_of_chapter(chapter)]
    if not any(task.goals or task.stage == PLAN for task in found):
        found = (found or tasks_of_lines(outline)) + (counted_goals(outline) or announced_tasks(outline))
    kept = [task for task in found if not _is_repeated(task, found)]
    for seq, task in enumerate(sorted(kept, key=lambda task: task.name.offset(0)), 1):
        _record(outline, task, seq, recorder)


def _tells_result(task: Statement) -> bool:
    """Whether a statement tells a result in a chapter or table on results."""
    return bool(task.results) and not (task.rule == "task_of_run_in_head" and task.stage == PLAN)


def _is_repeated(task: Statement, found: list[Statement]) -> bool:
    """Whether another statement of the same name says all that a plan says."""
    if task.results or task.zone is not None:
        return False
    name, goal = _bare(task.name.text), _bare(task.goal)[:_SAME_OPENING]
    same = [other for other in found if other is not task and other.results and _bare(other.name.text) == name]
    return any(not goal or _bare(other.goal).startswith(goal) for other in same)


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text)


def _record(outline: Outline, task: Statement, seq: int, recorder: Recorder) -> None:
    fact_id = recorder.add(
        "tasks",
        _quoted(outline, task),
        task.rule,
        task_seq=seq,
        task_name=task.name.printed(),
        task_stage=task.stage,
        goal_text=_printed(task.goals),
        result_text=_printed(task.results),
        funding_amount=task.funding.yuan if task.funding else None,
    )
    for column, texts in (("task_name", [task.name]), ("goal_text", task.goals), ("result_text", task.results)):
        if texts:
            run = quoted_run(outline.document, *texts[0].span(0, len(texts[0])))
            recorder.figure("tasks", fact_id, column, run, task.rule, **_place(task))
    if task.funding:
        recorder.figure(
            "tasks",
            fact_id,
            "funding_amount",
            task.funding.text.span(0, len(task.funding.text)),
            task.rule,
            cell=task.funding.cell,
            **_place(task),
        )


def _place(task: Statement) -> dict:
    if task.zone is None:
        return {}
    view = task.zone.view
    return {"table_seq": view.seq, "row_seq": task.row, "sheet_name": view.sheet_name}


def _printed(texts: list[MappedText]) -> str | None:
    return "".join(text.printed() for text in texts) or None


def _quoted(outline: Outline, task: Statement) -> Span:
    """The table's row, or the passage from the name on."""
    if task.zone is not None and task.row is not None:
        return quoted_row(outline.document, task.zone.view, task.row)
    start = task.texts[0].offset(0)
    last = next((text for text in task.texts if text is not task.name), task.name)
    return quoted_run(outline.document, start, last.span(0, len(last))[1])
