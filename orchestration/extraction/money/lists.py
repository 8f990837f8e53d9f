"""Lists of what money was spent on, without a header: a name and its amount with the unit, under a line that leads in.

    项目支出主要用于:
    河道保洁     12万元
    闸站维护     8.6万元

and of what income or spending consisted of, under a line that says so: 支出决算按性质构成: over 基本支出 402.60.

Belongs here: what the line above a list says of it. Does not belong here: kinds of spending under no such line
(`money.labels`), tables with a header (`money.table`), labels of phases (`money.pairs`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from orchestration.document import MappedText
from orchestration.extraction.money.amounts import PrintedAmount, choose_unit, plausible_unit, read_amount
from orchestration.extraction.money.items import printed_name
from orchestration.extraction.money.sentences.items import phase_of_list
from orchestration.extraction.money.table import MoneyContext
from orchestration.extraction.money.words import breakdown_of, fund_of, is_total
from orchestration.extraction.money_units import FACTORS
from orchestration.extraction.recorder import Recorder
from orchestration.extraction.structure.captions import context_of, unit_above
from orchestration.extraction.structure.columns import column_of
from orchestration.extraction.structure.lines_of_accounts import tells_whose
from orchestration.extraction.structure.outline import CellText
from orchestration.extraction.structure.zones import Zone

_RULE = "money_list"
_LEAST_ITEMS = 2
_LONGEST_HEAD = 30
# 收入决算构成:, (二)支出决算按功能分类情况(单位:万元); not 预算执行情况, which tells of both
_HEAD = re.compile(
    r"(?:\(?[一二三四五六七八九十\d]{1,2}[)、.]{1,2})?(?:20\d{2}年度?)?(?P<words>[\u4e00-\u9fff\"]{0,8}(?P<side>收入|支出)[\u4e00-\u9fff\"]{0,14}?)(?:如下)?(?:,?\(?单位:(?P<unit>[^()]{1,3})\)?)?[:。]?"
)
_PHASES_TOLD = ((re.compile("决算|执行|实际|完成"), "executed"), (re.compile("年初|批复"), "approved"), (re.compile("预算"), "adjusted"))
_NAME = re.compile(r"[^\d,，。;；:：][^,，。;；:：]{2,29}")


@dataclass(frozen=True, slots=True)
class _Item:
    row: int
    name: MappedText
    cell: CellText
    amount: PrintedAmount


def read_money_list(zone: Zone, context: MoneyContext, recorder: Recorder) -> None:
    """Record the items of a list without a header, in the phase that the line above it names."""
    if zone.columns:
        return
    head = _head_above(zone)
    if head and _read_parts(zone, head, context, recorder):
        return
    phase = _phase_told_above(zone)
    items = list(_items(zone)) if phase else []
    if phase is None or len(items) < _LEAST_ITEMS or len(items) < len(zone.rows):
        return  # other rows are no items: a form of labels and values
    for item in items:
        _record(zone, item, phase, recorder)


def _head_above(zone: Zone) -> re.Match[str] | None:
    """The line right above a list that says what it divides; a line of the unit may stand between."""
    lines = [head.text.text for head in zone.view.heads if not tells_whose(head.text.text)]
    return _HEAD.fullmatch(lines[-1]) if lines and len(lines[-1]) <= _LONGEST_HEAD else None


def _read_parts(zone: Zone, head: re.Match[str], context: MoneyContext, recorder: Recorder) -> bool:
    """Record the kinds of income or spending that a list divides, in the phase that its head names; whether it is such a list."""
    parts = [part for row in zone.rows if (part := _part(zone, row))]
    phase = next((phase for words, phase in _PHASES_TOLD if words.search(head["words"])), None) or _phase_of_classes(head, parts)
    if phase is None or len(parts) < _LEAST_ITEMS or len(parts) < len(zone.rows):
        return False
    unit = choose_unit(header=head["unit"], caption=unit_above(zone.view), document=context.document_unit)
    unit = plausible_unit(unit, [part.amount.number for part in parts if not part.amount.unit], context.known_total, context.office_name)
    for part in parts:
        own = replace(part, amount=replace(part.amount, unit=part.amount.unit or unit.unit))
        _record(zone, own, phase, recorder, "income" if head["side"] == "收入" else "expenditure")
    return True


def _phase_of_classes(head: re.Match[str], parts: list[_Item]) -> str | None:
    """What was spent by the classes of the accounts needs no word of a phase: 主要支出科目 over 农林水支出 | 2,731.94."""
    are_classes = all(breakdown_of(printed_name(part.name)) == "function" for part in parts)
    return "executed" if head["side"] == "支出" and are_classes and "计划" not in head["words"] else None


def _part(zone: Zone, row: int) -> _Item | None:
    """A row of a kind of money and its amount, or None for any other."""
    cells = zone.view.printed_cells(row)
    if len(cells) != len(("label", "value")):
        return None
    label, value = cells
    amount, words = read_amount(value.text.text), printed_name(label.text)
    is_kind = fund_of(words) or (breakdown_of(words) and column_of(words) is None)
    return _Item(row, label.text, value, amount) if amount and is_kind else None


def _phase_told_above(zone: Zone) -> str | None:
    """The phase that the line right above the list names, where that leads in to it: 项目支出主要用于:."""
    return phase_of_list(zone.view.heads[-1].text.text) if zone.view.heads else None


def _items(zone: Zone) -> Iterator[_Item]:
    for row in zone.rows:
        cells = zone.view.printed_cells(row)
        if len(cells) != 2:
            return
        label, value = cells
        amount = read_amount(value.text.text)
        words = label.text.text
        names_item = _NAME.fullmatch(words) and not is_total(words) and not breakdown_of(words) and not fund_of(words)
        if amount is None or amount.unit is None or not names_item or column_of(words) is not None:
            return
        yield _Item(row, label.text, value, amount)


def _record(zone: Zone, item: _Item, phase: str, recorder: Recorder, direction: str = "expenditure") -> None:
    unit = item.amount.unit or "元"
    name = printed_name(item.name)
    breakdown = breakdown_of(name) or ("source" if fund_of(name) else "project")
    fact_id = recorder.add(
        "spending",
        zone.row_span(item.row),
        _RULE,
        item_name=name,
        context=context_of(zone.view),
        breakdown=breakdown,
        direction=direction,
        fund_key=fund_of(name) if breakdown in ("fund", "source") else None,
        amount_unit=unit,
        unit_source="cell",
        table_seq=zone.view.seq,
        row_seq=item.row,
        **{f"{phase}_amount": item.amount.number * FACTORS[unit], f"{phase}_text": item.cell.text.printed()},
    )
    recorder.cell_figure("spending", fact_id, f"{phase}_amount", zone.view, item.cell, _RULE)
