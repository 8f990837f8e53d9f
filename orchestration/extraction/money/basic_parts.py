"""人员经费 and 公用经费 as parts of the 基本支出 that is told before them, in rows of a table or in a sentence.

    基本支出980万元(人员经费790万元、公用经费190万元),项目支出470万元

Belongs here: whose parts they are. Does not belong here: reading them (`money.table`, `money.sentences`), or which whole
基本支出 is itself a part of. Vocabulary: `data/money.toml`, `[basic]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from orchestration.extraction.data import load
from orchestration.extraction.recorder import Recorder, Span
from orchestration.records import SpendingRow

_PHASES = ("approved", "adjusted", "executed", "unphased")
_ROUNDING = Decimal(1000)  # yuan that three amounts in 万元 with two decimals may be off
_FAR = 400  # characters from one row of a sentence to the next


class _Placed(NamedTuple):
    """A row and where its first and last amounts are printed."""

    figures: Span
    row: SpendingRow


class _Group(NamedTuple):
    """A 基本支出 and the parts told right behind it."""

    whole: _Placed
    parts: list[_Placed]


@cache
def _names(key: str) -> re.Pattern[str]:
    return re.compile(load("money")["basic"][key])


def is_basic_whole(name: str) -> bool:
    """Whether a name is that of 基本支出."""
    return _names("whole").search(name) is not None


def is_basic_part(name: str) -> bool:
    """Whether a name is that of a part of 基本支出: 公用经费."""
    return _names("part").search(name) is not None


def name_basic_parts(recorder: Recorder) -> None:
    """Give the parts of 基本支出 that as their parent, where they add up to it or words say that they are of it."""
    for group in _groups(_placed(recorder)):
        if _adds_up(group) or (_says_so(recorder.document.text, group) and _fits(group)):
            for part in group.parts:
                part.row.parent_item_name = group.whole.row.item_name


def _placed(recorder: Recorder) -> list[_Placed]:
    places: dict[str, list[Span]] = {}
    for each in recorder.rows["evidence"]:
        if each.fact_table == "spending" and each.column_name.endswith("_amount"):
            places.setdefault(each.fact_id, []).append((each.char_start, each.char_end))
    rows = (row for row in recorder.rows["spending"] if row.fact_id in places)
    spans = ((row, places[row.fact_id]) for row in rows)
    return sorted((_Placed((min(found)[0], max(found)[1]), row) for row, found in spans), key=lambda placed: placed.figures)


def _groups(placed: list[_Placed]) -> Iterator[_Group]:
    group: _Group | None = None
    for each in placed:
        if group and _continues(group, each):
            group.parts.append(each)
            continue
        if group and not group.parts and _is_beside(group, each):
            continue
        if group and group.parts:
            yield group
        group = _Group(each, []) if is_basic_whole(each.row.item_name) else None
    if group and group.parts:
        yield group


def _is_beside(group: _Group, each: _Placed) -> bool:
    """Whether a row is the other part of what the whole is a part of: 基本支出900万元,项目支出400万元。基本支出中人员经费…"""
    whole = group.whole.row
    beside = each.row.breakdown == "nature" and not is_basic_whole(each.row.item_name)
    return beside and each.row.table_seq == whole.table_seq and each.row.parent_item_name == whole.parent_item_name


def _continues(group: _Group, each: _Placed) -> bool:
    whole, last = group.whole.row, (group.parts or [group.whole])[-1]
    same_place = whole.table_seq == each.row.table_seq and whole.direction == each.row.direction
    near = each.row.table_seq is not None or each.figures[0] - last.figures[1] < _FAR
    named = each.row.breakdown == "nature" and is_basic_part(each.row.item_name)
    named_before = any(each.row.item_name == part.row.item_name for part in group.parts)
    no_other_parent = each.row.parent_item_name in (None, whole.parent_item_name)
    return bool(same_place and near and named and no_other_parent and not named_before)


def _adds_up(group: _Group) -> bool:
    """Whether the parts are all of it, in a phase that each of them states."""
    return any(
        abs(whole - sum(parts)) <= _ROUNDING for whole, parts in _amounts(group) if len(parts) == len(group.parts) > 1
    )


def _fits(group: _Group) -> bool:
    """Whether no phase has more in the parts than in the whole, and one at least can be compared."""
    compared = [(whole, parts) for whole, parts in _amounts(group) if parts]
    return bool(compared) and all(sum(parts) <= whole + _ROUNDING for whole, parts in compared)


def _amounts(group: _Group) -> Iterator[tuple[Decimal, list[Decimal]]]:
    for phase in _PHASES:
        whole = getattr(group.whole.row, f"{phase}_amount")
        parts = [getattr(part.row, f"{phase}_amount") for part in group.parts]
        if whole is not None:
            yield whole, [part for part in parts if part is not None]


def _says_so(text: str, group: _Group) -> bool:
    """其中, 包括 or an open bracket between the whole and its first part."""
    between = text[group.whole.figures[1] : group.parts[0].figures[0]]
    return _names("says_part").search(between) is not None
