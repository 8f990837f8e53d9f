"""What the sum of a table of money is the sum of: the office's budget, its projects, one fund, the 三公经费.

Belongs here: what the title of a table and the names of its rows say of all of it. Does not belong here: single rows
(`money.table`), what a name alone says (`money.words`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from orchestration.extraction.money.phases import header_of
from orchestration.extraction.money.words import breakdown_of, fund_of, is_total, own_budget
from orchestration.extraction.structure.captions import caption_of
from orchestration.extraction.structure.zones import Zone

_BASIC = re.compile(r"(?<!人员)基本支出(?!.{0,4}项目支出)(?:经济分类|明细|决算|情况)")
_ONE_FUND = re.compile(rf"(?P<name>{own_budget()}(?:财政拨款)?(?:收入|支出)?)(?:支出)?(?:决算|预算)?(?:情况)?(?:明细)?(?:总?表|情况)")
_THREE_PUBLIC = re.compile(r"[\"“”]?三公[\"“”]?经费")
_THREE_PUBLIC_NAME = "三公经费"
OF_PROJECTS = re.compile("项目|专项(?:资金)?名称")
_NATURES = {"基本支出", "项目支出"}
_SUMS = ("小计", "共计")
_CLASSES = ("function", "economic")


def whole_of(zone: Zone, name: str, names: Sequence[str], project: str | None, *, listed: bool) -> tuple[str, str]:
    """Name and breakdown of a total row: of a table that holds one project, fund or kind of spending, it is theirs.

    `names`: those of all rows; `listed`: they are an office's projects."""
    for text in _titles(zone):
        if match := _THREE_PUBLIC.search(text):
            return match.group(), "three_public"
        if match := _ONE_FUND.search(text):
            return match["name"], "fund"
    caption = caption_of(zone.view)
    if caption and _BASIC.search(caption.text.text):
        return "基本支出", "nature"
    if project:
        return project, "project"
    if _are_three_public(names):
        return _THREE_PUBLIC_NAME, "three_public"
    return ("项目支出", "nature") if listed else (name, "total")


def fund_of_table(zone: Zone, breakdown: str) -> str | None:
    """The fund of the functions and kinds of spending in a table of one fund alone: 一般公共预算财政拨款支出决算表."""
    whole = next(filter(None, map(_ONE_FUND.search, _titles(zone))), None) if breakdown in _CLASSES else None
    return fund_of(whole["name"]) if whole else None


def lists_projects(zone: Zone, names: Sequence[str]) -> bool:
    """Whether a table lists projects, so that the total in an office's report is of 项目支出, not of the office."""
    projects = [name for name in names if not is_total(name) and breakdown_of(name) is None]
    others = [name for name in names if not is_total(name) and breakdown_of(name) is not None]
    return len(projects) > 1 and len(others) <= 1 and any(OF_PROJECTS.search(head) for head in _titles(zone))


def have_both_natures(names: Sequence[str]) -> bool:
    """Whether rows divide the spending of an office: 基本支出 and 项目支出."""
    return set(names) >= _NATURES


def is_only_subtotal(name: str, names: Sequence[str]) -> bool:
    """Whether a row is the only sum of a list: 小计 under single projects, under 基本支出 and 项目支出."""
    return name in _SUMS and [other for other in names if is_total(other) or other.startswith(_SUMS)] == [name]


def _are_three_public(names: Sequence[str]) -> bool:
    """Whether all rows but sums are kinds of 三公经费, be it that no title says so."""
    parts = [name for name in names if not is_total(name)]
    return len(parts) > 1 and all(breakdown_of(part) == "three_public" for part in parts)


def _titles(zone: Zone) -> Iterator[str]:
    """The caption of a table and what heads its names: what all of it is of."""
    caption = caption_of(zone.view)
    yield caption.text.text if caption else ""
    yield from (header_of(zone, index) for index in zone.columns_of("item"))
