"""The self-score in tables: components with full marks and points, and the total row of an indicator form."""

from __future__ import annotations

import re
from decimal import Decimal

from orchestration.extraction.indicator_levels import level_name
from orchestration.extraction.money_table import rate_of
from orchestration.extraction.money_words import breakdown_of, without_prefix
from orchestration.extraction.outline import CellText
from orchestration.extraction.recorder import Recorder
from orchestration.extraction.zones import Zone
from orchestration.language import parse_number

_TOTAL = re.compile(
    r"^(?:评价|自评|绩效|综合|最终)?(?:自评)?(?:总分值?|合计|总计|得分合计|合计得分|总得分|总分数|自评总?(?:得)?分|综合得分|总评分)(?:\(.{0,40}\))?[:：]?$"
)
_POINTS_OF = re.compile(r"(?P<score>\d{1,3}(?:\.\d+)?)分?(?:/(?P<of>\d{1,3}(?:\.0+)?)分?|\((?P<full>\d{1,3}(?:\.0+)?)分?\))")  # 96.60/100, 99.48(100)
_SUBTOTAL = re.compile(
    r"(?P<level>[\u4e00-\u9fff]{2,10}?)?(?:小\s?计(?:\(.{0,14}\))?|(?<=投入|过程|产出|效益|效果|决策|管理|指标)得分)$"
)
_LABELLED = re.compile(
    r"(?P<level>[\u4e00-\u9fff]{2,10})\((?:满分|分值|权重)?:?(?P<full>\d{1,3}(?:\.\d+)?)分?[,;、/](?:自评|实际)?(?:得分?|实得)?:?(?P<score>\d{1,3}(?:\.\d+)?)分?\)"
)
_GRADE = re.compile(r"^(?:(?:评价|自评)?等[级次]:?)?(优秀?|良好?|中等?|差|较差)$")
_HUNDRED = Decimal(100)
_OF_LEVEL = "score_of_level"  # a level over criteria that have points of their own
_OWN_POINTS = {"weight": "level_weight", "score": "level_score"}  # the columns of a level's points


def read_score_zone(zone: Zone, recorder: Recorder) -> None:
    """Record one score per row of a table of components, and one per level: its row 小计, or points beside its label."""
    level: CellText | None = None
    for row in zone.rows:
        cells = {role: cell for role in zone.roles if (cell := zone.cell(row, role))}
        labels = _labels(zone, row)
        name = labels[-1] if labels else _first_words(zone, row)
        if name is None:
            continue
        head = _head(zone, labels)
        if head is not None and (level is None or head.text.text != level.text.text):
            level = head
            _record_level(zone, row, level, name, recorder)
        cells |= {role: cell for role in ("weight", "score") if (cell := _beside(zone, row, name, role))}
        score, words = points_of(cells.get("score")), name.text.text
        if score is None or (zone.is_money and breakdown_of(words) is not None):
            continue
        if subtotal := _SUBTOTAL.match(words):
            if whole := subtotal["level"] or (level.text.text if level else None):
                _record(zone, row, level_name(whole) or whole, cells, score, recorder, _OF_LEVEL)
            continue
        _record(zone, row, "total" if _TOTAL.match(words) else name.text.printed(), cells, score, recorder)


def _labels(zone: Zone, row: int) -> list[CellText]:
    """The cells that name a row, its levels first: 评价维度 | 评价要素, 一级指标 | 三级指标; of an item none but it."""
    roles = ("component",) if "component" in zone.roles else ("level1", "level2", "level3")
    columns = sorted(column for role in roles for column in zone.columns_of(role)) or zone.columns_of("item")[:1]
    cells = (zone.view.grid[row][column] for column in columns)
    return [cell for cell in cells if cell is not None and cell.text.text]


def _head(zone: Zone, labels: list[CellText]) -> CellText | None:
    """The label of the outermost level in a row that has one beside its name."""
    first = min(zone.columns_of("component") or zone.columns_of("level1") or zone.columns_of("level2"), default=-1)
    is_head = len(labels) > 1 and labels[0].column == first and not _SUBTOTAL.match(labels[0].text.text)
    return labels[0] if is_head else None


def _beside(zone: Zone, row: int, name: CellText, role: str) -> CellText | None:
    """Of several columns of points, one for each level, the one right of the name; None where there is one, or it is empty."""
    columns = zone.columns_of(role)
    right = next((column for column in columns if column > name.column), None)
    return zone.view.grid[row][right] if len(columns) > 1 and right is not None else None


def _record_level(zone: Zone, row: int, level: CellText, name: CellText, recorder: Recorder) -> None:
    """Record the points of a level in columns of its own, between its label and the names under it (投入 | 20 | 18 |
    预算编制 | 5 | 5), or in its label: 投入(20分,得18分)."""
    if labelled := _LABELLED.fullmatch(level.text.text):
        _record_labelled(zone, row, level, labelled, recorder)
        return
    cells = {role: cell for role in _OWN_POINTS if (cell := _beside(zone, row, level, role)) and cell.column < name.column}
    cells |= {role: cell for role, own in _OWN_POINTS.items() if (cell := zone.cell(row, own))}
    score = points_of(cells.get("score"))
    if score is not None:
        _record(zone, row, level_name(level.text.text) or level.text.text, cells, score, recorder, _OF_LEVEL)


def _record_labelled(zone: Zone, row: int, level: CellText, points: re.Match[str], recorder: Recorder) -> None:
    """Record a level whose label holds its points. `points`: groups `level`, `full`, `score` of the label."""
    printed = {"max_score": "full", "score": "score"}
    read = {column: parse_number(points[group]) for column, group in printed.items()}
    fact_id = recorder.add("scores", zone.view.row_span(row), _OF_LEVEL, component=points["level"], **read)
    for column, group in printed.items():
        recorder.figure(
            "scores", fact_id, column, level.text.span(*points.span(group)), _OF_LEVEL, cell=level.cell,
            table_seq=zone.view.seq, row_seq=level.row, sheet_name=zone.view.sheet_name,
        )  # fmt: skip


def read_total_row(zone: Zone, recorder: Recorder, project: str | None = None) -> None:
    """Record the total of a form's indicators: the row 总分 | 100 | 95. `project`: the one of several the form is about."""
    for row in zone.rows:
        cells = zone.view.printed_cells(row)
        label = next((cell for cell in cells if _TOTAL.match(without_prefix(cell.text).text)), None)
        if label is None or ((zone.is_money or not zone.columns) and "分" not in label.text.text):
            continue  # 合计 in a block of money is of the money, in a list without header of whatever is listed
        by_role = {
            role: cell for role in ("weight", "score") if (cell := zone.cell(row, role)) and points_of(cell) is not None
        }
        score = points_of(by_role.get("score"))
        numbers = [cell for cell in cells if cell.column > label.column and points_of(cell) is not None]
        if score is None and len(numbers) == 1 and "weight" not in by_role:
            by_role["score"], score = numbers[0], points_of(numbers[0])
        elif len(numbers) == 2 and len(by_role) < 2:
            by_role["weight"], by_role["score"] = numbers
            score = points_of(numbers[1])
        if score is not None and score <= _HUNDRED * 2:
            _record(zone, row, project or "total", by_role, score, recorder)


def read_level_scores(zone: Zone, recorder: Recorder) -> None:
    """Record the points of a whole level of indicators: its row 小计, or one of its own: 一、投入管理 | 16 | 13.1."""
    level: CellText | None = None
    for row in zone.rows:
        cells = {role: cell for role in zone.roles if (cell := zone.cell(row, role)) and cell.text}
        words = [cell for role in ("level1", "level2", "level3") if (cell := cells.get(role))]
        is_sum = any(_SUBTOTAL.match(cell.text.text) for cell in words)
        if (own := cells.get("level1")) and not _SUBTOTAL.match(own.text.text):
            level = own
        is_whole = words == [level] and not {"target", "actual"} & cells.keys()
        weight, score = points_of(cells.get("weight")), points_of(cells.get("score"))
        if level is None or not (is_sum or is_whole) or weight is None or score is None or _TOTAL.match(level.text.text):
            continue
        name = level_name(without_prefix(level.text).text)
        _record(zone, row, name or level.text.text, {"weight": cells["weight"], "score": cells["score"]}, score, recorder)


def _first_words(zone: Zone, row: int) -> CellText | None:
    return next((cell for cell in zone.view.printed_cells(row) if points_of(cell) is None), None)


def _with_full_marks(cells: dict[str, CellText]) -> dict[str, CellText]:
    """The cells of a row, of which `weight` is where its full marks stand: beside the points (96.60/100), or in a cell of
    their own; a cell that reaches over both columns holds points alone."""
    score = cells.get("score")
    if score and _POINTS_OF.fullmatch(score.text.text):
        return cells | {"weight": score}
    return {role: cell for role, cell in cells.items() if role != "weight" or score is None or cell.cell is not score.cell}


def _full_marks(cells: dict[str, CellText]) -> Decimal | None:
    both = _POINTS_OF.fullmatch(cells["weight"].text.text) if "weight" in cells else None
    return parse_number(both["of"] or both["full"]) if both else points_of(cells.get("weight"))


def points_of(cell: CellText | None) -> Decimal | None:
    """The points that a cell prints (18.5, 18.5分, 18.5/20), or None."""
    if cell is None:
        return None
    both = _POINTS_OF.fullmatch(cell.text.text)
    return parse_number(both["score"] if both else cell.text.text.rstrip("分"))


def _record(
    zone: Zone,
    row: int,
    component: str,
    cells: dict[str, CellText],
    score: Decimal,
    recorder: Recorder,
    rule: str = "score_row",
) -> None:
    cells = _with_full_marks(cells)
    grade = next((m.group(1) for c in zone.view.printed_cells(row) if (m := _GRADE.match(c.text.text))), None)
    fact_id = recorder.add(
        "scores",
        zone.view.row_span(row),
        rule,
        component=component,
        max_score=_full_marks(cells),
        score=score,
        score_rate_pct=rate_of(cells.get("score_rate") or (None if zone.is_money else cells.get("rate"))),
        grade=grade,
    )
    for role, column in (("weight", "max_score"), ("score", "score"), ("score_rate", "score_rate_pct")):
        if role in cells:
            cell = cells[role]
            recorder.figure(
                "scores",
                fact_id,
                column,
                cell.text.span(0, len(cell.text)),
                rule,
                cell=cell.cell,
                table_seq=zone.view.seq,
                row_seq=row,
                sheet_name=zone.view.sheet_name,
            )
