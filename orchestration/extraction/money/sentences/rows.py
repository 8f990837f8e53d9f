"""The spending row of one item of a sentence, with the evidence of its figures."""

from __future__ import annotations

import re
from decimal import Decimal

from orchestration.document import MappedText
from orchestration.extraction.data import load
from orchestration.extraction.money.sentences.figures import Item, ProseMoneyContext
from orchestration.extraction.money.sentences.words import base_name, fragment_pattern
from orchestration.extraction.money.table import FUND_BREAKDOWNS
from orchestration.extraction.money.words import fund_of, is_total
from orchestration.extraction.recorder import Recorder
from orchestration.language import Quantity

_RULE = "money_sentence"
_NAMELESS = "部门整体支出"  # a whole that the sentence does not name
_QUOTED = re.compile(r'"([^"]*)"')


def record_item(
    text: MappedText, offset: int, item: Item, context: ProseMoneyContext, recorder: Recorder
) -> list[tuple[int, int]]:
    """Record an item, its quote from the first word that belongs to it to its last figure.

    `offset`: where in `text` the places of the item's figures are counted from. Returns the spans of its figures.
    """
    quantities = _quantities(item)
    amounts = {f"{role}_amount": figure.amount for role, figure in item.figures.items()}
    texts = {
        f"{role}_text": text.printed(offset + figure.quantity.start, offset + figure.quantity.end)
        for role, figure in item.figures.items()
        if role in ("approved", "adjusted", "executed")
    }
    name = _name(item, context)
    fact_id = recorder.add(
        "spending",
        text.span(offset + _first(item), offset + max(quantity.end for quantity in quantities.values())),
        _RULE,
        item_name=_as_printed(text, name) or _NAMELESS,
        parent_item_name=_NAMELESS if item.parent == "" else item.parent,
        context=context.label,
        breakdown=item.breakdown,
        direction=item.direction or "expenditure",
        fund_key=_fund_key(item, name),
        declared_rate_pct=_signed_rate(item),
        amount_unit=_printed_unit(text, offset, next(iter(quantities.values()))),
        unit_source="cell",
        **amounts,
        **texts,
    )
    places = {column: text.span(offset + quantity.start, offset + quantity.end) for column, quantity in quantities.items()}
    for column, place in places.items():
        recorder.figure("spending", fact_id, column, place, _RULE)
    return list(places.values())


def _quantities(item: Item) -> dict[str, Quantity]:
    """The figures of an item by column, its rate last."""
    amounts = {f"{role}_amount": figure.quantity for role, figure in item.figures.items()}
    return amounts | ({"declared_rate_pct": item.rate} if item.rate else {})


def _first(item: Item) -> int:
    """Where the first word that belongs to an item stands."""
    words = [figure.quantity.start - max(len(figure.words), len(figure.lead)) for figure in item.figures.values()]
    return max(0, min(*words, *(quantity.start for quantity in _quantities(item).values())))


def _name(item: Item, context: ProseMoneyContext) -> str:
    """The name of an item; the project that the sentence is on where the item's own says no more than a sum."""
    name = item.item
    if item.breakdown != "project" or not context.project:
        return name
    says_no_more = not name or is_total(base_name(name)) or fragment_pattern().match(base_name(name))
    return context.project if says_no_more else name


def _fund_key(item: Item, name: str) -> str | None:
    """The fund that an item is of; of 三公经费 only a budget of its own, for all of them are paid of 财政拨款."""
    fund = fund_of(name)
    told = item.breakdown in FUND_BREAKDOWNS or (item.breakdown == "three_public" and fund in load("money")["classes"]["budgets"])
    return fund if told else None


def _as_printed(text: MappedText, name: str | None) -> str | None:
    """A name as the passage prints it; one that its words were put together for has the marks that it would print."""
    start = text.text.find(name) if name else -1
    if name is None or start < 0:
        return _QUOTED.sub(r"“\1”", name) if name else None
    return text.printed(start, start + len(name))


def _signed_rate(item: Item) -> Decimal | None:
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
