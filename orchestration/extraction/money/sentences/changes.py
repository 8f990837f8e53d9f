"""Figures that say how a budget changed: what was added, cut, taken back, the difference of two levels or of two years.

Belongs here: the words of a change and what it is of. Does not belong here: the levels themselves
(`money.sentences.levels`), which item a change goes to (`money.sentences.placing`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial
from itertools import takewhile

from orchestration.extraction.data import load
from orchestration.extraction.money.sentences.figures import Figure, Sighting
from orchestration.extraction.money.sentences.items import heads_pattern
from orchestration.extraction.money.sentences.levels import level_told
from orchestration.extraction.money.sentences.parts import is_sum_of_all
from orchestration.extraction.money.sentences.words import name_in, phase_of, word_pattern
from orchestration.extraction.money.verbs import PAYS, SO_FAR
from orchestration.extraction.money.words import breakdown_of, is_total
from orchestration.language import find_quantities

# 服务站因中标价下降,调减42万元; 因人员调资等追加31万元; a project that money was added for is its item
_CAUSE = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})因[^,;:。]{2,20}$|^因(?![^,;:。]*(?:项目|工程)$)[^,;:。]{2,20}$"
    r"|^(?:后期|其后|年中)?(?:根据|按照?|由于|随着|结合)[^,;:。]{2,30}$"
)
_COMPARED = re.compile(
    r"^(?:比|较|与)?(?:上年|去年|上一?年度?|(?P<year>20\d{2}年)度?)(?:度)?(?:决算|预算|同期)?(?:数)?(?:相比|对比|比较)(?:的)?,?(?P<whole>(?:支出|收入|收支|收、支|总体)(?:合计|总计|总额)?)?(?:各|均)?"
)
# 追加我局就业补助、贷款贴息等专项资金共计487万元: a long enumeration is no part of the name
_ENUMERATED = re.compile("(追加|追减|调增|调减|核减)(?:[本我][局县区市镇乡院校会])?[^,;]{18,}等((?:专项|项目|补助)*(?:资金|经费|支出))(?:共计?|合计)?$")
_AGAINST_LAST_YEAR = re.compile(r"^,?(?P<than>[比较])(?:上年|去年|(?P<year>20\d{2}年))度?(?:决算)?数?(?=[增减下降])")
_ADJUSTED_BY = re.compile("(?:年中)?预算(?:调整|变动)(?:数|额|金额)?|年中调整")
_ADJUSTED = re.compile("(?:预算)?调整数")
_TAKEN_BACK = re.compile(r"(?:\d{1,2}月[底末份]?|[年季][中底末]|[上下]半年|后|由|被|县|市|区|财政|统筹|已)*(?P<words>(?:收回|扣减)(?:结余|存量|预算|资金|指标)*)")
# "三公"经费比预算减少5万元, and behind it 比上年减少3万元
_COMPARED_BEFORE = re.compile(r"(?:^|[,;:。])(?P<name>[^,;:。\d]{2,16}?)[比较](?:年初|全年|调整后?)?预算数?(?:减少|节约|下降|压减|增加)[\d.,]+[万亿]?元,$")
_ADJUSTS_BY = re.compile("追加|调增|核增")
_ADDS = re.compile(r"(?:后|年中|其中|经调整)*(?P<verb>新?增加|追加|调增|核增|新增|补充)(?:了|安排)?(?P<name>[\u4e00-\u9fff]{3,20})")
_TELLS_LEVEL = re.compile(r"[,;][^,;。\d]{0,10}(?:可用|调整后|全年|年末)[^,;。\d]{0,8}(?:预算|指标)[^,;。\d]{0,6}\d")  # ,全年可用预算指标386万元
_SPENT_TOO = re.compile(f"(?:追加|调增|增加|新增)[^,;:。\\d]{{0,8}}并(?:{SO_FAR}|全部|均)*{PAYS}(?:了|完毕)?$")  # 执行中追加并支出310万元
_LEAST_SUMMED = 2
_BARE_NAME = re.compile(r"(?:其中:?)?[\u4e00-\u9fff()]{2,24}")
_NATURE_CUT = re.compile("(?:基本|项目)$")


def changed_figure(seen: Sighting) -> Figure | None:
    """A figure that is a change, or that words of a change name (调整数); None for any other."""
    of_levels = _level_or_change(seen) or _difference(seen) or _taken_back(seen) or _added(seen) or _sum_of_changes(seen)
    return _part_of_change(seen) or _change_beside(seen) or _change(seen) or of_levels


def _part_of_change(seen: Sighting) -> Figure | None:
    """What was added for a named item, under words that list what was: 追加的项目有:公厕改造12万元;路灯更新8万元."""
    opened = word_pattern("lists_changes").search(seen.sentence[: seen.quantity.start])
    name = name_in(opened["last"]) if opened else ""
    if opened is None or breakdown_of(name) or not heads_pattern("nouns").search(name) or heads_pattern("no_item").search(name):
        return None
    cut = word_pattern("decreased").search(opened["kind"]) is not None
    return Figure(seen.quantity, "change", "", name, -1 if cut else 1, lead=name)


def _change_beside(seen: Sighting) -> Figure | None:
    """What the verb of a change told right before governs too: 年中追加购置资金38万元、救灾资金6万元."""
    told, name = seen.told, seen.clause.strip(" 、和及")
    change = told.figures.get("change") if told and told.breakdown == "budget_adjustment" else None
    is_named = change is not None and heads_pattern("nouns").search(change.words or change.item)
    if change is None or not is_named or not seen.before.startswith("、") or is_total(name):
        return None
    if not _BARE_NAME.fullmatch(name) or not heads_pattern("nouns").search(name) or word_pattern("change").search(name):
        return None
    return Figure(seen.quantity, "change", "", name, change.sign, lead=name)


def _change(seen: Sighting) -> Figure | None:
    """What was added or saved, against the budget or last year: 年中追加12万元, 比上年减少3万元."""
    change = word_pattern("change").search(seen.before.rstrip(" "))
    if change is None or _SPENT_TOO.search(seen.before.rstrip(" ")):
        return None
    sign = -1 if any(word in change.group() for word in load("money_prose")["words"]["decrease"]) else 1
    # behind a comma is a clause of its own: 因疫情取消现场活动,调减预算15万元
    clause = "" if change.group().startswith(",") else seen.before[: change.start()].split(",")[-1]
    said = change.group()
    if _NATURE_CUT.search(clause) and said.startswith("支出"):
        clause, said = f"{clause}支出", said.removeprefix("支出")  # 其中基本支出增加7万元
    name = _CAUSE.sub("", name_in(clause))
    if not clause and (compared := _COMPARED_BEFORE.search(seen.sentence[: seen.quantity.start - len(change.group())])):
        name = name_in(compared["name"])
    than = partial(_than_year, budget_year=seen.context.year)
    words = _COMPARED.sub(than, _ENUMERATED.sub(r"\1\2", said))
    words = words if name else _AGAINST_LAST_YEAR.sub(than, words)  # of what was told before: 收入900万元,较2022年增加
    return Figure(seen.quantity, "change", words, name, sign, lead=change.group().lstrip(","))


def _than_year(compared: re.Match[str], *, budget_year: int | None) -> str:
    """The words of a comparison in one form: 与2022年度相比,支出增加 → 支出比上年增加 in a report of 2023, 支出比2022年增加 in one of 2024."""
    told = compared.groupdict()
    year = int(told["year"][:4]) if told["year"] else None
    other = f"{year}年" if year and budget_year and year != budget_year - 1 else "上年"
    return f"{told.get('whole') or ''}{told.get('than') or '比'}{other}"


def _difference(seen: Sighting) -> Figure | None:
    """The difference of two budgets, both told before (年初预算220万元,调整后260万元,预算调整40万元) or around it
    (年初预算220万元,年中调整40万元,全年预算260万元)."""
    words, told = seen.clause.strip("为:,;、"), seen.told
    approved, adjusted = (told.amount(role) for role in ("approved", "adjusted")) if told else (None, None)
    if not _ADJUSTED_BY.fullmatch(words) or approved is None:
        return None
    adjusted = adjusted if adjusted is not None else _next_sum(seen)
    if adjusted is None:
        return None
    if abs(adjusted - approved) != seen.quantity.value:
        return None
    return Figure(seen.quantity, "change", words, "", 1 if adjusted > approved else -1, lead=words)


def _sum_of_changes(seen: Sighting) -> Figure | None:
    """What the changes told right before come to: 追加了两笔:护岸抢修126万元,管线更换240万元,两笔合计366万元."""
    words = seen.clause.strip("为:,;、")
    told = list(takewhile(lambda item: item.breakdown == "budget_adjustment", reversed([item for item in seen.items if item.figures])))
    total = sum((item.amount("change") or Decimal(0) for item in told), Decimal(0))
    if len(told) < _LEAST_SUMMED or not is_sum_of_all(words) or abs(total) != seen.quantity.value:
        return None
    return Figure(seen.quantity, "change", words, "", 1 if total > 0 else -1, lead=words)


def _level_or_change(seen: Sighting) -> Figure | None:
    """What 调整数 says between the first budget and what was spent: the level that spending reaches (年初数1023万元,调整数1256万元,
    决算数1249万元), or the change that it takes to reach it (…,调整数233万元,…)."""
    words, told, spent = seen.clause.strip("为:,;、"), seen.told, _next_sum(seen)
    approved, value = told.amount("approved") if told else None, seen.quantity.value
    if not _ADJUSTED.fullmatch(words) or approved is None or value is None or not spent:
        return None
    if abs(value - spent) < abs(approved + value - spent):
        return Figure(seen.quantity, "adjusted", words, "", lead=words)
    return Figure(seen.quantity, "change", words, "", lead=words)


def _taken_back(seen: Sighting) -> Figure | None:
    """What was taken back of a budget told before, where the level that it leaves follows: 批复90万元,收回12万元,实际可用78万元;
    behind what was added, the level alone: 追加60万元,收回12万元,全年可用指标78万元."""
    words, budget, left = _TAKEN_BACK.fullmatch(seen.clause.strip()), level_told(seen.items), _next_sum(seen)
    behind_change = seen.told is not None and seen.told.breakdown == "budget_adjustment" and _TELLS_LEVEL.match(seen.rest)
    proved = budget is not None and left is not None and budget - (seen.quantity.value or 0) == left
    if words is None or not (proved or behind_change):
        return None
    return Figure(seen.quantity, "change", words["words"], "", -1, lead=seen.clause.strip())


def _added(seen: Sighting) -> Figure | None:
    """What was added for a named item, as its verb says (年初预算78万元,追加防雷改造12万元) or the level
    that follows proves: 总预算78万元,经调整,增加防雷改造12万元,调整后预算90万元."""
    added, budget, level = _ADDS.fullmatch(seen.clause.strip()), level_told(seen.items), _next_sum(seen)
    if added is None or budget is None or phase_of(seen.clause)[0] is not None:
        return None  # 年中追加后全年预算数为740万元 is a level
    proved = level is not None and budget + (seen.quantity.value or 0) == level
    if not proved and not _ADJUSTS_BY.match(added["verb"]):
        return None
    return Figure(seen.quantity, "change", "", added["name"], lead=seen.clause.strip())


def _next_sum(seen: Sighting) -> Decimal | None:
    """The sum that follows a figure in its sentence."""
    return next((each.value for each in find_quantities(seen.rest) if each.unit_class == "money"), None)
