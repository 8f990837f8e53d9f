"""基本支出 and 项目支出 as parts of the fund in the row right above them, which they add up to, and not of the whole; funds as
parts of one of the two in the same way.

    年度总金额 | 6,420.00,  其中:财政拨款 | 6,340.00,  基本支出 | 1,903.55,  项目支出 | 4,436.45,  非财政拨款 | 80.00
    合计 | 2,620.00,  基本支出 | 410.00,  项目支出 | 2,210.00,  其中:一般公共预算 | 960.00,  政府性基金预算 | 1,250.00

Belongs here: which rows of a table are such parts. Does not belong here: reading them (`money.table`), the parts of 基本支出
(`money.basic_parts`).
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise, takewhile

from orchestration.extraction.recorder import Recorder
from orchestration.records import SpendingRow

_PHASES = ("approved_amount", "adjusted_amount", "executed_amount")
_FUNDS = ("fund", "source")
_ROUNDING = Decimal(200)  # yuan that three amounts in 万元 with two decimals may be off


def place_natures_of_funds(recorder: Recorder) -> None:
    """Give natures that add up to the fund above them, and not to the whole above that, the fund's name and key."""
    rows: list[SpendingRow] = [row for row in recorder.rows["spending"] if row.table_seq is not None]
    for at, (whole, fund) in enumerate(pairwise(rows)):
        natures = rows[at + 2 : at + 4]
        one_table = {row.table_seq for row in (whole, fund, *natures)} == {fund.table_seq}
        if not one_table or whole.breakdown != "total" or fund.breakdown not in _FUNDS or [row.breakdown for row in natures] != ["nature"] * 2:
            continue
        if _add_up(natures, fund) and not _add_up(natures, whole):
            for row in natures:
                row.parent_item_name, row.fund_key = fund.item_name, fund.fund_key


def place_funds_of_natures(recorder: Recorder) -> None:
    """Give the funds right behind a nature that add up to it, and not to the whole, that nature as what they are parts of."""
    rows: list[SpendingRow] = [row for row in recorder.rows["spending"] if row.table_seq is not None]
    wholes = {row.table_seq: row for row in reversed(rows) if row.breakdown == "total"}
    for at, nature in enumerate(rows):
        funds, whole = _funds_behind(rows, at), wholes.get(nature.table_seq)
        if nature.breakdown != "nature" or len(funds) < 2 or whole is None:
            continue
        if _add_up(funds, nature) and not _add_up(funds, whole):
            for row in funds:
                row.parent_item_name = nature.item_name


def _funds_behind(rows: list[SpendingRow], at: int) -> list[SpendingRow]:
    seq = rows[at].table_seq
    return list(takewhile(lambda row: row.table_seq == seq and row.breakdown in _FUNDS, rows[at + 1 :]))


def _add_up(parts: list[SpendingRow], whole: SpendingRow) -> bool:
    """Whether parts come to a whole in every phase that it states, two phases at least."""
    stated = [(getattr(whole, phase), [getattr(part, phase) for part in parts]) for phase in _PHASES if getattr(whole, phase) is not None]
    return len(stated) > 1 and all(None not in amounts and abs(sum(amounts) - amount) <= _ROUNDING for amount, amounts in stated)
