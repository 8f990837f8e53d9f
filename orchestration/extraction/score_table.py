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
_SUBTOTAL = re.compile(r"^小\s?计")
_GRADE = re.compile(r"^(?:(?:评价|自评)?等[级次]:?)?(优秀?|良好?|中等?|差|较差)$")
_HUNDRED = Decimal(100)


def read_score_zone(zone: Zone, recorder: Recorder) -> None:
    """Record one score per row of a table of components."""
    for row in zone.rows:
        cells = {role: cell for role in zone.roles if (cell := zone.cell(row, role))}
        for column in zone.columns_of("component"):  # 评价维度 | 评价要素: the last names the row
            if (cell := zone.view.grid[row][column]) is not None and cell.text.text:
                cells["component"] = cell
        name = _name(cells) or _first_words(zone, row)
        if name and (beside := _weight_beside(zone, row, name)):
            cells["weight"] = beside
        score = points_of(cells.get("score"))
        if name is None or score is None:
            continue
        words = name.text.text
        if _SUBTOTAL.match(words) or (zone.is_money and breakdown_of(words) is not None):
            continue
        _record(zone, row, "total" if _TOTAL.match(words) else name.text.printed(), cells, score, recorder)


def _weight_beside(zone: Zone, row: int, name: CellText) -> CellText | None:
    """Of several columns of full marks, one for each level, the one right of the name."""
    columns = zone.columns_of("weight")
    right = next((column for column in columns if column > name.column), None)
    return zone.view.grid[row][right] if len(columns) > 1 and right is not None else None


def _name(cells: dict[str, CellText]) -> CellText | None:
    """The finest name of a row: of criteria in three levels the third."""
    return next((cells[role] for role in ("component", "level3", "level2", "level1", "item") if role in cells), None)


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
    zone: Zone, row: int, component: str, cells: dict[str, CellText], score: Decimal, recorder: Recorder
) -> None:
    rule, cells = "score_row", _with_full_marks(cells)
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
