"""Running heads, feet and page numbers: lines at a page's edge that are page numbers, or that other pages repeat."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from orchestration.reading.layout.page import PageLayout

_EDGE = 0.1  # of the page's height
_LINES_AT_EDGE = 3
_NUMBER = re.compile(
    r"^[-—–·.\s]*(?:第\s*)?\d{1,4}(?:\s*[/／]\s*\d{1,4})?(?:\s*页)?(?:[,，\s]*共\s*\d{1,4}\s*页)?[-—–·.\s]*$"
)
_DIGITS = re.compile(r"\d+")
_LEAST_PAGES = 3


def mark_furniture(layouts: Sequence[PageLayout]) -> None:
    """Mark the lines of each page that are furniture."""
    edges = [_edge_lines(layout) for layout in layouts]
    counts = Counter(key for layout, edge in zip(layouts, edges, strict=True) for key in _keys(layout, edge))
    needed = max(min(_LEAST_PAGES, len(layouts)), len(layouts) // 2, 2)
    for layout, edge in zip(layouts, edges, strict=True):
        for index, where in edge:
            text = layout.lines[index].text
            if _NUMBER.match(text) or counts[(where, _masked(text))] >= needed:
                layout.furniture.add(index)


def _edge_lines(layout: PageLayout) -> list[tuple[int, str]]:
    """The outermost lines near the upper and lower edge, with which edge it is."""
    content = layout.content
    order = sorted(range(len(layout.lines)), key=lambda index: layout.lines[index].top)
    upper = [i for i in order[:_LINES_AT_EDGE] if layout.lines[i].bottom < _EDGE * content.height]
    lower = [i for i in order[-_LINES_AT_EDGE:] if layout.lines[i].top > (1 - _EDGE) * content.height]
    return [(i, "top") for i in upper] + [(i, "bottom") for i in lower if i not in upper]


def _keys(layout: PageLayout, edge: list[tuple[int, str]]) -> set[tuple[str, str]]:
    return {(where, _masked(layout.lines[index].text)) for index, where in edge}


def _masked(text: str) -> str:
    return _DIGITS.sub("#", "".join(text.split()))
