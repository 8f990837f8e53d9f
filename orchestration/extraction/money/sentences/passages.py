"""The office's own money in the sentences of a passage: 全年预算数 A 万元，执行数 B 万元，完成预算的 96%.

Belongs here: which sentences tell this year's money, and what of one holds for the next (a project, a whole, a rate). Does
not belong here: the figures of one sentence (`money.sentences.walk`), money of others, which is a statistic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, zip_longest

from orchestration.document import MappedText
from orchestration.extraction.money.labelled_rates import execution_rate_told
from orchestration.extraction.money.sentences.figures import Item, ProseMoneyContext
from orchestration.extraction.money.sentences.items import (
    classified,
    head_item,
    heads_pattern,
    is_numbered,
    leading_project,
    listed_segments,
    listed_spending,
    named_project,
    paid_by_standard,
    phase_of_list,
    scored_project,
    sentence_heading,
    summarised_project,
    tells_parts,
    tells_task,
)
from orchestration.extraction.money.sentences.parts import (
    unstated,
    whole_told,
)
from orchestration.extraction.money.sentences.payments import first_of_sum
from orchestration.extraction.money.sentences.placing import whole_of_parts_told
from orchestration.extraction.money.sentences.rows import record_item
from orchestration.extraction.money.sentences.walk import BARE_WAN, items_of
from orchestration.extraction.recorder import Recorder
from orchestration.language import Quantity, find_quantities

_SENTENCE = re.compile(r"[^。!?]+[。!?]?")
_OPENS_WITH_MONEY = re.compile(r"(?:年初|全年|项目|财政|安排|下达|实际)*(?:预算|资金|支出|支付|执行)")
_PUBLIC_FUNDS = '"三公"经费'
# What was, or stood in the middle of the year: 上年度全年预算为…, 6月末监控结果显示,累计支出….
_NOT_OF_YEAR = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.])?(?:(?:上年|上一年|去年)度?(?!.{0,6}(?:结转|结余))(?!.*(?:本年|今年|比|较)[^,。]*\d)"
    r"|(?:截[至止])?(?:[1-9]|1[01])月(?:末|底|份)?[^,。;]{0,4}监控)"
)
_COMPARES_ALONE = re.compile(r"(?:[比较](?:上年|去年|20\d{2}年)度?(?:决算)?数?|[与同](?:上年|去年|20\d{2}年)度?相比,?)(?:[增减压]|下降)")
# (一)部门财政资金收入情况。年初批复预算…
_OF_INCOME = re.compile(r"(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.]{1,2})?(?:20\d{2}年度?)?[^,;:。\d支]{0,10}收入(?:预算|决算|安排|完成|来源)?(?:情况)?[。:]")
_LEAST_PARTS, _LEAST_UNTOLD = 2, 3  # of a whole, with words that say so and without
_ALL_PAID = re.compile("资金(?:已|均)*(?:全部|足额|按时)*(?:拨付|发放|兑付)")  # 资金已全部拨付到21个卫生院和186个卫生室,其中…: what each was paid
_LEFT = {"carry_over", "received"}
_PARTED = re.compile(";")


def read_prose_money(text: MappedText, context: ProseMoneyContext, recorder: Recorder) -> list[tuple[int, int]]:
    """Record the spending rows of a passage; returns the source spans of the figures read."""
    segments = [text.slice(*span) for span in listed_segments(text.text, dotted=True)]
    return [place for segment in segments for place in _read_segment(segment, context, recorder)]


def _read_segment(text: MappedText, context: ProseMoneyContext, recorder: Recorder) -> list[tuple[int, int]]:
    context = _opened(text.text, context)
    by_task = context.head if tells_task(text.text) else None
    before: list[Item] = []  # what the sentences before told
    told: list[tuple[int, Item, ProseMoneyContext]] = []
    last_project: str | None = None  # named by a sentence before: 该项目全年预算数为…
    sentences = _sentences(text.text)
    for (start, sentence), (_, behind) in zip_longest(sentences, sentences[1:], fillvalue=(0, "")):
        if _NOT_OF_YEAR.match(sentence):
            continue
        context = replace(context, head=_head_of(sentence, context.head, inside=start > 0))
        last_project = named_project(sentence) or scored_project(sentence) or last_project
        if not prints_money(sentence):
            _rate_behind(sentence, start, told)
            context = replace(context, listed=phase_of_list(sentence) or context.listed)
            continue
        quantities = find_quantities(sentence)
        whole, is_sum = _whole_of(sentence, quantities, before, recorder)
        whole = whole or _compared_before(sentence, [item for _, item, _ in told])
        wholes = [item for _, item, _ in told if not item.is_listed]
        within = replace(_within(sentence, context, last_project), budgets=_budgets(wholes))
        items = items_of(sentence, quantities, within, whole, is_sum=is_sum, behind=behind)
        _yield_to_sum(wholes, items)
        _with_income_before([item for _, item, _ in told], items)
        _name_tasks(items, by_task)
        before = [item for item in items if "change" not in item.figures] or before
        told += [(start, item, within) for item in items if not (context.is_of_problems and item.figures.keys() <= _LEFT)]
    return [place for start, item, within in told for place in record_item(text, start, item, within, recorder)]


def _opened(text: str, context: ProseMoneyContext) -> ProseMoneyContext:
    """The context of a passage with what its first words say of all its sentences: an item, a project, income."""
    summarised = summarised_project(text)
    above = context.labelled if _OPENS_WITH_MONEY.match(text) else None
    head = head_item(text) or above or (_PUBLIC_FUNDS if _PUBLIC_FUNDS in (context.title or "") else None)
    of_income = _OF_INCOME.match(text) or _OF_INCOME.match(f"{context.title or ''}。")
    return replace(
        context,
        head=head,
        project=summarised or context.project,
        is_of_income=of_income is not None,
        is_about_money=context.is_about_money or bool(summarised),
    )


def _within(sentence: str, context: ProseMoneyContext, last_project: str | None) -> ProseMoneyContext:
    """The context of a sentence with what it names itself: its project, or the one named last (该项目), and its item."""
    project = named_project(sentence) or (leading_project(sentence) if context.subject is None else None)
    project = project or (last_project if heads_pattern("of_that").match(sentence) else None)
    return replace(context, project=project or context.project, head=context.head or paid_by_standard(sentence))


def _name_tasks(items: Sequence[Item], task: str | None) -> None:
    """An item of a passage that tells a task's money and bears the task's name is the task, and no project."""
    for item in items:
        if task is not None and item.item == task and item.breakdown == "project":
            item.breakdown = "task"


def _budgets(told: Sequence[Item]) -> tuple[Decimal, ...]:
    """The budgets told so far, which a later sentence may sum up; none where any has another phase."""
    alike = all(item.figures.keys() == {"adjusted"} for item in told)
    return tuple(item.amount("adjusted") or Decimal(0) for item in told) if alike else ()


def _yield_to_sum(told: Sequence[Item], items: Sequence[Item]) -> None:
    """What was taken for the whole gave a part, where a later sentence sums up all that was given."""
    given = _budgets(told)
    if len(given) > 1 and any(item.breakdown == "total" and item.amount("adjusted") == sum(given) for item in items):
        for item in told:
            item.breakdown = "source" if item.breakdown == "total" else item.breakdown


def _with_income_before(told: Sequence[Item], items: Sequence[Item]) -> None:
    """What was added behind a budget of income alone, and says no side itself, came in: 年初预算收入900万元。年中追加80万元."""
    last = next((item for item in reversed(told) if item.breakdown == "total"), None)
    is_budget = last is not None and last.direction == "income" and last.figures.keys() <= {"approved", "adjusted"}
    for item in items if is_budget else ():
        if item.breakdown == "budget_adjustment" and item.direction is None:
            item.direction = "income"


def _head_of(sentence: str, above: str | None, *, inside: bool) -> str | None:
    """The item that a sentence and those behind it are on: the one it names, none of an item told before another number."""
    numbered = inside and is_numbered(sentence)
    return sentence_heading(sentence) or (head_item(sentence) if numbered else above)


def _sentences(text: str) -> list[tuple[int, str]]:
    """The sentences of a passage and where they begin; a project that a semicolon parts from another has its own, payments that
    a later sentence sums up share one with it."""
    found: list[tuple[int, str]] = []
    for match in _SENTENCE.finditer(text):
        starts = [at for at in (mark.end() for mark in _PARTED.finditer(match[0])) if leading_project(match[0][at:])]
        edges = [0, *starts, len(match[0])]
        found += [(match.start() + first, match[0][first:last]) for first, last in pairwise(edges)]
    for at in range(len(found) - 1, 1, -1):
        first = first_of_sum([sentence for _, sentence in found], at)
        if first < at - 1:  # the sentence right before is told what follows it
            found[first : at + 1] = [(found[first][0], "".join(sentence for _, sentence in found[first : at + 1]))]
            break
    return found


def _whole_of(
    sentence: str, quantities: tuple[Quantity, ...], before: list[Item], recorder: Recorder
) -> tuple[Item | None, bool]:
    """The item whose parts a sentence tells, and whether they add up to it; the nearest where words alone say so."""
    told = tells_parts(sentence)
    lists = listed_spending(sentence) is not None
    whole = whole_told(sentence, quantities, before, recorder, _LEAST_PARTS if told or lists else _LEAST_UNTOLD)
    if whole and _ALL_PAID.match(sentence):
        whole = replace(whole, figures={"executed": replace(next(iter(whole.figures.values())), role="executed")})
    if whole:
        return replace(whole, is_listed=lists or not told), True
    if classified(sentence) and quantities:
        named = before[-1] if before else unstated("", quantities[0], "executed", "total")
        return replace(named, is_listed=True), False
    return (before[-1], False) if told and before else (None, False)


def _compared_before(sentence: str, told: Sequence[Item]) -> Item | None:
    """The item of the sentences before that one compares with last year without naming it: 总支出900万元。较上年减少38万元."""
    if not told or not _COMPARES_ALONE.match(sentence):
        return None
    owner = whole_of_parts_told(told) or next((item for item in reversed(told) if "change" not in item.figures), None)
    of_both = owner is not None and all(side in owner.item for side in ("收入", "支出"))  # 收入总计、支出总计均为900万元
    return None if of_both else owner


def _rate_behind(sentence: str, start: int, told: list[tuple[int, Item, ProseMoneyContext]]) -> None:
    """Give the rate that a sentence of its own states (…支出9586万元,其中…。预算执行率为97%。) to the total spent before it.

    A bare 执行率 is of the item told last, whatever that is: no rate of the total where a part of it was told after it.
    """
    spent = [(at, item, within) for at, item, within in told if item.breakdown == "total" and "executed" in item.figures]
    if not spent or spent[-1][1].rate is not None:
        return
    at, item, within = spent[-1]
    match = execution_rate_told(sentence, within.year, behind_sums=told[-1][1] is item)
    rate = match and next((each for each in find_quantities(sentence) if each.number_start == match.start("rate")), None)
    if rate:
        places = {name: getattr(rate, name) + start - at for name in ("start", "end", "number_start", "number_end")}
        item.rate = rate._replace(**places)


def prints_money(text: str) -> bool:
    """Whether a text prints an amount: 元, or 万 that nothing else follows (中央补助2140万)."""
    return "元" in text or BARE_WAN.search(text) is not None
