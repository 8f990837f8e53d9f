"""Rates of the whole that stand beside their label in a form, `预算调整率 | 6.45%`, or behind it in a sentence.

Does not belong here: rates of rows of money (`money.table`, `money.pairs`), the rate of execution among them.
"""

from __future__ import annotations

import re
from functools import cache

from orchestration.extraction.data import load
from orchestration.extraction.quotation import quoted_text
from orchestration.extraction.recorder import Recorder
from orchestration.extraction.structure.columns import header_words
from orchestration.extraction.structure.outline import CellText, Outline, TableView
from orchestration.language import parse_number

_TARGET = re.compile(r"^[≤<]=?\d{1,3}(?:\.\d+)?%$")
_RATE = re.compile(r"^-?\d{1,4}(?:\.\d+)?%?$")


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(load("money")["rates"]["adjustment"])


@cache
def _told() -> re.Pattern[str]:
    return re.compile(load("money")["rates"]["adjustment_told"])


def read_labelled_rates(outline: Outline, recorder: Recorder) -> None:
    """Record the first adjustment rate that stands beside its label, else the first in a sentence, in percent points."""
    for table in outline.tables:
        value = next((value for label, value in table.neighbours() if _is_rate(label, value)), None) or _behind_target(table)
        if value is not None:
            fact_id = recorder.add(
                "figures",
                table.row_span(value.row),
                "labelled_rate",
                figure="declared_adjustment_rate_pct",
                value=parse_number(value.text.text.rstrip("%")),
                value_text=value.text.printed(),
            )
            recorder.cell_figure("figures", fact_id, "value", table, value, "labelled_rate")
            return
    _read_told(outline, recorder)


def _behind_target(table: TableView) -> CellText | None:
    """The rate behind its target in a row of indicators: 预算调整率 | ≤10% | 22.58%."""
    for row in range(len(table.grid)):
        cells = table.printed_cells(row)
        for label, target, value in zip(cells, cells[1:], cells[2:], strict=False):
            if _TARGET.match(target.text.text) and "%" in value.text.text and _is_rate(label, value):
                return value
    return None


def _read_told(outline: Outline, recorder: Recorder) -> None:
    for text in (*(passage.text for passage in outline.paragraphs), *(cell.text for cell in outline.cells)):
        match = _told().search(text.text)
        if match is None:
            continue
        run = text.span(*match.span("rate"))
        quote = quoted_text(outline.document, text, *match.span())
        fact_id = recorder.add(
            "figures",
            quote,
            "told_rate",
            figure="declared_adjustment_rate_pct",
            value=parse_number(match["rate"]),
            value_text=match["rate"],
        )
        recorder.figure("figures", fact_id, "value", run, "told_rate")
        return


def _is_rate(label: CellText, value: CellText) -> bool:
    """A bare number beside the label may be its points in an assessment: one of the two cells must print %."""
    says_percent = "%" in value.text.text or "%" in label.text.text
    return bool(says_percent and _labels().match(header_words(label.text.text)) and _RATE.match(value.text.text))
