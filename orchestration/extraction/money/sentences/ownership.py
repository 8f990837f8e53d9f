"""Whether money that a sentence prints is the office's own: a budget or spending, not what residents get or others invest.

Does not belong here: which phase it is (`money.sentences.words`), what it is called (`money.sentences.reading`).
"""

from __future__ import annotations

import re

from orchestration.extraction.money.sentences.figures import Item, ProseMoneyContext, Sighting
from orchestration.extraction.money.sentences.items import opens_parts, works_named
from orchestration.extraction.money.sentences.of_head import is_spending_of_head
from orchestration.extraction.money.sentences.words import (
    base_name,
    earned_pattern,
    name_in,
    not_own_pattern,
    word_pattern,
)
from orchestration.extraction.money.verbs import PAYS, SPENDS

_LEFT = re.compile(
    rf"[剩结]?余$|结转$|(?:未|没有?|暂缓|[拖尚]欠)(?:{PAYS}|支|付|花|拨|用)(?:出去?|完|掉|到位)?的?$"
    rf"|(?<![至最不])[少多](?:{PAYS}|支|付|花|用)了?(?:资金|经费)?$|(?:[还尚仍][有需]?|拖|下)?欠$"  # 伙食费少支出12万元, 尚欠6万元
)
_HELPED = re.compile(r"(?P<clause>[^,;:。\d]+)\d[\d,.]*万?(?:余)?(?:人次?|户|名|家庭)、(?:共|累计)?支出(?:资金)?$")
_GIVEN_AWAY = re.compile(r"(?:接收|接受|募集|收到)[^,;:。]{0,6}捐[赠款资助][^;。]*\d[\d.,]*[万亿]?元,[^,;。]*$")  # 接收捐赠款物折价311万元,拨付使用298万元
_OUT_OF_BUDGET = re.compile(r",[^,;。\d]{0,10}(?:不|未)(?:再)?(?:纳入|列入|计入)[^,;。\d]{0,6}预算")
_SPENT_ON = re.compile(r"(?:其中:?)?[\u4e00-\u9fff]{2,16}(?:补贴|奖补|奖励|补助|救助金?|津贴)支出")
_SPENDS = re.compile(SPENDS)
_PAYMENT = re.compile("(?:工程|项目|合同|服务)款")  # no name of its own
_FUND = re.compile("(?<!捐赠)(?<!贷款)(?:资金|经费)$")
_GIVEN_LATER = re.compile(r",(?:当年|本年|全年|累计|已)*(?:下达|安排|到位)[^,;。\d]{0,8}\d")
_DONE_LATER, _APPROVED = re.compile(r",(?:当年|本年|全年|累计|已)*完成投资\d"), re.compile("(?:概算|批复|批准)总?投资")  # of public works
_STRONG = re.compile(r"预算|决算|执行数|收支|收入(?:总计|合计|总额)|总收入|经费|财政拨款|资金|基本支出|项目支出|支出")


def is_left(before: str) -> bool:
    """Whether the words before a figure say that it was not spent: 结余, 未支付, 没拨出去的."""
    return _LEFT.search(before.rstrip(",")) is not None


def is_own(seen: Sighting, role: str, words: str) -> bool:
    """Whether a figure of phase `role`, said by `words`, is the office's own money."""
    if role == "executed" and is_left(seen.before):
        return False
    if role in ("approved", "adjusted") and "预算" in words:
        return True  # 医疗救助补助资金预算总额3452万元, though 救助 is paid to residents
    if role == "executed" and (_is_part_of_spending(seen, words) or _is_spending_of_subject(seen, words)):
        return True
    if _is_fund_rated(seen, role, words) or _is_cost_of_works(seen, role) or _is_need_of_subject(seen, role, words):
        return True
    if _is_of_others(seen, words):
        return False
    if role == "executed" and (_follows_budget(seen) or is_spending_of_head(seen, words)):
        return True
    if role == "executed" and _paid_to_people(seen):
        return False
    if role == "received" and not (seen.context.is_about_money and "资金" in seen.before):
        return seen.told is not None
    return _is_said_to_be_own(seen, role)


def _is_part_of_spending(seen: Sighting, words: str) -> bool:
    """Whether a figure goes on with what was spent, whoever gets it: 其中,城乡低保支出1.02亿元,临时救助支出905万元."""
    spent_before = _is_spent(seen.told)
    if _SPENDS.fullmatch(words) and (opens_parts(seen.before) or spent_before):
        return True
    return spent_before and (not words or bool(seen.context.subject))


def _is_spending_of_subject(seen: Sighting, words: str) -> bool:
    """Whether a part of what a report is on is said to be spent where it tells its money: 岗位补贴支出80万元, of a report on posts."""
    context = seen.context
    return context.subject is not None and context.is_about_money and words == "支出" and _SPENT_ON.fullmatch(seen.clause.strip()) is not None


def _is_fund_rated(seen: Sighting, role: str, words: str) -> bool:
    """Whether a fund is said to be spent, whoever gets it, where its rate follows: 管护奖励资金拨付46万元,执行率100%."""
    paid = role == "executed" and _FUND.search(seen.clause.removesuffix(words)) is not None
    return paid and seen.context.is_about_money and word_pattern("spending_rate").match(seen.rest) is not None


def _is_cost_of_works(seen: Sighting, role: str) -> bool:
    """Whether works are named with what they cost where what was given or spent follows: 储备林项目计划总投资2000万元,当年支出1150万元."""
    return role == "unphased" and works_named(seen.clause) is not None and (
        word_pattern("spent_later").match(seen.rest) is not None
        or _GIVEN_LATER.match(seen.rest) is not None
        or (_APPROVED.search(seen.clause) is not None and _DONE_LATER.match(seen.rest) is not None)
    )


def _is_need_of_subject(seen: Sighting, role: str, words: str) -> bool:
    """Whether a sum is what the report's own project needs, whoever gets it: 经测算,运行补贴共需资金3126万元."""
    return role == "unphased" and "需" in words and seen.context.subject is not None and seen.context.is_about_money


def _is_of_others(seen: Sighting, words: str) -> bool:
    """Whether the clause tells of residents' or firms' money, or of an investment that is not the project's."""
    of_what = seen.clause.removesuffix(words.removeprefix("资金"))  # 种粮补贴资金总额: the fund, and no 补贴 to others
    if not_own_pattern().search(of_what) or earned_pattern().search(seen.clause):
        return True
    if _OUT_OF_BUDGET.match(seen.rest):
        return True
    if seen.told is None and base_name(name_in(seen.clause)) in ("", "支出") and _GIVEN_AWAY.search(seen.sentence[: seen.quantity.start]):
        return True
    context = seen.context
    if context.is_about_money and works_named(seen.clause):
        return False
    of_project = context.subject or context.project or context.head
    return "投资" in seen.clause and not (of_project and _tells_of_project(context))


def _follows_budget(seen: Sighting) -> bool:
    """Whether spending without a name follows its budget: 公用经费预算132万元,实支129.4万元, 安排88万元,已支付工程款81万元."""
    name = base_name(name_in(seen.clause))
    return seen.told is not None and not _is_spent(seen.told) and (name == "" or _PAYMENT.fullmatch(name) is not None)


def _paid_to_people(seen: Sighting) -> bool:
    """Whether what an office did for so many people cost that much, in a passage on its work: 办理临时救助96人、支出28万元."""
    helped = _HELPED.search(seen.sentence[: seen.quantity.start])
    context = seen.context
    return not (context.is_about_money or context.subject) and helped is not None and not_own_pattern().search(helped["clause"]) is not None


def _is_said_to_be_own(seen: Sighting, role: str) -> bool:
    """Whether a budget, a passage on money, a report on a project or a word of public money says so."""
    if role in ("approved", "adjusted") or seen.context.is_about_money:
        return True
    if seen.context.subject and role in ("executed", "unphased"):
        return True
    return _STRONG.search(seen.before) is not None


def _is_spent(item: Item | None) -> bool:
    return item is not None and item.amount("executed") is not None


def _tells_of_project(context: ProseMoneyContext) -> bool:
    """Whether a passage stands where a report says what its project is and costs."""
    return context.is_about_money or context.label is None or re.search("概况|基本情况", context.label) is not None
