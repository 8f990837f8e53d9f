"""A document as plain values, so that a test compares all of it at once."""

from __future__ import annotations

from orchestration.document import Block, BlockKind, Document


def lines(document: Document, kind: BlockKind | None = None) -> list[str]:
    """The text of each block that is no table (of one kind, where given)."""
    return [
        "".join(document.text[piece.start : piece.end] for piece in block.pieces)
        for block in document.blocks
        if block.kind is not BlockKind.TABLE and (kind is None or block.kind is kind)
    ]


def tables(document: Document) -> list[list[list[str | None]]]:
    """Each table's grid: a cell's text at its upper left position, None where a span covers or nothing stands."""
    return [grid(document, block) for block in document.blocks if block.table is not None]


def grid(document: Document, block: Block) -> list[list[str | None]]:
    """The grid of one table block."""
    assert block.table is not None
    rows: list[list[str | None]] = [[None] * block.table.columns for _ in range(block.table.rows)]
    for cell in block.table.cells:
        rows[cell.row][cell.column] = document.text[cell.start : cell.end]
    return rows


def spans(document: Document, table: int = 0) -> dict[str, tuple[int, int]]:
    """Text → (row span, column span) of the cells of a table that span more than one position."""
    block = [block for block in document.blocks if block.table is not None][table]
    assert block.table is not None
    return {
        document.text[cell.start : cell.end]: (cell.row_span, cell.column_span)
        for cell in block.table.cells
        if (cell.row_span, cell.column_span) != (1, 1)
    }


def is_consistent(document: Document) -> bool:
    """Whether all positions lie in the text, no cell holds a TAB or line end, and pages follow each other."""
    for block in document.blocks:
        for piece in block.pieces:
            if not 0 <= piece.start <= piece.end <= len(document.text):
                return False
        for cell in block.table.cells if block.table else ():
            text = document.text[cell.start : cell.end]
            inside = any(piece.start <= cell.start <= cell.end <= piece.end for piece in block.pieces)
            if "\t" in text or "\n" in text or not inside:
                return False
    return all(one.end <= two.start for one, two in zip(document.pages, document.pages[1:], strict=False))
