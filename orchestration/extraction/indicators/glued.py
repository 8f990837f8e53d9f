"""Indicator tables whose cells run together: 维修面积≥8600平方米8720平方米1010质量指标….

A row is found by its two values, which share a unit; its points are parted by what points can be. Rows whose target and
result are words cannot be parted and are left alone. Money is `money.glued`. Data: `data/glued_indicators.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from orchestration.document import MappedText
from orchestration.extraction.data import load
from orchestration.extraction.recorder import Recorder
from orchestration.extraction.structure.outline import Outline
from orchestration.language import parse_value
from orchestration.language.units import unit_pattern

_RULE = "glued_indicator_cells"
_POINTS = re.compile(r"(?:[1-9]\d?)(?:\.\d{1,2})?|0")
_NUMBER = re.compile(r"0|[1-9]\d*")
_UNIT_OF_NAME = re.compile(r"\((?P<unit>[\u4e00-\u9fff]{1,4})\)$")
_TWO_POINTS = re.compile(r"([\d.]+)分([\d.]+)分")
_LONGEST_NAME = 30
_MOST_POINTS = 60


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(load("glued_indicators")[key])


@cache
def _row_pattern() -> re.Pattern[str]:
    """The values of a row: figures of one unit, days, known words for a target and its result (有效减少 | 达成预期指标), any
    words twice before points, or the digits of both behind a name that ends in their unit (受益人口(人)≥2186021834)."""
    data = load("glued_indicators")
    number = r"\d+(?:\.\d+)?"
    points = rf"{number}分{number}分|[\d.]*"
    return re.compile(
        rf"(?P<target>{data['comparator']}{number}(?:万|亿)?(?P<unit>{data['unit']})(?:以上|以下|以内)?)"
        rf"(?P<actual>{data['comparator']}{number}(?:万|亿)?(?P=unit))(?P<points>{points})"
        rf"|(?P<target_day>{data['day']})(?P<actual_day>{data['day']})(?P<points_day>{points})"
        rf"|(?<=\))(?P<digits>{data['comparator']}\d{{2,14}})(?![\d.%])"
        rf"|(?P<target_words>{data['words_of_target']})(?P<actual_words>{data['words_of_result']})(?P<points_words>{points})"
        r"|(?P<target_said>[\u4e00-\u9fff]{2,8})(?P<actual_said>(?P=target_said))(?P<points_said>\d[\d.]+)"
    )


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the header of a table says of its rows, beside names and values."""

    points: bool
    reasons: bool


@dataclass(frozen=True, slots=True)
class _Values:
    """Where target and result of a row stand, and what follows them; the unit that the name ends in."""

    target: tuple[int, int]
    actual: tuple[int, int]
    points: str = ""
    unit: str = ""


def read_glued_indicators(outline: Outline, recorder: Recorder) -> None:
    """Record the rows of indicator tables that stand in one run of text behind their header."""
    columns: _Columns | None = None  # None: no header has been seen, or its table is over
    for passage in outline.passages:
        header = _pattern("header").search(passage.text.text)
        if header and not _is_parted(passage.text, header.span()):
            columns = _columns(header["columns"])
            _read_rows(passage.text, header.end(), columns, recorder)
        elif header and is_glued_row(passage.text.slice(header.end(), len(passage.text))):
            _read_rows(passage.text, header.end(), _columns(header["columns"]), recorder)
        elif columns is not None and _pattern("row_start").match(passage.text.text):
            _read_rows(passage.text, 0, columns, recorder)
        elif columns is not None:
            columns = None


def _columns(words: str) -> _Columns:
    return _Columns(points="分值" in words or "权重" in words, reasons="原因" in words)


def is_glued_row(text: MappedText) -> bool:
    """Whether a text begins with a label of a level and goes on, without a blank, to the values of a row."""
    row = _row_pattern().search(text.text) if _pattern("row_start").match(text.text) else None
    if row is None:
        return False
    start, end = text.span(0, row.end())
    return not re.search(r"\s", text.source[start:end])


def _is_parted(text: MappedText, header: tuple[int, int]) -> bool:
    """Whether the print parts the words of a header after all: such a table is put back by its blanks."""
    start, end = text.span(*header)
    return re.search(r"\s", text.source[start:end]) is not None


def _read_rows(text: MappedText, start: int, columns: _Columns, recorder: Recorder) -> None:
    level1: str | None = None
    level2: str | None = None
    for match in _row_pattern().finditer(text.text, start):
        begin, labels = _labels_before(text.text, start, match.start())
        for level, label in labels:
            level1, level2 = (label, None) if level == "level1" else (level1, label)
        reason = _pattern("reason").match(text.text, begin, match.start()) if columns.reasons and begin == start else None
        begin = reason.end() if reason else begin
        start = match.end()
        values = _values(match, columns)
        if values and match["unit"] != "分" and 2 <= match.start() - begin <= _LONGEST_NAME:
            points = part_points(values.points) if columns.points else None
            _record(text, (begin, match.start()), match.end(), values, (level1, level2), points, recorder)


def _values(match: re.Match[str], columns: _Columns) -> _Values | None:
    """The values of a row; None for digits that can be parted in more than one way, or that points may follow, and for words
    printed twice before what are no points: 逐步逐步12."""
    if match["target_said"] and not (columns.points and part_points(match["points_said"])):
        return None
    for kind in ("", "_day", "_words", "_said"):
        if match[f"target{kind}"]:
            return _Values(match.span(f"target{kind}"), match.span(f"actual{kind}"), match[f"points{kind}"])
    named = _UNIT_OF_NAME.search(match.string, 0, match.start())
    is_unit = named is not None and unit_pattern().fullmatch(named["unit"]) is not None
    at = part_alike(match["digits"] or "") if is_unit and not columns.points else None
    if at is None or named is None:
        return None
    start, end = match.span("digits")
    return _Values((start, start + at), (start + at, end), unit=named["unit"])


def part_alike(print_: str) -> int | None:
    """Where target and result part that run together, the one of which is no more than twice the other (≥21860|21834);
    None where there are several such places."""
    sign = len(print_) - len(print_.lstrip("≥≤<>="))
    places = [at for at in range(sign + 1, len(print_)) if _NUMBER.fullmatch(print_[sign:at]) and _NUMBER.fullmatch(print_[at:])]
    alike = [at for at in places if max(low := int(print_[sign:at]), high := int(print_[at:])) <= 2 * min(low, high)]
    return alike[0] if len(alike) == 1 else None


def _labels_before(text: str, start: int, end: int) -> tuple[int, list[tuple[str, str]]]:
    """Where the name before a value begins, and the labels of levels in front of it.

    What stands before a label belongs to the row before: the reason of a deviation, a row whose values are words.
    """
    labels: list[tuple[str, str]] = []
    while True:
        found = _label_at(text, start, end)
        if found and found[1].end() < end - 1:
            labels.append((found[0], re.sub(r"\(.*\)$", "", found[1].group())))
            start = found[1].end()
        elif text.startswith("★", start):
            start += 1
        else:
            further = next((match.start() for match in _pattern("label").finditer(text, start + 1, end - 2)), None)
            if further is None:
                return start, labels
            start = further


def _label_at(text: str, start: int, end: int) -> tuple[str, re.Match[str]] | None:
    """The label of a level that stands at a place. 成本指标 is of level 1 only before a label of level 2."""
    first, second = (_pattern(key).match(text, start, end) for key in ("level1", "level2"))
    follows = first and _pattern("level2").match(text, first.end(), end)
    if first and (follows or not second):
        return "level1", first
    return ("level2", second) if second else None


def part_points(digits: str) -> tuple[Decimal, Decimal] | None:
    """Full marks and points out of the print of both (2020, 108, 53.58, 5分4分); None where they can be parted otherwise."""
    if match := _TWO_POINTS.fullmatch(digits):
        return Decimal(match[1]), Decimal(match[2])
    found = [
        (Decimal(digits[:end]), Decimal(digits[end:]))
        for end in range(1, len(digits))
        if _POINTS.fullmatch(digits[:end]) and _POINTS.fullmatch(digits[end:])
    ]
    fitting = [(full, points) for full, points in found if points <= full <= _MOST_POINTS and full > 1]
    whole = [(full, points) for full, points in fitting if full == int(full)] or fitting  # full marks seldom have a fraction
    return whole[0] if len(whole) == 1 else None


def _record(
    text: MappedText,
    name: tuple[int, int],
    end: int,
    values: _Values,
    levels: tuple[str | None, str | None],
    points: tuple[Decimal, Decimal] | None,
    recorder: Recorder,
) -> None:
    target, actual = (parse_value(f"{text.text[slice(*place)]}{values.unit}") for place in (values.target, values.actual))
    fact_id = recorder.add(
        "indicators",
        text.span(name[0], end),
        _RULE,
        level1=levels[0],
        level2=levels[1],
        indicator_name=text.printed(*name),
        target_text=text.printed(*values.target),
        target_comparator=target.comparator,
        target_value=target.value,
        target_unit=target.unit,
        actual_text=text.printed(*values.actual),
        actual_comparator=actual.comparator,
        actual_value=actual.value,
        actual_unit=actual.unit,
        weight=points[0] if points else None,
        declared_score=points[1] if points else None,
    )
    recorder.figure("indicators", fact_id, "indicator_name", text.span(*name), _RULE)
    for column, place in (("target_value", values.target), ("actual_value", values.actual)):
        recorder.figure("indicators", fact_id, column, text.span(*place), _RULE)
    if points:
        full = text.text.find(f"{points[0]}", values.actual[1])
        recorder.figure("indicators", fact_id, "weight", text.span(full, full + len(str(points[0]))), _RULE)
        recorder.figure("indicators", fact_id, "declared_score", text.span(full + len(str(points[0])), end), _RULE)
