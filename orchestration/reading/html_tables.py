"""Tables of a web page: which are data and which only lay out, and the grid of rows with their spans."""

from __future__ import annotations

from orchestration.reading.builder import DraftCell
from orchestration.reading.html_tree import Element
from orchestration.reading.limits import MOST_SHEET_COLUMNS

_MOSTLY = 0.5
_LONGEST_FRAMED = 100  # characters


def rows_of(table: Element) -> list[Element]:
    """The rows of a table itself, not those of tables within."""
    rows = []
    for child in table.elements():
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("tbody", "thead", "tfoot"):
            rows.extend(row for row in child.elements() if row.tag == "tr")
    return rows


def cells_of(row: Element) -> list[Element]:
    """The cells of a row."""
    return [child for child in row.elements() if child.tag in ("td", "th")]


def is_layout(table: Element) -> bool:
    """Whether a table only places other blocks: one column, mostly other tables, or one row of several paragraphs."""
    if table.attributes.get("role", "").lower() in ("presentation", "none"):
        return True
    rows = [cells for row in rows_of(table) if (cells := cells_of(row))]
    if not rows or max(map(len, rows)) == 1:
        return True
    whole = len(table.text().strip())
    within = (inner for inner in _tables_within(table) if not _is_frame_of_cell(inner))
    if sum(len(inner.text().strip()) for inner in within) > _MOSTLY * whole:
        return True
    return len(rows) == 1 and any(_paragraphs(cell) > 2 for cell in rows[0])


def _is_frame_of_cell(table: Element) -> bool:
    """Whether a table is one cell of a few words: some editors put each cell of a table into one of its own."""
    rows = rows_of(table)
    is_one = len(rows) == 1 and len(cells_of(rows[0])) == 1
    return is_one and not _tables_within(table) and len(table.text().strip()) <= _LONGEST_FRAMED


def _tables_within(element: Element) -> list[Element]:
    """The outermost tables below."""
    found = []
    for child in element.elements():
        if child.tag == "table":
            found.append(child)
        else:
            found.extend(_tables_within(child))
    return found


def _paragraphs(cell: Element) -> int:
    return sum(len(cell.find_all(tag)) for tag in ("p", "h1", "h2", "h3", "h4"))


def place(rows: list[list[tuple[Element, str]]]) -> list[DraftCell]:
    """Cells with their texts on the grid: each stands at the first free position of its row."""
    drafts: list[DraftCell] = []
    taken: dict[int, int] = {}  # column → first row that is free again
    for index, row in enumerate(rows):
        column = 0
        for element, text in row:
            while taken.get(column, 0) > index:
                column += 1
            if column >= MOST_SHEET_COLUMNS:
                break
            wide = min(_span(element, "colspan"), MOST_SHEET_COLUMNS - column)
            rowspan = _span(element, "rowspan", zero=len(rows))
            high = min(rowspan, len(rows) - index)
            drafts.append(DraftCell(index, column, text, high, wide))
            for covered in range(column, column + wide):
                taken[covered] = max(taken.get(covered, 0), index + high)
            column += wide
    return drafts


def _span(element: Element, name: str, zero: int = 1) -> int:
    """A span as browsers take it: junk is 1, rowspan 0 is the rest of the table."""
    value = element.attributes.get(name, "").strip()
    digits = value[: next((i for i, char in enumerate(value) if not char.isdecimal()), len(value))]
    if not digits or len(digits) > 9:
        return 1
    return int(digits) or zero
