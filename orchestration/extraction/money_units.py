"""The units in which amounts of money are printed: 元, 万元, 百万元 …, and of which of them yuan can be made.

Belongs here: their names and factors (`data/money.toml`, `[units]`). Does not belong here: which unit is that of a figure
(`money.amounts`), which one a document declares (`header.units`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from orchestration.extraction.data import load
from orchestration.extraction.recorder import Recorder

_PHASES = ("approved", "adjusted", "executed", "unphased", "change", "received", "carry_over")


class _Factors(dict[str, Decimal]):
    """Unit → yuan. Another currency counts for one: what it adds up to can be compared, and is told as printed only."""

    def __missing__(self, unit: str) -> Decimal:
        return Decimal(1)


FACTORS = _Factors({unit: Decimal(yuan) for unit, yuan in load("money")["units"]["yuan"].items()})
YUAN = "|".join(sorted(FACTORS, key=len, reverse=True))  # an alternation for patterns
DECLARED = f"{YUAN}|{load('money')['units']['foreign']}"  # what may stand behind 单位:, yuan or not


@cache
def _named() -> re.Pattern[str]:
    return re.compile(f"(?<![每一二三四五六七八九十百千])({DECLARED})")  # 每百元收入 names no unit


def money_unit(text: str) -> str | None:
    """The unit of money that a text names: 万元; also one that is none of yuan: 万美元."""
    match = _named().search(text)
    return match.group(1) if match else None


_LABEL = re.compile(r"(?:金额|计量|货币)?单位:?")
_ALONE = re.compile(rf"(?:人民币)?({DECLARED})")


def unit_beside(label: str, value: str) -> re.Match[str] | None:
    """The unit, group 1, that a cell or line prints behind its label: 金额单位 | 万元."""
    return _ALONE.fullmatch(value) if _LABEL.fullmatch(label) else None


def is_yuan(unit: str | None) -> bool:
    """Whether amounts in a unit can be told in yuan."""
    return unit is None or unit in FACTORS


def withhold_foreign(recorder: Recorder) -> None:
    """Take the amounts out of rows whose unit is none of yuan; their prints stay: 15.00 under 单位:万美元."""
    for row in recorder.rows["spending"]:
        if not is_yuan(row.amount_unit):
            for phase in _PHASES:
                setattr(row, f"{phase}_amount", None)
