"""Which chapters tell of a later year than the report's: 四、2024年重点工作任务 in a report on 2023.

Belongs here: years in the titles of chapters and of those above. Does not belong here: chapters on next steps (`data/headings.toml`).
"""

from __future__ import annotations

import re

from orchestration.extraction.structure.outline import Section

_YEAR = re.compile(r"(?<!\d)(20\d{2})年")
_NEXT_YEAR = re.compile("^(?:[下明次]一?年度?|来年)")


def is_of_later_year(section: Section, year: int | None) -> bool:
    """Whether a chapter's title, or one above it, names a year after `year` and none before that."""
    return any(_NEXT_YEAR.match(each.title) or _names_later(each.title, year) for each in section.path())


def _names_later(title: str, year: int | None) -> bool:
    named = [int(found) for found in _YEAR.findall(title)]
    return year is not None and bool(named) and min(named) > year
