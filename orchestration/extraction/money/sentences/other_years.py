"""Stretches of a sentence that tell the money of another year than the report's: last year's for comparison, next year's plans.

    2022年支出1305万元,2023年支出1462万元        the first sum is last year's
    2024年,我局计划投入450万元                   none of it is this year's
    上半年支出700万元,全年支出1462万元           the first sum is a part of the year's

Belongs here: which words of a sentence are of another year. Does not belong here: a sum that stands in a comparison
(较上年412万元压减: `money.sentences.parts`), what last year left (上年结转), which is part of this year's budget.
"""

from __future__ import annotations

import re

from orchestration.extraction.data import load

_LIST_MARK = r"(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.])?"
_CLAUSE = rf"(?:^|[,;。:、]){_LIST_MARK}(?:[本我该全](?:[局委办县镇乡]|部门|单位))?"


def _words(key: str) -> str:
    words: str = load("money_prose")["other_years"][key]
    return words


def told_of_other_years(sentence: str, year: int | None) -> list[tuple[int, int]]:
    """Where a sentence tells money of another year, up to the next clause that names a year or to a semicolon."""
    marks = list(re.finditer(f"{_CLAUSE}(?P<year>{_words('mark')})", sentence))
    ends = [*(mark.start() for mark in marks[1:]), len(sentence)]
    told = zip(marks, ends, strict=False)  # without a mark the one end is of nothing
    return [(mark.end(), _stop(sentence, mark.end(), end)) for mark, end in told if _is_other(sentence, mark, year)]


def _stop(sentence: str, start: int, end: int) -> int:
    semicolon = sentence.find(";", start, end)
    return end if semicolon < 0 else semicolon


def _is_other(sentence: str, mark: re.Match[str], year: int | None) -> bool:
    """Whether the year that begins a clause is another one, and the clause tells a budget or spending of it."""
    rest, named = sentence[mark.end() :], mark["number"]
    if re.fullmatch(_words("next"), mark["year"]) or (named and year and int(named) > year):
        return re.match(_words("no_plan"), rest) is None
    if re.fullmatch(_words("last"), mark["year"]) or (named and year and int(named) < year):
        return re.match(_words("tells_money"), rest) is not None
    return False
