"""Numbers that are no quantities: dates, document numbers, codes, slogans, list numbers, addresses, ordinals.

Belongs here: what the print alone decides. Data: `data/notations.toml`. Does not belong here: what a table's column or
the section decides (`orchestration.extraction.printed_numbers`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from orchestration.language.beginnings import compiled
from orchestration.language.list_numbers import list_numbers_before_counts
from orchestration.language.necessary import Sieve
from orchestration.language.units import unit_pattern, vocabulary

_BEFORE_COUNT = "list_number_before_count"  # of a list, not of a pattern
_SECTION_NUMBER = "list_number_deep"  # 3.2 before a unit is a quantity (3.2公里), not the number of a section


class Notation(NamedTuple):
    """A run of folded text that prints numbers which are no quantities; `reason` is a word of the contract."""

    start: int
    end: int
    reason: str
    rule: str


class _Rule(NamedTuple):
    name: str
    reason: str
    pattern: re.Pattern[str]


@cache
def _rules(reasons: frozenset[str] | None) -> Sieve[_Rule]:
    """The rules that give some reasons, or all."""
    rules = (
        _Rule(name, rule["reason"], compiled(rule["pattern"]))
        for name, rule in vocabulary("notations").items()
        if reasons is None or rule["reason"] in reasons
    )
    return Sieve((rule.pattern, rule) for rule in rules)


@lru_cache(maxsize=4096)  # the texts of one document, which several readers ask about; forms repeat theirs
def find_notations(text: str, reasons: frozenset[str] | None = None) -> tuple[Notation, ...]:
    """All notations in a folded text, or those of some reasons, left to right; they may overlap."""
    found = [
        Notation(*_span(match), rule.reason, rule.name)
        for rule in _rules(reasons).sift(text)
        for match in rule.pattern.finditer(text)
        if not (rule.name == _SECTION_NUMBER and unit_pattern().match(text, _span(match)[1]))
    ]
    if reasons is None or "list_number" in reasons:
        found += [Notation(*run, "list_number", _BEFORE_COUNT) for run in list_numbers_before_counts(text)]
    return tuple(sorted(found))


def _span(match: re.Match[str]) -> tuple[int, int]:
    """The named groups that took part, else the whole match."""
    named = [match.span(name) for name in match.re.groupindex if match.group(name) is not None]
    return named[0] if named else match.span()
