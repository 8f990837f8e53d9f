"""基本支出 and 项目支出 as parts of the fund in the row right above them, which they add up to, and not of the whole.

    年度总金额 | 6,420.00,  其中:财政拨款 | 6,340.00,  基本支出 | 1,903.55,  项目支出 | 4,436.45,  非财政拨款 | 80.00

Belongs here: which rows of a table are such parts. Does not belong here: reading them (`money.table`), the parts of 基本支出
(`money.basic_parts`).
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

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


def _add_up(parts: list[SpendingRow], whole: SpendingRow) -> bool:
    """Whether parts come to a whole in every phase that it states, two phases at least."""
    stated = [(getattr(whole, phase), [getattr(part, phase) for part in parts]) for phase in _PHASES if getattr(whole, phase) is not None]
    return len(stated) > 1 and all(None not in amounts and abs(sum(amounts) - amount) <= _ROUNDING for amount, amounts in stated)
