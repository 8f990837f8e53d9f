"""Tables that are one project's form in a report of more: the office's own report, or one on several projects.

What such a form says is of its project and not of the whole report. Belongs here: which tables they are, of which project.
Does not belong here: how one table names its project (`structure.captions`), chapters (`structure.project_chapters`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from orchestration.extraction.structure.captions import form_project
from orchestration.extraction.structure.outline import Section, TableView

_OF_PROJECT = re.compile(r"项目.*表(?:\(|$)|决算(?:公开)?中.*项目(?:支出)?绩效(?:自评|评价)结果")
_HEADS_NAMES = re.compile(r"(?:^|\|)(?:预算)?项目(?:名称)?(?:\||$)")
_LEAST_LISTED = 2  # names


def project_forms(views: Sequence[TableView], chapters: Mapping[Section, str], *, of_one: bool) -> dict[int, str]:
    """Tables, by number → their project, by name. `of_one`: the report is on one project, whose only form is the report's own."""
    named = {view.seq: name for view in views if (name := form_project(view) or _of_chapter(view, chapters))}
    forms = named | {view.seq: name for view in views if view.seq not in named and (name := _goes_on(view, views, named))}
    return forms if not of_one or len(set(forms.values())) > 1 or _are_listed(forms, views) else {}


def _are_listed(forms: Mapping[int, str], views: Sequence[TableView]) -> bool:
    """Whether another table lists the project of a form among others: 项目支出绩效自评结果汇总表 over the form of one of them."""
    names = set(forms.values())
    columns = (
        {view.value(row, column) for row in range(1, len(view.grid))} - {""}
        for view in views
        if view.seq not in forms and _HEADS_NAMES.search("|".join(view.value(0, column) for column in range(view.columns)))
        for column in range(view.columns)
    )
    return any(names & words and len(words) > _LEAST_LISTED for words in columns)


def _of_chapter(view: TableView, chapters: Mapping[Section, str]) -> str | None:
    path = view.section.path() if view.section else ()
    return next((chapters[part] for part in path if part in chapters), None)


def _goes_on(view: TableView, views: Sequence[TableView], named: Mapping[int, str]) -> str | None:
    """The project of the one form under the same heading, where that announces a project's form: its table in two parts."""
    if view.section is None or not _OF_PROJECT.search(view.section.title):
        return None
    projects = {named[other.seq] for other in views if other.section is view.section and other.seq in named}
    return projects.pop() if len(projects) == 1 else None
