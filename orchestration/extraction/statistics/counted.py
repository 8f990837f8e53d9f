"""What a quantity of a sentence counts, by its surroundings and what was told before it.

Belongs here: which of the words around a figure name its subject. Does not belong here: noun phrases (`subjects`), the
windows (`places`).
"""

from __future__ import annotations

import re

from orchestration.extraction.statistics import (
    carriers,
    clauses,
    growth,
    lexicon,
    reach,
    receivers,
    standards,
    subjects,
)
from orchestration.extraction.statistics.places import CHANGE, Place
from orchestration.extraction.statistics.told import Told
from orchestration.language import Quantity

_OUT_OF = re.compile(r"(?P<whole>[^,;。]{2,12})中,?(?:有|已有)?$")
# 18个镇通客车率均达到100%: what is counted are the places
_PLACE_OF_RATE = re.compile("(?P<place>乡镇|镇街|镇|乡|街道|行政村|自然村|建制村|村|社区|学校)(?=[^,;的]{2,}率)")
_OF_ALL = re.compile("^(?:全[国省市县区州镇乡街]|总体|整体|综合)")  # 全市火化率100% is of nothing told before
_TOOK_PART = re.compile("^(?:参加|参与|完成|通过|获得)")
# 从结案到发放平均需要23天
_TIME_TAKEN = re.compile(
    "[从自](?P<steps>[^,;]{2,16}[到至][^,;]{2,12}?)(?:一般|共|大约|只|仅|还|约)*(?P<mean>平均)?(?P<verb>需要?|耗时|历时|用时|花费?)$"
)
# 收缴率偏低,平均只有61%
_SAID_OF_RATE = re.compile(r"(?<=率)(?:偏|较|比较|还|仍然?|依然|很|均)?(?:不?[高低]|不足)$")
# 每生每天提供4元的营养餐补助: what a sum for one of them is of stands behind it
_FOR_EACH = re.compile(r"每(?:人|户|亩|生|名|头|只|村|所|个|台|学期|学年|[年月天日])[^,;。]{0,6}$")
_EACH_GETS = re.compile("每[人户生名亩](?P<verb>补助|补贴|奖励|奖补|资助|救助)")
_IN_HAND = re.compile("手[中里上]")  # 补到3940人手中
_LEAST_NOUN = 2
_FOUND = re.compile("(?:抽查|检查|核查|排查|审计|复核)?(?:中|时)?,?发现(?:有)?$")  # 抽查发现6户不符合条件仍在享受
_UNDONE = re.compile("(?:[因由][^,;]{2,20}?)?(?:仍然?|还|均)?(?P<what>(?:尚未|未能?|没有)(?!成年|来|婚)[一-鿿]{2,12})")
_MONEY = re.compile(r"\d[\d,.]*[亿万千]?元")


def of_rank(place: Place, carrier: str | None) -> str:
    """What a rank is of."""
    return (subjects.before_number(place.before) or carrier or "") + "排名"


def subjects_of(parts: clauses.Parts, place: Place, told: Told) -> list[str]:
    """What a quantity counts, by its surroundings and what was told before it; several where one figure is stated for
    several rates."""
    quantity, carrier = place.quantity, told.carrier
    for_each = quantity.unit_class == "money" and subjects.is_rhythm(place.before)
    before = "" if for_each else subjects.before_number(place.before)
    if place.following and not before and _leads_on(place) and (found := subjects_of(parts, place.following, Told(told.sentence))):
        return [_of_households(each) if quantity.unit == "户" else each for each in found]
    if grown := growth.subject_of(place.before, carrier):
        return [grown]
    if quantity.is_percent:
        reached = carriers.reached_of_plan(place.before, told.named)
        carrier = None if _OF_ALL.search(place.before) else carriers.of_rate(before, told.named)
        if found := [reached] if reached else _of_rate(place, before, carrier):
            return found
        rate = _clause_before(parts, place, told.sentence)  # 未达标的是建档率,实际为84.1%
        return [rate.rpartition("的是")[2]] if rate and subjects.is_rate(rate) else []
    if quantity.value == 0 and quantity.unit is None:
        what = subjects.after_number(place.after, person=False) if place.after else before
        return [what] if what else []
    if quantity.unit_class == "time":
        return _of_time(place, before, carrier)
    found = _of_count(parts, place, before, told)
    is_for_each = quantity.unit_class == "money" and subjects.ends_in_rhythm(place.before)
    return [standards.named(each, place.after) for each in found] if is_for_each else found


def _of_households(persons: str) -> str:
    """The households of persons: 486户1327名脱贫人口 counts 脱贫户 first."""
    return persons.removesuffix("人口") + "户" if len(persons) > 2 and persons.endswith("人口") else persons


def _leads_on(place: Place) -> bool:
    """Whether what a quantity counts stands behind the one that follows; not 剩余46户132人全部脱贫, the rest of what was told."""
    named = place.following is None or subjects.after_number(place.following.after, person=False)
    return bool(named) or not Told.is_rest(place.before)


def _of_count(parts: clauses.Parts, place: Place, before: str, told: Told) -> list[str]:
    after = _own_after(place)
    named = _of_its_place(parts, place, after, told.carrier)
    if named is None:
        named = _by_noun(place, before, after, told)
    if named is None:
        named = _by_action(parts, place, before, after, told)
    return [] if named is None else [named]


def _of_its_place(parts: clauses.Parts, place: Place, after: str, carrier: str | None) -> str | None:
    """What a quantity counts that has a place of its own: behind what reached it, behind another quantity, before a rate."""
    quantity = place.quantity
    if not after and (reached := reach.subject_of(parts.text, quantity)):
        return reached
    if place.adjoins and carrier:
        is_of_household = quantity.unit_class == "person" and carrier.endswith("户")
        return (subjects.after_number(after, person=True) if is_of_household else "") or carrier
    if place_of_rate := _PLACE_OF_RATE.match(after):
        return place_of_rate["place"]
    return subjects.tidy(after) if quantity.unit == "级" and after else None


def _by_noun(place: Place, before: str, after: str, told: Told) -> str | None:
    """What a quantity counts by the noun behind it, or by what takes the place of one: what a sum is of stands before it."""
    quantity, carrier = place.quantity, told.carrier
    noun = subjects.after_number(after, person=quantity.unit_class == "person") if after else ""
    if not noun and (counted := told.counted(quantity, place.before)):
        return counted
    if noun and receivers.are_counted(place):
        return receivers.named(place, after, noun)
    if (out_of := _OUT_OF.search(place.before)) and after:
        return subjects.before_number(out_of["whole"]) + subjects.action_after(subjects.without_dates(after))
    if noun and place.before.rstrip().endswith("的") and before:
        return subjects.tidy(before + "的" + noun)
    if quantity.unit_class == "money" and (given := _given_to_each(place, noun, carrier)):
        return given
    if quantity.unit_class == "money" and before and not subjects.ends_with_verb(place.before):
        return subjects.with_carrier(before, carrier)
    if noun and (subjects.ends_with_verb(place.before) or not before or not _is_occasion(quantity)):
        return _of_undone(after, noun)
    return None


def _by_action(parts: clauses.Parts, place: Place, before: str, after: str, told: Told) -> str | None:
    """What a quantity without a noun counts: what was done, told behind it, before it, or in the clause before."""
    action = subjects.action_after(after) if after else ""
    if action and _FOUND.search(place.before):
        return action
    if before and action and place.quantity.unit_class == "money" and subjects.verb_of(place.before) == before:
        return before + action  # 投入235万元完善安全保卫设施
    if before:
        return subjects.with_carrier(before, told.carrier)
    if action and not _TOOK_PART.match(action):
        return action
    carrier = told.carrier or _clause_before(parts, place, told.sentence)
    if carrier and not action and place.before.strip().endswith("超额完成"):
        return "超额完成" + carrier
    if carrier and not action and place.before.strip().endswith("成功"):
        return carriers.succeeded(carrier)
    return (carrier or "") + (action or (_done(place.before) if carrier else "")) or None


def _given_to_each(place: Place, noun: str, carrier: str | None) -> str | None:
    """What a sum for one person or thing is of: the noun behind it, or who was counted before: 带头人18名,每人补助5000元."""
    if carrier and (verb := _EACH_GETS.fullmatch(place.before.strip())):
        return carrier + verb["verb"]
    if noun.startswith("标准"):
        return "标准" if subjects.is_rhythm(place.before) else None
    return noun if len(noun) >= _LEAST_NOUN and _FOR_EACH.search(place.before) else None


def _of_undone(after: str, noun: str) -> str:
    """The noun behind a number, with what was not done where its clause says no more: 5个小区未成立业委会 → 未成立业委会的小区."""
    undone = _UNDONE.fullmatch(after.removeprefix(noun)) if after.startswith(noun) else None
    return f"{undone['what']}的{noun}" if undone else noun


def _done(before: str) -> str:
    """What was done with what was counted before, where that says more than that it was: 其中新建38户, not 完成38户."""
    verb = subjects.verb_of(before)
    return "" if verb in ("完成", "实现", "达到", "落实") else verb


def _is_occasion(quantity: Quantity) -> bool:
    """人次, 场次, 次: what is counted usually stands before them."""
    return quantity.unit_class == "occurrence" or bool(quantity.unit and quantity.unit.endswith("次"))


def _own_after(place: Place) -> str:
    """The window after a number, unless it belongs to the next one: 96宗面积14万平方米."""
    if not place.next_to_number:
        return "" if _IN_HAND.fullmatch(place.after) else place.after
    bare = re.sub(r"[一-鿿]{2}率$", "", lexicon.trailing().sub("", place.after))
    return "" if bare in lexicon.words("generic", "shown_after") or not bare else bare


def _of_rate(place: Place, before: str, carrier: str | None) -> list[str]:
    if place.before.strip(" ").endswith("完成") and not before and carrier:
        return [carrier + "完成率"]
    if not before:
        noun = subjects.after_number(place.after, person=False)
        return [noun] if noun else [carrier] if carrier else []
    if not subjects.is_rate(before) and 2 <= len(place.after) <= 12 and not place.next_to_number:
        return [before + subjects.action_after(place.after)]
    return [subjects.with_carrier(part, carrier) for part in subjects.rates(before)]


def _of_time(place: Place, before: str, carrier: str | None) -> list[str]:
    if before and CHANGE.fullmatch(place.after):
        return [before]
    if taken := _TIME_TAKEN.search(place.before):
        return [taken["steps"] + (taken["mean"] or "") + ("用时" if taken["verb"] == "用时" else "时间")]
    action = subjects.action_after(place.after)
    if place.quantity.unit in ("年", "个月", "季度"):
        return [action or before] if action or before else []
    if action:
        return [action if action.endswith(("时间", "时限")) else action + "时限"]
    return [before] if before else [carrier] if carrier else []


def _clause_before(parts: clauses.Parts, place: Place, sentence: int) -> str | None:
    """The object of the clause before, where a clause names no noun of its own."""
    start, _ = parts.clause_of(place.quantity.start, place.quantity.end)
    if start - 1 <= sentence:
        return None
    window = _SAID_OF_RATE.sub("", clauses.window_before(parts.text, start - 1, sentence))
    at = start - 1 - len(window)
    if _MONEY.fullmatch(window) and parts.text[at - 1 : at] == ":":
        window = clauses.window_before(parts.text, at - 1, sentence)  # 岗位补贴:26万元,36人
    named = subjects.before_number(window)
    return None if _MONEY.search(named) else named or None  # 发放2986.4万元,保障5412户
