"""What goes on over a page break: a table with or without its header again, a row torn in its middle, a merged label."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import takewhile
from statistics import median

from orchestration.reading.builder import DraftCell, Word
from orchestration.reading.layout.page import MOST_HEADER_ROWS, TablePart

_SAME_PLACE = 6.0  # points
_LABEL_COLUMNS = 2
_NEARLY = 0.85  # of the characters of a header that recognition reads alike twice


def continues(upper: TablePart, lower: TablePart) -> bool:
    """Whether a table at the top of a page goes on with the one at the foot of the page before: the same columns."""
    if upper.columns != lower.columns or upper.is_drawn != lower.is_drawn:
        return False
    if not upper.is_drawn:
        places = list(zip(upper.column_lines, lower.column_lines, strict=True))
        if upper.columns > _LABEL_COLUMNS:  # where the outermost texts end, their lengths decide
            places = places[1:-1]
        return all(abs(one - two) < 4 * _SAME_PLACE for one, two in places)
    shift = upper.column_lines[0] - lower.column_lines[0]  # odd and even pages may lie differently
    return all(
        abs(one - two - shift) < _SAME_PLACE for one, two in zip(upper.column_lines, lower.column_lines, strict=True)
    )


def header_rows(first: TablePart, lower: TablePart) -> int:
    """How many rows at the head of a part repeat those at the head of the table's first part."""
    rows = 0
    while rows < min(MOST_HEADER_ROWS, first.rows, lower.rows):
        above, below = _row(first, rows), _row(lower, rows)
        if not _is_same_row(above, below):
            break
        rows += 1
    while rows and _crosses(lower, rows):
        rows -= 1
    return rows


def _is_same_row(above: list[DraftCell], below: list[DraftCell]) -> bool:
    """Whether two rows print the same: to the letter, or nearly so where both were recognised."""
    one, two = ("\t".join(_letters(cell.text) for cell in row) for row in (above, below))
    if not one.strip() or [cell.column for cell in above] != [cell.column for cell in below]:
        return False
    if one == two:
        return True
    is_guessed = any(cell.words for cell in above) and any(cell.words for cell in below)
    return is_guessed and SequenceMatcher(None, one, two).ratio() > _NEARLY


def _letters(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def join(first: TablePart, upper: TablePart, lower: TablePart) -> None:
    """Make `lower` the continuation of `upper`, whose table began with `first`: mend what the page break tore."""
    lower.is_continuation = True
    header = header_rows(first, lower)
    lower.repeated_header = [cell for cell in lower.cells if cell.row < header]
    lower.cells = [cell for cell in lower.cells if cell.row >= header]
    for cell in lower.cells:
        cell.row -= header
    lower.rows -= header
    if lower.is_drawn:
        widths = {column: width for (row, column), width in lower.first_widths.items() if row == header}
        _mend(upper, lower, widths)
    else:
        _carry_labels(first, upper, lower)
        if _is_unresolved(first) or _is_unresolved(lower):
            first.spans_known = False
            _undo_spans(first)
            _undo_spans(lower)


def _carry_labels(first: TablePart, upper: TablePart, lower: TablePart) -> None:
    """Let labels over many rows, known by their places alone, reach over the rows below the break that have none."""
    last = upper.last_cells()
    for column in range(lower.columns):
        own = sorted((cell for cell in lower.cells if cell.column == column), key=lambda cell: cell.row)
        bare = list(takewhile(lambda cell: not cell.text and cell.row_span == 1, own))
        above = last.get(column)
        is_whole = all(
            cell.text for cell in [*own[len(bare) :], *(cell for cell in upper.cells if cell.column == column)]
        )
        if not bare or above is None or above.column_span > 1 or not is_whole:
            return
        above.row_span += len(bare)
        first.spans_known = True
        lower.cells = [cell for cell in lower.cells if not any(cell is one for one in bare)]
        if len(bare) == lower.rows:
            lower.carried[column] = above


def _is_unresolved(part: TablePart) -> bool:
    """Whether rows of a part lack labels, and places do not tell which are theirs."""
    return not part.spans_known and any(not cell.text for cell in part.cells if cell.column < _LABEL_COLUMNS)


def _undo_spans(part: TablePart) -> None:
    """Give each label back to the row it is printed in: where one part does not know its labels' rows, neither shall
    the table."""
    for label in [cell for cell in part.cells if cell.row_span > 1]:
        rows = range(label.row, min(label.row + label.row_span, part.rows))
        middle = _middle([label])
        own = min(
            rows, key=lambda row: abs(_middle([c for c in part.cells if (c.row, c.row_span) == (row, 1)]) - middle)
        )
        blank = [replace(label, row=row, row_span=1, text="", words=(), bbox=None) for row in rows if row != own]
        label.row, label.row_span = own, 1
        part.cells.extend(blank)


def _middle(cells: list[DraftCell]) -> float:
    boxes = [cell.bbox for cell in cells if cell.bbox]
    return median((box.top + box.bottom) / 2 for box in boxes) if boxes else 0.0


def _mend(upper: TablePart, lower: TablePart, widths: dict[int, float]) -> None:
    """Give what was torn back to the rows above.

    A torn row: its first cell is empty below, and each text below goes on with a text that ran to its cell's end. A
    merged label: leading cells empty below, the others a row of their own; or the label's text stands below only.
    """
    top = sorted((cell for cell in lower.cells if cell.row == 0), key=lambda cell: cell.column)
    last = upper.last_cells()
    if top and _is_torn(top, last, upper.room, widths):
        for cell in top:
            if cell.text:
                _append(last[cell.column], cell)
            elif cell.row_span > 1 and _is_same_column(last.get(cell.column), cell):
                _extend(last[cell.column], cell, lower, cell.row_span - 1)
        lower.cells = _without_first_row(lower.cells)
        lower.rows -= 1
        if lower.rows == 0:
            lower.carried = last
        return
    for cell in top:
        above = last.get(cell.column)
        if above is None or not _is_same_column(above, cell) or not _is_one_label(above, cell, top):
            return
        if cell.text:
            _append(above, cell)
        _extend(above, cell, lower, cell.row_span)


def _is_same_column(above: DraftCell | None, cell: DraftCell) -> bool:
    return above is not None and bool(above.text or cell.text) and above.column_span == cell.column_span


def _extend(above: DraftCell, cell: DraftCell, lower: TablePart, rows: int) -> None:
    """Let the cell above cover the rows of its rest below."""
    above.row_span += rows
    lower.cells.remove(cell)
    if cell.row_span == lower.rows:
        lower.carried[cell.column] = above


def _is_torn(
    top: list[DraftCell], last: dict[int, DraftCell], room: dict[int, float], widths: dict[int, float]
) -> bool:
    filled = [cell for cell in top if cell.text]
    if not filled or top[0].text or any(cell.row_span > 1 for cell in filled):
        return False
    return all(
        cell.column in last
        and bool(last[cell.column].text)
        and widths.get(cell.column, 0.0) > room.get(cell.column, 0.0)
        for cell in filled
    )


def _is_one_label(above: DraftCell, cell: DraftCell, top: list[DraftCell]) -> bool:
    """Whether a cell at the head of a page is the rest of the merged label above it."""
    if not any(other.text for other in top if other.column > cell.column):
        return False
    if not cell.text:
        return bool(above.text)
    return not above.text and cell.row_span > 1 and above.row_span > 1


def _append(above: DraftCell, cell: DraftCell) -> None:
    offset = len(above.text)
    moved = tuple(Word(w.start + offset, w.end + offset, w.confidence, w.bbox) for w in cell.words)
    above.text, above.words = above.text + cell.text, (*above.words, *moved)


def _without_first_row(cells: list[DraftCell]) -> list[DraftCell]:
    """The cells below the first row, counted from 0; what reaches down from it begins below it."""
    for cell in cells:
        if cell.row == 0:
            cell.row_span -= 1
        else:
            cell.row -= 1
    return [cell for cell in cells if cell.row_span > 0]


def _row(part: TablePart, row: int) -> list[DraftCell]:
    return sorted((cell for cell in part.cells if cell.row == row), key=lambda cell: cell.column)


def _crosses(part: TablePart, rows: int) -> bool:
    """Whether a cell reaches over the end of the first rows."""
    return any(cell.row < rows < cell.row + cell.row_span for cell in part.cells)
