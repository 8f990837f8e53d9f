"""Whom something was done for: 为3.2万名老人发放养老金, 向46家企业返还失业保险费.

Belongs here: how those counted are named with what was done for them. Does not belong here: which windows they stand in
(`places`), what else a figure counts (`counted`).
"""

from __future__ import annotations

import re

from orchestration.extraction.data import any_of
from orchestration.extraction.statistics import lexicon, subjects
from orchestration.extraction.statistics.places import Place

_FOR_WHOM = re.compile(r"(?:为|给|向|对)[^,]{0,6}$")
_FOR_A_CHANGE = re.compile(r"(?:调整|增|分|设|列|化|变|改|评|作)为?$")
_MEMBERS = ("户", "家")  # households and firms are counted by these, as persons are by theirs
_LEAST_TELLING = 4  # characters of a noun that says by itself what is counted: 农村公路
_LEAST_DONE, _LONGEST_DONE = 4, 12  # characters of what was done: 代缴保费
_SEVERAL = re.compile("[、和及与]")


def are_counted(place: Place) -> bool:
    """Whether those counted are whom something was done for: 为462名老人, 对86家企业; not 调整为103个."""
    return _FOR_WHOM.search(place.before) is not None and not _FOR_A_CHANGE.search(place.before)


def named(place: Place, after: str, noun: str) -> str:
    """Those counted, with what they got where the words behind them say it briefly: 发放养老金的老人.

    A service says no more of them than who they are (残疾儿童, for whom 康复训练 was held), unless their name is short.
    """
    done = _done(after.partition(noun)[2])
    noun = re.sub(f"(?:{any_of(lexicon.words('receivers', 'how'))})$", "", noun) or noun
    is_member = place.quantity.unit_class == "person" or place.quantity.unit in _MEMBERS
    is_service = lexicon.regex("receivers", "serves").match(done) is not None
    if len(noun) >= _LEAST_TELLING and (is_service or not is_member):
        return noun
    if not _LEAST_DONE <= len(done) <= _LONGEST_DONE or not subjects.has_verb(done):
        return noun
    return noun + done if done.startswith("提供") else f"{done}的{noun}"


def _done(behind: str) -> str:
    """What was done for those counted, the first of several things, without how: 按月|发放养老金, 发放轮椅|、助行器."""
    return subjects.tidy(_SEVERAL.split(re.sub(f"^(?:{any_of(lexicon.words('receivers', 'how'))})+", "", behind))[0])
