"""By how much something grew or fell: 同比增长8.3%, 比改造前增加51公斤.

Belongs here: what such a figure is the growth of. Does not belong here: changes from one figure to another (由…提高到…).
"""

from __future__ import annotations

from orchestration.extraction.statistics import subjects
from orchestration.language.beginnings import compiled

_GROWTH = compiled(
    r"(?:(?:同比|环比|[较比][^,]{1,8}?)(?:分别|均)?)?(?:增长|下降|增加|减少|上升|提高|降低|增幅|降幅|提升|高出|超出)(?:了|约|达|近)?[^,一-鿿]{0,2}$"
    r"|(?:同比|环比|[较比][^,]{1,8}?)(?:新增|净增)(?:了|约|达|近)?[^,一-鿿]{0,2}$"
    r"|(?:同比|环比|年均|比|[较比][^,]{1,8}?)净?[增减降升](?:了|约|达|近)?$"
)
_WORDS = " 了为约达近"


def subject_of(before: str, carrier: str | None) -> str | None:
    """What a growth is of, by the words before its figure: its own noun, else what was counted before (`carrier`).

    None where the words before it are no growth, or say all there is to say: 新增设施, 完成率提高.
    """
    growth = _GROWTH.search(before)
    if not growth or not carrier:
        return None
    own = subjects.before_number(before[: growth.start()])
    if own:
        return None
    return root(carrier) + growth.group().strip(_WORDS)


def root(carrier: str) -> str:
    """What was counted, without the growth of it that was told before: 接待游客同比增长 → 接待游客."""
    growth = _GROWTH.search(carrier)
    return carrier[: growth.start()] if growth and growth.start() >= 2 else carrier
