"""Sums told by who gave them, without a verb: 中央资金500万元,省级资金200万元,县级配套100万元,共计800万元.

Belongs here: which sums of a sentence are given side by side, and the one that they come to. Does not belong here: one
source alone, whose words of budget or spending say what it is (`money.sentences.reading`).
Vocabulary: `data/money_prose.toml`, `[sources]`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from orchestration.extraction.data import load
from orchestration.extraction.money.sentences.words import phase_of
from orchestration.language import Quantity

_LEAST = 2
_NOTE = re.compile(r"\([^()]*\)|〔[^〕]*〕")  # (农建发(2023)12号) behind a sum

_FIRST_BUDGET = re.compile("年初(?:部门)?预算")  # a part only where the whole is told: 总收入90万元,其中:年初预算70万元,上级专项20万元
_ANNOUNCED = re.compile(r"(?:资金|经费)(?:主要)?(?:来源|构成)(?:为|是|:)[:(]?\(?1[)、.]")  # 资金来源:(1)一般公共预算拨款:2156万元;(2)政府性基金:200万元
_INCOME_OF_BUDGET = re.compile("(?:预算|部门|全年|年度)总?收入(?:合计|总计|总额)?[为共]*$")
_SHARE = re.compile(r"^[,(]占(?:比|总额|总投资|项目资金)?[的为]?\d[\d.]*%")  # 中央资金500万元,占62.5%


class Told(NamedTuple):
    """A sum of a run of sources with its name, or the one they come to (`is_whole`); `lead`: what stands before the run."""

    name: str
    is_whole: bool
    lead: str
    role: str | None = None  # the phase that the whole says


@cache
def _words(key: str) -> re.Pattern[str]:
    return re.compile(load("money_prose")["sources"][key])


@cache
def _one() -> re.Pattern[str]:
    names = load("money_prose")["sources"]
    level = f"(?:{names['level']})(?:[、和与及](?:{names['level']}))*(?:财政)?(?:{names['tail']})"
    return re.compile(f"(?:^[,;、。)]*|[,;、。:()])(?:{names['lead']})*(?P<name>{level}|{names['other']})(?:{names['link']})*$")


@cache
def _of_fund() -> re.Pattern[str]:
    """A level of government with what it gives, behind the name of the fund."""
    names = load("money_prose")["sources"]
    return re.compile(f"[\u4e00-\u9fff](?P<name>(?:中央|自治区|[省市县区]级?)(?:财政)?(?:专项|补助|补贴|配套|转移支付)*(?:资金|经费|补助|配套))(?:{names['link']})*$")


@cache
def _given() -> re.Pattern[str]:
    names = load("money_prose")["sources"]
    begins = r"^[,;、。)]*|^[^,;。:\d]{0,20}(?:情况|分配|落实|来源|使用|拨付)|^[^,;。:]{0,40}(?:资金|经费|补助)(?:由|包括|包含|分为)|[,;、。:() ]"
    return re.compile(rf"(?:{begins})(?:{names['lead']})*{names['given']}(?:{names['link']})*$")


@cache
def _of_level() -> re.Pattern[str]:
    """A level of government or a place, alone or with the fund that it gave."""
    names = load("money_prose")["sources"]
    giver = f"(?:{names['level']})(?:财政)?|{names['place']}"
    return re.compile(f"(?:^[,;、。(]*)(?:20\\d{{2}}年度?)?(?:{names['lead']})*(?P<name>(?:{giver})(?:{names['fund']})?|{names['other']})(?:{names['link']})*$")


@cache
def _of_government() -> re.Pattern[str]:
    return re.compile(f"^(?:{load('money_prose')['sources']['level']})")


def gives_as_government(name: str) -> bool:
    """Whether a name is that of money a level of government gives: 省级财政补助资金."""
    named = _one().search(name)
    return named is not None and named["name"] == name and _of_government().match(name) is not None


def phase_by_name(told: Told) -> str | None:
    """The phase that the name of a part says (年初预算, among those that a whole divides into), or its whole behind it."""
    return told.role or ("approved" if _FIRST_BUDGET.match(told.name) else None)


def phase_of_run(told: Told) -> str:
    """The phase that the words before a run say (实际支出中,中央资金490万元,…), a budget where they say none."""
    named = (role for role in ("executed", "unphased") if _words(role).search(told.lead))
    return next(named, "adjusted")


def sums_by_source(sentence: str, quantities: Sequence[Quantity]) -> dict[int, Told]:
    """Where a sum begins → what it is, for sums that sources stand before, two or more side by side, and for their whole."""
    money = [quantity for quantity in quantities if quantity.unit_class == "money" and quantity.value is not None]
    clauses = [_words_between(sentence, before, after) for before, after in zip([None, *money], money, strict=False)]
    named = _with_first_of_fund([_one().search(clause) for clause in clauses], clauses)
    found = _proved(money, clauses)
    if found:
        return found
    for first, last in _runs(named, money):
        whole = _whole_of(money, clauses, first, last)
        names = [one["name"] for one in named[first:last] if one]
        lead = sentence[: money[min(first, first if whole is None else whole)].start].removesuffix(names[0])
        with_first = any(map(_FIRST_BUDGET.match, names))
        announced = _ANNOUNCED.search(lead) is not None
        if whole is None and (with_first or not (announced or any(map(gives_as_government, names)))):
            continue
        if _words("other_matter").search(lead) and not (with_first and _INCOME_OF_BUDGET.search(lead)):
            continue
        found |= {quantity.start: Told(name, False, lead) for quantity, name in zip(money[first:last], names, strict=True)}
        if whole is not None:
            found[money[whole].start] = Told("", True, lead)
    return found or _dividing(money, clauses)


def _with_first_of_fund(named: list[re.Match[str] | None], clauses: Sequence[str]) -> list[re.Match[str] | None]:
    """The sources with the first of a run that its fund is printed before or behind:
    养老保险基础养老金中央补助资金2130万元,省级补助资金410万元,县级补助资金265万元; 中央财政保障性安居工程专项资金2356万元,省级配套资金580万元."""
    found = list(named)
    for at, clause in enumerate(clauses[:-1]):
        if named[at] is not None or phase_of(clause)[0] is not None:
            continue
        first, least = (behind, 1) if (behind := _of_level().search(clause)) else (_of_fund().search(clause), _LEAST)
        following = named[at + 1 : at + 1 + least]
        given = [one for one in following if one and one.start() == 0 and gives_as_government(one["name"])]
        if first and len(given) == least and first["name"] not in [one["name"] for one in given]:
            found[at] = first
    return found


def _proved(money: Sequence[Quantity], clauses: Sequence[str]) -> dict[int, Told]:
    """What each level gave, whatever the fund is called, where a sum behind them proves that they are all:
    自治区下达防抗灾资金320万元,某市配套96万元,县本级安排64万元,总计480万元."""
    named = [_one().search(clause) or _given().search(clause) or _of_level().search(clause) for clause in clauses]
    for last in range(_LEAST, len(money)):
        firsts = (at for at in range(last - _LEAST + 1) if all(named[at:last]))
        first = next((at for at in firsts if money[last].value == _total(money[at:last])), None)
        if first is None or not _words("sum").fullmatch(clauses[last]):
            continue
        names = [one["name"] for one in named[first:last] if one]
        lead = clauses[first].removesuffix(names[0])
        if _words("other_matter").search(lead) or (not any(map(gives_as_government, names)) and not _given().search(clauses[first])):
            continue
        role = "approved" if _FIRST_BUDGET.search(clauses[last]) else None
        told = {quantity.start: Told(name, False, lead, role) for quantity, name in zip(money[first:last], names, strict=True)}
        return told | {money[last].start: Told("", True, lead)}
    return {}


def _dividing(money: Sequence[Quantity], clauses: Sequence[str]) -> dict[int, Told]:
    """What levels and places gave, whatever the fund is called, where the sum right before proves that they divide it:
    批复预算396万元(自治区林业改革资金300万元、县级配套96万元)."""
    named = [_of_level().search(clause) for clause in clauses]
    for first in range(1, len(money) - _LEAST + 1):
        lasts = (at for at in range(first + _LEAST, len(money) + 1) if all(named[first:at]))
        last = next((at for at in lasts if _total(money[first:at]) == money[first - 1].value), None)
        names = [one["name"] for one in named[first:last] if one]
        if last is None or len(set(names)) < len(names) or not any(map(gives_as_government, names)):
            continue
        lead = "".join(clauses[: first + 1]).removesuffix(names[0])
        if not _words("other_matter").search(lead):
            return {quantity.start: Told(name, False, lead) for quantity, name in zip(money[first:last], names, strict=True)}
    return {}


def _total(money: Sequence[Quantity]) -> Decimal:
    return sum((quantity.value or Decimal(0) for quantity in money), Decimal(0))


def _whole_of(money: Sequence[Quantity], clauses: Sequence[str], first: int, last: int) -> int | None:
    """The sum that those of a run come to, right before it (项目资金800万元,其中…), or right behind it as one (共计800万元)."""
    total = _total(money[first:last])
    if first > 0 and money[first - 1].value == total:
        return first - 1
    is_sum = last < len(money) and money[last].value == total and _words("sum").fullmatch(clauses[last])
    return last if is_sum else None


def _words_between(sentence: str, before: Quantity | None, after: Quantity) -> str:
    words = sentence[before.end if before else 0 : after.start]
    return _SHARE.sub("", _NOTE.sub("", _NOTE.sub("", words)))


def _runs(named: Sequence[re.Match[str] | None], money: Sequence[Quantity]) -> list[tuple[int, int]]:
    """Where two or more sources follow one another with nothing between them, each name once in a run; one that the others
    come to is their whole (财政拨款800万元,其中一般公共预算500万元,政府性基金300万元)."""
    runs: list[list[int]] = []
    for at, one in enumerate(named):
        if one is None:
            continue
        told = {other["name"] for place in (runs[-1] if runs else ()) if (other := named[place])}
        if runs and runs[-1][-1] == at - 1 and one.start() == 0 and one["name"] not in told:
            runs[-1].append(at)
        else:
            runs.append([at])
    for run in runs:
        if len(run) > _LEAST and money[run[0]].value == sum((money[at].value or Decimal(0) for at in run[1:]), Decimal(0)):
            del run[0]
    return [(run[0], run[-1] + 1) for run in runs if len(run) >= _LEAST]
