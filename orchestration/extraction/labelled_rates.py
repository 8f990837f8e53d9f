"""Rates of the whole that a form prints beside their label: `预算调整率 | 6.45%`.

Does not belong here: rates of rows of money (money_table, money_pairs), the rate of execution among them.
"""

from __future__ import annotations

import re
from functools import cache

from orchestration.extraction.columns import header_words
from orchestration.extraction.data import load
from orchestration.extraction.outline import CellText, Outline
from orchestration.extraction.recorder import Recorder
from orchestration.language import parse_number

_RATE = re.compile(r"^-?\d{1,4}(?:\.\d+)?%?$")


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(load("money")["rates"]["adjustment"])


def read_labelled_rates(outline: Outline, recorder: Recorder) -> None:
    """Record the first adjustment rate that stands beside its label, in percent points."""
    for table in outline.tables:
        value = next((value for label, value in table.neighbours() if _is_rate(label, value)), None)
        if value is not None:
            fact_id = recorder.add(
                "figures",
                table.row_span(value.row),
                "labelled_rate",
                figure="declared_adjustment_rate_pct",
                value=parse_number(value.text.text.rstrip("%")),
                value_text=value.text.printed(),
            )
            recorder.figure(
                "figures", fact_id, "value", value.text.span(0, len(value.text)), "labelled_rate",
                cell=value.cell, table_seq=table.seq, row_seq=value.row, sheet_name=table.sheet_name,
            )  # fmt: skip
            return


def _is_rate(label: CellText, value: CellText) -> bool:
    """A bare number beside the label may be its points in an assessment: one of the two cells must print %."""
    says_percent = "%" in value.text.text or "%" in label.text.text
    return bool(says_percent and _labels().match(header_words(label.text.text)) and _RATE.match(value.text.text))
