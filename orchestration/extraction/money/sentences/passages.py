"""The office's own money in sentences: 全年预算数 A 万元，执行数 B 万元，完成预算的 96%.

Each figure of money is read with the words between it and the figure before. A figure without a word of budget or
spending is no fact here: money paid to residents or invested by others is a statistic.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from orchestration.document import MappedText
from orchestration.extraction.money.sentences.figures import Item, ProseMoneyContext, Sighting
from orchestration.extraction.money.sentences.items import (
    classified,
    clause_head,
    divides,
    head_item,
    heads_pattern,
    leading_project,
    listed_segments,
    listed_spending,
    named_project,
    summarised_project,
    tells_parts,
)
from orchestration.extraction.money.sentences.parts import (
    base_of_change,
    part_words,
    unstated,
    whole_told,
)
from orchestration.extraction.money.sentences.placing import (
    attach_rate,
    place_figure,
    with_brought_forward,
    with_changes,
    with_directions,
)
from orchestration.extraction.money.sentences.reading import read_figure, read_respective
from orchestration.extraction.money.sentences.respective import respective_sums
from orchestration.extraction.money.sentences.rows import record_item
from orchestration.extraction.money.sentences.words import (
    phase_of,
    word_pattern,
)
from orchestration.extraction.money.words import fund_of
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
_LEAST_PARTS, _LEAST_UNTOLD = 2, 3  # of a whole, with words that say so and without
_PARTED = re.compile(";")
_MERE_POWER = re.compile(r"[十百千万亿]+元?")  # 项目支出超过百万元: a threshold
_BARE_WAN = re.compile(r"\d[万亿](?=[,。;、)]|$)")


def read_prose_money(text: MappedText, context: ProseMoneyContext, recorder: Recorder) -> list[tuple[int, int]]:
    """Record the spending rows of a passage; returns the source spans of the figures read."""
    segments = [text.slice(*span) for span in listed_segments(text.text, dotted=True)]
    return [place for segment in segments for place in _read_segment(segment, context, recorder)]


def _read_segment(text: MappedText, context: ProseMoneyContext, recorder: Recorder) -> list[tuple[int, int]]:
    claimed: list[tuple[int, int]] = []
    summarised = summarised_project(text.text)
    above = context.labelled if _OPENS_WITH_MONEY.match(text.text) else None
    head = head_item(text.text) or above or (_PUBLIC_FUNDS if _PUBLIC_FUNDS in (context.title or "") else None)
    context = replace(context, head=head, project=summarised or context.project)
    if summarised:
        context = replace(context, is_about_money=True)
    before: list[Item] = []  # what the sentences before told
    told: list[tuple[int, Item, ProseMoneyContext]] = []
    last_project: str | None = None  # named by a sentence before: 该项目全年预算数为…
    for start, sentence in _sentences(text.text):
        if _NOT_OF_YEAR.match(sentence):
            continue
        last_project = named_project(sentence) or last_project
        if not prints_money(sentence):
            _rate_behind(sentence, start, told)
            continue
        quantities = find_quantities(sentence)
        project = named_project(sentence) or (leading_project(sentence) if context.subject is None else None)
        project = project or (last_project if heads_pattern("of_that").match(sentence) else None)
        within = replace(context, project=project) if project else context
        whole, is_sum = _whole_of(sentence, quantities, before, recorder)
        items = _items(sentence, quantities, within, whole, is_sum=is_sum)
        before = [item for item in items if "change" not in item.figures] or before
        told += [(start, item, within) for item in items]
    for start, item, within in told:
        claimed += record_item(text, start, item, within, recorder)
    return claimed


def _sentences(text: str) -> list[tuple[int, str]]:
    """The sentences of a passage and where they begin; a project that a semicolon parts from another has its own."""
    found: list[tuple[int, str]] = []
    for match in _SENTENCE.finditer(text):
        starts = [at for at in (mark.end() for mark in _PARTED.finditer(match[0])) if leading_project(match[0][at:])]
        edges = [0, *starts, len(match[0])]
        found += [(match.start() + first, match[0][first:last]) for first, last in pairwise(edges)]
    return found


def _whole_of(
    sentence: str, quantities: tuple[Quantity, ...], before: list[Item], recorder: Recorder
) -> tuple[Item | None, bool]:
    """The item whose parts a sentence tells, and whether they add up to it; the nearest where words alone say so."""
    told = tells_parts(sentence)
    lists = listed_spending(sentence) is not None
    whole = whole_told(sentence, quantities, before, recorder, _LEAST_PARTS if told or lists else _LEAST_UNTOLD)
    if whole:
        return replace(whole, is_listed=lists or not told), True
    if classified(sentence) and quantities:
        named = before[-1] if before else unstated("", quantities[0], "executed", "total")
        return replace(named, is_listed=True), False
    return (before[-1], False) if told and before else (None, False)


def _rate_behind(sentence: str, start: int, told: list[tuple[int, Item, ProseMoneyContext]]) -> None:
    """Give the rate that a sentence of its own states (…支出9586万元,其中…。预算执行率为97%。) to the total spent before it."""
    rates = find_quantities(sentence) if word_pattern("rate_alone").match(sentence) else ()
    spent = [(at, item) for at, item, _ in told if item.breakdown == "total" and "executed" in item.figures]
    if len(rates) != 1 or not spent or spent[-1][1].rate is not None:
        return
    at, item = spent[-1]
    places = {name: getattr(rates[0], name) + start - at for name in ("start", "end", "number_start", "number_end")}
    item.rate = rates[0]._replace(**places)


def _items(
    sentence: str, quantities: tuple[Quantity, ...], context: ProseMoneyContext, whole: Item | None, *, is_sum: bool
) -> list[Item]:
    """The items of a sentence; `whole` is the item told before whose parts it tells, `is_sum`: what they add up to."""
    items: list[Item] = []
    last = since = 0  # where the figure before ends, and the sum or rate before
    counted = (0, 0)  # where the words before a count begin and end: 追加指标28笔1,496万元
    head: str | None = None
    bracketed: int | None = None
    respective = respective_sums(sentence, quantities)
    spending = listed_spending(sentence)
    if spending is not None and quantities and not is_sum:
        whole = unstated(spending, quantities[0], "executed", "source")
    elif whole is None and divides(sentence) and quantities:
        whole = unstated("", quantities[0], "adjusted", "total")
    changed: tuple[int, str] | None = None
    for quantity in quantities:
        if quantity.is_chinese_numeral and quantity.unit_class != "money":
            continue  # 残疾人两项补贴 is a name
        since_count = counted if last == quantity.start and counted[1] > counted[0] else None
        words = sentence[slice(*since_count)] if since_count else sentence[last : quantity.start]
        (lead, before), changed = changed or (since_count and since_count[0], words), None
        if quantity.unit_class == "money" and (base := base_of_change(before, sentence[quantity.end :])):
            changed = last + base[0], base[1]
            last = since = quantity.end
            continue
        bracketed = _go_on_behind_brackets(items, before, bracketed)
        named = clause_head(before) if spending is None else None
        ends_evaluated = ";" in before and bool(items) and items[-1].breakdown == "monitoring"
        if named or ends_evaluated:
            items.append(Item("", None, ""))  # 其中,基本支出:年初预算…; 涉及资金456万元;年初预算…: not phases of what stands before
        head = named or (None if ";" in before else head)
        if quantity.is_percent:
            attach_rate(items, before, quantity)
        elif _is_amount(sentence, quantity):
            listing = part_words(sentence[since : quantity.start])
            seen = Sighting(sentence, before, listing, quantity, items or [whole] if whole else items, context)
            among = quantity.start in respective
            figure = read_respective(seen, respective[quantity.start]) if among else read_figure(seen)
            if figure and lead is not None:
                figure.lead = sentence[lead : quantity.start].lstrip(",;:、")
            if figure:
                place_figure(items, figure, replace(context, head=head) if head else context)
            else:
                items.append(Item("", None, ""))  # words of another matter part what follows
        counted = (last, quantity.start) if quantity.unit_class != "money" and not quantity.is_percent else (0, 0)
        last = quantity.end
        since = last if quantity.is_percent or quantity.unit_class == "money" else since
    # A hidden amount (****万元) has a phase that its parts share, and no value to record.
    stated = [item for item in items if any(figure.amount is not None for figure in item.figures.values())]
    kind = classified(sentence)
    for item in stated:
        if item.is_listed and spending:
            item.parent = item.parent or spending
        if kind and item.breakdown in ("project", "fund", "source"):
            item.breakdown = kind
    return with_directions(with_brought_forward(with_changes(stated)))


def _go_on_behind_brackets(items: list[Item], before: str, opened: int | None) -> int | None:
    """A total with its parts in brackets (8765万元(人员经费2310万元,…),支出7413万元): what follows them is of the total.

    `opened`: how many items stood before the brackets that are open. Returns the same for the next figure.
    """
    if opened is not None and ")" in before:
        if len(items) > opened:
            items.append(items.pop(opened - 1))
        opened = None
    return len(items) if items and before.rfind("(") > before.rfind(")") else opened


def prints_money(text: str) -> bool:
    """Whether a text prints an amount: 元, or 万 that nothing else follows (中央补助2140万)."""
    return "元" in text or _BARE_WAN.search(text) is not None


def _is_amount(sentence: str, quantity: Quantity) -> bool:
    """Whether a quantity is an amount of money; what lies below a bound (年收入低于5万元) is a threshold."""
    is_money = quantity.unit_class == "money" or _is_bare_money(sentence, quantity)
    is_money = is_money and not _MERE_POWER.fullmatch(sentence, quantity.number_start, quantity.end)
    return is_money and quantity.comparator != "<"


def _is_bare_money(sentence: str, quantity: Quantity) -> bool:
    """Whether a number in 万 or 亿 that names no unit is money: words of budget or spending stand right before it."""
    alone = quantity.unit is None and _BARE_WAN.match(sentence, max(0, quantity.end - 2)) is not None
    before = sentence[: quantity.number_start]
    return alone and (phase_of(before)[0] is not None or fund_of(before[-8:]) is not None)
