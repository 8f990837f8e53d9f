"""Parts of a whole that sentences list: the whole they add up to, and names that counts and brackets part from their sums.

`其中住院救助(680人次)611万元` names its part before a bracket, `四星级机构4家,补助92万元` before a count. Does not belong here:
the words of an enumeration (`money.sentences.items`), what a figure is (`money.sentences.reading`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from orchestration.extraction.money.sentences.figures import Figure, Item
from orchestration.extraction.money.sentences.words import COMPARED_LEAD, phase_of
from orchestration.extraction.money.verbs import GIVES, PAYS_OUT, SO_FAR, SPENDS
from orchestration.extraction.recorder import Recorder
from orchestration.language import Quantity

_NOTE = re.compile(r"\((?![^()]*\d[亿万千]?元)[^()]*[\d、,;][^()]*\)")  # (特困、低保等680人), no part of a name
_COUNT = r"\d[\d,.]*(?:万|余)?(?:人次|公里|平方米|[户人个家所处座条套台件名项次例场期亩米头只辆])"
_COUNTED_NAME = re.compile(rf"(?P<name>[\u4e00-\u9fff()\"]{{2,20}}){_COUNT}[,、]?(?:共|补助|资金|金额|{PAYS_OUT}|计)*$")
_COUNTED_SPENDING = re.compile(
    rf"(?:^|[,;。:])(?!其中|其余|{SO_FAR}*完成)(?P<name>[\u4e00-\u9fff()\"]{{3,20}})(?:{_COUNT}){{1,2}},{SO_FAR}*{SPENDS}(?:资金|金额)?$"
)
_COUNTED_PART = re.compile(
    rf"(?:^|[,;。:])(?:其中:?)?(?:{SO_FAR}*完成)?(?P<name>[\u4e00-\u9fff()\"]{{3,20}})(?:{_COUNT}){{1,2}},{SO_FAR}*{SPENDS}(?:资金|金额)?$"
)
_COUNTED_PROJECTS = re.compile(
    r"(?:^|[,;。:])(?:20\d{2}年度?)?(?:[\u4e00-\u9fff]{2,20}(?=列入|纳入))?(?P<name>[\u4e00-\u9fff]{2,16}项目)(?:共|有)*\d{1,3}个,(?:预算|安排|下达|资金|共计?|合计)+$"
)
_PROJECTS_BEHIND = re.compile(  # 年初批复预算8个项目985万元, 安排项目12个、资金985万元
    r"(?:预算|批复|安排|下达)(?P<name>\d{1,3}个[\u4e00-\u9fff]{0,6}项目|[\u4e00-\u9fff]{0,6}项目(?=\d{1,3}个))(?:\d{1,3}个[,、]?)?(?:资金|预算|共计?|合计|为)*$"
)
_PART_COUNTED = re.compile(
    r"(?:^|[,;:、(])(?:其中[:,]?)?(?:\d[.、]|\(\d\))?(?P<name>[\u4e00-\u9fff]{2,16}(?:类|项目))(?:共|有)*\d{1,3}个(?:项目)?[,、](?:涉及|投入|安排|下达)?(?:资金|预算|金额)(?:共计?|合计|为)?$"
)
_COUNTED_BEFORE = re.compile(
    "(?<=安排|下达|批复|预算|核定)(?<!公共预算)(?<!基金预算)(?<!经营预算)(?:重点|专项|预算|支出|建设|[一二]级|[\u4e00-\u9fff]{2,8}资金)*项目(?:共|计)*$"
)
_COUNTED_BEHIND = re.compile(r"[\u4e00-\u9fff]{0,6}(?:项目|专项)(?P<sum>(?:资金|预算|共计?|合计|为)*)")
_SUM_BEHIND = re.compile("[,、]?(?P<sum>(?:资金|预算|共计?|合计|为)*)")
_BUDGETS = ("approved", "adjusted", "unphased")
_OTHER_PROJECTS = re.compile(r"(?:^|[,;。:])(?P<name>(?:其余|其他|另外?)\d{1,3}个项目)[^,;。:\d]{0,12},(?:预算|安排|下达|资金|共计?|合计)+$")  # 为维修类
_AMOUNT_OF = re.compile(rf"^(?P<opening>.*?(?:用于|其中:?|[,;:、]|^)){_COUNT}(?=[\u4e00-\u9fff]{{2}})")
_BASE = re.compile(r"(?:较|比|与|同)(?:上年度?|去年度?|20\d{2}年度?)(?:同期|的|决算|预算|支出|收入|数|为)*\(?$")
_CHANGES = re.compile(r"^\)?(?:的)?(?:相比)?,?(?P<words>(?:增加|减少|压减|增长|下降|降低)了?)(?=\d)")
# 两项合计, 全年共
_SUM = re.compile(
    "(?:以上|上述|全年(?!预算))?(?:各|[两二三四五六七八九十])?[项类笔批次级]?(?:预算)?(?:资金|经费|预算|指标)?"
    "(?:合计|共计|总计|总共|(?:全年|先后|前后|一)共)(?:安排|下达)?(?:资金)?"
)
_ARRANGES = re.compile(rf"{GIVES}(?:资金)?\d")
_SPENT = re.compile(rf"{SPENDS}(?:资金)?$")
_LEFT = re.compile("[剩结]余|结转")
_LEAST_SUMMED = 2
_MANY = 4  # parts whose sum is no chance
_ROLES = ("executed", "adjusted", "approved", "unphased")
_EXTRA = re.compile(r"[(][^()]*$")


def part_words(since: str) -> str:
    """What stands between two sums without notes in brackets and counts: `,住院救助(680人次)` is `,住院救助`.

    A count before a name is left out (用于42.1公里管道), one behind it with what only says that it was paid (4家,补助).
    """
    words = _NOTE.sub("", since)
    counted = _COUNTED_NAME.search(words)
    if counted:
        return words[: counted.end("name")]
    before = _AMOUNT_OF.match(words)
    return before["opening"] + words[before.end() :] if before else words


def counted_name(since: str) -> str | None:
    """The item that a clause before a count names, where nothing but what was spent follows: 住院救助12480人次,支出1629万元."""
    counted = _COUNTED_SPENDING.search(since)
    return counted["name"] if counted else None


def counted_part(since: str) -> str | None:
    """The same among several, of which none is the whole: 完成康复训练32人,支出76万元;白内障手术56例,支出."""
    counted = _COUNTED_PART.search(since)
    return counted["name"] if counted else None


def projects_counted(since: str) -> str | None:
    """The kind of projects that a clause counts before what all of them have: 经常性项目6个,预算共计864万元."""
    counted = _COUNTED_PROJECTS.search(since) or _OTHER_PROJECTS.search(since) or _PROJECTS_BEHIND.search(since)
    return counted["name"] if counted else None


def project_part_counted(before: str) -> str | None:
    """The kind of projects that a part of a sum is for, counted right before it: 其中产业类项目5个,资金950万元."""
    counted = _PART_COUNTED.search(before)
    return counted["name"] if counted else None


def budget_of_counted(head: str, behind: str) -> str | None:
    """The words of a budget that a count of projects parts: those before the count and those between it and the sum, without
    the projects. 年初批复预算(8个)项目(985万元), 安排项目(12个)、资金(985万元). None where they are of no budget."""
    before, counted = _COUNTED_BEFORE.search(head), _COUNTED_BEHIND.fullmatch(behind)
    if before is None and counted is None:
        return None
    tail = _SUM_BEHIND.fullmatch(behind) if before else counted
    words = (head[: before.start()] if before else head) + tail["sum"] if tail else ""
    return words if phase_of(words)[0] in _BUDGETS else None


def base_of_change(before: str, rest: str) -> tuple[int, str] | None:
    """Where a change begins that prints the sum of last year, and its words without that sum: 较上年(412万元)压减 is 较上年压减.

    `before` and `rest` are what stands on either side of that sum; the place is one of `before`. None where it is no such sum.
    """
    base, change = _BASE.search(before), _CHANGES.match(rest)
    against = "较" if base and base[0].startswith("较") else "比"
    return (base.start(), f"{before[: base.start()]}{against}上年{change['words']}") if base and change else None


def unstated(name: str, first: Quantity, role: str, breakdown: str) -> Item:
    """A whole of an amount that the sentence does not state: its parts have its phase."""
    hidden = Figure(first._replace(value=None), role, "", name)
    return Item(name, "expenditure", breakdown, {role: hidden}, is_listed=True)


def whole_told(
    sentence: str, quantities: tuple[Quantity, ...], before: Sequence[Item], recorder: Recorder, least: int
) -> Item | None:
    """The phase of a total told before whose parts a sentence lists (资金按来源分:中央…,省级…): the one they add up to.

    `before`: the items of the sentences before, the nearest last; else the totals of the passages before count, and
    for many parts a project too (分小区支出。A小区680万元,…). `least`: how many parts there must be.
    """
    parts = [
        quantity
        for quantity in quantities
        if quantity.unit_class == "money" and quantity.value is not None and not _EXTRA.search(sentence[: quantity.start])
    ]
    if len(parts) > _LEAST_SUMMED and parts[-1].value == sum((part.value or Decimal(0) for part in parts[:-1]), Decimal(0)):
        parts = parts[:-1]  # 按内容分:甲12万元,乙8万元,合计20万元
    if len(parts) < least or _tells_spending(sentence, parts):
        return None
    total = sum((part.value or Decimal(0) for part in parts), Decimal(0))
    for item in reversed(before):
        phases = {role: figure for role, figure in item.figures.items() if role in _ROLES and figure.amount == total}
        if phases:
            return replace(item, figures=phases)
    many = len(parts) >= _MANY
    for row in recorder.rows["spending"] if not before else ():
        for role in _ROLES if row.breakdown == "total" or (many and row.breakdown == "project") else ():
            if getattr(row, f"{role}_amount") == total:
                hidden = Figure(parts[0]._replace(value=None), role, "", row.item_name)
                return Item(row.item_name, row.direction, row.breakdown, {role: hidden})
    return None


def _tells_spending(sentence: str, parts: Sequence[Quantity]) -> bool:
    """Whether sums that a budget comes to say themselves that they were spent, but for what was left of it:
    岗位补贴支出80万元,奖补支出15万元,结余5万元."""
    starts = [0, *(part.end for part in parts)]
    words = [sentence[start : part.start] for start, part in zip(starts, parts, strict=False)]
    left = [bool(_LEFT.search(each)) for each in words]
    return any(left) and all(is_left or _SPENT.search(each) for is_left, each in zip(left, words, strict=True))


def shared_by_parts(whole: Item) -> Figure:
    """The figure whose phase the parts of an item share: the last that is not one it is compared with (较预算30万元)."""
    told = [figure for figure in whole.figures.values() if not COMPARED_LEAD.match(figure.lead)]
    return (told or list(whole.figures.values()))[-1]


def phase_of_source(whole: Item, sentence: str) -> str:
    """The phase that a source takes from its whole; what is said to be arranged of a total investment is a budget:
    概算总投资900万元。省级资金安排600万元,自筹300万元."""
    role = shared_by_parts(whole).role
    return "adjusted" if role == "unphased" and _ARRANGES.search(sentence) else role


def is_sum_of_all(words: str) -> bool:
    """Whether the words before a sum say nothing but that it is one."""
    return _SUM.fullmatch(words.strip("为,、;")) is not None


def budgets_told(items: Sequence[Item]) -> list[Item]:
    """The budgets that a sentence told, each with no other phase."""
    return [item for item in items if item.figures.keys() == {"adjusted"}]


def phase_summed(quantity: Quantity, items: Sequence[Item]) -> str | None:
    """The phase of the parts told right before, where a sum is what they come to: 城关镇12万元,东乡镇8万元,合计20万元."""
    told = [item for item in items if item.figures]
    run = list(takewhile(lambda item: item.is_listed and len(item.figures) == 1, reversed(told)))
    roles = {role for item in run for role in item.figures} - {"change", "carry_over"}
    role = roles.pop() if len(roles) == 1 and len(run) > 1 else None
    total = sum((item.amount(role) or Decimal(0) for item in run), Decimal(0)) if role else None
    return role if total == quantity.value else None


def funds_spent(quantity: Quantity, items: Sequence[Item]) -> bool:
    """Whether a sum is what the funds told before it in its sentence spent, each with one figure: 一般公共预算支出90万元,
    政府性基金支出10万元,合计100万元."""
    told = [item for item in items if item.figures]
    are_funds = len(told) > 1 and all(item.breakdown == "fund" and item.figures.keys() == {"executed"} for item in told)
    of_one_side = not any(item.direction == "income" for item in told)
    return are_funds and of_one_side and sum(item.amount("executed") or Decimal(0) for item in told) == quantity.value


def sums_up(clause: str, quantity: Quantity, items: list[Item]) -> bool:
    """Whether a sum is the budget and what was added to it (年初预算320万元,本年追加35万元,合计355万元), or what all gave."""
    if len(items) < 2 or not is_sum_of_all(clause):
        return False
    if items[-1].breakdown != "budget_adjustment":
        left = [item.amount("carry_over") for item in items if item.figures.keys() == {"carry_over"}]
        shares = [*_without_parts([item.amount("adjusted") or Decimal(0) for item in budgets_told(items)]), *filter(None, left)]
        return len(shares) > 1 and quantity.value == sum(shares)  # with what was left before: 上年结转50万元
    budget, change = items[-2].amount("approved") or items[-2].amount("adjusted"), items[-1].amount("change")
    return budget is not None and change is not None and quantity.value == budget + change


def _without_parts(sums: list[Decimal]) -> list[Decimal]:
    """The sums that are no parts of the one right before or behind them: 资金90万元(中央60万元,省级30万元),县级40万元."""
    for at, whole in enumerate(sums):
        for first, last in ((at + 1, end) for end in range(at + 1 + _LEAST_SUMMED, len(sums) + 1)):
            if sum(sums[first:last]) == whole:
                return [*sums[:first], *_without_parts(sums[last:])]
        for first in range(at - _LEAST_SUMMED, -1, -1):
            if sum(sums[first:at]) == whole:
                return [*sums[:first], whole, *_without_parts(sums[at + 1 :])]
    return sums
