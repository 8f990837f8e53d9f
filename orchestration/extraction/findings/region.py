"""A run of text on problems or on measures, and where it stands. Its readers are `regions` and `labels`."""

from __future__ import annotations

from dataclasses import dataclass, field

from orchestration.document import MappedText
from orchestration.extraction.structure.outline import CellText, TableView

PROBLEM, ACTION, BOTH = "problem", "action", "both"


@dataclass(slots=True)
class Region:
    """A run of text on problems or on measures. `both`: the chapter's name does not say which."""

    kind: str
    rule: str
    texts: list[MappedText] = field(default_factory=list)
    table: TableView | None = None
    cell: CellText | None = None
