"""Years, quarters and months in tables of money: which columns and rows tell another time than the report's year.

    项目 | 2022年 | 2023年      over 年初预算 | 760 | 830.8       the column of the report's year counts
    项目 | 一季度 | … | 全年合计 over 支出数 | 200 | … | 813.9     that of no quarter
    月份 | 累计支出             over 3月 | 200, 12月 | 813.9       no row is the year's

Belongs here: labels that are nothing but a time. Does not belong here: headers that name a phase beside the year
(2023年决算数: `money.phases`).
"""

from __future__ import annotations

import re

from orchestration.extraction.structure.outline import CellText

_YEAR = re.compile(r"(?P<year>20\d{2})年?度?")
_PART_OF_YEAR = re.compile(r"(?:第|前)?[一二三四1-4]季度|[上下]半年|(?:1[0-2]|[1-9])月(?:份|[底末])?(?:累计)?")
_NO_YEAR = 0
_LEAST = 2


def year_of(text: str) -> int | None:
    """The year that a cell is and nothing else, 0 for a quarter or a month, None for any other cell."""
    if _PART_OF_YEAR.fullmatch(text):
        return _NO_YEAR
    match = _YEAR.fullmatch(text)
    return int(match["year"]) if match else None


def year_columns(cells: tuple[CellText, ...]) -> dict[int, int]:
    """Grid column → year (0: a part of one), of a row that prints a label and times; empty for any other row."""
    years = {cell.column: year for cell in cells[1:] if (year := year_of(cell.text.text)) is not None}
    return years if len(years) >= _LEAST and year_of(cells[0].text.text) is None else {}


def of_year(cells: tuple[CellText, ...], years: dict[int, int], year: int | None) -> tuple[CellText, ...]:
    """The label and the figure of one year, or of the whole year beside its parts, in a row under times; the cells as they
    are where no times stand above."""
    if not years or not cells:
        return cells
    of_parts = set(years.values()) == {_NO_YEAR}
    return cells[0], *(cell for cell in cells[1:] if (cell.column not in years if of_parts else years.get(cell.column) == year))
