"""The word lists of `data/statistics.toml`, compiled once."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from orchestration.extraction.data import load


def words(section: str, key: str = "words") -> list[str]:
    """One word list."""
    return list(load("statistics")[section][key])


def any_of(terms: list[str]) -> str:
    """A regular expression for the longest of some words."""
    return "|".join(re.escape(term) for term in sorted(set(terms), key=len, reverse=True))


@cache
def pattern(section: str, key: str = "words") -> re.Pattern[str]:
    """Finds a word of a list."""
    return re.compile(any_of(words(section, key)))


@cache
def regex(section: str, key: str) -> re.Pattern[str]:
    """A list whose entries are regular expressions themselves."""
    return re.compile("|".join(words(section, key)))


@cache
def leading() -> re.Pattern[str]:
    return re.compile(f"^(?:{any_of(words('leading'))})+")


@cache
def trailing() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(words('trailing'))})+$")


@cache
def verbs() -> re.Pattern[str]:
    """A chain of verbs, light or not, with the particle behind it; no verb where an ending makes it a noun."""
    entry: Any = load("statistics")["verbs"]
    one = f"(?:{any_of(entry['light'] + entry['content'])})"
    return re.compile(f"(?:{one})+(?:了|过)?(?![{entry['nominal_endings']}](?![一-鿿]))")


@cache
def light() -> re.Pattern[str]:
    return re.compile(f"^(?:{any_of(words('verbs', 'light'))}|了|过)+$")


@cache
def stop() -> re.Pattern[str]:
    """Where a noun phrase after a number ends."""
    entry: Any = load("statistics")["verbs"]
    unless_noun = "|".join(entry["stop_unless_noun"])
    return re.compile(f"(?:{any_of(entry['stop'])})(?![{entry['nominal_endings']}])|{unless_noun}")
