"""The grade that a run of text states: in words, or as the ticked box of a form.

Belongs here: which class is meant and where it is printed. Does not belong here: what it grades (`scores.prose`).
Vocabulary: `data/scores.toml`, `[grades]`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from orchestration.extraction.data import load

Run = tuple[int, int]


class Grade(NamedTuple):
    """A grade as printed (优, 优秀, 良, …), and the run of the text that prints it."""

    name: str
    run: Run


@cache
def _data() -> dict[str, Any]:
    return load("scores")["grades"]


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(_data()[key].replace("{classes}", _data()["classes"]))


@cache
def _statements() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern.replace("{classes}", _data()["classes"])) for pattern in _data()["patterns"])


@cache
def _whole_cell() -> re.Pattern[str]:
    return re.compile(rf"({_data()['classes']})(?:等级|等次|等|级)?")


def grades_subject() -> re.Pattern[str]:
    """What a sentence must name that states a grade of the self-evaluation without its score."""
    return _pattern("subject")


@lru_cache(maxsize=4096)  # the words of forms recur
def labels_grade(label: str) -> bool:
    """Whether a cell says that the one beside it holds the grade: 评价等级."""
    return bool(_pattern("cell_label").match(label))


@lru_cache(maxsize=4096)
def labels_boxes(label: str) -> bool:
    """Whether a cell says that boxes beside it, of which one is ticked, are of the grade: 自评结论."""
    return bool(_pattern("box_label").match(label))


def prints_boxes(text: str) -> bool:
    """Whether a text prints boxes to tick."""
    return bool(_pattern("boxes").search(text))


def grade_of_cell(text: str) -> Grade | None:
    """The grade of a cell that holds nothing else, or boxes of which one is ticked."""
    whole = _whole_cell().fullmatch(text)
    return Grade(whole[1], whole.span(1)) if whole else _ticked(text, (0, len(text)))


def grade_of_sentence(text: str, sentence: Run, behind: int | None = None) -> Grade | None:
    """The grade that a sentence states; where a score ends at `behind`, rather what follows it than what stands before,
    else a sentence of its own that is nothing but the grade."""
    if _pattern("boxes").search(text[slice(*sentence)]):
        return _ticked(text, sentence)
    following = _stated(text, (behind - 1, sentence[1])) if behind is not None else None
    alone = _pattern("alone").match(text, sentence[1]) if behind is not None else None
    stated = following or _stated(text, sentence)
    return stated or (Grade(alone["grade"], alone.span("grade")) if alone else None)


def labelled_grade(text: str) -> tuple[Grade, Run] | None:
    """The one grade that a text prints behind its label (自评等次:优), and the run of both; None for several, and for boxes."""
    found = list(_pattern("labelled").finditer(text))
    if len(found) != 1 or _pattern("boxes").search(text):
        return None
    return Grade(found[0]["grade"], found[0].span("grade")), found[0].span()


def _stated(text: str, run: Run) -> Grade | None:
    for pattern in _statements():
        for match in pattern.finditer(text, *run):
            clause = max(text.rfind(mark, 0, match.start()) for mark in "。,;") + 1
            if not _pattern("other").search(text[clause : match.end()]):
                return Grade(match["grade"], match.span("grade"))
    return None


def _ticked(text: str, run: Run) -> Grade | None:
    """The class beside a ticked box: `优□良☑`, `☑优□良`."""
    data, start, words = _data(), run[0], text[slice(*run)]
    first_box, first_class = _pattern("boxes").search(words), _pattern("classes").search(words)
    if not first_box or not first_class:
        return None
    box_leads = first_box.start() < first_class.start()
    shape = (
        rf"{data['ticked']}(?P<grade>{data['classes']})"
        if box_leads
        else rf"(?P<grade>{data['classes']})(?:\([^()]*\))?{data['ticked']}"
    )
    match = re.search(shape, words)
    if not match:
        return None
    return Grade(match["grade"], (start + match.start("grade"), start + match.end("grade")))
