"""The whole of a project's money where sentences name it by the fund and not as a total: 下达我镇奖补资金148.6万元.

A report on one project states one budget. Where no row is its total, the largest sum that is no part of another is. Does
not belong here: reports of offices, whose projects are parts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from orchestration.extraction.money.sentences.items import is_payee, is_place
from orchestration.extraction.money.sentences.words import is_named_alike
from orchestration.extraction.recorder import Recorder
from orchestration.records import SpendingRow

_NAMED = frozenset({"project", "source"})
_WORKS = re.compile(
    "(?:建设|改造|购置|采购|铺设|维修|维护|整治|治理|工程|安装|监测|检测|培训|宣传"
    "|管护|清淤|修缮|租赁|保洁|养护|绿化|加固|费)(?:项目|工程)?(?:(?:补助|奖补)(?:资金)?)?(?:支出|预算)?$"
)
_LEVEL = re.compile("(?:中央|国家|自治区|自治州|[省市州盟县区旗]|上级|本级)级?(?:财政)?(?:补助|资金|配套|拨款)*")  # 中央补助900万元、省级补助50万元
_PART = re.compile(r"其余|其他|另外|首批|第[一二三四五六七八九十\d]{1,2}批")  # one that says itself that there are others
_SUM = re.compile("合计|总计|共计|以上|上述")
_OF_ALL = re.compile("全年|当年|累计|共|各类|各项|[合总]计")
_BETWEEN = 4  # characters: a semicolon and words that link
_BESIDE = 80  # characters between sums told side by side
_LIST = 3  # projects
_APART = 24  # characters between two of them: a clause and a number
_MUCH = Decimal("0.3")
_BUDGETS = ("approved_amount", "adjusted_amount")
_ALL = (*_BUDGETS, "executed_amount")


def name_whole(recorder: Recorder) -> None:
    """Give the breakdown `total` to the budget, and to the spending, of a project whose rows have none."""
    for phases in (_BUDGETS, ("executed_amount",)):
        rows: list[SpendingRow] = recorder.rows["spending"]
        if any(row.breakdown == "total" and _largest(row, phases) is not None for row in rows):
            continue
        candidates = [row for row in rows if _may_be_whole(row) and _largest(row, phases) is not None]
        whole = max(candidates, key=lambda row: _largest(row, phases) or Decimal(0), default=None)
        if whole is not None and _covers(whole, rows, phases) and not _is_one_of_several(whole, rows, phases):
            rows[rows.index(whole)] = replace(whole, breakdown="total", fund_key=None)


def _may_be_whole(row: SpendingRow) -> bool:
    is_part = _PART.match(row.item_name) is not None
    return row.breakdown in _NAMED and row.parent_item_name is None and row.extraction_rule == "money_sentence" and not is_part


def _covers(whole: SpendingRow, rows: list[SpendingRow], phases: tuple[str, ...]) -> bool:
    """Whether no other row states more: then the sum is one of several."""
    most = _largest(whole, phases) or Decimal(0)
    return all((_largest(row, phases) or Decimal(0)) <= most for row in rows)


def _is_one_of_several(whole: SpendingRow, rows: list[SpendingRow], phases: tuple[str, ...]) -> bool:
    """Whether others of its kind are told beside it that are no parts of it: 中央资金500万元,支出490万元;省级资金200万元,….

    Sources that are small beside it leave it what the project has, unless one list tells them all; several that come to it
    are its parts.
    """
    if sum(getattr(whole, phase) is not None for phase in _BUDGETS) > 1:
        return False  # 年初预算180万元,…,全年预算240万元 are of the whole
    if _is_rated_beside(whole, rows) or _begins_list(whole, rows):
        return True
    others = [row for row in rows if row is not whole and row.parent_item_name is None and _is_beside(row, whole)]
    most, beside = _largest(whole, phases) or Decimal(0), [_largest(row, _ALL) or Decimal(0) for row in others]
    listed = any(0 <= row.char_start - whole.char_end < _BETWEEN for row in others)
    among_levels = listed or any(_LEVEL.fullmatch(row.item_name) for row in others)  # 上级资金954万元分三次下达,本级81万元列入预算
    bare = listed and "下达" not in whole.quote and not _is_rated(whole)  # 中央财政某某专项资金900万元,省级配套资金50万元
    of_level = among_levels and (_LEVEL.match if bare else _LEVEL.fullmatch)(whole.item_name) is not None
    return any(beside) and sum(beside) != most and (of_level or sum(beside) > most * _MUCH)


def _is_rated(row: SpendingRow) -> bool:
    """Whether a row tells what was spent of one thing, and the rate of it; not of all that was told: 以上合计支出."""
    return row.executed_amount is not None and row.declared_rate_pct is not None and not _SUM.search(row.item_name)


def _is_rated_beside(whole: SpendingRow, rows: list[SpendingRow]) -> bool:
    """Whether two projects have each their own rate, one behind the other, of which this is one or has the name of one:
    造林项目拨付80万元,执行率92%;管护资金拨付46万元,执行率100%."""
    rated = [row for row in rows if _may_be_whole(row) and row.breakdown == "project" and _is_rated(row)]
    for first, second in pairwise(sorted(rated, key=lambda row: row.char_start)):
        beside = second.char_start - first.char_end < _BETWEEN and first.item_name != second.item_name
        if beside and any(row is whole or is_named_alike(row.item_name, whole.item_name) for row in (first, second)):
            return True
    return False


def _begins_list(whole: SpendingRow, rows: list[SpendingRow]) -> bool:
    """Whether the first of three projects or more that are told one behind the other, each with what was spent on it alone."""
    told = sorted((row for row in rows if row.breakdown == "project" and row.char_start >= whole.char_start), key=lambda row: row.char_start)
    listed = [row for row in told if _spent_alone(row)]
    near = all(0 <= after.char_start - before.char_end < _APART for before, after in pairwise(told[:_LIST]))
    return len(told) >= _LIST and not _OF_ALL.search(whole.quote) and told[0] is whole and listed[:_LIST] == told[:_LIST] and near


def _spent_alone(row: SpendingRow) -> bool:
    phases = [phase for phase in _ALL if getattr(row, phase) is not None]
    return phases == ["executed_amount"] and row.declared_rate_pct is None and row.parent_item_name is None


def _is_beside(row: SpendingRow, whole: SpendingRow) -> bool:
    alike = row.breakdown == "source" and row.fund_key != whole.fund_key
    if whole.breakdown == "project":
        places = all(is_place(one.item_name) or is_payee(one.item_name) for one in (row, whole))
        alike = row.breakdown == "project" and (places or _is_listed_with(row, whole))
    return alike and abs(row.char_start - whole.char_start) < _BESIDE


def _is_listed_with(row: SpendingRow, whole: SpendingRow) -> bool:
    """Whether two works stand in one list, each with the sum of one phase and no rate: 一是铺设管网支出20万元;二是改造水厂支出12万元."""
    stated = [[phase for phase in _ALL if getattr(one, phase) is not None] for one in (whole, row)]
    rated = any(one.declared_rate_pct is not None for one in (whole, row))
    named = all(_WORKS.search(one.item_name) for one in (whole, row))
    return len(stated[0]) == 1 and stated[0] == stated[1] and named and not rated


def _largest(row: SpendingRow, phases: tuple[str, ...]) -> Decimal | None:
    return max((amount for phase in phases if (amount := getattr(row, phase)) is not None), default=None)
