"""Numbers as reports print them: digits with separators and gaps, Chinese numerals, multipliers.

Belongs here: the number itself. Does not belong here: units, comparators (`quantities`), whole cells (`values`).
All texts are folded (`orchestration.document.fold_width`): half-width digits and punctuation.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

import cn2an

MULTIPLIERS = {
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10_000),
    "十万": Decimal(100_000),
    "百万": Decimal(1_000_000),
    "千万": Decimal(10_000_000),
    "亿": Decimal(100_000_000),
    "万亿": Decimal(1_000_000_000_000),
}
# 百分 and 千克 are units, not multipliers.
MULTIPLIER = r"(?:万亿|[十百千]?万(?!分之)|亿|百(?!分)|千(?![克米瓦卡伏帕字]))"

# Digits in groups of three (also with a layout gap after the comma), or plain, with decimals.
DIGITS = r"(?:\d{1,3}(?:, ?\d{3}){1,8}(?!\d)|\d{1,4}(?:,\d{4}){1,6}(?!\d)|\d+)(?:\.\d+)?"
DIGITS_WITH_GAP = rf"(?:{DIGITS}|(?:\d{{1,3}}(?:,\d{{3}}){{1,8}}|\d+)\. \d{{1,4}}(?!\d)|\d{{1,3}}(?: \d{{3}})+(?:\. ?\d+)?)"

_CHINESE_DIGITS = "零〇一二两三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖"
CHINESE = f"[{_CHINESE_DIGITS}十百千万亿廿卅拾佰仟]+(?:点[{_CHINESE_DIGITS}]+)?"

_FORMAL = str.maketrans("〇两壹贰貳叁參肆伍陆陸柒捌玖拾佰仟", "零二一二二三三四五六六七八九十百千")
_DIGIT = "[一二三四五六七八九]"
_SECTION = f"(?:{_DIGIT}?千)?零?(?:{_DIGIT}?百)?零?(?:{_DIGIT}?十)?零?{_DIGIT}?"
_GRAMMAR = re.compile(f"(?:{_SECTION}万?亿)?零?(?:{_SECTION}万)?{_SECTION}")
_DIGIT_BY_DIGIT = re.compile(f"[零{_DIGIT[1:-1]}]{{4}}")  # years and codes: 二〇二二
_COLLOQUIAL = re.compile(f"(?<=([百千万]))({_DIGIT})$")  # 三百二 is 320
_NEXT_BELOW = {"百": "十", "千": "百", "万": "千"}
_PLAIN = re.compile(DIGITS_WITH_GAP)
_SIGN = re.compile(r"[-−﹣+]\s?(?=\d)")
_MIXED = re.compile(rf"({DIGITS})({MULTIPLIER})")
_POINTS_FOR_COMMAS = re.compile(r"\d{1,3}(?:\.\d{3})+\.\d{1,2}")
_AMBIGUOUS = re.compile(r"\d{1,3}\.\d{3}")


@lru_cache(maxsize=4096)  # several readers ask of each number
def parse_number(text: str) -> Decimal | None:
    """The exact value of a text that is one number, or None.

    Reads `24,957.99`, `1287. 98`, `3万5千`, `二十三`, `贰佰`, `-1.5`. Says nothing on shapes that may be a damaged
    comma (`9.000`): see `may_be_thousands`; reads them as printed.
    """
    text = text.strip()
    sign = _SIGN.match(text)
    if sign:
        value = parse_number(text[sign.end() :])
        return value if value is None or text[0] == "+" else -value
    if not text:
        return None
    if text[0].isascii():
        return _parse_digits(text)
    return parse_chinese(text)


def _parse_digits(text: str) -> Decimal | None:
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", "").replace(" ", ""))
    if _POINTS_FOR_COMMAS.fullmatch(text):  # 1.287.98: two points, so the first can only be a damaged comma
        whole, _, decimals = text.rpartition(".")
        return Decimal(whole.replace(".", "") + "." + decimals)
    return _parse_mixed(text)


def _parse_mixed(text: str) -> Decimal | None:
    """`3万5千`, `1亿2000万`: falling multipliers; the last part must have one."""
    total, position, before = Decimal(0), 0, Decimal("Infinity")
    while match := _MIXED.match(text, position):
        multiplier = MULTIPLIERS[match.group(2)]
        if multiplier >= before:
            return None
        total += Decimal(match.group(1).replace(",", "").replace(" ", "")) * multiplier
        position, before = match.end(), multiplier
    return total if position == len(text) and position else None


@lru_cache(maxsize=4096)
def parse_chinese(text: str) -> Decimal | None:
    """The value of a Chinese numeral, everyday or formal, or None where it is no well-formed one (`三四`, `二三十`)."""
    whole, point, decimals = text.translate(_FORMAL).replace("廿", "二十").replace("卅", "三十").partition("点")
    if point:
        before, after = parse_chinese(whole), _digit_by_digit(decimals)
        return None if before is None or not after else Decimal(f"{before}.{after}")
    if _DIGIT_BY_DIGIT.fullmatch(whole):
        return Decimal(_digit_by_digit(whole))
    if not whole or not _GRAMMAR.fullmatch(whole):
        return None
    whole = re.sub("(^|[零千万亿])([百千])", r"\1一\2", whole)  # 百, 千: one of it
    if whole[0] in "万亿":
        whole = "一" + whole
    whole = _COLLOQUIAL.sub(lambda match: match.group(2) + _NEXT_BELOW[match.group(1)], whole)
    try:
        return Decimal(cn2an.cn2an(whole, "strict"))
    except ValueError:  # well-formed digit by digit, but no number: 一亿一百
        return None


def _digit_by_digit(text: str) -> str:
    return "".join(str("零一二三四五六七八九".find(char)) for char in text)


def may_be_thousands(text: str) -> bool:
    """Whether a print has the shape of a thousands comma read as a point: `9.000`, `3.560`; only context can tell."""
    return _AMBIGUOUS.fullmatch(text) is not None
