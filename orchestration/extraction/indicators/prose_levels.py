"""The labels of levels 1 and 2 that head indicators in running text. Data: `data/indicator_prose.toml`.

Belongs here: which words are a label, and over what it stands. Does not belong here: the indicators under it (`prose`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from orchestration.extraction.data import load
from orchestration.extraction.indicators.entries import NUMBER, Entry, word
from orchestration.extraction.indicators.levels import is_level
from orchestration.language.beginnings import compiled

_LONGEST_KIND = 14
_LIST_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.、]?|[一二三四五六七八九十]{1,2}、)")
_BRACKETS = re.compile(r"\([^()]*\)")  # 产出指标(50分,自评得分46分)


def _kinds() -> str:
    return "|".join(sorted(load("indicator_prose")["kinds"]["names"], key=len, reverse=True))


@cache
def kind_pattern() -> re.Pattern[str]:
    """A label of level 2 at the head of what is listed under it: 1.数量指标:…"""
    return compiled(
        rf"(?:^|(?<=[。;,、)\s.:①-⒇—-]))(?:\(?[\d一二三四五六七八九十]{{1,2}}[).、])?\s?(?:项目)?(?:对于|关于|针对)?\"?((?:{_kinds()})(?:指标)?)\"?"
        rf"(?:(?:完成情况|方面|情况)?:|(?<=指标)(?:。|方面,))(?!\s?(?:[≥≤<>=]|\d(?!\d?(?:[-—~至]\d{{1,2}})?周?岁)))(?!(?:年度|年初|全年)?(?:指标|目标|预期)值)"
    )


@cache
def bare_kind() -> re.Pattern[str]:
    """A label of level 2 without the word for an indicator, at the head of a numbered paragraph: 1.经济效益。…"""
    return re.compile(rf"\(?[\d一二三四五六七八九十]{{1,2}}[).、]{{1,2}}\s?({_kinds()})(?:方面)?。")


def heads_kind(line: str) -> str | None:
    """The label of level 2 that a line is, for the lines under it: ①数量指标。; None for any other line."""
    label = NUMBER.sub("", line).rstrip("。:")
    if word("kind_title").fullmatch(label):
        return label
    return label if is_level("level2", label) and "满意度" not in label else None


def leading_kind(text: str) -> str | None:
    """The label of level 2 that begins a passage: ①经济效益。带动增收…"""
    label, stop, _ = NUMBER.sub("", text).partition("。" if "。" in text[:_LONGEST_KIND] else ":")
    return label if stop and is_level("level2", label) else None


def kind_before(heads: list[re.Match[str]], entry: Entry) -> str:
    """The label that stands right before the name of an entry: (二)效益情况。社会效益指标:受助学生就业率…"""
    return next((head.group(1) for head in heads if 0 <= entry.name[0] - head.end() <= 1), "")


def kind_of(context: str | None) -> str:
    """The kind that a heading names for the indicators under it: 1.数量指标; empty where it names none."""
    match = kind_pattern().fullmatch(f"{context}:") if context else None
    return match.group(1) if match else ""


def heads_level1(line: str) -> bool:
    """Whether a line is a label of level 1 for the lines under it: 3.1产出指标."""
    return _level1_head(line) is not None


def _level1_head(line: str) -> re.Match[str] | None:
    return word("level1_head").fullmatch(_LIST_NUMBER.sub("", _BRACKETS.sub("", line)).rstrip(":。"))


def level1_told(heading: str) -> str | None:
    """The label of level 1 that a heading is or names."""
    head = _level1_head(heading)
    return head.group(1) if head else level1_of(heading)


def level1_of(words: str) -> str | None:
    """The label of level 1 that heads a list: 产出指标完成情况. None where none does, or the last is not sure."""
    found = word("level1").findall(_BRACKETS.sub("", words))
    return found[-1] if found else None


def level1_lead(text: str, context: str | None) -> tuple[int, str, str] | None:
    """Where the results under a label of level 1 begin, that label, and one of level 2 in brackets behind it:
    (一)产出指标。新建厂房1260平方米;… (三)满意度指标(服务对象满意度):…"""
    lead = word("level1_lead").match(text)
    if lead:
        return lead.end(), lead.group(1), lead["kind"] or ""
    head = _level1_head(context or "")
    return (0, head.group(1), "") if head else None


def under_labels(text: str, entries: list[Entry], context: str | None) -> Iterator[tuple[Entry, str | None]]:
    """Each entry with the last label of level 1 that stands between the entries before it, or in the heading above."""
    head = _level1_head(context or "")
    level1, end = head.group(1) if head else None, 0
    for entry in entries:
        between = word("level1_label").findall(text, end, entry.name[0])
        level1 = between[0] if between else level1
        yield entry, level1
        end = entry.end
