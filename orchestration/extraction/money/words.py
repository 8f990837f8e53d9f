"""What the name of an item of money says of it: fund, breakdown, direction, whether it is a total. Data: `data/money.toml`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from orchestration.document import MappedText
from orchestration.extraction.data import load
from orchestration.language.beginnings import compiled
from orchestration.language.necessary import Sieve

_AROUND_NAME = " ,:;、"
_UNIT_NOTE = re.compile(r"[（(][^（()）]*元[)）][:：]?$")


@cache
def _compiled(section: str) -> Sieve[tuple[str, re.Pattern[str]]]:
    patterns = ((key, compiled("|".join(names))) for key, names in load("money")[section].items())
    return Sieve((pattern, (key, pattern)) for key, pattern in patterns)


@cache
def _one(section: str, key: str) -> re.Pattern[str]:
    names = load("money")[section][key]
    return compiled(names if isinstance(names, str) else "|".join(names))


def _first(section: str, name: str) -> str | None:
    return next((key for key, pattern in _compiled(section).sift(name) if pattern.search(name)), None)


@lru_cache(maxsize=4096)  # items recur, and several readers ask about each
def fund_of(name: str) -> str | None:
    """The key of the source of funds an item's name states, or None."""
    return _first("funds", name)


@lru_cache(maxsize=4096)
def breakdown_of(name: str) -> str | None:
    """total, nature, three_public, economic, function, fund or source as the name alone says; None where it does not.

    A budget of its own (一般公共预算 …) or a kind of income is a fund; money by who gives it (财政拨款, 上年结转) a source.
    """
    if is_total(name):
        return "total"
    found, fund = _first("breakdowns", name), fund_of(name)
    if found or fund is None:
        return found
    return "fund" if fund in load("money")["classes"]["budgets"] or name.endswith("收入") else "source"


def own_budget() -> str:
    """What the name of a budget of its own looks like, as a pattern to build upon: 一般公共预算."""
    return load("money")["classes"]["own_budget"]


def direction_of(text: str) -> str | None:
    """income or expenditure where the words say so; both where they say both (收支)."""
    if "收支" in text or "收、支" in text:
        return "both"
    income, expenditure = (_one("directions", key).search(text) for key in ("income", "expenditure"))
    if income and not expenditure:
        return "income"
    return "expenditure" if expenditure and not income else None


def divides_income(text: str) -> bool:
    """Whether a text says that what is listed beside it are parts of the income: 按收入性质分."""
    return bool(_one("directions", "divided_income").search(text))


@lru_cache(maxsize=4096)
def is_total(name: str) -> bool:
    """Whether a name stands for the whole and not for a part."""
    return bool(_one("totals", "whole").search(name))


def is_part(name: str) -> bool:
    """Whether a row label says that it is a part of what stands above it (其中:…)."""
    return bool(_one("prefixes", "part").search(name))


def without_unit_note(name: MappedText) -> MappedText:
    """An item's name without the unit in brackets at its end: 基本支出(万元)."""
    note = _UNIT_NOTE.search(name.text)
    return name.slice(0, note.start()) if note else name


def without_prefix(name: MappedText) -> MappedText:
    """An item's name without list number and 其中."""
    return name.slice(*_run_without_prefix(name.text))


@lru_cache(maxsize=4096)
def _run_without_prefix(name: str) -> tuple[int, int]:
    """Where the words of a name stand that begin behind its list number and 其中; the prefix of nothing is a name."""
    pattern, rest = _one("prefixes", "strip"), name
    while (match := pattern.match(rest)) and match.end() < len(rest):
        rest = rest[match.end() :]
    start = len(name) - len(rest.lstrip(_AROUND_NAME))
    return start, max(start, len(name.rstrip(_AROUND_NAME)))
