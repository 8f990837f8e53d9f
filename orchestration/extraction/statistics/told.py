"""What was told before a figure: the things its sentence named, with their units, and what its passage planned.

    新改建厕所312座,每户补助2000元;剩余38座延至次年        the rest of what was counted in the same unit
    完成人工造林0.8万亩、封山育林0.9万亩,合计1.7万亩       the sum of what was
    计划抽检3800批次,实际完成3926批次                      what was done of what was planned

Belongs here: subjects of counts that name nothing themselves. Does not belong here: rates (`carriers`), growth (`growth`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from orchestration.extraction.statistics import growth, subjects
from orchestration.language import Quantity

_REST = re.compile(r"(?:^|[县镇乡区市街村]|目前|现|尚|仍)(?P<word>剩余|其余|余下|剩下|尚余|还剩)的?$")
_SUM = re.compile("(?:共计|合计|总计)")
_PLANNING = re.compile("^(?:全年|年初|年度|原|本年|当年|今年)*(?:计划|设定目标为?|目标任务为?|目标|拟)(?:完成|实现)?(?=.{2})")
_DONE = re.compile("实际|已|成|完|竣|达到?$")
_FINISHED = re.compile("(?:完工|竣工|建成)?")
_LEAST_SUMMED = 2


class _Count(NamedTuple):
    subject: str
    unit: str | None
    value: Decimal | None


@dataclass(slots=True)
class Told:
    """What a passage has told up to a figure: of its sentence, that begins at `sentence`, and of what it planned."""

    sentence: int = -1
    _counts: list[_Count] = field(default_factory=list)
    _planned: dict[str | None, str] = field(default_factory=dict)

    def begin(self, sentence: int) -> None:
        """Forget what the sentence before named."""
        if sentence != self.sentence:
            self.sentence, self._counts = sentence, []

    def add(self, found: Sequence[str], quantity: Quantity) -> None:
        self._counts += [_Count(each, quantity.unit, quantity.value) for each in found]

    def plan(self, found: Sequence[str], quantity: Quantity) -> None:
        """Keep what was planned, for what was done of it."""
        if found:
            self._planned[quantity.unit] = _PLANNING.sub("", found[0]).removesuffix("计划")

    @property
    def named(self) -> list[str]:
        return [count.subject for count in self._counts]

    @property
    def carrier(self) -> str | None:
        """The last thing named."""
        return self._counts[-1].subject if self._counts else None

    @staticmethod
    def is_rest(before: str) -> bool:
        """Whether words say that what they count is the rest of something: 剩余, 其余."""
        return _REST.search(before.strip()) is not None

    def counted(self, quantity: Quantity, before: str) -> str | None:
        """What a count is of that its words only relate to what was told: 剩余38座, 合计1.7万亩, 实际完成3926批次; else None."""
        rest = _REST.search(before.strip())
        if rest:
            return self._last_of(quantity.unit) + rest["word"]
        if _SUM.fullmatch(before.strip()):
            return self._summed(quantity)
        planned = self._planned.get(quantity.unit)
        if planned is None or not self._is_done(before, planned):
            return None
        own = subjects.before_number(before)
        return planned + (own if _FINISHED.fullmatch(own) else "")

    def _is_done(self, before: str, planned: str) -> bool:
        """Whether words say no more than that what was planned was done: 实际完成, 已建成; 实际培训 after 计划培训."""
        if not subjects.ends_with_verb(before):
            return False
        verb = subjects.verb_of(before)
        says_nothing = _FINISHED.fullmatch(subjects.before_number(before)) and _DONE.search(before)
        return says_nothing is not None or (bool(verb) and verb in planned)

    def _last_of(self, unit: str | None) -> str:
        """What the sentence last counted in a unit, its noun before a verb alone (完成12座); nothing where it counted none."""
        same = [growth.root(count.subject) for count in reversed(self._counts) if count.unit == unit]
        return next((each for each in same if subjects.verb_of(each) != each), next(iter(same), ""))

    def _summed(self, quantity: Quantity) -> str | None:
        """The last counts that add up to a figure: 人工造林、封山育林合计."""
        same = [count for count in self._counts if count.unit == quantity.unit]
        for first in range(len(same) - _LEAST_SUMMED, -1, -1):
            if sum(count.value or 0 for count in same[first:]) == quantity.value:
                return "、".join(count.subject for count in same[first:]) + "合计"
        return None
