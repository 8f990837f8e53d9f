"""The office's money in grids of label and value: 部门年初预算收入 | 18,435.43 | 实际支出数 | 15,434.16.

Labels that name phases of the same item and direction are one row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from orchestration.extraction.money.amounts import (
    UnitChoice,
    choose_unit,
    plausible_unit,
    read_amount,
    unit_of_label,
)
from orchestration.extraction.money.periods import of_year, year_columns
from orchestration.extraction.money.table import MoneyContext
from orchestration.extraction.money.words import (
    breakdown_of,
    direction_of,
    fund_of,
    is_part,
    is_total,
    without_prefix,
    without_unit_note,
)
from orchestration.extraction.money_units import FACTORS
from orchestration.extraction.rates import rate_of
from orchestration.extraction.recorder import Recorder
from orchestration.extraction.structure.captions import context_of, unit_above
from orchestration.extraction.structure.columns import MONEY_ROLES, column_of, header_words
from orchestration.extraction.structure.header_rows import is_figure
from orchestration.extraction.structure.outline import CellText
from orchestration.extraction.structure.zones import Zone
from orchestration.records import SpendingRow

_RULE = "money_label_and_value"
_PHASE_WORDS = re.compile(r"年初(?:批复)?|调整后?|全年|本年|当年|年度")
_NO_MONEY = re.compile(
    r"全部纳入|不超|未超|预算(?:管理|编制|绩效|监[管督]|公开|约束|控制|配置)|权重|满分|人数|编制|户数|面积|数量|得分|分值|人员(?!经费|支出|类)|年份|年度$|电话|编码|代码|控制率|邮编"
)
_WHOLE = re.compile(r"资金总[额量]|总金额|预算总额|年度金额|预算金额|项目资金(?:申请|合计)")
_SPENT = re.compile("支出|决算")
_RATE = re.compile(r"(?:执行|完成|支出|支付|调整|使用)(?:进度)?率")


@dataclass(slots=True)
class _Pair:
    row: int
    label: CellText
    value: CellText
    role: str
    number: Decimal
    unit: str | None


@dataclass(slots=True)
class _Item:
    name: str
    breakdown: str
    direction: str | None
    row: int
    pairs: dict[str, _Pair] = field(default_factory=dict)
    rate: _Pair | None = None
    parent: str | None = None


def read_money_pairs(zone: Zone, context: MoneyContext, recorder: Recorder) -> None:
    """Record the spending items of the rows of label and value."""
    pairs = _with_allotted(list(_pairs(zone, context.budget_year)))
    items = _items(pairs)
    if not items:
        return
    unit = _unit(zone, pairs, context)
    read = _read_already(recorder)
    project = context.forms.get(zone.view.seq)
    for item in items:
        if project and item.breakdown == "total":  # the form of one project among those of an office
            item.name, item.breakdown = project, "project"
        told = [read.get(pair.value.text.span(0, 1)[0]) for pair in item.pairs.values()]
        if all(told):
            _add_rate(item, told[-1], recorder)
        else:
            _record(zone, item, unit, recorder)


def _with_allotted(pairs: list[_Pair]) -> list[_Pair]:
    """What was allotted is the budget where no label names one: 下达资金 | 386.4 | 支出资金 | 386.4; else it is none of the rows."""
    roles = {pair.role for pair in pairs}
    if "executed" not in roles or roles & {"approved", "adjusted"}:
        return [pair for pair in pairs if pair.role != "allotted"]
    return [replace(pair, role="adjusted") if pair.role == "allotted" else pair for pair in pairs]


def _read_already(recorder: Recorder) -> dict[int, str]:
    """Where the amounts that lines of text stated begin → the fact that holds them: 年初预算:3200万元 is a sentence too."""
    return {
        row.char_start: row.fact_id
        for row in recorder.rows["evidence"]
        if row.fact_table == "spending" and row.column_name.endswith("_amount")
    }


def _add_rate(item: _Item, fact_id: str | None, recorder: Recorder) -> None:
    """Give the rate in the line below to the spending that a line of its own stated."""
    rows: list[SpendingRow] = recorder.rows["spending"]
    at = next(index for index, row in enumerate(rows) if row.fact_id == fact_id)
    if item.rate is None or rows[at].declared_rate_pct is not None:
        return
    rows[at] = replace(rows[at], declared_rate_pct=item.rate.number)
    text = item.rate.value.text
    recorder.figure("spending", rows[at].fact_id, "declared_rate_pct", text.span(0, len(text)), _RULE)


def _pairs(zone: Zone, year: int | None) -> Iterator[_Pair]:
    """Labels and their figures. A part has the phase of what stands above it, or, where lines are cells, the phases in turn."""
    above: dict[int, _Pair] = {}
    phases: list[str] = []  # of the whole, in the order of the print
    told: Counter[str] = Counter()
    parts_in_turn: set[str] = set()
    years: dict[int, int] = {}
    for row in zone.rows:
        printed = zone.view.printed_cells(row)
        years = year_columns(printed) or years
        cells = of_year(printed, years, year)
        left: _Pair | None = None  # of the same row, where a part stands right of its whole
        for label, value in zip(cells, cells[1:], strict=False):
            if is_figure(label.text.text) or not is_figure(value.text.text):
                continue
            words = header_words(label.text.text)
            pair = _pair(row, label, value, left or above.get(label.column), in_list=bool(zone.columns))
            # 其中:财政拨款 behind each phase of the whole, and 其他资金 behind them
            in_turn = fund_of(words) is not None and (is_part(label.text.text) or bool(parts_in_turn))
            if in_turn:
                parts_in_turn.add(words)
            if pair and in_turn and label.column == 0 and told[words] < len(phases):
                pair = replace(pair, role=phases[told[words]])
            if pair:
                told[words] += 1
                if pair.role in MONEY_ROLES and not is_part(label.text.text):
                    phases.append(pair.role)
                above[label.column] = pair if pair.role != "rate" else above.get(label.column, pair)
                left = pair if left or is_total(words) or is_total(_PHASE_WORDS.sub("", words)) else None
                yield pair


def _pair(row: int, label: CellText, value: CellText, above: _Pair | None, *, in_list: bool) -> _Pair | None:
    """A label with its figure, or None. `in_list`: under a header (项目 | 金额 | 备注), where the parts below a total share its
    phase; without one `money.labels` tells it by their sum."""
    words = header_words(label.text.text)
    if value.text.text.endswith("分") or label.text.text.endswith("("):
        return None  # points, or prose that was cut into cells
    if _NO_MONEY.search(words) or len(words) > 24:
        return None
    if _RATE.search(words) or value.text.text.endswith("%"):
        number = rate_of(value)
        return _Pair(row, label, value, "rate", number, None) if number is not None and _RATE.search(words) else None
    amount = read_amount(value.text.text)
    if amount is None:
        return None
    column = column_of(label.text.text)
    role = column.role if column and column.role in MONEY_ROLES | {"allotted"} else None
    if role is None and breakdown_of(words) == "three_public" and _SPENT.search(words):
        role = "executed"
    if role in (None, "unphased") and is_total(words.removesuffix(":")) and _WHOLE.search(words):
        role = "adjusted"  # a budget that names no phase: 年度资金总额 of a table of targets
    breakdown = breakdown_of(without_prefix(label.text).text.rstrip(":"))
    names_part = fund_of(words) or breakdown == "source" or (in_list and breakdown == "nature") or _is_of_three_public(label, above)
    if names_part and above and above.role in MONEY_ROLES and (role is None or is_part(label.text.text)):
        role = above.role
    return (
        _Pair(row, label, value, role, amount.number, amount.unit or unit_of_label(label.text.text)) if role else None
    )


def _is_of_three_public(label: CellText, above: _Pair | None) -> bool:
    """Whether a label is a part of 三公经费 right above it, of whatever phase: 其中:公务接待费 under "三公"经费决算数."""
    kinds = {breakdown_of(without_prefix(cell.text).text) for cell in (label, above.label if above else label)}
    return above is not None and is_part(label.text.text) and kinds == {"three_public"}


def _items(pairs: list[_Pair]) -> list[_Item]:
    items: list[_Item] = []
    for pair in pairs:
        if pair.role == "rate":
            _attach_rate(items, pair)
            continue
        item = _new_item(pair, items)
        partner = next((other for other in items if _is_same(other, item, pair)), None)
        if partner:
            partner.pairs[pair.role] = pair
            partner.direction = partner.direction or item.direction
        else:
            item.pairs[pair.role] = pair
            items.append(item)
    return items


def _new_item(pair: _Pair, items: list[_Item]) -> _Item:
    words = without_unit_note(without_prefix(pair.label.text)).text
    part = is_part(pair.label.text.text)
    if pair.role == "change":
        level = next((item for item in reversed(items) if item.pairs.keys() & {"approved", "adjusted"}), None)
        return _Item(words, "budget_adjustment", level.direction if level else direction_of(words), pair.row)
    otherwise = "project" if pair.role == "unphased" else "total"
    breakdown = breakdown_of(words) if part else breakdown_of(words) or otherwise
    if not part and breakdown == "fund" and not fund_of(words):
        breakdown = "total"
    if breakdown == "fund" and not part and pair.role != "executed" and not re.search(r"拨款|收入|基金|资金", words):
        breakdown = "total"
    parent = items[-1].name if part and items else None
    name = words if breakdown != "total" else _PHASE_WORDS.sub("", words)
    return _Item(name, breakdown or "source", direction_of(words), pair.row, parent=parent)


def _is_same(other: _Item, item: _Item, pair: _Pair) -> bool:
    """Whether a pair states another phase of an item that is open."""
    if other.breakdown != item.breakdown or pair.role in other.pairs or abs(other.row - pair.row) > 2:
        return False
    on_one_line = _on_one_line(next(iter(other.pairs.values())), pair)
    if other.row != pair.row and not on_one_line:
        return False  # each row of a table is a row: 年初预算 | 386.2 over 实际支出 | 389.1
    same_name = other.name == item.name
    one_side = other.direction == item.direction or (None in (other.direction, item.direction) and on_one_line)
    return same_name or (item.breakdown == "total" and one_side)


def _on_one_line(first: _Pair, last: _Pair) -> bool:
    """Whether two pairs are printed in one line (预算数:318.4 执行数:305.03), or each cell in a line of its own."""
    source = first.value.text.source
    by_lines = all("\n" in source[pair.label.cell.end : pair.value.cell.start] for pair in (first, last))
    return by_lines or "\n" not in source[first.value.cell.end : last.value.cell.start]


def _attach_rate(items: list[_Item], pair: _Pair) -> None:
    wanted = "change" if "调整" in header_words(pair.label.text.text) else "executed"
    target = next(
        (item for item in items if wanted in item.pairs and item.rate is None and item.breakdown != "fund"), None
    )
    if target:
        target.rate = pair


def _unit(zone: Zone, pairs: list[_Pair], context: MoneyContext) -> UnitChoice:
    rows = zone.rows if zone.header_row is None else (zone.header_row, *zone.rows)  # 项目 | 金额(万元)
    labels = [unit for row in rows for cell in zone.view.printed_cells(row) if (unit := unit_of_label(cell.text.text))]
    choice = choose_unit(
        label=labels[0] if labels else None, caption=unit_above(zone.view), document=context.document_unit
    )
    numbers = [abs(pair.number) for pair in pairs if pair.role != "rate" and pair.unit is None]
    return plausible_unit(choice, numbers, context.known_total, context.office_name)


def _record(zone: Zone, item: _Item, unit: UnitChoice, recorder: Recorder) -> None:
    first = next(iter(item.pairs.values()))
    spans = [pair.label.text.span(0, len(pair.label.text)) for pair in item.pairs.values() if pair.row == first.row]
    spans += [pair.value.text.span(0, len(pair.value.text)) for pair in item.pairs.values() if pair.row == first.row]
    amounts = {f"{role}_amount": pair.number * FACTORS[pair.unit or unit.unit] for role, pair in item.pairs.items()}
    texts = {
        f"{role}_text": item.pairs[role].value.text.printed()
        for role in ("approved", "adjusted", "executed")
        if role in item.pairs
    }
    fact_id = recorder.add(
        "spending",
        (min(span[0] for span in spans), max(span[1] for span in spans)),
        _RULE,
        item_name=item.name,
        parent_item_name=item.parent,
        context=context_of(zone.view),
        breakdown=item.breakdown,
        direction=item.direction or "expenditure",
        fund_key=fund_of(item.name) if item.breakdown in ("fund", "source") else None,
        declared_rate_pct=item.rate.number if item.rate else None,
        amount_unit=first.unit or unit.unit,
        unit_source="cell" if first.unit else unit.source,
        table_seq=zone.view.seq,
        row_seq=first.row,
        **amounts,
        **texts,
    )
    figures = {f"{role}_amount": pair for role, pair in item.pairs.items()}
    if item.rate:
        figures["declared_rate_pct"] = item.rate
    for column, pair in figures.items():
        recorder.cell_figure("spending", fact_id, column, zone.view, pair.value, _RULE)
