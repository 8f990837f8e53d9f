"""The money that the words of a task state: behind its name in brackets, or in the first sentence of what is told of it.

Belongs here: which words are money of the task and fall out of name, goal and result. Does not belong here: columns of
money in tables (`tables`), rows of spending (`money`). Vocabulary: `data/tasks.toml`, [funding].
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from orchestration.document import Cell, MappedText
from orchestration.extraction.money.amounts import read_amount
from orchestration.extraction.money_units import FACTORS
from orchestration.extraction.tasks.patterns import pattern_of

_AMOUNT = re.compile(r"\d[\d,.]*[亿万千]?元")
_CLAUSE_END = re.compile(r"(?<!\d),|,(?!\d{3})|[;、]")
_SENTENCE_END = re.compile("[。;]")


class Funding(NamedTuple):
    """A task's money: the run that prints it, yuan, and the cell it stands in, if any."""

    text: MappedText
    yuan: Decimal
    cell: Cell | None = None


def ends_before_money(text: str) -> int | None:
    """Where a name ends that a comma parts from its money: 植树造林,预算86万元,…; None where nothing such follows."""
    spans = _clause_spans(text)
    told = text[slice(*spans[1])] if len(spans) > 1 else ""
    return spans[0][1] if _is_money(told) and _AMOUNT.search(told) else None


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
    """What is told of a task without the clauses of money that end or begin its first sentence, and that money.

    计划改造5座,安排资金735万元,实际支出588万元。改造危桥4座。 → 计划改造5座 | 改造危桥4座。
    预算735万元,支出588万元,改造危桥4座。 → 改造危桥4座。
    """
    stop = _SENTENCE_END.search(body.text)
    spans = _clause_spans(body.text[: stop.start() if stop else len(body)])
    sentence = body.text[: spans[-1][1]] if spans else ""
    is_money = [_is_money(body.text[slice(*span)]) and not _of_others(body.text[slice(*span)], sentence) for span in spans]
    told = len(spans) - _run(is_money[::-1])
    funding = _funding([body.slice(*span) for span in spans[told:]])
    if funding is not None:
        head = body.slice(0, spans[told - 1][1] if told else 0)
        rest = body.slice(stop.end() if stop else len(body), len(body))
        return [part for part in (head, rest) if part], funding
    first = [body.slice(*span) for span in spans[: _run(is_money)]]
    if any(_is_planned(clause) for clause in first):
        return [body.slice(spans[len(first)][0], len(body))], _funding(first)
    return [body], None


def without_labelled_money(body: MappedText) -> tuple[list[MappedText], Funding | None]:
    """A passage of a body, or nothing of it where its label says that it tells money: 资金情况:预算86万元,支出85万元。"""
    label = pattern_of("funding", "label").match(body.text)
    if label is None:
        return [body], None
    words, funding = without_money(body.slice(label.end(), len(body)))
    return ([], funding) if funding and not words else ([body], None)


def _run(flags: list[bool]) -> int:
    """How many flags are set before the first that is not."""
    return next((at for at, flag in enumerate(flags) if not flag), len(flags))


def _clause_spans(text: str) -> list[tuple[int, int]]:
    """Where the clauses of a sentence begin and end, their commas left out; one inside a figure parts nothing."""
    stops = [match.span() for match in _CLAUSE_END.finditer(text)]
    starts = [0, *(end for _, end in stops)]
    ends = [*(start for start, _ in stops), len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def _is_money(clause: str) -> bool:
    """Whether a clause tells money of the task and nothing else: 安排资金735万元; 执行率80%."""
    return any(pattern_of("funding", name).fullmatch(clause) for name in ("clause", "rate"))


def _of_others(clause: str, sentence: str) -> bool:
    """Whether money of a clause is what others invest: 完成投资4亿元; 引进企业9家,到位资金2亿元."""
    attracted = pattern_of("funding", "attracted").search(sentence) is not None
    return pattern_of("funding", "invested").search(clause) is not None or (attracted and "到位" in clause)


def _funding(clauses: list[MappedText]) -> Funding | None:
    """What is set aside for a task, else what was spent."""
    stated = [clause for clause in clauses if _AMOUNT.search(clause.text)]
    planned = [clause for clause in stated if _is_planned(clause)]
    return next((_read(clause) for clause in (*planned, *stated)), None)


def _is_planned(clause: MappedText) -> bool:
    return bool(_AMOUNT.search(clause.text)) and not pattern_of("funding", "spent").search(clause.text)


def _read(clause: MappedText) -> Funding | None:
    match = _AMOUNT.search(clause.text)
    printed = read_amount(match.group()) if match else None
    if match is None or printed is None:
        return None
    return Funding(clause.slice(*match.span()), printed.number * FACTORS[printed.unit or "元"])
