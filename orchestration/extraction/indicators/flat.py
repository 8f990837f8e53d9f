"""Rows of indicators out of the loose cells of a table that lost its grid: labels of levels, a name, values by the header.

Data: `data/flat_tables.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from orchestration.extraction.data import load
from orchestration.extraction.indicators.entries import word
from orchestration.extraction.indicators.levels import is_level
from orchestration.extraction.structure.columns import INDICATOR_NAME_ROLES, is_comparator
from orchestration.extraction.structure.flat_cells import EMPTY_CELL, Row, Token, is_empty_mark, lines_of, total_words
from orchestration.extraction.structure.header_rows import is_figure
from orchestration.language import parse_number, parse_value
from orchestration.language.units import unit_pattern

_POINTS = re.compile(r"\(\d{1,3}(?:\.\d+)?分?\)$")  # 道路清扫面积(6分) is a name with its points
_FORM = ("level1", "level2", "level3", "target", "actual", "weight", "score")  # the ministry's form
_QUALITATIVE = "定性"  # in the column of comparators
_LEAST_LABELS = 3
_LEAST_ROWS = 2
_MOST_NOTES = 2  # cells of no column behind a row: a mark, a note
_MOST_SENTENCES = 0.2  # of the cells of a table
_SENTENCE = re.compile(r"[,;。]")
_FACTOR = re.compile(r"[十百千万亿]+(?=[\u4e00-\u9fff])")  # 万元/户
_RATE_NAME = re.compile(r"^(?:部门|整体|年度|项目)*(?:预算(?:资金)?)?执行(?:率|情况|进度)(?:指标|得分)?$")
_MEASURED = re.compile(r"[\u4e00-\u9fff]{2}(?:率|占比|比[例重]|数量?|次数|面积|长度|里程|程度|满意度)(?:\(.*\))?$")  # what a name ends in, and no value
_NO_CELL = re.compile(r"\((?:\d{1,3}分|[\u4e00-\u9fff、,]{10,})\)")  # full marks of a level, what the form explains of it
_MARKS = re.compile(r"\d{1,2}(?:\.\d)?分")


def deal_without_header(cells: Sequence[Token]) -> list[Row]:
    """Rows of indicators whose header stands on another page: they begin with a label of a level, of which several follow."""
    labels = [index for index, cell in enumerate(cells) if is_level("level2", cell.words) and not is_figure(cell.words)]
    said = sum(_SENTENCE.search(cell.words) is not None for cell in cells)
    labelled = sum(word("labelled_target").match(cell.words) is not None for cell in cells)  # read line by line
    if len(labels) < _LEAST_LABELS or said > _MOST_SENTENCES * len(cells) or labelled >= _LEAST_LABELS:
        return []
    first = labels[0] - (labels[0] > 0 and is_level("level1", cells[labels[0] - 1].words))
    rows = deal_indicators(list(_FORM), list(cells[first:]))
    return rows if len(rows) >= _LEAST_LABELS else []


def exact_rows(roles: list[str | None], body: list[Token]) -> list[Row]:
    """Rows of exactly as many cells as there are columns, where labels are printed again in every row; none where the
    columns of points do not hold figures, or those of names do."""
    width = len(roles)
    rows: list[Row] = []
    for start in range(0, len(body) - width + 1, width):
        row = body[start : start + width]
        if not all(map(_fits, roles, row)):
            break
        rows.append([None if is_empty_mark(token.words) else token for token in row])
    rest = body[len(rows) * width :]
    goes_on = any(is_comparator(token.words) for token in rest) or (
        bool(rest) and any(is_level(level, rest[0].words) for level in ("level1", "level2"))
    )
    total = rest and total_words().match(rest[0].words)
    is_scored = bool({"weight", "score"} & set(roles))
    if len(rows) >= _LEAST_ROWS and "comparator" in roles and not goes_on and not (total and is_scored):
        return rows  # signs in a column of their own are sure
    if len(rows) < _LEAST_ROWS or not is_scored or not (total or len(rest) < width):
        return []
    return [*rows, *_total_row(rest[0], rest[1:3], roles, _name_column(roles))] if total else rows


def lined_rows(roles: list[str | None], body: list[Token]) -> list[Row]:
    """Rows of one line each, whose labels of levels stand where they change: the cells right of the name are in every line.

    No rows at all where a line has too few cells, or words where points stand.
    """
    name_at = _name_column(roles)
    if roles[-1] not in ("weight", "score") or len(set(roles)) < len(roles):
        return []
    lines = list(lines_of(body))
    rows: list[Row] = []
    for line in lines:
        spare = len(roles) - len(line)
        if line and total_words().match(line[0].words):
            return [*rows, *_total_row(line[0], line[1:3], roles, name_at)] if len(rows) >= _LEAST_ROWS else []
        if not 0 <= spare <= name_at or not all(map(_fits, roles[name_at:], line[-(len(roles) - name_at) :])):
            break
        rows.append([*[None] * spare, *line])
    return rows if len(rows) >= _LEAST_ROWS and len(rows) == len(lines) else []


def of_indicators(roles: Sequence[str | None], rows: Sequence[Row]) -> list[Row]:
    """Rows without that of the rate of execution, where its full marks stand in place of a target: 预算执行率 | 10分 | 96.02% | 10 | 9.6."""
    if "target" not in roles or "level3" not in roles:
        return list(rows)
    cells = ((row, row[roles.index("level3")], row[roles.index("target")]) for row in rows)
    return [row for row, name, target in cells if not (name and target and _RATE_NAME.match(name.words) and _MARKS.fullmatch(target.words))]


def _name_column(roles: list[str | None]) -> int:
    return max(index for index, role in enumerate(roles) if role in INDICATOR_NAME_ROLES)


def _fits(role: str | None, token: Token) -> bool:
    """Whether a cell may stand in a column: figures in those of points, words in those of names."""
    if role == "comparator":
        return is_comparator(token.words)
    if role in ("weight", "score"):
        return parse_number(token.words.rstrip("分")) is not None or is_empty_mark(token.words)
    return role not in INDICATOR_NAME_ROLES or not is_figure(token.words)


def deal_indicators(roles: list[str | None], body: list[Token]) -> list[Row]:
    """Level labels, a name, then the values in the order of the header."""
    body = [token for token in body if not _NO_CELL.fullmatch(token.words)]
    name_at = _name_column(roles)
    values = len(roles) - name_at - 1
    rows: list[Row] = []
    levels: dict[int, Token] = {}
    index = 0
    while index < len(body):
        token = body[index]
        if total_words().match(token.words):
            behind = next((at for at in range(index + 1, len(body)) if body[at].words != EMPTY_CELL), len(body))
            rows += _total_row(token, body[behind : behind + 2], roles, name_at)
            break
        if _is_lost_level(token, roles, body, index):
            index += 1
            continue
        if _counted_goal().fullmatch(token.words):  # over its indicators: 年度目标2: | 改善集镇环境 | 产出指标
            index += 1 if index + 1 < len(body) and is_level("level1", body[index + 1].words) else 2
            continue
        level = _level_column(body, index, roles, levels)
        if level is not None and not (level and "target" in roles and _is_name_here(body, index)):
            levels[level] = token
            index += 1
            continue
        if _is_before_name(body, index, roles[name_at + 1 :]):
            index += 1
            continue
        taken, following = _take_row(body, index + 1, roles[name_at + 1 :], values)
        if taken and not _are_points_of_rate(token, taken, roles):
            row: Row = [None] * len(roles)
            for column, label in levels.items():
                row[column] = label
            row[name_at] = token
            row[name_at + 1 : name_at + 1 + len(taken)] = taken
            rows.append(row)
            levels = {}
        index = following
    return rows


@cache
def _counted_goal() -> re.Pattern[str]:
    return re.compile(load("tasks")["labels"]["counted_goal"])


def _are_points_of_rate(name: Token, taken: Row, roles: list[str | None]) -> bool:
    """Whether the cells of a row are full marks and points of the rate of execution, which has no target: 预算执行率 10 9.83."""
    points = [role for role in roles if role in ("weight", "score")]
    figures = [parse_number(token.words) for token in taken if token]
    if len(points) != 2 or len(figures) != 2 or roles[-2:] == roles[_name_column(roles) + 1 :]:
        return False
    full, got = figures
    return _RATE_NAME.match(name.words) is not None and full is not None and got is not None and got <= full


def _total_row(label: Token, after: list[Token], roles: list[str | None], name_at: int) -> list[Row]:
    """The row 总分 | 100 | 95: full marks and points, or the points alone."""
    points = [token for token in after if parse_number(token.words) is not None]
    has_empty = len(after) > len(points) and after[-1].words == EMPTY_CELL  # 合计 | 100 | |: nobody gave points
    wanted = [role for role in ("weight", "score") if role in roles]
    wanted = wanted[: len(points)] if has_empty else wanted[-len(points) :] if points else []
    row: Row = [None] * len(roles)
    row[name_at] = label
    for role, token in zip(wanted, points[-len(wanted) :], strict=False):
        row[roles.index(role)] = token
    return [row] if wanted else []


def _level_column(body: list[Token], index: int, roles: list[str | None], open_levels: Mapping[int, Token]) -> int | None:
    """The column of a label of a level. 成本指标 is of level 1 before one of level 2 (经济成本指标), else of level 2; one of
    level 2 stands in the column of level 1 where that is the only one (指标类型)."""
    words = body[index].words
    levels = [role for role in ("level1", "level2") if role in roles and is_level(role, words)]
    if len(levels) > 1 and "level3" in roles:
        after = body[index + 1].words if index + 1 < len(body) else ""
        is_first = is_level("level2", after) or _is_second_level(body, index + 1)
        return roles.index("level1" if is_first else "level2")
    for role in levels:
        return roles.index(role)
    if {"level1", "level2", "level3"} <= set(roles):
        is_second = open_levels.keys() == {roles.index("level1")} and _is_second_level(body, index)
        return roles.index("level2") if is_second else None
    return roles.index("level1") if "level1" in roles and "level2" not in roles and is_level("level2", words) else None


def _is_second_level(body: list[Token], index: int) -> bool:
    """Whether a cell behind a label of level 1 is one of level 2 in the clerk's own words: a name and its value follow it
    (满意度指标 | 群众满意度 | 热线满意率 | ≥96%)."""
    cells = [token.words for token in body[index : index + 3]]
    if len(cells) < 3 or any(_is_value(cell) or is_level("level1", cell) or is_level("level2", cell) for cell in cells[:2]):
        return False
    return _MEASURED.search(cells[1]) is not None and _is_value(cells[2])


def _is_value(words: str) -> bool:
    """Whether a cell has a value and is no name that holds a figure (布雷图指数<20的占比)."""
    return parse_value(words).value is not None and not _MEASURED.search(words)


def _is_lost_level(token: Token, roles: list[str | None], body: list[Token], index: int) -> bool:
    """Whether a label of a level stands in a table whose header has no columns for levels."""
    if {"level1", "level2"} & set(roles) or _is_name_here(body, index):
        return False
    return is_level("level1", token.words) or is_level("level2", token.words)


def _is_before_name(body: list[Token], index: int, roles: list[str | None]) -> bool:
    """Whether a cell is a mark or a note of the row before, where each name is followed by its sign: 否 | 人员减少 | 到岗率 | ≥."""
    if roles[:1] != ["comparator"]:
        return False
    signs = [_is_sign(token.words) for token in body[index + 1 : index + 2 + _MOST_NOTES]]
    return any(signs) and not signs[0]


def _is_sign(words: str) -> bool:
    return is_comparator(words) or words == _QUALITATIVE


def _is_name_here(body: list[Token], index: int) -> bool:
    """Whether a word of level 2 stands as the indicator's own name: a value follows it at once, and no name that counts
    (收入5万元以上的村占比)."""
    following = body[index + 1].words if index + 1 < len(body) else ""
    return bool(following) and not _POINTS.search(following) and _is_value(following)


def _take_row(body: list[Token], start: int, roles: list[str | None], most: int) -> tuple[Row, int]:
    """The values of a row, and where the next begins.

    A column that most rows leave empty (调整指标值) is passed over where only without it there are points.
    """
    taken, following = _take_values(body, start, roles, most)
    if "adjusted_target" not in roles or _has_points(taken, roles):
        return taken, following
    empty = roles.index("adjusted_target")
    without = [role for role in roles if role != "adjusted_target"]
    fewer, after = _take_values(body, start, without, most - 1)
    return ([*fewer[:empty], None, *fewer[empty:]], after) if _has_points(fewer, without) else (taken, following)


def _has_points(taken: Sequence[Token | None], roles: list[str | None]) -> bool:
    return "score" in roles and len(taken) > roles.index("score")


def _take_values(body: list[Token], start: int, roles: list[str | None], most: int) -> tuple[Row, int]:
    taken: Row = []
    following = start
    for position in range(start, min(start + most, len(body))):
        if len(taken) >= len(roles):
            break
        token, role = body[position], roles[len(taken)]
        if is_level("level1", token.words) or (is_level("level2", token.words) and not is_figure(token.words)):
            break
        if total_words().match(token.words):
            break
        if role == "unit" and _is_qualitative(taken, roles) and not (_is_unit(token.words) or is_empty_mark(token.words)):
            taken.append(None)  # a target in words has no unit: the next cell is the result
            role = roles[len(taken)] if len(taken) < len(roles) else None
        if role == "unit" and not taken and token.words == _QUALITATIVE:
            taken.append(None)  # and its sign says that it is words
            role = roles[len(taken)]
        if role == "unit" and not taken and not _is_unit(token.words):
            return [], start  # words of the row before: a name is followed by its unit
        is_words = not _is_value(token.words) and not is_empty_mark(token.words)
        if role in ("weight", "score") and is_words:
            break
        if role == "reason" and _starts_row(body, position, roles):
            break
        taken.append(None if is_empty_mark(token.words) else token)
        following = position + 1
    return (taken[: len(roles)], following) if any(taken) else ([], start)


def _is_unit(words: str) -> bool:
    """Whether a cell is nothing but a unit, which may count in thousands: 万元/户, 万亩."""
    factor = _FACTOR.match(words)
    return unit_pattern().fullmatch(words, factor.end() if factor else 0) is not None


def _is_qualitative(taken: Sequence[Token | None], roles: list[str | None]) -> bool:
    """Whether the column of comparators says 定性: the target is words."""
    at = roles.index("comparator") if "comparator" in roles else len(taken)
    sign = taken[at] if at < len(taken) else None
    return sign is not None and sign.words == _QUALITATIVE


def _starts_row(body: list[Token], position: int, roles: list[str | None]) -> bool:
    """Whether a cell is the name of a next row and no reason: figures stand where its points would."""
    if position + 1 < len(body) and _is_value(body[position + 1].words):
        return True
    points = [roles.index(role) + 1 + position for role in ("weight", "score") if role in roles]
    return (
        bool(points)
        and max(points) < len(body)
        and all(parse_number(body[place].words) is not None for place in points)
    )
