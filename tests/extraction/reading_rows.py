"""Small documents for tests: text in, recorded rows out, through the real reader and outline."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from orchestration.document import Document, MappedText
from orchestration.extraction.findings import read_findings
from orchestration.extraction.indicators.table import read_indicator_zone
from orchestration.extraction.money.matrix import read_money_matrix
from orchestration.extraction.money.pairs import read_money_pairs
from orchestration.extraction.money.sentences.passages import ProseMoneyContext, read_prose_money
from orchestration.extraction.money.table import MoneyContext, read_money_zone
from orchestration.extraction.recorder import Recorder
from orchestration.extraction.structure import continued_zones
from orchestration.extraction.structure.captions import form_project
from orchestration.extraction.structure.outline import Outline, build_outline
from orchestration.extraction.structure.zones import Zone
from orchestration.reading import read_document

DEPARTMENT = MoneyContext(2023, "万元", None, "department", "云溪县水务局")


def outline_of(text: str) -> Outline:
    return build_outline(read_document(text.encode(), "report.txt"))


def zones_of(text: str) -> list[Zone]:
    return continued_zones.zones_of(outline_of(text).tables)


def findings_of(text: str) -> list[tuple[str, str, str]]:
    """Kind, number and text of each finding, whose quotes stand in the text."""
    outline = outline_of(text)
    recorder = Recorder(outline.document)
    read_findings(outline, recorder)
    for row in (*recorder.rows["findings"], *recorder.rows["evidence"]):
        assert row.quote == outline.document.text[row.char_start : row.char_end]
    return [(row.finding_kind, row.finding_seq, row.finding_text) for row in recorder.rows["findings"]]


def money_of(text: str, context: MoneyContext = DEPARTMENT) -> list[Any]:
    """The spending rows of all tables of a text."""
    outline = outline_of(text)
    recorder = Recorder(outline.document)
    context = replace(context, forms={view.seq: name for view in outline.tables if (name := form_project(view))})
    for zone in continued_zones.zones_of(outline.tables):
        if zone.is_matrix:
            read_money_matrix(zone, context, recorder)
        elif zone.is_money:
            read_money_zone(zone, context, recorder)
        elif not zone.is_indicators:
            read_money_pairs(zone, context, recorder)
    return recorder.rows["spending"]


def indicators_of(text: str) -> list[Any]:
    """The indicators of all tables of a text."""
    outline = outline_of(text)
    recorder = Recorder(outline.document)
    for zone in continued_zones.zones_of(outline.tables):
        if zone.is_indicators:
            read_indicator_zone(zone, recorder)
    return recorder.rows["indicators"]


def prose_money_of(sentence: str, *, project: str | None = None) -> list[Any]:
    """The spending rows of a sentence in a chapter about money."""
    recorder = Recorder(Document(text=sentence, blocks=(), reader="text", file_format="txt"))
    read_prose_money(MappedText.of(sentence), ProseMoneyContext(None, project, True), recorder)
    return recorder.rows["spending"]


def phases(row: Any) -> dict[str, int]:
    """The amounts a spending row states, in yuan."""
    names = ("approved", "adjusted", "executed", "unphased", "change", "received", "carry_over")
    stated = {name: getattr(row, f"{name}_amount") for name in names}
    return {name: int(amount) for name, amount in stated.items() if amount is not None}
