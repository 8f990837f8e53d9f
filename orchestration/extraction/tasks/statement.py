"""One statement of a task on its way into a row."""

from __future__ import annotations

from dataclasses import dataclass, field

from orchestration.document import MappedText
from orchestration.extraction.structure.zones import Zone
from orchestration.extraction.tasks.funding import Funding

PLAN, RESULT, BOTH = "plan", "result", "both"


@dataclass(slots=True)
class Statement:
    """A task in one place. `goals` and `results` are the runs that print its promise and its outcome.

    `stage` is where it stands: a task whose place says nothing more takes it from what it states.
    """

    name: MappedText
    rule: str
    stage: str
    goals: list[MappedText] = field(default_factory=list)
    results: list[MappedText] = field(default_factory=list)
    funding: Funding | None = None
    zone: Zone | None = None
    row: int | None = None

    @property
    def goal(self) -> str:
        return "".join(text.text for text in self.goals)

    @property
    def result(self) -> str:
        return "".join(text.text for text in self.results)

    @property
    def texts(self) -> list[MappedText]:
        """All runs in the order of the print."""
        return sorted((self.name, *self.goals, *self.results), key=lambda text: text.offset(0))
