"""Parts that a sentence tells pair by pair: a name, its budget, what was spent of it; or a sum and what it is for.

    城关镇120万元(已支出118万元),东乡镇85万元(已支出85万元)
    项目支出265万元:120万元用于河道清淤,85万元用于泵站维修

Belongs here: which name each sum of such a run is of. Does not belong here: one budget with its spending, whose words say
what it is (`money.sentences.reading`), sums told respectively (`money.sentences.respective`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate, pairwise, takewhile
from operator import itemgetter
from typing import NamedTuple

from orchestration.extraction.money.sentences.items import heads_pattern
from orchestration.extraction.money.sentences.sources import Told as Source
from orchestration.extraction.money.sentences.sources import gives_as_government
from orchestration.extraction.money.verbs import GIVES, PAYS, SO_FAR
from orchestration.extraction.money.words import breakdown_of, is_total
from orchestration.language import Quantity

_LEAST_GIVERS = 2
_SHORTEST = 4  # characters of a name that no noun marks
_PAYS = rf"{SO_FAR}*{PAYS}(?:资金|数)?(?:为|约|:)?"
_SPENT = re.compile(rf"[,、(:]*{_PAYS}")
_NAME = re.compile(
    r"(?:^、?|[,;:。)])(?:其中|分别[是为]|包括|[和及]|[一二三四五六七八九]是|[①-⑳]|\(?\d{1,2}[.、)])*"
    r"(?P<name>[\u4e00-\u9fff()\"A-Za-z、]{2,30}?)(?:\((?:计划|预算)?)?(?:预算|安排|下达|分配)?(?:资金|数|金额)?(?:为|共|:)*$"
)
_FOR = re.compile(r"(?:资金)?(?:主要)?(?:用于|投入到?|拨付给?|支付给?|拨给|安排给|下达给|分配给)(?P<name>[\u4e00-\u9fff()\"、A-Za-z]{2,30})(?=[,;。)]|$)")
_FROM = re.compile(r"(?:为|是|系|属于?|来自于?|来源于)(?P<name>[\u4e00-\u9fff]{2,16})(?=[,;、。)]|$)")  # 500万元为中央资金
_GIVES = re.compile(GIVES)  # 下达衔接资金120万元: a verb and a fund
_BORNE = re.compile(r"由(?P<name>[\u4e00-\u9fff]{2,12}?)(?:兜底|承担|负担|解决|补足|补齐|保障|配套|安排|出资|投入|列支|拨付|下达)")  # 剩下的876万元由县财政兜底
_OPENS = re.compile(r"[,;:、。(]*(?:其中|包括|[一二三四五六七八九]是|[①-⑳]|\(?\d{1,2}[.、)])*[,:]?(?:(?:剩下|其余|余下|剩余|不足|差额)(?:的|部分)*)?")


class Paired(NamedTuple):
    """What a sum of a run is of; `is_spent`: of the part whose budget stands right before."""

    name: str
    is_spent: bool = False
    is_behind: bool = False  # the name stands behind the sum


def paired_sums(sentence: str, quantities: Sequence[Quantity]) -> dict[int, Paired]:
    """Where a sum begins → what it is of, for the sums of such runs."""
    money = [quantity for quantity in quantities if quantity.unit_class == "money" and quantity.value is not None]
    return _with_spending(sentence, money) | _with_purpose(sentence, money)


def _with_spending(sentence: str, money: Sequence[Quantity]) -> dict[int, Paired]:
    """城关镇120万元,已支出118万元;东乡镇85万元,已支出85万元: two pairs or more with nothing between them."""
    clauses = [sentence[before.end if before else 0 : after.start] for before, after in zip([None, *money], money, strict=False)]
    firsts = [at for at in range(len(money) - 1) if _SPENT.fullmatch(clauses[at + 1]) and _part_named(clauses[at])]
    found: dict[int, Paired] = {}
    for at in firsts:
        name = _part_named(clauses[at])
        if name and (at - 2 in firsts or at + 2 in firsts):
            found |= {money[at].start: Paired(name), money[at + 1].start: Paired(name, is_spent=True)}
    return found


def _part_named(clause: str) -> str | None:
    """The part that the words before a budget name; None for wholes and kinds of money, which tell their phase otherwise."""
    named = _NAME.search(clause)
    name = named["name"] if named else ""
    if not name or _GIVES.match(name) or is_total(name) or breakdown_of(name) or heads_pattern("no_item").search(name) or heads_pattern("verbs").search(name):
        return None
    return name if heads_pattern("nouns").search(name) or heads_pattern("places").search(name) or len(name) >= _SHORTEST else None


def _with_purpose(sentence: str, money: Sequence[Quantity]) -> dict[int, Paired]:
    """120万元用于河道清淤,85万元用于泵站维修: each sum stands before what it is for."""
    found: dict[int, Paired] = {}
    for before, quantity in pairwise([None, *money]):
        purpose = _named_behind(sentence[quantity.end :]) if quantity else None
        between = sentence[before.end if before else 0 : quantity.start] if quantity else ""
        behind = _named_behind(between)
        between = between[behind.end() :] if behind else between
        if purpose and quantity and _OPENS.fullmatch(between):
            found[quantity.start] = Paired(purpose["name"], is_behind=True)
    return found


def divided_sum(sentence: str, quantities: Sequence[Quantity]) -> dict[int, Source]:
    """The sum that levels of government divide whose names stand behind what each gave: 资金800万元,其中500万元来自中央,300万元来自省级."""
    money = [quantity for quantity in quantities if quantity.unit_class == "money" and quantity.value is not None]
    for at, whole in enumerate(money):
        behind = [_given_behind(sentence[part.end :]) for part in money[at + 1 :]]
        given = [part.value or Decimal(0) for part, _ in takewhile(itemgetter(1), zip(money[at + 1 :], behind, strict=True))]
        if whole.value in list(accumulate(given))[_LEAST_GIVERS - 1 :]:
            return {whole.start: Source("", True, sentence[: whole.start])}
    return {}


def _given_behind(text: str) -> re.Match[str] | None:
    """Which level of government gave the sum before a text: 来自中央, 由县财政承担."""
    given = _FROM.match(text) or _BORNE.match(text)
    return given if given and gives_as_government(given["name"]) else None


def _named_behind(text: str) -> re.Match[str] | None:
    """What the sum before a text is for, or which level of government gave it."""
    return _given_behind(text) or _FOR.match(text)
