"""Lists of components in prose, as scores: in a row, or a paragraph each.

Belongs here: what of a document is such a list. Does not belong here: how one component is told (`scores.lists`), chapters
that score what they head (`scores.chapters`), single scores, totals and grades (`scores.prose`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from orchestration.document import MappedText
from orchestration.extraction.data import load
from orchestration.extraction.quotation import quoted_text
from orchestration.extraction.recorder import Span
from orchestration.extraction.scores.lists import (
    Component,
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
        yield component_score(outline, text, component)


def scored_lines(outline: Outline) -> Iterator[ProseScore]:
    """Components that open a paragraph each, two at least: `决策(15分):得15分;`, also over the table of what they hold."""
    found = [(passage.text, component_of_line(passage.text.text)) for passage in outline.passages]
    components = [(text, component) for text, component in found if component]
    yield from (component_score(outline, *each) for each in components if len(components) >= _LEAST)


def scored_projects(outline: Outline) -> Iterator[ProseScore]:
    """Projects with their money, points and grade, a line each, two at least: `食品安全监管专项 186万元 95.5分 优`."""
    found = [(passage.text, match) for passage in outline.passages if (match := _project_line().fullmatch(passage.text.text))]
    for text, match in found if len(found) >= _LEAST else []:
        runs = tuple((column, text.span(*match.span(column))) for column in ("score", "grade") if match[column])
        quote = quoted_text(outline.document, text, *match.span())
        score = parse_number(match["score"])
        yield ProseScore(match["name"], quote, match.group(), runs, "score_list", score=score, grade=match["grade"])


@cache
def _project_line() -> re.Pattern[str]:
    data = load("scores")
    return re.compile(data["score"]["project_line"].replace("{classes}", data["grades"]["classes"]))


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
        yield component_score(outline, texts[words], component)


def _components(words: str) -> Sequence[Component]:
    """What a paragraph scores: what opens it, where its points are of that, else all it tells."""
    line = component_of_line(words)
    return [line] if line and "max" in line.printed and line.run[0] > line.printed["name"][1] else single_components(words)


def component_score(outline: Outline, text: MappedText, component: Component) -> ProseScore:
    """A component where a text tells it, as a score."""
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
