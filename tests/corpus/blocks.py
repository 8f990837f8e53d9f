"""What a layout writes, before any file format: headings, lines, grids with spans, page breaks, page furniture."""

from __future__ import annotations

from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Box:
    """A cell; `text` may hold line ends."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass
class Grid:
    """A table: per row the boxes that begin in it. `centred` says that a span's text is printed in its middle row."""

    rows: list[list[Box]]
    caption: str | None = None
    caption_below: bool = False
    unit_note: str | None = None
    header_rows: int = 1
    centred: bool = False
    sheet: str | None = None
    breaks: dict[int, bool] = field(default_factory=dict)  # row before which a page ends → whether the header repeats

    @property
    def width(self) -> int:
        return max(sum(1 for cell in row if cell is not None) for row in self.lattice())

    def lattice(self) -> list[list[tuple[Box, bool] | None]]:
        """Rows × columns of (box, whether the text is printed here)."""
        height = len(self.rows)
        grid: list[list[tuple[Box, bool] | None]] = [[] for _ in range(height)]
        for number, row in enumerate(self.rows):
            column = 0
            for box in row:
                while column < len(grid[number]) and grid[number][column] is not None:
                    column += 1
                span = min(box.rows, height - number)
                shown = number + ((span - 1) // 2 if self.centred else 0)
                for r in range(number, number + span):
                    line = grid[r]
                    line.extend([None] * (column + box.columns - len(line)))
                    for c in range(column, column + box.columns):
                        line[c] = (box, r == shown and c == column)
                column += box.columns
        return grid

    def texts(self) -> list[list[str]]:
        """Rows × columns of printed texts, a spanned place empty."""
        return [[cell[0].text if cell and cell[1] else "" for cell in row] for row in self.lattice()]


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True)
class Line:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Furniture:
    """Navigation, breadcrumbs, page numbers, publication data: around the report, not of it."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Break:
    """A page ends here; inside a paragraph where `text_before` and the next line are one sentence."""


Block = Heading | Line | Grid | Furniture | Break


def row(*texts: object) -> list[Box]:
    """A row of plain boxes."""
    return [each if isinstance(each, Box) else Box("" if each is None else str(each)) for each in texts]


def without_spans(grid: Grid) -> Grid:
    """The same grid as single cells, a span's text where it is printed."""
    return replace(grid, rows=[[Box(text) for text in line] for line in grid.texts()], centred=False)
