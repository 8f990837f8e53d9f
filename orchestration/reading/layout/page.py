"""One page: characters and rules → paragraphs and tables, top to bottom."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from orchestration.document import BoundingBox
from orchestration.reading.builder import DraftCell
from orchestration.reading.layout.cells import cell_text, first_width, room_at_end
from orchestration.reading.layout.columns import AlignedTable, find_aligned_tables
from orchestration.reading.layout.glyphs import Glyph, Line, box_of, lines_of
from orchestration.reading.layout.paragraphs import Margins, Paragraph, paragraphs_of
from orchestration.reading.layout.ruled import Lattice, LatticeCell, Rule, assign, find_lattices

MOST_HEADER_ROWS = 4


@dataclass(frozen=True, slots=True)
class PageContent:
    """What stands on a page, in points from its top left corner."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]


@dataclass(slots=True)
class TablePart:
    """A table as far as it stands on one page.

    `room` is what the last line of each column's last cell leaves free, `first_widths` what the upper cells begin with
    (by row and column): text that did not fit there goes on here. The rest is filled in when pages are joined: whether
    the part goes on with the table of the page before, which of its rows repeat that table's header, and which cell
    above reaches down through a column to the part's end.
    """

    cells: list[DraftCell]
    column_lines: tuple[float, ...]
    top: float
    bottom: float
    spans_known: bool
    rows: int
    is_drawn: bool = True
    room: dict[int, float] = field(default_factory=dict)
    first_widths: dict[tuple[int, int], float] = field(default_factory=dict)
    is_continuation: bool = False
    repeated_header: list[DraftCell] = field(default_factory=list)
    carried: dict[int, DraftCell] = field(default_factory=dict)

    @property
    def columns(self) -> int:
        return len(self.column_lines) - 1

    def last_cells(self) -> dict[int, DraftCell]:
        """Column → the cell that reaches down to the part's end, be it from an earlier page."""
        own = {cell.column: cell for cell in self.cells if cell.row + cell.row_span == self.rows}
        return {**self.carried, **own}


@dataclass(slots=True)
class PageLayout:
    """The tables of a page and its lines outside them; `furniture` marks lines that every page repeats."""

    content: PageContent
    tables: list[TablePart]
    lines: list[Line]
    furniture: set[int] = field(default_factory=set)  # indexes into `lines`

    def items(self, margins: Margins) -> list[Paragraph | TablePart | Line]:
        """Paragraphs, tables and (as bare lines) furniture, in reading order."""
        placed: list[tuple[float, Paragraph | TablePart | Line]] = [(table.top, table) for table in self.tables]
        bounds = sorted(table.top for table in self.tables)
        runs: dict[int, list[Line]] = {}
        for index, line in enumerate(self.lines):
            if index in self.furniture:
                placed.append((line.top, line))
            else:
                runs.setdefault(sum(bound < line.top for bound in bounds), []).append(line)
        for run in runs.values():
            placed.extend((paragraph.top, paragraph) for paragraph in paragraphs_of(run, margins))
        return [item for _, item in sorted(placed, key=lambda entry: entry[0])]


def lay_out(content: PageContent) -> PageLayout:
    """The tables of a page and the lines outside them."""
    tables: list[TablePart] = []
    free: list[Glyph] = list(content.glyphs)
    lattices = find_lattices(content.rules)
    for lattice in lattices:
        held, free = assign(lattice, free)
        if any(glyph.text.strip() for glyphs in held.values() for glyph in glyphs):
            tables.append(_ruled_table(lattice, held, content.number))
    outside = [rule for rule in content.rules if not any(_is_within(rule, lattice) for lattice in lattices)]
    lines = lines_of(free)
    for aligned in find_aligned_tables(lines, outside):
        tables.append(_aligned_table(aligned, content.number))
        taken = {id(line) for line in aligned.lines}
        lines = [line for line in lines if id(line) not in taken]
    bare = replace(content, glyphs=(), rules=())  # hundreds of pages are held until all are read
    return PageLayout(bare, sorted(tables, key=lambda table: table.top), lines)


def _is_within(rule: Rule, lattice: Lattice) -> bool:
    return lattice.top - 3 <= rule.top <= lattice.bottom + 3 and rule.x1 > lattice.x0 and rule.x0 < lattice.x1


def _ruled_table(lattice: Lattice, held: dict[LatticeCell, list[Glyph]], page: int) -> TablePart:
    cells: list[DraftCell] = []
    rows = max(cell.row + cell.row_span for cell in lattice.cells)
    part = TablePart(cells, lattice.column_lines, lattice.top, lattice.bottom, spans_known=True, rows=rows)
    for cell in lattice.cells:
        content = cell_text(held[cell], cell.x0, cell.x1)
        box = BoundingBox(round(cell.x0, 1), round(cell.top, 1), round(cell.x1, 1), round(cell.bottom, 1))
        cells.append(
            DraftCell(
                row=cell.row,
                column=cell.column,
                text=content.text,
                row_span=cell.row_span,
                column_span=cell.column_span,
                page=page,
                bbox=box,
                confidence=content.confidence,
                words=content.words,
            )
        )
        if cell.row + cell.row_span == rows:
            part.room[cell.column] = room_at_end(held[cell], cell.x0, cell.x1)
        if cell.row <= MOST_HEADER_ROWS:
            part.first_widths[(cell.row, cell.column)] = first_width(held[cell])
    return part


def _aligned_table(table: AlignedTable, page: int) -> TablePart:
    cells: list[DraftCell] = []
    filled: set[tuple[int, int]] = set()
    for cell in table.cells:
        x0, x1 = table.columns[cell.column][0], table.columns[cell.column + cell.column_span - 1][1]
        content = cell_text(cell.glyphs, x0, x1)
        cells.append(
            DraftCell(
                row=cell.row,
                column=cell.column,
                text=content.text,
                row_span=cell.row_span,
                column_span=cell.column_span,
                page=page,
                bbox=box_of(cell.glyphs),
                confidence=content.confidence,
                words=content.words,
            )
        )
        filled.update(
            (row, column)
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        )
    rows = max(cell.row + cell.row_span for cell in table.cells)
    places = ((row, column) for row in range(rows) for column in range(len(table.columns)))
    cells.extend(DraftCell(row, column, "", page=page) for row, column in places if (row, column) not in filled)
    borders = [table.columns[0][0]]
    borders += [(one[1] + two[0]) / 2 for one, two in zip(table.columns, table.columns[1:], strict=False)]
    lines = (*borders, table.columns[-1][1])
    return TablePart(cells, lines, table.top, table.bottom, spans_known=table.spans_known, rows=rows, is_drawn=False)
