"""Cells that hold prose: which there are, and which of them tell results."""

from __future__ import annotations

import re
from collections.abc import Iterator

from orchestration.extraction.structure.outline import CellText
from orchestration.extraction.structure.zones import Zone

_LEAST = 30  # characters: a cell with more is read as prose
_LEAST_RESULT = 10  # in a column of results a short sentence is prose too
_NO_RESULT_ROLES = frozenset(
    {
        "goal",
        "target",
        "adjusted_target",
        "actual",
        "reason",
        "explanation",
        "item",
        "level1",
        "level2",
        "level3",
        "component",
    }
)
_RESULT_ROLES = frozenset({"result", "basis"})
_NO_LABEL_ROLES = frozenset({"row_number", "adjusted", "executed", "approved", "rate"})
_NO_RESULT_LABEL = re.compile(r"目标(?!.{0,4}完成)|问题|措施|职责|职能|概况|依据|说明|原因|计划|标准|办法|建议")
_RESULT_LABEL = re.compile(r"^(?:\d{1,2}[.、])?(?:全年|年度|项目|目标|实际|总体|绩效)*(?:实际)?完成情况:?$")
_GOAL_LABEL = re.compile(r"^(?:年度|年初|总体|当年|整体)+(?:绩效|工作)?目标$")
_PROJECT = re.compile(
    r"^(?:20\d{2}年度?)?([^,。;:]{4,30}?(?:专项经费|专项资金|经费|项目|资金|专项|工程))(?=[\u4e00-\u9fff])"
)


def prose_cells(zone: Zone) -> Iterator[CellText]:
    """The long cells of a zone, each once."""
    for row in zone.rows:
        yield from (cell for cell in zone.view.printed_cells(row) if len(cell.text) >= _LEAST)


def result_cells(zone: Zone) -> Iterator[tuple[CellText, str]]:
    """The prose cells that tell results, each with the name of its row."""
    for row in zone.rows:
        label: CellText | None = None
        cells = zone.view.printed_cells(row)
        answer = _answer(cells)
        if answer:
            yield answer
            continue
        for cell in cells:
            column = zone.columns.get(cell.column)
            role = column.role if column else None
            length = len(cell.text)
            name = label.text.printed() if label and length >= _LEAST_RESULT else ""
            told = label is not None and _RESULT_LABEL.match(label.text.text) is not None and length >= _LEAST_RESULT
            tells = role not in _NO_RESULT_ROLES and not _NO_RESULT_LABEL.search(name)
            if told or (role in _RESULT_ROLES and length >= _LEAST_RESULT) or (length >= _LEAST and tells):
                yield cell, name
            elif length < _LEAST and (role not in _NO_LABEL_ROLES or _RESULT_LABEL.match(cell.text.text)):
                label = cell


def _answer(stated: tuple[CellText, ...]) -> tuple[CellText, str] | None:
    """The result of a row 年度目标 | goal | result, which has no header that says so."""
    is_goal = len(stated) == 3 and _GOAL_LABEL.match(stated[0].text.text)
    if is_goal and all(len(cell.text) >= _LEAST_RESULT for cell in stated[1:]):
        return stated[2], stated[0].text.printed()
    return None


def project_named(text: str) -> str | None:
    """The project a passage is about, where it opens with the name of one."""
    match = _PROJECT.match(text)
    return match.group(0) if match else None
