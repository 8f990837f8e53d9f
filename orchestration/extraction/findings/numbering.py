"""List marks in folded text: 一是, 第一, (一), 1., (1), ①, at the head of a passage or inside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from orchestration.document import MappedText
from orchestration.language.beginnings import compiled
from orchestration.language.necessary import Sieve

_HAN = "一二三四五六七八九十"
_STOPS = "。;:!?,)\"'》"


class Mark(NamedTuple):
    """A list mark: its family, its number, and where it stands; the item begins at `end`."""

    family: str
    number: int
    start: int
    end: int

    @property
    def leads(self) -> bool:
        return self.start == 0


_FAMILIES = (
    ("is", re.compile(rf"(?<![第统唯单之同万])([{_HAN}]{{1,3}})是要?[,:]?")),
    ("must", re.compile(rf"([{_HAN}]{{1,3}})(?:要|抓)(?=[\u4e00-\u9fff])")),
    ("of", re.compile(rf"其([{_HAN}])[,、:]")),
    ("nth", re.compile(rf"第([{_HAN}]{{1,3}})(?:[,、:]|是|方面[,:])")),
    ("chapter", re.compile(rf"([{_HAN}]{{1,3}})、")),
    ("han", re.compile(rf"\(([{_HAN}]{{1,3}})\)[、.]?")),
    ("digit", compiled(r"(?<![\d.])(\d{1,2})(?:[.、](?!\d)|\.(?=20\d{2}年|(?:1[0-2]|[1-9])月))")),
    ("decimal", re.compile(r"^\d{1,2}\.(\d{1,2})(?=[\u4e00-\u9fff])(?![万亿千百元个公平亩吨倍米人户家次])")),
    ("third", re.compile(r"^\d{1,2}\.\d{1,2}\.(\d{1,2})[、.]?(?=[\u4e00-\u9fff])")),
    ("bracket", re.compile(r"(?:\((\d{1,2})\)|(?<![\d(])(\d{1,2})\))[、.]?")),
    ("circle", re.compile(r"([①-⑳])[、.]?")),
    ("named", re.compile(rf"(?:问题|措施|建议|意见)([{_HAN}]|\d{{1,2}})[,、]")),
    ("roman", re.compile(r"^([Ⅰ-Ⅹ])[.、]?")),
    ("letter", re.compile(r"^([A-H])[.、](?=[\u4e00-\u9fff])")),
    ("order", re.compile(r"(首先|其次|再次|再者|最后)[,:]")),
    ("bullet", re.compile(r"^([·●■◆▪✓※-])")),
)
_GLUED = re.compile(r"[\u4e00-\u9fff]\d、[\u4e00-\u9fff]{3}")
_POSSIBLE = Sieve((family[1], family) for family in _FAMILIES)
_ORDER = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": 4}


def marks_of(text: MappedText, above: Sequence[Mark] = ()) -> list[Mark]:
    """All list marks of a passage, left to right; inside the passage only those that continue a list from its first.

    `above`: the marks before the passage, which it goes on from where a line broke inside an item: 册对 / 象的30%;(3)…
    """
    families = _POSSIBLE.sift(text.text)
    if not families:
        return []
    marks = (mark for family, pattern in families for mark in _found(text, family, pattern))
    return _in_sequence(_without_overlaps(sorted(marks, key=lambda mark: mark.start)), above)


def _found(text: MappedText, family: str, pattern: re.Pattern[str]) -> list[Mark]:
    marks = []
    for match in pattern.finditer(text.text):
        mark = Mark(family, number_of(next(filter(None, match.groups()))), match.start(), match.end())
        if mark.number and _stands_apart(text, mark):
            marks.append(mark)
    return marks


def _stands_apart(text: MappedText, mark: Mark) -> bool:
    """Whether a mark is one: at the head, after punctuation or a printed blank. 一是 … may follow anything."""
    if mark.leads:
        return True
    before = text.text[: mark.start].rstrip(" ")[-1:]
    if mark.family == "is":
        return (
            (mark.number > 1 and before not in "十")
            or before in _STOPS
            or text.text[: mark.start].endswith(("是", "为"))
        )
    if mark.family in ("chapter", "must"):
        return before in "。;:" or (mark.family == "must" and mark.number == 1 and before == ",")
    if mark.family == "bullet":
        return False
    gap = text.offset(mark.start) - text.offset(mark.start - 1) > 1
    if mark.family in ("bracket", "circle") and mark.number == 1 and before in "将是为要":
        return True
    if mark.family == "digit" and _goes_on_glued(text.text, mark):
        return True
    if mark.family in ("digit", "bracket"):
        return not before or before in "。;:!?" or (gap and before not in "、,第(" and not before.isdigit())
    return before in "。;:!?" or gap


def _goes_on_glued(text: str, mark: Mark) -> bool:
    """Whether a mark goes on with a list that lost its line breaks: 1、户外水栓冻裂2、水管员没有报酬; not 1、改造2、3号楼."""
    is_list = text.startswith("1、") and text[mark.end - 1] == "、"
    return is_list and _GLUED.match(text, mark.start - 1) is not None


def number_of(printed: str) -> int:
    """1, 一, 十二, ③, Ⅳ, B, 首先 → its number; 0 where it is none."""
    if printed.isdigit() and printed.isascii():
        return int(printed)
    if printed in _ORDER:
        return _ORDER[printed]
    if "①" <= printed <= "⑳":
        return ord(printed) - ord("①") + 1
    if "Ⅰ" <= printed <= "Ⅹ":
        return ord(printed) - ord("Ⅰ") + 1
    if "A" <= printed <= "H":
        return ord(printed) - ord("A") + 1
    tens, ten, units = printed.rpartition("十")
    if not ten:
        return _HAN.find(printed) + 1 if len(printed) == 1 else 0
    return (
        (_HAN.find(tens) + 1 if tens else 1) * 10 + (_HAN.find(units) + 1 if units else 0)
        if len(tens) <= 1 and len(units) <= 1
        else 0
    )


def _without_overlaps(marks: list[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in marks:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _in_sequence(marks: list[Mark], above: Sequence[Mark]) -> list[Mark]:
    """Inside a passage a list begins with 1 or goes on by one; a mark at the head counts as it is."""
    last = {mark.family: mark.number for mark in above}
    kept = []
    for mark in marks:
        goes_on = mark.family in last and mark.number in (last[mark.family] + 1, last[mark.family] + 2)
        if mark.leads or mark.number == 1 or goes_on or (mark.family == "order" and last.get("order")):
            last[mark.family] = mark.number
            kept.append(mark)
        elif mark.family == "is" and abs(mark.number - last.get("is", mark.number)) <= 2:
            last[mark.family] = mark.number  # an author's wrong number, or a list that began in the passage before
            kept.append(mark)
    return kept
