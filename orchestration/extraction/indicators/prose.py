"""Indicators in running text: lists by kind inside a cell or a paragraph. Data: `data/indicator_prose.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from orchestration.document import MappedText
from orchestration.extraction.indicators.bare_names import bare_entry
from orchestration.extraction.indicators.entries import (
    ITEM,
    LONGEST_NAME,
    NUMBER,
    Entry,
    bracketed,
    entries_with_target_behind,
    entry_of,
    in_order,
    labelled_entries,
    name_before,
    of_each_count,
    paired_entries,
    twin_entries,
    word,
)
from orchestration.extraction.indicators.prose_levels import (
    bare_kind,
    kind_before,
    kind_of,
    kind_pattern,
    leading_kind,
    level1_lead,
    level1_of,
    level1_told,
    under_labels,
)
from orchestration.extraction.recorder import Recorder
from orchestration.language import find_quantities, parse_number, parse_value

_RULE = "indicator_list_in_text"
_LEAST_LINES = 2
_LEAST_KINDS = 2  # one kind named in passing is no list
_NUMBERED = re.compile(r"\([一二三四五六七八九十]{1,2}\)")
_BRACKETS = re.compile(r"\([^()]*\)")  # 产出指标(50分,自评得分46分)
_SATISFACTION = ("满意度", "满意度指标")  # a level of its own; 服务对象满意度 is one below it
_LONGEST_ITEM = 90
_RATE_NAME = re.compile(r"[率度]$")
_PIECE = re.compile(r"(?:[^,、;]|,(?=\d{3}))+")
_TOLD = re.compile(r"\d[^,;。]*(?:,[^,;。\d]{2,}\d[^,;。]*){2}")  # three results that a sentence runs on with: prose, no list
_LEAST_RESULTS = 2  # make a list
_WORDS = re.compile(r"[与和及的]")


def read_indicator_list(
    text: MappedText,
    context: str | None,
    recorder: Recorder,
    *,
    tabled: bool = False,
    above: str | None = None,
    kind: str | None = None,
) -> list[tuple[int, int]]:
    """Record the indicators of a list by kind; returns the source spans of its items.

    `tabled`: a table of the document holds its indicators, so that results told without a target are achievements.
    `above` and `kind`: the labels of levels 1 and 2 that stand above.
    """
    labelled = list(labelled_entries(text.text))
    if labelled:
        kind = leading_kind(text.text) or kind
        labelled = [replace(entry, kind=entry.kind or kind or "") for entry in labelled]
        return [_record(text, entry, context, recorder, level1) for entry, level1 in under_labels(text.text, labelled, above or context)]
    heads = list(kind_pattern().finditer(text.text)) or _head_of_list(text.text, recorder)
    if not heads and (lead := level1_lead(text.text, context)):
        return _read_under_level1(text, lead, context, recorder, tabled=tabled)
    if len(heads) < _LEAST_KINDS and not (heads and _opens_list(text.text, heads[0])):
        return _read_pairs(text, heads, context, recorder, above=above, kind=kind)
    return _read_by_kind(text, heads, context, recorder, tabled=tabled, above=above)


def _opens_list(text: str, head: re.Match[str]) -> bool:
    """Whether a text begins with the kind of a list, but for a number or the word for a project."""
    before = text[: head.start(1)]
    numbered = _NUMBERED.fullmatch(before) and "满意度" not in head.group(1)
    return bool(numbered or not NUMBER.sub("", before).strip(" 项目—-"))


def _read_under_level1(
    text: MappedText, lead: tuple[int, str, str], context: str | None, recorder: Recorder, *, tabled: bool
) -> list[tuple[int, int]]:
    """Record the indicators behind a label of level 1; none is claimed that is told as what was done, without a target."""
    begin, level1, kind = lead
    entries = [entry for entry in _entries(text.text, kind, begin, len(text), False) if entry.actual]
    of_goals = level1.endswith("目标")  # may tell targets alone
    is_told = _TOLD.search(text.text, begin) is not None and not any(entry.target for entry in entries)
    of_indicators = sum(entry.target is not None for entry in entries) * 2 >= len(entries)
    told = [
        entry
        for entry in entries
        if entry.target or not (tabled or of_goals) or (of_indicators and _RATE_NAME.search(text.text, *entry.name))
    ]
    spans = [_record(text, entry, context, recorder, level1) for entry in told]
    return [] if is_told else spans


def _read_pairs(
    text: MappedText, heads: list[re.Match[str]], context: str | None, recorder: Recorder, *, above: str | None, kind: str | None
) -> list[tuple[int, int]]:
    """Record the indicators of a text that no list of kinds is: each by the pair of its target and its result."""
    scored = word("level1_lead").match(_BRACKETS.sub("", text.text))  # 2.产出指标(40分)。得37分。计划维修…
    mark = word("level1_mark").match(text.text) or scored
    own, kind = (kind_of(context), kind) if not mark else ("", None)  # a label of level 1 ends the label of level 2 above
    level1 = mark.group(1) if mark else level1_of(text.text[: heads[0].start()] if heads else "") or level1_told(above or "")
    found = [replace(entry, kind=entry.kind or kind_before(heads, entry) or kind or "") for entry in _pairs(text.text, own)]
    spans = [_record(text, entry, context, recorder, level1) for entry in found]
    narrated = [not entry.kind and (scored or not level1) and _is_narrated(text.text, entry) for entry in found]
    return [
        _target(text, entry) if each else span
        for entry, span, each in zip(found, spans, narrated, strict=True)
        if entry.kind or level1 or not _is_in_sentence(text.text, entry)
    ]


def _pairs(text: str, kind: str) -> list[Entry]:
    """What a text states as targets and results, wherever the target stands, under names that an indicator may have."""
    behind = list(entries_with_target_behind(text, 0, len(text), kind))
    pairs = [entry for entry in paired_entries(text, kind) if not _is_within(entry, behind)]
    return [each for each in (*behind, *pairs, *twin_entries(text)) if _names_indicator(text[slice(*each.name)]) and not _is_of_words(text, each)]


def _read_by_kind(
    text: MappedText, heads: list[re.Match[str]], context: str | None, recorder: Recorder, *, tabled: bool, above: str | None
) -> list[tuple[int, int]]:
    """Record the indicators that stand behind each kind of a list."""
    before = text.text[: heads[0].start()]
    level1 = level1_of(before) or level1_of(context or "") or level1_told(above or "")
    is_target, claimed = _lists_targets(before), []
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        for entry in _of_kind(text.text, head, following.start() if following else len(text), is_target):
            if entry.target or not tabled:
                place = _record(text, entry, context, recorder, level1)
                is_listed = entry.target or "指标" in head.group() or len(heads) > 1
                claimed += [place] if is_listed else []  # 1.数量:改造小区14个: what was done is told in prose too
    return claimed


def _of_kind(text: str, head: re.Match[str], end: int, is_target: bool) -> list[Entry]:
    """The entries of one kind of a list, up to where the next begins; behind the first sentence may be prose."""
    kind, stop = head.group(1), text.find("。", head.end(), end)
    told = list(_entries(text, kind, head.end(), stop if stop >= 0 else end, is_target))
    if stop >= 0:
        behind = _entries(text, kind, stop, end, is_target)
        told += [entry for entry in behind if (entry.target and entry.actual) or _is_of_results(text, entry)]
    return told


def _head_of_list(text: str, recorder: Recorder) -> list[re.Match[str]]:
    """The kind that begins a numbered paragraph without the word for an indicator (1.经济效益。…), where a report has listed
    others by their kinds."""
    head = bare_kind().match(text)
    return [head] if head and any(row.level2 and row.extraction_rule == _RULE for row in recorder.rows["indicators"]) else []


def _is_narrated(text: str, entry: Entry) -> bool:
    """Whether a sentence tells of the year's work what an entry states: 计划抽检3800批次,实际完成3926批次; 建成4处(计划5处)."""
    if entry.target and entry.actual and entry.actual[0] < entry.target[0]:
        return "值" not in text[entry.actual[1] : entry.target[0]]
    return word("narrated").match(text, entry.name[0]) is not None


def _is_in_sentence(text: str, entry: Entry) -> bool:
    """Whether a sentence comes to an entry after something else: 代办事项320件,满意率预期90%以上,实际94%."""
    if not entry.target or not entry.actual or entry.actual[0] < entry.target[0]:
        return False
    return text[: entry.name[0]].endswith(",") and word("target").search(text, entry.name[1], entry.target[1]) is not None


def _target(text: MappedText, entry: Entry) -> tuple[int, int]:
    """The place of an entry's target alone: what was done is told in prose too."""
    return text.span(*(entry.target or (entry.name[0], entry.end)))


def read_labelled_lines(
    lines: Sequence[MappedText], context: str | None, recorder: Recorder, *, above: str | None = None, kind: str | None = None
) -> list[tuple[int, int]]:
    """Record the indicators of lines that print a label before target and result, whose labels of levels stand where they
    change; returns their source spans. Several lines, all of them alike: 资助人数 目标值≥560人 完成值582人.

    `above` and `kind`: the labels of levels 1 and 2 that stand over them.
    """
    rows = [(line, match) for line in lines if (match := word("labelled_line").match(line.text))]
    if len(rows) < max(_LEAST_LINES, len(lines)):
        return []
    read: list[tuple[int, int]] = []
    level1, kind = level1_told(above or ""), kind or ""
    for line, match in rows:
        level1, kind = (match["level1"], match["kind"] or "") if match["level1"] else (level1, match["kind"] or kind)
        entry = Entry(kind, match.span("name"), match.span("target"), match.span("actual"), match.end())
        read.append(_record(line, entry, context, recorder, level1))
    return read


def _is_within(entry: Entry, others: list[Entry]) -> bool:
    return any(entry.name[0] < other.end and other.name[0] < entry.end for other in others)


def _lists_targets(before: str) -> bool:
    """Whether the words that lead up to a list announce targets rather than results."""
    targets = [m.end() for m in word("heading_of_targets").finditer(before[-60:])]
    actuals = [m.end() for m in word("heading_of_actuals").finditer(before[-60:])]
    return bool(targets) and max(targets) > max(actuals, default=-1)


def _entries(text: str, kind: str, start: int, end: int, is_target: bool) -> Iterator[Entry]:
    for match in ITEM.finditer(text, start, end):
        begin, stop = match.span()
        number = NUMBER.match(text[begin:stop])
        begin += number.end() if number else 0
        verdict = word("verdict").search(text[begin:stop])
        stop = begin + verdict.start() if verdict else stop
        behind = list(entries_with_target_behind(text, begin, match.end(), kind))
        if behind:
            yield from behind
            continue
        if stop - begin > _LONGEST_ITEM:
            continue
        for first, last in _pieces(text, begin, stop):
            entry = entry_of(text, kind, first, last, is_target)
            if entry and _names_indicator(text[slice(*entry.name)]):
                yield from of_each_count(text, entry)


def _names_indicator(name: str) -> bool:
    """Whether words may be an indicator's name: not too long, and not 满分 or 得分."""
    return 2 <= len(name.strip()) <= LONGEST_NAME and not word("points_name").fullmatch(name.strip())


def _is_of_words(text: str, entry: Entry) -> bool:
    """Whether "target" and "result" are words of a sentence and state none: 目标与实际工作内容相关, 完成指标值的得满分."""
    return entry.target is not None and _WORDS.match(text, *entry.target) is not None


def _pieces(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """The results that one item lists (养护县道132.6公里、乡道287.3公里), each a name and a quantity; else the item."""
    item = text[begin:end]
    if bracketed(item) or any(word(name).search(item) for name in ("actual", "target")) or in_order(item):
        return [(begin, end)]
    pieces = [match.span() for match in _PIECE.finditer(item)]
    stated = [(first, last) for first, last in pieces if _is_result(item[first:last])]
    return [(begin + first, begin + last) for first, last in stated] or [(begin, end)]


def _is_of_results(text: str, entry: Entry) -> bool:
    """Whether the sentence of an entry is nothing but a list of results: 整修水渠12公里,新建机井6眼。 Behind satisfaction, which
    comes last, it tells of other work."""
    if "满意度" in entry.kind:
        return False
    start = max(text.rfind(stop, 0, entry.name[0]) for stop in "。:") + 1
    pieces = _PIECE.findall(text[start : (text + "。").index("。", entry.name[0])])
    return len(pieces) >= _LEAST_RESULTS and all(_is_result(piece) for piece in pieces)


def _is_result(piece: str) -> bool:
    """Whether a piece is nothing but a name and its quantity, or what it rose or fell to."""
    quantities = find_quantities(piece)
    if not quantities or quantities[-1].end < len(piece):
        return False
    name = name_before(piece, quantities[-1])
    if len(quantities) == 2 and quantities[0].end == len(name):
        name = name_before(piece, quantities[0])  # 在册低保对象412户695人
    return bool(word("piece").match(name))


def _points_behind(text: str, end: int) -> dict[str, tuple[int, int]]:
    """Where full marks, points and the completion told behind a result stand: …实际完成值312天,分值15分,自评得分15分."""
    found = {}
    told = {"weight": "weight", "declared_score": "points", "declared_completion_pct": "completion"}
    for column, pattern in ((column, word(name)) for column, name in told.items()):
        match = pattern.match(text, end)
        if match:
            found[column] = match.span("number")
    return found


def _has_level1(level1: str | None, recorder: Recorder) -> bool:
    """Whether a report tells levels of 1: where it lists kinds alone (数量指标:…满意度指标:…), satisfaction is one of them."""
    return level1 is not None or any(row.level1 for row in recorder.rows["indicators"])


def _level1_over(kind: str, level1: str | None) -> str | None:
    """The level of 1 that an indicator stands under: of satisfaction only one that is called so."""
    return None if "满意度" in kind and "满意度" not in (level1 or "") else level1


def _status(text: str, entry: Entry) -> re.Match[str] | None:
    """The word that says whether the target was reached: behind the result, or between target and result."""
    if entry.target is None:
        return None
    return word("status").match(text, entry.end) or word("status_inside").match(text, entry.target[1])


def _record(
    text: MappedText, entry: Entry, context: str | None, recorder: Recorder, level1: str | None = None
) -> tuple[int, int]:
    rule = _RULE
    entry = bare_entry(text.text, entry)
    target, actual = (
        parse_value(text.text[slice(*place)]) if place else None for place in (entry.target, entry.actual)
    )
    span = text.span(entry.name[0], entry.end)
    points = entry.points or _points_behind(text.text, entry.end)
    status = _status(text.text, entry)
    is_satisfaction = entry.kind in _SATISFACTION and _has_level1(level1, recorder)
    fact_id = recorder.add(
        "indicators",
        span,
        rule,
        context=context,
        level1=entry.kind if is_satisfaction else _level1_over(entry.kind, level1),
        level2=None if is_satisfaction else entry.kind or None,
        indicator_name=text.printed(*entry.name),
        target_text=text.printed(*entry.target) if entry.target else None,
        target_comparator=target.comparator if target else None,
        target_value=target.value if target else None,
        target_unit=target.unit if target else None,
        actual_text=text.printed(*entry.actual) if entry.actual else None,
        actual_comparator=actual.comparator if actual else None,
        actual_value=actual.value if actual else None,
        actual_unit=actual.unit if actual else None,
        declared_status=text.printed(*status.span("status")) if status else None,
        **{column: parse_number(text.text[slice(*figure)]) for column, figure in points.items()},
    )
    for column, figure in points.items():
        recorder.figure("indicators", fact_id, column, text.span(*figure), rule)
    recorder.figure("indicators", fact_id, "indicator_name", text.span(*entry.name), rule)
    for column, place in (("target_value", entry.target), ("actual_value", entry.actual)):
        if place:
            recorder.figure("indicators", fact_id, column, text.span(*place), rule)
    return span
