"""One sum that a sentence says is several phases of an item: 给养费安排、支出均为42万元; 年初预算、全年预算和执行数均为300万元.

Belongs here: which phases share the sum and what the item is called. Does not belong here: as many sums as names
(`money.sentences.respective`), income and expenditure that balance (a phase of their own, `money.sentences.words`).
"""

from __future__ import annotations

import re

from orchestration.extraction.money.sentences.figures import Figure, Sighting
from orchestration.extraction.money.sentences.ownership import is_own
from orchestration.extraction.money.sentences.words import name_in
from orchestration.extraction.money.verbs import PAYS, SO_FAR

_BUDGET = r"(?:年初|期初|全年|年度|当年|本年|调整后?|追加后|项目|部门|单位|财政|资金)*(?:预算|安排|下达|批复|指标)(?:数|资金|金额|总额|安排|批复)*"
_SPENT = rf"(?:{SO_FAR}|项目|资金)*(?:{PAYS}|决算)(?:数|金额|总额)?"
_CAME_IN = "(?:实际|资金)*到位(?:资金|数|金额)?"
_PHASE = f"(?:{_BUDGET}|{_SPENT}|{_CAME_IN})"
_TOGETHER = re.compile(rf"(?P<phases>{_PHASE}(?:(?:[、和及与]|以及){_PHASE})+)(?:资金|金额)?(?:均|都|皆|各|全部)[为是]?$")
_LINK = re.compile("[、和及与]|以及")
_FIRST = re.compile("年初|期初|批复")
_IS_SPENT, _HAS_COME_IN = re.compile(_SPENT), re.compile(_CAME_IN)


def phases_together(seen: Sighting) -> list[Figure]:
    """The figures of one sum, one a phase; none where its words tell fewer than two phases."""
    told = _TOGETHER.search(seen.clause)
    words = _LINK.split(told["phases"]) if told else []
    by_role = {_role(each): each for each in words}
    if told is None or len(by_role) < len(words) or not {"approved", "executed"} & by_role.keys():
        return []
    lead, name = seen.clause.strip(" ,;:、"), name_in(seen.clause[: told.start()]) or words[0]
    alone = seen._replace(before=seen.before[: len(seen.before) - len(seen.clause) + told.start()] + words[0])
    if not is_own(alone, next(iter(by_role)), words[0]):
        return []
    return [Figure(seen.quantity, role, each, name, lead=lead) for role, each in by_role.items()]


def _role(words: str) -> str:
    if _IS_SPENT.fullmatch(words):
        return "executed"
    if _HAS_COME_IN.fullmatch(words):
        return "received"
    return "approved" if _FIRST.search(words) else "adjusted"
