"""Sums that an office says its evaluation ties up: 组织对2022年度一般公共预算项目支出开展绩效自评,共涉及资金320万元.

They are no phase of the budget, whatever words stand before them (涉及一般公共预算支出45万元). Belongs here: the chapter on
performance of published accounts, which all offices write alike. Does not belong here: what one project spent.
Vocabulary: `data/evaluated_sums.toml`.
"""

from __future__ import annotations

import re
from functools import cache

from orchestration.extraction.data import load
from orchestration.extraction.money.sentences.figures import Figure, Sighting
from orchestration.extraction.money.sentences.words import word_pattern
from orchestration.extraction.money.words import own_budget

_OF_FUND = rf"(?:{own_budget()}|政府性基金|国有资本经营)(?:财政拨款|当年拨款)?(?:项目)?(?:支出|资金|拨款)?"
_FUND = re.compile(rf"(?P<name>{_OF_FUND})(?:共计|合计|总额|共|为|约)*$")
_USUAL = "绩效自评"  # 自评 alone
_LAST_CLAUSE = re.compile(r"[,、;:](?!\Z)")


@cache
def _words(key: str) -> re.Pattern[str]:
    names = load("evaluated_sums")["words"][key].replace("{own_budget}", own_budget()).replace("{fund}", _OF_FUND)
    return re.compile(names)


def evaluated_sum(seen: Sighting) -> Figure | None:
    """A sum that is evaluated, with its fund where it is named; None for any other figure."""
    scope = seen.sentence[: seen.quantity.start].rpartition(";")[2]
    acts = list(_words("act").finditer(scope))
    if not acts or not _is_of_office(seen, scope) or _is_budget(seen, scope):
        return None
    clause = _LAST_CLAUSE.split(scope)[-1]
    fund = _FUND.search(clause) if _words("ties_up").search(scope) or _goes_on(seen, clause) else None
    if fund is None and not _ties_up(scope):
        return None
    by_count = None if fund or _words("of_fund").search(scope) else _words("counted_name").search(scope)
    own = by_count or _words("own_name").search(clause)
    name = own["name"] if own else f"{_evaluated(scope, acts[-1], seen.rest, of_fund=bool(fund))}涉及{fund['name'] if fund else '资金'}"
    return Figure(seen.quantity, "unphased", "", name, lead=clause.strip(" ,、"), is_evaluated=True)


def _is_of_office(seen: Sighting, scope: str) -> bool:
    """Whether the evaluation is of what an office has, not of the one project that a report or a chapter is on."""
    context = seen.context
    return not (context.subject or context.project) or _words("several").search(scope) is not None


def _is_budget(seen: Sighting, scope: str) -> bool:
    """Whether what is spent of a sum follows (涉及资金180万元,已支出173万元; but 纳入自评项目5个,资金180万元), or the whole is evaluated: its sums by fund are what
    the office has spent."""
    spent = word_pattern("spent_later").match(seen.rest) and not _words("counted_name").search(scope)
    return bool(spent or _words("whole").search(scope))


def _goes_on(seen: Sighting, clause: str) -> bool:
    """Whether a fund stands alone behind an evaluated sum: 涉及一般公共预算支出45万元,政府性基金预算支出6万元."""
    last = seen.items[-1] if seen.items else None
    return last is not None and last.breakdown == "monitoring" and _FUND.fullmatch(clause.strip(" ,、和及与")) is not None


def _ties_up(scope: str) -> bool:
    """Whether the words right before a sum say that it is tied up: 涉及资金, or 资金 alone behind a count of projects."""
    if _words("ties_up").search(scope):
        return True
    return bool(_words("count").search(scope) and _words("sum").search(scope))


def _evaluated(scope: str, act: re.Match[str], rest: str, *, of_fund: bool) -> str:
    """What is evaluated and how, as the sentence says it: 一般公共预算项目支出绩效自评; 部门评价 of several projects."""
    kind = act["kind"] or act["kind_of_listed"] or act["kind_of_targets"] or act["kind_of_check"] or act["kind_of_procedure"]
    kind = _USUAL if kind == "自评" else kind
    one = _words("one_project").search(scope)
    if one:
        return f"{one['name']}{kind}"
    share = _words("share").match(rest.lstrip(","))
    named = (None if of_fund else share or _words("of_fund").search(scope)) or _words("of_projects").search(scope)
    return f"{named['name']}{kind}" if named else kind if of_fund else f"{kind}项目"
