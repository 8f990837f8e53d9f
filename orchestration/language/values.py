"""Whole table cells: the value of a target or of a result, and cells that pack several.

Belongs here: which figure of a cell answers. Does not belong here: which column it stands in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from orchestration.language.notations import find_notations
from orchestration.language.numerals import parse_number
from orchestration.language.quantities import Quantity, find_quantities
from orchestration.language.units import is_whole, unit_class


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell states. Without a number (`is_number` False) everything but the places is None.

    `start:end` is the figure with its words, `number_start:number_end` the number, both in the text given.
    """

    comparator: str | None = None
    value: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    start: int | None = None
    end: int | None = None
    number_start: int | None = None
    number_end: int | None = None

    @property
    def is_number(self) -> bool:
        return self.value is not None


_WORDS_ONLY = Value()
_STANDARD = re.compile(
    r"(?:(?:评价|考核|评分|达标)?标准(?:值|为|是)?[::]?|(?:目标|指标|计划|预期)值(?:为|是)?[::])(?=[^。;,]{0,12}\d)"
)
_RATE_BEFORE = re.compile(r"(?:率|度|比|比例|比重|占比|合格|覆盖|完成|进度|指数)[^,。;\d]{0,6}$")
_SIGN = re.compile(r"^[-−] ?(?=\d)")
_WORDS_AROUND = re.compile(r"[\s。;,、!()“”\"':%]*")
_MISREAD = re.compile(r"^[$工](?=\d)")  # what optical recognition makes of ≥ before a number

_ZERO = re.compile(r"^[OoＯ○](?=[人起件次例宗户名处%‰])")  # a nought typed as a letter: O人


def parse_value(text: str) -> Value:
    """The value of a cell: `≥15次`, `95%以上`, `不低于 90%`, `8.68万余人`, `五级`, a sentence with its answer inside.

    Dates, words and placeholders give no number. Where several figures stand and nothing decides between them, none.
    """
    text = _ZERO.sub("0", _MISREAD.sub("≥", text))
    quantities = [quantity for quantity in find_quantities(text) if quantity.value is not None]
    standard = list(_STANDARD.finditer(text))
    if standard and len(quantities) > 1:
        stated = [q for q in quantities if q.start >= standard[-1].end() - 1]
        quantities = stated[:1] or quantities
    quantity = _answer(text, quantities)
    if quantity is None:
        return _WORDS_ONLY
    negative = _SIGN.match(text) is not None and quantity.number_start == _SIGN.match(text).end()  # type: ignore[union-attr]
    value = -quantity.value if negative and quantity.value is not None else quantity.value
    return Value(
        quantity.comparator,
        value,
        quantity.high,
        quantity.unit,
        quantity.start,
        quantity.end,
        quantity.number_start,
        quantity.number_end,
    )


def _answer(text: str, quantities: list[Quantity]) -> Quantity | None:
    arabic = [q for q in quantities if not q.is_chinese_numeral]
    candidates = arabic or [q for q in quantities if _stands_alone(text, q) or q.value == 0]
    if len(candidates) <= 1:
        return candidates[0] if candidates else None
    rates = [q for q in candidates if q.is_percent and _RATE_BEFORE.search(text, max(0, q.start - 12), q.start)]
    if rates:
        return rates[-1]
    percents = [q for q in candidates if q.is_percent]
    return percents[0] if len(percents) == 1 else None


def _stands_alone(text: str, quantity: Quantity) -> bool:
    """A Chinese numeral in a cell is its value where hardly anything stands beside it: `五级`, `装备一套`."""
    if quantity.number_end - quantity.number_start == 1 and text[quantity.number_start] == "一":
        return _WORDS_AROUND.fullmatch(text[quantity.end :]) is not None
    return len(text) <= 20


_JOINED = re.compile(r"[,;、+\n\t]|(?<=[^\d]) (?=[^\d])| 及 |(?<=[一-鿿])和(?=\d)")
_SENTENCES = re.compile(r"[。!?](?=.)")
_BRACKETS = {"(": ")", "“": "”", "《": "》", "[": "]", "<": ">"}
_LONGEST_PART = 30


def split_packed(text: str) -> list[str]:
    """The parts of a cell that packs several values: `微心愿483个,微项目12个`; else the text alone.

    A sentence is no packed cell: every part is short and holds exactly one figure, all of one unit.
    """
    text = text.strip()
    if _SENTENCES.search(text):
        return [text]
    row = _row_of_values(text)
    if row:
        return row
    if not _JOINED.search(text):
        return [text]
    parts = [part for part in _split_outside_brackets(text.rstrip("。")) if part]
    if len(parts) < 2 or any(len(part) > _LONGEST_PART for part in parts):
        return [text]
    figures = [[q for q in find_quantities(part) if not _inside_name(part, q)] for part in parts]
    if any(len(found) != 1 for found in figures):
        return [text]
    return parts if _alike([found[0] for found in figures]) else [text]


def _inside_name(part: str, quantity: Quantity) -> bool:
    """A Chinese numeral beside a digit belongs to a name: 23组常态化社区三人小组."""
    return quantity.is_chinese_numeral and re.search(r"\d", part) is not None


def _alike(quantities: list[Quantity]) -> bool:
    units = {q.unit for q in quantities}
    if len(units) == 1:
        return True
    return all(is_whole(q.unit) or unit_class(q.unit) in ("area", "length", "mass") for q in quantities)


def _row_of_values(text: str) -> list[str]:
    """`≥15次 ≥2.8万平方米 100% 100%`: nothing but figures, two at least, with at most two characters unread between."""
    quantities = find_quantities(text)
    if len(quantities) < 2 or quantities[0].start != 0 or all(_time(q) for q in quantities):
        return []
    starts = [q.start for q in quantities] + [len(text)]
    for quantity, following in zip(quantities, starts[1:], strict=True):
        rest = text[quantity.end : following].strip(" ,;、。")
        if len(rest) > 2 or (quantity.unit and rest):
            return []
    return [text[a:b].strip(" ,;、。") for a, b in pairwise(starts)]


def _time(quantity: Quantity) -> bool:
    return quantity.unit_class == "time"


def _split_outside_brackets(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    list_points = {notation.end for notation in find_notations(text) if notation.reason == "list_number"}
    for i, char in enumerate(text):
        if char in _BRACKETS:
            depth += 1
        elif char in _BRACKETS.values():
            depth = max(0, depth - 1)
        elif depth == 0 and i not in list_points and _JOINED.match(text, i) and not _in_number(text, i):
            parts.append(text[start:i].strip())
            start = i + 1
    parts.append(text[start:].strip())
    return parts


def _in_number(text: str, index: int) -> bool:
    """Whether a comma stands within a number: 11,476."""
    return text[index] == "," and parse_number(text[max(0, index - 1) : index + 4]) is not None
