"""The budget year: from the title, a labelled cell, a line of its own, the body, the file name, in this order.

A title that names a year outside those of the warehouse (`dim_years`) ends the search: what its body speaks of is another.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from orchestration.document import MappedText
from orchestration.extraction.header.labels import Labelled
from orchestration.extraction.header.lines import Line
from orchestration.extraction.structure.outline import Outline

FIRST_YEAR, LAST_YEAR = 2010, 2035  # of `dim_years`

_DIGITS = {"〇": "0", "零": "0", "O": "0", "o": "0", **{han: str(i) for i, han in enumerate("一二三四五六七八九", 1)}}
_YEAR = r"(?<!\d)(20\d{2}|二[〇零O0o][一二三四五六七八九〇零O0o]{2})"
_ANY = re.compile(rf"{_YEAR}(?!\d)")
_NAMED = re.compile(rf"{_YEAR}(?:-20\d{{2}})?(?:财政|预算)?年")
_ANNUAL = re.compile(rf"{_YEAR}(?:财政|预算)?年度")
_LINE = re.compile(rf"^\(?(?:项目年度:?)?(?:20\d{{2}}年?[-至])?{_YEAR}年?度?\)?(?:(?:金额)?单位:[十百千]?[亿万]?元)?$")
_BEHIND = re.compile(rf"(?:自评|评价)(?:表|报告)\(?{_YEAR}年度?\)")
_RANGE = re.compile(rf"{_YEAR}(?:年度?)?[-至]{_YEAR}年")
_KEYWORD = re.compile(r"部门整体|整体支出|单位整体|绩效|自评")
_BODY = re.compile(rf"{_YEAR}年(?:度)?(?=.{{0,30}}(?:预算|支出|收入|决算|绩效|自评|完成|我|工作|部门|全年|资金|执行))")
_FOREIGN = re.compile(r"[《〈〔\[][^《》〈〉〔〕\[\]]*$|截[至止]|印发$|关于[^。;]{0,20}$|上年|比$|较$")
_DATE = re.compile(rf"{_YEAR}年\d{{1,2}}月\d{{1,2}}日")
_OPENS = re.compile(rf"^{_YEAR}年度?(?:以来)?,")
_YEAR_END = re.compile(rf"截[至止]{_YEAR}年(?:12月(?:31日)?|年?[底末])")
_AIM = re.compile(r"(?<=[到至])20(?:25|3[05])年(?![底末度终])")  # the end of a five-year plan: 到2035年基本实现…


class FoundYear(NamedTuple):
    """A year, where it is printed (None: the file name), and the rule that found it."""

    year: int
    run: tuple[int, int] | None
    rule: str


def find_year(
    title: MappedText | None, labels: list[Labelled], lines: list[Line], outline: Outline, file_name: str
) -> FoundYear | None:
    """The budget year, or None where nothing states one."""
    found = _of_title(title) if title else None
    if title and not found and _names_year(title):
        return None
    return (
        found
        or _of_labels(labels)
        or _of_lines(lines)
        or _behind_title(lines)
        or _of_body(outline)
        or _beside_work(outline)
        or _of_file_name(file_name)
    )


def year_number(printed: str) -> int | None:
    """2021, 二〇二一 → 2021; None outside the years of the warehouse."""
    digits = "".join(_DIGITS.get(char, char) for char in printed)
    year = int(digits) if digits.isdigit() else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def _found(text: MappedText, match: re.Match[str], rule: str) -> FoundYear | None:
    year = year_number(match.group(1))
    return FoundYear(year, text.span(*match.span(1)), rule) if year else None


def _of_title(title: MappedText) -> FoundYear | None:
    """The year marked 年度; else the one nearest before what is evaluated; else the first."""
    span = _RANGE.search(title.text)
    if span and len(_NAMED.findall(title.text)) <= 2:
        last = year_number(span.group(2))
        if last:
            return FoundYear(last, title.span(*span.span(2)), "year_of_title_range")
    for pattern in (_ANNUAL, _NAMED, _ANY):
        matches = [match for match in pattern.finditer(title.text) if year_number(match.group(1))]
        if matches:
            keyword = _KEYWORD.search(title.text)
            before = [match for match in matches if keyword and match.end() <= keyword.start()]
            return _found(title, (before or matches)[-1 if before else 0], "year_of_title")
    return None


def _names_year(title: MappedText) -> bool:
    """Whether a title names a budget year, be it one that the warehouse does not know: 2005年度…自评报告."""
    return _ANNUAL.search(title.text) is not None or _NAMED.search(title.text) is not None


def _of_labels(labels: list[Labelled]) -> FoundYear | None:
    for labelled in labels:
        if labelled.kind != "year":
            continue
        match = _ANY.search(labelled.value.text)
        found = _found(labelled.value, match, "year_of_label") if match else None
        if found:
            return found
    return None


def _of_lines(lines: list[Line]) -> FoundYear | None:
    """A line near the top that is nothing but a year, or the last of several: `(2021年度)`, `(2019-2021年度)`."""
    for line in lines[:40]:
        match = _LINE.match(line.text.text.replace(" ", ""))
        if match and ("年" in line.text.text or line.text.text.startswith("(")):
            inside = list(_ANY.finditer(line.text.text))
            found = _found(line.text, inside[-1], "year_of_line") if inside else None
            if found:
                return found
    return None


def _behind_title(lines: list[Line]) -> FoundYear | None:
    """The year in brackets behind a title that ran into its line: 项目支出绩效自评表(2023年度)填报单位:…"""
    for line in lines[:10]:
        match = _BEHIND.search(line.text.text)
        found = _found(line.text, match, "year_behind_title") if match else None
        if found:
            return found
    return None


def _of_body(outline: Outline) -> FoundYear | None:
    """The year the body speaks of most: publication dates, document titles and numbers apart."""
    votes: Counter[int] = Counter()
    first: dict[int, FoundYear] = {}
    texts = [item.text for item in outline.passages]
    texts += [cell.text for cell in outline.cells]
    for text in texts:
        for match in _BODY.finditer(text.text):
            year = year_number(match.group(1))
            before, at = text.text[: match.start()], match.start()
            if year is None or _FOREIGN.search(before) or _DATE.match(text.text, at) or _AIM.match(text.text, at):
                continue
            votes[year] += 2 if text.text[match.end() - 1] == "度" else 1
            first.setdefault(year, FoundYear(year, text.span(*match.span(1)), "year_of_body"))
    return first[votes.most_common(1)[0][0]] if votes else None


def _beside_work(outline: Outline) -> FoundYear | None:
    """The year a passage opens with, or at whose end something stood: 2023年,全县上下…; 截至2023年12月31日在编18人."""
    for pattern in (_OPENS, _YEAR_END):
        for passage in outline.passages:
            match = pattern.search(passage.text.text)
            found = _found(passage.text, match, "year_of_body") if match else None
            if found:
                return found
    return None


def _of_file_name(file_name: str) -> FoundYear | None:
    for part in reversed(file_name.replace("\\", "/").split("/")):
        for match in (*_NAMED.finditer(part), *_ANY.finditer(part)):
            year = year_number(match.group(1))
            if year:
                return FoundYear(year, None, "year_of_file_name")
    return None
