"""Rates of the whole that stand beside their label in a form, `预算调整率 | 6.45%`, or in a sentence: 预算执行率为96.28%。

Does not belong here: rates of rows of money (`money.table`, `money.pairs`, `money.sentences`). The rate of execution is
theirs where a row has it; here it is read where none has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache

from orchestration.document import MappedText
from orchestration.extraction.data import load
from orchestration.extraction.quotation import quoted_text
from orchestration.extraction.recorder import Recorder
from orchestration.extraction.structure.columns import header_words
from orchestration.extraction.structure.outline import CellText, Outline, Section, TableView
from orchestration.language import parse_number
from orchestration.records import EvidenceRow, SpendingRow

_TARGET = re.compile(r"^[≤<]=?\d{1,3}(?:\.\d+)?%$")
_RATE = re.compile(r"^-?\d{1,4}(?:\.\d+)?%?$")
_SPENT = re.compile(r"(?:全年|实际)?(?:执行|支出)(?:数|金额):\s?\d[\d,.]*[亿万]?元?(?:$|[,;]?其中:)")  # a line of a form, over that of the rate
_SENTENCE = re.compile(r"[^。;!?]+[。;!?]?")
_NOT_TOLD_IN = frozenset({"problems", "actions", "attachments", "task_plan"})
_EXECUTION, _ADJUSTMENT = "declared_execution_rate_pct", "declared_adjustment_rate_pct"

Told = tuple[MappedText, re.Match[str]]  # a passage or a part of it, and the rate in it


@cache
def _rates(name: str) -> re.Pattern[str]:
    return re.compile(load("money")["rates"][name])


@cache
def _execution(name: str) -> re.Pattern[str]:
    rates = load("money")["rates"]
    return re.compile(rates[name] + rates["rate_behind"])


def execution_rate_told(sentence: str, year: int | None, *, behind_sums: bool = False) -> re.Match[str] | None:
    """The execution rate (group `rate`) of the whole that a sentence begins with: 2022年预算执行率为96.28%,执行情况良好。

    None for another year's, and for a rule of what it should be. `behind_sums`: the sentence follows the sums of the
    whole, so that a bare 执行率 is of them.
    """
    match = _execution("execution_told").match(sentence)
    if match and match["year"] and year and int(match["year"]) != year:
        return None
    if not match and behind_sums:
        match = _execution("execution_behind").match(sentence)
    return None if match is None or _rates("not_told").search(sentence) else match


def read_labelled_rates(
    outline: Outline, recorder: Recorder, year: int | None = None, chapters: Set[Section] = frozenset()
) -> None:
    """Record the rates of the whole, in percent points.

    The adjustment rate is the first that stands beside its label, else the first in a sentence. The execution rate is told
    outside the chapters of single projects (`chapters`), and none where the report tells two that differ.
    """
    if not _beside_label(outline, recorder):
        _record(outline, recorder, _ADJUSTMENT, next(_adjustments(outline), None))
    if not _has_execution_rate(recorder):
        told = list(_executions(outline, year, chapters))
        alike = len({parse_number(match["rate"]) for _, match in told}) == 1
        if alike or not _rate_of_budget(recorder):
            _record(outline, recorder, _EXECUTION, told[0] if alike else None)


def _beside_label(outline: Outline, recorder: Recorder) -> bool:
    for table in outline.tables:
        value = next((value for label, value in table.neighbours() if _is_rate(label, value)), None) or _behind_target(table)
        if value is not None:
            fact_id = recorder.add(
                "figures",
                table.row_span(value.row),
                "labelled_rate",
                figure=_ADJUSTMENT,
                value=parse_number(value.text.text.rstrip("%")),
                value_text=value.text.printed(),
            )
            recorder.cell_figure("figures", fact_id, "value", table, value, "labelled_rate")
            return True
    return False


def _behind_target(table: TableView) -> CellText | None:
    """The rate behind its target in a row of indicators: 预算调整率 | ≤10% | 22.58%."""
    for row in range(len(table.grid)):
        cells = table.printed_cells(row)
        for label, target, value in zip(cells, cells[1:], cells[2:], strict=False):
            if _TARGET.match(target.text.text) and "%" in value.text.text and _is_rate(label, value):
                return value
    return None


def _adjustments(outline: Outline) -> Iterator[Told]:
    for text in (*(passage.text for passage in outline.paragraphs), *(cell.text for cell in outline.cells)):
        if "%" in text.text and (match := _rates("adjustment_told").search(text.text)):
            yield text, match


def _executions(outline: Outline, year: int | None, chapters: Set[Section]) -> Iterator[Told]:
    before = ""
    for passage in outline.paragraphs:
        above, before = before, passage.text.text
        path = passage.section.path() if passage.section else ()
        kinds = passage.section.kinds() if passage.section else ()
        if set(kinds) & _NOT_TOLD_IN or any(part in chapters for part in path):
            continue
        for sentence in _SENTENCE.finditer(passage.text.text):
            behind_sums = sentence.start() == 0 and _SPENT.match(above) is not None
            if match := execution_rate_told(sentence[0], year, behind_sums=behind_sums):
                yield passage.text.slice(*sentence.span()), match


def _has_execution_rate(recorder: Recorder) -> bool:
    totals = (row for row in recorder.rows["spending"] if row.breakdown == "total")
    return any(row.declared_rate_pct is not None and row.executed_amount is not None for row in totals)


def _rate_of_budget(recorder: Recorder) -> bool:
    """Record the rate that a budget of the whole states whose spending stands elsewhere: 全年预算900万元,执行率98%.

    False where there is none, or several, or no spending of the whole.
    """
    totals = [row for row in recorder.rows["spending"] if row.breakdown == "total" and row.direction != "income"]
    is_spent = any(row.executed_amount is not None for row in totals)
    rated = [row for row in totals if is_spent and row.adjusted_amount is not None and row.declared_rate_pct is not None]
    if len(rated) != 1:
        return False
    at = next((place for place in recorder.rows["evidence"] if _is_rate_of(place, rated[0])), None)
    if at is None:
        return False
    fact_id = recorder.add(
        "figures",
        (rated[0].char_start, rated[0].char_end),
        "told_rate",
        figure=_EXECUTION,
        value=rated[0].declared_rate_pct,
        value_text=at.quote.rstrip("%％"),
    )
    recorder.figure("figures", fact_id, "value", (at.char_start, at.char_end), "told_rate")
    return True


def _is_rate_of(place: EvidenceRow, row: SpendingRow) -> bool:
    return (place.fact_table, place.fact_id, place.column_name) == ("spending", row.fact_id, "declared_rate_pct")


def _record(outline: Outline, recorder: Recorder, figure: str, told: Told | None) -> None:
    if told is None:
        return
    text, match = told
    quote = quoted_text(outline.document, text, *match.span())
    value, printed = parse_number(match["rate"]), match["rate"]
    fact_id = recorder.add("figures", quote, "told_rate", figure=figure, value=value, value_text=printed)
    recorder.figure("figures", fact_id, "value", text.span(*match.span("rate")), "told_rate")


def _is_rate(label: CellText, value: CellText) -> bool:
    """A bare number beside the label may be its points in an assessment: one of the two cells must print %."""
    says_percent = "%" in value.text.text or "%" in label.text.text
    return bool(says_percent and _rates("adjustment").match(header_words(label.text.text)) and _RATE.match(value.text.text))
