"""Lines that belong to a project's form without being cells of it: a form as loose lines, the line below a table.

What they tell is of that project and not of the whole report. Belongs here: which lines they are. Does not belong here: which
tables are forms of one project (`structure.project_forms`), how a line names it (`structure.captions`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from orchestration.extraction.structure.captions import project_in_caption
from orchestration.extraction.structure.outline import Outline, Passage, TableView

_MOST_LINES = 12
_NEXT = re.compile(r"\d{1,2}[.、](?!\d)|\([一二三四五六七八九十\d]{1,2}\)|综上|总体")


def projects_of_lines(outline: Outline, forms: Mapping[int, str]) -> dict[int, str]:
    """Passages, by identity → the project of the form that they are lines of. `forms`: tables, by number → their project."""
    return {**_below_captions(outline), **_below_tables(outline, forms)}


def rebuilt_forms(outline: Outline, views: Sequence[TableView], lines: Mapping[int, str]) -> dict[int, str]:
    """Tables that were rebuilt from such lines, by number → their project. `lines`: see `projects_of_lines`."""
    spans = [(*passage.text.span(0, len(passage.text)), lines[id(passage)]) for passage in outline.passages if id(passage) in lines]
    starts = {view.seq: next((cell.cell.start for row in range(len(view.grid)) for cell in view.printed_cells(row)), -1) for view in views}
    return {seq: project for seq, at in starts.items() for start, end, project in spans if start <= at < end}


def _below_tables(outline: Outline, forms: Mapping[int, str]) -> dict[int, str]:
    """The line right below a form: 自评总得分94.4分。"""
    return {
        id(passage): forms[table.seq]
        for table, passage in pairwise(outline.items)
        if isinstance(table, TableView) and table.seq in forms and isinstance(passage, Passage) and passage.heading is None
    }


def _below_captions(outline: Outline) -> dict[int, str]:
    """The lines of a form that is no table: 附:河道管护项目绩效自评表 over 预算数:96.4 执行数:88.21, up to the next item or table."""
    lines: dict[int, str] = {}
    project, left = "", 0
    for item in outline.items:
        if not isinstance(item, Passage) or item.heading is not None:
            left = 0
        elif name := project_in_caption(item.text.text):
            project, left = name, _MOST_LINES
        elif left and not _NEXT.match(item.text.text):
            lines[id(item)] = project
            left -= 1
        else:
            left = 0
    return lines
