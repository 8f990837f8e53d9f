"""Which classification of the budget a figure of a sentence is of: the whole, a fund, a kind of spending, a project.

Belongs here: what a figure's name, its words and the subject of the report say. Does not belong here: what the items told
with it say (`money.sentences.placing`).
"""

from __future__ import annotations

import re

from orchestration.extraction.money.sentences.figures import Figure, ProseMoneyContext
from orchestration.extraction.money.sentences.items import heads_pattern, is_payee, tells_cost_of_works, works_named
from orchestration.extraction.money.sentences.words import (
    abbreviates,
    base_name,
    classified_in_accounts,
    contains_name,
    fragment_pattern,
    is_named_alike,
    without_place,
    word_pattern,
)
from orchestration.extraction.money.verbs import GIVES, PAYS, SO_FAR
from orchestration.extraction.money.words import breakdown_of, fund_of, is_total

_OF_ITS_PROJECT = re.compile("(?:该|本)?项目(?:支出|拨付|开支)")
_EVALUATED = re.compile("^纳入|项目支出$|支出项目$")
_PAYS_FUND = re.compile(f"^{SO_FAR}*(?:{PAYS}|{GIVES})")
_FUND_WORD = re.compile("(?:专项)?(?:资金|经费)$")
_WORK_FUNDED = re.compile("(?P<work>[\u4e00-\u9fff()]{4,}?)(?:中央|省级|市级|州级|县级|区级|上级|财政)(?:财政)?(?:(?:专项|补助|配套)+(?:资金)?|资金)$")
_LEAST_SHARED = 2  # characters
_OF_ALL_LEVELS = re.compile("[三四五各]级(?:财政)?(?:补助|资金|配套|$)")  # 中央、省、市、县四级财政补助资金


def breakdown_listed(figure: Figure, context: ProseMoneyContext) -> str:
    """That of a part whose name alone says it, unless its code does: 2210201住房公积金."""
    if figure.part_of != "function" and (is_payee(figure.item) or _names_work(figure.item, context)):
        return "project"
    if figure.part_of == "function":
        return "function"
    named = breakdown_of(figure.item)
    return figure.part_of or "project" if named is None or (named == "total" and figure.part_of == "project") else named


def breakdown_told(figure: Figure, context: ProseMoneyContext) -> str:
    """Which classification of the budget a figure is of, by its name and what the report is on."""
    unphased = _unphased_breakdown(figure, context) if figure.role == "unphased" else None
    if unphased:
        return unphased
    if figure.role == "carry_over":
        return _breakdown_of_part(figure.item)
    base = base_name(figure.item)
    if context.subject and not context.project and (fragment_pattern().match(base) or _OF_ITS_PROJECT.fullmatch(base)):
        return "total"  # 专项资金年初预算, 项目累计支出, of a report on one fund or project
    paid = _PAYS_FUND.match(figure.lead)
    if paid and context.subject and not context.project and _ends_as(context.subject, figure.lead[paid.end() :]):
        return "total"  # 累计支付扶持资金, of a report on 烤烟产业扶持资金
    named = "function" if classified_in_accounts(figure.lead) else breakdown_of(figure.item)
    if named == "source" and _names_work(figure.item, context):
        return "project"
    if named and named != "total":
        of_report = named == "source" and context.subject is not None and not context.project
        # 下达我县中央财政衔接推进乡村振兴补助资金8650万元, where that is what the report is on
        subject = without_place(context.subject or "")
        of_all = _OF_ALL_LEVELS.search(base) or is_named_alike(base, subject) or abbreviates(base, subject)
        return "total" if of_report and of_all else named
    if context.project:
        return "project"
    by_words = fragment_pattern().match(base) or word_pattern("of_whole").fullmatch(base)
    of_costs = figure.role == "unphased" and tells_cost_of_works(figure.words) and bool(context.subject or not works_named(figure.lead))
    is_whole = named == "total" or is_total(base) or by_words or of_costs or _is_subject(base, context.subject)
    return "total" if is_whole else "project"


def _names_work(name: str, context: ProseMoneyContext) -> bool:
    """Whether an office's money is named by what it is for before who gives it: 农村环境整治省级资金. In a report on one fund
    it is a part of that."""
    named = _WORK_FUNDED.match(name) if context.subject is None else None
    return named is not None and heads_pattern("nouns").search(named["work"]) is not None and fund_of(named["work"]) is None


def _ends_as(subject: str, name: str) -> bool:
    """Whether a fund has the last words of the name of the one that a report is on."""
    core = _FUND_WORD.sub("", name)
    return len(core) >= _LEAST_SHARED and _FUND_WORD.sub("", subject).endswith(core)


def _unphased_breakdown(figure: Figure, context: ProseMoneyContext) -> str | None:
    """That of money without a phase: what is evaluated, what a whole project costs; None where its name decides."""
    if fund_of(figure.item) and "项目支出" in figure.item:
        return "nature"
    if _EVALUATED.search(figure.item) and not context.project:
        return "monitoring"
    if context.head and figure.item == context.head:
        return breakdown_of(context.head) or "project"
    if fund_of(figure.item) or tells_cost_of_works(figure.words):
        return None
    return "project" if context.project else "total" if context.subject else "monitoring"


def _breakdown_of_part(name: str) -> str:
    """That of money that is never the whole: left over, carried over."""
    named = breakdown_of(name)
    return named if named and named != "total" else "source"


def _is_subject(name: str, subject: str | None) -> bool:
    """Whether an item is what the whole report is on, named alike."""
    return subject is not None and (
        contains_name(name, subject) or is_named_alike(subject, name) or is_named_alike(name, subject)
    )
