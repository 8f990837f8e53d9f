"""Whose a bare count of staff is: 行政编制12名,实有11人;事业编制30名,实有28人 tells two kinds, and no total.

Belongs here: counts in one text that name no staff but 实有, 在职. Does not belong here: which wordings count staff
(`headcounts`). Vocabulary: `data/staffing.toml`, `[in_post]`.
"""

from __future__ import annotations

import re
from functools import cache

from orchestration.extraction.data import load

_STOP = re.compile("[。;]")


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(load("staffing")["in_post"][name])


def is_of_one_kind(text: str, count: re.Match[str]) -> bool:
    """Whether a bare count is of one kind of staff: posts of that kind stand before it, and those of another elsewhere.

    `count`: the match of a count that else is of all staff.
    """
    if _words("whole").search(count["words"]):
        return False
    begin = max(_end_of_last(_STOP, text, count), _end_of_last(_words("bare"), text, count))
    posts = [(post.end(), post["kind"]) for post in _words("posts").finditer(text)]
    before = {kind for end, kind in posts if begin <= end <= count.start()}
    return len(before) == 1 and before != {kind for _, kind in posts}


def is_one_of_several(text: str, count: re.Match[str]) -> bool:
    """Whether its sentence tells other staff in post beside it, of which neither is a part: 下属单位实有100人,机关实有30人."""
    first, stop = text.rfind("。", 0, count.start()) + 1, text.find("。", count.end())
    sentence = text[first : stop if stop >= 0 else len(text)]
    if "实有" not in text[max(0, count.start() - 2) : count.end()] or _words("part").search(sentence):
        return False
    bare = [match for match in _words("bare").finditer(sentence) if "实有" in match[0]]
    alike = [match["number"] for match in bare if not is_of_one_kind(sentence, match)]
    return not _words("whole").search(count[0]) and len(set(alike)) > 1


def divides_those_in_post(text: str, count: re.Match[str]) -> bool:
    """Whether a count of a kind is a part of those in post told before it: 行政编制16名;实有19人,其中行政15人、事业4人."""
    begin = max(_end_of_last(_STOP, text, count), _end_of_last(_words("bare"), text, count))
    whole = any(match.end() == begin for match in _words("bare").finditer(text, 0, count.start()))
    return whole and _words("divided").search(text[begin : count.start()]) is not None


def _end_of_last(pattern: re.Pattern[str], text: str, count: re.Match[str]) -> int:
    return max((match.end() for match in pattern.finditer(text, 0, count.start())), default=0)
