"""Sums told one after another of several names: A镇、B镇、C镇分别支付812万元、694万元和655万元.

Belongs here: which name each of the sums is of, and the words of their phase. Does not belong here: what the phase is and
whether the money is the office's (`money.sentences.reading`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from orchestration.extraction.money.verbs import GIVES, PAYS, SO_FAR
from orchestration.extraction.money.words import breakdown_of
from orchestration.language import Quantity

_NAME = r"[\u4e00-\u9fff()\"]{2,24}?"
_NAMES = rf"(?P<names>{_NAME}(?:、{_NAME})*(?:[和及与、]{_NAME}))"
_VERB = rf"(?P<verb>{SO_FAR}*(?:{PAYS}|{GIVES}|为|是|达到?))"
_BEHIND = re.compile(rf"{_NAMES}(?:各)?分别(?:完成)?{_VERB}$")
_BEFORE = re.compile(rf"分别{_VERB}(?:给)?{_NAMES}(?:各)?$")
_ZERO_OF_ALL = re.compile(rf"{_NAMES}(?:的)?(?:全年|实际)*(?:支出|决算数?)?(?:均|都|皆|全部|全)为?")
_BETWEEN = re.compile(r"[、,和及与]{1,2}")
_LEAD = re.compile(r"^.*?(?:其中|资金中|支出中|中(?!央))[:,]?(?=[\u4e00-\u9fff])")
_YEAR = re.compile(r"20\d{2}年")
_LEAST = 2


class Told(NamedTuple):
    """A name that one of the sums is of, the words that say for all of them what they are, and where those begin."""

    name: str
    words: str
    start: int


def zero_of_all(sentence: str, quantity: Quantity) -> list[str]:
    """The kinds of 三公经费 that a sentence says were all nothing: 公务接待费、因公出国(境)费均为0万元."""
    before = re.split(r"[,;:。](?!\Z)", sentence[: quantity.start])[-1]
    told = _ZERO_OF_ALL.fullmatch(before) if quantity.value == 0 else None
    names = re.split("[、和及与]", told["names"]) if told else []
    return names if all(breakdown_of(name) == "three_public" for name in names) else []


def respective_sums(sentence: str, quantities: Sequence[Quantity]) -> dict[int, Told | None]:
    """Where a sum begins → what it is of, for the runs of sums that as many names stand before.

    None for the sums of several years (2019年、2020年支出分别为…): they are not all of this one.
    """
    found: dict[int, Told | None] = {}
    for run in _runs(sentence, quantities):
        before = re.split(r"[,;:。](?!\Z)", sentence[: run[0].start])[-1]
        begin = run[0].start - len(before)
        told = _BEHIND.search(before) or _BEFORE.search(before)
        years = len(_YEAR.findall(before)) >= _LEAST and "分别" in before
        names = _names(told["names"], len(run)) if told else []
        if years:
            found |= {quantity.start: None for quantity in run}
        elif told and len(names) == len(run):
            words = told[0] if told.re is _BEHIND else told["verb"]
            found |= {quantity.start: Told(name, words, begin + told.start()) for quantity, name in zip(run, names, strict=True)}
    return found


def _runs(sentence: str, quantities: Sequence[Quantity]) -> list[list[Quantity]]:
    """Sums with nothing between them but marks of enumeration, two or more."""
    runs: list[list[Quantity]] = []
    for quantity in quantities:
        if quantity.unit_class != "money":
            continue
        if runs and _BETWEEN.fullmatch(sentence, runs[-1][-1].end, quantity.start):
            runs[-1].append(quantity)
        else:
            runs.append([quantity])
    return [run for run in runs if len(run) >= _LEAST]


def _names(text: str, count: int) -> list[str]:
    """The names of an enumeration; 和 parts two of them only where they are one too few (商品和服务支出)."""
    names = _LEAD.sub("", text).split("、")
    if len(names) == count - 1:
        names = [*names[:-1], *re.split("[和及与]", names[-1], maxsplit=1)]
    return names
