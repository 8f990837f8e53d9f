"""Figures of the item that a heading names: their own words tell where the money came from or whom it paid, not what it is of.

    1.厕所改造项目。下达专项资金70万元,支出62万元          the fund is the project's budget
    2.抽检项目。年初安排32万元,支付检验费31.8万元           what was paid is the project's spending

Belongs here: whether such a figure is the head's. Does not belong here: what a head is (`money.sentences.items`).
"""

from __future__ import annotations

import re

from orchestration.extraction.money.sentences.figures import Sighting
from orchestration.extraction.money.sentences.words import name_in, word_pattern
from orchestration.extraction.money.verbs import PAYS, PAYS_OUT, SO_FAR
from orchestration.extraction.money.words import breakdown_of, fund_of
from orchestration.language import find_quantities

_FUND_ALONE = re.compile("(?:专项|财政|衔接|补助|奖补|配套|项目|本级|上级)*(?:资金|基金|经费|专款)")
_NAMED_FUND = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,20}?)(?:补助|专项)?(?:资金|经费)")
_PAYS = re.compile(f"{SO_FAR}*(?:{PAYS_OUT}|结算)")
_RATED_OR_PARTED = re.compile(rf"[,(](?:其中|(?:预算|资金|项目|总体|实际)*{PAYS}(?:率|进度))")
_PAYS_FOR = re.compile(r"(?P<verb>(?:已|累计|共|实际|全年)(?:拨付|支付))[^,;:。\d]{2,16}(?:费用?|款项?)")


def is_budget_of_head(seen: Sighting) -> bool:
    """Whether the one fund that what a list item names has is its budget, spent right behind: 4.滑坡治理,县级资金安排21万元,支出19万元."""
    head, name = seen.context.head, name_in(seen.clause)
    spent = any(word_pattern(each).match(seen.rest) for each in ("spent_later", "paid_behind"))
    if not head or breakdown_of(head) or seen.told is not None or not spent:
        return False
    is_fund = breakdown_of(name) in ("source", "fund") or _FUND_ALONE.fullmatch(name)
    return bool(is_fund or _fund_named_in(head, name)) and not fund_of(seen.rest)


def _fund_named_in(head: str, name: str) -> bool:
    """Whether a fund has the name of the head: 贴息资金 of 担保贷款贴息."""
    named = _NAMED_FUND.fullmatch(name)
    return named is not None and named["name"] in head


def is_spending_of_head(seen: Sighting, words: str) -> bool:
    """Whether what was paid to somebody is all that was spent of the budget told right before."""
    told, head = seen.told, seen.context.head
    if told is None or not head or told.item != head or "executed" in told.figures or not _PAYS.match(words):
        return False
    alone = not any(each.unit_class == "money" for each in find_quantities(seen.rest))
    return alone and seen.clause.strip(" ,;:、") == words


def all_paid(seen: Sighting, words: str) -> str | None:
    """The verb that says what was paid for works, where that is all that the project of a report spent: its parts or its
    rate follow. None for one payment among others."""
    context = seen.context
    of_subject = context.subject is not None and not (context.project or context.head)
    paid = _PAYS_FOR.fullmatch(words) if of_subject and _RATED_OR_PARTED.match(seen.rest) else None
    return paid["verb"] if paid else None
