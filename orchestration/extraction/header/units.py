"""The unit of money a document declares: in a line or cell of its own, in headers, else the one its prose uses most."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from orchestration.document import MappedText
from orchestration.extraction.header.lines import Line
from orchestration.extraction.money_units import DECLARED, unit_beside
from orchestration.extraction.structure.outline import Outline

_DECLARED = re.compile(rf"(?:金额)?(?:计量)?单位[:\s(]*(?:人民币)?({DECLARED})(?![/人])")
_IN_LINE = re.compile(rf"(?<![计量])单位:(?:人民币)?({DECLARED})(?![/人])")  # in a page that lost its line breaks
_HEADER = re.compile(rf"\((?:单位:?)?(?:人民币)?({DECLARED})\)")
_AFTER_NUMBER = re.compile(r"\d(亿元|万元|元)(?![/])")


class FoundUnit(NamedTuple):
    """A unit as it is printed, the run of the document's text where it stands, and the rule that found it."""

    unit: str
    run: tuple[int, int]
    rule: str


def find_unit(outline: Outline, lines: list[Line]) -> FoundUnit | None:
    """The declared unit, or None where no money is printed."""
    cells = [cell.text for cell in outline.cells if "元" in cell.text.text]
    texts = [line.text for line in lines if "元" in line.text.text and len(line.text) <= 120]
    return (
        _most([*texts, *(cell for cell in cells if len(cell) <= 60)], _DECLARED, "unit_declared")
        or _most([line.text for line in lines if "单位:" in line.text.text], _IN_LINE, "unit_declared")
        or _beside_label(outline, lines)
        or _most([*(cell for cell in cells if len(cell) <= 40), *texts], _HEADER, "unit_of_headers")
        or _most([*(p.text for p in outline.passages if "元" in p.text.text), *cells], _AFTER_NUMBER, "unit_of_prose")
    )


def _beside_label(outline: Outline, lines: list[Line]) -> FoundUnit | None:
    """The unit in the cell or the line after its label: 单位 | 万元."""
    pairs = [(label.text, value.text) for table in outline.tables for label, value in table.neighbours()]
    pairs += [(label.text, value.text) for label, value in zip(lines, lines[1:], strict=False)]
    for label, value in pairs:
        if match := unit_beside(label.text, value.text):
            return FoundUnit(match.group(1), value.span(*match.span(1)), "unit_beside_label")
    return None


def _most(texts: list[MappedText], pattern: re.Pattern[str], rule: str) -> FoundUnit | None:
    votes: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    for text in texts:
        for match in pattern.finditer(text.text):
            votes[match.group(1)] += 1
            first.setdefault(match.group(1), text.span(*match.span(1)))
    if not votes:
        return None
    unit = votes.most_common(1)[0][0]
    return FoundUnit(unit, first[unit], rule)
