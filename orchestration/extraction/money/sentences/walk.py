"""The figures of one sentence on money, left to right, as items: each figure with the words since the one before it.

Belongs here: what is carried from figure to figure (the head of a clause, open brackets, a count before a sum). Does not
belong here: what one figure is (`money.sentences.reading`), which item it goes to (`money.sentences.placing`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from orchestration.extraction.money.sentences.enumerated import proved_part
from orchestration.extraction.money.sentences.figures import Figure, Item, ProseMoneyContext, Sighting
from orchestration.extraction.money.sentences.formulas import words_in_formula
from orchestration.extraction.money.sentences.items import (
    classified,
    clause_head,
    divides,
    listed_spending,
    opens_parts,
)
from orchestration.extraction.money.sentences.levels import with_changes
from orchestration.extraction.money.sentences.of_both import phases_together
from orchestration.extraction.money.sentences.other_years import told_of_other_years
from orchestration.extraction.money.sentences.paired import divided_sum, paired_sums
from orchestration.extraction.money.sentences.parts import (
    base_of_change,
    budget_of_counted,
    counted_part,
    is_sum_of_all,
    part_words,
    unstated,
)
from orchestration.extraction.money.sentences.payments import payments_proved
from orchestration.extraction.money.sentences.placing import (
    NAMELESS,
    attach_rate,
    place_figure,
)
from orchestration.extraction.money.sentences.reading import read_figure
from orchestration.extraction.money.sentences.respective import respective_sums, zero_of_all
from orchestration.extraction.money.sentences.runs import read_paired, read_payment, read_respective, read_source
from orchestration.extraction.money.sentences.settled import (
    with_brought_forward,
    with_classes_of_others,
    with_directions,
)
from orchestration.extraction.money.sentences.sources import sums_by_source
from orchestration.extraction.money.sentences.words import base_name, clause_with, name_in, phase_of, word_pattern
from orchestration.extraction.money.verbs import PAYS
from orchestration.extraction.money.words import breakdown_of, fund_of
from orchestration.language import Quantity

BARE_WAN = re.compile(r"\d[万亿](?=[,。;、)]|$)")
_ZERO = re.compile(r"(?<=[为是])0(?=[,。;、)]|$)")
_COUNTED = re.compile("(?:人口|人员|人数|人次|户|家庭|群众|居民|职工|学生|对象|游客|面积|产量)(?:约|达|共|为)*$")
_LEAST_COUNTED = 2
_SUM_OF_COUNTED = re.compile(",?(?:共计?|合计|总计|(?:涉及)?(?:资金|金额)(?:总额|共计?|合计)?)")
_REST = re.compile("(?:其余|其他|另外)$")  # 其余21个乡镇分配资金722万元: the count is part of the name
_BOUND = re.compile(r"[\d.,]+[万亿]?元\(?含?\)?以[上下]的?(?=[\u4e00-\u9fff])(?!部分)")
_SIGNS = ("≥", "≤", "≧", "≦")  # 全年总收入≥180万元 is the target of an indicator
_PER = re.compile("元/(?:年|月|日|天|人|户|亩|吨|公里|千米|平方米|米|次|个|台|套|件|头|只|处|座|生|㎡|km|m)")
_EACH = re.compile(r"(?:每[人户名亩株头只天月年日生学村校班床位次台辆][^,;:。、\d]{0,4}|[人户]平)$")  # 按每人每天20元
_VERB_BEHIND = re.compile(f"(?:已|均)?(?:全部)?(?:{PAYS}|下达|到位)[,;、]")  # 其中95万元已支付,3万元结转下年
_PARTS = re.compile(r"[;:]|(?:^|(?<=[;:]))[(（]?\d{1,2}[)）.、]")
_PART_HEAD = re.compile(r"(?P<name>[A-Za-z\u4e00-\u9fff、]{4,24}?)(?:共|约|合计)?\d[\d,.]*[\u4e00-\u9fff]{1,3},")  # 危房修缮167户,…
_MERE_POWER = re.compile(r"[十百千万亿]+元?")  # 项目支出超过百万元: a threshold


def items_of(
    sentence: str, quantities: Sequence[Quantity], context: ProseMoneyContext, whole: Item | None, *, is_sum: bool, behind: str = ""
) -> list[Item]:
    """The items of a sentence; `whole` is the item told before whose parts it tells, `is_sum`: what they add up to; `behind`:
    the next sentence."""
    spending = listed_spending(sentence)
    if spending is not None and quantities and not is_sum:
        whole = unstated(spending, quantities[0], "executed", "source")
    elif whole is None and divides(sentence) and quantities:
        whole = unstated("", quantities[0], "adjusted", "total")
    walk = _Walk(sentence, quantities, context, whole, heads=spending is None, is_told=is_sum, behind=behind)
    for quantity in quantities:
        if quantity.unit_class == "money" or not quantity.is_chinese_numeral:  # 残疾人两项补贴 is a name
            walk.over(quantity)
    # A hidden amount (****万元) has a phase that its parts share, and no value to record.
    stated = [item for item in walk.items if any(figure.amount is not None for figure in item.figures.values())]
    kind = classified(sentence)
    for item in stated:
        if item.is_listed and spending:
            item.parent = item.parent or spending
        if kind and item.breakdown in ("project", "fund", "source"):
            item.breakdown = kind
    settled = with_classes_of_others(with_brought_forward(with_changes(stated)))
    return with_directions(settled, of_income=context.is_of_income and "支出" not in sentence)


def _name_by_part(item: Item, sentence: str) -> None:
    """Give spending without a name, among parts of a list, what its part of that list begins with:
    支出明细:危房修缮167户,每户补助1.5万元,支出250.5万元;…"""
    spent = item.figures.get("executed")
    if spent is None or len(item.figures) > 1 or item.item not in NAMELESS:
        return
    part = _PARTS.split(sentence[: spent.quantity.start])[-1]
    named = _PART_HEAD.match(part)
    if named:
        item.item, item.breakdown, item.is_listed = named["name"], "project", True


class _Walk:
    """What a sentence told up to a figure."""

    def __init__(
        self,
        sentence: str,
        quantities: Sequence[Quantity],
        context: ProseMoneyContext,
        whole: Item | None,
        *,
        heads: bool,
        is_told: bool,
        behind: str,
    ) -> None:
        """`heads`: a clause may name what its figures are of (其中,基本支出:年初预算…); `is_told`: what they come to was told."""
        self.items: list[Item] = []
        self._sentence, self._context, self._whole, self._heads = sentence, context, whole, heads
        self._is_told = is_told
        self._respective = respective_sums(sentence, quantities)
        self._sources = sums_by_source(sentence, quantities) or divided_sum(sentence, quantities)
        self._paired = paired_sums(sentence, quantities)
        self._payments = payments_proved(sentence, quantities, behind)
        self._counts_each = _counts_each(sentence, quantities)
        self._other_years = told_of_other_years(sentence, context.year)
        self._last = self._since = 0  # where the figure before ends, and the sum or rate before
        self._counted = (0, 0)  # the words before a count: 追加指标28笔1,496万元
        self._changed: tuple[int, str] | None = None  # where a change begins whose base was just printed, and its words
        self._head: str | None = None
        self._early: Quantity | None = None  # a rate of spending before any sum
        self._bracketed: int | None = None  # how many items stood before the brackets that are open

    def over(self, quantity: Quantity) -> None:
        """Read the next figure."""
        lead, before = self._words_before(quantity)
        is_money = quantity.unit_class == "money"
        if is_money and (base := base_of_change(before, self._sentence[quantity.end :])):
            self._changed = self._last + base[0], base[1]
            self._last = self._since = quantity.end
            return
        self._close(before)
        formula = words_in_formula(self._sentence[: quantity.start]) if is_money else None
        if formula == "" or _VERB_BEHIND.fullmatch(before) or any(start <= quantity.start < end for start, end in self._other_years):
            self._part()
            self._last = self._since = quantity.end
            return
        before = formula or before
        is_part = self._is_part(quantity)
        if quantity.is_percent:
            self._rate(quantity, before)
        elif is_part or _is_amount(self._sentence, quantity):
            self._place(quantity, before, lead)
        parts_words = is_money or is_part or quantity.is_percent
        self._counted = (0, 0) if parts_words else (self._last, quantity.start)
        self._last = quantity.end
        if parts_words:
            self._since = quantity.end

    def _rate(self, quantity: Quantity, before: str) -> None:
        """Give a rate to what it is the rate of; one that opens the sentence waits for what was spent: 资金支出率97.6%,共支出488万元."""
        if not any(item.figures for item in self.items) and word_pattern("rate").search(before):
            self._early = quantity
        else:
            attach_rate(self.items, before, quantity)

    def _words_before(self, quantity: Quantity) -> tuple[int | None, str]:
        """The words of a figure, and where they begin if not right behind the figure before: before a count, a base."""
        changed, self._changed = self._changed, None
        if changed:
            return changed
        if self._counted[1] > self._counted[0]:
            head, behind = self._sentence[slice(*self._counted)], self._sentence[self._last : quantity.start]
            if budget := budget_of_counted(head, behind):
                return self._counted[0], budget
            if not behind or (_SUM_OF_COUNTED.fullmatch(behind) and _tells_budget(head)):
                return self._counted[0], head
        rest = _REST.search(self._sentence, *self._counted)
        return None, self._sentence[rest.start() if rest else self._last : quantity.start]

    def _is_part(self, quantity: Quantity) -> bool:
        """Whether a number in 万 is one of the parts of a sum: 其中演出112万、培训8.5万, where nobody is counted."""
        if not _is_bare_wan(self._sentence, quantity):
            return False
        words = self._sentence[self._since : quantity.start]
        told = self._whole is not None or any(item.figures for item in self.items)
        opened = opens_parts(words) or (bool(self.items) and self.items[-1].is_listed)
        return told and opened and not _COUNTED.search(words)

    def _close(self, before: str) -> None:
        """Part what follows from the items before, where brackets, a named clause or a semicolon say so."""
        self._go_on_behind_brackets(before)
        named = clause_head(before) if self._heads else None
        ends_evaluated = ";" in before and bool(self.items) and self.items[-1].breakdown == "monitoring"
        if named or ends_evaluated:
            self._part()  # 其中,基本支出:年初预算…; 涉及资金456万元;年初预算…: not phases of what stands before
        self._head = named or (None if ";" in before else self._head)

    def _place(self, quantity: Quantity, before: str, lead: int | None) -> None:
        listing = part_words(self._sentence[self._since : quantity.start])
        told = self.items or [self._whole] if self._whole else self.items
        seen = Sighting(self._sentence, before, listing, quantity, told, self._context)
        if names := zero_of_all(self._sentence, quantity):
            for name in names:
                place_figure(self.items, Figure(quantity, "executed", "", name, lead=before.lstrip(",;")), self._context, self._whole)
            return
        if together := phases_together(seen):
            for each in together:
                place_figure(self.items, each, self._headed(), self._whole)
            return
        figure = self._read(seen)
        if figure is None and self._is_told and self._whole:
            figure = proved_part(seen, self._whole)
        if figure is None:
            self._part()  # words of another matter
            return
        if self._is_told and is_sum_of_all(figure.words):
            return  # 合计20万元 behind the parts of what the sentence before states
        figure = _named_by_count(figure, seen) if self._is_told or self._counts_each else figure
        if lead is not None:
            figure.lead = self._sentence[lead : quantity.start].lstrip(",;:、")
        place_figure(self.items, figure, self._headed(), self._whole)
        if self._early and figure.role == "executed" and len(self.items) == 1:
            self.items[0].rate = self._early
        self._early = None
        if not self._heads and self.items:
            _name_by_part(self.items[-1], self._sentence)

    def _headed(self) -> ProseMoneyContext:
        """The context of a figure in a clause that may have a head of its own."""
        return replace(self._context, head=self._head) if self._head else self._context

    def _read(self, seen: Sighting) -> Figure | None:
        start = seen.quantity.start
        if start in self._respective:
            return read_respective(seen, self._respective[start])
        if start in self._paired:
            return read_paired(seen, self._paired[start])
        if start in self._sources:
            return read_source(seen, self._sources[start])
        return read_payment(seen, self._payments[start]) if start in self._payments else read_figure(seen)

    def _part(self) -> None:
        self.items.append(Item("", None, ""))

    def _go_on_behind_brackets(self, before: str) -> None:
        """A total with its parts in brackets (8765万元(人员经费2310万元,…),支出7413万元): what follows them is of the total."""
        if self._bracketed is not None and ")" in before:
            if len(self.items) > self._bracketed:
                self.items.append(self.items.pop(self._bracketed - 1))
            self._bracketed = None
        if self.items and before.rfind("(") > before.rfind(")"):
            self._bracketed = len(self.items)


def _counts_each(sentence: str, quantities: Sequence[Quantity]) -> bool:
    """Whether several sums of a sentence each stand behind what a clause counts: 康复训练32人,支出76万元;白内障手术56例,支出5万元."""
    sums = [each for each in quantities if each.unit_class == "money"]
    return sum(counted_part(sentence[: each.start]) is not None for each in sums) >= _LEAST_COUNTED


def _named_by_count(figure: Figure, seen: Sighting) -> Figure:
    """Spending without a name, among others or among parts of what was told before, with the name of what the clause before it counts:
    具体为:康复训练32人,支出76.8万元;…"""
    counted = counted_part(seen.sentence[: seen.quantity.start]) if figure.role == "executed" and base_name(figure.item) in NAMELESS else None
    return replace(figure, words="", item=name_in(counted), part_of="project") if counted else figure


def _tells_budget(words: str) -> bool:
    """Whether the words before a count are those of a budget or of its change: 年中追加(2项),共计(60万元)."""
    return phase_of(words)[0] in ("approved", "adjusted") or re.search(word_pattern("change").pattern, words) is not None


def _is_amount(sentence: str, quantity: Quantity) -> bool:
    """Whether a quantity is an amount of money; what lies below a bound (年收入低于5万元) or above it and is named by it
    (20万元以上的工程) is a threshold, 720元/年 a price."""
    is_money = quantity.unit_class == "money" or _is_bare_money(sentence, quantity) or _is_bare_zero(sentence, quantity)
    is_money = is_money and not _MERE_POWER.fullmatch(sentence, quantity.number_start, quantity.end)
    is_bound = quantity.comparator == "<" or sentence[: quantity.number_start].rstrip().endswith(_SIGNS) or _BOUND.match(sentence, quantity.number_start) is not None
    return is_money and not is_bound and not _is_price(sentence, quantity)


def _is_price(sentence: str, quantity: Quantity) -> bool:
    return _EACH.search(sentence[: quantity.number_start]) is not None or _PER.search(sentence, quantity.start, quantity.end + 4) is not None


def _is_bare_money(sentence: str, quantity: Quantity) -> bool:
    """Whether a number in 万 or 亿 that names no unit is money: words of budget or spending stand right before it."""
    before = sentence[: quantity.number_start]
    return _is_bare_wan(sentence, quantity) and (phase_of(before)[0] is not None or fund_of(before[-8:]) is not None)


def _is_bare_zero(sentence: str, quantity: Quantity) -> bool:
    """Whether a zero that names no unit is what was planned for, or spent on, a known kind of spending: 其他支出预算数为0."""
    clause = re.split(r"[,;:。](?!\Z)", sentence[: quantity.number_start])[-1]
    if quantity.value != 0 or quantity.unit is not None or not _ZERO.match(sentence, quantity.number_start):
        return False
    role, words = phase_of(clause)
    return role is not None and breakdown_of(base_name(name_in(clause_with(clause, words)))) in ("nature", "economic", "three_public")


def _is_bare_wan(sentence: str, quantity: Quantity) -> bool:
    return quantity.unit is None and BARE_WAN.match(sentence, max(0, quantity.end - 2)) is not None
