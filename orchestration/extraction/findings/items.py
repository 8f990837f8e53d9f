"""A run of passages → the items of its lists, nested as they are numbered; only the finest are findings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from orchestration.document import MappedText
from orchestration.extraction.data import load
from orchestration.extraction.findings.numbering import Mark, marks_of
from orchestration.extraction.header.names import is_name

_SENTENCE_END = re.compile(r"。(?=.)")
_CLAUSE_END = re.compile(r";(?=.)")
_LEAST_SENTENCE = 10
_OF_CHAPTERS = ("han", "chapter")  # families of marks that stand above those of items
_BULLETS = " ·•●○〇■□◆◇▪▲★☆※✓-—"  # before an item of a list that counts nothing


@dataclass(slots=True)
class Item:
    """One item of a list, or an unnumbered paragraph. `texts` are the runs that print it, its number left out."""

    family: str
    texts: list[MappedText] = field(default_factory=list)
    parts: list[Item] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(text.text for text in self.texts)

    @property
    def numbered(self) -> bool:
        return self.family != "paragraph"


@dataclass(frozen=True, slots=True)
class Leaf:
    """An item without parts: its number (`2.3`) and the runs that print it."""

    seq: str
    texts: tuple[MappedText, ...]


def leaves_of(texts: Iterable[MappedText]) -> list[Leaf]:
    """The findings of a run of passages: the finest numbered items, or the paragraphs where nothing is numbered."""
    root = _tree(texts)
    numbered = [part for part in root.parts if part.numbered]
    tops = numbered or [one for part in root.parts if not is_intro(part.text) for one in _sentences(part)]
    return [leaf for index, part in enumerate(tops, 1) for leaf in _leaves(part, str(index))]


def _sentences(paragraph: Item) -> list[Item]:
    """The sentences of a paragraph without numbers, each a finding: 车辆老化,维修费用高。快检设备不足,检测半径长。

    None of them tells points (…逐户整改。自评得分91.5分。).
    """
    (text,) = paragraph.texts
    if _words()["cause"].match(text.text):
        return [paragraph]
    end = _SENTENCE_END if _SENTENCE_END.search(text.text) else _CLAUSE_END
    cuts = [0, *(match.end() for match in end.finditer(text.text)), len(text)]
    spans = [(start, end) for start, end in zip(cuts, cuts[1:], strict=False) if end - start >= _LEAST_SENTENCE]
    if len(spans) < 2 or any(_words()["goes_on"].match(text.text, start) for start, _ in spans[1:]):
        return [paragraph]
    items = [Item("paragraph", [text.slice(*span)]) for span in spans]
    return [item for item in items if not _words()["points"].match(item.text)]


def _tree(texts: Iterable[MappedText]) -> Item:
    root = Item("root")
    open_items = [root]
    above: list[Mark] = []
    for text in texts:
        if _words()["closing"].match(text.text):
            break
        marks = marks_of(text, above)
        above = marks or above
        lead = text.slice(0, marks[0].start if marks else len(text))
        if lead:
            _add_unmarked(open_items, lead, has_marks=bool(marks))
        for index, mark in enumerate(marks):
            stop = marks[index + 1].start if index + 1 < len(marks) else len(text)
            _open(open_items, mark, text.slice(mark.end, stop))
    return root


def _add_unmarked(open_items: list[Item], text: MappedText, *, has_marks: bool) -> None:
    """Text without a number: the body of the open item, else a paragraph of its own; before a list an introduction."""
    if is_outro(text.text) or _words()["points"].match(text.text):
        return
    if len(open_items) > 1:
        open_items[-1].texts.append(text)
    elif not has_marks:
        open_items[0].parts.append(Item("paragraph", [text.strip(_BULLETS)]))


def _open(open_items: list[Item], mark: Mark, text: MappedText) -> None:
    """Open a numbered item: beside those of its family that are open, else inside the innermost one."""
    for depth, item in enumerate(open_items):
        if item.family == mark.family:
            del open_items[depth:]
            break
    else:
        if mark.leads and mark.number > 1 and mark.family in _OF_CHAPTERS:
            del open_items[1:]  # (四)下一步安排 behind 3.…: parts of an item begin with one
    item = Item(mark.family, [text] if text else [])
    open_items[-1].parts.append(item)
    open_items.append(item)


def _leaves(item: Item, seq: str) -> list[Leaf]:
    parts = [part for part in item.parts if part.numbered]
    if parts:
        return [leaf for index, part in enumerate(parts, 1) for leaf in _leaves(part, f"{seq}.{index}")]
    return [] if is_nothing(item.text) else [Leaf(seq, tuple(item.texts))]


@cache
def _words() -> dict[str, re.Pattern[str]]:
    data = load("findings")["nothing"]
    return {name: re.compile("|".join(found) if isinstance(found, list) else found) for name, found in data.items()}


def is_nothing(text: str) -> bool:
    """Whether a text says that there is nothing: 无, 暂无, 未发现问题."""
    return bool(_words()["whole"].match(text))


def is_intro(text: str) -> bool:
    """Whether a paragraph only announces findings."""
    return (len(text) <= 160 and bool(_words()["intros"].search(text))) or is_nothing(text)


def is_outro(text: str) -> bool:
    """Whether a paragraph closes a chapter or a report: 以上…, a signature, a date, *填报单位:…* in Markdown."""
    text = text.strip("*_ ")
    if len(text) > 60 or re.search("[,。;].{6}", text):
        return False
    return bool(_words()["outros"].search(text)) or is_name(text)
