"""Lists of what money was spent on, without a header: a name and its amount with the unit, under a line that leads in.

    项目支出主要用于:
    河道保洁     12万元
    闸站维护     8.6万元

Belongs here: names that no vocabulary holds. Does not belong here: kinds of spending (`money.labels`), tables with a
header (`money.table`), labels of phases (`money.pairs`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from orchestration.document import MappedText
from orchestration.extraction.money.amounts import PrintedAmount, read_amount
from orchestration.extraction.money.items import printed_name
from orchestration.extraction.money.sentences.items import phase_of_list
from orchestration.extraction.money.words import breakdown_of, fund_of, is_total
from orchestration.extraction.money_units import FACTORS
from orchestration.extraction.recorder import Recorder
from orchestration.extraction.structure.captions import context_of
from orchestration.extraction.structure.columns import column_of
from orchestration.extraction.structure.outline import CellText
from orchestration.extraction.structure.zones import Zone

_RULE = "money_list"
_LEAST_ITEMS = 2
_NAME = re.compile(r"[^\d,，。;；:：][^,，。;；:：]{2,29}")


@dataclass(frozen=True, slots=True)
class _Item:
    row: int
    name: MappedText
    cell: CellText
    amount: PrintedAmount


def read_money_list(zone: Zone, recorder: Recorder) -> None:
    """Record the items of a list without a header, in the phase that the line above it names."""
    phase = _phase_told_above(zone)
    if zone.columns or phase is None:
        return
    items = list(_items(zone))
    if len(items) < _LEAST_ITEMS or len(items) < len(zone.rows):
        return  # other rows are no items: a form of labels and values
    for item in items:
        _record(zone, item, phase, recorder)


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


def _record(zone: Zone, item: _Item, phase: str, recorder: Recorder) -> None:
    unit = item.amount.unit or "元"
    fact_id = recorder.add(
        "spending",
        zone.row_span(item.row),
        _RULE,
        item_name=printed_name(item.name),
        context=context_of(zone.view),
        breakdown="project",
        direction="expenditure",
        amount_unit=unit,
        unit_source="cell",
        table_seq=zone.view.seq,
        row_seq=item.row,
        **{f"{phase}_amount": item.amount.number * FACTORS[unit], f"{phase}_text": item.cell.text.printed()},
    )
    recorder.cell_figure("spending", fact_id, f"{phase}_amount", zone.view, item.cell, _RULE)
