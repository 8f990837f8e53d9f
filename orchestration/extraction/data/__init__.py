"""Vocabulary of extraction: word lists, headers and units as TOML, each entry seen in published reports.

Patterns are composed of named pieces: `${points}` stands for the piece `points` of the file's table `[pieces]`, which may
hold others in turn. The lists of `money_verbs.toml` are such pieces in every file. What a reader fills in itself stands in
braces without a dollar sign. Belongs here: reading the files. Does not belong here: compiling patterns, which is their
readers' part.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

_PIECE = re.compile(r"\$\{(\w+)\}")


@cache
def load(name: str) -> dict[str, Any]:
    """The content of one data file, its patterns composed, read once. Raises KeyError for a piece that the file does not name."""
    content = _read(name)
    pieces = verbs_of_money() | content.pop("pieces", {})
    return {key: composed(value, pieces) for key, value in content.items()}


def any_of(terms: Iterable[str]) -> str:
    """A regular expression for the longest of some words."""
    return "|".join(re.escape(term) for term in sorted(set(terms), key=len, reverse=True))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def verbs_of_money() -> dict[str, str]:
    """What any of the verbs of a list of `money_verbs.toml` looks like, by the name of the list or of those taken together."""
    content = _read("money_verbs")
    lists: dict[str, list[str]] = content["verbs"]
    together = {name: [verb for kind in kinds for verb in lists[kind]] for name, kinds in content["together"].items()}
    return {kind: any_of(verbs) for kind, verbs in (lists | together).items()}


def composed(value: Any, pieces: Mapping[str, str]) -> Any:
    """A value of a data file, its pieces put in wherever a string names them: tables and lists keep their shape."""
    if isinstance(value, str):
        return _PIECE.sub(lambda match: composed(pieces[match[1]], pieces), value)
    if isinstance(value, list):
        return [composed(each, pieces) for each in value]
    if isinstance(value, dict):
        return {key: composed(each, pieces) for key, each in value.items()}
    return value

