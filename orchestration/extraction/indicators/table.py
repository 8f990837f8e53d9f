"""Indicators in tables: one row, one indicator; packed cells and packed rows become several.

Names, levels, target, actual, status, weight and score as printed; what they mean is computed in dbt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from orchestration.document import MappedText
from orchestration.extraction.indicators.entries import entry_of, word
from orchestration.extraction.indicators.rows import EMPTY, Row, rows_of
from orchestration.extraction.rates import rate_of
from orchestration.extraction.recorder import Recorder
from orchestration.extraction.structure.captions import context_of
from orchestration.extraction.structure.columns import MONEY_ROLES, is_comparator
from orchestration.extraction.structure.outline import CellText
from orchestration.extraction.structure.zones import Zone
from orchestration.language import Value, parse_number, parse_value, split_packed
from orchestration.language.units import unit_pattern

_FOOT = re.compile(r"[一二三四五六七八九十]{1,2}、[^,。;]*(?:问题|原因|措施|建议)|联系(?:人|电话)|填[报表]|评审意见|经办人|负责人|备注|说明|批复(?:文号|日期|单位)")
_FORM_TITLE = re.compile(r"(?:申报|自评|评价|目标)表(?:\(.{1,8}\))?$")
_WEIGHTED = re.compile(r"(?<=[\u4e00-\u9fff\d%)])\((?:满分|分值|权重)?(?P<weight>\d{1,2}(?:\.\d+)?)分\)$")  # 路灯维修数量(10分)
_NAME_NUMBER = re.compile(r"^(?:指标\d{1,2}[:.、]?|[(]?\d{1,2}[).、:]\s?(?!\d)|[①-⑳]|[★☆*※]+)+\s*")
_PLACEHOLDER = re.compile(r"\([≥≤=><~]*[*×xX]+[^()]*\)$|[…\s.]+$")
_NAMED_UNIT = re.compile(r"\((?:单位:)?([^()]{1,6})\)$")
_HOLD_TARGETS = frozenset({"target", "goal"})
_MOST_APART = 10  # times that a result without a unit may be its target, in whose unit it is
_LONGEST_NAME = 120  # packed names of a whole page stand in one cell


def read_indicator_zone(zone: Zone, recorder: Recorder, project: str | None = None) -> None:
    """Record the indicators of a zone. `project`: whose form the table is, where it stands beside an office's own."""
    context = _contexts(zone, project)
    for row in rows_of(zone):
        if _is_one_text(row) or _FOOT.match(row.level1 or ""):
            continue
        for part_seq, part in enumerate(_unpack_row(row), 1):
            part = part if zone.roles & _HOLD_TARGETS else _with_target_of_name(part)
            _record(zone, row, part, part_seq, context[row.row], recorder)


def _is_one_text(row: Row) -> bool:
    """Whether one merged cell covers name and values (存在问题 with its text across the form): no indicator."""
    name = row.cells.get("level3")
    values = [row.cells[role] for role in ("target", "actual") if role in row.cells]
    one_value = len(values) == 2 and values[0].cell is values[1].cell and values[0].cell.column_span > 1
    return name is not None and (
        one_value or any(cell.cell is name.cell for cell in values) or len(name.text) > _LONGEST_NAME
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """One indicator of a row: its name, and its target and actual text."""

    name: MappedText
    target: MappedText | None
    actual: MappedText | None


def _contexts(zone: Zone, project: str | None) -> dict[int, str | None]:
    """The task each row stands in, else the project of the form, else the caption of the table."""
    caption = project or context_of(zone.view)
    if "item" not in zone.roles or "level1" in zone.roles:
        return dict.fromkeys(zone.rows, caption)
    contexts, current = {}, caption
    for row in zone.rows:
        cell = zone.cell(row, "item")
        current = cell.text.printed() if cell else current
        contexts[row] = current
    return contexts


def _unpack_row(row: Row) -> Iterator[_Part]:
    """The indicators of a row: blank-parted names with as many values, or one name with a cell of several values."""
    name, target, actual = row.cells.get("level3"), row.cells.get("target"), row.cells.get("actual")
    if name is None:
        return
    names = _words(name)
    value_cells = [cell for cell in (target, actual) if cell]
    if len(names) > 1 and value_cells and all(_is_packed(cell, len(names)) for cell in value_cells):
        targets, actuals = (_words(cell) if cell else [] for cell in (target, actual))
        for index, packed_name in enumerate(names):
            yield _Part(packed_name, _nth(targets, index, len(names)), _nth(actuals, index, len(names)))
        return
    targets, actuals = _packed_values(target), _packed_values(actual)
    count = max(len(targets), len(actuals))
    if count > 1 and len(targets) in (0, 1, count) and len(actuals) in (0, 1, count):
        for index in range(count):
            yield _Part(name.text, _nth(targets, index, count), _nth(actuals, index, count))
        return
    yield _Part(name.text, target.text if target else None, actual.text if actual else None)


def _with_target_of_name(part: _Part) -> _Part:
    """A part whose name tells its target, as it does where no column holds one: 修复沟渠12公里 | 12.5公里."""
    entry = entry_of(part.name.text, "", 0, len(part.name), True) if part.actual else None
    target = part.name.slice(*entry.target) if entry and entry.target else None
    if entry is None or target is None or parse_value(target.text).value is None:
        return part
    return replace(part, name=part.name.slice(*entry.name), target=target)


def _nth(parts: list[MappedText], index: int, count: int) -> MappedText | None:
    if len(parts) == count:
        return parts[index]
    return parts[0] if parts else None


def _words(cell: CellText) -> list[MappedText]:
    """The blank-parted words of a cell as printed."""
    source, start, end = cell.text.source, cell.cell.start, cell.cell.end
    spans = [(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", source[start:end])]
    return [text for span in spans if (text := MappedText.of(source, [span], markup=True))]


def _is_packed(cell: CellText, count: int) -> bool:
    words = _words(cell)
    return len(words) == count and all(parse_value(word.text).value is not None for word in words)


def _packed_values(cell: CellText | None) -> list[MappedText]:
    if cell is None:
        return []
    parts, position = [], 0
    for text in split_packed(cell.text.text):
        start = cell.text.text.index(text, position)
        position = start + len(text)
        parts.append(cell.text.slice(start, position))
    return parts or [cell.text]


def _record(zone: Zone, row: Row, part: _Part, part_seq: int, context: str | None, recorder: Recorder) -> None:
    weighted = None if row.text("weight") else _WEIGHTED.search(part.name.text)
    name = _clean_name(part.name.slice(0, weighted.start()) if weighted else part.name)
    if not name or name.text in EMPTY or _FORM_TITLE.search(name.text) or not _states_something(row, part):
        return
    target, actual = _values(row, part)
    status, reason = _status_and_reason(zone, row)
    rule = "indicator_row" if part_seq == 1 else "indicator_packed_row"
    fact_id = recorder.add(
        "indicators",
        zone.view.row_span(row.row),
        rule,
        context=context,
        table_seq=zone.view.seq,
        row_seq=row.row,
        part_seq=part_seq,
        level1=row.level1,
        level2=row.level2,
        indicator_name=name.printed(),
        target_text=_printed_target(row, part.target, row.text("unit")),
        target_comparator=target.comparator if target else None,
        target_value=target.value if target else None,
        target_unit=target.unit if target else None,
        actual_text=_printed(part.actual),
        actual_comparator=actual.comparator if actual else None,
        actual_value=actual.value if actual else None,
        actual_unit=actual.unit if actual else None,
        declared_status=_unticked(_printed(status.text)) if status else None,
        declared_completion_pct=rate_of(_completion(zone, row)),
        weight=parse_number(weighted["weight"] if weighted else row.text("weight").rstrip("分")),
        declared_score=parse_number(row.text("score").rstrip("分")),
        deviation_reason_text=_printed(reason.text) if reason else None,
    )
    full = part.name.slice(*weighted.span("weight")) if weighted else None
    places = {
        "weight": (row.cells.get("level3"), full),
        "target_value": (row.cells.get("target"), _figure_in(part.target, target, len(_sign(row)))),
        "actual_value": (row.cells.get("actual"), _figure_in(part.actual, actual, 0)),
    }
    _figures(zone, row, part, places, fact_id, recorder, rule)


def _states_something(row: Row, part: _Part) -> bool:
    """Whether a row says more than the name of an indicator."""
    return bool(part.target or part.actual or row.text("weight") or row.text("status"))


def _values(row: Row, part: _Part) -> tuple[Value | None, Value | None]:
    """Target and result as values, with the comparator and the unit that other columns or the name hold."""
    unit = row.text("unit") or _unit_of_name(part.name.text)
    target = parse_value(f"{_sign(row)}{part.target.text}{_unit_suffix(part.target.text, unit)}") if part.target else None
    actual = parse_value(f"{part.actual.text}{_unit_suffix(part.actual.text, unit)}") if part.actual else None
    return target, _in_unit_of(target, actual)


def _status_and_reason(zone: Zone, row: Row) -> tuple[CellText | None, CellText | None]:
    """The cells of the status and of the reason; where no column is of the status, 已完成 in that of reasons is it, and in one
    that explains (完成情况说明) all else is a reason."""
    status, reason = row.cells.get("status"), row.cells.get("reason")
    is_status = status is None and reason is not None and word("status_alone").fullmatch(reason.text.text) is not None
    if is_status:
        return reason, None
    is_reason = reason is None and status is not None and _explains(zone, status) and not word("status_alone").match(status.text.text)
    return (None, status) if is_reason else (status, reason)


def _explains(zone: Zone, cell: CellText) -> bool:
    """Whether the header over a cell says that it explains."""
    header = zone.view.grid[zone.header_row][cell.column] if zone.header_row is not None else None
    return header is not None and "说明" in header.text.text


def _figure_in(text: MappedText | None, value: Value | None, prefix: int) -> MappedText | None:
    """The figure inside a cell's text: the number where one was read, else the whole text. `prefix` characters of a
    comparator from another column stood before the text when it was read."""
    if text is None or value is None or value.start is None or value.end is None:
        return text
    start, end = max(0, value.start - prefix), min(len(text), value.end - prefix)
    return text.slice(start, end) if start < end else text


def _completion(zone: Zone, row: Row) -> CellText | None:
    """The cell of the rate of completion; beside 预算数 | 执行数 a rate is of the money."""
    return None if zone.roles & MONEY_ROLES else row.cells.get("rate")


_Places = dict[str, tuple[CellText | None, MappedText | None]]


def _figures(zone: Zone, row: Row, part: _Part, values: _Places, fact_id: str, recorder: Recorder, rule: str) -> None:
    places: _Places = {"indicator_name": (row.cells["level3"], part.name), **values}
    if (completion := _completion(zone, row)) is not None:
        places["declared_completion_pct"] = (completion, completion.text)
    for role, column in (
        ("weight", "weight"),
        ("score", "declared_score"),
        ("reason", "deviation_reason_text"),
    ):
        if role in row.cells:
            places[column] = (row.cells[role], row.cells[role].text)
    for column, (cell, text) in places.items():
        if cell is None or text is None:
            continue
        recorder.figure(
            "indicators",
            fact_id,
            column,
            text.span(0, len(text)),
            rule,
            cell=cell.cell,
            table_seq=zone.view.seq,
            row_seq=cell.column if zone.view.is_turned else row.row,
            sheet_name=zone.view.sheet_name,
        )


def _clean_name(name: MappedText) -> MappedText:
    match = _NAME_NUMBER.match(name.text)
    name = name.slice(match.end(), len(name)) if match and match.end() < len(name) else name
    tail = _PLACEHOLDER.search(name.text)
    return name.slice(0, tail.start()) if tail and tail.start() else name


def _unit_suffix(value: str, unit: str) -> str:
    """The unit of a column of its own, where the value does not print one itself."""
    counted = "个月" if unit == "月" else unit  # 6月 would be June
    may_follow = bool(unit) and unit not in EMPTY and not unit[0].isdigit()  # 15 and 1/10万 are no 151
    return counted if may_follow and value and value[-1].isdigit() else ""


def _unit_of_name(name: str) -> str:
    """The unit that a name ends in: 修复大棚数量(座), 防治面积(万亩次). 清扫面积(6分) are its points."""
    match = _NAMED_UNIT.search(name)
    unit = match.group(1) if match else ""
    return unit if unit != "分" and unit_pattern().fullmatch(unit.lstrip("十百千万亿")) else ""


def _printed_target(row: Row, target: MappedText | None, unit: str) -> str | None:
    if target is None:
        return None
    text = _printed(target)
    if text is None or not _sign(row):
        return text
    return f"{row.cells['comparator'].text.printed()}{text}{_unit_suffix(target.text, unit)}"


def _in_unit_of(target: Value | None, actual: Value | None) -> Value | None:
    """A bare result in the unit of its target (≥18口 | 21); zero is zero of whatever, and 0.95 of 95% is a share of one."""
    if target is None or actual is None or actual.unit is not None or not actual.value or target.unit is None:
        return actual
    alike = target.value is not None and target.value / _MOST_APART <= actual.value <= target.value * _MOST_APART
    return replace(actual, unit=target.unit) if alike else actual


def _sign(row: Row) -> str:
    """The comparator of a column of its own; 定性 says that there is none."""
    text = row.text("comparator")
    return text if is_comparator(text) else ""


def _printed(text: MappedText | None) -> str | None:
    return text.printed() if text and text.text not in EMPTY else None


def _unticked(status: str | None) -> str | None:
    """A status without the box before it: ☑达标."""
    return status.lstrip("☑☐□√✓■ ") or None if status else None
