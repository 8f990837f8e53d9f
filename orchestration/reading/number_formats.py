"""Numbers of spreadsheet cells as they are printed: percent, decimals, thousands, literal units.

Source of the format codes: ECMA-376 part 1, 18.8.30 and 18.8.31. Where a format would print fewer decimals than are
stored, the stored ones are kept (they are what the sums add up), unless they are what a computation left over.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

BUILT_IN = {  # ids that files use without declaring them
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0", 38: "#,##0",
    39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
}  # fmt: skip
_MOST_STORED_DECIMALS = 6  # of amounts in 万元 with the fen; more are left over from a computation
_SIGNIFICANT = 15  # digits that a double holds for certain
# Chinese programs escape with an exclamation mark, too.
_TOKEN = re.compile(r'"([^"]*)"|[\\!](.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.|([0#?.,%]+)|([^0#?.,%])')
_WITHIN = (".", ",")  # literals that part digits
_DIGIT = re.compile(r"[0#?]")
_NO_NUMBER = re.compile(r"^(?:general|@)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What of a format code matters: `decimals` is None where the format leaves them open."""

    decimals: int | None = None
    percent: bool = False
    thousands: bool = False
    scale: int = 0  # how often the printed number is divided by a thousand
    prefix: str = ""
    suffix: str = ""
    shift: int = 0  # digits behind a point that is a literal: the printed number is moved by so many places


@lru_cache(maxsize=512)
def parse_format(code: str) -> NumberFormat:
    """The first section of a format code.

    A point that is escaped or quoted parts the digits of a whole number: 1234567 is 123.4567 in `0!.0000`, as forms in
    万元 show what is stored in yuan. A comma like that parts groups of digits, and is left out.
    """
    if _NO_NUMBER.match(code.strip()):
        return NumberFormat()
    digits, prefix, suffix = "", "", ""
    percent, before_point = False, None
    for match in _TOKEN.finditer(code.split(";")[0]):
        quoted, escaped, currency, run, other = match.groups()
        literal = quoted or escaped or currency or (other if other and other not in " ()+-" else "")
        if run:
            percent = percent or "%" in run
            digits += run.replace("%", "")
        elif literal in _WITHIN and digits and "." not in digits and _DIGIT.match(code, match.end()):
            before_point = len(digits) if literal == "." else before_point
        elif literal and digits:
            suffix += literal
        elif literal:
            prefix += literal
    if not digits or "E" in suffix or "/" in suffix or re.search(r"[ymdhsgG]", prefix + suffix):
        return NumberFormat(percent=percent)
    whole, _, fraction = digits.partition(".")
    scale = len(digits) - len(digits.rstrip(","))
    fraction = fraction.rstrip(",")
    shift = 0 if before_point is None else len(whole[before_point:].replace(",", ""))
    return NumberFormat(fraction.count("0"), percent, "," in whole.rstrip(","), scale, prefix, suffix, shift)


def printed_number(value: float, code: str = "General") -> str:
    """A stored number as its cell prints it; never in scientific notation."""
    form = parse_format(code)
    number = _without_noise(value, form)
    if form.percent:
        number = number.scaleb(2)
    if form.scale:
        number = number.scaleb(-3 * form.scale)
    if form.shift:
        number = number.scaleb(-form.shift)
    decimals = max((form.decimals or 0) + form.shift, _decimals(number))
    text = f"{number:,.{decimals}f}" if form.thousands else f"{number:.{decimals}f}"
    return f"{form.prefix}{text}{'%' if form.percent else ''}{form.suffix}"


def _without_noise(value: float, form: NumberFormat) -> Decimal:
    """The decimal that was meant: without the digits that binary fractions, single precision or a division add."""
    number = Decimal(f"{value:.{_SIGNIFICANT}g}")
    beyond = _MOST_STORED_DECIMALS + (2 if form.percent else 0)
    if _decimals(number) <= beyond:
        return _plain(number)
    single = Decimal(f"{value:.7g}")
    if struct.unpack("f", struct.pack("f", float(single)))[0] == value and _decimals(single) <= beyond:
        return _plain(single)
    if form.decimals is not None:
        kept = form.decimals + (2 if form.percent else 0)
        return _plain(number.quantize(Decimal(1).scaleb(-kept), ROUND_HALF_UP))
    return _plain(number)


def _decimals(number: Decimal) -> int:
    exponent = _plain(number).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _plain(number: Decimal) -> Decimal:
    """Without trailing zeros after the point."""
    normal = number.normalize()
    return normal.quantize(Decimal(1)) if normal == normal.to_integral_value() and abs(normal) < 10**25 else normal
