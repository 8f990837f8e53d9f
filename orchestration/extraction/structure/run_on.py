"""Where a text that a site saved without its line breaks had them: `…如下:一、项目概况2018年…。二、目标完成情况(一)…`.

Belongs here: which places of one long paragraph begin a heading, and where that heading ends. Does not belong here: what
the headings mean (headings). Vocabulary: `data/headings.toml`, `[run_on]`.
"""

from __future__ import annotations

import re
from functools import cache

from orchestration.extraction.data import load

_CHAPTER = re.compile(r"(?:^|(?<=[。;:!?%分)]))(?:\d{1,2}、)?(?P<mark>[一二三四五六七八九十]{1,2}、)(?=[\u4e00-\u9fff])")
_PART = re.compile(r"(?<=[。;:!?\u4e00-\u9fff])\([一二三四五六七八九十]{1,2}\)(?=[\u4e00-\u9fff]{4})")
_BRACKETED = re.compile(r"【[^】]{2,12}】(?=[^【])")  # 【主要问题】一是…
_MARK = re.compile(r"(?<![第一二三四五六七八九十、和与及至到周期])(?P<number>[一二三四五六七八九十]{1,2})、(?=[\u4e00-\u9fff])")
_NUMBERS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
_LEAST_CHAPTERS = 2
_LEAST_COUNTED = 3  # chapters that only their numbers and names prove
_SHORTEST = 150  # characters
_SHORTEST_TITLED = 60


def run_on_parts(text: str) -> list[tuple[int, int]]:
    """The lines of a folded paragraph that runs on over its headings, as spans; the whole where it does not."""
    bracketed = _BRACKETED.match(text)
    if bracketed:
        return [bracketed.span(), (bracketed.end(), len(text))]
    chapters = [match.start("mark") for match in _CHAPTER.finditer(text)] if len(text) >= _SHORTEST else []
    counted = _counted_chapters(text) if len(text) >= _SHORTEST else []
    chapters = sorted({*chapters, *counted})
    if len(chapters) < _LEAST_CHAPTERS:
        return [(0, len(text))]
    starts = {*chapters, *(match.start() for match in _PART.finditer(text))}
    cuts = {0, len(text), *starts}
    cuts.update(end for start in starts if (end := _heading_end(text, start)))
    title = run_on_title(text)
    if title:
        cuts.add(title[1])
    ordered = sorted(cuts)
    return list(zip(ordered, ordered[1:], strict=False))


def _counted_chapters(text: str) -> list[int]:
    """Where chapters begin that no stop parts from what stands before them (…执行率97%三、存在问题预算…): their numbers follow
    one another from the first on, and each has a known name."""
    marks = [(match["number"], match.start()) for match in _MARK.finditer(text) if _heading().match(text, match.start())]
    found: list[int] = []
    for number, start in marks:
        if len(found) < len(_NUMBERS) and number == _NUMBERS[len(found)]:
            found.append(start)
    return found if len(found) >= _LEAST_COUNTED else []


def run_on_title(text: str) -> tuple[int, int] | None:
    """The title that a long line begins with, as a span: 2018年度…绩效自评报告根据省财政厅…; None for a line that has none."""
    match = _title().match(text) if len(text) >= _SHORTEST_TITLED else None
    return match.span("title") if match else None


def _heading_end(text: str, start: int) -> int | None:
    """Where a heading ends that a known name closes; None where it is the beginning of a sentence."""
    match = _heading().match(text, start)
    return match.end() if match else None


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(load("headings")["run_on"]["heading"])


@cache
def _title() -> re.Pattern[str]:
    return re.compile(load("headings")["run_on"]["title"])
