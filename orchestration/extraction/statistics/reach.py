"""Whom work reached, told behind the places it reached: 惠及11个乡镇4.36万人, 涉及7个镇31个村3286户1.2万亩.

Belongs here: what such a count of people, households or land is of. The places themselves are counts of their own.
"""

from __future__ import annotations

import re

from orchestration.language import Quantity

_REACH = 60  # characters looked at
_PLACE = "(?:行政村|自然村|嘎查村?|苏木|乡镇街道|乡镇|镇街|镇乡|镇|乡|村民小组|村民组|村组|村|社区|街道|县区|县|小区|园区)"
_REACHED = re.compile(
    rf"(?P<verb>惠及|受益|覆盖|涉及|辐射|带动|服务)[^,;。\d]{{0,6}}(?:\d[\d,.]*余?个{_PLACE}(?:\([^()]*\))?(?:、|和)?){{1,3}}(?:\d[\d,.]*万?余?[户人名])?(?:的)?(?:共计?|合计|约)?$"
)
_COUNTS_OF = {"人": "人数", "名": "人数", "户": "户数", "亩": "面积"}


def subject_of(text: str, quantity: Quantity) -> str | None:
    """What a count right behind the places that work reached is of: 涉及户数; None where it stands elsewhere."""
    counted = _COUNTS_OF.get(quantity.unit or "")
    reached = _REACHED.search(text[max(0, quantity.start - _REACH) : quantity.start]) if counted else None
    return reached["verb"] + counted if reached and counted else None
