"""Plain text as converters and copies leave it: TAB tables, pipes, one cell per line, flattened or glued rows."""

from __future__ import annotations

from collections.abc import Sequence

from tests.corpus.blocks import Block, Break, Furniture, Grid, Heading, Line

TABLE_STYLES = ("tab", "pipe", "lines", "blanks", "glued")


def render(blocks: Sequence[Block], *, tables: str = "tab", newline: str = "\n") -> str:
    """The text of a report; `tables` is one of TABLE_STYLES."""
    parts: list[str] = []
    for block in blocks:
        if isinstance(block, Heading | Line):
            parts.append(block.text)
        elif isinstance(block, Furniture):
            parts.extend(block.texts)
        elif isinstance(block, Break):
            parts.append("")
        else:
            parts.append(table(block, tables))
    return newline.join(part.replace("\n", newline) for part in _apart(parts)) + newline


def _apart(parts: list[str]) -> list[str]:
    """A blank line after each block."""
    return [line for part in parts for line in (part, "")]


def table(grid: Grid, style: str) -> str:
    """A table with its caption and unit line."""
    lines = _rows(grid, style)
    above = [each for each in (None if grid.caption_below else grid.caption, grid.unit_note) if each]
    below = [grid.caption] if grid.caption_below and grid.caption else []
    return "\n\n".join([*above, "\n".join(lines), *below])


def _rows(grid: Grid, style: str) -> list[str]:
    texts = [[cell.replace("\n", " ") for cell in line] for line in grid.texts()]
    lines: list[str] = []
    for number, line in enumerate(texts):
        if number in grid.breaks:
            lines.append("")
            if grid.breaks[number]:
                lines.extend(_line(header, style) for header in texts[: grid.header_rows])
        lines.append(_line(line, style))
    return lines


def _line(cells: list[str], style: str) -> str:
    if style == "tab":
        return "\t".join(cells)
    if style == "pipe":
        return "|" + "|".join(cells) + "|"
    stated = [cell for cell in cells if cell]
    return {"lines": "\n\n", "blanks": " ", "glued": ""}[style].join(stated)
