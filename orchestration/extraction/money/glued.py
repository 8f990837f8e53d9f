"""Cells of money that run together without a separator: 年度资金总额40004000100%, 202010100.00%10.

Only arithmetic can part them: the figures of the columns that the header names must fit each other (executed ÷ budget
gives the rate, rate × weight the score). A print that can be parted in more than one way is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product
from math import prod

from orchestration.document import MappedText
from orchestration.extraction.money.amounts import UnitChoice, unit_of_label
from orchestration.extraction.money.words import breakdown_of, fund_of, is_total, without_prefix
from orchestration.extraction.money_units import FACTORS, money_unit
from orchestration.extraction.recorder import Recorder
from orchestration.extraction.structure.columns import MONEY_ROLES, column_of
from orchestration.extraction.structure.outline import Outline, Passage
from orchestration.language import parse_number
from orchestration.language.beginnings import compiled

_HEADER_WORD = compiled(
    r"年初预算数?|全年(?:调整)?预算数?|预算数|全年执行数|(?:预算)?执行数|实际支出数?|分值|(?:预算)?执行率|(?<!自评)得分"
)
_GLUED = re.compile(r"((?:其中:?)?(?:[\u4e00-\u9fff]{2,14}))[:：]?([\d.,]{3,}[-—]?%?[\d.,%\-—]*)(?![\d月日号]|年(?!度))")
_NUMBER = re.compile(r"(?:0|[1-9]\d{0,11})(?:\.\d{1,6})?")
_NUMBER_BEGUN = re.compile(r"(?:0|[1-9]\d{0,11})\.?")
_RULE = "glued_cells_parted_by_arithmetic"
_COLUMNS = {"rate": "declared_rate_pct", "score": "declared_score", "weight": "weight"}
_SHAPES = (
    ("approved", "adjusted", "executed", "weight", "rate", "score"),
    ("approved", "adjusted", "executed", "rate"),
    ("adjusted", "executed", "rate"),
)
_ZEROS = re.compile(r"(?P<amounts>0+)[-—]+(?:(?P<rate>0)%?[-—]*)?")
_DROPPED = re.compile(r"[,\-—]")
_MOST_WAYS = 20_000  # to part the parts of one whole
_LONG_FIGURE = re.compile(r"[\d.,][\d.,][\d.,]")
_LEAST_DIGITS = 6
_MOST_OF_ONE = 7  # digits without a point that one amount of a form may have
_LONGEST_LABEL = 40  # characters in which a label of a block names its unit
_REACH = 12  # characters between two words of one header: brackets and units, never a figure
_ONE_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\d{1,4}(?:\.\d+)?%")


def read_glued_money(outline: Outline, unit: UnitChoice, recorder: Recorder) -> None:
    """Record rows of money whose cells run together under a header of phases."""
    roles: list[str] = []
    for passage in outline.passages:
        found = _header_roles(passage.text.text)
        roles = found if _is_header(found) else roles
        named = unit_of_label(passage.text.text[:_LONGEST_LABEL])
        unit = UnitChoice(named, "header") if named else unit
        rows = [(match, name) for match in _glued_in(passage.text.text) if _names_money(name := _name(passage, match))]
        for (match, name), figures in zip(rows, _parted([(match.group(2), name.text) for match, name in rows], roles), strict=True):
            if figures:
                _record(passage, match, name, figures, unit, recorder)


def _glued_in(text: str) -> Iterator[re.Match[str]]:
    """The names with figures behind them; most texts hold no figure that is long enough."""
    return _GLUED.finditer(text) if _LONG_FIGURE.search(text) else iter(())


def _name(passage: Passage, match: re.Match[str]) -> MappedText:
    return without_prefix(passage.text.slice(_name_start(match), match.end(1)))


def _names_money(name: MappedText) -> bool:
    return bool(is_total(name.text) or breakdown_of(name.text) or fund_of(name.text))


def _parted(rows: list[tuple[str, str]], roles: list[str]) -> list[dict[str, str] | None]:
    """The figures of rows (print, name): of the parts of a total that print no rate as their sums tell, else by arithmetic."""
    figures = [_figures_of(print_, roles) for print_, _ in rows]
    at = next((at for at, (print_, name) in enumerate(rows) if is_total(name) and figures[at] and "%" in print_), None)
    whole = None if at is None else figures[at]
    if at is None or whole is None:
        return figures
    parts = [place for place in range(at + 1, len(rows)) if not ("%" in rows[place][0] or _nothing(rows[place][0], roles))]
    found = _figures_of_parts([rows[place][0] for place in parts], whole)
    return [dict(zip(parts, found, strict=True)).get(place) if place in parts else read for place, read in enumerate(figures)]


def _figures_of(print_: str, roles: list[str]) -> dict[str, str] | None:
    """The figures of a row by role, where several run together in it and arithmetic parts them."""
    if nothing := _nothing(print_, roles):
        return nothing
    return part_figures(print_, roles or _roles_by_arithmetic(print_)) if _runs_together(print_) else None


def _nothing(print_: str, roles: list[str]) -> dict[str, str] | None:
    """The figures of a part that has no money in any phase of the header: 000—0— under 年初预算数全年预算数全年执行数分值执行率得分."""
    phases = [role for role in roles if role in MONEY_ROLES]
    zeros = _ZEROS.fullmatch(print_) if "rate" in roles else None
    if zeros is None or not phases or len(zeros["amounts"]) != len(phases):
        return None
    return dict.fromkeys(phases, "0") | ({"rate": "0"} if zeros["rate"] else {})


def _figures_of_parts(prints: list[str], whole: dict[str, str]) -> Sequence[dict[str, str] | None]:
    """The figures of the parts of a whole that print no rate, where there is one way to part them that gives its sums:
    资金总额086.481.2… over 中央补助052.847.6 and 省级补助033.633.6."""
    roles = [role for role in whole if role in MONEY_ROLES]
    ways = [[dict(zip(roles, way, strict=True)) for way in _partings(_DROPPED.sub("", print_), roles)] for print_ in prints]
    choices = product(*ways) if prod(map(len, ways)) <= _MOST_WAYS else iter(())
    fitting = [way for way in choices if all(sum(Decimal(part[role]) for part in way) == Decimal(whole[role]) for role in roles)]
    return fitting[0] if len(fitting) == 1 else [None] * len(prints)


def _runs_together(print_: str) -> bool:
    """Whether a print is more than one number can be; the decimals of one say nothing of that (36.000000)."""
    if sum(map(str.isdigit, print_)) < _LEAST_DIGITS:
        return False
    whole = sum(map(str.isdigit, print_.partition(".")[0]))
    return whole > _MOST_OF_ONE or not _ONE_NUMBER.fullmatch(print_)


def _roles_by_arithmetic(print_: str) -> list[str]:
    """The phases of a row whose header is lost: those of the ministry's forms that the printed rate allows, the most first."""
    if "%" not in print_:
        return []
    return next((list(shape) for shape in _SHAPES if part_figures(print_, list(shape))), [])


def _name_start(match: re.Match[str]) -> int:
    """Where the row's name begins: behind header words that run into it."""
    heads = [head.end() for head in _HEADER_WORD.finditer(match.string, match.start(1), match.end(1))]
    return max(heads, default=match.start(1))


def _is_header(roles: list[str]) -> bool:
    return len(set(roles) & MONEY_ROLES) >= 2 and "rate" in roles


def _header_roles(text: str) -> list[str]:
    """The roles of the header words that stand close together, in order."""
    roles: list[str] = []
    last = None
    for match in _HEADER_WORD.finditer(text):
        between = text[last : match.start()] if last is not None else ""
        if len(between) > _REACH or any(map(str.isdigit, between)):
            break
        column = column_of(match.group())
        if column and column.role not in roles:
            roles.append(column.role)
            last = match.end()
    return roles


def part_figures(print_: str, roles: list[str]) -> dict[str, str] | None:
    """The one way to part a print into the figures of the roles that arithmetic allows, or None.

    Columns may be left out from the right, and weight with score, which parts of a total do not have.
    """
    bare = [role for role in roles if role not in ("weight", "score")]
    is_part = re.search(r"[-—]", print_) is not None  # a dash stands where a part has no weight and no score
    for wanted in [bare] if is_part else [*(roles[:count] for count in range(len(roles), 2, -1)), bare]:
        if "rate" not in wanted or len(wanted) < 3:
            continue
        found = [dict(zip(wanted, parts, strict=True)) for parts in _partings(_DROPPED.sub("", print_), wanted)]
        fitting = [figures for figures in found if _fits(figures)]
        fitting = [figures for figures in fitting if Decimal(figures["executed"])] or fitting
        fitting = [figures for figures in fitting if _prints_alike(figures)] or fitting
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            return None
    return None


def _partings(print_: str, roles: list[str]) -> Iterator[tuple[str, ...]]:
    if not roles:
        if not print_:
            yield ()
        return
    for end in range(1, len(print_) + 1):
        figure, rest = print_[:end], print_[end:]
        if not _NUMBER.fullmatch(figure):
            if not _NUMBER_BEGUN.fullmatch(figure):
                break
            continue
        if roles[0] == "rate" and rest.startswith("%"):
            rest = rest[1:]
        elif rest.startswith((".", "%")):
            continue
        for tail in _partings(rest, roles[1:]):
            yield (figure, *tail)


def _fits(figures: dict[str, str]) -> bool:
    budget, spent, rate = (
        Decimal(figures[role]) if role in figures else None for role in ("adjusted", "executed", "rate")
    )
    budget = budget if budget is not None else Decimal(figures.get("approved", "0"))
    if not any(map(Decimal, figures.values())):
        return len({figure.partition(".")[2] for role, figure in figures.items() if role != "score"}) == 1  # 0.000.000.00—0.00%
    if spent is None or rate is None or budget <= 0 or (rate == 0) != (spent == 0):
        return False
    printed = len(figures["rate"].partition(".")[2])
    if abs(spent / budget * 100 - rate) > Decimal("0.51") / 10**printed or spent > budget * 3:
        return False
    weight, score = (Decimal(figures[role]) if role in figures else None for role in ("weight", "score"))
    if weight is not None and not 0 < weight <= 100:
        return False
    return score is None or weight is None or abs(score - weight * rate / 100) <= Decimal("0.06")


def _prints_alike(figures: dict[str, str]) -> bool:
    """Whether the amounts are printed with as many decimals."""
    return len({len(figures[role].partition(".")[2]) for role in figures if role in MONEY_ROLES}) == 1


def _record(
    passage: Passage, match: re.Match[str], name: MappedText, figures: dict[str, str], unit: UnitChoice, recorder: Recorder
) -> None:
    factor = FACTORS[money_unit(passage.text.text[: match.start()]) or unit.unit]
    amounts = {f"{role}_amount": Decimal(figures[role]) * factor for role in figures if role in MONEY_ROLES}
    texts = {f"{role}_text": figures[role] for role in ("approved", "adjusted", "executed") if role in figures}
    fact_id = recorder.add(
        "spending",
        passage.text.span(_name_start(match), match.end()),
        _RULE,
        item_name=name.printed(),
        context=passage.section.title if passage.section else None,
        breakdown=breakdown_of(name.text) or "source",
        direction="expenditure",
        fund_key=fund_of(name.text),
        declared_rate_pct=parse_number(figures.get("rate", "")),
        weight=parse_number(figures.get("weight", "")),
        declared_score=parse_number(figures.get("score", "")),
        amount_unit=unit.unit,
        unit_source=unit.source,
        **amounts,
        **texts,
    )
    places = [index for index in range(*match.span(2)) if passage.text.text[index] not in ",-—"]
    position = 0
    for role, figure in figures.items():
        start, position = position, position + len(figure)
        place = passage.text.span(places[start], places[position - 1] + 1)
        recorder.figure("spending", fact_id, _COLUMNS.get(role, f"{role}_amount"), place, _RULE)
        if position < len(places) and passage.text.text[places[position]] == "%":
            position += 1
