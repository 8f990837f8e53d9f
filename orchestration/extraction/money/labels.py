"""Parts of the office's money with a label that names no phase: 其中:基本支出:839.84, or 基本支出 | 839.84 in two cells.

Such parts stand below a total whose phases have columns or labels of their own; which phase they are of is told by their
sum. Labels that name a phase are `money.pairs`, sentences `money.sentences.passages`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from orchestration.document import MappedText
from orchestration.extraction.money.amounts import choose_unit, plausible_unit, read_amount, unit_of_label
from orchestration.extraction.money.divided_rows import divided_rows, label_pairs
from orchestration.extraction.money.table import MoneyContext
from orchestration.extraction.money.words import (
    breakdown_of,
    divides_income,
    fund_of,
    is_total,
    without_prefix,
    without_unit_note,
)
from orchestration.extraction.money_units import FACTORS
from orchestration.extraction.recorder import Recorder, Span
from orchestration.extraction.structure.header_rows import is_figure
from orchestration.extraction.structure.outline import CellText, Outline, TableView
from orchestration.extraction.structure.zones import Zone
from orchestration.records import SpendingRow

_RULE = "money_label_in_cell"
_AMOUNT = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:亿元|万元|千元|元|万)?"
_PART = rf"(?:其中:)?[\u4e00-\u9fff()\"]{{3,24}}:\s?{_AMOUNT}"
_CELL = re.compile(rf"(?:按[\u4e00-\u9fff]{{2,6}}分:)?{_PART}(?:[;,、]?\s?{_PART})*[;,。]?")
_ANY = rf"(?:按[\u4e00-\u9fff]{{2,6}}分:\s?)?(?:其中:)?[\u4e00-\u9fff()\"]{{3,24}}:?\s?{_AMOUNT}"
# 按收入性质分:一般公共预算2,980.55 政府性基金拨款440.00; 三公经费:28.6,其中:公务接待费11.4
_GLUED = re.compile(rf"(?:(?=按){_ANY}|{_PART})(?:[;,、]?\s?{_ANY})*[;,。]?")
_IN_CELL = re.compile(r"[\u4e00-\u9fff]{3,12}\d[\d,]*(?:\.\d+)?[亿万千]?元")  # 基本支出1,864,200元
# 基本支出总额1207.60项目支出总额2634.57, the cells of a form's line that run together
_NATURES = re.compile(rf"(?:(?:基本|项目)支出(?:总额|合计)?(?:\([亿万千]?元\))?:?\s?{_AMOUNT}[,;、]?\s?){{2}}")
_DIGIT = re.compile(r"\d")
_ONE = re.compile(rf"(?P<label>(?:其中:)?[\u4e00-\u9fff()\"]{{3,24}}):?\s?(?P<amount>{_AMOUNT})")
_TOTAL = re.compile(rf"(?P<label>(?:资金)?总额|(?:年度|本年|全年)(?:支出|预算)(?:合计|总额|总计)):\s?(?P<amount>{_AMOUNT})[;,。]?")
# what the parts of one side come to: 按收入性质分:3,420 over 其中:一般公共预算:3,000
_SIDE = re.compile(rf"(?P<label>按(?:收入|支出)性质分):\s?(?P<amount>{_AMOUNT})[;,。]?")
_HEADS_BUDGET = re.compile(r"(?:年度)?(?:部门)?预算(?:申请|总额)?(?:\(.{1,6}\))?:?")
# the label of the block in one line with its total and its parts: 年度预算申请(万元) 资金总额:86.5 按收入性质分:…
_LED = re.compile(
    rf"{_HEADS_BUDGET.pattern}\s?(?:(?P<whole>(?P<label>(?:资金)?总额):?\s?(?P<amount>{_AMOUNT})[;,。]?\s?))?(?=按[\u4e00-\u9fff]{{2,6}}分)"
)
_INCOME_SIDE = frozenset({"fund", "source"})
_PHASES = ("adjusted", "executed", "approved")
_READ = frozenset({"fund", "source", "nature", "economic", "three_public"})
_OF_SPENDING = frozenset({"economic", "function"})
_NEAR = Decimal("0.01")  # of a total that parts miss, where a clerk miscounted
_REACH = 200  # characters between the parts of one whole


@dataclass(frozen=True, slots=True)
class _Place:
    """The cell that prints a figure, and its table; both None in a line of text."""

    table: TableView | None = None
    cell: CellText | None = None


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A labelled amount: its name, where label and amount stand, and the figure."""

    name: MappedText
    text: MappedText  # label and amount
    figure: MappedText
    place: _Place
    breakdown: str
    number: Decimal
    unit: str | None
    line: int  # where the line or cell begins


def read_labelled_money(outline: Outline, zones: list[Zone], context: MoneyContext, recorder: Recorder) -> None:
    """Record the parts that cells and lines print as label and amount, unless another rule read their place."""
    taken = [(row.char_start, row.char_end) for row in recorder.rows["spending"]]
    parts = [part for text, place in _texts(outline) if _DIGIT.search(text.text) for part in _parts(text, place)]
    if len(parts) > 1:
        _record_totals(outline, context, taken, recorder)
    parts += [part for zone in zones if not zone.columns for part in _pairs(zone)]
    told = [*taken, *(part.figure.span(0, len(part.figure)) for part in parts)]  # a line of text is a row of a rebuilt table too
    divided = [part for zone in zones if zone.is_money for part in _divided_pairs(zone)]
    parts = [part for part in parts if not _is_taken(part.figure, taken)]
    parts += [part for part in divided if not _is_taken(part.figure, told)]
    if not parts:
        return
    income = any(divides_income(text.text) for text, _ in _texts(outline))
    bare = [part.number for part in parts if part.unit is None]
    unit = plausible_unit(
        choose_unit(document=_unit_of_totals(recorder) or context.document_unit),
        bare,
        context.known_total,
        context.office_name,
    )
    sides = [[part for part in parts if (part.breakdown in _INCOME_SIDE) is side] for side in (True, False)]
    for side, is_income in zip(sides, (income, False), strict=True):
        side_phase = _phase(side, FACTORS[unit.unit], recorder.rows["spending"])
        lines = _phases_of_lines(side, FACTORS[unit.unit], recorder.rows["spending"])
        for part in side:
            phase = lines.get(id(part), side_phase)
            _record(part, phase, "income" if is_income else "expenditure", unit.unit, unit.source, recorder)


def _record_totals(outline: Outline, context: MoneyContext, taken: list[Span], recorder: Recorder) -> None:
    """Record the totals that lines or cells label above their parts: 总额:3,420 under 年度预算申请, 年度支出合计:3,312, and what
    each side of the parts comes to, 按支出性质分:3,312, where it is a total already read."""
    above, unit = "", _unit_of_totals(recorder) or context.document_unit or "万元"
    for text, place in _texts(outline):
        led = _LED.match(text.text)
        match = led if led and led["whole"] else _SIDE.fullmatch(text.text) or _TOTAL.fullmatch(text.text)
        amount = read_amount(match["amount"]) if match else None
        if match is None or amount is None or _is_taken(text.slice(*match.span("amount")), taken):
            above = text.text
            continue
        name, figure = text.slice(*match.span("label")), text.slice(*match.span("amount"))
        whole = text.slice(match.start("label"), match.end("amount"))
        part = _Labelled(name, whole, figure, place, "total", amount.number, amount.unit, text.offset(0))
        if match.re is _SIDE:
            phase = _phase_stated(part, FACTORS[amount.unit or unit], recorder.rows["spending"])
        else:
            phase = "adjusted" if match is led else _phase_of_total(match["label"], above)
        above = text.text
        if phase:
            direction = "income" if divides_income(name.text) else "expenditure"
            _record(part, phase, direction, unit, "document", recorder)


def _phase_stated(part: _Labelled, factor: Decimal, rows: list[SpendingRow]) -> str | None:
    """The phase of the total read so far that a labelled amount is."""
    return next((phase for amount, phase in _totals(rows) if amount == part.number * factor), None)


def _phase_of_total(label: str, above: str) -> str | None:
    if "支出" in label:
        return "executed"
    return "adjusted" if "预算" in label or (label.endswith("总额") and _HEADS_BUDGET.fullmatch(above)) else None


def _texts(outline: Outline) -> Iterator[tuple[MappedText, _Place]]:
    for passage in outline.paragraphs:
        yield passage.text, _Place()
        pieces = passage.pieces if len(passage.pieces) > 1 else ()
        lines = (MappedText.of_run(passage.text.source, piece.start, piece.end, True) for piece in pieces)
        yield from ((line, _Place()) for line in lines if _NATURES.fullmatch(line.text))
    for table in outline.tables:
        for row in range(len(table.grid)):
            yield from ((cell.text, _Place(table, cell)) for cell in table.printed_cells(row))


def _parts(text: MappedText, place: _Place) -> Iterator[_Labelled]:
    led = _LED.match(text.text)
    text = text.slice(led.end(), len(text)) if led else text
    in_cell = (place.cell is not None and _IN_CELL.fullmatch(text.text)) or _NATURES.fullmatch(text.text)
    if not in_cell and (":" not in text.text or not (_CELL.fullmatch(text.text.strip()) or _GLUED.fullmatch(text.text.strip()))):
        return
    for match in _ONE.finditer(text.text):
        name = without_prefix(text.slice(*match.span("label")))
        amount = read_amount(match.group("amount"))
        breakdown = breakdown_of(name.text)
        if breakdown is None and fund_of(name.text):
            breakdown = "source"
        if amount is None or breakdown not in _READ or is_total(name.text):
            continue
        figure = text.slice(*match.span("amount"))
        yield _Labelled(name, text.slice(*match.span()), figure, place, breakdown, amount.number, amount.unit, text.offset(0))


def _pairs(zone: Zone) -> Iterator[_Labelled]:
    """Kinds of spending as label and value in two cells, in rows that have no header: 基本支出 | 839.84, and with the unit
    in the cell 工资福利支出 | 742.16万元."""
    for row in zone.rows:
        cells = zone.view.printed_cells(row)
        for label, value, after in zip(cells, cells[1:], [*cells[2:], None], strict=False):
            amount = read_amount(value.text.text)
            name = without_unit_note(without_prefix(label.text))
            breakdown = breakdown_of(name.text)
            is_kind = breakdown == "nature" or (breakdown in _OF_SPENDING and amount is not None and amount.unit)
            if amount is None or breakdown is None or not is_kind or (after and is_figure(after.text.text)):
                continue
            unit = amount.unit or unit_of_label(label.text.text)
            yield _Labelled(name, _from_to(label, value), value.text, _Place(zone.view, value), breakdown, amount.number, unit, label.text.offset(0))


def _divided_pairs(zone: Zone) -> Iterator[_Labelled]:
    """The parts that rows below the phases of a block label in pairs: 其中:一般公共预算: | 812.35 | 其中:基本支出: | 512.35."""
    for row in sorted(divided_rows(zone)):
        for label, value in label_pairs(zone.view.printed_cells(row)):
            amount = read_amount(value.text.text)
            name = without_unit_note(without_prefix(label.text))
            breakdown = breakdown_of(name.text)
            if amount is not None and breakdown in _READ:
                unit = amount.unit or unit_of_label(label.text.text)
                yield _Labelled(name, _from_to(label, value), value.text, _Place(zone.view, value), breakdown, amount.number, unit, label.text.offset(0))


def _from_to(label: CellText, value: CellText) -> MappedText:
    """The text from a label to the end of its figure."""
    start, end = label.text.span(0, len(label.text))[0], value.text.span(0, len(value.text))[1]
    return MappedText.of(label.text.source, [(start, end)], markup=True)


def _is_taken(text: MappedText, taken: list[Span]) -> bool:
    start, end = text.span(0, len(text))
    return any(first < end and start < last for first, last in taken)


def _unit_of_totals(recorder: Recorder) -> str | None:
    """The unit that the table of the total was read in."""
    rows: list[SpendingRow] = recorder.rows["spending"]
    return next((row.amount_unit for row in rows if row.breakdown == "total"), None)


def _phase(parts: list[_Labelled], factor: Decimal, rows: list[SpendingRow]) -> str:
    """The phase whose total the parts add up to, alone or with what is read beside them, or nearly so; a budget that names
    no phase is the one in force."""
    stated = _totals(rows)
    whole = sum((part.number * (FACTORS[part.unit] if part.unit else factor) for part in parts), Decimal(0))
    sums = [whole, *(whole + beside for beside in _beside(parts, rows))]
    for total in filter(None, sums):
        for amount, phase in stated:
            if abs(amount - total) <= factor * len(parts) / 100:
                return phase
    near = [(abs(amount - whole), phase) for amount, phase in stated if abs(amount - whole) <= amount * _NEAR]
    return min(near)[1] if near and len(parts) > 1 else "adjusted"


def _totals(rows: list[SpendingRow]) -> list[tuple[Decimal, str]]:
    """The amounts of the whole that are read so far, each with its phase."""
    wholes = (row for row in rows if row.breakdown == "total")
    return [(amount, phase) for row in wholes for phase in _PHASES if (amount := getattr(row, f"{phase}_amount"))]


def _phases_of_lines(parts: list[_Labelled], factor: Decimal, rows: list[SpendingRow]) -> dict[int, str]:
    """The phase of the parts of one line that add up to a total, where another line has those of another phase."""
    totals = _totals(rows)
    found: dict[int, str] = {}
    for _, group in groupby(parts, key=lambda part: part.line):
        line = list(group)
        total = sum((part.number * (FACTORS[part.unit] if part.unit else factor) for part in line), Decimal(0))
        phase = next((phase for amount, phase in totals if len(line) > 1 and amount == total), None)
        found |= {id(part): phase for part in line if phase}
    return found


def _beside(parts: list[_Labelled], rows: list[SpendingRow]) -> Iterator[Decimal]:
    """What other rules read of the same kinds of spending, spent, next to the parts: 项目支出 below 人员经费 and 公用经费."""
    if not parts:
        return
    start, end = parts[0].text.span(0, 1)[0], parts[-1].text.span(0, len(parts[-1].text))[1]
    kinds = {part.breakdown for part in parts}
    for row in rows:
        if row.breakdown in kinds and row.executed_amount and start - _REACH < row.char_start < end + _REACH:
            yield row.executed_amount


def _record(part: _Labelled, phase: str, direction: str, unit: str, source: str, recorder: Recorder) -> None:
    amounts = {f"{phase}_amount": part.number * FACTORS[part.unit or unit], f"{phase}_text": part.figure.printed()}
    fact_id = recorder.add(
        "spending",
        part.text.span(0, len(part.text)),
        _RULE,
        item_name=part.name.printed(),
        breakdown=part.breakdown,
        direction=direction,
        fund_key=fund_of(part.name.text) if part.breakdown in _INCOME_SIDE else None,
        amount_unit=part.unit or unit,
        unit_source="cell" if part.unit else source,
        **amounts,
    )
    table, cell = part.place.table, part.place.cell
    recorder.figure(
        "spending", fact_id, f"{phase}_amount", part.figure.span(0, len(part.figure)), _RULE,
        cell=cell.cell if cell else None,
        table_seq=table.seq if table else None,
        row_seq=cell.row if cell else None,
        sheet_name=table.sheet_name if table else None,
    )  # fmt: skip
