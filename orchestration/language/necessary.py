"""What a text must hold for a regular expression to match anywhere in it, derived from the expression itself.

Most of many expressions cannot match in most texts: one that needs 年 is spared every text without it. The answer is on
the safe side: `may_match` is never False where the expression matches. Belongs here: expressions without flags.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Any

_parser: Any = import_module("re._parser")  # the tree of a pattern; `re` itself offers no way to it
_ops: Any = import_module("re._constants")

ANY_DIGIT = "\\d"  # stands for every decimal digit in a set of characters
_MOST = 100  # characters of a set that is worth testing

Needs = tuple[frozenset[str], ...]


def characters(text: str) -> frozenset[str]:
    """The distinct characters of a text, as `may_match` takes them."""
    found = frozenset(text)
    return found | {ANY_DIGIT} if _DIGIT.search(text) else found


def may_match(needs: Needs, present: frozenset[str]) -> bool:
    """Whether a text of these characters holds one of each set."""
    return not any(need.isdisjoint(present) for need in needs)


@cache
def needs_of(pattern: re.Pattern[str]) -> Needs:
    """Sets of characters of which every text that the pattern matches in holds one each, the most telling first."""
    if pattern.flags & (re.IGNORECASE | re.ASCII):
        return ()
    return tuple(sorted(set(_of_sequence(_parser.parse(pattern.pattern, pattern.flags))), key=_how_common))


def _how_common(need: frozenset[str]) -> tuple[bool, int, list[str]]:
    """Many characters are likelier to be met than few, digits likelier than words."""
    return ANY_DIGIT in need or any(map(str.isdigit, need)), len(need), sorted(need)


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    return [need for op, argument in items for need in _of_item(op, argument)]


def _of_item(op: Any, argument: Any) -> list[frozenset[str]]:
    if op is _ops.LITERAL:
        return [_of_character(argument)]
    if op is _ops.IN:
        return _of_set(argument)
    if op is _ops.BRANCH:
        return _of_branches(argument[1])
    if op is _ops.SUBPATTERN:
        return _of_sequence(argument[-1])
    if op is _ops.ASSERT:
        return _of_sequence(argument[1])
    if op in (_ops.MAX_REPEAT, _ops.MIN_REPEAT, _ops.POSSESSIVE_REPEAT) and argument[0] > 0:
        return _of_sequence(argument[2])
    return []


def _of_branches(branches: Iterable[Any]) -> list[frozenset[str]]:
    """One set over all branches: of each branch the most telling of its sets."""
    telling = [min(_of_sequence(branch), key=_how_common, default=None) for branch in branches]
    needs = [need for need in telling if need is not None]
    union: frozenset[str] = frozenset().union(*needs)
    return [union] if len(needs) == len(telling) and len(union) <= _MOST else []


def _of_set(members: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    found: set[str] = set()
    for op, argument in members:
        if op is _ops.LITERAL:
            found |= _of_character(argument)
        elif op is _ops.RANGE and argument[1] - argument[0] < _MOST:
            found.update(*(_of_character(code) for code in range(argument[0], argument[1] + 1)))
        elif op is _ops.CATEGORY and argument is _ops.CATEGORY_DIGIT:
            found.add(ANY_DIGIT)
        else:
            return []
    return [frozenset(found)] if len(found) <= _MOST else []


def _of_character(code: int) -> frozenset[str]:
    return frozenset(chr(code))


_DIGIT = re.compile(r"\d")
