"""Of what a bare rate is: 受理投诉217件,追回损失14万元,办结率100% is of what was taken in.

Belongs here: which of the things counted before a rate in its sentence it can be of. Does not belong here: rates that
name what they are of (`statistics.subjects`), growth (`statistics.growth`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from orchestration.extraction.statistics import subjects

# What came of the work, and how others were asked: no rate of work is of these.
_OUTCOME = re.compile(r"^(?:惠及|涉及|受益|挽回|追回|追缴|带动|节约|减少|吸引|剩余|其余)|损失$|(?:增收|收入)$")
_ASKED = re.compile(r"问卷|调查|访问|回访|走访|抽查|调查表|测评表|电话")
# What a plan asked for, and the share of it that was reached: 为目标的91.6%, 完成年度任务6400人的102.06%
_PLAN = "(?:年度|全年|年初|原定|下达|分解|既定|计划|[省市县区州]级?上?|上级)*(?:计划|目标|任务)(?:数|值|量)?"
_SHARE_OF_PLAN = re.compile(rf"(?:完成|为|占|达到?)(?:了|到)?{_PLAN}(?:的)?$")
_IS_PLAN = re.compile(f"[占为]?{_PLAN}")


def of_rate(rate: str, named: Sequence[str]) -> str | None:
    """What a bare rate is of: the last thing counted before it that was work done, or None.

    How those answered who were asked is of none of it: 发放问卷150份,满意度94%.
    """
    if "满意" in rate and named and _ASKED.search(named[-1]):
        return None
    return next((each for each in reversed(named) if not _OUTCOME.search(each)), None)


def is_plan_of_share(found: Sequence[str], after: str) -> bool:
    """Whether a figure is only the plan that the next one is the share of: 占目标值10亿元的92%."""
    return after.strip() == "的" and len(found) == 1 and _IS_PLAN.fullmatch(found[0]) is not None


def succeeded(carrier: str) -> str:
    """What was counted, told to have succeeded: 调解矛盾纠纷216件,成功208件 → 调解成功矛盾纠纷."""
    verb = subjects.first_verb(carrier)
    return f"{carrier[:verb]}成功{carrier[verb:]}" if verb else f"{carrier}成功"


def reached_of_plan(before: str, named: Sequence[str]) -> str | None:
    """What reached a share of its plan, where the words before a share say no more than that; else None.

    完成户厕改造1250户,为目标的91.6% → 户厕改造完成率.
    """
    of_figure = before.strip() == "的" and bool(named) and _IS_PLAN.fullmatch(named[-1]) is not None
    if not of_figure and not _SHARE_OF_PLAN.fullmatch(before.strip().removeprefix("仅").removeprefix("已")):
        return None
    carrier = next((each for each in reversed(named) if not _IS_PLAN.fullmatch(each)), None)
    return carrier and carrier + "完成率"
