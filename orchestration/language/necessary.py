"""What a text must hold for a regular expression to match anywhere in it, derived from the expression itself.

Most of many expressions cannot match in most texts: one that needs 年 is spared every text without it. The answer is on
the safe side: an expression that matches is never left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any, Generic, TypeVar

_parser: Any = import_module("re._parser")  # the tree of a pattern; `re` itself offers no way to it
_ops: Any = import_module("re._constants")

T = TypeVar("T")
Need = frozenset[str]  # characters of which a text holds at least one

ANY_DIGIT = "\\d"  # stands for every decimal digit
MANY_DIGITS = "\\d{5}"  # stands for five decimal digits in a row
_MOST = 100  # characters of a set that is worth testing
_TESTED = 4  # needs of a way that are tested; `sift` folds them in two steps
_DIGIT, _FIVE_DIGITS = re.compile(r"\d"), re.compile(r"\d\d\d\d\d")  # spelt out, the engine runs from digit to digit


class Sieve(Generic[T]):
    """Expressions, each with what belongs to it, of which `sift` gives those that may match in a text.

    Sets of bits: a bit for each branch of each expression ("way"), once for each of its `_TESTED` most telling needs.
    """

    def __init__(self, expressions: Iterable[tuple[re.Pattern[str], T]]) -> None:
        ways = [(needs, value) for pattern, value in expressions for needs in alternatives_of(pattern)]
        self._values = [value for _, value in ways]
        self._width = len(ways)
        self._met = 0  # where a way has fewer needs
        self._bits: dict[str, int] = {}  # character → the needs it meets
        for way, (needs, _) in enumerate(ways):
            told = sorted(needs, key=_how_common)
            for rank in range(_TESTED):
                bit = 1 << (rank * self._width + way)
                if rank >= len(told):
                    self._met |= bit
                for character in told[rank] if rank < len(told) else ():
                    self._bits[character] = self._bits.get(character, 0) | bit
        self._digit = self._met | self._bits.pop(ANY_DIGIT, 0)
        self._digits = self._digit | self._bits.pop(MANY_DIGITS, 0)
        self._characters = frozenset(self._bits)
        self.sift = lru_cache(maxsize=4096)(self._sift)  # cells and lines of forms recur

    def _sift(self, text: str) -> tuple[T, ...]:
        """What belongs to the expressions that may match, in their order; never without one that does."""
        met, bits = self._met, self._bits
        if _DIGIT.search(text):
            met = self._digits if self._digits != self._digit and _FIVE_DIGITS.search(text) else self._digit
        for character in self._characters.intersection(text):
            met |= bits[character]
        met &= met >> 2 * self._width
        met &= met >> self._width
        return self._told(met & (1 << self._width) - 1)

    def _told(self, possible: int) -> tuple[T, ...]:
        found: list[T] = []
        while possible:
            lowest = possible & -possible
            value = self._values[lowest.bit_length() - 1]
            if not found or found[-1] is not value:  # the ways of one expression follow each other
                found.append(value)
            possible ^= lowest
        return tuple(found)


def alternatives_of(pattern: re.Pattern[str]) -> tuple[frozenset[Need], ...]:
    """For each branch of a pattern, what a text needs for it; a text that the pattern matches in has all of one."""
    if pattern.flags & (re.IGNORECASE | re.ASCII):
        return (frozenset(),)
    items = _unguarded(list(_parser.parse(pattern.pattern, pattern.flags)))
    branches = items[0][1][1] if len(items) == 1 and items[0][0] is _ops.BRANCH else [items]
    return tuple(frozenset(_of_sequence(branch)) for branch in branches)


def _unguarded(items: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """The branches of a pattern without the lookahead before them that `beginnings.compiled` adds."""
    is_guarded = [op for op, _ in items] == [_ops.ASSERT, _ops.BRANCH]
    return items[1:] if is_guarded else items


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> list[Need]:
    return [need for op, argument in items for need in _of_item(op, argument)]


def _of_item(op: Any, argument: Any) -> list[Need]:
    if op is _ops.LITERAL:
        return [frozenset(chr(argument))]
    if op is _ops.IN:
        return _of_set(argument)
    if op is _ops.BRANCH:
        return _of_branches([_of_sequence(branch) for branch in argument[1]])
    if op is _ops.SUBPATTERN:
        return _of_sequence(argument[-1])
    if op is _ops.ASSERT:
        return _of_sequence(argument[1])
    if op in (_ops.MAX_REPEAT, _ops.MIN_REPEAT, _ops.POSSESSIVE_REPEAT) and argument[0] > 0:
        needs = _of_sequence(argument[2])
        return [*needs, frozenset({MANY_DIGITS})] if argument[0] >= 5 and needs == [{ANY_DIGIT}] else needs
    return []


def _of_branches(branches: Sequence[Sequence[Need]]) -> list[Need]:
    """Sets over all branches: the most telling need of each together, then the next of each."""
    if not all(branches):
        return []
    ranked = [sorted(set(needs), key=_how_common) for needs in branches]
    unions: list[Need] = [
        frozenset().union(*(needs[min(rank, len(needs) - 1)] for needs in ranked))
        for rank in range(max(map(len, ranked)))
    ]
    return [union for union in unions if len(union) <= _MOST]


def _how_common(need: Need) -> tuple[bool, bool, int, list[str]]:
    """Digits are likelier to be met than words, punctuation than letters, one of many characters than one of few."""
    digits = ANY_DIGIT in need or any(map(str.isdigit, need))
    return digits, not all(map(str.isalnum, need)), len(need), sorted(need)


def _of_set(members: Iterable[tuple[Any, Any]]) -> list[Need]:
    found: set[str] = set()
    for op, argument in members:
        if op is _ops.LITERAL:
            found.add(chr(argument))
        elif op is _ops.RANGE and argument[1] - argument[0] < _MOST:
            found.update(map(chr, range(argument[0], argument[1] + 1)))
        elif op is _ops.CATEGORY and argument is _ops.CATEGORY_DIGIT:
            found.add(ANY_DIGIT)
        else:
            return []
    return [frozenset(found)] if len(found) <= _MOST else []
