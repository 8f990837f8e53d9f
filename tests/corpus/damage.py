"""What real files suffer: page breaks, lost spans, wraps inside words, OCR noise, radicals. None, light or heavy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from tests.corpus.blocks import Block, Grid, Heading

RADICALS = {"门": "⻔", "长": "⻓", "见": "⻅", "车": "⻋", "页": "⻚", "民": "⺠", "西": "⻄", "角": "⻆"}
KANGXI = {
    "一": "⼀",
    "人": "⼈",
    "大": "⼤",
    "工": "⼯",
    "水": "⽔",
    "生": "⽣",
    "用": "⽤",
    "目": "⽬",
    "立": "⽴",
    "行": "⾏",
}
NOISE = ("小字迹模糊不清————", "〓〓 〓", "一")
DAMAGES = ("none", "light", "heavy")


def damage_blocks(blocks: Sequence[Block], random: Random, damage: str, file_format: str) -> list[Block]:
    """Damage that the file format's renderer shows: page breaks in tables, centred labels, titles torn apart."""
    if damage == "none":
        return list(blocks)
    plain = file_format in ("txt", "gb18030", "utf16", "md")
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Grid):
            made.append(_damaged_grid(block, random, damage, plain))
        elif (
            isinstance(block, Heading) and block.level == 0 and plain and file_format != "md" and random.random() < 0.3
        ):
            made.append(Heading(_broken_title(block.text, random)))
        else:
            made.append(block)
    return made


def _broken_title(text: str, random: Random) -> str:
    """A title torn apart by a blank or a line end, between two Chinese characters."""
    places = [m.start() + 1 for m in re.finditer(r"[一-鿿](?=[一-鿿])", text) if m.start() > len(text) // 3]
    if not places:
        return text
    at = random.choice(places)
    return text[:at] + random.choice(" \n") + text[at:]


def _damaged_grid(grid: Grid, random: Random, damage: str, plain: bool) -> Grid:
    breaks = dict(grid.breaks)
    if plain and len(grid.rows) > grid.header_rows + 3 and random.random() < 0.4:
        at = random.randint(grid.header_rows + 1, len(grid.rows) - 1)
        breaks[at] = random.random() < 0.5 and grid.header_rows > 0
    centred = grid.centred or (plain and damage == "heavy" and random.random() < 0.4)
    return replace(grid, breaks=breaks, centred=centred)


def damage_text(text: str, random: Random, damage: str) -> str:
    """Damage to plain text: page breaks inside sentences, blanks inside words; heavy: radicals and OCR noise."""
    if damage == "none":
        return text
    lines = text.split("\n")
    lines = [_page_break(line, random) for line in lines]
    if damage == "heavy":
        if random.random() < 0.5:
            lines = [_torn(line, random) for line in lines]
        if random.random() < 0.4:
            table = str.maketrans(RADICALS | (KANGXI if random.random() < 0.5 else {}))
            lines = [line.translate(table) if random.random() < 0.7 else line for line in lines]
        if random.random() < 0.3:
            lines.insert(random.randint(2, len(lines)), random.choice(NOISE))
    return "\n".join(lines)


def _page_break(line: str, random: Random) -> str:
    """Now and then a blank line in the middle of a long sentence, never inside a number."""
    if "\t" in line or "|" in line or line.startswith("#") or len(line) < 80 or random.random() > 0.15:
        return line
    places = [m.start() + 1 for m in re.finditer(r"[一-鿿](?=[一-鿿])", line)]
    inner = [place for place in places if 20 < place < len(line) - 20]
    if not inner:
        return line
    at = random.choice(inner)
    return f"{line[:at]}\n\n{line[at:]}"


def _torn(line: str, random: Random) -> str:
    """Blanks inside words, as hard wraps leave them in cells and paragraphs."""
    return re.sub(r"(?<=[一-鿿])(?=[一-鿿])", lambda _: " " if random.random() < 0.02 else "", line)
