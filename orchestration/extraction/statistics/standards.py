"""What a sum for one of many is of: a standard, 聘用护路员212名,每人每月500元 → 聘用护路员标准.

Belongs here: the names of such sums. Does not belong here: whom they are for (`receivers`, `told`).
"""

from __future__ import annotations

import re

from orchestration.extraction.statistics import lexicon

# 按每户2000元的标准予以补助
_SAID_BEHIND = re.compile(r"^的?标准(?:[均都]?(?:予以|给予|进行))?(?P<verb>补助|补贴|奖励|奖补|资助|救助|保障)?")


def named(subject: str, after: str) -> str:
    """The subject of a sum for one, a standard by its name where it does not name a sum itself already."""
    if lexicon.regex("standards", "sums").search(subject):
        return subject
    behind = _SAID_BEHIND.match(after)
    return subject + ((behind["verb"] or "") if behind else "") + "标准"
