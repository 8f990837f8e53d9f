"""Figures of the item that a heading names: their own words tell where the money came from or whom it paid, not what it is of.

    1.厕所改造项目。下达专项资金70万元,支出62万元          the fund is the project's budget
    2.抽检项目。年初安排32万元,支付检验费31.8万元           what was paid is the project's spending

Belongs here: whether such a figure is the head's. Does not belong here: what a head is (`money.sentences.items`).
"""

from __future__ import annotations

import re

from orchestration.extraction.money.sentences.figures import Figure, Sighting
from orchestration.extraction.money.sentences.words import name_in, word_pattern
from orchestration.extraction.money.verbs import PAYS, PAYS_OUT, SO_FAR
from orchestration.extraction.money.words import breakdown_of, fund_of
from orchestration.language import Quantity, find_quantities

_FUND_ALONE = re.compile("(?:专项|财政|衔接|补助|奖补|配套|项目|本级|上级)*(?:资金|基金|经费|专款)")
_NAMED_FUND = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,20}?)(?:补助|专项)?(?:资金|经费)")
_PAYS = re.compile(f"{SO_FAR}*(?:{PAYS_OUT}|结算)")
_MONEY_ALONE = re.compile("(?:项目|专项|补助|所需|共)*资金(?:共|为)*")
_PUT_IN = re.compile(f"{SO_FAR}*投入(?:资金|经费)?(?:共|约)*")
_PAID_OUT = re.compile(f"{SO_FAR}*{PAYS_OUT}(?:[^,;:。\\d]{{0,6}}(?:[金款费]|补助|补贴|奖补|资金))?(?:共|约)*")
_PRICE, _STOP = re.compile("每|[人户均]均|标准"), re.compile("[,;:。]")
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


def sum_of_head(seen: Sighting) -> Figure | None:
    """The one sum that a list item on money tells, by a bare word: 3.儿童康复。资金24万元,送训20名 is neither budget nor spending;
    6.创业扶持。扶持46户,发放扶持金69万元; 7.环境整治,投入95万元,清理垃圾2万立方."""
    context = seen.context
    told = any(each.unit_class == "money" for each in find_quantities(seen.sentence) if each.start != seen.quantity.start and not _is_price(seen, each))
    if not context.head or context.is_of_problems or not context.is_about_money or seen.told is not None or told or breakdown_of(context.head):
        return None
    words = seen.clause.strip(" ,;:、。")
    is_spent = _PUT_IN.fullmatch(words) or (context.subject and _PAID_OUT.fullmatch(words))
    role = "unphased" if _MONEY_ALONE.fullmatch(words) else "executed" if is_spent else None
    return Figure(seen.quantity, role, words, context.head if role == "unphased" else "", lead=words) if role else None


def _is_price(seen: Sighting, quantity: Quantity) -> bool:
    before = seen.sentence[: quantity.start]
    return "/" in seen.sentence[quantity.start : quantity.end + 1] or _PRICE.search(_STOP.split(before)[-1]) is not None


def all_paid(seen: Sighting, words: str) -> str | None:
    """The verb that says what was paid for works, where that is all that the project of a report spent: its parts or its
    rate follow. None for one payment among others."""
    context = seen.context
    of_subject = context.subject is not None and not (context.project or context.head)
    paid = _PAYS_FOR.fullmatch(words) if of_subject and _RATED_OR_PARTED.match(seen.rest) else None
    return paid["verb"] if paid else None
