"""The vocabulary of units and measure words. Data: `data/units.toml`, `data/quantities.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from orchestration.language.beginnings import compiled


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """A data file of this package, read once."""
    source = resources.files(f"{__package__}.data").joinpath(f"{name}.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def unit_classes() -> dict[str, str]:
    """Unit → class: money, percent, time, person, occurrence, count …; the first class that names it wins."""
    classes: dict[str, str] = {}
    for name, entry in vocabulary("units").items():
        for unit in entry["units"]:
            classes.setdefault(unit, name)
    return classes


@lru_cache(maxsize=1024)
def unit_class(unit: str | None) -> str | None:
    """The class of a unit as it is written in the data; a compound takes that of its first part."""
    if unit is None:
        return None
    classes = unit_classes()
    return classes.get(unit) or classes.get(re.split("[/·*]", unit)[0])


def is_whole(unit: str | None) -> bool:
    """Whether the unit counts what cannot be halved."""
    name = unit_class(unit)
    return name is not None and bool(vocabulary("units")[name]["whole"])


def alternation(words: list[str] | dict[str, str]) -> str:
    """A regular expression that matches the longest of some words."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def unit_pattern() -> re.Pattern[str]:
    """A unit as printed: plain, with a bracketed 次, or compound (`元/人·天`). Latin units end at a word's end."""
    latin = [unit for unit in unit_classes() if unit[-1].isascii() and unit[-1].isalnum()]
    other = [unit for unit in unit_classes() if unit not in latin]
    one = rf"(?:(?:{alternation(latin)})(?![A-Za-z0-9²³])|{_guarded(alternation(other))})"
    per = rf"(?:/(?:(?:10万)?(?:{one}|[一-鿿]{{1,2}})|10万)(?:[·*/]{one})*)?"
    return compiled(rf"{one}(?:{bracketed_pattern().pattern}(?:次)?)?{per}")


def _guarded(units: str) -> str:
    """An alternation of units, of which some may not stand before a character that makes another word of them."""
    for unit, follows in vocabulary("quantities")["unit_not_before"].items():
        units = re.sub(rf"(?<![^|]){unit}(?![^|])", f"{unit}(?!{follows})", units)
    return units


@cache
def bracketed_pattern() -> re.Pattern[str]:
    """A unit in brackets that says again what the unit before it says: 台(套), 头(只、羽)."""
    units = alternation(vocabulary("quantities")["bracketed"]["units"])
    return re.compile(rf"\((?:{units})(?:[、,/](?:{units}))*\)")
