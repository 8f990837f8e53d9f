"""HTML from templates. Every value is escaped: what a report says is text on every page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from orchestration.publications.markdown import shown

_HERE = Path(__file__).parent
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LONGEST = 1_000  # characters shown of one value


def render_page(name: str, **values: Any) -> str:
    """The page of templates/`name`.html.j2."""
    return _environment().get_template(f"{name}.html.j2").render(values)


def style_sheet() -> Path:
    """The file of the style that every page links to."""
    return _HERE / "templates" / "site.css"


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = _shown
    environment.tests["number"] = lambda value: not isinstance(value, str | bool) and value is not None
    return environment


def _shown(value: Any) -> str:
    """A value as text; marks that turn the direction of what follows are named instead."""
    text = shown(value)
    text = text if len(text) <= LONGEST else text[:LONGEST] + "…"
    return _DIRECTION_MARKS.sub(lambda mark: f"[U+{ord(mark[0]):04X}]", text)
