"""Ranks: the place an office or its work took among others (`综合排名全区第三`).

Belongs here: finding them. Other ordinals (第三批, 第二条) are no quantities.
"""

from __future__ import annotations

import re

from orchestration.language import Quantity, parse_number

_PLACE = r"(?P<{0}>\d{{1,3}}|[一二三四五六七八九十]{{1,3}}) ?(?P<{1}>名|位)?"
_RANK = re.compile(
    r"(?:综合|总)?(?:排名|排位|名列|位列|位居|排在|居于?|列(?=[^,;。]{0,6}第))(?:为|在|于)?[一-鿿]{0,8}?第 ?"
    + _PLACE.format("number", "unit")
    + r"(?![批期届个次季阶版章条款类])|全[国省市区县州镇](?:综合|总)?排?名?第 ?"
    + _PLACE.format("number2", "unit2")
    + r"(?=[,;。)、]|$)"
)


def find_ranks(text: str) -> list[Quantity]:
    """The ranks in a folded text; `start:end` from the ranking word on, the unit 名 or 位 where it is printed."""
    found = []
    for match in _RANK.finditer(text) if "第" in text else ():
        group = "number" if match.group("number") else "number2"
        value = parse_number(match.group(group))
        if value is None:
            continue
        unit = match.group("unit") or match.group("unit2")
        chinese = not match.group(group).isascii()
        found.append(Quantity(match.start(), match.end(), *match.span(group), value, unit, is_chinese_numeral=chinese))
    return found
