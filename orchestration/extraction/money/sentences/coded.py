"""Items of the functional accounts that sentences name with their code: (一)2100101行政运行支出612.34万元.

Belongs here: the code and the name between it and the words of the phase. Does not belong here: codes in tables
(`money.items`), classes that words name ("教育支出"(类), `money.sentences.words`).
"""

from __future__ import annotations

import re

from orchestration.extraction.money.sentences.figures import PHASES, Figure, Sighting
from orchestration.extraction.money.sentences.words import phase_of

_CODE = re.compile(r"(?<![\d.,])(?P<code>2\d{4}(?:\d{2})?)[-—]{0,2}$")
_NAME = re.compile(r"^[-—]{0,2}\(?(?P<name>[\u4e00-\u9fff、()]{2,30}?)\)?(?:\((?:类|款|项)\))?(?:20\d{2}年度?)?(?:支出)?(?:年初|全年|决算|预算|执行|$)")
_IN_BRACKETS = re.compile(r"(?P<name>[\u4e00-\u9fff、]{2,30})\((?P<code>2\d{4}(?:\d{2})?)$")  # 行政运行(2130301)
_NOTHING_BETWEEN = re.compile(r"\)[为:]?")
_SPENT = re.compile("(?:支出|决算)$")
_CLASS = "function"


def coded_figure(seen: Sighting) -> Figure | None:
    """What was spent on, or planned for, an item whose code stands right before its name; None for any other figure."""
    lead = seen.sentence[: seen.quantity.start - len(seen.before)]
    code = _CODE.search(lead)
    role, words = phase_of(seen.before)
    behind = _IN_BRACKETS.search(lead) if seen.before.startswith(")") and "," not in seen.before else None
    if behind and role is None and _NOTHING_BETWEEN.fullmatch(seen.before):
        role = _phase_of_bare(behind["name"], seen)
    if behind and role in PHASES:
        return Figure(seen.quantity, role, "", behind["name"], lead=behind[0] + seen.before, part_of=_CLASS)
    if code is None or role not in PHASES or not seen.sentence.startswith(seen.before, code.end()):
        return None
    named = _NAME.match(seen.before.removesuffix(words))
    return Figure(seen.quantity, role, "", named["name"], lead=code[0] + seen.before, part_of=_CLASS) if named else None


def _phase_of_bare(name: str, seen: Sighting) -> str | None:
    """The phase of a sum right behind the code of its item: that its name says (临时救助支出(2082001)467.9万元), or the one that
    the item of the accounts told before has."""
    told = seen.told if seen.told and seen.told.breakdown == _CLASS else None
    if _SPENT.search(name):
        return "executed"
    return next(iter(told.figures)) if told and len(told.figures) == 1 else None
