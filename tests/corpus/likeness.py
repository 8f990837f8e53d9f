"""When two printed texts, names or numbers are the same, however they are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache
from typing import Any


@cache
def normalised(text: str | None) -> str:
    """NFKC, lower case, without blanks and punctuation save % and a decimal point."""
    kept = [
        char
        for printed in text or ""
        for char in unicodedata.normalize("NFKC", printed).casefold()
        if char in ".%" or unicodedata.category(char)[0] not in "ZCP"
    ]
    return re.sub(r"(?<!\d)\.|\.(?!\d)", "", "".join(kept))


@cache
def ratio(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def alike(a: str | None, b: str | None, *, containment: bool = True) -> float:
    """Similarity of two names; one that contains the other is at least 0.9 alike."""
    a, b = normalised(a), normalised(b)
    contained = containment and bool(a and b) and (a in b or b in a)
    return max(ratio(a, b), 0.9 if contained else 0.0)


def number(value: Any) -> float | None:
    try:
        return float(str(value).replace(",", ""))
    except ValueError:
        return None


def close(a: Any, b: Any, *, tolerance: float = 0.0) -> bool:
    """Two stated numbers are the same, or neither is stated."""
    a, b = number(a), number(b)
    if a is None or b is None:
        return a is b
    return abs(a - b) <= max(tolerance, 1e-6 * max(abs(a), abs(b)))


def money(a: Any, b: Any) -> bool:
    return close(a, b, tolerance=0.5)


def stated(value: Any) -> bool:
    return value is not None and str(value) != ""


def printed_numbers(text: str | None) -> set[float]:
    """The numbers of a text as printed, and multiplied out where 万 or 亿 follows."""
    found: set[float] = set()
    pattern = r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*([万亿]?)"
    for digits, scale in re.findall(pattern, unicodedata.normalize("NFKC", text or "")):
        value = float(digits.replace(",", ""))
        found |= {value, round(value * {"": 1, "万": 1e4, "亿": 1e8}[scale], 4)}
    return found


def telling(value: float) -> bool:
    """Three digits or more, and no year."""
    digits = f"{value:.10g}".replace(".", "").strip("0")
    return len(digits) >= 3 and not (value % 1 == 0 and 1990 <= value < 2050)


def overlap(some: Iterable[tuple[int, int]], others: Iterable[tuple[int, int]]) -> bool:
    return any(a < d and c < b for a, b in some for c, d in others)


def shares_run(a: str | None, b: str | None) -> bool:
    """Whether two quotes share four characters, or the whole of a shorter one."""
    a, b = normalised(a), normalised(b)
    size = SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size
    return 0 < min(4, len(a), len(b)) <= size
