"""The self-score in tables: components with full marks and points, levels over them, and the total row of a form.

Belongs here: which cells of a row are points, and of what. Does not belong here: what one cell says (`scores.points`),
tables whose columns are components (`scores.columns`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from orchestration.extraction.indicators.levels import level_name
from orchestration.extraction.money.words import breakdown_of, without_prefix
from orchestration.extraction.rates import rate_of
from orchestration.extraction.recorder import Recorder
from orchestration.extraction.scores.points import (
    TOTAL,
    Points,
    Run,
    full_marks_in,
    full_marks_of_rule,
    is_total,
    label_of,
    level_label,
    points_in,
    points_of,
)
from orchestration.extraction.structure.outline import CellText
from orchestration.extraction.structure.zones import Zone
from orchestration.language import parse_number
from orchestration.records import ScoreRow

_SUBTOTAL = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}、)?(?P<level>(?!得分|分项|分类|部分|大类|部门|单位|[一本该][级项类])[\u4e00-\u9fff]{2,10}?)?"
    r"(?:\(?(?:得分|分项|分类|部分|大类|部门|单位|一级指标|[一本该][级项类])?小\s?计\)?(?:\((?P<of>[\u4e00-\u9fff]{2,10})\)|\(.{0,14}\))?|(?:一级指标|大类|[本该]?部分)(?:得分|合计|计分)|(?:分|本|该)项得分|(?<=投入|过程|产出|效益|效果|决策|管理|指标)得分)$"
)
# A subtotal in one cell: 投入部分小计:14分.
_SUMMED = re.compile(r"(?P<level>[\u4e00-\u9fff]{2,8}?)??(?:部分)?(?:得分)?(?:小计|(?<=.)合计)[:为]?(?P<score>\d{1,3}(?:\.\d+)?)分?")
# A level with one number, which is its full marks unless such numbers come to the total: 投入(14分), 投入:14分.
_NUMBERED = re.compile(r"(?P<name>(?!小计|合计|总)[\u4e00-\u9fff]{2,10})[:(]?(?P<score>\d{1,3}(?:\.\d+)?)分\)?")
_GRADE = re.compile(r"(?:(?:评价|自评)?等[级次]:?)?(优秀?|良好?|中等?|差|较差)$")
_NUMERAL = re.compile(r"\(?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)、.]?")
_WHOLE = Decimal(100)
_MOST = Decimal(200)
_OF_LEVEL = "score_of_level"  # a level over criteria that have points of their own
_COLUMNS = {"max_score": ("weight", "level_weight"), "score": ("score", "level_score")}  # of a score → roles that print it


def read_score_zone(zone: Zone, recorder: Recorder) -> None:
    """Record one score per row of a table of components, and one per level: its row 小计, or points of its own."""
    above: dict[int, str] = {}  # by column, the levels a row stands under
    named = [(row, labels) for row in zone.rows if (labels := _labels(zone, row) or _first_words(zone, row))]
    wholes = [row for row, labels in named if is_total(labels[-1].text.text)]
    scored = _scored_levels(zone, named, wholes)
    for row, labels in named:
        for level, following in pairwise(labels):
            words = level.text.text
            if above.get(level.column) == words or _SUBTOTAL.match(words) or _SUMMED.fullmatch(words):
                continue
            above = {column: label for column, label in above.items() if column < level.column} | {level.column: words}
            if words in scored:
                _record_numbered(zone, row, level, recorder)
            else:
                _record_level(zone, row, level, following, recorder)
        if labels[-1].text.text in scored:
            _record_numbered(zone, row, labels[-1], recorder)
        elif summed := _SUMMED.fullmatch(labels[-1].text.text):
            _record_summed(zone, row, labels[-1], summed, above, recorder)
        elif row in wholes[:-1] and above:
            _record_sum(zone, row, labels[-1], above, recorder)  # 合计 under each level, 总分 below all
        else:
            _record_row(zone, row, labels[-1], above, recorder)


def _scored_levels(zone: Zone, named: Sequence[tuple[int, list[CellText]]], wholes: Sequence[int]) -> frozenset[str]:
    """The labels whose one number is the points of a level: together they come to the total row's, which full marks do not."""
    labels = {cell.text.text: match for _, cells in named for cell in cells[:1] if (match := _NUMBERED.fullmatch(cell.text.text))}
    total = _by_role(zone, wholes[-1]) if wholes and len(labels) > 1 else {}
    points = sum((parse_number(match["score"]) or Decimal(0) for match in labels.values()), Decimal(0))
    if "score" not in total or points != total["score"].value or points == _full_marks(total):
        return frozenset()
    return frozenset(labels)


def _full_marks(total: Mapping[str, Points]) -> Decimal:
    return total["max_score"].value if "max_score" in total else _WHOLE


def _record_numbered(zone: Zone, row: int, cell: CellText, recorder: Recorder) -> None:
    match = _NUMBERED.fullmatch(cell.text.text)
    value = parse_number(match["score"]) if match else None
    if match and value is not None:
        points = {"score": Points(value, cell, match.span("score"))}
        _record(zone, row, cell.text.slice(*match.span("name")).printed(), points, recorder, _OF_LEVEL)


def _record_summed(
    zone: Zone, row: int, cell: CellText, summed: re.Match[str], above: Mapping[int, str], recorder: Recorder
) -> None:
    """Record a subtotal that stands in one cell with its points: of the level that it names, else of the highest over it."""
    level = summed["level"] or above.get(min(above, default=-1))
    value = parse_number(summed["score"])
    if level and value is not None:
        points = {"score": Points(value, cell, summed.span("score"))}
        _record(zone, row, level_name(level) or level, points, recorder, _OF_LEVEL)


def _record_sum(zone: Zone, row: int, name: CellText, above: Mapping[int, str], recorder: Recorder) -> None:
    """Record the points of the highest level over a row."""
    points, level = _points(zone, row, name), above[min(above)]
    if "score" in points:
        _record(zone, row, level_name(level) or level, points, recorder, _OF_LEVEL)


def _record_row(zone: Zone, row: int, name: CellText, above: Mapping[int, str], recorder: Recorder) -> None:
    """Record the points of the last name of a row. `above`: the labels of its levels, by column."""
    label, words = label_of(name), name.text.text
    rule = full_marks_of_rule(zone.cell(row, "explanation"))
    points = {**({"max_score": rule} if rule else {}), **label.points, **_points(zone, row, name)}
    if "score" not in points or (zone.is_money and breakdown_of(words) is not None):
        return
    if subtotal := _SUBTOTAL.match(words) if label.name != TOTAL else None:
        last = above.get(min(above, default=-1))
        if whole := subtotal["level"] or (last if subtotal["of"] and subtotal["of"] == last else _level_summed(zone, row, last)):
            _record(zone, row, level_name(whole) or whole, points, recorder, _OF_LEVEL)
        return
    _record(zone, row, label.name, points, recorder, _OF_LEVEL if "score" in label.points else "score_row")


def _level_summed(zone: Zone, row: int, last: str | None) -> str | None:
    """The level that a subtotal without a name is of: the last one above it, unless its points are those of several (小计 under
    决策 and 过程)."""
    first = min(_name_columns(zone), default=0)
    points: dict[str, Decimal] = {}  # by level, since the subtotal before
    label = ""
    for other in (each for each in zone.rows if each < row):
        label = zone.view.value(other, first) or label
        printed = _by_role(zone, other)
        if _SUBTOTAL.match(label):
            points, label = {}, ""
        elif "score" in printed:
            points[label] = points.get(label, Decimal(0)) + printed["score"].value
    whole = _by_role(zone, row).get("score")
    is_of_several = whole is not None and len(points) > 1 and sum(points.values()) == whole.value
    return None if is_of_several else last


def _record_level(zone: Zone, row: int, level: CellText, following: CellText, recorder: Recorder) -> None:
    """Record the points of a level that stand between its label and the names under it (投入 | 20 | 18 | 预算编制 | 5 | 5),
    in a column of levels, or in its label."""
    label = level_label(level)
    points = {**label.points, **_points(zone, row, level, following)}
    if "score" in points:
        _record(zone, row, label.name, points, recorder, _OF_LEVEL)


def _points(zone: Zone, row: int, name: CellText, following: CellText | None = None) -> dict[str, Points]:
    """The points of a name, and their full marks: of several columns the first right of it and left of the name that
    follows; of one column that, unless a further name stands in the row."""
    found: dict[str, Points] = {}
    for column, (role, of_level) in _COLUMNS.items():
        cells = [_right_of(zone, row, name, following, (role,)), _right_of(zone, row, name, following, (of_level,))]
        if following is None and len(zone.columns_of(role)) == 1:
            cells.insert(0, zone.cell(row, role))
        elif following is not None and name.column == min(_name_columns(zone), default=None):
            cells.append(zone.cell(row, of_level))  # a column of levels behind all others
        printed = next((read for cell in cells if (read := _read(column, cell))), {})
        found |= {column: printed["score"]} if printed else {}
        if column == "score" and "max_score" in printed:
            found["max_score"] = printed["max_score"]
    return _without_span(found)


def _read(column: str, cell: CellText | None) -> dict[str, Points]:
    """The points of a cell in the column of points or of full marks."""
    if column == "score":
        return points_in(cell)
    full = full_marks_in(cell)
    return {"score": full} if full else {}


def _without_span(points: dict[str, Points]) -> dict[str, Points]:
    """Points without the full marks that are the points themselves: a cell that reaches over both columns."""
    full, score = points.get("max_score"), points.get("score")
    is_one = full is not None and score is not None and (full.cell.cell, full.run) == (score.cell.cell, score.run)
    return {"score": score} if is_one and score else points


def _by_role(zone: Zone, row: int) -> dict[str, Points]:
    """The points of a row by its columns of full marks and points."""
    full, score = full_marks_in(zone.cell(row, "weight")), points_in(zone.cell(row, "score"))
    return _without_span(({"max_score": full} if full else {}) | score)


def _right_of(
    zone: Zone, row: int, name: CellText, following: CellText | None, roles: Sequence[str]
) -> CellText | None:
    """The cell of the first column of some roles right of a name and left of the following one."""
    end = following.column if following else len(zone.view.grid[row])
    columns = sorted(column for role in roles for column in zone.columns_of(role) if name.column < column < end)
    return zone.view.grid[row][columns[0]] if columns else None


def _labels(zone: Zone, row: int) -> list[CellText]:
    """The cells that name a row, its levels first: 评价维度 | 评价要素, 一级指标 | 三级指标; of an item none but it."""
    columns = _name_columns(zone) or zone.columns_of("item")[:1]
    cells = [cell for column in columns if (cell := zone.view.grid[row][column]) is not None and cell.text.text]
    whole = next((place for place, cell in enumerate(cells) if is_total(cell.text.text)), len(cells))
    return cells[: whole + 1]  # 合计 | 100 | 100 | 95.2: what stands right of it are full marks


def _name_columns(zone: Zone) -> list[int]:
    """The columns of names, from the highest level down: also where a table has them from right to left.

    What stands right of levels describes them (一级指标 | 二级指标 | 评价内容) unless another column does, but for items: 指标 | 子项.
    """
    levels = [column for role in ("level1", "level2", "level3") for column in zone.columns_of(role)]
    components = [column for column in _before_full_marks(zone) if not _is_numbering(zone, column)]
    if components and levels and components[-1] < min(levels):
        return [*components, *levels]  # 评价维度 | 指标
    if components:
        return components if not levels or "explanation" in zone.roles else levels
    return [*levels, *(column for column in zone.columns_of("item") if levels and column > max(levels))]


def _before_full_marks(zone: Zone) -> list[int]:
    """The columns of components without those behind the one column of full marks, which say what these are for:
    评价内容 | 权重 | 评价要点 | 自评分."""
    components, full = zone.columns_of("component"), zone.columns_of("weight")
    before = [column for column in components if column < full[0]] if len(full) == 1 else []
    return before or components


def _is_numbering(zone: Zone, column: int) -> bool:
    """Whether a column of names holds nothing but numerals: 类别 | 内容 over 一 | 预算执行."""
    words = [cell.text.text for row in zone.rows if (cell := zone.view.grid[row][column]) is not None and cell.text]
    return bool(words) and all(_NUMERAL.fullmatch(word) or is_total(word) for word in words)


def read_total_row(zone: Zone, recorder: Recorder, project: str | None = None) -> None:
    """Record the total of a form's indicators: the row 总分 | 100 | 95. `project`: the one of several the form is about."""
    for row in zone.rows:
        cells = zone.view.printed_cells(row)
        label = next((cell for cell in cells if is_total(without_prefix(cell.text).text)), None)
        if label is None or ((zone.is_money or not zone.columns) and "分" not in label.text.text):
            continue  # 合计 in a block of money is of the money, in a list without header of whatever is listed
        points = _total_points(zone, row, label)
        if "score" not in points or points["score"].value > _MOST:
            continue
        if project and (said := _said_before(project, points, recorder)):
            _say_again(zone, row, said, points, recorder)
        else:
            _record(zone, row, project or TOTAL, points, recorder)


def _said_before(component: str, points: Mapping[str, Points], recorder: Recorder) -> ScoreRow | None:
    """The row of another table that states the same points of one thing: a summary over the forms of its projects."""
    same = (row for row in recorder.rows["scores"] if (row.component, row.score) == (component, points["score"].value))
    return next((row for row in same if "max_score" not in points or row.max_score in (None, points["max_score"].value)), None)


def _say_again(zone: Zone, row: int, said: ScoreRow, points: Mapping[str, Points], recorder: Recorder) -> None:
    """Add to a row where its points are printed again, and the full marks that it lacks."""
    full = points.get("max_score")
    index = recorder.rows["scores"].index(said)
    recorder.rows["scores"][index] = replace(said, max_score=said.max_score or (full.value if full else None))
    _record_figures(zone, row, said.fact_id, {name: (each.cell, each.run) for name, each in points.items()}, recorder)


def _total_points(zone: Zone, row: int, label: CellText) -> dict[str, Points]:
    """The points of a total row, by its columns or, where these hold none, by its figures: full marks, then points."""
    by_role = _by_role(zone, row)
    cells = [cell for cell in zone.view.printed_cells(row) if cell.column > label.column]
    numbers = [printed for cell in cells if (printed := points_in(cell))]
    if not by_role and len(numbers) == 1:
        return numbers[0]
    if len(numbers) == 2 and len(by_role) < 2:
        return {"max_score": numbers[0]["score"], "score": numbers[1]["score"]}
    return by_role


def read_level_scores(zone: Zone, recorder: Recorder) -> None:
    """Record the points of a whole level of indicators: its row 小计, one of its own (一、投入管理 | 16 | 13.1), or in its label."""
    level: CellText | None = None
    for row in zone.rows:
        cells = {role: cell for role in zone.roles if (cell := zone.cell(row, role)) and cell.text}
        words = [cell for role in ("level1", "level2", "level3") if (cell := cells.get(role))]
        is_sum = any(_SUBTOTAL.match(cell.text.text) for cell in words)
        if (own := cells.get("level1")) and not _SUBTOTAL.match(own.text.text):
            is_new = level is None or own.text.text != level.text.text
            level = own
            following = next((cell for cell in words if cell.column > level.column), None)
            if is_new and following:
                _record_level(zone, row, level, following, recorder)
        is_whole = words == [level] and not {"target", "actual"} & cells.keys()
        if level is None or not (is_sum or is_whole) or is_total(level.text.text):
            continue
        if is_sum and _level_summed(zone, row, level.text.text) is None:
            continue
        points = {**(level_label(level).points if is_whole else {}), **_by_role(zone, row)}
        if "score" not in points or not ("max_score" in points or is_sum):
            continue
        _record(zone, row, level_label(level).name, points, recorder)


def _first_words(zone: Zone, row: int) -> list[CellText]:
    return [cell for cell in zone.view.printed_cells(row) if points_of(cell) is None][:1]


def _record(
    zone: Zone, row: int, component: str, points: Mapping[str, Points], recorder: Recorder, rule: str = "score_row"
) -> None:
    if (said := _said_before(component, points, recorder)) and (component == TOTAL or said.extraction_rule != rule):
        _say_again(zone, row, said, points, recorder)  # subtotals of a table of criteria, and a summary of its levels
        return
    grade = next((m.group(1) for c in zone.view.printed_cells(row) if (m := _GRADE.match(c.text.text))), None)
    rate = zone.cell(row, "score_rate") or (None if zone.is_money else zone.cell(row, "rate"))
    fact_id = recorder.add(
        "scores",
        zone.view.row_span(row),
        rule,
        component=component,
        score_rate_pct=rate_of(rate),
        grade=grade,
        **{column: printed.value for column, printed in points.items()},
    )
    places = {column: (printed.cell, printed.run) for column, printed in points.items()}
    if rate is not None:
        places["score_rate_pct"] = (rate, (0, len(rate.text)))
    _record_figures(zone, row, fact_id, places, recorder, rule)


def _record_figures(
    zone: Zone, row: int, fact_id: str, places: Mapping[str, tuple[CellText, Run]], recorder: Recorder, rule: str = "score_row"
) -> None:
    for column, (cell, run) in places.items():
        recorder.cell_figure("scores", fact_id, column, zone.view, cell, rule, run=run, row=row)
