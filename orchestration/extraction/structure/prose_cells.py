"""Cells that hold prose: which there are, and which of them tell results."""

from __future__ import annotations

import re
from collections.abc import Iterator

from orchestration.extraction.structure.outline import CellText
from orchestration.extraction.structure.zones import Zone

_LEAST = 30  # characters: a cell with more is read as prose
_LEAST_RESULT = 10  # in a column of results a short sentence is prose too
_LEAST_COUNTED = 6  # and so is what was done, with its figure: 送戏下乡66场
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
_MAY_TELL = frozenset({None, "explanation"})  # 主要产出和效果, 指标解释及完成情况
_RESULT_HEADER = re.compile(r"(?:完成|实施|实现|进展)情况|产出(?:和|与|及)|成效|主要绩效|绩效情况|自评分析")
_NO_RESULT_HEADER = re.compile(r"目标|问题|原因|措施|资金|预算|支出|执行")
_COUNTED = re.compile(r"^[\u4e00-\u9fff\"、]{2,}\d[\d,.]*[\u4e00-\u9fff%㎡]")
_NO_LABEL_ROLES = frozenset({"row_number", "adjusted", "executed", "approved", "rate"})
_NO_RESULT_LABEL = re.compile(r"目标(?!.{0,4}完成)|问题|措施|职责|职能|概况|依据|说明|原因|计划|标准|办法|建议")
_RESULT_LABEL = re.compile(r"^(?:\d{1,2}[.、])?(?:全年|年度|项目|目标|实际|总体|绩效)*(?:实际)?完成情况:?$")
_GOAL_LABEL = re.compile(r"^(?:年度|年初|总体|当年|整体)+(?:绩效|工作)?目标$")
_PLANNED = re.compile(r"(?:年初|年度|全年)?(?:计划|预计|拟)")
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
        answer = _answer(cells) or _answer_moved_left(zone, row)
        if answer:
            yield answer
            continue
        for cell in cells:
            column = zone.columns.get(cell.column)
            role = column.role if column else None
            length = len(cell.text)
            name = label.text.printed() if label and length >= _LEAST_RESULT else ""
            told = length >= _LEAST_RESULT and label is not None and _RESULT_LABEL.match(label.text.text) is not None
            tells = length >= _LEAST and role not in _NO_RESULT_ROLES and not _NO_RESULT_LABEL.search(name)
            of_results = role in _RESULT_ROLES or (role in _MAY_TELL and _heads_results(zone, cell))
            if told or (of_results and _is_statement(cell.text.text)) or tells:
                yield cell, name
            elif length < _LEAST and (role not in _NO_LABEL_ROLES or _RESULT_LABEL.match(cell.text.text)):
                label = label if role == "goal" and _names_row(zone, label, cell) else cell


def _names_row(zone: Zone, label: CellText | None, goal: CellText) -> bool:
    """Whether the name of a row tells better than its goal what is counted: 草原治理 | 计划治理2万亩; not 健身 | 新建场地10个."""
    column = zone.columns.get(label.column) if label else None
    return column is not None and column.role == "item" and _PLANNED.match(goal.text.text) is not None


def _is_statement(text: str) -> bool:
    """Whether a cell in a column of results says what was done, and is no label of the row."""
    return len(text) >= _LEAST_RESULT or (len(text) >= _LEAST_COUNTED and _COUNTED.match(text) is not None)


def _heads_results(zone: Zone, cell: CellText) -> bool:
    """Whether the header over a cell names results, though it has no role in what else the table tells."""
    header = zone.view.grid[zone.header_row][cell.column] if zone.header_row is not None else None
    if header is None or zone.header_row == cell.row:
        return False
    return bool(_RESULT_HEADER.search(header.text.text)) and not _NO_RESULT_HEADER.search(header.text.text)


def _answer(stated: tuple[CellText, ...]) -> tuple[CellText, str] | None:
    """The result of a row 年度目标 | goal | result, which has no header that says so."""
    is_goal = len(stated) == 3 and _GOAL_LABEL.match(stated[0].text.text)
    if is_goal and all(len(cell.text) >= _LEAST_RESULT for cell in stated[1:]):
        return stated[2], stated[0].text.printed()
    return None


def _answer_moved_left(zone: Zone, row: int) -> tuple[CellText, str] | None:
    """The result of a row that lost the empty cell under the label of its block: 年度总体目标 | 预期目标 | 实际完成情况 over
    goal | result."""
    if zone.header_row is None or row != zone.header_row + 1 or "item" in zone.roles:
        return None
    heads, cells = zone.view.printed_cells(zone.header_row), zone.view.printed_cells(row)
    roles = [zone.columns[head.column].role for head in heads if head.column in zone.columns]
    is_moved = roles == ["goal", "goal", "result"] and len(heads) == len(cells) + 1 and cells[-1].column == heads[-1].column - 1
    if is_moved and _GOAL_LABEL.match(heads[0].text.text) and all(len(cell.text) >= _LEAST_RESULT for cell in cells):
        return cells[-1], heads[0].text.printed()
    return None


def project_named(text: str) -> str | None:
    """The project a passage is about, where it opens with the name of one."""
    match = _PROJECT.match(text)
    return match.group(0) if match else None
