"""Headings: number family, shape, and what a heading's name says of the section under it. Data: `data/headings.toml`."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from orchestration.extraction.data import load
from orchestration.language.beginnings import compiled


class Heading(NamedTuple):
    """A heading's printed number (`二`, `(三)`, `1`), its title without it, and its level from 1 (chapter) down."""

    number: str
    title: str
    level: int


_HAN = "一二三四五六七八九十"
_FAMILIES = (
    (1, re.compile(rf"^(第[{_HAN}\d]{{1,3}}(?:[章部]分?|条(?!规定)))[\s、:]*")),
    (1, re.compile(rf"^([{_HAN}]{{1,3}})[、.]")),
    (1, re.compile(r"^([A-H])[.、](?=[\u4e00-\u9fff])")),
    (2, re.compile(r"^([A-H]\d{1,2})[.、]?(?=[\u4e00-\u9fff])")),
    (1, re.compile(r"^([壹贰叁肆伍陆柒捌玖])[、.](?=[\u4e00-\u9fff])")),
    (2, re.compile(rf"^(\([{_HAN}]{{1,3}}\))[、.]?")),
    (3, re.compile(r"^(\d{1,2})[.、](?!\d)")),
    (4, re.compile(r"^(\(\d{1,2}\)|[①-⑳])[、.]?")),
)
# 6问题与建议, 6.1问题: numbers without a mark behind them, before a title that is known or marked as one (not 5个项目); level 2 and 3.
_DECIMAL = re.compile(r"^(\d{1,2}(\.\d{1,2})?)(?=[\u4e00-\u9fff])(?![个项类大年月日家所名条处座次户人万亿元级季件期位张台套])")
_FORMAL = re.compile(r"^([壹贰叁肆伍陆柒捌玖])(?=[\u4e00-\u9fff])")  # 陆 begins names of counties too
# 第五、不足之处; items of lists begin so too, but order something: 第一、完善目标管理
_ORDINAL = re.compile(rf"^(第[{_HAN}]{{1,2}})[、,](?=[\u4e00-\u9fff]{{2,16}}[。:]?$)(?!进一步|[加增]|完善|[健建]|强化|提|优化|规范|[推严细抓做])")
_BRACKETED = re.compile(r"【([^】]{2,12})】:?")  # 【主要问题】
PROJECT = "项目"  # the number of a heading that names a project and has none
# 【项目名称】河道清淤; 项目一:公园管护: what follows is of that project.
_PROJECT = re.compile(
    rf"(?:【项目名称】:?|(?P<number>项目(?:[{_HAN}]{{1,2}}|\d{{1,2}}))(?:[:、.]\s?|(?![般期级次批个是])))(?P<title>[^,。;:\d]{{3,40}})"
)
_LONGEST_MARKED = 60
_LONGEST = {1: 40, 2: 42, 3: 30, 4: 24}
_SENTENCE_INSIDE = re.compile(r"[。;!?](?=.)|:(?=.{6})|,.*,")
_ENDS_OPEN = re.compile(r"[,、;]$|\d[万亿]$")  # …年中追加1975.64万 goes on in the next line
_NO_TITLE = re.compile(r"\d{3,}|[%元]")
_REPORTS = re.compile(r"\d(?!\d|年|[.、])[^。]*。$")  # (三)完成改造75户,每户补助3500元。 is a sentence
# 数量指标:救助妇女71人 states a result, 培训目标90人完成96人得分10 too
# 收入情况。全年总收入900万元,其中: runs on from its heading
_RUNS_ON = re.compile(r"。.*\d[亿万]?元")
_STATES = re.compile(r":[^:]*\d|[≥≤<>=]\d|\d[^,]*[得扣]分?\d|目标\D?\d[^,]*(?:完成|实际)\D{0,2}\d")


def heading_of(text: str, marked: bool) -> Heading | None:
    """The heading a line is, or None. `marked`: the file format says that it is one."""
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed and section_kind(bracketed[1]) is not None:
        return Heading("", bracketed[1], 1)
    project = _PROJECT.fullmatch(text)
    if project:
        return Heading(project["number"] or PROJECT, project["title"], 1)
    for level, pattern in _FAMILIES:
        match = pattern.match(text)
        if match:
            title = text[match.end() :].strip(" ")
            known = section_kind(title) is not None
            if not _has_heading_shape(title, level, known or marked):
                return None
            return Heading(match.group(1), title.rstrip("。:"), level)
    decimal = _DECIMAL.match(text)
    if decimal and ((marked and len(text) <= _LONGEST_MARKED) or section_kind(text[decimal.end() :], strict=True) is not None):
        return Heading(decimal[1], text[decimal.end() :].rstrip("。:"), 3 if decimal[2] else 2)
    if (formal := _FORMAL.match(text)) and section_kind(text[formal.end() :], strict=True) is not None:
        return Heading(formal[1], text[formal.end() :].rstrip("。:"), 1)
    if (ordinal := _ORDINAL.match(text)) and section_kind(text[ordinal.end() :]) is not None:
        return Heading(ordinal[1], text[ordinal.end() :].rstrip("。:"), 1)
    if (marked and len(text) <= _LONGEST_MARKED) or (len(text) <= 20 and section_kind(text, strict=True) is not None):
        return Heading("", text.rstrip("。:"), 2 if section_kind(text) else 3)
    return None


def _has_heading_shape(title: str, level: int, known: bool) -> bool:
    if not title or _ENDS_OPEN.search(title) or (level >= 3 and _STATES.search(title)):
        return False
    if level >= 2 and _REPORTS.search(title):
        return False
    if len(title) > _LONGEST[level] + (20 if known else 0):
        return False
    if known and len(title) <= 30:
        return _RUNS_ON.search(title) is None
    return not _SENTENCE_INSIDE.search(title) and not (level >= 3 and _NO_TITLE.search(title))


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    kinds = load("headings")["sections"]
    return tuple(
        (kind, compiled("|".join([*entry["names"], *entry.get("marked", [])])), re.compile(f"^(?:{'|'.join(entry['names'])})$"))
        for kind, entry in kinds.items()
    )


@lru_cache(maxsize=4096)  # asked several times about one title; titles recur from report to report
def section_kind(title: str, *, strict: bool = False) -> str | None:
    """The canonical kind of the section a title opens, or None; `strict`: the title is nothing but the name."""
    for kind, pattern, whole in _kinds():
        if whole.match(title.rstrip(":。")) if strict else pattern.search(title):
            return kind
    return None
