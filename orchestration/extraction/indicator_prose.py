"""Indicators in running text: lists by kind inside a cell or a paragraph. Data: `data/indicator_prose.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from orchestration.document import MappedText
from orchestration.extraction.data import load
from orchestration.extraction.recorder import Recorder
from orchestration.language import find_quantities, parse_number, parse_value

_LEAST_KINDS = 2  # one kind named in passing is no list
_ITEM = re.compile(r"[^;；。\n]+")
_TWINS = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{3,20})(?P<target>[≥≤=]?\d[\d.,]*(?P<unit>[\u4e00-\u9fff%㎡]{1,4}))"
    r"(?P=name)(?P<actual>[≥≤=]?\d[\d.,]*(?P=unit))"
)
_NUMBER = re.compile(r"^(?:\(\d{1,2}\)|\d{1,2}[.、](?!\d)|[①-⒇])\s?")
_COMPARED = re.compile(r"[≥≤<>=]|不(?:少|低|高)于|不超过")
_BRACKETS = re.compile(r"\([^()]*\)")  # 产出指标(50分,自评得分46分)
_LONGEST_NAME = 30
_LONGEST_ITEM = 90
_LONGEST_WORDS = 14  # characters of a target or result without a figure


@dataclass(frozen=True, slots=True)
class _Entry:
    """One item of a list: the places of its name and its values in the passage."""

    kind: str
    name: tuple[int, int]
    target: tuple[int, int] | None
    actual: tuple[int, int] | None
    end: int
    points: dict[str, tuple[int, int]] = field(default_factory=dict)  # weight, declared_score


@cache
def _kind_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(load("indicator_prose")["kinds"]["names"], key=len, reverse=True))
    return re.compile(
        rf"(?:^|(?<=[。;,、)\s.:①-⒇]))(?:\(?[\d一二三四五六七八九十]{{1,2}}[).、])?\s?(?:项目)?((?:{names})(?:指标)?)"
        rf"(?:(?:完成情况|方面|情况)?:|(?<=指标)。)(?!\s?[≥≤<>=\d])"
    )


@cache
def _labelled_pattern() -> re.Pattern[str]:
    kinds = "|".join(sorted(load("indicator_prose")["kinds"]["names"], key=len, reverse=True))
    return re.compile(load("indicator_prose")["words"]["labelled"].replace("{kinds}", kinds))


@cache
def _word(name: str) -> re.Pattern[str]:
    return re.compile(load("indicator_prose")["words"][name])


@cache
def _name_end() -> re.Pattern[str]:
    ends = "|".join(load("indicator_prose")["words"]["name_ends"])
    return re.compile(rf"^([\u4e00-\u9fff]{{2,20}}?(?:{ends}))(?=[\u4e00-\u9fff])")


def read_indicator_list(
    text: MappedText, context: str | None, recorder: Recorder, *, tabled: bool = False
) -> list[tuple[int, int]]:
    """Record the indicators of a list by kind; returns the source spans of its items.

    `tabled`: a table of the document holds its indicators, so that results told without a target are achievements.
    """
    labelled = list(_labelled(text.text))
    if labelled:
        return [_record(text, entry, context, recorder) for entry in labelled]
    heads = list(_kind_pattern().finditer(text.text))
    opens = bool(heads) and not _NUMBER.sub("", text.text[: heads[0].start(1)]).strip(" 项目")
    lead = _level1_lead(text.text, context) if not heads else None
    if lead:
        entries = [entry for entry in _entries(text.text, "", lead[0], len(text), False) if entry.actual]
        told = [entry for entry in entries if entry.target or not tabled]
        return [_record(text, entry, context, recorder, lead[1]) for entry in told]
    if len(heads) < _LEAST_KINDS and not opens:
        found = [*_pairs(text.text, _kind_of(context)), *_twins(text.text)]
        return [_record(text, entry, context, recorder) for entry in found]
    is_target = _lists_targets(text.text[: heads[0].start()])
    level1 = _level1_of(text.text[: heads[0].start()]) or _level1_of(context or "")
    claimed = []
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        end = following.start() if following else len(text)
        stop = text.text.find("。", head.end(), end)
        told = list(_entries(text.text, head.group(1), head.end(), stop if stop >= 0 else end, is_target))
        if stop >= 0:  # sentences that follow may be prose
            told += [entry for entry in _entries(text.text, head.group(1), stop, end, is_target) if entry.target and entry.actual]
        for entry in told:
            if entry.target or not tabled:
                claimed.append(_record(text, entry, context, recorder, level1))
    return claimed


def _level1_lead(text: str, context: str | None) -> tuple[int, str] | None:
    """Where the results under a label of level 1 begin, and the label: (一)产出指标。新建厂房1260平方米;…"""
    lead = _word("level1_lead").match(text)
    if lead:
        return lead.end(), lead.group(1)
    head = _word("level1_head").fullmatch(_BRACKETS.sub("", context or ""))
    return (0, head.group(1)) if head else None


def _level1_of(words: str) -> str | None:
    """The label of level 1 that heads a list: 产出指标完成情况. None where none does, or the last is not sure."""
    found = _word("level1").findall(_BRACKETS.sub("", words))
    return found[-1] if found else None


def _kind_of(context: str | None) -> str:
    """The kind that a heading names for the indicators under it: 1.数量指标; empty where it names none."""
    match = _kind_pattern().fullmatch(f"{context}:") if context else None
    return match.group(1) if match else ""


def _labelled(text: str) -> Iterator[_Entry]:
    """Indicators of a form that prints a label before each value; its points stand behind the result."""
    for match in _labelled_pattern().finditer(text):
        points = {name: match.span(name) for name in ("weight", "declared_score") if match[name]}
        name, target, actual = (match.span(place) for place in ("name", "target", "actual"))
        yield _Entry(match["kind"] or "", name, target, actual, match.end(), points)


def _pairs(text: str, kind: str = "") -> Iterator[_Entry]:
    """Indicators that state target and result in one breath: 布防数量≥6架,实际布防6架."""
    for match in _ITEM.finditer(text):
        item = _word("verdict").sub("", match.group())
        actual = _word("actual").search(item)
        if not actual:
            continue
        number = _NUMBER.match(item)
        begin = number.end() if number else 0
        lead = max(item.rfind(":", 0, actual.start()) + 1, begin)
        if (named := _word("target").match(item, lead)) and named.end() > lead:
            lead = begin  # 验收合格率:目标值100%,实际完成值100%: the name stands before the colon
        entry = _entry(text, kind, match.start() + lead, match.start() + len(item), False)
        if entry and entry.target and entry.actual and _is_pair(text, entry, item[: actual.start()]):
            yield entry


def _twins(text: str) -> Iterator[_Entry]:
    """Targets and results side by side that both say what they are of: 整治沟渠32公里 整治沟渠30公里."""
    for match in _TWINS.finditer(text):
        yield _Entry("", match.span("name"), match.span("target"), match.span("actual"), match.end())


def _is_pair(text: str, entry: _Entry, head: str) -> bool:
    """Whether target and result are of one indicator: the words or a comparator say so, or both have one unit."""
    assert entry.target is not None and entry.actual is not None
    target, actual = (parse_value(text[slice(*place)]) for place in (entry.target, entry.actual))
    name = text[slice(*entry.name)]
    if len(name) > _LONGEST_NAME or "," in name:
        return False
    if _word("target").search(head):
        words = max(end - start for start, end in (entry.target, entry.actual))
        return target.value is not None or (actual.value is None and words <= _LONGEST_WORDS)
    if actual.value is None or (actual.unit == "元" and _word("money").search(name)):
        return False
    return bool(_COMPARED.search(head)) or (target.value is not None and target.unit == actual.unit)


def _lists_targets(before: str) -> bool:
    """Whether the words that lead up to a list announce targets rather than results."""
    targets = [m.end() for m in _word("heading_of_targets").finditer(before[-60:])]
    actuals = [m.end() for m in _word("heading_of_actuals").finditer(before[-60:])]
    return bool(targets) and max(targets) > max(actuals, default=-1)


def _entries(text: str, kind: str, start: int, end: int, is_target: bool) -> Iterator[_Entry]:
    for match in _ITEM.finditer(text, start, end):
        begin, stop = match.span()
        number = _NUMBER.match(text[begin:stop])
        begin += number.end() if number else 0
        verdict = _word("verdict").search(text[begin:stop])
        stop = begin + verdict.start() if verdict else stop
        if stop - begin > _LONGEST_ITEM:
            continue
        for first, last in _pieces(text, begin, stop):
            entry = _entry(text, kind, first, last, is_target)
            if entry and entry.name[1] - entry.name[0] <= _LONGEST_NAME:
                yield entry


def _pieces(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """The results that one item lists (养护县道132.6公里、乡道287.3公里), each a name and a quantity; else the item."""
    item = text[begin:end]
    if any(_word(name).search(item) for name in ("bracketed", "actual", "target")) or _in_order(item):
        return [(begin, end)]
    pieces = [match.span() for match in re.finditer(r"(?:[^,、]|,(?=\d{3}))+", item)]
    stated = [(first, last) for first, last in pieces if _is_result(item[first:last])]
    return [(begin + first, begin + last) for first, last in stated] or [(begin, end)]


def _is_result(piece: str) -> bool:
    """Whether a piece is nothing but a name and one quantity."""
    quantities = find_quantities(piece)
    if len(quantities) != 1 or quantities[0].end < len(piece):
        return False
    return bool(_word("piece").match(re.sub(r"(?:达到|达|为|是)$", "", piece[: quantities[0].start])))


def _entry(text: str, kind: str, begin: int, end: int, is_target: bool) -> _Entry | None:
    begin += text[begin : begin + 1] == '"'
    item = text[begin:end]
    if bracketed := _word("bracketed").match(item):
        named, planned, reached = (
            (begin + bracketed.start(part), begin + bracketed.end(part)) for part in ("name", "target", "actual")
        )
        return _Entry(kind, named, planned, reached, reached[1])
    actual = _word("actual").search(item)
    if actual:
        behind = re.search(r",(?!\d{3})", item[actual.end() :])
        item = item[: actual.end() + behind.start()] if behind else item
        end = begin + len(item)
    if actual and actual.start() > 0 and actual.end() < len(item):
        head = item[: actual.start()].rstrip(",、:")
        split = _split(head)
        if split:
            name, value = len(head[: split[0]].rstrip(':",')), split[1]
            target = (begin + value, begin + len(head)) if value < len(head) else None
            return _Entry(kind, (begin, begin + name), target, (begin + actual.end(), end), end)
    if places := _in_order(item):
        named, planned, reached = ((begin + first, begin + last) for first, last in places)
        return _Entry(kind, named, planned, reached, reached[1])
    split = _split(item)
    if not split or split[1] >= len(item):
        return None
    name, value = split
    place = (begin + value, end)
    return _Entry(kind, (begin, begin + name), place if is_target else None, None if is_target else place, end)


def _in_order(item: str) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]] | None:
    """Name, target and result of an item of two figures with one unit: 计划购置彩超3台,实购3台. None for any other."""
    quantities = [quantity for quantity in find_quantities(item) if quantity.unit is not None]
    if len(quantities) < 2:
        return None
    first, last = quantities[0], quantities[-1]
    if first.unit != last.unit or not _word("result_words").match(item[first.end : last.start]):
        return None
    head = _word("planned").match(item)
    begin = head.end() if head else 0
    name = item[begin : first.start]
    leads = _word("leads_to_target").search(name)
    stop = begin + len((name[: leads.start()] if leads else name).rstrip(",:"))
    if stop - begin < 2 or (not head and not leads and first.comparator == "="):
        return None
    return (begin, stop), (first.start, first.end), (last.start, last.end)


def _split(item: str) -> tuple[int, int] | None:
    """Where the name of an item ends and where its value begins."""
    target = _word("target").search(item)
    if target and target.start() > 1:
        return target.start(), target.end()
    sign = _COMPARED.search(item)
    if sign and sign.start() > 1 and item[sign.end() : sign.end() + 1].isdigit():
        return len(item[: sign.start()].rstrip(":,为")), sign.start()
    colon = item.find(":")
    if 1 < colon < len(item) - 1:
        return colon, colon + 1
    quantities = find_quantities(item)
    if quantities and quantities[-1].start > 1 and quantities[-1].end >= len(item.rstrip(" ,")):
        name = re.sub(r"(?:达到|达|为|是)$", "", item[: quantities[-1].start])
        return len(name), quantities[-1].start
    match = _name_end().match(item)
    return (match.end(), match.end()) if match and match.end() < len(item) else None


def _points_behind(text: str, end: int) -> dict[str, tuple[int, int]]:
    """Where full marks, points and the completion told behind a result stand: …实际完成值312天,分值15分,自评得分15分."""
    found = {}
    told = {"weight": "weight", "declared_score": "points", "declared_completion_pct": "completion"}
    for column, pattern in ((column, _word(name)) for column, name in told.items()):
        match = pattern.match(text, end)
        if match:
            found[column] = match.span("number")
    return found


def _record(
    text: MappedText, entry: _Entry, context: str | None, recorder: Recorder, level1: str | None = None
) -> tuple[int, int]:
    rule = "indicator_list_in_text"
    target, actual = (
        parse_value(text.text[slice(*place)]) if place else None for place in (entry.target, entry.actual)
    )
    span = text.span(entry.name[0], entry.end)
    points = entry.points or _points_behind(text.text, entry.end)
    fact_id = recorder.add(
        "indicators",
        span,
        rule,
        context=context,
        level1=None if "满意度" in entry.kind else level1,
        level2=entry.kind or None,
        indicator_name=text.printed(*entry.name),
        target_text=text.printed(*entry.target) if entry.target else None,
        target_comparator=target.comparator if target else None,
        target_value=target.value if target else None,
        target_unit=target.unit if target else None,
        actual_text=text.printed(*entry.actual) if entry.actual else None,
        actual_comparator=actual.comparator if actual else None,
        actual_value=actual.value if actual else None,
        actual_unit=actual.unit if actual else None,
        **{column: parse_number(text.text[slice(*figure)]) for column, figure in points.items()},
    )
    for column, figure in points.items():
        recorder.figure("indicators", fact_id, column, text.span(*figure), rule)
    recorder.figure("indicators", fact_id, "indicator_name", text.span(*entry.name), rule)
    for column, place in (("target_value", entry.target), ("actual_value", entry.actual)):
        if place:
            recorder.figure("indicators", fact_id, column, text.span(*place), rule)
    return span
