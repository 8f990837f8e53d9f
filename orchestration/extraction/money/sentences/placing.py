"""Which item of a sentence a figure of money belongs to: another phase of one that is open, a part of it, or a new one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from orchestration.extraction.data import load
from orchestration.extraction.money.sentences.breakdowns import breakdown_listed, breakdown_told
from orchestration.extraction.money.sentences.figures import Figure, Item, ProseMoneyContext
from orchestration.extraction.money.sentences.levels import (
    as_approved,
    budget_told_last,
    raise_level,
    raised,
    yield_adjusted,
)
from orchestration.extraction.money.sentences.parts import budgets_told, is_sum_of_all
from orchestration.extraction.money.sentences.rates import fits_rate, owner_of_rate
from orchestration.extraction.money.sentences.words import (
    COMPARED_LEAD,
    LEFT_AT_END,
    LEFT_BY_LAST_YEAR,
    base_name,
    fragment_pattern,
    word_pattern,
)
from orchestration.extraction.money.verbs import SPENDS
from orchestration.extraction.money.words import breakdown_of, direction_of, fund_of
from orchestration.language import Quantity

_ADJUSTS = re.compile(r"年[初中底内]|调整|调增|调减|追加|追减|核减|净[增减]|收回|扣减")
_ADJUSTMENT_RATE = re.compile(r"(?:(?:预算)?调整率|(?:追加|调增|调减|调整)(?:幅度|比例))(?:为|是|达)?$")
# 合计支付1120万元,占概算总投资的75.38%
_SHARE_OF_WHOLE = re.compile(
    "[,(]?(?:仅|约)?占(?:到)?(?:(?:项目|概算|批复|计划|估算|概算批复)*总?投资|(?:全部|已|实际)*(?:下达|到位|安排)(?:资金|预算|[数额]|总额|指标)|(?:全年|年度)?可(?:用|支配)(?:财力|资金))"
    "(?:总额)?的?(?:比例为|约)?"
)
_COMPARES = re.compile(r"[较比]")  # 较年初预算1208.5万元增加367.8万元
_OF_YEAR = re.compile(r"[较比与](?:上年|去年|上一年|(?P<year>20\d{2})年)")  # 比2018年净增40万元
NAMELESS = frozenset({"", "支出", "开支", "收支"})
# what was saved, no change of the budget
_AGAINST_BUDGET = re.compile("^,?(?:[比较](?:全年|调整后?的?)?预算(?:数)?(?:节约|减少|压减|[多少](?:支出|支|花|用))|(?:[共净]|总体)*节约)")
_BY_ORIGIN = ("fund", "source")
_ALLOTS, _SPENDS_ONLY = re.compile("拨付"), re.compile("支出|使用")
_BUDGETS = ("approved", "adjusted")
_CAME_IN = {"received", "carry_over"}
_OF_MONEY = re.compile("资金|投资")  # 项目资金安排:批复总投资… heads what is said of the whole
_THREE_PUBLIC = "three_public"
_SUM = re.compile("(?:合计|总计|总额)(?=(?:均|各)?[为是]?$)")
_FAR_BEYOND = Decimal("1.2")  # of its budget no part spends as much
# 我局财政拨款预算为7153万元, 年初预算安排财政拨款7153万元: the budget of the office
_OF_OFFICE = re.compile(
    r"(?:^|年度?)(?:[本我](?:部门|单位|[局委办站所院校中心镇乡]{1,2})|部门|单位)(?:财政拨款|财政资金)(?:支出|收入)?预算(?:总额|数)?(?:为|共|是)?$"
    r"|^[,;]?(?:20\d{2}年)?年初预算安排财政拨款$"
)
_ADDS_OTHER = re.compile("(?:追加|调增|核增)(?!(?:专项|项目|补助|业务|工作|预算)*(?:资金|经费|预算|指标))[^,;。]{3,}(?:资金|经费|项目|工程|补助)(?:了|共|为)*$")
_ALL_SPENT = re.compile(f"(?:共|总|合计|总共)计?{SPENDS}$")
_SPENDS = re.compile(r"执行|支出")


def place_figure(items: list[Item], figure: Figure, context: ProseMoneyContext, before: Item | None = None) -> None:
    """Add a figure to the item it is another phase of, else open a new item; `before`: what the sentences before told."""
    if _place_apart(items, figure, context, before):
        return
    direction = direction_of(figure.item)
    _yield_whole(items, figure)
    yield_adjusted(items, figure)
    _yield_executed(items, figure)
    _yield_allotted(items, figure)
    owner = _owner(items, figure, context, direction)
    if owner is None:
        items.append(_opened(items, figure, context, direction))
        return
    owner.figures[figure.role] = figure
    spends = figure.role == "executed" and _SPENDS.search(figure.words) is not None
    owner.direction = "both" if owner.direction == "income" and spends else owner.direction or direction


def _place_apart(items: list[Item], figure: Figure, context: ProseMoneyContext, before: Item | None) -> bool:
    """Place a figure that is no phase of an item told by its name: a change, what is left of a sum spent, an evaluated sum,
    another level of a budget. Returns whether it is one."""
    if figure.role == "change":
        _place_change(items, figure, context, before)
    elif figure.role == "carry_over" and (spent := _spent_of(items, figure)):
        spent.figures["carry_over"] = figure
    elif figure.is_evaluated:
        of_budget = fund_of(figure.item) in load("money")["classes"]["budgets"] and "项目支出" in figure.item  # 一般公共预算项目支出: a kind of the office's money
        items.append(Item(figure.item, None, "nature" if of_budget else "monitoring", {figure.role: figure}))
    elif budget := raised(items, figure):
        raise_level(budget, figure)
    else:
        return False
    return True


def _owner(items: list[Item], figure: Figure, context: ProseMoneyContext, direction: str | None) -> Item | None:
    """The item that a figure is another phase of."""
    for item in _candidates(items, figure):
        if not item.figures:
            return None
        if not _may_own(item, figure, items) or (not context.head and _is_beyond(item, figure, items)):
            continue
        if _names_same(item, figure, direction):
            return item
    return None


def _may_own(item: Item, figure: Figure, items: list[Item]) -> bool:
    """Whether an item lacks the phase of a figure and is of its kind."""
    if item.breakdown in ("prior_year_change", "budget_adjustment") or figure.role in item.figures:
        return False
    if figure.part_of == "source" and item.breakdown == "total":
        return False  # 总收入90万元,其中:年初预算70万元,上级专项20万元
    if item.figures.keys() != {"carry_over"}:
        return True
    # 年末结转结余15万元,支出预算数250万元: no budget of what is left, nor 本年支出 behind 上年结转, 本年收入
    return not (figure.role in _BUDGETS or (item.breakdown == "source" and item is not _told_last(items)))


def _opened(items: list[Item], figure: Figure, context: ProseMoneyContext, direction: str | None) -> Item:
    """An item of its own for a figure, under the total told last."""
    total = next((item.item for item in reversed(items) if item.breakdown == "total"), None)
    listed = not figure.words and bool(figure.item)
    breakdown = breakdown_listed(figure, context) if listed else breakdown_told(figure, context)
    name = figure.item
    if context.head and breakdown == "total" and (figure.role != "unphased" or not _OF_MONEY.search(context.head)):
        name, breakdown = context.head, breakdown_of(context.head) or "project"
    if breakdown == "total" and not context.subject and _is_of_projects_told(items, figure):
        breakdown = "project"
    if breakdown == "total" and _is_part_of_total(items, figure):
        breakdown = "project"
    if breakdown == "source" and context.subject is None and not _told_last(items) and _OF_OFFICE.search(figure.lead):
        breakdown = "total"
    parent = total if breakdown != "total" else None
    return Item(name, direction, breakdown, {figure.role: figure}, None, parent, is_listed=listed)


def _place_change(items: list[Item], figure: Figure, context: ProseMoneyContext, before: Item | None) -> None:
    """Add a change as an item of its own, of the item told before that it changed."""
    if not figure.words:
        last = items[-1] if items else None
        items.append(Item(figure.item, last.direction if last else None, "budget_adjustment", {"change": figure}))
        return
    owner = whole_of_parts_told(items) or _changed(items) or before
    if _AGAINST_BUDGET.search(figure.words) or (owner and _repeats_balance(owner, figure)):
        return
    if owner and owner.breakdown == "project" and _ADDS_OTHER.search(figure.words) and not figure.item:
        owner = None  # 安排执法经费85万元,年中追加船艇购置经费246万元
    subject = _subject_of_change(owner) if owner and base_name(figure.item) in NAMELESS else figure.item
    of_both = direction_of(figure.words) == "both"
    of_head = owner is None and not figure.item and context.head
    subject = of_head or subject
    direction = owner.direction if owner and not figure.item else _direction_of_change(subject, figure.words)
    direction = "both" if of_both else direction
    since_start = owner is not None and _nearest(owner).role == "approved" and _COMPARES.search(_nearest(owner).lead)
    among = not _COMPARES.search(figure.words) and any(item.breakdown == "budget_adjustment" for item in items)  # …,压减会议费8万元
    adjusts = _ADJUSTS.search(figure.words) and not _of_other_year(figure.words, context.year)
    kind = "budget_adjustment" if since_start or among or adjusts else "prior_year_change"
    goes_on = bool(items) and items[-1].breakdown == kind  # 追加指标60万元,收回指标12万元
    if owner or direction or (kind == "budget_adjustment" and (context.is_about_money or goes_on)):
        alone = kind == "budget_adjustment" and owner is not None and owner.breakdown == "total"
        named = figure.item and breakdown_of(figure.item)  # 一般公共预算财政拨款 支出增加
        alone = alone or (not named and figure.words.startswith(("收支", "收、支", "支出", "收入")))
        name = f"{'' if alone else subject}{figure.words.strip(',:')}".rstrip("了")
        items.append(Item(name, direction, kind, {"change": figure}, None, owner.item if owner else of_head or None))


def _of_other_year(words: str, year: int | None) -> bool:
    """Whether a change is against another year, and no budget of this one: 比2022年年初预算减少, 比2018年净增."""
    against = _OF_YEAR.search(words)
    return against is not None and (against["year"] is None or int(against["year"]) != year)


def _is_part_of_total(items: list[Item], figure: Figure) -> bool:
    """Whether a named sum is one of the parts of a larger total of its phase, however much its name is that of the report:
    支付957万元,其中动物防疫补助支付581万元; or beside a larger part: 岗位补贴支出1021万元,就业奖补支出281万元."""
    wholes = [item.amount(figure.role) for item in items if item.breakdown in ("total", "project") and not item.is_listed]
    larger = any(whole is not None and figure.amount is not None and whole > figure.amount for whole in wholes)
    return larger and not fragment_pattern().match(base_name(figure.item)) and breakdown_of(figure.item) is None


def _is_of_projects_told(items: list[Item], figure: Figure) -> bool:
    """Whether spending without a name is that of several projects told right before: 安排甲经费12万元、乙经费20万元,支出31万元."""
    told = [item for item in items if item.figures]
    given = sum((item.amount("adjusted") or Decimal(0) for item in told), Decimal(0))
    of_projects = len(told) > 1 and all(item.breakdown == "project" and item.figures.keys() == {"adjusted"} for item in told)
    is_spent = figure.role == "executed" and base_name(figure.item) in NAMELESS
    return of_projects and is_spent and (figure.amount or Decimal(0)) <= given


def _is_beyond(item: Item, figure: Figure, items: list[Item]) -> bool:
    """Whether spending without a name is none of a part: far more than its budget, or behind several that were given side by side.

    共投入800万元,其中中央资金500万元,省级资金200万元,县级配套100万元,实际支出780万元: the last 780 are the whole's.
    """
    base = base_name(figure.item)
    if figure.role != "executed" or item.breakdown == "total" or (base not in NAMELESS and not fragment_pattern().match(base)):
        return False
    given = [other for other in items if _is_given(other)]
    budget, spent = item.amount("adjusted") or item.amount("approved"), figure.amount
    added = sum((other.amount("change") or Decimal(0) for other in items if other.parent == item.item), Decimal(0))
    of_part = len(items) > 1 and budget is not None and spent is not None and spent > (budget + added) * _FAR_BEYOND
    return of_part or (item in given and len(given) > 1)


def _is_given(item: Item) -> bool:
    """Whether an item tells what one source gave among others, or what came in or was left of it, and no spending."""
    listed = item.is_listed and item.breakdown == "source" and "executed" not in item.figures
    return listed or (item.breakdown in _BY_ORIGIN and bool(item.figures) and item.figures.keys() <= _CAME_IN)


def _direction_of_change(subject: str, words: str) -> str | None:
    """By the name of what changed; of a known kind of money that only the words behind it say: 财政拨款 支出增加."""
    named = direction_of(subject or words)
    return direction_of(words) if named is None and breakdown_of(subject) else named


def _spent_of(items: list[Item], figure: Figure) -> Item | None:
    """The item told last whose spending leaves what a figure without a name of its own says: 支出253万元,…,年末结转16万元."""
    told = _told_last(items)
    leaves = told is not None and not told.is_listed and "executed" in told.figures and "carry_over" not in told.figures
    return told if leaves and LEFT_AT_END.fullmatch(figure.item) else None


def _told_last(items: list[Item]) -> Item | None:
    return next((item for item in reversed(items) if item.figures and "change" not in item.figures), None)


def _repeats_balance(owner: Item, figure: Figure) -> bool:
    """Whether a change only says how spending and a budget it is compared with differ: 较预算30万元节约3.6万元."""
    compared = _nearest(owner)
    executed, budget = owner.amount("executed"), compared.amount
    if executed is None or budget is None or compared.role == "executed" or not COMPARED_LEAD.match(compared.lead):
        return False
    return figure.amount is not None and abs(abs(budget - executed) - abs(figure.amount)) < 1


def _subject_of_change(owner: Item) -> str:
    """What changed: the item read last, without the words of its phase where its last figure has only those."""
    nearest, whole = _nearest(owner), base_name(owner.item)
    if base_name(nearest.item) in NAMELESS and whole not in NAMELESS:
        return whole
    summed = _SUM.search(nearest.lead) if nearest.item else None
    return f"{nearest.item}{summed[0]}" if summed else nearest.item  # 收入决算总额4876万元,较上年增加


def _changed(items: list[Item]) -> Item | None:
    """The item told last, or the budget that it is what last year left of: 年初预算820万元,上年结转45万元,年中追加60万元."""
    told = _told_last(items)
    if told is None or not (told.breakdown == "source" and LEFT_BY_LAST_YEAR.search(told.item)):
        return told
    return next((item for item in items if item.item == told.parent and item.figures), told)


def _nearest(item: Item) -> Figure:
    """The figure of an item that was read last."""
    return max(item.figures.values(), key=lambda figure: figure.quantity.start)


def _yield_whole(items: list[Item], figure: Figure) -> None:
    """省级下达80万元,县级配套20万元,共计100万元: what was told first is what one of them gave, not the whole."""
    if figure.role == "adjusted" and not figure.item and is_sum_of_all(figure.words):
        for share in budgets_told(items):
            share.breakdown = "source" if share.breakdown == "total" else share.breakdown


def _yield_executed(items: list[Item], figure: Figure) -> None:
    """省级资金880万元,支出870万元: a part that took its phase from its whole, and states its own spending, was a budget."""
    last = items[-1] if items else None
    if figure.role != "executed" or last is None or last.breakdown not in ("source", "fund"):
        return
    inherited = last.figures.get("executed")
    within = inherited is not None and (figure.amount or Decimal(0)) <= (inherited.amount or Decimal(0)) * _FAR_BEYOND
    if inherited and within and not inherited.words and base_name(figure.item) in NAMELESS and len(last.figures) == 1:
        last.figures = {"adjusted": replace(inherited, role="adjusted")}


def _yield_allotted(items: list[Item], figure: Figure) -> None:
    """预算120万元,实际拨付118万元,项目单位支出112万元: what was allotted came in, what was spent of it is told behind."""
    last = items[-1] if items else None
    allotted = last.figures.get("executed") if last else None
    has_budget = last is not None and any(role in last.figures for role in _BUDGETS)
    if last is None or allotted is None or not has_budget or base_name(figure.item) not in NAMELESS:
        return
    if figure.role == "executed" and _ALLOTS.search(allotted.words) and _SPENDS_ONLY.search(figure.words):
        last.figures["received"] = replace(last.figures.pop("executed"), role="received")


def _candidates(items: list[Item], figure: Figure) -> list[Item]:
    """The items a figure may belong to, the likeliest first: one without a name of its own goes to the whole."""
    recent = list(reversed(items[-3:]))
    if COMPARED_LEAD.match(figure.lead) and (whole := whole_of_parts_told(items)):
        return [whole]
    if figure.lead.startswith("(") and figure.role in _BUDGETS and base_name(figure.item) in NAMELESS and (last := _told_last(items)):
        return [last]  # 其中接待费3.85万元(预算5万元)
    if figure.lead.startswith("控制在"):
        return [item for item in items if item.figures and not item.is_listed][:1]  # 支出22万元,其中接待费7万元,控制在预算26万元以内
    if base_name(figure.item) not in NAMELESS:
        return recent
    wholes = [
        item
        for item in reversed(items)
        if item.breakdown in ("total", "project") and item.figures and not item.is_listed
    ]
    last = next((item for item in recent if "change" not in item.figures), None)
    of_parts = last is not None and (last.breakdown in ("source", "fund") or last.is_listed or _are_all_parts(items, last))
    return [*wholes, *recent] if of_parts else recent


def whole_of_parts_told(items: Sequence[Item]) -> Item | None:
    """The item whose parts, each with one figure of its phase, are all that was told since and add up to it: what is
    compared behind them is the whole. 支出10万元,其中接待费6万元,用车4万元,比预算12万元节约2万元."""
    told = [item for item in items if item.figures]
    for at in range(len(told) - 2, -1, -1):
        whole, parts = told[at], told[at + 1 :]
        if len(parts) == 1 and (whole.breakdown != _THREE_PUBLIC or parts[0].breakdown != _THREE_PUBLIC):
            continue  # 收入900万元,支出900万元; all of 三公经费 may be of one kind
        roles = {role for part in parts for role in part.figures}
        if len(roles) != 1 or any(len(part.figures) != 1 for part in parts):
            return None
        role = next(iter(roles))
        if role != "change" and whole.amount(role) == sum((part.amount(role) or Decimal(0) for part in parts), Decimal(0)):
            return whole
    return None


def _are_all_parts(items: list[Item], last: Item) -> bool:
    """Whether the parts told last, each with one figure, add up to their whole: what follows is of the whole again."""
    parts = [item for item in items if item.parent and item.parent == last.parent and "change" not in item.figures]
    roles = {role for item in parts for role in item.figures}
    if len(parts) < 2 or len(roles) != 1 or any(len(item.figures) != 1 for item in parts):
        return False
    role = roles.pop()
    total = sum((item.amount(role) or Decimal(0) for item in parts), Decimal(0))
    return any(item.item == last.parent and item.amount(role) == total for item in items)


def _names_same(item: Item, figure: Figure, direction: str | None) -> bool:
    base, other = base_name(figure.item), base_name(item.item)
    if base == other:
        return True
    generic = fragment_pattern().match(base) or base in NAMELESS
    of_all = figure.item.startswith("总支出") and item.breakdown in _BY_ORIGIN  # …,事业收入260万元,总支出319万元
    if fund_of(figure.item) or breakdown_of(figure.item) not in (None, "total"):
        return False
    return bool(generic) and not (item.direction == "income" and direction == "expenditure" and ("决算" in figure.item or of_all))


def attach_rate(items: list[Item], before: str, quantity: Quantity) -> None:
    """Give a rate to the item that it is the rate of: a growth to the change before it, else by the arithmetic of the items."""
    open_items = [item for item in items if item.figures]
    if not open_items:
        return
    if word_pattern("growth").search(before):
        if "change" in open_items[-1].figures and open_items[-1].rate is None:
            open_items[-1].rate = quantity
        return
    changes = [item for item in open_items if item.breakdown == "budget_adjustment" and item.rate is None]
    changed = next((item for item in changes if item.figures["change"].words), next(iter(changes), None))  # none of its parts
    if changed and _ADJUSTMENT_RATE.search(before):
        changed.rate = quantity
        return
    fitting = any(fits_rate(item, quantity.value) for item in open_items)
    if before.strip(", ") in ("占", "占比") and not fitting and not _is_whole_spent(open_items[-1]):
        return  # a share
    if _SHARE_OF_WHOLE.fullmatch(before):
        whole = next((item for item in reversed(open_items) if fits_rate(item, quantity.value)), open_items[-1])
        of_given = "下达" in before and "executed" in whole.figures  # 共支付上级补助资金5219万元,占下达数的89%
        if whole.rate is None and (of_given or _is_whole_spent(whole) or fits_rate(whole, quantity.value)):
            whole.rate = quantity
        return
    shares = before.strip(", ") in ("的", "比例为", "的比例为") and re.match("占|完成|为(?=调整|年初|全年|预算)", _last_words(open_items))
    if shares or before.strip(", ") in ("占", "占比") or word_pattern("rate").search(before):
        owner = owner_of_rate([item for item in open_items if item.rate is None], quantity.value) or budget_told_last(open_items)
        if owner:
            owner.rate = quantity
            as_approved(owner, before)


def _is_whole_spent(item: Item) -> bool:
    """Whether an item is all that was spent, which is no share of anything: 专项资金共支出593万元,占88.77%."""
    spent = item.figures.get("executed")
    is_whole = item.breakdown == "total" or (spent is not None and len(item.figures) == 1 and _ALL_SPENT.search(spent.words))
    return bool(is_whole) and item.direction != "income" and "executed" in item.figures


def _last_words(items: list[Item]) -> str:
    """What stands before the figure read last (占全年预算数 …的89.29%)."""
    figures = [figure for item in items for figure in item.figures.values()]
    return max(figures, key=lambda figure: figure.quantity.start).lead
