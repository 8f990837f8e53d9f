"""Sums that nothing but a verb of paying tells: 安排1420万元,兑付1388.9万元; 全年共发放优待抚恤补助经费86万元.

Belongs here: what was paid of a budget, of the fund a report is on, of one named before its verb. Does not belong here:
payments that a sum behind them proves (`money.sentences.payments`), spending that words of its phase tell.
"""

from __future__ import annotations

import re

from orchestration.extraction.money.sentences.figures import Figure, Sighting
from orchestration.extraction.money.sentences.parts import is_sum_of_all
from orchestration.extraction.money.sentences.words import (
    base_name,
    fragment_pattern,
    is_named_alike,
    name_in,
    word_pattern,
)
from orchestration.extraction.money.verbs import MANNER, PAYS, PAYS_OUT, SO_FAR
from orchestration.extraction.money.words import fund_of, is_total

_WHEN = r"(?:已|均|全部)*于?(?:20\d{2}年)?\d{1,2}月(?:\d{1,2}日|份|底|末|[上中下]旬)?前?"  # 已于2022年6月通过一卡通发放
_PAYS = re.compile(rf"(?:{_WHEN})?(?:{SO_FAR}|{MANNER})*{PAYS_OUT}(?:补[助贴])?(?:资金|款项?)?(?:到位|到户|到人|到卡)?")
_PAYS_NAMED = re.compile(rf"(?P<verb>{SO_FAR}*{PAYS_OUT})(?P<name>[\u4e00-\u9fff]{{3,20}}(?:资金|经费|补助|补贴|[金款]))$")
_ANY_FUND_PAID = re.compile(f"{SO_FAR}*{PAYS_OUT}(?:各类|各项|全部)?(?:奖补|补贴|补助|救助|奖励|项目|专项)+(?:资金|金|经费|款)")
_FUND = re.compile("(?:资金|经费)$")
_PAYS_ANY = re.compile(rf"[,;。][^,;。\d]{{0,6}}{SO_FAR}*{PAYS}(?:资金)?\d")
_ARRANGED = re.compile(r"(?:年初|全年|当年|共)*(?:安排|下达|分配)$")
_GIVEN_NAME = re.compile(r"(?:下达|安排)(?:给?[我本][县市区镇乡])?(?P<name>[\u4e00-\u9fff()\"、]{4,24})$")
_FUND_PAID = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{3,20}}(?:资金|经费))(?P<verb>{SO_FAR}*{PAYS_OUT})")


def paid_sum(seen: Sighting) -> Figure | None:
    """What a figure says was paid, by the verb before it."""
    return _of_subject(seen) or _of_fund(seen)


def paid_of_budget(seen: Sighting) -> Figure | None:
    """What was paid of a budget told right before, by the verb alone: 安排1420万元,兑付1388.9万元; 支付到位1388.9万元,
    which is no word of what was received."""
    verb, told = seen.clause.strip(" ,;:、").replace('"', ""), seen.told  # 通过"一卡通"发放
    if told is None or told.amount("executed") is not None or not _PAYS.fullmatch(verb):
        return None
    if told.amount("adjusted") is None and told.amount("approved") is None:
        return None
    return Figure(seen.quantity, "executed", verb, "", lead=verb)


def given_and_spent(seen: Sighting) -> Figure | None:
    """What was given for a named item, whatever its name ends in, where its spending follows: 安防巡逻安排26万元,支出26万元;
    下达长梁村灌溉管网98万元,已支付98万元."""
    arranged, given = _ARRANGED.search(seen.clause), _GIVEN_NAME.search(seen.clause)
    if (arranged is None and given is None) or not word_pattern("spent_later").match(seen.rest):
        return None
    if given and not is_total(given["name"]):
        return Figure(seen.quantity, "adjusted", "", given["name"], lead=seen.clause.strip())
    name, context = name_in(seen.clause[: arranged.start()]) if arranged else "", seen.context
    if arranged is None or not (name or context.subject or context.project or context.head):
        return None
    return Figure(seen.quantity, "adjusted", arranged[0], name, lead=seen.clause.strip())


def _of_subject(seen: Sighting) -> Figure | None:
    """What was paid to residents of the money that the whole report is on: 全年共发放优待抚恤补助经费86万元."""
    paid, subject = _PAYS_NAMED.search(seen.clause), seen.context.subject
    if paid is None or subject is None or seen.context.project:
        return None
    of_all = seen.context.head is None and not seen.context.is_of_problems and _ANY_FUND_PAID.fullmatch(seen.clause.strip(" ,;:、"))
    if not of_all and not is_named_alike(subject, paid["name"]):
        return None
    return Figure(seen.quantity, "executed", paid["verb"], paid["name"], lead=seen.clause.strip(" ,;:、"))


def _of_fund(seen: Sighting) -> Figure | None:
    """What was paid of a fund that stands before the verb, where the sentence tells spending: …支出80万元;生态补偿资金发放32万元."""
    paid = _FUND_PAID.fullmatch(seen.clause.strip(" ,;:、"))
    told = any(item.amount("executed") is not None for item in seen.items)
    if paid is None or not (told or seen.context.project):
        return None
    return Figure(seen.quantity, "executed", paid["verb"], paid["name"], lead=seen.clause.strip(" ,;:、"))


def paid_in_full(seen: Sighting) -> Figure | None:
    """A named sum that the words behind it say was paid, with no other sum paid of it: 管护资金126万元已全部拨付到镇; of a head:
    运转经费,每村9万元,共计279万元,已分两次拨付各村."""
    if not word_pattern("paid_behind").match(seen.rest) or _PAYS_ANY.search(seen.rest):
        return None
    name, of_head = name_in(seen.clause), seen.context.head is not None and seen.told is None
    if of_head and (is_sum_of_all(seen.clause) or name == seen.context.head):
        return Figure(seen.quantity, "executed", seen.clause.strip(" ,;:、"), "", lead=seen.clause.strip())
    named = _FUND.search(name) is not None and not fragment_pattern().match(base_name(name))
    return Figure(seen.quantity, "executed", "", name, lead=seen.clause.strip()) if named and fund_of(name) is None else None
