"""A figure that only a name stands before: a part in an enumeration, a share that is given, a line of a list.

Belongs here: which whole such a part is of and what phase it takes from it. Does not belong here: names in an enumeration
(`money.sentences.items`), figures whose own words say what they are (`money.sentences.reading`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import accumulate

from orchestration.extraction.money.sentences.figures import PHASES, Figure, Item, Sighting
from orchestration.extraction.money.sentences.items import (
    enumerated_item,
    goes_on_opened,
    listed_after,
    listed_item,
    opens_parts,
    phase_of_distribution,
    phase_of_title,
    place_given,
)
from orchestration.extraction.money.sentences.ownership import is_left
from orchestration.extraction.money.sentences.parts import (
    is_sum_of_all,
    phase_of_source,
    project_part_counted,
    shared_by_parts,
)
from orchestration.extraction.money.sentences.sources import gives_as_government
from orchestration.extraction.money.sentences.words import base_name, name_in, word_pattern
from orchestration.extraction.money.verbs import GIVES, SO_FAR
from orchestration.extraction.money.words import breakdown_of
from orchestration.language import Quantity, find_quantities

_USUAL, _SHORT = 3, 2  # characters of the name of a part
_ENDS = re.compile(r"[,;。、(元]|$")  # behind the sum of a line; 结算额90万元高于支付额 goes on
_NUMBERED_BATCH = re.compile(r"第[一二三四五六七八九十\d]{1,2}批|首批(?!款)")
_NUMBER_OF_PAPER = r"(?:〔20\d{2}〕|\(20\d{2}\)|\[20\d{2}\])第?\d{1,4}号"
# by what paper a batch came: 第一批川财农〔2022〕18号下达, 第二批(川财农〔2022〕63号), 第三批以川财农〔2022〕90号文件下达
_PAPER = rf"\(?[以由按经]?[\u4e00-\u9fff]{{0,12}}{_NUMBER_OF_PAPER}(?:文件?)?\)?"
_BATCH = re.compile(
    rf"(?:其中|包括|分别[为是])?(?P<name>(?:{_NUMBERED_BATCH.pattern})次?)(?:资金|经费|补助)?(?:{_PAPER})?(?:{SO_FAR}*{GIVES})?(?:资金|经费|补助)?(?:共|为)?"
)
_PAPERS = re.compile(_NUMBER_OF_PAPER)
_BY_PAPER = re.compile(
    rf"(?:(?:其中|包括|分别[为是])[:,]?)?[以由按经]?(?P<name>[\u4e00-\u9fff]{{2,12}}{_NUMBER_OF_PAPER})(?:文件?)?(?:(?:提前)?{GIVES})?(?:资金|经费|补助)?(?:共|为)?"
)
_GIVER_BEHIND = re.compile(r"\((?P<name>[\u4e00-\u9fff]{2,12})\)")
_GIVEN_BEFORE = re.compile(GIVES)
_STOP = re.compile("[,;。:]")
_SUM_BEHIND = re.compile(r"[\d,.]*[亿万]?元")
# 执行数340万元,其中项目预算:河道保洁120万元,…: none of 一般公共预算:
_OPENS_BUDGETS = re.compile(r"其中[:,]?(?P<whose>[^,;。:\d]{0,12}?)(?<!公共)(?<!基金)(?<!经营)预算(?:数|安排)?:[^。;:]*$")
_OPENS_NUMBERED = re.compile(r"\d{1,3}[个项类大][^,;:。\d]{0,8}:(?:\(?1[.、)]|一是|①)[^,;:。\d]{2,30}$")  # 涉及4个子项目:1.农田灌溉项目
_LISTS = re.compile(r":[\u4e00-\u9fff]{2,12}$")  # 拨付各乡镇卫生院:城关1060万元,石桥520万元
_KEPT = ("three_public", "economic")  # what their parts are too: 工资福利支出85万元(绩效工资32万元)


def listed_figure(seen: Sighting) -> Figure | None:
    """A figure that only a name stands before: a part in an enumeration, a share that is given, or a line of a list."""
    return _batch(seen) or _by_paper(seen) or _counted_part(seen) or _enumerated(seen) or _beside(seen) or _distributed(seen) or _line_of_list(seen)


def proved_part(seen: Sighting, whole: Item) -> Figure | None:
    """A bare name among parts that come to the whole told before: 其中低保支出70万元,救助支出20万元,价格补贴8万元."""
    name, role = enumerated_item(seen.listing, opened=True), shared_by_parts(whole).role
    return Figure(seen.quantity, role, "", name, lead=name) if name and role in PHASES else None


def _batch(seen: Sighting) -> Figure | None:
    """What one batch of a fund brought, of the one that a report or a heading is on: 分两批下达补助资金,第一批782万元,第二批136万元."""
    named, context = _BATCH.fullmatch(_STOP.split(seen.listing.strip(" ,;:、("))[-1]), seen.context
    given = _GIVEN_BEFORE.search(seen.sentence[: seen.quantity.start])
    several = len(_NUMBERED_BATCH.findall(seen.sentence)) > 1
    of_one_fund = context.subject or context.project or context.head or owner_of_part(seen)
    if named is None or given is None or not several or not of_one_fund:
        return None
    giver = _GIVER_BEHIND.match(seen.rest)  # 第一批400万元(中央)
    name = giver["name"] if giver and gives_as_government(giver["name"]) else named["name"]
    return Figure(seen.quantity, "adjusted", "", name, lead=named[0], part_of="source")


def _by_paper(seen: Sighting) -> Figure | None:
    """What one of several papers brought of a fund: 下达补贴资金236万元,其中:财农〔2022〕14号提前下达180万元,财农〔2023〕3号下达56万元."""
    named, several = _BY_PAPER.fullmatch(seen.listing.strip(" ,;:、(")), len(_PAPERS.findall(seen.sentence)) > 1
    if named is None or not several or owner_of_part(seen) is None:
        return None
    return Figure(seen.quantity, "adjusted", "", named["name"], lead=named[0], part_of="source")


def _enumerated(seen: Sighting) -> Figure | None:
    """A part of the whole told before: 其中:住院救助611万元, 门诊救助80万元."""
    listed_whole = _whole_before_colon(seen)
    owner, last = listed_whole or owner_of_part(seen), seen.items[-1] if seen.items else None
    if owner is None or last is None or is_sum_of_all(seen.clause):
        return None
    opened = listed_whole is not None or opens_parts(seen.listing) or seen.before.startswith(("(", ":")) or _goes_on_opened(seen)
    opened = opened or _OPENS_NUMBERED.search(seen.sentence[: seen.quantity.start]) is not None or (_LISTS.search(seen.before) is not None and divides_whole(seen))
    if not opened and not (last.figures and last.is_listed):
        return None
    whole = shared_by_parts(owner)
    least = _SHORT if divides_whole(seen) else _USUAL
    name = enumerated_item(seen.listing, opened=opened or last.is_listed, least=least)
    within = last.is_listed or whole.amount is None or (seen.quantity.value or Decimal(0)) <= abs(whole.amount)
    if not name or not within or whole.role not in PHASES:
        return None
    part_of = owner.breakdown if owner.breakdown in _KEPT else None
    role = phase_of_source(owner, seen.sentence[: seen.quantity.end]) if breakdown_of(name) == "source" else whole.role
    return Figure(seen.quantity, _phase_opened(seen) or role, "", name, lead=name, part_of=part_of)


def _counted_part(seen: Sighting) -> Figure | None:
    """What the projects of one kind have of the sum told before: 1468万元,其中产业类项目5个,资金950万元;其他类项目1个,资金78万元."""
    name = project_part_counted(seen.sentence[: seen.quantity.start])
    told = [item for item in seen.items if item.figures and "change" not in item.figures]
    owner = max(told, key=lambda item: shared_by_parts(item).amount or Decimal(0), default=None)
    if owner is None or name is None or not is_as_large(owner, seen.quantity):
        return None
    role = shared_by_parts(owner).role
    return Figure(seen.quantity, role, "", name, lead=name, part_of="project") if role in PHASES else None


def _phase_opened(seen: Sighting) -> str | None:
    """The phase of a list of budgets, whatever that of the sum before it is: 执行数340万元,其中项目预算:甲120万元,乙80万元."""
    opened = _OPENS_BUDGETS.search(seen.sentence[: seen.quantity.start])
    return None if opened is None else "approved" if "年初" in opened["whose"] else "adjusted"


def divides_whole(seen: Sighting) -> bool:
    """Whether a sum is one of those behind a whole that come to it, so that even a short name is a part of it:
    支出312万元,其中春季152万元,秋季160万元."""
    wholes = [figure.quantity for item in seen.items if not item.is_listed for figure in item.figures.values()]
    for whole in wholes:
        behind = [each for each in find_quantities(seen.sentence[whole.end :]) if each.unit_class == "money"]
        for each, total in list(zip(behind, accumulate(each.value or Decimal(0) for each in behind), strict=True))[1:]:
            if total == whole.value and seen.quantity.start <= whole.end + each.start:
                return True
    return False


def budget_of_part(seen: Sighting, role: str, words: str) -> str | None:
    """The phase of a part whose name ends as spending does, of a budget that the parts come to: 下达资金580万元,其中:资源管护支出
    230万元,国土绿化支出350万元. None for any other figure."""
    roles = {each for item in seen.items for each in item.figures}
    is_named = base_name(name_in(seen.clause)) not in ("", words)  # 预算90万元,支出80万元,结转10万元: no part
    if role != "executed" or words != "支出" or not is_named or len(roles) != 1 or not roles <= {"adjusted", "approved"}:
        return None
    return roles.pop() if divides_whole(seen) else None


def _whole_before_colon(seen: Sighting) -> Item | None:
    """The whole before whose colon parts are listed, each with a verb or without one: 支出179万元:养护用去62万元,人工117万元."""
    told = sorted((item for item in seen.items if item.figures), key=_end)
    at = next((at for at, item in enumerate(told) if seen.sentence.startswith(":", _end(item))), None)
    if at is None or not seen.before.startswith((",", "、", ";")):
        return None
    role, parts = shared_by_parts(told[at]).role, told[at + 1 :]
    total = sum((part.amount(role) or Decimal(0) for part in parts), seen.quantity.value or Decimal(0))
    are_parts = all(part.figures.keys() == {role} and part.breakdown == "project" for part in parts)
    return told[at] if parts and are_parts and total <= (told[at].amount(role) or Decimal(0)) else None


def _beside(seen: Sighting) -> Figure | None:
    """A project named right behind another that the same verb governs: 安排巡河经费12万元、防汛经费20万元."""
    told = seen.told
    if told is None or told.breakdown != "project" or len(told.figures) != 1 or not seen.before.startswith("、"):
        return None
    name, role = enumerated_item(seen.listing, opened=False), next(iter(told.figures))
    return Figure(seen.quantity, role, "", name, lead=name) if name and role in PHASES else None


def owner_of_part(seen: Sighting) -> Item | None:
    """The item that a part is of: the one told last, or the last as large where parts go on behind a semicolon."""
    told = [item for item in seen.items if item.figures and "change" not in item.figures]
    wholes = sorted(told, key=_end, reverse=True)  # 执行数780万元 goes back to the whole told first, and its parts follow
    large = [item for item in wholes if is_as_large(item, seen.quantity)] if _goes_on_opened(seen) else []
    return next(iter(large or wholes), None)


def _end(item: Item) -> int:
    return max(figure.quantity.end for figure in item.figures.values())


def _goes_on_opened(seen: Sighting) -> bool:
    return goes_on_opened(seen.sentence[: seen.quantity.start])


def is_as_large(item: Item, quantity: Quantity) -> bool:
    """Whether an item may be the whole of a part behind other parts: 支出100万元,其中:基本支出30万元;保洁费70万元."""
    return abs(shared_by_parts(item).amount or Decimal(0)) >= (quantity.value or Decimal(0))


def _distributed(seen: Sighting) -> Figure | None:
    """What a place or a payee is given: 业州镇312.4万元, 拨付给三所学校45万元."""
    name = place_given(seen.before, seen.rest) or (listed_after(seen.before, seen.rest) if owner_of_part(seen) is None else None)
    lead, colon, _ = seen.sentence[: seen.quantity.start].rpartition(":")
    told = f"{_STOP.split(lead)[-1]}{colon}{seen.before}"  # 按乡镇兑付情况如下:…,城关镇12万元
    return Figure(seen.quantity, phase_of_distribution(told), "", name, lead=name) if name else None


def _line_of_list(seen: Sighting) -> Figure | None:
    """A name and its sum alone, under a line or a title that says what the list is of."""
    context = seen.context
    alone = not seen.items and not seen.rest.strip("。;,元")
    if not context.is_about_money or not (alone or context.listed) or not _ENDS.match(seen.rest) or is_left(seen.before):
        return None
    name = listed_item(seen.before.lstrip(",;"), any_name=context.listed is not None)
    role = (context.listed or phase_of_title(context.title)) if name else None
    if name and gives_as_government(name) and not (context.listed or "支出" in (context.title or "")):
        role = "adjusted"  # 1.中央资金:500万元, under 预算执行情况
    spent = word_pattern("spent_later").match(seen.rest)
    if role == "executed" and spent and _SUM_BEHIND.match(seen.rest, spent.end()):
        role = "adjusted"  # 2.能力提升资金112万元,实际支付95万元, in a list of what was spent
    return Figure(seen.quantity, role, "", name, lead=seen.before) if name and role else None
