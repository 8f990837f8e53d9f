"""The title: which lines at the head of a document are its title, broken over lines or not. Data: `data/titles.toml`."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from orchestration.document import MappedText
from orchestration.extraction.data import load
from orchestration.extraction.header.lines import Line
from orchestration.extraction.header.names import ends_as_name
from orchestration.language.beginnings import compiled

_LONGEST_LINE, _LONGEST_TITLE, _MOST_LINES, _SEARCHED = 70, 110, 5, 120
_COVER = 12  # lines: accounts that begin here hold the forms below as their parts
_OF_OFFICE = 6  # the form of an office on the first sheet, with those of its projects behind
_CHAPTER = re.compile(r"^(?:第[一二三四五六七八九十\d]{1,3}[部章]分?|[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[、.](?!\d))")
_YEAR = re.compile(r"20\d{2}|二[〇零]")
_SENTENCE = re.compile(r"[。;!?]|,.*,|:.")
_YEAR_LINE = re.compile(r"^\(?(?:20\d{2}|二[〇零][一二三四五六七八九〇]{2})年?度?\)?$")
_DATE_LINE = re.compile(r"^(?:20\d{2}|二[〇零].{2})年.{1,3}月(?:.{1,3}日)?$")


class Title(NamedTuple):
    """A title as read: its text mapped to the print, and what kind of words it holds."""

    text: MappedText
    score: int
    line: int

    @property
    def is_form(self) -> bool:
        return bool(re.search(r"表格?(?:\([^()]*\))?$", self.text.text))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    data = load("titles")
    found: Any = data[name]
    return compiled("|".join(found) if isinstance(found, list) else found)


@cache
def _ending() -> re.Pattern[str]:
    data = load("titles")
    return re.compile(f"(?:{'|'.join(data['ending'])}){data['trailing']}$")


@cache
def _furniture() -> re.Pattern[str]:
    data = load("titles")
    labels = rf"^(?:{'|'.join(data['furniture_labels'])})(?:\(.{{1,8}}\))?(?=[:\dA-Z\[【]|$)"
    return compiled("|".join((labels, *data["furniture"])))


def is_furniture(text: str) -> bool:
    """Whether a line stands around a title and is no part of it: 索引号, 发布日期, breadcrumbs, a date."""
    return bool(_furniture().search(text))


def find_title(lines: list[Line]) -> Title | None:
    """The best title among the first lines, or None. Titles of notices, news and bare targets are none."""
    best: Title | None = None
    for first in range(min(len(lines), _SEARCHED)):
        for title in _windows(lines, first):
            if best is None or title.score > best.score:
                best = title
    return best


def _windows(lines: list[Line], first: int) -> list[Title]:
    """The titles that begin in a line: the line itself, or it and those that follow it."""
    found: list[Title] = []
    parts: list[MappedText] = []
    for index in range(first, min(first + _MOST_LINES, len(lines))):
        text = _without_site(_without_label(lines[index].text) if index == first else lines[index].text)
        if not _can_be_part(text.text, alone=index == first):
            break
        parts.append(text)
        joined = _joined(parts)
        if len(joined) > _LONGEST_TITLE:
            break
        score = _score(joined.text, parts, first)
        if score:
            found.append(Title(joined, score, first))
    return found


def _without_label(text: MappedText) -> MappedText:
    match = _pattern("before").match(text.text)
    rest = text.slice(match.end(), len(text)) if match else text
    return (
        rest.strip(" #《》")
        if rest.text.count("《") == rest.text.count("》") == 1 and rest.text.startswith("《")
        else rest.strip(" #")
    )


def _without_site(text: MappedText) -> MappedText:
    """A title without the name of the site that a page's head prints behind it."""
    match = _pattern("after").search(text.text)
    rest = text.slice(0, match.start()) if match else text
    return rest if _pattern("subject").search(rest.text) and _ending().search(rest.text) else text


def _can_be_part(text: str, *, alone: bool) -> bool:
    if not text or len(text) > _LONGEST_LINE or is_furniture(text):
        return False
    if text.endswith(":") and ends_as_name(text.rstrip(":")):
        return False  # 县财政局: is whom the report is for
    if _SENTENCE.search(text) or (_YEAR_LINE.match(text) and not alone and text.startswith("(")):
        return False
    return not _CHAPTER.match(text) and not _DATE_LINE.match(text)


def _joined(parts: list[MappedText]) -> MappedText:
    source = parts[0].source
    return MappedText.of(source, [part.span(0, len(part)) for part in parts], markup=True)


def _score(text: str, parts: list[MappedText], first: int) -> int:
    """0: no title. More for what a title says: evaluation, subject, office, year; less for lines that add nothing."""
    if len(text) < 5 or not _pattern("subject").search(text) or not _ending().search(text):
        return 0
    if is_message(text):
        return 0
    score = 20 - min(first, 40) // 10
    score += 6 if re.search("自评|自我评价", text) else 0
    score += 4 if _pattern("evaluation").search(text) else -6
    score += 3 if _YEAR.search(text) else 0
    score += 4 if ends_as_name(text) else 0
    score += 14 if first <= _COVER and _pattern("accounts").search(text) and _YEAR.search(text) else 0
    score += _OF_OFFICE if first <= _COVER and "整体" in text else 0
    score -= sum(not _adds(part.text) for part in parts) * 8
    score -= (
        6 * (len(parts) - 1) if _ending().search(parts[0].text) and _pattern("subject").search(parts[0].text) else 0
    )
    return max(score, 0)


def _adds(part: str) -> bool:
    """Whether a line can be a part of a title: it names a year, an office, a subject or the ending."""
    if _YEAR.search(part) or ends_as_name(part) or _pattern("subject").search(part) or _ending().search(part):
        return True
    return bool(re.search("整体|支出|部门|单位|项目|资金|经费|专项|补助|预算", part)) or len(part) <= 4


def is_message(text: str) -> bool:
    """Whether a title is a notice, a plan or news."""
    data = load("titles")
    notice = re.search("|".join(data["notices"]), re.sub(r"[《(].*?[》)]", "", text))
    if notice and not re.search(r"(?:报告|自评表|评价表)(?:\([^()]*\))?$", text):
        return True
    return bool(_pattern("news").search(text))


def is_targets_only(text: str) -> bool:
    """Whether a title is one of targets without results: 绩效目标申报表."""
    return bool(_pattern("targets_only").search(text)) and not re.search("自评|评价|完成", text)
