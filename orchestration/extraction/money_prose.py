"""The office's own money in sentences: 全年预算数 A 万元，执行数 B 万元，完成预算的 96%.

Each figure of money is read with the words between it and the figure before. A figure without a word of budget or
spending is no fact here: money paid to residents or invested by others is a statistic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from orchestration.document import MappedText
from orchestration.extraction.data import load
from orchestration.extraction.money_table import FUND_BREAKDOWNS
from orchestration.extraction.money_words import breakdown_of, direction_of, fund_of, is_total
from orchestration.extraction.prose_items import (
    clause_head,
    enumerated_item,
    given_late,
    head_item,
    listed_after,
    listed_item,
    opens_parts,
    phase_of_distribution,
    phase_of_title,
    place_given,
)
from orchestration.extraction.prose_rates import owner_of_rate
from orchestration.extraction.prose_words import (
    base_name,
    clause_with,
    contains_name,
    fragment_pattern,
    is_named_alike,
    name_in,
    not_own_pattern,
    phase_of,
    word_pattern,
)
from orchestration.extraction.recorder import Recorder
from orchestration.language import Quantity, find_quantities

_SENTENCE = re.compile(r"[^。!?]+[。!?]?")
_ADJUSTS = re.compile(r"年初|调增|调减|追加|追减|核减")
_FUND_AS_NAME = re.compile(r"(?:一般公共|政府性基金|国有资本经营)预算(?:财政拨款|资金)?")
_ADJUSTED_LEVEL = re.compile(r"调整后")
_NAMES_LEVEL = re.compile(r"调整|全年|批复")
_BARE_SPENDING = re.compile(r"^(?:基本|项目)?(?:支出|收入)(?:为|共|是|约|:)*$")
_COMPARED = re.compile(
    r"^(?:比|较|与)?(?:上年|去年|上一?年度?|20\d{2}年度?)(?:度)?(?:决算|预算|同期)?(?:数)?相比(?:的)?,?(支出|收入|收支|总体)?(?:各|均)?"
)
_SPENDS = re.compile(r"执行|支出")
_STRONG = re.compile(r"预算|决算|执行数|收支|收入(?:总计|合计|总额)|总收入|经费|财政拨款|资金|基本支出|项目支出|支出")


@dataclass(slots=True)
class _Figure:
    """One figure of money in a sentence and what its words say of it."""

    quantity: Quantity
    role: str
    words: str
    item: str
    sign: int = 1
    lead: str = ""  # the clause before the figure

    @property
    def amount(self) -> Decimal | None:
        """Yuan, negative for a decrease."""
        return None if self.quantity.value is None else self.sign * self.quantity.value


@dataclass(slots=True)
class _Item:
    """Figures of one item: one row."""

    item: str
    direction: str | None
    breakdown: str
    figures: dict[str, _Figure] = field(default_factory=dict)
    rate: Quantity | None = None
    parent: str | None = None
    is_listed: bool = False  # named by an enumeration, not by words of budget or spending

    def amount(self, role: str) -> Decimal | None:
        """Yuan of a phase, or None."""
        return self.figures[role].amount if role in self.figures else None


@dataclass(frozen=True, slots=True)
class ProseMoneyContext:
    """Where a passage stands: in a part on single projects (`project` names it), in a part about money, elsewhere."""

    label: str | None
    project: str | None
    is_about_money: bool
    subject: str | None = None  # what the whole report is about, where that is a project or a transfer
    head: str | None = None  # the item that the first words of the passage name
    title: str | None = None  # the heading above


def read_prose_money(text: MappedText, context: ProseMoneyContext, recorder: Recorder) -> list[tuple[int, int]]:
    """Record the spending rows of a passage; returns the source spans of the figures read."""
    claimed: list[tuple[int, int]] = []
    context = replace(context, head=head_item(text.text))
    before: _Item | None = None  # what the sentence before ended with
    for match in _SENTENCE.finditer(text.text):
        sentence = match.group()
        if "元" not in sentence:
            continue
        quantities = find_quantities(sentence)
        items = _items(sentence, quantities, context, before if sentence.startswith("其中") else None)
        before = items[-1] if items else None
        for item in items:
            claimed += _record(text, match.start(), item, context, recorder)
    return claimed


def _items(
    sentence: str, quantities: tuple[Quantity, ...], context: ProseMoneyContext, whole: _Item | None
) -> list[_Item]:
    """The items of a sentence; `whole` is the item of the sentence before whose parts it tells."""
    items: list[_Item] = []
    last = 0
    head: str | None = None
    for quantity in quantities:
        if quantity.is_chinese_numeral and quantity.unit_class != "money":
            continue  # 残疾人两项补贴 is a name
        before = sentence[last : quantity.start]
        named = clause_head(before)
        if named:
            items.append(_Item("", None, ""))  # 其中,基本支出:年初预算…: its phases are not those of the whole
        head = named or (None if ";" in before else head)
        if quantity.is_percent:
            _attach_rate(items, before, quantity)
        elif quantity.unit_class == "money":
            figure = _figure(sentence, before, quantity, items or [whole] if whole else items, context)
            if figure:
                _place(items, figure, replace(context, head=head) if head else context)
            else:
                items.append(_Item("", None, ""))  # words of another matter part what follows
        last = quantity.end
    # A hidden amount (****万元) has a phase that its parts share, and no value to record.
    stated = [item for item in items if any(figure.amount is not None for figure in item.figures.values())]
    return _with_changes(stated)


def _with_changes(items: list[_Item]) -> list[_Item]:
    """年初预算 A, 调整预算数 B, 调整后预算 C: where A + B = C the second is the change, not a level."""
    settled: list[_Item] = []
    for item in items:
        last = settled[-1] if settled else None
        if last is None or not _is_level_after(last, item):
            settled.append(item)
            continue
        change = replace(last.figures.pop("adjusted"), role="change")
        last.figures |= {role: figure for role, figure in item.figures.items() if role not in last.figures}
        last.rate = last.rate or item.rate
        last.direction = item.direction if item.direction == "both" else last.direction
        settled.append(_Item(change.words, last.direction, "budget_adjustment", {"change": change}, None, last.item))
    return settled


def _is_level_after(before: _Item, item: _Item) -> bool:
    parts = [before.amount("approved"), before.amount("adjusted")]
    level = item.amount("adjusted")
    if None in parts or level is None or "approved" in item.figures:
        return False
    return abs(sum(filter(None, parts), Decimal(0)) - level) < 1


def _figure(
    sentence: str, before: str, quantity: Quantity, items: list[_Item], context: ProseMoneyContext
) -> _Figure | None:
    clause = re.split(r"[,;:](?!\Z)", before)[-1] if before.strip(",;: ") else before
    change = word_pattern("change").search(before.rstrip(" "))
    if change:
        sign = -1 if any(word in change.group() for word in load("money_prose")["words"]["decrease"]) else 1
        words = _COMPARED.sub(r"\1比上年", change.group())
        return _Figure(quantity, "change", words, name_in(before[: change.start()].split(",")[-1]), sign)
    role, words = phase_of(before)
    rest = sentence[quantity.end :]
    share = word_pattern("share_of").match(rest.lstrip(","))
    if role is None:
        listed = _listed(sentence, before, quantity, items, context)
        if listed:
            return listed
    if (
        role is None
        and items
        and items[-1].figures
        and re.match(r"^[、,和及]?(?:其中:?)?[\u4e00-\u9fff()]{2,24}$", clause.strip("为:"))
    ):
        previous = next(reversed(items[-1].figures.values()))
        named = breakdown_of(name_in(clause)) or fund_of(clause)
        role, words = (previous.role, "") if named and previous.role != "change" else (None, "")
    if role is None and given_late(before, rest):
        return _Figure(quantity, "adjusted", clause, name_in(clause), lead=clause.strip())
    if role is None or not _is_own(before, clause, role, words, items, context):
        return _spent_by_rate(quantity, before, rest, context) if role in (None, "executed") else None
    role = _inherited(role, words, clause, items)
    if role == "unphased":
        return _Figure(quantity, role, words, share.group(1) if share else _counted(sentence[: quantity.start]))
    return _Figure(quantity, role, words, name_in(clause_with(before, words)), lead=clause.strip())


def _spent_by_rate(quantity: Quantity, before: str, rest: str, context: ProseMoneyContext) -> _Figure | None:
    """What a project paid out, whatever the verb: a rate of spending follows (发放救助金71万元,执行率100%)."""
    if context.subject is None or context.project:
        return None
    rated = word_pattern("spending_rate").match(rest.lstrip())
    if not rated and not (word_pattern("paid_out").search(before) and word_pattern("rated_later").search(rest)):
        return None
    words = re.split(r"[,;:]", before.rstrip(",;:"))[-1].strip()
    return _Figure(quantity, "executed", words, "", lead=words) if words else None


def _listed(
    sentence: str, before: str, quantity: Quantity, items: list[_Item], context: ProseMoneyContext
) -> _Figure | None:
    """A figure that only a name stands before: a part in an enumeration, or a line of a list of projects."""
    owner = next((item for item in reversed(items) if item.figures), None)
    if owner and items[-1].figures and (items[-1].is_listed or opens_parts(before)):
        name = enumerated_item(before, opened=opens_parts(before) or items[-1].is_listed)
        previous = next(reversed(items[-1].figures.values()))
        most = abs(previous.amount or Decimal(0))
        within = items[-1].is_listed or previous.amount is None or (quantity.value or Decimal(0)) <= most
        if name and within and previous.role in ("adjusted", "approved", "executed", "unphased"):
            return _Figure(quantity, previous.role, "", name, lead=name)
    rest = sentence[quantity.end :]
    part = place_given(before, rest) or (listed_after(before, rest) if owner is None else None)
    if part:
        return _Figure(quantity, phase_of_distribution(before), "", part, lead=part)
    name = listed_item(before) if not items and not sentence[quantity.end :].strip("。;,元") else None
    role = phase_of_title(context.title) if name and context.is_about_money else None
    return _Figure(quantity, role, "", name, lead=before) if name and role else None


def _inherited(role: str, words: str, clause: str, items: list[_Item]) -> str:
    """基本支出 under a total that states only a budget is a part of that budget, not spending."""
    whole = next((item for item in items if item.figures and item.breakdown == "total"), None)
    is_part = breakdown_of(name_in(clause)) not in (None, "total")
    if whole is None or not is_part:
        return role
    phases = set(whole.figures) & {"approved", "adjusted", "executed"}
    if role == "adjusted" and phases == {"executed"} and _FUND_AS_NAME.fullmatch(name_in(clause)):
        return "executed"  # 收入500万元,其中一般公共预算480万元: the fund is named, no budget
    if role == "adjusted" and phases == {"approved"} and fund_of(name_in(clause)):
        return "approved"  # 批复预算198万元,其中县级一般公共预算79万元
    if role != "executed" or not _BARE_SPENDING.match(words):
        return role
    return phases.pop() if len(phases) == 1 else role


def _counted(before: str) -> str:
    """What money is said to be tied up in: 其中500万以上的项目9项、涉及资金 → 500万以上的项目9项."""
    clauses = re.split(r"[,;:。]", before.rstrip(",;:"))
    tied = re.sub(r"[、,]?共?(?:涉及|安排|整合|投入)(?:项目|财政)?资金.*$", "", clauses[-1])
    return re.sub(r"^其中", "", tied) or name_in(clauses[-1])


def _is_own(before: str, clause: str, role: str, words: str, items: list[_Item], context: ProseMoneyContext) -> bool:
    """Whether a figure is the office's own money: what is paid to residents or invested by others is not."""
    told = bool(items and items[-1].figures)
    if context.subject and told and role == "executed" and items[-1].amount("executed") is not None:
        return True  # parts of what a project spent (草畜平衡奖励支付3178万元) go to residents too
    if not_own_pattern().search(clause.removesuffix(words)):
        return False
    if "投资" in clause and not (_tells_of_project(context) and (context.subject or context.project)):
        return False
    if role == "received" and not (context.is_about_money and "资金" in before):
        return told
    if role in ("approved", "adjusted") or context.is_about_money or (context.subject and role in ("executed", "unphased")):
        return True
    return bool(_STRONG.search(before))


def _tells_of_project(context: ProseMoneyContext) -> bool:
    """Whether a passage stands where a report says what its project is and costs."""
    return context.is_about_money or context.label is None or re.search("概况|基本情况", context.label) is not None


def _place(items: list[_Item], figure: _Figure, context: ProseMoneyContext) -> None:
    """Add a figure to the item it is another phase of, else open a new item."""
    if figure.role == "change":
        owner = next((item for item in reversed(items) if item.figures and "change" not in item.figures), None)
        subject = _nearest(owner).item if owner and not figure.item else figure.item
        direction = owner.direction if owner and not figure.item else direction_of(subject or figure.words)
        if owner or direction:
            kind = "budget_adjustment" if _ADJUSTS.search(figure.words) else "prior_year_change"
            alone = kind == "budget_adjustment" and owner is not None and owner.breakdown == "total"
            alone = alone or figure.words.startswith(("收支", "支出", "收入"))
            name = f"{'' if alone else subject}{figure.words.strip(',')}".rstrip("了")
            items.append(_Item(name, direction, kind, {"change": figure}, None, owner.item if owner else None))
        return
    direction = direction_of(figure.item)
    _yield_adjusted(items, figure)
    for item in _candidates(items, figure):
        if not item.figures:
            break
        if item.breakdown in ("prior_year_change", "budget_adjustment") or figure.role in item.figures:
            continue
        if _names_same(item, figure, direction):
            item.figures[figure.role] = figure
            spends = figure.role == "executed" and _SPENDS.search(figure.words) is not None
            item.direction = "both" if item.direction == "income" and spends else item.direction or direction
            return
    total = next((item.item for item in items if item.breakdown == "total"), None)
    listed = not figure.words and bool(figure.item)
    breakdown = breakdown_of(figure.item) or "project" if listed else _breakdown(figure, context)
    name = figure.item
    if context.head and breakdown == "total" and figure.role != "unphased":
        name, breakdown = context.head, breakdown_of(context.head) or "project"
    parent = total if breakdown != "total" else None
    items.append(_Item(name, direction, breakdown, {figure.role: figure}, None, parent, is_listed=listed))


def _nearest(item: _Item) -> _Figure:
    """The figure of an item that was read last."""
    return max(item.figures.values(), key=lambda figure: figure.quantity.start)


def _yield_adjusted(items: list[_Item], figure: _Figure) -> None:
    """总预算450万元,经调整后432万元: the budget said first names no phase and is the approved one."""
    last = items[-1].figures if items else {}
    first = last.get("adjusted")
    if figure.role != "adjusted" or first is None or "approved" in last or "executed" in last:
        return
    if _ADJUSTED_LEVEL.search(figure.words) and not _NAMES_LEVEL.search(first.words):
        last["approved"] = replace(last.pop("adjusted"), role="approved")


def _candidates(items: list[_Item], figure: _Figure) -> list[_Item]:
    """The items a figure may belong to, the likeliest first: one without a name of its own goes to the whole."""
    recent = list(reversed(items[-3:]))
    if base_name(figure.item):
        return recent
    wholes = [
        item
        for item in reversed(items)
        if item.breakdown in ("total", "project") and item.figures and not item.is_listed
    ]
    of_parts = bool(recent) and (recent[0].breakdown in ("source", "fund") or recent[0].is_listed)
    return [*wholes, *recent] if of_parts else recent


def _names_same(item: _Item, figure: _Figure, direction: str | None) -> bool:
    base, other = base_name(figure.item), base_name(item.item)
    if base == other:
        return True
    generic = fragment_pattern().match(base) or base in ("支出", "收支") or not base
    if fund_of(figure.item) or breakdown_of(figure.item) not in (None, "total"):
        return False
    return bool(generic) and not (item.direction == "income" and direction == "expenditure" and "决算" in figure.item)


def _breakdown(figure: _Figure, context: ProseMoneyContext) -> str:
    if figure.role == "unphased" and fund_of(figure.item) and "项目支出" in figure.item:
        return "nature"
    if figure.role == "unphased" and not fund_of(figure.item) and "总投资" not in figure.words:
        return "monitoring" if not context.project else "project"
    base = base_name(figure.item)
    named = breakdown_of(figure.item)
    if named and named != "total":
        return named
    if context.project:
        return "project"
    if context.subject and (contains_name(base, context.subject) or is_named_alike(context.subject, base)):
        return "total"
    if figure.role == "unphased" and "总投资" in figure.words:
        return "total"
    if named == "total" or is_total(base) or fragment_pattern().match(base) or (direction_of(base) and len(base) <= 8):
        return "total"
    return "project"


def _attach_rate(items: list[_Item], before: str, quantity: Quantity) -> None:
    open_items = [item for item in items if item.figures]
    if not open_items:
        return
    if word_pattern("growth").search(before):
        if "change" in open_items[-1].figures and open_items[-1].rate is None:
            open_items[-1].rate = quantity
        return
    shares = before.strip(", ") in ("的", "比例为", "的比例为") and re.match("占|完成", _last_words(open_items))
    if shares or word_pattern("rate").search(before):
        owner = owner_of_rate([item for item in open_items if item.rate is None], quantity.value)
        if owner:
            owner.rate = quantity


def _last_words(items: list[_Item]) -> str:
    """What stands before the figure read last (占全年预算数 …的89.29%)."""
    figures = [figure for item in items for figure in item.figures.values()]
    return max(figures, key=lambda figure: figure.quantity.start).lead


def _record(
    text: MappedText, offset: int, item: _Item, context: ProseMoneyContext, recorder: Recorder
) -> list[tuple[int, int]]:
    quantities = [figure.quantity for figure in item.figures.values()] + ([item.rate] if item.rate else [])
    first = min(figure.quantity.start - max(len(figure.words), len(figure.lead)) for figure in item.figures.values())
    first = max(
        0, min(first, *(q.start for q in quantities)) if len(quantities) > 1 else min(first, quantities[0].start)
    )
    span = text.span(offset + first, offset + max(q.end for q in quantities))
    amounts = {f"{role}_amount": figure.amount for role, figure in item.figures.items()}
    texts = {
        f"{role}_text": text.printed(offset + figure.quantity.start, offset + figure.quantity.end)
        for role, figure in item.figures.items()
        if role in ("approved", "adjusted", "executed")
    }
    name = item.item
    if (
        item.breakdown == "project"
        and context.project
        and (not name or is_total(base_name(name)) or fragment_pattern().match(base_name(name)))
    ):
        name = context.project
    fact_id = recorder.add(
        "spending",
        span,
        "money_sentence",
        item_name=name or "部门整体支出",
        parent_item_name=item.parent,
        context=context.label,
        breakdown=item.breakdown,
        direction=item.direction or "expenditure",
        fund_key=fund_of(name) if item.breakdown in FUND_BREAKDOWNS else None,
        declared_rate_pct=_signed_rate(item),
        amount_unit=_printed_unit(text, offset, quantities[0]),
        unit_source="cell",
        **amounts,
        **texts,
    )
    claimed = []
    figures = {f"{role}_amount": figure.quantity for role, figure in item.figures.items()}
    if item.rate:
        figures["declared_rate_pct"] = item.rate
    for column, quantity in figures.items():
        place = text.span(offset + quantity.start, offset + quantity.end)
        claimed.append(place)
        recorder.figure("spending", fact_id, column, place, "money_sentence")
    return claimed


def _signed_rate(item: _Item) -> Decimal | None:
    """The printed rate; that of a decrease is negative like the change it belongs to."""
    if item.rate is None or item.rate.value is None:
        return None
    change = item.figures.get("change")
    return -item.rate.value if change and change.sign < 0 else item.rate.value


def _printed_unit(text: MappedText, offset: int, quantity: Quantity) -> str:
    printed = text.text[offset + quantity.start : offset + quantity.end]
    return next(
        (unit for unit in ("亿元", "万元", "千元") if unit in printed),
        "亿元" if "亿" in printed else "万元" if "万" in printed else "元",
    )


def passages_with_money(texts: list[MappedText]) -> Iterator[MappedText]:
    """Those that print a figure of money at all."""
    return (text for text in texts if "元" in text.text)
