"""The fund that a text is on which has lost its title: what its first sum names and those who gave it divide.

    2023年全县学校公用经费补助资金安排389万元,其中:中央财政承担311万元,省级财政承担78万元

Belongs here: whether the sums of a text without a title are of one fund. Does not belong here: what a title names
(`header.subjects`). Words: `data/money_prose.toml`, `[untitled]`.
"""

from __future__ import annotations

import re
from functools import cache

from orchestration.extraction.data import load
from orchestration.extraction.money.sentences.passages import prints_money
from orchestration.extraction.money.sentences.sources import sums_by_source
from orchestration.extraction.money.sentences.words import name_in
from orchestration.extraction.structure.outline import Outline
from orchestration.language import find_quantities

_LEAST = 2  # sources


@cache
def _words(key: str) -> re.Pattern[str]:
    return re.compile(load("money_prose")["untitled"][key])


def fund_told_first(outline: Outline) -> str | None:
    """The fund that the first sums of a text name, where sources divide it and nothing tells of an office's budget."""
    texts = [passage.text.text for passage in outline.paragraphs]
    if any(_words("office").search(text) for text in texts):
        return None
    first = next(filter(prints_money, texts), "")
    money = [quantity for quantity in find_quantities(first) if quantity.unit_class == "money" and quantity.value is not None]
    given = [start for start, told in sums_by_source(first, money).items() if not told.is_whole]
    named = _words("fund").search(first)
    if named is None or len(given) < _LEAST or named.end() > given[0]:
        return None
    largest = max(money, key=lambda quantity: quantity.value or 0)
    return (name_in(named["name"]) or None) if largest.end == named.end() else None
