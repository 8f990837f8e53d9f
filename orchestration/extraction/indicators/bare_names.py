"""The name of an indicator in running text without the marks around it.

    ★资金拨付率(质量指标)——  →  资金拨付率, of 质量指标        "良种验收合格率"指标  →  良种验收合格率
    数量指标"修复里程"  →  修复里程, of 数量指标

Belongs here: marks, quotation marks, dashes, and the kind in brackets behind a name. Data: `data/indicator_prose.toml`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from orchestration.extraction.data import load
from orchestration.extraction.indicators.entries import Entry

_QUOTED = re.compile(r'^"?(?P<name>[^"]+)"(?:指标)?$')
_MARKED = re.compile(r"^[★☆●○◆◇■□▲△▶※*·]+ ?(?=.)")
_AMONG = re.compile(r"^其中:?(?=[\u4e00-\u9fff]{3})")
_DASHED = re.compile(r"(?<=.)[—–-]{1,2}(?:目标|指标)?$")


@cache
def _in_brackets() -> re.Pattern[str]:
    kinds = "|".join(sorted(load("indicator_prose")["kinds"]["names"], key=len, reverse=True))
    return re.compile(rf"(?<=.)\((?P<kind>(?:{kinds})(?:指标)?)\)$")


@cache
def _behind_kind() -> re.Pattern[str]:
    kinds = "|".join(sorted(load("indicator_prose")["kinds"]["names"], key=len, reverse=True))
    return re.compile(rf'(?P<kind>(?:{kinds}|满意度)(?:指标)?)"(?P<name>[^"]+)"?(?:指标)?')


def bare_entry(text: str, entry: Entry) -> Entry:
    """An entry whose name stands without marks; the kind in brackets behind it is the entry's where it has none."""
    begin, end = entry.name
    if of_kind := _behind_kind().fullmatch(text, begin, end):
        return replace(entry, name=of_kind.span("name"), kind=of_kind["kind"])
    if quoted := _QUOTED.search(text[begin:end]):
        begin, end = begin + quoted.start("name"), begin + quoted.end("name")
    if marked := _MARKED.search(text[begin:end]):
        begin += marked.end()
    if among := _AMONG.search(text[begin:end]):
        begin += among.end()
    if dashed := _DASHED.search(text[begin:end]):
        end = begin + dashed.start()
    kind = _in_brackets().search(text[begin:end])
    end = begin + kind.start() if kind else end
    return replace(entry, name=(begin, end), kind=entry.kind or (kind["kind"] if kind else ""))
