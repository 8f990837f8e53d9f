"""What a government gave of money of its own besides: 市本级又从一般公共预算中拿出24万元作配套; 县财政同时动用预备费200万元.

Belongs here: such a sum and who gave it. Does not belong here: sources told side by side (`money.sentences.sources`).
"""

from __future__ import annotations

import re

from orchestration.extraction.money.sentences.figures import Figure, Sighting

_GIVER = r"(?P<giver>(?:[\u4e00-\u9fff]{2,3}(?=[市县区旗州]))?(?:自治区|自治州|[省市州盟县区旗镇乡本])(?:本?级)?(?:财政局?)?)"
_BESIDES = r"(?:又|再|另外?|还|也|同时|额外|统筹|当年|全年)*"
_FUND = (
    r"(?P<fund>(?:本级|[省市县区]级)?(?:当年|年初)?(?:一般公共预算|政府性基金(?:预算)?|预算|可用财力|财力|预备费|存量资金|盘活(?:存量)?资金|土地出让(?:金|收入)))"
    r"(?:资金)?(?:中|里|内)?"
)
_GIVES_OF = re.compile(rf"{_GIVER}{_BESIDES}(?:[从由在用]){_FUND}{_BESIDES}(?:安排|列支|拿出|切出|划出|调剂|挤出|解决)出?了?(?:配套)?(?:资金|经费)?")
_DRAWS_ON = re.compile(rf"{_GIVER}{_BESIDES}(?:动用|调用|使用){_FUND}(?:安排)?了?")
_MATCHES = re.compile(r"(?:作为?|用[于作])?(?P<words>配套)")


def of_own_money(seen: Sighting) -> Figure | None:
    """A sum that a government took of its own money; None where the clause names what it is for before it."""
    context, clause = seen.context, seen.clause.strip(" ,;:、")
    if not (context.is_about_money or context.subject or context.project):
        return None
    if drawn := _DRAWS_ON.fullmatch(clause):
        return _given(seen, drawn["fund"], clause)
    given = _GIVES_OF.fullmatch(clause)
    if given is None:
        return None
    matched = _MATCHES.match(seen.rest)
    return _given(seen, given["giver"] + (matched["words"] if matched else ""), clause)


def _given(seen: Sighting, name: str, clause: str) -> Figure:
    return Figure(seen.quantity, "adjusted", "", name, lead=clause, part_of="source")
