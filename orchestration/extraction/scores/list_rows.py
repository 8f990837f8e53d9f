"""Lists of components in prose, as scores: in a row, a paragraph each, or a chapter each.

Belongs here: what of a document is such a list. Does not belong here: how one component is told (`scores.lists`), single
scores, totals and grades (`scores.prose`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from orchestration.document import MappedText
from orchestration.extraction.quotation import quoted_text
from orchestration.extraction.recorder import Span
from orchestration.extraction.scores.lists import (
    Component,
    component_of_chapter,
    component_of_line,
    listed_components,
    parts_of_total,
    single_components,
)
from orchestration.extraction.scores.points import TOTAL, is_total
from orchestration.extraction.structure.outline import Outline
from orchestration.language import parse_number

_PRINTED = {"score": "number", "max_score": "max", "score_rate_pct": "rate"}  # column of a score → run of a component
_LEAST = 2  # of a list
_OF_PART = re.compile("(?:[本该此]|这一)部分")
_HEADED = re.compile(r"(?<=..)(?:(?:完成|得分)?情况)?(?:分析)?(?:\(\d{1,3}分?\))?$")


@dataclass(frozen=True, slots=True)
class ProseScore:
    """A score or grade as a sentence states it, with the runs that print it."""

    component: str
    quote: Span
    words: str  # the sentence in folded text
    runs: tuple[tuple[str, Span], ...]
    rule: str
    score: Decimal | None = None
    maximum: Decimal | None = None
    rate: Decimal | None = None
    grade: str | None = None


def scores_in_row(outline: Outline, text: MappedText) -> Iterator[ProseScore]:
    """`决策18.5分(满分20分),过程18分(满分20分)`: components in a row, each with its full marks or adding up to a total."""
    for component in listed_components(text.text):
        yield _score(outline, text, component)


def scored_lines(outline: Outline) -> Iterator[ProseScore]:
    """Components that open a paragraph each, two at least: `决策(15分):得15分;`, also over the table of what they hold."""
    found = [(passage.text, component_of_line(passage.text.text)) for passage in outline.passages]
    components = [(text, component) for text, component in found if component]
    yield from (_score(outline, *each) for each in components if len(components) >= _LEAST)


def scored_parts(outline: Outline, totals: Sequence[Decimal] = ()) -> Iterator[ProseScore]:
    """Components that add up to a total of the document, told in one paragraph or in several (产出指标自评得分48.5分, each
    under its heading). `totals`: those that its tables state."""
    texts = {passage.text.text: passage.text for passage in outline.passages}
    told = {words: [(words, component) for component in _components(words)] for words in texts}
    several = {words[slice(*part.printed["name"])]: (words, part) for parts in told.values() for words, part in parts}
    lists = (parts for parts in (*told.values(), list(several.values())) if len(parts) >= _LEAST)
    found = next((parts for one in lists if (parts := parts_of_total(one, texts, totals))), [])
    of_parts = [part for words, parts in told.items() for part in parts_of_total(parts, [words])]
    for words, component in (*found, *of_parts):
        yield _score(outline, texts[words], component)


def _components(words: str) -> list[Component]:
    """What a paragraph scores: what opens it, where its points are of that, else all it tells."""
    line = component_of_line(words)
    return [line] if line and "max" in line.printed and line.run[0] > line.printed["name"][1] else single_components(words)


def scored_chapters(outline: Outline) -> Iterator[ProseScore]:
    """What headings score, told once under each, two at least or of "this part": `本项分值15分,自评得分14分`, `该部分满分50分,自评46分`."""
    found = [
        (passage, passage.section, component)
        for passage in outline.passages
        if passage.section and passage.heading is None and (component := component_of_chapter(passage.text.text))
    ]
    told = Counter(id(section) for _, section, _ in found)
    single = [each for each in found if told[id(each[1])] == 1]
    for passage, section, component in single:
        if len(single) >= _LEAST or _OF_PART.match(passage.text.text, component.run[0]):
            yield replace(_score(outline, passage.text, component), component=_HEADED.sub("", section.title))


def _score(outline: Outline, text: MappedText, component: Component) -> ProseScore:
    printed = {column: component.printed[group] for column, group in _PRINTED.items() if group in component.printed}
    read = {column: parse_number(text.text[slice(*run)]) for column, run in printed.items()}
    name = text.text[slice(*component.printed.get("name", (0, 0)))]
    return ProseScore(
        TOTAL if is_total(name) else name,
        quoted_text(outline.document, text, *component.run),
        text.text[slice(*component.run)],
        tuple((column, text.span(*run)) for column, run in printed.items()),
        "score_list",
        score=read["score"],
        maximum=read.get("max_score"),
        rate=read.get("score_rate_pct"),
    )
