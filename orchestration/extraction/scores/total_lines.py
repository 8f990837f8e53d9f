"""Totals without a sentence: a line or cell of its own, the end of a form whose cells run together.

Belongs here: where such a total, its full marks and nothing else are printed. Does not belong here: totals told in
sentences (`scores.prose`), rows of tables (`scores.table`). Data: `data/scores.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from orchestration.document import MappedText
from orchestration.extraction.data import load
from orchestration.extraction.quotation import quoted_text
from orchestration.extraction.scores.list_rows import ProseScore
from orchestration.extraction.scores.points import TOTAL
from orchestration.extraction.structure.outline import Outline
from orchestration.language import parse_number

MOST = Decimal(150)
NUMBER = r"(?P<number>\d{1,3}(?:\.\d{1,4}|\. \d{1,2})?|[一二三四五六七八九十]{2,4}(?:点[一二三四五六七八九]{1,2})?(?=分))"
_LONGEST_LINE = 24
_KEYS = ("bare_total", "glued_total", "slashed_total", "headed_total")


@cache
def total_lines() -> tuple[re.Pattern[str], ...]:
    """What a line that is nothing but the total looks like."""
    return tuple(re.compile(load("scores")["score"][key].replace("{number}", NUMBER)) for key in _KEYS)


@cache
def closing_total() -> re.Pattern[str]:
    """What a form whose cells all run together ends with: 总分10099.72."""
    return re.compile(load("scores")["score"]["closing_total"])


def total_of_line(outline: Outline, text: MappedText, _: str | None) -> Iterator[ProseScore]:
    """A line or cell that is nothing but the total: `总分:97.82`."""
    if len(text) <= _LONGEST_LINE:
        yield from _total(outline, text, next(filter(None, (each.fullmatch(text.text) for each in total_lines())), None))


def total_at_end(outline: Outline, text: MappedText, _: str | None) -> Iterator[ProseScore]:
    """The total behind the last indicator of a form whose cells run together."""
    if len(text) > _LONGEST_LINE:
        yield from _total(outline, text, closing_total().search(text.text))


def _total(outline: Outline, text: MappedText, match: re.Match[str] | None) -> Iterator[ProseScore]:
    number = parse_number(match["number"]) if match else None
    if match is None or number is None or number > MOST:
        return
    full = parse_number(match["full"]) if match["full"] else None
    runs = [("score", text.span(*match.span("number")))]
    if full is not None:
        runs.append(("max_score", text.span(*match.span("full"))))
    quote = quoted_text(outline.document, text, *match.span())
    yield ProseScore(TOTAL, quote, match.group(), tuple(runs), "score_line", score=number, maximum=full)
