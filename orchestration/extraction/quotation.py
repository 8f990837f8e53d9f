"""Which run of the text a fact quotes: trimmed, and cut at a sentence's end where it is long."""

from __future__ import annotations

import re

from orchestration.document import Document, MappedText
from orchestration.extraction.recorder import LONGEST_QUOTE, Span
from orchestration.extraction.structure.outline import TableView

_SENTENCE_END = re.compile(r"[。；;！!？?]")


def quoted_run(document: Document, start: int, end: int) -> Span:
    """The run without blanks at its ends; of more than 400 characters, up to the last sentence end within 400."""
    text = document.text
    while start < end and text[start].isspace():
        start += 1
    if end - start > LONGEST_QUOTE:
        stops = [match.end() for match in _SENTENCE_END.finditer(text, start, start + LONGEST_QUOTE)]
        end = stops[-1] if stops else start + LONGEST_QUOTE
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def quoted_text(document: Document, text: MappedText, start: int = 0, end: int | None = None) -> Span:
    """The run that prints `text.text[start:end]`, as `quoted_run`."""
    return quoted_run(document, *text.span(start, len(text) if end is None else end))


def quoted_row(document: Document, table: TableView, row: int) -> Span:
    """The whole row of a table where it is one line of text, else as `quoted_run`."""
    start, end = table.row_span(row)
    return quoted_run(document, start, end) if "\n" in document.text[start:end] else (start, end)
