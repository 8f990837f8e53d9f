"""Tasks that one sentence announces, wherever it stands: 年度重点任务为:(1)老旧小区改造8个;(2)管网改造12公里。

Belongs here: lists behind 任务: in a passage of any chapter. Does not belong here: chapters on tasks (`prose`).
Vocabulary: `data/tasks.toml`, [announced].
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from orchestration.document import MappedText
from orchestration.extraction.findings.numbering import marks_of
from orchestration.extraction.structure.outline import Outline, Passage
from orchestration.extraction.tasks.patterns import pattern_of
from orchestration.extraction.tasks.prose import Chapter
from orchestration.extraction.tasks.statement import PLAN, Statement

_LEAST, _MOST = 2, 12  # tasks of one list
_ELSEWHERE = {"problems", "actions"}
_CLAUSE = re.compile("[,;、]")
_LONGEST_NAME = 24  # characters of a task in a list without marks


def announced_tasks(outline: Outline) -> list[Statement]:
    """The tasks of the first sentence that announces them."""
    for passage in outline.paragraphs:
        head = pattern_of("announced", "head").search(passage.text.text)
        if head and (found := list(_listed(passage.text.slice(head.end(), len(passage.text))))):
            return found
    return []


def announced_chapters(outline: Outline) -> Iterator[Chapter]:
    """The numbered passages under a line that announces them, where it stands in a chapter on something else:

    2021年重点工作四项: | 1.技能培训:开展培训38期。 | 2.根治欠薪:受理线索96件。
    """
    for at, passage in enumerate(outline.passages):
        if passage.section is None or _ELSEWHERE & set(passage.section.kinds()):
            continue
        if pattern_of("announced", "line").match(passage.text.text):
            listed = _list_under(outline.passages[at + 1 :])
            if len(listed) >= _LEAST:
                yield Chapter(passage.section, PLAN, listed, ())


def _list_under(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages of one list from the first on."""
    families = [_family_of(passage) for passage in passages[: _MOST + 1]]
    length = next((at for at, family in enumerate(families) if not family or family != families[0]), len(families))
    return tuple(passages[:length])


def _family_of(passage: Passage) -> str | None:
    """The family of the list mark a passage begins with, or None where it begins with none or is a heading."""
    marks = marks_of(passage.text) if passage.heading is None else []
    return marks[0].family if marks and marks[0].leads else None


def _listed(text: MappedText) -> Iterator[Statement]:
    """The items of a list with marks, up to the end of the passage, or of one without, up to the end of its sentence."""
    marks = [mark for mark in marks_of(text) if mark.family in ("digit", "bracket", "circle", "is")]
    if marks and marks[0].leads:
        own = [mark for mark in marks if mark.family == marks[0].family]
        stops = [*(mark.start for mark in own[1:]), len(text)]
        items = [text.slice(mark.end, stop).strip(" ;。") for mark, stop in zip(own, stops, strict=True)]
    else:
        items = _clauses(text.slice(0, (text.text + "。").index("。")))
    if _LEAST <= len(items) <= _MOST and all(items):
        yield from (_statement(item) for item in items)


def _clauses(sentence: MappedText) -> list[MappedText]:
    """The clauses of a list of short orders: 落实就业政策,实施参保计划; none where one is long or no order."""
    cuts = [0, *(stop.end() for stop in _CLAUSE.finditer(sentence.text)), len(sentence)]
    parts = [sentence.slice(start, end).strip(",;、 ") for start, end in zip(cuts, cuts[1:], strict=False)]
    return parts if all(pattern_of("announced", "order").match(part.text) and len(part) <= _LONGEST_NAME for part in parts) else []


def _statement(item: MappedText) -> Statement:
    """A task by its first words up to a figure or a stop; what follows them is promised."""
    head = re.match(r"[^\d,。;:]{4,}", item.text)
    name = item.slice(0, head.end() if head else len(item))
    return Statement(name, "task_of_list", PLAN, [item] if len(name) < len(item) else [])
