"""Headings numbered 3.1, 3.2, … whose names are no known ones: 3.1 事故防控 over what was done.

Belongs here: which lines count on as parts of one chapter. Does not belong here: headings that a line shows by itself
(`structure.headings`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from orchestration.extraction.structure.headings import Heading

_LEVEL = 3  # that of a known name with such a number
_LEAST = 2
# A name alone in its line, not 3.2万亩 or 2.5公里.
_LINE = re.compile(
    r"(?P<number>(?P<chapter>[1-9]\d?)\.(?P<part>[1-9]\d?))[、. ]?"
    r"(?![万亿千百个公平亩吨倍米人户家次元级年分])(?P<title>[\u4e00-\u9fff\"()、]{3,20})"
)


def decimal_headings(lines: Sequence[str | None]) -> dict[int, Heading]:
    """Index of a line → its heading, of lines that count the parts of a chapter from 1 on, with something told under each.

    `lines`: the paragraphs of a document in order, None for a table.
    """
    found = [(index, match) for index, line in enumerate(lines) if line and (match := _LINE.fullmatch(line))]
    headings: dict[int, Heading] = {}
    for chapter in dict.fromkeys(match["chapter"] for _, match in found):
        parts = [(index, match) for index, match in found if match["chapter"] == chapter]
        if _counts_from_one([int(match["part"]) for _, match in parts]) and _tells_under([index for index, _ in parts]):
            headings |= {index: Heading(match["number"], match["title"], _LEVEL) for index, match in parts}
    return headings


def _counts_from_one(numbers: Sequence[int]) -> bool:
    return len(numbers) >= _LEAST and list(numbers) == list(range(1, len(numbers) + 1))


def _tells_under(indexes: Sequence[int]) -> bool:
    """Whether no two of them follow each other: cells of a column of numbered names do."""
    return all(later - earlier > 1 for earlier, later in pairwise(indexes))
