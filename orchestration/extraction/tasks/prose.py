"""Tasks in prose: headings with bodies, run-in heads (`垃圾分类。…`, `1.经济稳步增长。…`), named goals, lists of names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from orchestration.document import MappedText
from orchestration.extraction.data import load
from orchestration.extraction.findings.numbering import Mark, marks_of
from orchestration.extraction.structure.headings import section_kind
from orchestration.extraction.structure.outline import Outline, Passage, Section, TableView
from orchestration.extraction.tasks.bodies import named_goal, numbered_statement, parts_by_task, sort_body
from orchestration.extraction.tasks.funding import ends_before_money, name_and_money
from orchestration.extraction.tasks.names import names_listed
from orchestration.extraction.tasks.patterns import pattern_of as _any
from orchestration.extraction.tasks.statement import PLAN, RESULT, Statement

ACHIEVED, LAST = "achieved", "last"  # chapters that are read only where no other states results, or any task
_LEAST_LISTED = 2
_ITEM_LEVEL = 3  # a heading of this level or below may be an item of a list
_ABOUT = re.compile("^(?:对于|关于|针对)")  # 对于"产出数量"
_CLAUSE_HEAD = re.compile(r"(?P<name>[^,。;:\d]{6,20}),(?=[^。]{0,30}\d)")
_SENTENCE_END = re.compile(r"[。:!]|(?<=[\u4e00-\u9fff)])--")


class Unit(NamedTuple):
    """A passage, or one item of a list that a passage runs together."""

    text: MappedText
    level: int | None  # of a heading
    family: str  # of the list mark it begins with


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter that states tasks, its passages, and whether a table in it states them already."""

    section: Section
    stage: str
    passages: tuple[Passage, ...]
    tables: tuple[TableView, ...]


@cache
def _data(part: str) -> dict[str, Any]:
    return load("tasks")[part]


def chapters_of(outline: Outline) -> Iterator[Chapter]:
    """The chapters on tasks: sections of level 2, or of level 1 where they have no parts of level 2."""
    current: Section | None = None
    passages: list[Passage] = []
    tables: list[TableView] = []
    ended: Section | None = None  # a part that ended before an item without a heading of its own
    for item in (*outline.items, None):
        if isinstance(item, Passage) and item.heading is None:
            ended = _part_before(item) or (ended if ended in _path(item.section) else None)
        elif item is not None and ended not in _path(item.section):
            ended = None
        section = _governing(ended.parent if ended else item.section) if item is not None else None
        if item is None or section is not current:
            if current is not None and (stage := _stage(current)):
                yield Chapter(current, stage, tuple(passages), tuple(tables))
            current, passages, tables = section, [], []
        if isinstance(item, TableView):
            tables.append(item)
        elif item is not None and (item.heading is None or item.section is not section):
            passages.append(item)


def _path(section: Section | None) -> tuple[Section, ...]:
    return section.path() if section else ()


def _part_before(passage: Passage) -> Section | None:
    """The part of a chapter on tasks that a passage does not go on with, but follows: (七)基层建设。… behind the heading
    (六)重点项目实施情况."""
    path = _path(passage.section)
    if len(path) < 2 or not any(map(_stage, path)):
        return None
    mark = next((mark for mark in marks_of(passage.text) if mark.leads), None)
    before = (mark.family, mark.number - 1) if mark else None
    return next((part for part in path[1:] if before and before == _numbered_as(part)), None)


def _numbered_as(section: Section) -> tuple[str, int] | None:
    """The family and the number of a heading: (六) → han, 6."""
    printed = section.number if section.number.endswith(")") else f"{section.number}、"
    mark = next((mark for mark in marks_of(MappedText.of(printed)) if mark.leads), None) if section.number else None
    return (mark.family, mark.number) if mark else None


def _governing(section: Section | None) -> Section | None:
    """The chapter a passage belongs to. A part of a chapter on tasks is a task, unless its title is a chapter's name."""
    path = [each for each in (section.path() if section else ()) if each.level <= 2]
    if not path:
        return section.path()[-1] if section and section.number else None
    top, part = path[0], path[-1]
    if part is top or (part.kind is None and _stage(top)):
        return top
    return part if _any("chapters", "titles").search(part.title) or section_kind(part.title, strict=True) else top


def _stage(section: Section) -> str | None:
    """What a chapter tells of tasks; one that is only called 重点任务 tells what the chapter above it does."""
    chapters = _data("chapters")
    if _any("chapters", "bare").match(section.title) and section.parent and section.parent.kind in chapters[RESULT]:
        return RESULT
    if _any("chapters", "practices").search(section.title):
        return None
    return next((stage for stage in (PLAN, RESULT, ACHIEVED, LAST) if section.kind in chapters[stage]), None)


def tasks_of_chapter(chapter: Chapter) -> list[Statement]:
    """The tasks a chapter states in prose."""
    named = [statement for passage in chapter.passages for part in parts_by_task(passage.text) if (statement := named_goal(part))]
    if len(named) >= 2 and not any(passage.heading for passage in chapter.passages):
        return named
    found = [statement for statement in _with_heads(chapter) if not _tells_points(statement)]
    if len(found) < 2 and len(named) >= 2:
        return named
    if len(found) < 2 and len(lines := _numbered_lines(chapter.passages)) >= 2:
        found = lines
    is_one_of_list = chapter.stage == PLAN and len(found) == 1 and found[0].rule == "task_of_run_in_head"
    if is_one_of_list and len(listed := _names_of(chapter)) > len(found):
        return listed  # 1.便民服务。窗口受理2.6万件;2.修缮校舍3处;3.守住火情底线
    stage = _stage_of_words(chapter)
    for statement in found:
        sort_body(statement, stage)
    return found or _names_of(chapter)


def _names_of(chapter: Chapter) -> list[Statement]:
    return names_listed(chapter.section.title, chapter.stage, chapter.passages)


def _numbered_lines(passages: Iterable[Passage]) -> list[Statement]:
    """The lines that number a task and tell of it, what they tell as the body."""
    found = [statement for passage in passages if (statement := numbered_statement(passage.text))]
    for statement in found:
        statement.goals, statement.results = [], statement.goals
    return found


def _with_heads(chapter: Chapter) -> list[Statement]:
    """Headings, else lines that name a task, else numbered run-in heads, else plain ones; what follows each is its body."""
    units = _of_one_list([unit for passage in chapter.passages for unit in _units(passage)])
    for opener in (_of_heading, _of_line, _of_numbered, _of_plain, _of_field):
        found = [task for task in _opened(units, opener) if task.results and not _is_indicator(task)]
        if len(found) >= 2 or (found and opener not in (_of_plain, _of_field)):
            return found
    return []


def _of_one_list(units: list[Unit]) -> list[Unit]:
    """Units with the items that look like headings as what the others of their list are: 1.植树230亩。 | 2.守住火情底线。"""
    plain = {unit.family for unit in units if unit.level is None and unit.family}
    return [unit._replace(level=None) if (unit.level or 0) >= _ITEM_LEVEL and unit.family in plain else unit for unit in units]


def _opened(units: Sequence[Unit], opener: Callable[[Unit], Statement | None]) -> list[Statement]:
    """The tasks that units open, each with the units up to the next, or up to a head of something else, as its body.

    (一)垃圾分类。… | (二)服务对象满意度。…: what stands under the second is of no task.
    """
    first = next((unit for unit in units if opener(unit)), None)
    found: list[Statement] = []
    goes_on = True
    for unit in units:
        opened = _opened_alike(unit, first, opener) if first else None
        if opened:
            found.append(opened)
            goes_on = True
        elif first and _ends_task(unit, first):
            goes_on = False
        elif found and goes_on:
            found[-1].results.append(unit.text)
    return found


def _opened_alike(unit: Unit, first: Unit, opener: Callable[[Unit], Statement | None]) -> Statement | None:
    """The task that a unit opens as the first one did, or in its list with a head that runs on: (二)医保服务 | (三)签约服务。组建…"""
    if unit.family != first.family:
        return None
    if unit.level == first.level:
        return opener(unit) or (_of_clause(unit) if opener is _of_numbered else None)
    return _of_numbered(unit) if unit.level is None and unit.family == "han" else None


def _ends_task(unit: Unit, first: Unit) -> bool:
    """Whether a unit tells of something else than the task before it: by its head, or as 资金管理方面,…"""
    field = _any("run_in", "field").match(unit.text.text) if unit.level is None else None
    if field and _any("run_in", "other_field").search(field["name"]):
        return True
    return (unit.level is not None or unit.family == first.family) and _is_other(unit)


def _is_other(unit: Unit) -> bool:
    """Whether the head of a unit is one of another part of an analysis."""
    if unit.level is None and not unit.family:
        return False
    text = _unnumbered(unit)
    stop = _SENTENCE_END.search(text.text)
    head = text.text[: stop.start()] if stop else text.text if unit.level is not None else ""
    return 0 < len(head) <= _data("run_in")["longest_numbered"] and bool(_any("run_in", "never").search(head))


def _is_indicator(statement: Statement) -> bool:
    """Whether a run-in head is an indicator with its values: 工程验收合格率:目标值100%,实际完成值100%."""
    return bool(_any("run_in", "values").match(statement.results[0].text))


def _tells_points(statement: Statement) -> bool:
    """Whether what follows a head tells the points it was given: 预算740万元,…自评得95分。"""
    return any(_any("run_in", "points").search(text.text) for text in statement.results)


def tasks_of_lines(outline: Outline) -> list[Statement]:
    """Numbered lines that name a task and what was done, in a form that has no chapter on tasks: 任务1、耕地保护:恢复耕地…"""
    lines = (passage.text for passage in outline.passages if _any("statements", "numbered_line").match(passage.text.text))
    found = [statement for line in lines if (statement := numbered_statement(line))]
    if len(found) < 2:
        return []
    for statement in found:
        is_done = _any("stages", "done").search(statement.goal) or not _any("stages", "planned").search(statement.goal)
        statement.goals, statement.results = [], statement.goals
        sort_body(statement, RESULT if is_done else PLAN)
    return found


def _units(passage: Passage) -> Iterator[Unit]:
    """A passage, parted where its list goes on: `1.…2.…` in one paragraph, also behind a sentence that announces it."""
    marks = [mark for mark in marks_of(passage.text) if mark.family not in ("bullet", "order")]
    level = passage.heading.level if passage.heading else None
    if not marks or not (marks[0].leads or _announces(passage.text.text[: marks[0].start], marks)):
        yield Unit(passage.text, level, "")
        return
    if not marks[0].leads:
        yield Unit(passage.text.slice(0, marks[0].start), level, "")
    family = marks[0].family
    starts = [mark.start for mark in marks if mark.family == family]
    for start, stop in zip(starts, [*starts[1:], len(passage.text)], strict=True):
        yield Unit(passage.text.slice(start, stop), level, family)


def _announces(lead: str, marks: Sequence[Mark]) -> bool:
    """Whether what stands before the marks of a list says that tasks follow: 重点工作完成情况如下:1.…2.…"""
    if sum(mark.family == marks[0].family for mark in marks) < _LEAST_LISTED or _any("run_in", "other_lead").search(lead):
        return False
    return lead.endswith(":") or (lead.endswith("。") and marks[0].family != "is")


def _of_heading(unit: Unit) -> Statement | None:
    if unit.level is None:
        return None
    name, funding = name_and_money(_unlabelled(_unnumbered(unit).strip("。: ")))
    if _names_none(name.text):
        return None
    return Statement(name, "task_of_heading", RESULT, funding=funding)


def _names_none(head: str) -> bool:
    """Whether a head is one of an analysis, or only says that tasks or what came of them follow: 年初确定的重点任务, 完成情况."""
    bare = _ABOUT.sub("", head).replace('"', "")
    return any(_any("run_in", kind).search(each) for kind in ("never", "parts") for each in {head, bare})


def _unlabelled(name: MappedText) -> MappedText:
    """A name without the label before it: 工作任务:植树造林."""
    label = _any("run_in", "name_label").match(name.text)
    return name.slice(label.end(), len(name)) if label else name


def _unnumbered(unit: Unit) -> MappedText:
    mark = next((mark for mark in marks_of(unit.text) if mark.leads), None)
    return unit.text.slice(mark.end if mark else 0, len(unit.text))


def _of_line(unit: Unit) -> Statement | None:
    """任务一:街区保护利用, a line of its own before what was done, or run into it."""
    match = next(filter(None, (re.match(pattern, unit.text.text) for pattern in _data("run_in")["line"])), None)
    if match is None:
        return None
    name, funding = name_and_money(unit.text.slice(*match.span("name")))
    if _names_none(name.text):
        return None
    body = unit.text.slice(match.end(), len(unit.text))
    return Statement(_unwrapped(name), "task_of_heading", RESULT, results=[body] if body else [], funding=funding)


def _unwrapped(name: MappedText) -> MappedText:
    """A name without the brackets or the bullet before it: 重点任务1(植树造林), ★植树造林."""
    return name.strip("()") if re.fullmatch(r"\([^()]+\)", name.text) else name.strip("★☆●◆■▲▶◇□○•※· -—")


def _of_numbered(unit: Unit) -> Statement | None:
    if unit.level is not None or not unit.family:
        return None
    return _run_in(_unnumbered(unit), _data("run_in")["longest_numbered"], numbered=True)


def _of_clause(unit: Unit) -> Statement | None:
    """An item whose name a comma ends, among others that are named by a sentence: (三)旅游服务提升。… (四)文物保护成效明显,修缮…."""
    text = _unnumbered(unit)
    match = _CLAUSE_HEAD.match(text.text) if unit.level is None else None
    if match is None or any(_any("run_in", key).search(match["name"]) for key in ("other_field", "no_name")) or _names_none(match["name"]):
        return None
    return Statement(text.slice(*match.span("name")), "task_of_run_in_head", RESULT, results=[text.slice(match.end(), len(text))])


def _of_plain(unit: Unit) -> Statement | None:
    if unit.level is not None or unit.family:
        return None
    return _run_in(unit.text, _data("run_in")["longest_plain"], numbered=False)


def _of_field(unit: Unit) -> Statement | None:
    """A field of work at the head of what was done in it: 特色产业方面,新建茶园1500亩,…"""
    match = _any("run_in", "field").match(unit.text.text) if unit.level is None else None
    if match is None or _any("run_in", "other_field").search(match["name"]):
        return None
    name, body = unit.text.slice(*match.span("name")), unit.text.slice(match.end(), len(unit.text))
    return Statement(name, "task_of_run_in_head", RESULT, results=[body])


def _run_in(text: MappedText, longest: int, *, numbered: bool) -> Statement | None:
    """The first sentence as the name, the rest as the body, or None where the first sentence is no name."""
    end, begin = _name_ends(text.text, numbered=numbered)
    least = _data("run_in")["least_body_numbered" if numbered else "least_body"]
    if not 2 <= end <= longest or len(text) - begin < least:
        return None
    name, funding = name_and_money(_unwrapped(text.slice(0, end)))
    head = name.text
    if _names_none(head) or (not numbered and _any("run_in", "no_name").search(head)):
        return None
    body = text.slice(begin, len(text))
    return Statement(name, "task_of_run_in_head", RESULT, results=[body], funding=funding)


def _name_ends(text: str, *, numbered: bool) -> tuple[int, int]:
    """Where a name at the head of a text ends, and what follows it begins: at its first stop, or before its money."""
    stop = _SENTENCE_END.search(text)
    end = ends_before_money(text[: stop.start() if stop else len(text)]) if numbered else None
    if end is not None:
        return end, end + 1
    return stop.span() if stop else (0, 0)


def _stage_of_words(chapter: Chapter) -> str:
    """Whether bodies tell what was done; in a chapter on plans, by the words of the whole chapter.

    Counted things are done ones, but in an overview, which tells what the year was to bring: 1.管网改造。完成管网改造12处。
    """
    if chapter.stage != PLAN:
        return RESULT
    if _any("stages", "only_set").match(chapter.section.title):
        return PLAN
    text = "".join(passage.text.text for passage in chapter.passages)
    done, counted, planned = (len(_any("stages", name).findall(text)) for name in ("done", "counted", "planned"))
    if "overview" in chapter.section.kinds()[1:] and not done:
        return PLAN
    return RESULT if done + counted > planned else PLAN
