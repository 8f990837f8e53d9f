"""The word lists of `data/statistics.toml`, compiled once."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from orchestration.extraction.data import any_of, load
from orchestration.language.beginnings import compiled


@cache
def words(section: str, key: str = "words") -> tuple[str, ...]:
    """One word list."""
    return tuple(load("statistics")[section][key])


@cache
def pattern(section: str, key: str = "words") -> re.Pattern[str]:
    """Finds a word of a list."""
    return re.compile(any_of(words(section, key)))


@cache
def regex(section: str, key: str) -> re.Pattern[str]:
    """A list whose entries are regular expressions themselves."""
    return compiled("|".join(words(section, key)))


def _affix(section: str) -> str:
    return f"(?:{any_of(words(section))}|{'|'.join(words(section, 'characters'))})+"


@cache
def leading() -> re.Pattern[str]:
    """Words that fall off before a subject."""
    return compiled(f"^{_affix('leading')}")


@cache
def trailing() -> re.Pattern[str]:
    """Words that fall off behind a subject."""
    return compiled(f"{_affix('trailing')}$")


def _verb(kinds: tuple[str, ...]) -> str:
    entry: Any = load("statistics")["verbs"]
    terms = any_of([term for kind in kinds for term in entry[kind]])
    return f"(?:{terms})(?!{'|'.join(entry['nominal_endings'])})"


@cache
def verbs() -> re.Pattern[str]:
    """A chain of verbs, `light` those in it that say nothing; no verb where an ending makes it a noun."""
    light, content = _verb(("light",)), _verb(("content",))
    begins = "".join({re.escape(term[0]) for kind in ("light", "content") for term in load("statistics")["verbs"][kind]})
    return re.compile(f"(?=[{begins}])(?P<light>(?:{light}(?:了|过|并|和|、)?)*)(?P<content>(?:{content}(?:了|过|并|及|和)?)*)(?<=.)")


@cache
def together() -> re.Pattern[str]:
    """共 before a verb, inside a phrase."""
    return re.compile(f"(?<=[一-鿿])共(?={_verb(('content',))})")


@cache
def stop() -> re.Pattern[str]:
    """Where a noun phrase after a number ends."""
    return re.compile(f"{_verb(('stop',))}|{'|'.join(words('verbs', 'stop_unless_noun'))}")
