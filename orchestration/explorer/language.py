"""Words of the pages in Chinese and English: data (`data/strings.toml`), chosen for each request."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from starlette.requests import Request

LANGUAGES = ("zh", "en")
COOKIE = "jixiao_language"
_STRINGS = Path(__file__).parent / "data" / "strings.toml"
_UNSTATED = "–"
_BETWEEN_LANGUAGES = " ｜ "  # in the comments of the published file: English, then Chinese


@cache
def strings() -> dict[str, dict[str, dict[str, str]]]:
    """Section → key → language → words."""
    return tomllib.loads(_STRINGS.read_text(encoding="utf-8"))


class Words:
    """The words of one language. Called with `section.key`; `term` names a code and lets an unknown one stand."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, name: str, **values: Any) -> str:
        section, _, key = name.partition(".")
        words = strings()[section][key][self.language]
        return words.format(**values) if values else words

    def term(self, section: str, code: Any) -> str:
        """A code of the warehouse in words: `term("breakdown", "fund")`."""
        if code is None or code == "":
            return _UNSTATED
        entry = strings()[section].get(str(code))
        return entry[self.language] if entry else str(code)

    def label(self, name: str, comment: str | None) -> str | None:
        """What a column is called in the reader's language, beside its name; in English the name says it."""
        between = (comment or "").partition(_BETWEEN_LANGUAGES)[2]
        return between.partition("：")[0] or None if self.language == "zh" else None

    def comment(self, text: str | None) -> str:
        """A comment of the published file, of its two languages this one."""
        parts = (text or "").split(_BETWEEN_LANGUAGES)
        return parts[-1] if self.language == "zh" else parts[0]


def language_of(request: Request) -> str:
    """Asked for in the address, else remembered, else what the browser prefers, else Chinese."""
    for asked in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if asked in LANGUAGES:
            return asked
    for part in request.headers.get("accept-language", "").lower().split(","):
        if part.strip()[:2] in LANGUAGES:
            return part.strip()[:2]
    return LANGUAGES[0]
