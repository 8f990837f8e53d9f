"""What one figure of money in a sentence is: a phase of the office's budget, a part of a sum, a change, or nothing of its own.

Belongs here: the words on either side of a figure. Does not belong here: which item of the sentence it then belongs to
(`money.sentences.placing`), the sentences of a passage (`money.sentences.passages`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from orchestration.extraction.money.sentences.changes import changed_figure
from orchestration.extraction.money.sentences.coded import coded_figure
from orchestration.extraction.money.sentences.enumerated import (
    budget_of_part,
    is_as_large,
    listed_figure,
    owner_of_part,
)
from orchestration.extraction.money.sentences.evaluated import evaluated_sum
from orchestration.extraction.money.sentences.figures import PHASES, Figure, Item, Sighting
from orchestration.extraction.money.sentences.items import (
    given_late,
    heads_pattern,
    opens_parts,
    tells_cost_of_works,
    works_named,
)
from orchestration.extraction.money.sentences.of_head import (
    all_paid,
    is_budget_of_head,
    is_spending_of_head,
    sum_of_head,
)
from orchestration.extraction.money.sentences.of_own_money import of_own_money
from orchestration.extraction.money.sentences.ownership import is_left, is_own
from orchestration.extraction.money.sentences.paid import given_and_spent, paid_in_full, paid_of_budget, paid_sum
from orchestration.extraction.money.sentences.parts import (
    counted_name,
    funds_spent,
    is_sum_of_all,
    phase_summed,
    projects_counted,
    shared_by_parts,
    sums_up,
)
from orchestration.extraction.money.sentences.words import (
    LEFT_BY_LAST_YEAR,
    base_name,
    clause_with,
    fragment_pattern,
    name_in,
    phase_of,
    told_before_as_approved,
    told_behind_as_approved,
    word_pattern,
)
from orchestration.extraction.money.verbs import PAYS, SO_FAR
from orchestration.extraction.money.words import breakdown_of, fund_of, own_budget

_KINDS = frozenset({"nature", "economic"})
_BY_ORIGIN = frozenset({"fund", "source"})
_ON_SPENDING = re.compile("支出|决算")
_THREE_PUBLIC = "three_public"
_SPARED = re.compile("[,(][比较](?:年初|全年|调整后)?预算(?:数)?(?:[少多](?:支出?|花|用)|节约|节省|结余|超支)")
_PLANNED_BEHIND = re.compile(r"\((?:年初|全年|当年|调整后)?(?:预算|计划)(?:数|安排|金额)?[为:]?\d[\d,. ]*[亿万]?元[,;)]")  # 接待费3.85万元(预算5万元)
_AVERAGE = re.compile(r"[人村户校班亩月]均|平均")
_OF_PROJECTS = ("项目支出", "部门项目支出", "部门预算项目支出")
_EVALUATED = "绩效自评项目涉及资金"
_SPEAKS_OF_EVALUATION = re.compile("自评|绩效评价")
_EVALUATES = re.compile(r"纳入[^,;:。]{0,12}自评(?:范围)?(?P<noun>的)?(?:部门|预算|重点)*(?:项目|专项)")
_OBJECT_EVALUATED = re.compile(
    r"对(?:本部门|[本我][单位局]{1,2})?(?:20\d{2}年度?)?(?:的)?(?P<name>(?:(?:部门|县级|本级|预算|年度|市级|区级)*(?:项目支出|支出项目)))(?:全面)?(?:开展|实施|进行)了?(?:部门|单位)?(?:绩效)?(?:自评|评价)"
)
_FUND_AS_NAME = re.compile(rf"{own_budget()}(?:财政拨款|资金)?")
_NAMES_FUND = re.compile(rf"{own_budget()}(?:财政)?(?:拨款)?")  # names the money, and no budget that is told
_LIST_MARK = re.compile(r"^\(?[一二三四五六七八九十\d]{1,2}[)、.]{1,2}")
_MEASURED = re.compile(r"(?:指标|目标)值[^。;]{0,24}$")
_BARE_SPENDING = re.compile(r"^(?:基本|项目)?(?:支出|收入)(?:为|共|是|约|:)*$")
_BARE_KIND = re.compile(r"[,;、和]?[\u4e00-\u9fff]{2,8}收入[为共:]*")
_OF_YEARS = re.compile(r"\((?:其中)?(?:含|包括)(?:20\d{2}年|以前年度)(?!预算|下达|安排)[^()]{0,8}\d")  # 累计支付5472万元(含2022年2160万元)
_OF_SUM_BEFORE = re.compile(r"[为是系](?:年初预算|年中追加|预算安排|财政安排|上年结转)[,;、]")  # 20万元为年初预算,10万元为年中追加
_SPENT_LATER = re.compile(f"[,;]{SO_FAR}*{PAYS}(?:\\d{{1,2}}个月)?(?:资金)?\\d[\\d,.]*[亿万]?元")
_BARE_NAME = re.compile(r"^[、,和及]?(?:其中:?)?[\u4e00-\u9fff()]{2,24}$")
_COMPARES = re.compile("[较比超]|节约")
_WITHIN = re.compile("的?(?:年初|全年|年度)?预算(?:指标|额度|数)?(?:以内|之内|范围内|内)")
_TO_PEOPLE = re.compile(r"[为向对给][^,;:。]*\d[^,;:。]*(?:发放|兑付)[^,;:。]*$")
_AFTER_START = re.compile("年中|追加|下达|调整")
_IN_FORCE = re.compile(f"{_AFTER_START.pattern}|全年")
_BARE_BUDGET = re.compile(r"(?:部门|单位|项目|财政|收入|支出)*预算(?:数|资金|金额|安排)?(?:为|共|是|约|计|:)*")
_TIES_UP = re.compile("项目|支出|预算|自评|评价|任务")
_TIED_UP = re.compile(rf"涉及{own_budget()}(?:财政拨款)?资金")


def read_figure(seen: Sighting, *, in_list: bool | None = None) -> Figure | None:
    """A figure of money, or None where it is none of the office; `in_list`: whether it is one of a list, where that is known."""
    figure = _read(seen, in_list=in_list)
    is_named = figure is not None and figure.role == "adjusted" and "预算" not in figure.words
    if figure and is_named and _PLANNED_BEHIND.match(seen.rest):
        return replace(figure, role="executed")  # whatever its whole is: brackets say what was planned of it
    return figure


def _read(seen: Sighting, *, in_list: bool | None) -> Figure | None:
    if _OF_YEARS.match(seen.rest) or (seen.items and _OF_SUM_BEFORE.fullmatch(seen.before)):
        return None
    if changed := changed_figure(seen):
        return changed
    if told := evaluated_sum(seen) or coded_figure(seen):
        return told
    if known := _kept_within(seen) or of_own_money(seen) or paid_of_budget(seen):
        return known
    role, words = phase_of(seen.before)
    if in_list is None:
        in_list = bool(seen.context.listed or (seen.items and seen.items[-1].is_listed))
    if role is None or (words == "支出" and in_list):
        listed = listed_figure(seen)
        if listed:
            return listed
    role = role or _phase_of_parts(seen)
    if role is None:
        without_phase = (
            _summed(seen)
            or paid_in_full(seen)
            or _given(seen)
            or given_and_spent(seen)
            or paid_sum(seen)
            or _evaluated(seen)
            or _of_three_public(seen)
            or _of_kind(seen)
            or sum_of_head(seen)
        )
        if without_phase:
            return without_phase
    if role == "adjusted" and _ties_up(seen):
        role = "unphased"
    if role is None or not is_own(seen, role, words):
        return _spent_by_rate(seen) if role in (None, "executed") else None
    return _own(seen, role, words)


def _kept_within(seen: Sighting) -> Figure | None:
    """A budget that stands behind its sum: 支出5.16万元,控制在6万元预算以内."""
    told, behind = seen.told, _WITHIN.match(seen.rest)
    if told is None or behind is None or not seen.clause.strip(" ,").endswith("控制在"):
        return None
    role = "approved" if "年初" in behind[0] else "adjusted"
    return None if role in told.figures else Figure(seen.quantity, role, "控制在", "", lead=seen.clause.strip(" ,"))


def _phase_of_parts(seen: Sighting) -> str | None:
    """The phase that a kind of spending or a fund shares with the sum before it: 支出900万元,其中:基本支出500万元."""
    told = seen.told
    if told is not None and told.figures.keys() == {"change"} and opens_parts(seen.listing):
        told = owner_of_part(seen)  # 总收入900万元,比上年增加87万元,其中:一般公共预算财政拨款…: parts of the 900
    if told is None or not _BARE_NAME.match(seen.clause.strip("为:")):
        return None
    shared = shared_by_parts(told).role
    if shared == "approved" and _AFTER_START.search(seen.clause):
        return None
    named = breakdown_of(name_in(seen.clause)) or fund_of(seen.clause)
    return shared if named and shared != "change" else None


def _summed(seen: Sighting) -> Figure | None:
    """The budget with what was added to it (年初预算320万元,本年追加35万元,合计355万元), what the parts of a project come to, or
    a sum of parts told before whose spending follows (合计80万元,支出78万元)."""
    if not is_sum_of_all(seen.clause):
        return None
    of_parts = phase_summed(seen.quantity, seen.items) if seen.context.subject else None
    if not seen.items and len(seen.context.budgets) > 1 and sum(seen.context.budgets) == seen.quantity.value:
        of_parts = "adjusted"  # 上级下达资金500万元。县级安排80万元。全年资金合计580万元
    of_parts = of_parts or ("executed" if funds_spent(seen.quantity, seen.items) else None)
    spent = not seen.items and seen.context.is_about_money and word_pattern("spent_later").match(seen.rest)
    if not of_parts and not spent and not sums_up(seen.clause, seen.quantity, seen.items):
        return None
    return Figure(seen.quantity, of_parts or "adjusted", seen.clause, "", lead=seen.clause)


def _given(seen: Sighting) -> Figure | None:
    """A named sum that is a budget because what follows says that it was given or spent."""
    late = given_late(seen.before, seen.rest)
    if not late and not _is_given(seen.before, seen.rest) and not _is_sum_of_head(seen):
        return None
    name, context = name_in(seen.clause), seen.context
    if late and fragment_pattern().match(base_name(name)) and not (context.subject or context.project or context.head):
        return None  # 项目资金120万元,已全部支付: of an office it is not the whole
    return Figure(seen.quantity, "adjusted", seen.clause, name, lead=seen.clause.strip())


def _is_given(before: str, rest: str) -> bool:
    """Whether a named sum is a budget because what was spent of it follows: 组织运转经费147.5万元,支出126.4万元."""
    name = re.split(r"[,;:。](?!\Z)", before.rstrip(",;:"))[-1]
    named = heads_pattern("nouns").search(name) and not heads_pattern("verbs").search(name)
    return bool(named) and not _AVERAGE.search(name) and word_pattern("spent_later").match(rest) is not None


def _is_sum_of_head(seen: Sighting) -> bool:
    """Whether a sum behind the name that heads a passage was spent in a later clause: 5.岗位补助29万元,聘用58人,已发放29万元."""
    is_first = seen.context.head is not None and not seen.items and name_in(seen.clause) == seen.context.head
    return is_first and _SPENT_LATER.search(seen.rest) is not None


def _evaluated(seen: Sighting) -> Figure | None:
    """What the projects have that an office evaluates: 涉及项目23个,资金8246万元."""
    before = seen.sentence[: seen.quantity.start]
    told = word_pattern("evaluated").search(before)
    later = word_pattern("evaluated_later").match(seen.rest)
    if seen.context.subject is not None or told is None or (told[0].startswith("对") and later is None):
        return None
    return Figure(seen.quantity, "unphased", "资金", _evaluated_name(before), lead=seen.clause.strip(" ,、"))


def _of_three_public(seen: Sighting) -> Figure | None:
    """A part of 三公经费 that its name alone tells, whatever stands before: …较上年减少1.05万元;公务用车运行维护费7.82万元."""
    name = name_in(seen.clause)
    if breakdown_of(name) != _THREE_PUBLIC or not seen.clause.endswith(name) or _COMPARES.search(name):
        return None
    whole = next((item for item in seen.items if item.breakdown == _THREE_PUBLIC and item.figures), None)
    role = "executed" if whole is None or "executed" in whole.figures else shared_by_parts(whole).role
    return Figure(seen.quantity, role, "", name, lead=name) if role in PHASES else None


def _of_kind(seen: Sighting) -> Figure | None:
    """A kind of spending that its name alone tells under a heading on spending: (一)基本支出 over 人员经费836万元,公用经费152万元."""
    title, name = _NAMES_FUND.sub("", seen.context.title or "").replace("预算执行", "支出"), name_in(seen.clause)
    spent = _ON_SPENDING.search(title) is not None and "预算" not in title and seen.context.is_about_money
    is_kind = breakdown_of(name) in _KINDS and _BARE_NAME.match(_LIST_MARK.sub("", seen.clause.strip("为:,;")))
    return Figure(seen.quantity, "executed", "", name, lead=name) if spent and is_kind else None


def _ties_up(seen: Sighting) -> bool:
    """Whether budget is what the money is, not how much it is: 涉及一般公共预算资金247万元."""
    goes_on = seen.before.startswith("、") and seen.items and seen.items[-1].amount("unphased") is not None
    return bool(_TIED_UP.search(seen.clause) or goes_on) and fund_of(seen.clause) is not None


def _own(seen: Sighting, role: str, words: str) -> Figure | None:
    """A figure of the office's own money, by the phase that its words say."""
    is_project = seen.context.subject or word_pattern("spent_later").match(seen.rest) or word_pattern("spent_behind_parts").match(seen.rest)
    giver = _giver(seen)
    if role == "unphased" and (giver or is_project) and "安排" in words:
        role = "adjusted"  # what is arranged for a project, or spent right behind, is a budget
    if role == "executed" and seen.told is None and (words.startswith("实际完成") or _MEASURED.search(seen.sentence[: seen.quantity.start])):
        return None  # 单台成本指标值不高于4500元,实际支出4380元: the value of an indicator
    if role == "executed" and "投资" in words and not any("unphased" in item.figures for item in seen.items):
        return None  # only beside what works were to cost: 总投资5.6亿元,已完成投资3.2亿元
    if role == "adjusted" and (told_behind_as_approved(seen.rest) or told_before_as_approved(seen.sentence[: seen.quantity.start])):
        role = "approved"
    if role == "adjusted" and "预算" in words and _SPARED.match(seen.rest):
        role = "executed"  # 预算安排的接待费支出7万元,比预算少支出2万元: what is below a budget is none
    if role == "carry_over" and (brought := _brought_forward(seen)):
        return brought
    role = _balanced(seen, words) or budget_of_part(seen, role, words) or _inherited(role, words, seen.clause, seen.items)
    if role == "unphased" and "金额" in words and not _TIES_UP.search(seen.sentence[: seen.quantity.start]):
        return None  # 调整账务3笔,涉及金额4.6万元
    if role == "unphased" and "筹" in words and not (seen.context.subject or seen.context.project or seen.context.head):
        return None  # what a county raised is no office's budget
    if role == "unphased":
        return Figure(seen.quantity, role, words, _name_of_unphased(seen, words), lead=seen.clause.strip())
    is_of_head = is_budget_of_head(seen) or (role == "executed" and is_spending_of_head(seen, words))
    named = (all_paid(seen, words) if role == "executed" else None) or giver or name_in(clause_with(seen.before, words))
    name = "" if is_of_head else named
    if counted := _of_counted(seen, role, name):
        return counted
    return Figure(seen.quantity, role, words, name, lead=seen.clause.strip())


def _giver(seen: Sighting) -> str | None:
    """The level of government among those that give the parts of a sum: 预算90万元,其中:中央财政安排资金60万元,省财政安排资金30万元."""
    given = word_pattern("given_by_level").fullmatch(seen.clause)
    among = opens_parts(seen.listing) or (seen.told is not None and seen.told.breakdown == "source")
    return given["name"] if given and among else None


def _of_counted(seen: Sighting, role: str, name: str) -> Figure | None:
    """What was spent on what the clause before counts: 住院救助12480人次,支出1629万元; not where a budget waits for it."""
    waits = seen.told is not None and seen.told.amount("executed") is None
    before, context = seen.sentence[: seen.quantity.start], seen.context
    if role in ("approved", "adjusted") and base_name(name) == "" and (projects := projects_counted(before)):
        projects = projects if projects[0].isdigit() else name_in(projects)
        return Figure(seen.quantity, role, "", projects, lead=seen.clause.strip(), part_of="project")
    counted = counted_name(before) if role == "executed" and not waits else None
    if counted is None or base_name(name) not in ("", "支出") or (context.head and name_in(counted) in context.head):
        return None  # 任务一:残疾儿童救助。全年救助97名,支出125万元
    # in a chapter on what was done no such sum is that of the whole
    if not heads_pattern("nouns").search(counted) and (context.head or context.is_about_money):
        return None
    return Figure(seen.quantity, role, "", name_in(counted), lead=seen.clause.strip())


def _brought_forward(seen: Sighting) -> Figure | None:
    """What last year left, as a part of this year's budget: 预算总额610万元(含上年结转30万元)."""
    owner = owner_of_part(seen)
    if owner is None or not LEFT_BY_LAST_YEAR.search(seen.clause) or not is_as_large(owner, seen.quantity):
        return None
    name, whole = name_in(seen.clause), shared_by_parts(owner)
    return Figure(seen.quantity, whole.role, "", name, lead=name) if whole.role in PHASES else None


def _name_of_unphased(seen: Sighting, words: str) -> str:
    """What money without a phase is tied up in: the head of its clause, the whole it is a share of, else what is counted."""
    of_fund = fund_of(seen.clause)
    if "筹" in words and not seen.context.head:
        return name_in(seen.clause)  # 全县共筹集救助资金480万元
    if seen.context.head and not tells_cost_of_works(words) and not of_fund:
        return seen.context.head
    share = word_pattern("share_of").match(seen.rest.lstrip(","))
    whole = share[1] if share and not of_fund else None
    if whole and not (whole in _OF_PROJECTS and "自评" in seen.sentence):
        return whole
    return works_named(seen.clause) or _counted(seen.sentence[: seen.quantity.start])


def _spent_by_rate(seen: Sighting) -> Figure | None:
    """What a project paid out, whatever the verb: a rate of spending follows (发放救助金71万元,执行率100%)."""
    context, before, rest = seen.context, seen.before, seen.rest
    if context.head and _TO_PEOPLE.search(seen.sentence[: seen.quantity.start]):
        return None  # 为6.8万名老人发放养老金1.2亿元,发放率100%, of what a head names
    if not (context.subject or context.head) or context.project or is_left(before):
        return None
    rated = word_pattern("spending_rate").match(rest.lstrip())
    if not rated and not (word_pattern("paid_out").search(before) and word_pattern("rated_later").search(rest)):
        return None
    words = re.split(r"[,;:]", before.rstrip(",;:"))[-1].strip()
    return Figure(seen.quantity, "executed", words, "", lead=words) if words else None


def _inherited(role: str, words: str, clause: str, items: list[Item]) -> str:
    """基本支出 under a total that states only a budget is a part of that budget, not spending."""
    kinds = ("total", _THREE_PUBLIC) if breakdown_of(name_in(clause)) == _THREE_PUBLIC else ("total",)
    wholes = [item for item in items if item.figures and item.breakdown in kinds]
    whole = next((item for item in reversed(wholes) if item.breakdown == "total" or "三公" in item.item), None)
    last = items[-1].figures.keys() if items else set()
    if role == "adjusted" and last == {"executed"} and _FUND_AS_NAME.fullmatch(name_in(clause)):
        return "executed"  # 财政拨款收入决算数500万元,其中一般公共预算480万元: the fund is named, no budget
    is_part = breakdown_of(name_in(clause)) not in (None, "total")
    if is_part and role == "adjusted" and last == {"approved"} and clause.startswith("、") and not _IN_FORCE.search(clause):
        return "approved"  # 年初批复基本支出预算680万元、项目支出预算320万元
    if whole is None and is_part and role == "executed" and _BARE_KIND.fullmatch(clause.strip()):
        return _shared_by_funds(items) or role
    if whole is None and is_part and role == "executed" and _BARE_SPENDING.match(words):
        return _shared_by_natures(items) or role
    if whole is None or not is_part:
        return role
    phases = set(whole.figures) & {"approved", "adjusted", "executed"}
    if role == "adjusted" and phases == {"executed"} and _FUND_AS_NAME.fullmatch(name_in(clause)):
        return "executed"  # of a total told further before
    is_bare = fund_of(name_in(clause)) or (_BARE_BUDGET.fullmatch(words) and "change" not in last)
    if whole.breakdown == _THREE_PUBLIC:
        phases -= {"executed"}  # 年初预算14万元,支出11万元,其中接待费预算2万元
    if role == "adjusted" and phases == {"approved"} and is_bare and not _AFTER_START.search(clause):
        return "approved"  # 批复预算198万元,其中县级一般公共预算79万元; 年初预算800万元,其中基本支出预算500万元
    if role != "executed" or not _BARE_SPENDING.match(words):
        return role
    if "executed" not in phases and "adjusted" in phases:
        return "adjusted"  # 调整预算后为A,其中基本支出B
    return phases.pop() if len(phases) == 1 else role


def _shared_by_funds(items: list[Item]) -> str | None:
    """The phase of the kinds of income told right before, each with one: 一般公共预算财政拨款900万元,…,其他收入50万元."""
    told = [item for item in items if item.figures][-2:]
    roles = {role for item in told for role in item.figures}
    alike = roles in ({"approved"}, {"adjusted"}) and all(item.breakdown in _BY_ORIGIN for item in told)
    return roles.pop() if alike else None


def _shared_by_natures(items: list[Item]) -> str | None:
    """The phase of a budget that the kind of spending told right before took from its whole: 其中基本支出500万元,项目支出400万元."""
    told = items[-1] if items and items[-1].breakdown == "nature" and len(items[-1].figures) == 1 else None
    role, figure = next(iter(told.figures.items())) if told else (None, None)
    return role if role in ("approved", "adjusted") and figure and _BARE_SPENDING.match(figure.words) else None


def _balanced(seen: Sighting, words: str) -> str | None:
    """The phase of a budget of income that the same sum of expenditure balances: 年初预算收入900万元,支出900万元,收支平衡."""
    told = seen.told
    if told is None or "收入" not in told.item or not _BARE_SPENDING.match(words) or not _BARE_SPENDING.match(seen.clause):
        return None
    role = next(iter(told.figures)) if len(told.figures) == 1 else None
    return role if role in ("approved", "adjusted") and told.amount(role) == seen.quantity.value else None


def _evaluated_name(before: str) -> str:
    """What an office evaluates, as it says it (纳入绩效自评的项目3个,涉及资金; 对部门项目支出实施绩效评价), else by its usual name."""
    said = _EVALUATES.search(before)
    named = _OBJECT_EVALUATED.search(before)
    if said and (said["noun"] or not named):
        return said[0]
    return named["name"] if named else _EVALUATED


def _counted(before: str) -> str:
    """What money is said to be tied up in: 其中500万以上的项目9项、涉及资金 → 500万以上的项目9项; where its clause says
    money alone, the projects that are evaluated."""
    clauses = re.split(r"[,;:。]", before.rstrip(",;:"))
    tied = re.sub(r"[、,]?共?(?:涉及|安排|整合|投入)(?:项目|财政)?(?:资金|金额).*$", "", clauses[-1])
    return re.sub(r"^其中", "", tied) or (_evaluated_name(before) if _SPEAKS_OF_EVALUATION.search(before) else name_in(clauses[-1]))
