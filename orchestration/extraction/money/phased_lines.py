"""Lines of a form that name a part and label each of its phases: 其中:中央资金 年初 300.00 全年 280.00 执行 280.00 执行率 100%.

Belongs here: such lines without a unit behind their amounts, and without a table. Does not belong here: sentences
(`money.sentences`), labels and amounts in rows (`money.pairs`), parts that name no phase (`money.labels`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from orchestration.document import MappedText
from orchestration.extraction.money.amounts import UnitChoice, choose_unit, plausible_unit
from orchestration.extraction.money.table import FUND_BREAKDOWNS, MoneyContext
from orchestration.extraction.money.words import breakdown_of, fund_of, without_prefix
from orchestration.extraction.money_units import FACTORS
from orchestration.extraction.recorder import Recorder
from orchestration.extraction.structure.outline import Outline
from orchestration.language import parse_number

_RULE = "money_phased_line"
_AMOUNT = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d.,]*[\d亿万千元%])"
_STOP = r"[,;、]?\s?"
_LINE = re.compile(
    rf"(?P<label>(?:其中:)?[\u4e00-\u9fff()]{{2,16}}?):?\s?(?:年初(?:预算)?数?:?\s?(?P<approved>{_AMOUNT}){_STOP})?"
    rf"(?:全年|调整后)(?:预算)?数?:?\s?(?P<adjusted>{_AMOUNT}){_STOP}(?:全年|实际)?(?:执行|支出)数?:?\s?(?P<executed>{_AMOUNT})"
    rf"(?:{_STOP}(?:预算)?执行率:?\s?(?P<rate>\d{{1,3}}(?:\.\d+)?)\s?%)?"
)
_PHASES = ("approved", "adjusted", "executed")
_READ = frozenset({"fund", "source", "nature", "economic", "three_public"})


def read_phased_lines(outline: Outline, context: MoneyContext, recorder: Recorder) -> None:
    """Record the parts that lines name with their phases."""
    lines = [(passage.text, line) for passage in outline.paragraphs for line in _lines(passage.text)]
    amounts = [number for _, line in lines for phase in _PHASES if line[phase] and (number := parse_number(line[phase])) is not None]
    unit = plausible_unit(choose_unit(document=context.document_unit), amounts, context.known_total, context.office_name)
    for text, line in lines:
        _record(text, line, unit, recorder)


def _lines(text: MappedText) -> Iterator[re.Match[str]]:
    return (line for line in _LINE.finditer(text.text) if breakdown_of(without_prefix(text.slice(*line.span("label"))).text) in _READ)


def _record(text: MappedText, line: re.Match[str], unit: UnitChoice, recorder: Recorder) -> None:
    name = without_prefix(text.slice(*line.span("label")))
    breakdown = breakdown_of(name.text)
    figures = {phase: text.slice(*line.span(phase)) for phase in _PHASES if line[phase]}
    amounts = {phase: (parse_number(line[phase]) or 0) * FACTORS[unit.unit] for phase in figures}
    fact_id = recorder.add(
        "spending",
        text.span(*line.span()),
        _RULE,
        item_name=name.printed(),
        breakdown=breakdown,
        direction="expenditure",
        fund_key=fund_of(name.text) if breakdown in FUND_BREAKDOWNS else None,
        declared_rate_pct=parse_number(line["rate"]) if line["rate"] else None,
        amount_unit=unit.unit,
        unit_source=unit.source,
        **{f"{phase}_amount": amount for phase, amount in amounts.items()},
        **{f"{phase}_text": figure.printed() for phase, figure in figures.items()},
    )
    for phase in figures:
        recorder.figure("spending", fact_id, f"{phase}_amount", text.span(*line.span(phase)), _RULE)
    if line["rate"]:
        recorder.figure("spending", fact_id, "declared_rate_pct", text.span(*line.span("rate")), _RULE)
