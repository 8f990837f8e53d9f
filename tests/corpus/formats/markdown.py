"""Markdown: pipe tables with a separator row, headings of untrustworthy depth, now and then emphasis."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from tests.corpus.blocks import Block, Furniture, Grid, Heading, Line


def render(blocks: Sequence[Block], random: Random) -> str:
    bold = random.random() < 0.4
    repeat = random.random() < 0.5  # a span's text in every row it covers, as some converters do
    parts: list[str] = []
    for block in blocks:
        if isinstance(block, Heading):
            depth = "#" * (1 if block.level == 0 else min(4, block.level + random.choice((1, 1, 2))))
            parts.append(f"{depth} **{block.text}**" if bold and block.level > 0 else f"{depth} {block.text}")
        elif isinstance(block, Line):
            parts.append(block.text)
        elif isinstance(block, Furniture):
            parts.extend(f"- {text}" for text in block.texts)
        elif isinstance(block, Grid):
            parts.append(_table(block, repeat))
    return "\n\n".join(parts) + "\n"


def _table(grid: Grid, repeat: bool) -> str:
    lines: list[str] = []
    rows = grid.texts()
    if repeat:
        rows = [[cell[0].text if cell else "" for cell in line] for line in grid.lattice()]
    for number, line in enumerate(rows):
        if grid.breaks.get(number):
            lines += ["", _line(rows[0]), _separator(len(line))]
        lines.append(_line(line))
        if number == 0:
            lines.append(_separator(len(line)))
    above = [each for each in (grid.caption, grid.unit_note) if each]
    return "\n\n".join([*above, "\n".join(lines)])


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "｜").replace("\n", "<br>") for cell in cells) + " |"


def _separator(columns: int) -> str:
    return "|" + " --- |" * columns
