"""What a layout declares of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.corpus.draft import Compose

PROSE_FORMATS = ("txt", "gb18030", "utf16", "md", "html", "docx", "doc", "pdf", "scan")
FORM_FORMATS = ("txt", "gb18030", "html", "docx", "doc", "xlsx", "xls", "pdf", "scan")


@dataclass(frozen=True)
class Layout:
    """One way to write a report. `faults` are the contradictions it can show; `units` what it may print money in."""

    name: str
    compose: Compose
    formats: Sequence[str] = PROSE_FORMATS
    provinces: Sequence[str] = ()
    kinds: Sequence[str] = ("street", "town", "bureau")
    units: Sequence[str] = ("万元",)
    decimals: int = 2
    cents: bool = False
    faults: Sequence[str] = ()
