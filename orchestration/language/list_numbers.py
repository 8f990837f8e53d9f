"""List numbers that run into a count: in `4.认定181个。5.37栋旧楼加装电梯。` the fifth item tells of 37 buildings.

Belongs here: telling them from decimals, by the numbers of the items around and by units that cannot be halved. Does not
belong here: list numbers that words follow (`notations`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from orchestration.language.units import is_whole, unit_pattern

_ITEM = re.compile(r"(?:^|(?<=[。;:!?\t>]) ?)(?P<n>\d{1,2})\.(?![\d]*\.)(?P<count>\d{1,3}(?:,\d{3})+|\d*)")
_VAGUE = re.compile(r"[余多]?")


class _Item(NamedTuple):
    """What may be a list number: its number, where it begins and ends, whether a count of whole things follows the point
    (None: no figure follows, a list number it is)."""

    number: int
    start: int
    end: int
    counts: bool | None


@lru_cache(maxsize=4096)  # as find_notations
def list_numbers_before_counts(text: str) -> tuple[tuple[int, int], ...]:
    """Where list numbers stand that run into a count: the runs of their digits, left to right.

    The item before must have the number before, or a first item the second one after it. 5.37公里 stays a decimal.
    """
    return tuple(_runs(list(_items(text)))) if "." in text else ()


def _items(text: str) -> Iterator[_Item]:
    for match in _ITEM.finditer(text):
        counts = _counts_whole(text, match.end()) if match["count"] else None
        if counts is not False:
            yield _Item(int(match["n"]), *match.span("n"), counts)


def _counts_whole(text: str, end: int) -> bool:
    """Whether a unit that cannot be halved follows; 1.5万人 has a multiplier before it."""
    vague = _VAGUE.match(text, end)
    unit = unit_pattern().match(text, vague.end() if vague else end)
    return unit is not None and is_whole(unit.group())


def _runs(items: list[_Item]) -> Iterator[tuple[int, int]]:
    before = 0
    for item, after in zip_longest(items, items[1:]):
        follows = item.number == before + 1 and (before > 0 or (after is not None and after.number == item.number + 1))
        if item.counts and follows:
            yield item.start, item.end
        if item.counts is None or follows:
            before = item.number
