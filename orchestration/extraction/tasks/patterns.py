"""The patterns of `data/tasks.toml`, compiled once."""

from __future__ import annotations

import re
from functools import cache

from orchestration.extraction.data import load
from orchestration.language.beginnings import compiled


@cache
def pattern_of(part: str, name: str) -> re.Pattern[str]:
    """The pattern of a name in a part of the data; of a list, one that finds any of its members."""
    found = load("tasks")[part][name]
    return compiled("|".join(found) if isinstance(found, list) else found)
