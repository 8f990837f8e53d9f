"""Regular expressions that are tried only where a match can begin, derived from the expressions themselves.

The engine runs to the next place where an expression can begin only where that is a letter or one of a set. Alternatives
behind a lookbehind, an optional word or a group are tried at every character of a text. A lookahead for the characters that
a match can begin with spares most of these tries; what is found stays what it was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import import_module
from typing import Any

_parser: Any = import_module("re._parser")  # the tree of a pattern; `re` itself offers no way to it
_ops: Any = import_module("re._constants")

_ZERO_WIDTH = (_ops.AT, _ops.ASSERT, _ops.ASSERT_NOT)
_REPEATS = (_ops.MAX_REPEAT, _ops.MIN_REPEAT, _ops.POSSESSIVE_REPEAT)
_CATEGORIES = {_ops.CATEGORY_DIGIT: r"\d", _ops.CATEGORY_SPACE: r"\s"}
_MOST = 300  # characters of a range; one of all ideographs spares nothing

Items = Sequence[tuple[Any, Any]]


class _AnyCharacterError(Exception):
    """A match can begin with almost any character."""


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`; what it finds is found sooner in texts that hold little or nothing of it."""
    if flags & re.IGNORECASE:
        return re.compile(pattern, flags)
    begins = beginnings(pattern, flags)
    return re.compile(f"(?=[{''.join(sorted(begins))}])(?:{pattern})" if begins else pattern, flags)


def beginnings(pattern: str, flags: int = 0) -> frozenset[str]:
    """Pieces of a character class that holds each character with which a match can begin.

    Empty where that may be any character or none, and where the engine knows by itself.
    """
    items = list(_parser.parse(pattern, flags))
    if not items or _is_found_by_engine(items):
        return frozenset()
    try:
        found, may_be_empty = _of_sequence(items)
    except _AnyCharacterError:
        return frozenset()
    return frozenset() if may_be_empty else found


def _is_found_by_engine(items: Items) -> bool:
    """Whether the engine looks for a first letter or set by itself, or tries one place alone."""
    op, argument = items[0]
    if op is _ops.SUBPATTERN:
        inner = list(argument[-1])
        return bool(inner) and _is_found_by_engine(inner)
    if op is _ops.BRANCH:
        return all(branch and branch[0][0] is _ops.LITERAL for branch in argument[1])
    return op in (_ops.LITERAL, _ops.IN) or (op is _ops.AT and argument is _ops.AT_BEGINNING)


def _of_sequence(items: Items) -> tuple[frozenset[str], bool]:
    """The characters with which a sequence can begin, and whether it may match nothing and what follows it begins instead."""
    found: frozenset[str] = frozenset()
    for op, argument in items:
        begins, may_be_empty = _of_item(op, argument)
        found |= begins
        if not may_be_empty:
            return found, False
    return found, True


def _of_item(op: Any, argument: Any) -> tuple[frozenset[str], bool]:
    if op in _ZERO_WIDTH:
        return frozenset(), True
    if op is _ops.LITERAL:
        return frozenset({re.escape(chr(argument))}), False
    if op is _ops.IN:
        return frozenset(map(_of_member, argument)), False
    if op is _ops.BRANCH:
        branches = [_of_sequence(branch) for branch in argument[1]]
        return frozenset().union(*(begins for begins, _ in branches)), any(empty for _, empty in branches)
    if op is _ops.SUBPATTERN and not argument[1] and not argument[2]:
        return _of_sequence(argument[-1])
    if op in _REPEATS:
        begins, may_be_empty = _of_sequence(argument[2])
        return begins, may_be_empty or argument[0] == 0
    raise _AnyCharacterError


def _of_member(member: tuple[Any, Any]) -> str:
    """A member of a set as it is written in a class."""
    op, argument = member
    if op is _ops.LITERAL:
        return re.escape(chr(argument))
    if op is _ops.RANGE and argument[1] - argument[0] < _MOST:
        return "-".join(re.escape(chr(edge)) for edge in argument)
    if op is _ops.CATEGORY and argument in _CATEGORIES:
        return _CATEGORIES[argument]
    raise _AnyCharacterError
