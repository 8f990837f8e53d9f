"""Names of divisions that a document prints: the context in which its office is matched with official codes.

Names are found by their endings and where they begin; which division is meant is decided in SQL.
Vocabulary: `data/places.toml`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from orchestration.document import fold_width
from orchestration.extraction.data import load
from orchestration.extraction.header.names import is_word_end
from orchestration.extraction.structure.outline import Outline
from orchestration.records import HeaderRow, PlaceMentionRow

_HAN = re.compile(r"[\u4e00-\u9fff]")


@cache
def _endings() -> re.Pattern[str]:
    names = load("places")["names"]
    return re.compile(f"(?:{names['endings']})(?!{names['not_after']})")


@cache
def _levels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    levels: dict[str, list[str]] = load("places")["levels"]
    return tuple((level, re.compile("|".join(patterns))) for level, patterns in levels.items())


@cache
def _stops() -> re.Pattern[str]:
    return re.compile("|".join(load("places")["stops"]["words"]))


def read_places(outline: Outline, header: HeaderRow, file_name: str) -> list[PlaceMentionRow]:
    """The divisions named in the text, the office's name and the file's path, the most frequent first."""
    mentions = Counter(name for text in _texts(outline, header, file_name) for name in places_in(text))
    return [
        PlaceMentionRow(place_name=name, place_level=level, mentions=count)
        for name, count in sorted(_without_verbs(mentions).items(), key=lambda item: (-item[1], item[0]))
        if (level := level_of(name))
    ]


def _without_verbs(mentions: Counter[str]) -> Counter[str]:
    """A name with a word before it counts as the name, where that is printed too: 优化甲市 beside 甲市."""
    merged: Counter[str] = Counter()
    for name, count in mentions.items():
        inner = (other for other in mentions if len(other) >= 3 and other != name and name.endswith(other))
        merged[max(inner, key=len, default=name)] += count
    return merged


def _texts(outline: Outline, header: HeaderRow, file_name: str) -> Iterator[str]:
    for passage in outline.passages:
        yield passage.text.text
    yield from (cell.text.text for cell in outline.cells)
    yield fold_width(header.office_name or "")
    yield re.sub(r"\s", "", fold_width(file_name))


@lru_cache(maxsize=4096)
def level_of(name: str) -> str | None:
    """province, city, county, township, or None for a word that only ends like a division."""
    if _stops().search(name):
        return None
    return next((level for level, pattern in _levels() if pattern.search(name)), None)


def places_in(text: str) -> Iterator[str]:
    """The names in a folded text, each where it begins for sure: 甲市乙区丙街道 holds three."""
    start = 0
    for match in _endings().finditer(text):
        begin = _beginning(text, start, match.start())
        name = text[begin : match.end()]
        if begin < match.start() and level_of(name):
            yield name
            start = match.end()


def _beginning(text: str, floor: int, end: int) -> int:
    """Where the name before an ending begins; `end` itself where that is not sure."""
    names = load("places")["names"]
    longest = names["longest_autonomous"] if text.startswith("自治", end) else names["longest"]
    position = end
    while position > floor and _HAN.match(text[position - 1]) and not is_word_end(text, position - 1):
        if text.endswith("人民政府", floor, position):
            return position
        position -= 1
        if end - position > longest:
            return end
    return position
