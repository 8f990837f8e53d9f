"""Indicators in tables: one row, one indicator; packed cells and packed rows become several.

Names, levels, target, actual, status, weight and score as printed; what they mean is computed in dbt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from orchestration.document import MappedText
from orchestration.extraction.captions import context_of
from orchestration.extraction.columns import INDICATOR_NAME_ROLES, is_comparator
from orchestration.extraction.indicator_levels import contradict, is_level, level_name, spread_labels
from orchestration.extraction.money_words import without_prefix
from orchestration.extraction.outline import CellText
from orchestration.extraction.recorder import Recorder
from orchestration.extraction.zones import Zone
from orchestration.language import Value, parse_number, parse_value, split_packed
from orchestration.language.units import unit_pattern

_TOTAL = re.compile(r"^(?:总分|合计|总计|小计|得分合计|总得分|自评总?(?:得)?分|综合得分|评价总?得分)")
_FOOT = re.compile(r"联系(?:人|电话)|填[报表]|评审意见|经办人|负责人|备注|说明|批复(?:文号|日期|单位)")
_FORM_TITLE = re.compile(r"(?:申报|自评|评价|目标)表(?:\(.{1,8}\))?$")
_NAME_NUMBER = re.compile(r"^(?:指标\d{1,2}[:.、]?|[(]?\d{1,2}[).、:]\s?(?!\d)|[①-⑳]|[★☆*※]+)+\s*")
_PLACEHOLDER = re.compile(r"\([≥≤=><~]*[*×xX]+[^()]*\)$|[…\s.]+$")
_NAMED_UNIT = re.compile(r"\((?:单位:)?([^()]{1,6})\)$")
_LEAST_GROUPS = 2
_LONGEST_NAME = 120  # packed names of a whole page stand in one cell
_EMPTY = frozenset({"", "-", "--", "/", "无", "…", "……", "\\", "——"})


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of one indicator row by role, levels filled in."""

    row: int
    level1: str | None
    level2: str | None
    cells: dict[str, CellText]

    def text(self, role: str) -> str:
        cell = self.cells.get(role)
        return cell.text.text if cell else ""


def read_indicator_zone(zone: Zone, recorder: Recorder, project: str | None = None) -> None:
    """Record the indicators of a zone. `project`: whose form the table is, where it stands beside an office's own."""
    context = _contexts(zone, project)
    for row in _rows(zone):
        if _is_one_text(row) or _FOOT.match(row.level1 or ""):
            continue
        for part_seq, part in enumerate(_unpack_row(row), 1):
            _record(zone, row, part, part_seq, context[row.row], recorder)


def _is_one_text(row: _Row) -> bool:
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


def _rows(zone: Zone) -> Iterator[_Row]:
    cells_by_row = ((row, _cells(zone, row)) for row in zone.rows)
    rows = [(row, cells) for row, cells in cells_by_row if not _sums_up(cells)]
    if "level2" not in zone.roles and sum(_heads_group(cells) for _, cells in rows) >= _LEAST_GROUPS:
        yield from _grouped(rows)
        return
    level1 = _level_labels(zone, rows, "level1", None)
    if "level2" not in zone.roles and any(level1) and _are_second_level(level1):
        yield from (_Row(row, None, level_name(label), _with_valid_target(cells)) for (row, cells), label in zip(rows, level1, strict=True))
        return
    groups = _numbered(level1)
    level2 = _level_labels(zone, rows, "level2", groups)
    for (row, cells), first, second in zip(rows, level1, level2, strict=True):
        if "level3" not in cells and "level2" in cells and "level3" not in zone.roles:
            cells["level3"], second = cells["level2"], ""
        if contradict(first, second):
            first = ""
        yield _Row(row, level_name(first), level_name(second), _with_valid_target(cells))


def _heads_group(cells: dict[str, CellText]) -> bool:
    """Whether a row names a level and its points, and no indicator: 一、投入管理 | 16 | 13.1."""
    return "level1" in cells and "weight" in cells and not {"level3", "target", "actual"} & cells.keys()


def _grouped(rows: list[tuple[int, dict[str, CellText]]]) -> Iterator[_Row]:
    """Rows under rows of their own for level 1: what the column prints beside the indicators is level 2."""
    heads: list[str] = []
    members: list[tuple[int, dict[str, CellText]]] = []
    head = ""
    for row, cells in rows:
        if _heads_group(cells):
            head = without_prefix(cells["level1"].text).text
        else:
            heads.append(head)
            members.append((row, cells))
    labels = [cells["level1"].text.text if "level1" in cells else "" for _, cells in members]
    for (row, cells), first, second in zip(members, heads, spread_labels(labels, _numbered(heads)), strict=True):
        yield _Row(row, level_name(first), level_name(second), _with_valid_target(cells))


def _are_second_level(labels: list[str]) -> bool:
    """Whether labels say 数量指标 and the like: a column 指标类型 may hold the second level alone."""
    stated = {label for label in labels if label}
    return all(is_level("level2", label) for label in stated) and any(not is_level("level1", label) for label in stated)


def _sums_up(cells: dict[str, CellText]) -> bool:
    """Whether a row is a total or subtotal. Its label is no level, nor does it part what stands around it."""
    return any(_TOTAL.match(cells[role].text.text) for role in INDICATOR_NAME_ROLES & cells.keys())


def _with_valid_target(cells: dict[str, CellText]) -> dict[str, CellText]:
    """Where a form prints the target of the year's beginning and an adjusted one, the adjusted one is held to."""
    adjusted = cells.get("adjusted_target")
    return {**cells, "target": adjusted} if adjusted and adjusted.text.text not in _EMPTY else cells


def _level_labels(
    zone: Zone, rows: list[tuple[int, dict[str, CellText]]], role: str, groups: list[int] | None
) -> list[str]:
    labels = [cells[role].text.text if role in cells else "" for _, cells in rows]
    if zone.view.spans_known and all(labels):
        return labels
    return spread_labels(labels, groups) if any(labels) else labels


def _numbered(labels: list[str]) -> list[int]:
    groups, number = [], 0
    for index, label in enumerate(labels):
        number += index > 0 and label != labels[index - 1]
        groups.append(number)
    return groups


def _cells(zone: Zone, row: int) -> dict[str, CellText]:
    """The cells of a row by role. A row that lost cells on the left is read from the right."""
    own = zone.view.row_cells(row)
    lost = zone.view.columns - len(own)
    name_columns = zone.columns_of("level3")
    if moved := _moved_right(zone, row):
        return moved
    whole = zone.view.spans_known or not 0 < lost <= 2 or not name_columns or len(zone.columns) < zone.view.columns
    if whole or _begins_at_left(zone, own):
        return {role: cell for role in zone.roles if (cell := zone.cell(row, role))}
    cells: dict[str, CellText] = {}
    for column, header in zone.columns.items():
        place = column - lost if column >= name_columns[0] else column
        if 0 <= place < len(own) and (column >= name_columns[0] or place < name_columns[0] - lost) and own[place].text:
            cells.setdefault(header.role, own[place])
    return cells


def _moved_right(zone: Zone, row: int) -> dict[str, CellText]:
    """The cells of a row that prints one empty cell too few at its left, so that its label of level 2 stands further right
    than its column; empty for any other."""
    second, third = zone.columns_of("level2"), zone.columns_of("level3")
    if not second or not third or third[0] - second[0] != 1:
        return {}
    grid = zone.view.grid[row]
    label = grid[third[0]]
    before = grid[second[0]]
    if label is None or not is_level("level2", label.text.text) or (before is not None and before.text):
        return {}
    named = grid[third[0] + 1] if third[0] + 1 < len(grid) else None
    if named is None or parse_value(named.text.text).value is not None or is_comparator(named.text.text):
        return {}
    shifted = {column.role: grid[place + 1] for place, column in zone.columns.items() if place >= second[0] and place + 1 < len(grid)}
    return {role: cell for role, cell in shifted.items() if cell is not None and cell.text}


def _begins_at_left(zone: Zone, own: Sequence[CellText]) -> bool:
    """Whether a short row has its labels of levels where they belong: what it lost stood at the right."""
    labels = [(role, zone.columns_of(role)) for role in ("level1", "level2")]
    if not all(columns for _, columns in labels):
        return False
    cells = {cell.column: cell.text.text for cell in own}
    return all(is_level(role, cells.get(columns[0], "")) for role, columns in labels)


def _unpack_row(row: _Row) -> Iterator[_Part]:
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


def _record(zone: Zone, row: _Row, part: _Part, part_seq: int, context: str | None, recorder: Recorder) -> None:
    name = _clean_name(part.name)
    if not name or name.text in _EMPTY or _FORM_TITLE.search(name.text):
        return
    comparator, unit = _sign(row), row.text("unit")
    measured = unit or _unit_of_name(part.name.text)
    target = (
        parse_value(f"{comparator}{part.target.text}{_unit_suffix(part.target.text, measured)}") if part.target else None
    )
    actual = parse_value(f"{part.actual.text}{_unit_suffix(part.actual.text, measured)}") if part.actual else None
    if not part.target and not part.actual and not row.text("weight") and not row.text("status"):
        return
    status, reason = row.cells.get("status"), row.cells.get("reason")
    rate = row.cells.get("rate")
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
        target_text=_printed_target(row, part.target, unit),
        target_comparator=target.comparator if target else None,
        target_value=target.value if target else None,
        target_unit=target.unit if target else None,
        actual_text=_printed(part.actual),
        actual_comparator=actual.comparator if actual else None,
        actual_value=actual.value if actual else None,
        actual_unit=actual.unit if actual else None,
        declared_status=_printed(status.text) if status else None,
        declared_completion_pct=_percent(rate),
        weight=parse_number(row.text("weight").rstrip("分")),
        declared_score=parse_number(row.text("score").rstrip("分")),
        deviation_reason_text=_printed(reason.text) if reason else None,
    )
    values = {
        "target_value": (row.cells.get("target"), _figure_in(part.target, target, len(comparator))),
        "actual_value": (row.cells.get("actual"), _figure_in(part.actual, actual, 0)),
    }
    _figures(zone, row, part, values, fact_id, recorder, rule)


def _figure_in(text: MappedText | None, value: Value | None, prefix: int) -> MappedText | None:
    """The figure inside a cell's text: the number where one was read, else the whole text. `prefix` characters of a
    comparator from another column stood before the text when it was read."""
    if text is None or value is None or value.start is None or value.end is None:
        return text
    start, end = max(0, value.start - prefix), min(len(text), value.end - prefix)
    return text.slice(start, end) if start < end else text


_Places = dict[str, tuple[CellText | None, MappedText | None]]


def _figures(zone: Zone, row: _Row, part: _Part, values: _Places, fact_id: str, recorder: Recorder, rule: str) -> None:
    places: _Places = {"indicator_name": (row.cells["level3"], part.name), **values}
    for role, column in (
        ("rate", "declared_completion_pct"),
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
            row_seq=row.row,
            sheet_name=zone.view.sheet_name,
        )


def _clean_name(name: MappedText) -> MappedText:
    match = _NAME_NUMBER.match(name.text)
    name = name.slice(match.end(), len(name)) if match and match.end() < len(name) else name
    tail = _PLACEHOLDER.search(name.text)
    return name.slice(0, tail.start()) if tail and tail.start() else name


def _unit_suffix(value: str, unit: str) -> str:
    """The unit of a column of its own, where the value does not print one itself."""
    return unit if unit and unit not in _EMPTY and value and value[-1].isdigit() else ""


def _unit_of_name(name: str) -> str:
    """The unit that a name ends in: 修复大棚数量(座), 防治面积(万亩次). 清扫面积(6分) are its points."""
    match = _NAMED_UNIT.search(name)
    unit = match.group(1) if match else ""
    return unit if unit != "分" and unit_pattern().fullmatch(unit.lstrip("十百千万亿")) else ""


def _printed_target(row: _Row, target: MappedText | None, unit: str) -> str | None:
    if target is None:
        return None
    text = _printed(target)
    if text is None or not _sign(row):
        return text
    return f"{row.cells['comparator'].text.printed()}{text}{_unit_suffix(target.text, unit)}"


def _sign(row: _Row) -> str:
    """The comparator of a column of its own; 定性 says that there is none."""
    text = row.text("comparator")
    return text if is_comparator(text) else ""


def _printed(text: MappedText | None) -> str | None:
    return text.printed() if text and text.text not in _EMPTY else None


def _percent(cell: CellText | None) -> Decimal | None:
    """A rate in percent points; a bare fraction up to 1.5 in a column of rates is a share (0.958 is 95.8 %)."""
    if cell is None:
        return None
    text = cell.text.text
    number = parse_number(text.rstrip("%").strip())
    if number is not None and "%" not in text and 0 < number <= Decimal("1.5"):
        return number * 100
    return number
