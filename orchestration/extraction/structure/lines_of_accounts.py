"""Lines that stand between the caption of a table and the table: its number in a set of accounts, whose it is, its unit.

Does not belong here: captions themselves, and what unit a line states (`structure.captions`).
"""

from __future__ import annotations

import re

from orchestration.extraction.money_units import YUAN

UNIT_LINE = re.compile(rf"(?:金额)?单位[:名]|^\((?:人民币)?(?:{YUAN})\)$")
NUMBER_OF_ACCOUNTS = re.compile(r"^\(?(?:公开|财决(?:公开)?|预公开|预算)\s?[\d一二三四五六七八九十-]{1,5}\s?表\)?(?:[;,]?(?:金额)?单位:[^,;。]{0,4}元)?$")
_WHOSE = re.compile(r"^(?:(?:编制|填报)?(?:部门|单位)(?:名称)?|编报单位):")
_LONGEST = 60


def tells_whose(text: str) -> bool:
    """Whether a line says no more than that: 公开03表, 部门:某县民政局, 金额单位:万元."""
    return len(text) <= _LONGEST and bool(NUMBER_OF_ACCOUNTS.match(text) or _WHOSE.match(text) or UNIT_LINE.match(text))
