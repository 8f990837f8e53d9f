"""The passages and cells of a document that can state a score, each with the project whose chapter or form it stands in.

Belongs here: where scores may stand. Does not belong here: which numbers are scores (`scores.prose`), which tables are forms
of one project (`structure.project_forms`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from orchestration.document import MappedText
from orchestration.extraction.money.sentences.items import listed_segments, named_project
from orchestration.extraction.structure.outline import Outline, Section
from orchestration.extraction.structure.zones import Zone

_CHAPTERS_ON_WORK = frozenset({"achievements", "problems", "actions", "overview", "task_plan"})
_SHORTEST_CELL = 5


class ScoredText(NamedTuple):
    """A text, whether its chapter is on the work itself, and the project that it is of, where it is of one."""

    text: MappedText
    is_of_work: bool
    project: str | None


def texts_of(
    outline: Outline,
    forms: Mapping[int, str],
    chapters: Mapping[Section, str],
    of_form: Mapping[int, str],
    rules: frozenset[int],
) -> Iterator[ScoredText]:
    """All passages, item by item, and the cells of tables that are no rules for points (`rule_cells`). `of_form`: passages
    that are lines of one project's form (`structure.form_lines`)."""
    for passage in outline.passages:
        path = passage.section.path() if passage.section else ()
        kinds = passage.section.kinds() if passage.section else ()
        headed = (name for part in path if (name := chapters.get(part) or named_project(part.title)))
        project = next(headed, of_form.get(id(passage)))
        for span in listed_segments(passage.text.text):
            yield ScoredText(passage.text.slice(*span), bool(set(kinds[:1]) & _CHAPTERS_ON_WORK), project)
    for table in outline.tables:
        cells = (cell for cell in table.cells() if len(cell.text) >= _SHORTEST_CELL and cell.cell.start not in rules)
        yield from (ScoredText(cell.text, False, forms.get(table.seq)) for cell in cells)


def rule_cells(zones: Iterable[Zone]) -> frozenset[int]:
    """Where the cells begin that give rules for points, which are no points: 依据充分得2分,目标量化得1分."""
    columns = ((zone, column) for zone in zones for column in zone.columns_of("explanation"))
    cells = (zone.view.grid[row][column] for zone, column in columns for row in zone.rows)
    return frozenset(cell.cell.start for cell in cells if cell is not None)
