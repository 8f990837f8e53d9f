"""A figure that only a name stands before: a part in an enumeration, a share that is given, a line of a list.

Belongs here: which whole such a part is of and what phase it takes from it. Does not belong here: names in an enumeration
(`money.sentences.items`), figures whose own words say what they are (`money.sentences.reading`).
"""

from __future__ import annotations

import re
from decimal import Decimal

from orchestration.extraction.money.sentences.figures import PHASES, Figure, Item, Sighting
from orchestration.extraction.money.sentences.items import (
    enumerated_item,
    goes_on_opened,
    listed_after,
    listed_item,
    opens_parts,
    phase_of_distribution,
    phase_of_title,
    place_given,
)
from orchestration.extraction.money.sentences.parts import shared_by_parts
from orchestration.extraction.money.sentences.sources import gives_as_government
from orchestration.language import Quantity

_ENDS = re.compile(r"[,;。、(元]|$")  # behind the sum of a line; 结算额90万元高于支付额 goes on
_KEPT = ("three_public", "economic")  # what their parts are too: 工资福利支出85万元(绩效工资32万元)


def listed_figure(seen: Sighting) -> Figure | None:
    """A figure that only a name stands before: a part in an enumeration, a share that is given, or a line of a list."""
    return _enumerated(seen) or _beside(seen) or _distributed(seen) or _line_of_list(seen)


def _enumerated(seen: Sighting) -> Figure | None:
    """A part of the whole told before: 其中:住院救助611万元, 门诊救助80万元."""
    owner, last = owner_of_part(seen), seen.items[-1] if seen.items else None
    if owner is None or last is None:
        return None
    opened = opens_parts(seen.listing) or seen.before.startswith(("(", ":")) or _goes_on_opened(seen)
    if not opened and not (last.figures and last.is_listed):
        return None
    name = enumerated_item(seen.listing, opened=opened or last.is_listed)
    whole = shared_by_parts(owner)
    within = last.is_listed or whole.amount is None or (seen.quantity.value or Decimal(0)) <= abs(whole.amount)
    if not name or not within or whole.role not in PHASES:
        return None
    part_of = owner.breakdown if owner.breakdown in _KEPT else None
    return Figure(seen.quantity, whole.role, "", name, lead=name, part_of=part_of)


def _beside(seen: Sighting) -> Figure | None:
    """A project named right behind another that the same verb governs: 安排巡河经费12万元、防汛经费20万元."""
    told = seen.told
    if told is None or told.breakdown != "project" or len(told.figures) != 1 or not seen.before.startswith("、"):
        return None
    name, role = enumerated_item(seen.listing, opened=False), next(iter(told.figures))
    return Figure(seen.quantity, role, "", name, lead=name) if name and role in PHASES else None


def owner_of_part(seen: Sighting) -> Item | None:
    """The item that a part is of: the one told last, or the last as large where parts go on behind a semicolon."""
    told = [item for item in seen.items if item.figures and "change" not in item.figures]
    wholes = sorted(told, key=_end, reverse=True)  # 执行数780万元 goes back to the whole told first, and its parts follow
    large = [item for item in wholes if is_as_large(item, seen.quantity)] if _goes_on_opened(seen) else []
    return next(iter(large or wholes), None)


def _end(item: Item) -> int:
    return max(figure.quantity.end for figure in item.figures.values())


def _goes_on_opened(seen: Sighting) -> bool:
    return goes_on_opened(seen.sentence[: seen.quantity.start])


def is_as_large(item: Item, quantity: Quantity) -> bool:
    """Whether an item may be the whole of a part behind other parts: 支出100万元,其中:基本支出30万元;保洁费70万元."""
    return abs(shared_by_parts(item).amount or Decimal(0)) >= (quantity.value or Decimal(0))


def _distributed(seen: Sighting) -> Figure | None:
    """What a place or a payee is given: 业州镇312.4万元, 拨付给三所学校45万元."""
    name = place_given(seen.before, seen.rest) or (listed_after(seen.before, seen.rest) if owner_of_part(seen) is None else None)
    return Figure(seen.quantity, phase_of_distribution(seen.before), "", name, lead=name) if name else None


def _line_of_list(seen: Sighting) -> Figure | None:
    """A name and its sum alone, under a line or a title that says what the list is of."""
    context = seen.context
    alone = not seen.items and not seen.rest.strip("。;,元")
    if not context.is_about_money or not (alone or context.listed) or not _ENDS.match(seen.rest):
        return None
    name = listed_item(seen.before, any_name=context.listed is not None)
    role = (context.listed or phase_of_title(context.title)) if name else None
    if name and gives_as_government(name) and not (context.listed or "支出" in (context.title or "")):
        role = "adjusted"  # 1.中央资金:500万元, under 预算执行情况
    return Figure(seen.quantity, role, "", name, lead=seen.before) if name and role else None
