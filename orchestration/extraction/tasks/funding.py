"""The money that the words of a task state: behind its name in brackets, or in the first sentence of what is told of it.

Belongs here: which words are money of the task and fall out of name, goal and result. Does not belong here: columns of
money in tables (`tables`), rows of spending (`money`). Vocabulary: `data/tasks.toml`, [funding].
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from orchestration.document import Cell, MappedText
from orchestration.extraction.money.amounts import FACTORS, read_amount
from orchestration.extraction.tasks.patterns import pattern_of

_AMOUNT = re.compile(r"\d[\d,.]*[亿万千]?元")
_CLAUSE_END = re.compile(r"(?<!\d),|,(?!\d{3})|[;、]")
_SENTENCE_END = re.compile("[。;]")


class Funding(NamedTuple):
    """A task's money: the run that prints it, yuan, and the cell it stands in, if any."""

    text: MappedText
    yuan: Decimal
    cell: Cell | None = None


def name_and_money(text: MappedText) -> tuple[MappedText, Funding | None]:
    """A name without the money printed behind it: 高标准农田建设(预算840万元,支出828.6万元)."""
    match = pattern_of("funding", "bracket").search(text.text)
    if match is None:
        return text, None
    inner = text.slice(*match.span("money"))
    clauses = [inner.slice(*span) for span in _clause_spans(inner.text)]
    if not all(_is_money(clause.text) or _is_bare(clause.text) for clause in clauses):
        return text, None
    return text.slice(0, match.start()), _funding(clauses)


def _is_bare(clause: str) -> bool:
    """Whether a clause is an amount without a phase: 86万元; 资金86万元."""
    return pattern_of("funding", "bare").fullmatch(clause) is not None


def without_money(body: MappedText) -> tuple[list[MappedText], Funding | None]:
    """What is told of a task without the clauses of money that end its first sentence, and that money.

    计划改造5座,安排资金735万元,实际支出588万元。改造危桥4座。 → 计划改造5座 | 改造危桥4座。
    """
    stop = _SENTENCE_END.search(body.text)
    spans = _clause_spans(body.text[: stop.start() if stop else len(body)])
    told = len(spans)
    while told and _is_money(body.text[slice(*spans[told - 1])]):
        told -= 1
    funding = _funding([body.slice(*span) for span in spans[told:]])
    if funding is None:
        return [body], None
    head = body.slice(0, spans[told - 1][1] if told else 0)
    rest = body.slice(stop.end() if stop else len(body), len(body))
    return [part for part in (head, rest) if part], funding


def _clause_spans(text: str) -> list[tuple[int, int]]:
    """Where the clauses of a sentence begin and end, their commas left out; one inside a figure parts nothing."""
    stops = [match.span() for match in _CLAUSE_END.finditer(text)]
    starts = [0, *(end for _, end in stops)]
    ends = [*(start for start, _ in stops), len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def _is_money(clause: str) -> bool:
    """Whether a clause tells money of the task and nothing else: 安排资金735万元; 执行率80%."""
    return any(pattern_of("funding", name).fullmatch(clause) for name in ("clause", "rate"))


def _funding(clauses: list[MappedText]) -> Funding | None:
    """What is set aside for a task, else what was spent."""
    stated = [clause for clause in clauses if _AMOUNT.search(clause.text)]
    planned = [clause for clause in stated if not pattern_of("funding", "spent").search(clause.text)]
    return next((_read(clause) for clause in (*planned, *stated)), None)


def _read(clause: MappedText) -> Funding | None:
    match = _AMOUNT.search(clause.text)
    printed = read_amount(match.group()) if match else None
    if match is None or printed is None:
        return None
    return Funding(clause.slice(*match.span()), printed.number * FACTORS[printed.unit or "元"])
