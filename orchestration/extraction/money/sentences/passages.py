"""The office's own money in sentences: 全年预算数 A 万元，执行数 B 万元，完成预算的 96%.

Each figure of money is read with the words between it and the figure before. A figure without a word of budget or
spending is no fact here: money paid to residents or invested by others is a statistic.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from orchestration.document import MappedText
from orchestration.extraction.data import load
from orchestration.extraction.money.sentences.figures import Figure, Item, ProseMoneyContext
from orchestration.extraction.money.sentences.items import (
    clause_head,
    divides,
    enumerated_item,
    given_late,
    goes_on_opened,
    head_item,
    heads_pattern,
    leading_project,
    listed_after,
    listed_item,
    listed_segments,
    listed_spending,
    named_project,
    opens_parts,
    phase_of_distribution,
    phase_of_title,
    place_given,
    summarised_project,
    tells_parts,
)
from orchestration.extraction.money.sentences.parts import (
    base_of_change,
    part_words,
    shared_by_parts,
    sums_up,
    unstated,
    whole_told,
)
from orchestration.extraction.money.sentences.placing import attach_rate, place_figure, with_changes, with_directions
from orchestration.extraction.money.sentences.rows import record_item
from orchestration.extraction.money.sentences.words import (
    base_name,
    clause_with,
    name_in,
    not_own_pattern,
    phase_of,
    word_pattern,
)
from orchestration.extraction.money.words import breakdown_of, fund_of, own_budget
from orchestration.extraction.recorder import Recorder
from orchestration.language import Quantity, find_quantities

_SENTENCE = re.compile(r"[^。!?]+[。!?]?")
_OPENS_WITH_MONEY = re.compile(r"(?:年初|全年|项目|财政|安排|下达|实际)*(?:预算|资金|支出|支付|执行)")
_AVERAGE = re.compile(r"[人村户校班亩月]均|平均")
_OF_PROJECTS = ("项目支出", "部门项目支出", "部门预算项目支出")
_EVALUATED = "绩效自评项目涉及资金"
_EVALUATES = re.compile(r"纳入[^,;:。]{0,12}自评(?:范围)?的?(?:部门|预算|重点)*(?:项目|专项)")
_PUBLIC_FUNDS = '"三公"经费'
_FUND_AS_NAME = re.compile(rf"{own_budget()}(?:财政拨款|资金)?")
_BARE_SPENDING = re.compile(r"^(?:基本|项目)?(?:支出|收入)(?:为|共|是|约|:)*$")
_COMPARED = re.compile(
    r"^(?:比|较|与)?(?:上年|去年|上一?年度?|20\d{2}年度?)(?:度)?(?:决算|预算|同期)?(?:数)?相比(?:的)?,?((?:支出|收入|收支|总体)(?:合计|总计|总额)?)?(?:各|均)?"
)
_TIED_UP = re.compile(rf"涉及{own_budget()}(?:财政拨款)?资金")
_LEFT = re.compile(r"[剩结]?余$|结转$|未(?:支|使用|拨付|兑付|执行|付|发放|形成支)[出付]?的?$")
# What was, or stood in the middle of the year: 上年度全年预算为…, 6月末监控结果显示,累计支出….
_NOT_OF_YEAR = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）、.])?(?:(?:上年|上一年|去年)度?(?!.{0,6}(?:结转|结余))(?!.*(?:本年|今年|比|较)[^,。]*\d)"
    r"|(?:截[至止])?(?:[1-9]|1[01])月(?:末|底|份)?[^,。;]{0,4}监控)"
)
_LEAST_PARTS, _LEAST_UNTOLD = 2, 3  # of a whole, with words that say so and without
_PARTED = re.compile(";")
_MERE_POWER = re.compile(r"[十百千万亿]+元?")  # 项目支出超过百万元: a threshold
_BARE_WAN = re.compile(r"\d[万亿](?=[,。;、)]|$)")
_STRONG = re.compile(r"预算|决算|执行数|收支|收入(?:总计|合计|总额)|总收入|经费|财政拨款|资金|基本支出|项目支出|支出")


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
    head: str | None = None
    bracketed: int | None = None
    spending = listed_spending(sentence)
    if spending is not None and quantities and not is_sum:
        whole = unstated(spending, quantities[0], "executed", "source")
    elif whole is None and divides(sentence) and quantities:
        whole = unstated("", quantities[0], "adjusted", "total")
    changed: str | None = None
    for quantity in quantities:
        if quantity.is_chinese_numeral and quantity.unit_class != "money":
            continue  # 残疾人两项补贴 is a name
        before, changed = changed or sentence[last : quantity.start], None
        if quantity.unit_class == "money":
            changed = base_of_change(before, sentence[quantity.end :])
        if changed:
            last = since = quantity.end
            continue
        bracketed = _go_on_behind_brackets(items, before, bracketed)
        named = clause_head(before) if spending is None else None
        if named:
            items.append(Item("", None, ""))  # 其中,基本支出:年初预算…: its phases are not those of the whole
        head = named or (None if ";" in before else head)
        if quantity.is_percent:
            attach_rate(items, before, quantity)
        elif _is_amount(sentence, quantity):
            listing = part_words(sentence[since : quantity.start])
            figure = _figure(sentence, before, listing, quantity, items or [whole] if whole else items, context)
            if figure:
                place_figure(items, figure, replace(context, head=head) if head else context)
            else:
                items.append(Item("", None, ""))  # words of another matter part what follows
        last = quantity.end
        since = last if quantity.is_percent or quantity.unit_class == "money" else since
    # A hidden amount (****万元) has a phase that its parts share, and no value to record.
    stated = [item for item in items if any(figure.amount is not None for figure in item.figures.values())]
    for item in stated:
        if item.is_listed and spending:
            item.parent = item.parent or spending
    return with_directions(with_changes(stated))


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


def _figure(
    sentence: str, before: str, listing: str, quantity: Quantity, items: list[Item], context: ProseMoneyContext
) -> Figure | None:
    """A figure of money, or None where it is none of the office. `listing`: the words since the sum or rate before."""
    clause = re.split(r"[,;:](?!\Z)", before)[-1] if before.strip(",;: ") else before
    change = word_pattern("change").search(before.rstrip(" "))
    if change:
        sign = -1 if any(word in change.group() for word in load("money_prose")["words"]["decrease"]) else 1
        words = _COMPARED.sub(r"\1比上年", change.group())
        name = name_in(before[: change.start()].split(",")[-1])
        return Figure(quantity, "change", words, name, sign, lead=change.group())
    role, words = phase_of(before)
    rest = sentence[quantity.end :]
    share = word_pattern("share_of").match(rest.lstrip(","))
    if role is None or (words == "支出" and (context.listed or (items and items[-1].is_listed))):
        listed = _listed(sentence, before, listing, quantity, items, context)
        if listed:
            return listed
    if (
        role is None
        and items
        and items[-1].figures
        and re.match(r"^[、,和及]?(?:其中:?)?[\u4e00-\u9fff()]{2,24}$", clause.strip("为:"))
    ):
        previous = shared_by_parts(items[-1])
        named = breakdown_of(name_in(clause)) or fund_of(clause)
        role, words = (previous.role, "") if named and previous.role != "change" else (None, "")
    if role is None and sums_up(clause, quantity, items):
        return Figure(quantity, "adjusted", clause, "", lead=clause)
    if role is None and (given_late(before, rest) or _is_given(before, rest)):
        return Figure(quantity, "adjusted", clause, name_in(clause), lead=clause.strip())
    if role is None and _is_evaluated(sentence, quantity, context):
        return Figure(quantity, "unphased", "资金", _evaluated_name(sentence[: quantity.start]), lead=clause.strip(" ,、"))
    tied_up = _TIED_UP.search(clause) or (before.startswith("、") and items and items[-1].amount("unphased") is not None)
    if role == "adjusted" and tied_up and fund_of(clause):
        role = "unphased"  # 涉及一般公共预算资金247万元: of which budget is said, not how much it is
    if role is None or not _is_own(before, clause, role, words, items, context):
        return _spent_by_rate(quantity, before, rest, context) if role in (None, "executed") else None
    if role == "unphased" and context.subject and "安排" in words:
        role = "adjusted"  # what is arranged for a project is its budget
    if words.startswith("实际完成") and not (items and items[-1].figures):
        return None  # 单台成本指标值不高于4500元,实际完成4380元: the value of an indicator
    role = _inherited(role, words, clause, items)
    if role == "unphased" and context.head and "总投资" not in words and not fund_of(clause):
        return Figure(quantity, role, words, context.head)
    if role == "unphased":
        of_whole = share.group(1) if share and not fund_of(clause) else None
        of_whole = None if of_whole in _OF_PROJECTS and "自评" in sentence else of_whole
        return Figure(quantity, role, words, of_whole or _counted(sentence[: quantity.start]))
    return Figure(quantity, role, words, name_in(clause_with(before, words)), lead=clause.strip())


def _is_given(before: str, rest: str) -> bool:
    """Whether a named sum is a budget because what was spent of it follows: 组织运转经费147.5万元,支出126.4万元."""
    name = re.split(r"[,;:。](?!\Z)", before.rstrip(",;:"))[-1]
    named = heads_pattern("nouns").search(name) and not heads_pattern("verbs").search(name)
    return bool(named) and not _AVERAGE.search(name) and word_pattern("spent_later").match(rest) is not None


def _is_evaluated(sentence: str, quantity: Quantity, context: ProseMoneyContext) -> bool:
    """Whether a sum is what the projects have that an office evaluates: 涉及项目23个,资金8246万元."""
    told = word_pattern("evaluated").search(sentence[: quantity.start])
    later = word_pattern("evaluated_later").match(sentence[quantity.end :])
    return context.subject is None and told is not None and (not told[0].startswith("对") or later is not None)


def _spent_by_rate(quantity: Quantity, before: str, rest: str, context: ProseMoneyContext) -> Figure | None:
    """What a project paid out, whatever the verb: a rate of spending follows (发放救助金71万元,执行率100%)."""
    if not (context.subject or context.head) or context.project or _LEFT.search(before):
        return None
    rated = word_pattern("spending_rate").match(rest.lstrip())
    if not rated and not (word_pattern("paid_out").search(before) and word_pattern("rated_later").search(rest)):
        return None
    words = re.split(r"[,;:]", before.rstrip(",;:"))[-1].strip()
    return Figure(quantity, "executed", words, "", lead=words) if words else None


def _listed(
    sentence: str, before: str, listing: str, quantity: Quantity, items: list[Item], context: ProseMoneyContext
) -> Figure | None:
    """A figure that only a name stands before: a part in an enumeration, or a line of a list of projects."""
    going_on = goes_on_opened(sentence[: quantity.start])
    wholes = [item for item in reversed(items) if item.figures and "change" not in item.figures]
    owner = next((item for item in wholes if _is_as_large(item, quantity)), None) if going_on else None
    owner = owner or next(iter(wholes), None)
    opened = opens_parts(listing) or before.startswith("(") or going_on
    if owner and (opened or (items[-1].figures and items[-1].is_listed)):
        name = enumerated_item(listing, opened=opened or items[-1].is_listed)
        previous = shared_by_parts(owner)
        most = abs(previous.amount or Decimal(0))
        within = items[-1].is_listed or previous.amount is None or (quantity.value or Decimal(0)) <= most
        if name and within and previous.role in ("adjusted", "approved", "executed", "unphased"):
            return Figure(quantity, previous.role, "", name, lead=name)
    rest = sentence[quantity.end :]
    part = place_given(before, rest) or (listed_after(before, rest) if owner is None else None)
    if part:
        return Figure(quantity, phase_of_distribution(before), "", part, lead=part)
    alone = not items and not sentence[quantity.end :].strip("。;,元")
    name = listed_item(before, any_name=context.listed is not None) if alone or context.listed else None
    role = (context.listed or phase_of_title(context.title)) if name and context.is_about_money else None
    return Figure(quantity, role, "", name, lead=before) if name and role else None


def _is_as_large(item: Item, quantity: Quantity) -> bool:
    """Whether an item may be the whole of a part behind other parts: 支出100万元,其中:基本支出30万元;保洁费70万元."""
    return abs(shared_by_parts(item).amount or Decimal(0)) >= (quantity.value or Decimal(0))


def _inherited(role: str, words: str, clause: str, items: list[Item]) -> str:
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
    if "executed" not in phases and "adjusted" in phases:
        return "adjusted"  # 调整预算后为A,其中基本支出B
    return phases.pop() if len(phases) == 1 else role


def _evaluated_name(before: str) -> str:
    """What an office evaluates, as it says it (纳入绩效自评的项目3个,涉及资金), else by its usual name."""
    said = _EVALUATES.search(before)
    return said[0] if said else _EVALUATED


def _counted(before: str) -> str:
    """What money is said to be tied up in: 其中500万以上的项目9项、涉及资金 → 500万以上的项目9项; where its clause says
    money alone, the projects that are evaluated."""
    clauses = re.split(r"[,;:。]", before.rstrip(",;:"))
    tied = re.sub(r"[、,]?共?(?:涉及|安排|整合|投入)(?:项目|财政)?资金.*$", "", clauses[-1])
    return re.sub(r"^其中", "", tied) or (_evaluated_name(before) if "自评" in before else name_in(clauses[-1]))


def _is_own(before: str, clause: str, role: str, words: str, items: list[Item], context: ProseMoneyContext) -> bool:
    """Whether a figure is the office's own money: what is paid to residents or invested by others is not."""
    if role == "executed" and _LEFT.search(before):
        return False
    if role in ("approved", "adjusted") and "预算" in words:
        return True  # 医疗救助补助资金预算总额3452万元, though 救助 is paid to residents
    told = bool(items and items[-1].figures)
    spent_before = told and items[-1].amount("executed") is not None
    if role == "executed" and words == "支出" and (opens_parts(before) or spent_before):
        return True  # 其中,城乡低保支出1.02亿元,临时救助支出905万元: parts of what was spent, whoever gets it
    if spent_before and role == "executed" and not words:
        return True  # 支出中一般公共预算2249万元、政府性基金40万元
    if context.subject and told and role == "executed" and items[-1].amount("executed") is not None:
        return True  # parts of what a project spent (草畜平衡奖励支付3178万元) go to residents too
    if not_own_pattern().search(clause.removesuffix(words)):
        return False
    if "投资" in clause and not (_tells_of_project(context) and (context.subject or context.project or context.head)):
        return False
    if told and role == "executed" and base_name(name_in(clause)) == "" and items[-1].amount("executed") is None:
        return True  # 公用经费预算132万元,实支129.4万元
    if role == "received" and not (context.is_about_money and "资金" in before):
        return told
    if role in ("approved", "adjusted") or context.is_about_money or (context.subject and role in ("executed", "unphased")):
        return True
    return bool(_STRONG.search(before))


def _tells_of_project(context: ProseMoneyContext) -> bool:
    """Whether a passage stands where a report says what its project is and costs."""
    return context.is_about_money or context.label is None or re.search("概况|基本情况", context.label) is not None


