"""Rows of a block of money that lost the empty cell under the label of their block: 部门资金 | | 年初预算数 | 全年预算数 | 全年执行数
over 年度资金总额 | 640.00 | 700.00 | 690.00. Phases whose label stands in a row of its own stand one cell too far left, too.

Belongs here: putting the empty cell back, so that amounts stand under their phases. Does not belong here: prose that moved so
(`structure.prose_cells`), the phases themselves (`structure.columns`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from orchestration.extraction.structure.columns import MONEY_ROLES, column_of
from orchestration.extraction.structure.parts import CellText
from orchestration.language import parse_number

_LEAST_PHASES = 2
_Line = tuple[CellText | None, ...]


def with_lost_cells(grid: Sequence[_Line]) -> tuple[_Line, ...]:
    """The grid with such rows moved right behind their label, as far as names with figures follow the phases."""
    mended: list[_Line] = []
    wanted, moves = 0, False  # the cells of the phases above, whether a row below them was moved
    for line in _beside_label(grid):
        cells = tuple(cell for cell in line if cell is not None)
        if _heads_phases(cells):
            wanted, moves = len(cells), False
        elif not _is_moved_left(cells):
            wanted = 0  # another block
        elif wanted and len(cells) < len(line) and (len(cells) == wanted - 1 or (moves and len(cells) < wanted)):
            line, moves = _moved_right(line), True
        mended.append(line)
    return tuple(mended)


def _beside_label(grid: Sequence[_Line]) -> Iterator[_Line]:
    """The rows, with phases moved right where the label beside them is the only cell of the row above, and names with figures
    stand below: 预算资金(万元) / 年初预算数 | 全年预算数 | 全年执行数 / 年度资金总额 | 412.00 | 468.00 | 457.00."""
    rows = [tuple(cell for cell in line if cell is not None) for line in grid]
    for line, above, below in zip(grid, [(), *rows], [*rows[1:], ()], strict=False):
        is_alone = len(above) == 1 and len(line) > 1 and bool(above[0].text) and above[0].column == 0
        if is_alone and _begins_with_phases(line) and _is_moved_left(below) and not (line[-1] and line[-1].text):
            line = (None, *(cell and cell._replace(column=cell.column + 1) for cell in line[:-1]))
        yield line


def _begins_with_phases(line: _Line) -> bool:
    return len(line) >= _LEAST_PHASES and _are_phases(line[:_LEAST_PHASES])


def _are_phases(cells: _Line) -> bool:
    columns = [column_of(cell.text.text) if cell else None for cell in cells]
    return all(column is not None and column.role in MONEY_ROLES for column in columns)


def _heads_phases(cells: tuple[CellText, ...]) -> bool:
    """Whether a row is the label of a block, an empty cell, and phases of money right behind it."""
    if len(cells) < _LEAST_PHASES + 2 or not cells[0].text or cells[1].text:
        return False
    return _are_phases(cells[2:4])


def _is_moved_left(cells: tuple[CellText, ...]) -> bool:
    """Whether a row is a name and a figure right behind it; nothing of it reaches over other cells."""
    if len(cells) < _LEAST_PHASES + 1 or not cells[0].text or _is_number(cells[0]):
        return False
    return _is_number(cells[1]) and all(cell.column == at for at, cell in enumerate(cells))


def _is_number(cell: CellText) -> bool:
    return parse_number(cell.text.text) is not None


def _moved_right(line: _Line) -> _Line:
    first, *others = line[:-1]
    return (first, None, *(cell and cell._replace(column=cell.column + 1) for cell in others))
