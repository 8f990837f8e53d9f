"""Automatic numbers of Word lists as they are printed: headings are known by their numbers, so they must be text.

Source of the formats: ECMA-376 part 1, 17.18.59 (ST_NumberFormat). A bullet prints nothing that means anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import cn2an
from lxml import etree

from orchestration.reading.docx_xml import attribute, child, children

_PLACE = re.compile(r"%([1-9])")
_LETTERS = 26
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_ONES = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is printed and where it starts."""

    number_format: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # of an abstract list
    lists: dict[str, str] = field(default_factory=dict)  # list → abstract list
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)  # list → level → first number
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: etree._Element | None) -> Numbering:
        """The lists that numbering.xml declares; none where there is no such part."""
        numbering = cls()
        for element in children(root, "abstractNum") if root is not None else ():
            key = attribute(element, "abstractNumId")
            numbering.levels[key] = {_integer(attribute(lvl, "ilvl")): _level(lvl) for lvl in children(element, "lvl")}
        for element in children(root, "num") if root is not None else ():
            key = attribute(element, "numId")
            abstract = child(element, "abstractNumId")
            numbering.lists[key] = attribute(abstract, "val")
            for override in children(element, "lvlOverride"):
                start = child(override, "startOverride")
                if start is not None:
                    level = _integer(attribute(override, "ilvl"))
                    numbering.restarts.setdefault(key, {})[level] = _integer(attribute(start, "val"), 1)
        return numbering

    def next(self, list_id: str, level: int) -> str:
        """The printed number of the next paragraph of a list at a level, blank included; empty for bullets."""
        abstract = self.lists.get(list_id)
        levels = self.levels.get(abstract or "", {})
        if abstract is None or level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if list_id not in self._seen:
            self._seen.add(list_id)
            for restarted, first in self.restarts.get(list_id, {}).items():
                counts[restarted] = first - 1
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        return self._printed(levels, counts, level)

    @staticmethod
    def _printed(levels: dict[int, Level], counts: dict[int, int], level: int) -> str:
        if levels[level].number_format in ("bullet", "none"):
            return ""

        def number(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            if at not in levels:
                return ""
            return format_number(counts.get(at, levels[at].start), levels[at].number_format)

        text = _PLACE.sub(number, levels[level].text)
        return text if not text or text[-1] in "、．。）)〕】：:" else f"{text} "


def format_number(value: int, number_format: str) -> str:
    """A list number as Word prints it in a format; formats not known here print plain digits."""
    match number_format:
        case (
            "chineseCounting"
            | "chineseCountingThousand"
            | "japaneseCounting"
            | "taiwaneseCountingThousand"
            | ("taiwaneseCounting" | "koreanCounting" | "ideographDigital" | "taiwaneseDigital")
        ):
            return str(cn2an.an2cn(value, "low")) if value >= 0 else str(value)
        case "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal":
            return str(cn2an.an2cn(value, "up")) if value >= 0 else str(value)
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if 1 <= value <= 20:
            return chr(ord("①") + value - 1)
        case "decimalEnclosedParen" if 1 <= value <= 20:
            return chr(ord("⑴") + value - 1)
        case "decimalEnclosedFullstop" if 1 <= value <= 20:
            return chr(ord("⒈") + value - 1)
        case "decimalFullWidth" | "decimalFullWidth2":
            return "".join(chr(ord("０") + int(digit)) for digit in str(max(0, value)))
        case "decimalZero":
            return f"{value:02d}"
        case "lowerLetter" | "upperLetter" if value >= 1:
            letters = chr(ord("a") + (value - 1) % _LETTERS) * ((value - 1) // _LETTERS + 1)
            return letters.upper() if number_format == "upperLetter" else letters
        case "lowerRoman" | "upperRoman" if 1 <= value < 4000:
            roman = _roman(value)
            return roman.upper() if number_format == "upperRoman" else roman
        case "ideographTraditional" if 1 <= value <= len(_STEMS):
            return _STEMS[value - 1]
        case "ideographZodiac" if 1 <= value <= len(_BRANCHES):
            return _BRANCHES[value - 1]
    return str(value)


def _roman(value: int) -> str:
    parts = []
    for amount, letters in _ROMAN + _ROMAN_ONES:
        parts.append(letters * (value // amount))
        value %= amount
    return "".join(parts)


def _level(element: etree._Element) -> Level:
    number_format = attribute(child(element, "numFmt"), "val") or "decimal"
    start = _integer(attribute(child(element, "start"), "val"), 0)
    return Level(number_format, attribute(child(element, "lvlText"), "val"), start)


def _integer(text: str, default: int = 0) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else default
