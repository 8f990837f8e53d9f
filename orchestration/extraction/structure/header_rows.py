"""The header rows of tables: which row is one, and what its cells say together of their columns.

Belongs here: one row of a table, and the row above where that holds its names. Does not belong here: what rows a header
heads (`structure.zones`), what one header cell says (`structure.columns`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from orchestration.extraction.indicators.levels import is_level
from orchestration.extraction.money_units import money_unit
from orchestration.extraction.structure.columns import (
    INDICATOR_NAME_ROLES,
    MONEY_ROLES,
    VALUE_ROLES,
    Column,
    column_of,
    header_words,
    part_of,
    settled_roles,
)
from orchestration.extraction.structure.outline import CellText, TableView

_FIGURE = re.compile(
    r"^(?!(?:19|20)\d{2}年|\d{1,2}[.、][\u4e00-\u9fff])[≥≤<>=~]*[+-]?[\d,. ]*\d[\d,. ]*(?:[%‰]|/\d{1,3}(?:\.0+)?分?|[\u4e00-\u9fff²㎡/]{1,6})?$"
)

_TALLEST_HEADER = 2  # rows
_LEAST_NUMBERED = 3  # columns
_YEAR = re.compile(r"20\d{2}")
_TELLS_GOALS = re.compile("目标.*(?:实施|完成|实现)+.*情况$")
_CONTENT = re.compile("^(?:(?:主要|具体|实施|工作|建设)*内容|具体任务)$")
_OF_TASKS = re.compile("任务|工作|履职|职责")
_FUNDING = re.compile("^(?:(?:财政|专项|项目|投入|保障)资金|资金需求|资金保障)$")
_GIVER = re.compile("(?:中央|国家|自治区|[省市州盟县区旗]|上级|本级|地方|乡镇|自筹|单位自筹|社会|其他)[\u4e00-\u9fff]{0,8}$")
_SUM_OF_GIVERS = re.compile("^(?:资金|预算|下达)?(?:合计|小计|总额|总计)$")
_LEAST_GIVERS = 2
_LEAST_BESIDE = 3  # cells
_LEAST_GOAL = 12  # characters of a goal, and of no label
_BARE_BUDGET = re.compile(r"(?:20\d{2}年度?)?(?:部门|项目)?预算(?:数|额|金额)?")
_NAME_ROLES = INDICATOR_NAME_ROLES | {"item", "component"}
_TELLS_INDICATORS = VALUE_ROLES | {"item", "status", "attained", "result", "goal", "weight"}
_LEAST_PROSE = 30  # characters of a cell that is no header
_CLAUSES = re.compile(r"^[^()]*\d[^()]*[,;。][\u4e00-\u9fff]{2}")  # 新登记市场主体2316户,同比增长8.2%
_LABELLED_VALUE = re.compile("(?:目标|指标|预期|完成|实际)值:(?=.)")
_BLOCK_NUMBER = re.compile("^[一二三四五六七八九十]{1,2}、")


@lru_cache(maxsize=4096)  # several readers ask about each cell
def is_figure(text: str) -> bool:
    """Whether a cell is nothing but a figure."""
    return bool(_FIGURE.match(text))


def numbers_columns(texts: Sequence[str]) -> bool:
    """Whether a row prints nothing but the numbers of its columns: 1 | 2 | 3."""
    first = int(texts[0]) if texts and texts[0].isdecimal() and len(texts[0]) <= 2 else None
    return first in (1, 2) and len(texts) >= _LEAST_NUMBERED and list(texts) == [str(first + at) for at in range(len(texts))]


def header_columns(view: TableView, row: int) -> dict[int, Column] | None:
    """The columns of a header row, or None where the row is none."""
    cells = view.printed_cells(row)
    texts = [cell.text.text for cell in cells]
    if len(texts) < 2 or any(is_figure(text) or _tells_figures(text) for text in texts):
        return None
    parts = _part_columns(cells)
    if parts is not None:
        return parts
    columns: dict[int, Column] = {}
    matched = 0
    for cell in cells:
        column = column_of(cell.text.text)
        if column is None:
            continue
        matched += 1
        if _is_side_label(view, row, cell, column):
            columns |= _levels_under(view, cell)
            continue
        for index in range(cell.column, min(cell.column + cell.cell.column_span, view.columns)):
            columns[index] = column
    roles = {column.role for column in columns.values()}
    lists_money = "item" in roles and roles & {"executed", "adjusted"}  # 乡镇 | 渔船数 | 设备数 | 支付金额
    if matched < 2 or (matched * 2 < len(texts) and not lists_money):
        return None
    columns = _without_block_label(view, row, columns, cells)
    columns = _with_sum_of_givers(_before_adjustment(_with_kinds(_with_content(columns, cells), cells), cells), cells)
    columns = _beside_lost_label(view, row, _with_funding(_settle(_with_names(_of_last_year(columns, cells), cells)), cells))
    roles = {column.role for column in columns.values()}
    if (roles & MONEY_ROLES and len(roles) >= 2) or (
        len(roles & (INDICATOR_NAME_ROLES | VALUE_ROLES)) >= 1 and len(roles) >= 2
    ):
        return columns
    return (
        columns
        if {"weight", "score"} <= roles or _prints_full_marks(columns, cells) or {"item", "goal"} <= roles or len(roles & {"goal", "result", "item"}) >= 2
        else None
    )


def labels_goals(text: str) -> bool:
    """Whether words are the label of a block of goals or indicators: 定量目标及实施计划完成情况."""
    return _TELLS_GOALS.search(text) is not None


def _without_block_label(view: TableView, row: int, columns: dict[int, Column], cells: Sequence[CellText]) -> dict[int, Column]:
    """The columns without the label of the block at the left edge, which names nothing in the rows beside it:
    年度履职任务 | 任务内容 | 预期目标, over a blank | 人民调解 | 调解800件; 定量目标完成情况 | 绩效指标 | 完成情况."""
    label, role, named = cells[0], _role_at(columns, cells[0]), _role_at(columns, cells[1])
    below = view.grid[row + 1][label.column] if row + 1 < len(view.grid) else None
    is_beside = below is None or below.row <= row or not below.text
    if len(cells) <= _TALLEST_HEADER or not is_beside:
        return columns
    of_tasks = role == "item" and named in ("item", "task_content") and all(_OF_TASKS.search(cell.text.text) for cell in cells[:2])
    of_goals = role in VALUE_ROLES and labels_goals(label.text.text)
    if not (of_tasks or of_goals):
        return columns
    return {index: column for index, column in columns.items() if index >= cells[1].column}


def _with_content(columns: dict[int, Column], cells: Sequence[CellText]) -> dict[int, Column]:
    """The columns with what is to be done right of the names of tasks as goals: 重点任务 | 实施内容 | 预算数."""
    if "goal" in {column.role for column in columns.values()}:
        return columns
    for named, told in pairwise(cells):
        is_name = named.column in columns and columns[named.column].role == "item" and _OF_TASKS.search(named.text.text)
        if is_name and _CONTENT.search(told.text.text) and _role_at(columns, told) in ("item", None):
            return columns | {index: Column("goal", None) for index in range(told.column, told.column + told.cell.column_span)}
    return columns


def _with_funding(columns: dict[int, Column], cells: Sequence[CellText]) -> dict[int, Column]:
    """The columns with the money of tasks, which no phase names and no other column holds: 目标名称 | 完成情况 | 财政资金(万元)."""
    roles = {column.role for column in columns.values()}
    last = cells[-1]
    is_funding = last.column not in columns and _FUNDING.search(header_words(last.text.text))
    if not is_funding or roles & MONEY_ROLES or not ("item" in roles and roles & {"goal", "result"}):
        return columns
    funding = Column("unphased", money_unit(last.text.text))
    return columns | {index: funding for index in range(last.column, last.column + last.cell.column_span)}


def _role_at(columns: dict[int, Column], cell: CellText) -> str | None:
    return columns[cell.column].role if cell.column in columns else None


def _with_kinds(columns: dict[int, Column], cells: Sequence[CellText]) -> dict[int, Column]:
    """The columns with the kinds of indicators before their names as a level: 绩效内容 | 绩效指标 over 数量 | 新建茶园."""
    named = [cell for cell in cells if cell.column in columns and columns[cell.column].role == "level3"]
    if len(named) != 2 or "内容" not in named[0].text.text:
        return columns
    return columns | {named[0].column: columns[named[0].column]._replace(role="level2")}


def _with_sum_of_givers(columns: dict[int, Column], cells: Sequence[CellText]) -> dict[int, Column]:
    """The columns with what all givers come to as the budget, before what was spent: 中央 | 省级 | 县级配套 | 合计 | 支出数."""
    roles = {column.role for column in columns.values()}
    spent = min((index for index, column in columns.items() if column.role == "executed"), default=0)
    sums = [cell for cell in cells if cell.column < spent and _SUM_OF_GIVERS.search(header_words(cell.text.text))]
    if len(sums) != 1 or roles & {"approved", "adjusted", "unphased"} or "item" not in roles:
        return columns
    givers = [cell for cell in cells if cell.column < sums[0].column and _GIVER.match(header_words(cell.text.text))]
    if len(givers) < _LEAST_GIVERS:
        return columns
    return columns | {sums[0].column: Column("adjusted", money_unit(sums[0].text.text))}


def _before_adjustment(columns: dict[int, Column], cells: Sequence[CellText]) -> dict[int, Column]:
    """The columns as they are meant beside what the budget was adjusted to: 下达预算数 | 调整后预算数 is no phase, and a bare
    预算数 | 调整后 is what the year began with, where no column is called so."""
    if not any("调整后" in cell.text.text for cell in cells):
        return columns
    has_first = any(column.role == "approved" for column in columns.values())
    meant = {cell.column: role for cell in cells if (role := _before(header_words(cell.text.text), has_first=has_first))}
    return {
        index: column._replace(role=meant[index]) if column.role == "adjusted" and index in meant else column
        for index, column in columns.items()
    }


def _before(words: str, *, has_first: bool) -> str | None:
    if words.startswith("下达"):
        return "issued"
    return "approved" if not has_first and _BARE_BUDGET.fullmatch(words) else None


def _of_last_year(columns: dict[int, Column], cells: Sequence[CellText]) -> dict[int, Column]:
    """The columns with the points of earlier years as no points of this one: 2022年得分 | 2023年得分."""
    years = {cell.column: match[0] for cell in cells if (match := _YEAR.match(cell.text.text))}
    scored = {index: years[index] for index, column in columns.items() if column.role == "score" and index in years}
    last = max(scored.values(), default="")
    return {
        index: column._replace(role="other_score") if scored.get(index, last) < last else column
        for index, column in columns.items()
    }


def _prints_full_marks(columns: dict[int, Column], cells: Sequence[CellText]) -> bool:
    """Whether a header says of one column that it holds points and full marks: 得分/满分."""
    names = {column.role for column in columns.values()} & _NAME_ROLES
    slashed = {cell.column for cell in cells if "/" in cell.text.text}
    return bool(names) and any(column.role == "score" and index in slashed for index, column in columns.items())


def _tells_figures(text: str) -> bool:
    """Whether a cell prints its value behind a label (目标值:20座), or is prose with figures: 总体目标 | … | 完成情况 |
    全年保障1486人,… is a row of labels and texts."""
    is_prose = any(map(str.isdigit, text)) if len(text) >= _LEAST_PROSE else _CLAUSES.search(text) is not None
    return is_prose or _LABELLED_VALUE.search(text) is not None


def _with_names(columns: dict[int, Column], cells: Sequence[CellText]) -> dict[int, Column]:
    """The columns with the first as names where no header says so, before targets and results: 核对事项 | 计划 | 实际."""
    roles = {column.role for column in columns.values()}
    first = next((cell.column for cell in cells if cell.column not in columns), None)
    if any(map(str.isdigit, "".join(cell.text.text for cell in cells))):
        return columns  # 巩固率 | 目标值95% | 完成值96%
    if not {"target", "actual"} <= roles or roles & (INDICATOR_NAME_ROLES | {"item", "component"}) or first is None:
        return columns
    if first > min(index for index, column in columns.items() if column.role == "target"):
        return columns
    return {first: Column("level3", None), **columns}


def _is_side_label(view: TableView, row: int, cell: CellText, column: Column) -> bool:
    """The label 绩效指标 or 绩效指标完成情况 down the left edge of a form: it reaches over the rows beside it, stands again
    under itself, or counts the blocks of the form (四、绩效指标完成情况), as no header does."""
    if cell.column != 0 or column.role not in INDICATOR_NAME_ROLES | VALUE_ROLES | {"status", "result"}:
        return False
    if _BLOCK_NUMBER.match(cell.text.text):
        return True
    if column.role == "result":
        return False
    below = view.grid[row + 1][0] if row + 1 < len(view.grid) else None
    return cell.cell.row_span > _TALLEST_HEADER or (below is not None and below.row == row + 1 and below.text.text == cell.text.text)


def _beside_lost_label(view: TableView, row: int, columns: dict[int, Column]) -> dict[int, Column]:
    """The columns as the rows have them, where the label at the left edge stands in its header alone (绩效指标 | 一级指标 |
    二级指标, 年度总体目标 | 预期目标 | 实际完成情况) and they begin with their levels or the goal."""
    below = view.grid[row + 1] if row + 1 < len(view.grid) else ()
    words = [cell.text.text if cell is not None and cell.row == row + 1 else "" for cell in below]
    if len(words) < _LEAST_BESIDE or not all(words[:2]):
        return columns
    first = {columns[index].role if index in columns else None for index in (0, 1)}
    of_levels = first == {None, "level1"} and is_level("level1", words[0]) and not is_level("level1", words[1]) and _prints_blanks(view, row)
    told = [columns[index].role for index in sorted(columns)][-2:]
    of_goals = told in (["goal", "result"], ["goal", "status"]) and max(columns) == 2 and first <= {None, "goal"}
    if of_levels or (of_goals and len(words[0]) >= _LEAST_GOAL and not words[2]):
        return {index - 1: column for index, column in columns.items() if index > 0}
    return columns


def _prints_blanks(view: TableView, header: int) -> bool:
    """Whether the row after the first keeps the blank at its left edge; where none does, rows are dealt out by what they say."""
    line = view.grid[header + 2] if header + 2 < len(view.grid) else ()
    return len(line) > 1 and line[0] is not None and not line[0].text and line[1] is not None


def _levels_under(view: TableView, label: CellText) -> dict[int, Column]:
    """The column of the label of a block as one of levels, where one stands right under it: 四、绩效指标完成情况 over 产出指标."""
    below = view.grid[label.row + 1][label.column] if label.row + 1 < len(view.grid) else None
    if below is None or below.row == label.row or not is_level("level1", below.text.text):
        return {}
    return {label.column: Column("level1", None)}


def _settle(columns: dict[int, Column]) -> dict[int, Column]:
    """The columns as they are meant together. 是否完成 is a status whatever stands beside it."""
    columns = _settle_done(_settle_roles(_one_name_column(columns)))
    return {index: column._replace(role="status") if column.role == "attained" else column for index, column in columns.items()}


def _settle_done(columns: dict[int, Column]) -> dict[int, Column]:
    """完成情况 is the status beside an actual value, the actual beside a target, the result beside a goal."""
    roles = {column.role for column in columns.values()}
    if "goal" in roles and "actual" in roles and not roles & INDICATOR_NAME_ROLES:
        return {
            i: column._replace(role="result") if column.role == "actual" else column for i, column in columns.items()
        }
    if "status" not in roles or ("actual" in roles and "goal" not in roles):
        return columns
    if "goal" in roles:
        meant = "result"
    elif "target" in roles and roles & INDICATOR_NAME_ROLES:
        meant = "actual"
    else:
        meant = "result"
    return {
        index: column._replace(role=meant) if column.role == "status" else column for index, column in columns.items()
    }


def _settle_roles(columns: dict[int, Column]) -> dict[int, Column]:
    printed = [columns[index].role for index in sorted(columns)]
    if "task_content" in printed:  # 任务内容 | 预期目标; 任务名称 | 任务内容
        meant = "item" if "goal" in printed and "item" not in printed else "goal"
        printed = [meant if role == "task_content" else role for role in printed]
    if "goal" in printed and "item" not in printed and MONEY_ROLES & set(printed):
        printed = ["item" if role == "goal" else role for role in printed]  # 任务内容 names where nothing else does
    if "allotted" in printed:
        stated = "received" if {"approved", "adjusted"} & set(printed) else "adjusted"
        printed = [stated if role == "allotted" else role for role in printed]
    if {"unphased", "executed"} <= set(printed) and not {"approved", "adjusted"} & set(printed):
        printed = ["adjusted" if role == "unphased" else role for role in printed]  # 安排资金 beside 支出资金
    if {"approved", "adjusted"} & set(printed):
        printed = ["unphased" if role == "contract" else role for role in printed]
    if "score" in printed and set(printed) & MONEY_ROLES == {"change"}:
        printed = ["deviation" if role == "change" else role for role in printed]  # 得分 | 增减: of points
    if "component" in printed and "item" not in printed and MONEY_ROLES & set(printed):
        printed = ["item" if role == "component" else role for role in printed]  # 类别 | 预算数 | 决算数
    if "executed" in printed and set(printed) & INDICATOR_NAME_ROLES == {"level3"} and not _TELLS_INDICATORS & set(printed):
        printed = ["item" if role == "level3" else role for role in printed]  # 指标 | 年初预算数 | 执行数 | 执行率
    if "rate" in printed and "executed" not in printed and "goal" in printed and {"result", "status"} & set(printed):
        printed = ["completion" if role == "rate" else role for role in printed]  # 目标 | 涉及资金 | 完成情况 | 完成率
    roles = settled_roles(printed)
    return {index: columns[index]._replace(role=role) for index, role in zip(sorted(columns), roles, strict=True)}


def _one_name_column(columns: dict[int, Column]) -> dict[int, Column]:
    """The label 绩效指标 at the left edge of a form is no column of names where 三级指标 stands further right."""
    names = [index for index, column in columns.items() if column.role == "level3"]
    if len(names) == 1 and {"level1", "level2"} <= {column.role for column in columns.values()}:
        return columns  # in whatever order
    if not names or not {"level1", "level2"} & {column.role for column in columns.values()}:
        return columns
    first_level = min(index for index, column in columns.items() if column.role in ("level1", "level2"))
    if first_level - 1 in names and columns[first_level].role == "level2":
        columns = {**columns, first_level - 1: Column("level1", None)}  # 绩效指标 | 二级指标 | 三级指标
    return {index: column for index, column in columns.items() if column.role != "level3" or index > first_level}


def _part_columns(cells: Sequence[CellText]) -> dict[int, Column] | None:
    """The columns of a header row that names kinds of money, labels of items left of them, rates or notes right of them."""
    parts = {cell.column: part for cell in cells if (part := part_of(cell.text.text))}
    names = {part.part or "" for part in parts.values()}
    if len(parts) < 2 or len(names) == 1 or all("计" in name for name in names):  # 其中:中央财政 | | 其中:中央财政 | are labels
        return None
    columns: dict[int, Column] = dict(parts)
    for cell in cells:
        if cell.column in parts:
            continue
        column = column_of(cell.text.text)
        if cell.column < min(parts):
            columns[cell.column] = Column("item", None) if column is None or column.role == "item" else column
        elif column is None or column.role not in ("rate", "reason", "change_rate"):
            return None
        else:
            columns[cell.column] = column
    return columns


def names_above(view: TableView, row: int, lower: dict[int, Column]) -> dict[int, Column]:
    """The columns of names in the row above a header that has none: 类别 | 评价内容 | 分值情况 over 目标分 | 得分 | 失分; of money
    those that reach down beside it: 项目名称 | 资金使用情况 over 预算数 | 支出数."""
    roles = {column.role for column in lower.values()}
    of_money = bool(roles & MONEY_ROLES)
    if roles & _NAME_ROLES or not (of_money or roles >= {"weight", "score"}):
        return {}
    named = {cell.column: column_of(cell.text.text) for cell in view.printed_cells(row - 1)}
    wanted = frozenset({"item"}) if of_money else _NAME_ROLES
    return {
        index: column
        for index, column in named.items()
        if column and column.role in wanted and index not in lower and not (of_money and _is_parted(view, row, index))
    }


def _is_parted(view: TableView, row: int, column: int) -> bool:
    """Whether a cell of words of its own stands in a column right under the row above."""
    cell = view.grid[row][column]
    return cell is not None and bool(cell.text.text) and cell.row == row
