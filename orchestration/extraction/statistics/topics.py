"""What a passage or a row of a table says it is about, for counts that name nothing themselves.

    2.临时救助。救助1,127人次。        乡村旅游 | 创建3家

Belongs here: labels of items and rows as subjects. Does not belong here: what a clause names itself (`statistics.subjects`).
"""

from __future__ import annotations

import re

from orchestration.extraction.statistics import subjects

_LABEL = re.compile(r"^(?:[(]?[一二三四五六七八九十\d]{1,2}[)、.]{1,2}|[①-⑳]|[-—·●★■◆]+ ?)(?P<label>[\x22一-鿿]{2,14})[。:.](?=[一-鿿\d])")
_NO_TOPIC = re.compile(r"情况|概况|分析|绩效|目标|完成|产出|效益|满意|工作|成效|任务|指标|数量|质量|时效|成本|问题|原因|措施|预算|支出|其他")
_STANDARD = re.compile(r"(?:保障|补助|补贴|发放|资助|救助)?标准$")
_FIGURE = re.compile(r"(?:不少于|不低于|达到?|[≥≤>=])*\d.*$")
_LONGEST_ROW = 14


def topic_of(text: str) -> str | None:
    """The label that a numbered passage opens with: 1.农村低保。…"""
    match = _LABEL.match(text)
    return _topic(match["label"]) if match else None


def topic_of_row(label: str) -> str | None:
    """The name of a row, where it is short enough for one; of a goal what it counts: 新建书屋10个 → 新建书屋."""
    name = _FIGURE.sub("", label)
    return _topic(name) if 2 <= len(name) <= _LONGEST_ROW else None


def _topic(label: str) -> str | None:
    return None if _NO_TOPIC.search(label) else label


def told_by(topic: str, before: str, found: list[str]) -> list[str]:
    """The subjects of a count in a passage on a topic: where none is named, the topic and what was done.

    What was done before and what was done of it now name nothing either: 农村低保。发放2986万元,保障4231户.
    """
    if before.strip() and subjects.ends_with_verb(before):
        verb = subjects.verb_of(before)
        if not found or (verb and all(each != verb and each.endswith(verb) and subjects.only_done(each) for each in found)):
            return [_joined(topic, verb)]
    return [topic + each if _STANDARD.fullmatch(each) and each not in topic else each for each in found]


def _joined(topic: str, verb: str) -> str:
    return topic if verb in topic else topic + verb
