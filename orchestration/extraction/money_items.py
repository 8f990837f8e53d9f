"""What a row of money in a table is called, and which side of the budget it stands on.

Belongs here: the cell that names a row. Does not belong here: phases and amounts (money_phases), records (money_table,
money_matrix). Words: `data/money.toml`.
"""

from __future__ import annotations

import re

from orchestration.document import MappedText
from orchestration.extraction.captions import caption_of
from orchestration.extraction.money_phases import header_of
from orchestration.extraction.money_words import direction_of, without_prefix, without_unit_note
from orchestration.extraction.outline import CellText
from orchestration.extraction.zones import Zone, is_figure

_KIND_OF_ITEM = re.compile(r"类[别型]$|性质$|编码$|属性$")


def printed_name(item: MappedText) -> str:
    return without_unit_note(without_prefix(item)).printed()


def item_cell(zone: Zone, row: int, first_amount: int) -> CellText | None:
    """The cell that names the row: of the item column, else the last words left of the first amount."""
    named = [
        (index, cell)
        for index in zone.columns_of("item")
        if (cell := zone.view.grid[row][index]) is not None and cell.text and not is_figure(cell.text.text)
    ]
    if named:
        names = [cell for index, cell in named if not _KIND_OF_ITEM.search(header_of(zone, index))]
        return (names or [cell for _, cell in named])[-1]
    head = -1 if zone.header_row is None else zone.header_row  # a label beside header and rows names the block
    left = [cell for cell in zone.view.grid[row][:first_amount] if cell is not None and cell.text and cell.row > head]
    words = [cell for cell in left if not is_figure(cell.text.text)]
    return words[-1] if words else None




def direction_in(zone: Zone, name: str, breakdown: str) -> str:
    """income or expenditure as the item's name, the caption or the heading says."""
    if breakdown in ("task", "project", "source", "three_public", "economic", "function"):
        return "expenditure"
    caption = caption_of(zone.view)
    section = zone.view.section
    for text in (name, caption.text.text if caption else "", section.title if section else ""):
        found = direction_of(text)
        if found in ("income", "expenditure"):
            return found
    return "expenditure"
