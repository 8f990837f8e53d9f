"""Tables of label and value whose columns are years: 项目 | 2022年 | 2023年 over 年初预算 | 760 | 830.8.

Belongs here: which columns hold another year than the report's. Does not belong here: headers that name a phase beside the
year (2023年决算数: `money.phases`).
"""

from __future__ import annotations

import re

from orchestration.extraction.structure.outline import CellText

_YEAR = re.compile(r"(?P<year>20\d{2})年?度?")
_LEAST = 2


def year_columns(cells: tuple[CellText, ...]) -> dict[int, int]:
    """Grid column → year, of a row that prints a label and years; empty for any other row."""
    years = {cell.column: int(match["year"]) for cell in cells[1:] if (match := _YEAR.fullmatch(cell.text.text))}
    return years if len(years) >= _LEAST and not _YEAR.fullmatch(cells[0].text.text) else {}


def of_year(cells: tuple[CellText, ...], years: dict[int, int], year: int | None) -> tuple[CellText, ...]:
    """The label and the figure of one year, in a row under years; the cells as they are where no years stand above."""
    if not years or not cells:
        return cells
    return cells[0], *(cell for cell in cells[1:] if years.get(cell.column) == year)
