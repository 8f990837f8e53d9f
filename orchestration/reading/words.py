"""Loads the data files of this package: words and tags by which layout is known."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load_words(name: str) -> dict[str, Any]:
    """The content of `data/<name>`."""
    return tomllib.loads(resources.files("orchestration.reading").joinpath("data", name).read_text(encoding="utf-8"))
