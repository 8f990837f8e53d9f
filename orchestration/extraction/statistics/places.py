"""Quantities of a passage with the words around them.

Belongs here: the windows before and after a quantity, and which quantity it leads on to. Does not belong here: what it
counts (`counted`), which are statistics (`screening`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from orchestration.document import MappedText
from orchestration.extraction.statistics import asides, clauses
from orchestration.language import Quantity

_COUNTS = ("person", "count")
_CAUSE = re.compile("^[因受](?:[^,]{2,16}?(?=[仅只]|实际)|[^,]{2,12}?(?:影响)?(?=[未共已]))")  # 因选址调整仅完成3座
_OF_WHICH = re.compile("的(?:情况|情形|现象|事件)")  # 停航超过48小时的情况出现7次: nothing by itself
_TOGETHER = re.compile("(?:共计?|合计|总计|计)?")
CHANGE = re.compile(
    r"[^,;、]{0,4}(?:调整|增加|减少|提升|提高|下降|降低|降|增|减|上升|细分|扩大|扩展|缩短|压缩|压减|压降|缩减|增长|优化|整合|合并|变|改)(?:为|到|至|成)(?:(?:年末|年底|目前|现在|今年|当年|本年)的?|[^,;、]{0,2})"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A quantity with its surroundings."""

    quantity: Quantity
    before: str
    after: str
    next_to_number: bool  # the window after it runs into the next quantity
    # the next quantity, where a change leads on to it or both count one thing: 由108个调整为103个, 为52户76名残疾人
    following: Place | None = None
    adjoins: bool = False  # another count of the same, right behind the first: 低保对象603户877人


def places_of(passage: MappedText, quantities: Sequence[Quantity]) -> list[Place]:
    """The quantities of a passage, in their order, each with the words that are its own."""
    text = passage.text
    places: list[Place] = []
    for i in reversed(range(len(quantities))):
        quantity = quantities[i]
        floor = quantities[i - 1].end if i else 0
        ceiling = quantities[i + 1].start if i + 1 < len(quantities) else len(text)
        before = _CAUSE.sub("", clauses.window_before(text, _head_of(text, quantity), floor))
        if floor and _OF_WHICH.match(before) and quantities[i - 1].comparator in asides.COMPARED:
            before = clauses.window_before(text, quantity.start, 0)
        last = clauses.ends_line(passage, quantity.end)
        after = "" if last else clauses.window_after(text, quantity.end, ceiling)
        runs_on = i + 1 < len(quantities) and quantity.end + len(after) == ceiling
        if floor and quantity.start - len(before) == floor and "、" in before:
            before = before[before.index("、") + 1 :]  # what stands before 、 belongs to the number before
        if runs_on and "、" in after:
            after, runs_on = after[: after.index("、")], False
        changes = runs_on and (CHANGE.fullmatch(after) is not None or _one_thing(quantities[i : i + 2], after))
        adjoins = floor == quantity.start and quantity.unit_class in _COUNTS
        places.append(Place(quantity, before, after, runs_on, places[-1] if changes else None, adjoins))
    return places[::-1]


def _one_thing(pair: Sequence[Quantity], between: str) -> bool:
    """Whether two counts in a row are of one thing, told behind the second: 52户76名残疾人, 9支共130人的队伍."""
    return len(pair) == 2 and _TOGETHER.fullmatch(between) is not None and all(q.unit_class in _COUNTS for q in pair)


def _head_of(text: str, quantity: Quantity) -> int:
    """Where the words before a quantity end; of one that fills a bracket, before that: 住院救助(6804人次)."""
    fills = text[quantity.start - 1 : quantity.start] == "(" and text[quantity.end : quantity.end + 1] == ")"
    return quantity.start - 1 if fills else quantity.start
