"""Lists whose items each tell a problem and, behind a label, the measure against it.

    (1)管护人手少。改进方向:每村聘1名专职。
    (2)回访不及时。改进方向:按季回访。

The measure may also be a paragraph of its own under its item, without a number: (1)管护人手少。 | 建议每村聘1名专职。 | (2)…

Belongs here: that the item after such a one is a problem again. Does not belong here: what a label is (`labels`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from orchestration.document import MappedText
from orchestration.extraction.findings.numbering import Mark, marks_of
from orchestration.extraction.findings.region import ACTION, PROBLEM
from orchestration.extraction.findings.turns import Turn


def turns_back(text: MappedText, labelled: Sequence[Turn]) -> Iterator[Turn]:
    """Where the next item of a passage turns back to problems: 1.甲。改进:乙。2.丙。改进:丁。"""
    marks = marks_of(text)
    for turn in labelled:
        above = _item_of(turn, marks)
        below = next((mark for mark in marks if above and mark.family == above.family and mark.start >= turn.end), None)
        is_next = turn.kind == ACTION and above and below and below.number == above.number + 1
        if is_next and below and all(each.start != below.start for each in labelled):
            yield Turn(below.start, below.start, PROBLEM)


def item_answered(text: MappedText, turns: Sequence[Turn]) -> Mark | None:
    """The mark of the last item of a passage, where it holds a problem and, behind a label, its measure."""
    if not turns or turns[-1].kind != ACTION or turns[-1].start == turns[-1].end:
        return None
    marks = marks_of(text)
    above = _item_of(turns[-1], marks)
    restarts = above and any(mark.family == above.family and mark.start >= turns[-1].end for mark in marks)
    return None if restarts else above


def item_above(text: MappedText, turns: Sequence[Turn], item: Mark | None) -> Mark | None:
    """The mark of the item that a paragraph answers, `item` being the last that told a problem: one without a number, or one
    whose number is of a label (1.存在问题:… | 2.改进措施:… under (一))."""
    if item is None or not turns or turns[0].kind != ACTION or turns[0].start > 0 or text.text.endswith(":"):
        return None
    own = next((mark for mark in marks_of(text) if mark.leads), None)
    labels = own is not None and own.end <= turns[0].end and own.family != item.family
    return item if own is None or labels else None


def problem_item(text: MappedText, turns: Sequence[Turn]) -> Mark | None:
    """The mark of a passage that is an item and tells nothing but a problem."""
    first = next(iter(marks_of(text)), None)
    return first if first and first.leads and not turns else None


def follows(text: MappedText, answered: Mark | None) -> bool:
    """Whether a passage is the item after one that tells a problem and its measure."""
    first = next(iter(marks_of(text)), None)
    if answered is None or first is None or not first.leads:
        return False
    return first.family == answered.family and first.number == answered.number + 1


def _item_of(turn: Turn, marks: Sequence[Mark]) -> Mark | None:
    """The mark of the item in which a label stands behind other words."""
    above = [mark for mark in marks if mark.end < turn.start]
    return above[-1] if above else None
