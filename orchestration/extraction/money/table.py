"""The office's money in tables: one row, one item, all phases it prints.

Zones with a header of phases (年初预算数 | 全年预算数 | 执行数). Grids of label and value are `money.pairs`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from orchestration.extraction.money.amounts import (
    UnitChoice,
    choose_unit,
    plausible_unit,
    read_amount,
    unit_of_label,
)
from orchestration.extraction.money.divided_rows import divided_rows
from orchestration.extraction.money.items import (
    classification_of,
    direction_in,
    fund_beside,
    is_coded,
    item_cell,
    printed_name,
)
from orchestration.extraction.money.labelled_cells import labelled_in_cells
from orchestration.extraction.money.periods import year_of
from orchestration.extraction.money.phases import amount_at, header_of, phase_columns
from orchestration.extraction.money.sentences.items import heads_pattern
from orchestration.extraction.money.sentences.words import contains_name
from orchestration.extraction.money.wholes import (
    fund_of_table,
    have_both_natures,
    is_only_subtotal,
    lists_projects,
    whole_of,
)
from orchestration.extraction.money.words import (
    breakdown_of,
    fund_of,
    is_part,
    is_total,
)
from orchestration.extraction.money_units import FACTORS
from orchestration.extraction.rates import rate_of
from orchestration.extraction.recorder import Recorder
from orchestration.extraction.structure.captions import context_of, unit_above
from orchestration.extraction.structure.columns import MONEY_ROLES, column_of, header_words
from orchestration.extraction.structure.header_rows import is_figure, numbers_columns
from orchestration.extraction.structure.outline import CellText
from orchestration.extraction.structure.zones import Zone
from orchestration.language import parse_number
from orchestration.records import SpendingRow

_RULE = "money_row"
_PHASE_COLUMNS = {role: f"{role}_amount" for role in MONEY_ROLES}
FUND_BREAKDOWNS = ("fund", "source", "nature", "monitoring")
_PROJECTS = re.compile("(?:(?:预算|支出|二级)?项目名称?|专项(?:资金)?名称)+")  # beside what was done: still projects
_LISTS_WORKS = re.compile("项目|内容")  # 资金来源/实施内容: sources and works
_LEFT_OVER = re.compile("年末(?:财政拨款|预算|资金)?结[转余]")
_CHANGE = re.compile("预算(?:调整|调剂|变动)(?:数|额|金额)?$")
_TIMES_RATE = re.compile(r"\((?P<full>\d{1,2})分?[*×xX](?:预算)?执行率\)")
_WHOLE = "资金总额"
_NO_ITEM = re.compile(r"^(?:20\d{2}年度?(?:\(.{1,10}\)|（.{1,10}）)?|栏次|行次|总分|得分|合计得分|备注|注[:：].*|说明.*|填表人.*|单位负责人.*)$")


@dataclass(frozen=True, slots=True)
class MoneyContext:
    """What is known of the document: its budget year, declared unit, total in yuan, and whether it is about a project.

    `forms`: tables, by number, that are one project's form in a report on an office or on several projects.
    """

    budget_year: int | None
    document_unit: str | None
    known_total: Decimal | None
    subject_kind: str | None
    office_name: str | None = None
    forms: Mapping[int, str] = field(default_factory=dict)
    subject_name: str | None = None  # of a report on one project or transfer


@dataclass(slots=True)
class _Row:
    row: int
    item: CellText | None
    amounts: dict[str, tuple[CellText, Decimal, str | None]]  # role → cell, number, unit in the cell
    is_whole: bool = False  # its labels are the phases (预算数 | 86 | 执行数 | 62), and name no item


def read_money_zone(zone: Zone, context: MoneyContext, recorder: Recorder) -> None:
    """Record the spending rows of a zone."""
    columns = phase_columns(zone, context.budget_year)
    rows = [own for row in _rows(zone, columns) if (own := _of_year(zone, row, context.budget_year))]
    block = _block_label(zone, min(columns, default=0))
    unit = _zone_unit(zone, rows, context)
    rows = [_as_change(_as_left_over(row)) for row in _in_stated_phase(rows, unit, recorder.rows["spending"])]
    parent: str | None = None
    project = context.forms.get(zone.view.seq)
    names = [printed_name(row.item.text) for row in rows if row.item]
    listed = context.subject_kind in (None, "department") and lists_projects(zone, names)
    for row in rows:
        name = printed_name(row.item.text) if row.item else _WHOLE if row.is_whole else block or _context_item(zone) or context.subject_name
        if not name or _NO_ITEM.match(name):
            continue
        sums_list = row is rows[-1] and (listed or have_both_natures(names)) and is_only_subtotal(name, names)
        breakdown = "total" if sums_list else _breakdown(zone, row, name, parent, context)
        if breakdown == "project" and _is_subject(name, names, context):
            breakdown = "total"
        is_whole = is_total(name) or sums_list
        if is_whole and breakdown == "task" and _states(row, unit, context.known_total):
            breakdown = "total"
        if is_whole and breakdown == "project" and _stands_in_project(zone):
            name = _context_item(zone) or name
        if is_whole and breakdown == "total":
            of_projects = listed and not _states(row, unit, context.known_total)  # what an office is told to have is not of 项目支出
            name, breakdown = whole_of(zone, name, names, project, listed=of_projects)
        elif project and row.item is None and breakdown == "total":
            name, breakdown, is_whole = project, "project", True  # figures without a label in the form of a project
        _record(zone, row, name, None if is_whole else parent, breakdown, unit, recorder)
        if is_whole or (
            not is_part(row.item.text.text if row.item else "") and parent is None and breakdown == "total"
        ):
            parent = name


def _of_year(zone: Zone, row: _Row, budget_year: int | None) -> _Row | None:
    """A row, that of the report's year as the whole; None for one of another year, a quarter or a month."""
    label = next(iter(zone.view.printed_cells(row.row)), None)
    year = year_of(label.text.text) if label else None
    if label is None or year is None or budget_year is None:
        return row
    if year != budget_year:
        return None
    return replace(row, item=None, is_whole=True) if row.item is None or row.item == label else row


def _as_left_over(row: _Row) -> _Row:
    """A row of what is left at the end of the year with that as left over, and not as spent: 年末结转和结余 under 决算数."""
    is_left = row.item is not None and _LEFT_OVER.match(printed_name(row.item.text)) is not None
    if not is_left or "executed" not in row.amounts or "carry_over" in row.amounts:
        return row
    rest = {role: amount for role, amount in row.amounts.items() if role != "executed"}
    return replace(row, amounts=rest | {"carry_over": row.amounts["executed"]})


def _as_change(row: _Row) -> _Row:
    """A row of how much a budget was changed as a change, under whatever phase its one sum stands: 部门基本支出预算调整 | — | 31.85 | —."""
    is_change = row.item is not None and _CHANGE.search(printed_name(row.item.text)) is not None
    if not is_change or len(row.amounts) != 1 or not row.amounts.keys() <= {"approved", "adjusted", "executed"}:
        return row
    return replace(row, amounts={"change": next(iter(row.amounts.values()))})


def _is_subject(name: str, names: Sequence[str], context: MoneyContext) -> bool:
    """Whether a row is what the whole report is on, by its name, in a table that states no other total."""
    alike = [other for other in names if context.subject_name and contains_name(context.subject_name, other)]
    return alike == [name] and not any(is_total(other) for other in names)


def _in_stated_phase(rows: list[_Row], unit: UnitChoice, stated: Sequence[SpendingRow]) -> list[_Row]:
    """Rows of a bare 金额 as spent, where their total is what the office is said to have spent."""
    bare = [row for row in rows if set(row.amounts) == {"unphased"}]
    wholes = [row for row in bare if row.item and is_total(printed_name(row.item.text))]
    if len(bare) < len(rows) or len(wholes) != 1:
        return rows
    _, number, own = wholes[0].amounts["unphased"]
    spent = {row.executed_amount for row in stated if row.breakdown == "total"}
    if number * FACTORS[own or unit.unit] not in spent:
        return rows
    return [replace(row, amounts={"executed": row.amounts["unphased"]}) for row in rows]


def _rows(zone: Zone, columns: dict[int, str]) -> Iterator[_Row]:
    first = min(columns, default=0)
    units = {index: column.unit for index, column in zone.columns.items() if index in columns and column.unit}
    own = units if len(set(units.values())) > 1 else {}  # 计划资金(万元) | 支出资金(元)
    divided = divided_rows(zone)
    for row in zone.rows:
        if row in divided or numbers_columns([cell.text.text for cell in zone.view.printed_cells(row)]):
            continue
        amounts: dict[str, tuple[CellText, Decimal, str | None]] = {}
        rated = next((zone.view.grid[row][index] for index in zone.columns_of("rate")), None)  # over all columns: of no phase
        for index, role in sorted(columns.items()):
            cell, printed = zone.view.grid[row][index], amount_at(zone, row, index)
            if cell is not None and printed and role not in amounts and cell != rated:
                amounts[role] = (cell, printed.number, printed.unit or own.get(index))
        labelled = _labelled_amounts(zone, row) if len(amounts) < len(columns) else {}
        if in_cells := None if columns else labelled_in_cells(zone, row):
            yield _Row(row, in_cells.label, in_cells.amounts, is_whole=in_cells.label is None)
        elif under_phases := {} if columns else _beside_labels(zone, row):
            label = zone.view.printed_cells(row)[0]
            names_phase = (column := column_of(label.text.text)) is not None and column.role in MONEY_ROLES
            yield _Row(row, None if names_phase else label, under_phases, is_whole=names_phase)
        elif labelled:
            yield _Row(row, zone.view.printed_cells(row)[0], labelled)
        elif amounts:
            yield _Row(row, item_cell(zone, row, first), amounts)


def _beside_labels(zone: Zone, row: int) -> dict[str, tuple[CellText, Decimal, str | None]]:
    """The amounts right of labels that stand under the phases: 预算安排情况 | | 资金执行情况 | over 其中:财政资金 | 86 | 其中:财政资金 | 62."""
    amounts: dict[str, tuple[CellText, Decimal, str | None]] = {}
    beside = {label.column: (label, value) for label, value in pairwise(zone.view.printed_cells(row))}
    for index, column in zone.columns.items():
        label, value = beside.get(index, (None, None))
        printed = read_amount(value.text.text) if value else None
        if column.role not in MONEY_ROLES:
            continue
        if label is None or value is None or printed is None or is_figure(label.text.text) or value.column in zone.columns:
            return {}
        amounts.setdefault(column.role, (value, printed.number, printed.unit))
    return amounts if len(amounts) > 1 else {}


def _labelled_amounts(zone: Zone, row: int) -> dict[str, tuple[CellText, Decimal, str | None]]:
    """The amounts of a row that labels each by itself, whatever the header says: 三公经费 | 预算数 | 15 | 决算数 | 11."""
    amounts: dict[str, tuple[CellText, Decimal, str | None]] = {}
    cells = zone.view.printed_cells(row)
    for label, cell in zip(cells[1:], cells[2:], strict=False):
        column, printed = column_of(label.text.text), read_amount(cell.text.text)
        if column and column.role in MONEY_ROLES and printed and not is_figure(label.text.text):
            amounts[column.role] = (cell, printed.number, printed.unit)
    return amounts if len(amounts) > 1 else {}


def _block_label(zone: Zone, first_amount: int) -> str | None:
    """The label at the left of the header row, which names rows that have no label of their own (当年整体支出)."""
    if zone.header_row is None:
        return None
    cells = [cell for cell in zone.view.grid[zone.header_row][:first_amount] if cell is not None and cell.text]
    names = [header_words(cell.text.text) for cell in cells]
    return next((name for name in reversed(names) if breakdown_of(name)), names[-1] if names else None)


def _context_item(zone: Zone) -> str | None:
    section = zone.view.section
    return section.title if section else context_of(zone.view)


def _zone_unit(zone: Zone, rows: list[_Row], context: MoneyContext) -> UnitChoice:
    headers = [column.unit for column in zone.columns.values() if column.unit and column.role in MONEY_ROLES]
    places = [zone.header_row] if zone.header_row is not None else []
    labels = [unit for row in [*places, *(row.row for row in rows)] for unit in label_units(zone, row)]
    choice = choose_unit(
        header=headers[0] if headers else None,
        label=labels[0] if labels else None,
        caption=unit_above(zone.view),
        document=context.document_unit,
    )
    numbers = [abs(number) for row in rows for _, number, unit in row.amounts.values() if unit is None]
    return plausible_unit(choice, numbers, context.known_total, context.office_name)


def label_units(zone: Zone, row: int) -> Iterator[str]:
    """The units of money that the words of a row name in brackets."""
    for cell in zone.view.grid[row]:
        if cell is not None and not is_figure(cell.text.text) and (unit := unit_of_label(cell.text.text)):
            yield unit


def _breakdown(zone: Zone, row: _Row, name: str, parent: str | None, context: MoneyContext) -> str:
    """The breakdown of a row: by its table (tasks, sources of a project), then by its name, then by its section."""
    is_of_office = context.subject_kind in (None, "department")
    in_project = not is_of_office or _stands_in_project(zone) or zone.view.seq in context.forms
    header = "".join(header_of(zone, index) for index in zone.columns_of("item"))
    if row.amounts.keys() == {"change"} and row.item and _CHANGE.search(name):
        return "budget_adjustment"
    if zone.roles & {"goal", "result"}:
        kinds = zone.view.section.kinds() if zone.view.section else ()
        is_of_projects = "projects" in kinds or _PROJECTS.fullmatch(header) is not None
        return "project" if is_of_projects else "task"
    by_name = breakdown_of(name)
    if by_name == "total" or (row.item is None and by_name is None):  # figures without a label are of the whole
        return "project" if _stands_in_project(zone) and (is_of_office or _may_name_project(zone)) else "total"
    is_of_sources = "资金来源" in header and not _LISTS_WORKS.search(header)
    if (is_of_sources and in_project and by_name != "fund") or (
        in_project
        and (by_name == "source" or (by_name == "fund" and _stands_in_project(zone)) or (by_name is None and row.item and is_part(row.item.text.text)))
    ):
        return "source"
    classified = classification_of(zone, row.row, row.item)
    coded = by_name in ("source", "fund") and is_coded(zone, row.row, row.item)
    if classified and (by_name in (None, "function", "economic") or coded):
        return classified  # 2296002用于社会福利的彩票公益金支出: the code says more than the source in its name
    if "任务" in header and by_name in (None, "nature", "economic"):
        return "task"  # 人员经费 too, where it is one of the tasks
    if by_name:
        return by_name
    is_source = not _LISTS_WORKS.search(header) and (
        (parent is not None and in_project) or (row.item and is_part(row.item.text.text)) or "资金来源" in header
    )
    return "source" if is_source else "project"


def _states(row: _Row, unit: UnitChoice, total: Decimal | None) -> bool:
    """Whether a row states the total of which sentences tell: the sum of a table of all tasks."""
    stated = [number * FACTORS[own or unit.unit] for _, number, own in row.amounts.values()]
    return bool(total) and total in stated


def _stands_in_project(zone: Zone) -> bool:
    section = zone.view.section
    return section is not None and "projects" in section.kinds()


def _may_name_project(zone: Zone) -> bool:
    """Whether the heading over a table may be a project's name: not 分项目情况 in a report on several."""
    section = zone.view.section
    return section is not None and not heads_pattern("no_item").search(section.title)


def _fund(zone: Zone, row: _Row, name: str, breakdown: str) -> str | None:
    """The fund that a row's name says, else a column beside it, else the title of the table."""
    if breakdown in FUND_BREAKDOWNS:
        return fund_of(name)
    return fund_beside(zone, row.row, row.item) or fund_of_table(zone, breakdown)


def _record(
    zone: Zone, row: _Row, name: str, parent: str | None, breakdown: str, unit: UnitChoice, recorder: Recorder
) -> None:
    amounts = {_PHASE_COLUMNS[role]: number * FACTORS[own or unit.unit] for role, (_, number, own) in row.amounts.items()}
    texts = {
        f"{role}_text": row.amounts[role][0].text.printed()
        for role in ("approved", "adjusted", "executed")
        if role in row.amounts
    }
    own_units = [own for _, _, own in row.amounts.values() if own]
    rate = _rate_cell(zone, row.row, name)
    score = zone.cell(row.row, "execution_score") or zone.cell(row.row, "score")
    weight, full = _weight(zone, row.row, score) or (None, (0, 0))
    fact_id = recorder.add(
        "spending",
        zone.row_span(row.row),
        _RULE,
        item_name=name,
        parent_item_name=parent,
        context=context_of(zone.view),
        breakdown=breakdown,
        direction=direction_in(zone, name, breakdown, row.row),
        fund_key=_fund(zone, row, name, breakdown),
        declared_rate_pct=rate_of(rate),
        weight=parse_number(weight.text.text[slice(*full)].rstrip("分")) if weight else None,
        declared_score=parse_number(score.text.text.rstrip("分")) if score else None,
        amount_unit=own_units[0] if own_units else unit.unit,
        unit_source="cell" if own_units else unit.source,
        table_seq=zone.view.seq,
        row_seq=row.row,
        **amounts,
        **texts,
    )
    others = (("declared_rate_pct", rate), ("declared_score", score), ("item_name", row.item))
    cells = {_PHASE_COLUMNS[role]: cell for role, (cell, _, _) in row.amounts.items()} | {column: cell for column, cell in others if cell}
    for column, cell in cells.items():
        recorder.cell_figure("spending", fact_id, column, zone.view, cell, _RULE, row=row.row)
    if weight:
        recorder.cell_figure("spending", fact_id, "weight", zone.view, weight, _RULE, run=full, row=row.row)


def _weight(zone: Zone, row: int, score: CellText | None) -> tuple[CellText, tuple[int, int]] | None:
    """The cell and run of the full marks of a row: in a column of their own, else in the header of the points."""
    weight = zone.cell(row, "execution_weight") or zone.cell(row, "weight")
    if weight:
        return weight, (0, len(weight.text))
    return _weight_in_header(zone, score.column) if score else None


def _weight_in_header(zone: Zone, column: int) -> tuple[CellText, tuple[int, int]] | None:
    """The cell and run of the full marks that the header of the points multiplies with the rate: 得分(20分*执行率)."""
    header = zone.view.grid[zone.header_row][column] if zone.header_row is not None else None
    full = _TIMES_RATE.search(header.text.text) if header else None
    return (header, full.span("full")) if header and full else None


def _rate_cell(zone: Zone, row: int, name: str) -> CellText | None:
    """The rate of a row; one cell over several rows states that of the whole, be it the last of them."""
    cell = zone.cell(row, "rate")
    if cell is None or cell.cell.row_span == 1 or is_total(name):
        return cell
    rows = [other for other in zone.rows if cell.row <= other < cell.row + cell.cell.row_span]
    items = [item for other in rows if (item := zone.cell(other, "item"))]
    has_whole = any(is_total(printed_name(item.text)) for item in items)
    return None if has_whole or row != cell.row else cell
