"""Markdown from values: text from reports stays text, whatever it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

_SPECIAL = re.compile(r"([\\`*\[\]|~$]|(?<![a-z0-9])_|_(?![a-z0-9]))")
_BLANKS = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f]")
_LINKS = {"://": ":&#47;&#47;", "www.": "www&#46;", "@": "&#64;"}  # what Markdown makes links of by itself
LONGEST = 200  # characters shown of one value


def table_row(cells: Iterable[Any]) -> str:
    """A line of a table, each value made harmless by `cell`."""
    return "| " + " | ".join(cell(value) for value in cells) + " |"


def cell(value: Any) -> str:
    """A value as the text of a table's cell. NULL is empty."""
    if value == "---":
        return "---"
    return plain(shown(value))


def shown(value: Any) -> str:
    """A value as a person writes it: no trailing zeros, no exponent, no time of day without one."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, float):
        return shown(Decimal(repr(value))) if value == value and abs(value) != float("inf") else str(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    return str(value)


def plain(text: str) -> str:
    """One line in which no character means anything to Markdown or HTML; invisible characters are named."""
    line = _BLANKS.sub(" ", text).strip()
    if len(line) > LONGEST:
        line = line[:LONGEST] + "…"
    line = _INVISIBLE.sub(lambda found: f"U+{ord(found[0]):04X}", line)
    line = _SPECIAL.sub(r"\\\1", line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    for link, as_text in _LINKS.items():
        line = line.replace(link, as_text)
    return line


def code(text: str) -> str:
    """Inline code; for names of our own only."""
    return f"`{text}`"
