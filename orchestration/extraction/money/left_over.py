"""What is left at the end of the year, told away from the spending that leaves it: on that row, not on one of its own.

`决算支出382.5万元。` … `年末结转结余17.5万元。` Belongs here: sums of what is left without any other phase. Does not belong
here: what is left in the sentence of its spending (`money.sentences.placing`), what last year left (年初结转).
"""

from __future__ import annotations

from dataclasses import replace

from orchestration.extraction.money.sentences.words import LEFT_AT_END
from orchestration.extraction.recorder import Recorder
from orchestration.records import EvidenceRow, SpendingRow

_OTHERS = ("approved_amount", "adjusted_amount", "executed_amount", "unphased_amount", "change_amount", "received_amount")


def tell_left_over(recorder: Recorder) -> None:
    """Give what a row of its own says to be left to the spending of the whole told last before it.

    Called when all spending is read: numbers of rows are not given again.
    """
    rows: list[SpendingRow] = recorder.rows["spending"]
    for left in [row for row in rows if _is_left(row)]:
        spent = _spent_before(left, rows)
        if spent is None:
            continue
        rows[rows.index(spent)] = replace(spent, carry_over_amount=left.carry_over_amount)
        rows.remove(left)
        evidence: list[EvidenceRow] = recorder.rows["evidence"]
        recorder.rows["evidence"] = [
            replace(row, fact_id=spent.fact_id) if row.fact_id == left.fact_id else row
            for row in evidence
            if row.fact_id != left.fact_id or row.column_name == "carry_over_amount"
        ]


def _is_left(row: SpendingRow) -> bool:
    """Whether a row says nothing but what was left of the whole."""
    alone = row.carry_over_amount is not None and all(getattr(row, name) is None for name in _OTHERS)
    return alone and row.declared_rate_pct is None and LEFT_AT_END.fullmatch(row.item_name) is not None


def _spent_before(left: SpendingRow, rows: list[SpendingRow]) -> SpendingRow | None:
    """The spending of the whole that stands nearest before, if nothing says yet what it leaves."""
    wholes = (
        row
        for row in rows
        if row.breakdown == "total" and row.direction != "income" and row.executed_amount is not None
        and row.char_start < left.char_start
    )  # fmt: skip
    spent = max(wholes, key=lambda row: row.char_start, default=None)
    return spent if spent is not None and spent.carry_over_amount is None else None
