"""Splits a region where its texts turn to the other kind: at labels inside them (`整改:…`), else at their sentences.

Vocabulary: `data/findings.toml`, [labels].
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from orchestration.document import MappedText
from orchestration.extraction.data import load
from orchestration.extraction.findings.answered import follows, item_above, item_answered, problem_item, turns_back
from orchestration.extraction.findings.numbering import Mark
from orchestration.extraction.findings.region import ACTION, BOTH, PROBLEM, Region
from orchestration.extraction.findings.turns import Turn, second_list, turns_after, turns_of_sentences
from orchestration.language.beginnings import compiled

_NUMBERED = r"(?:[一二三四五六七八九十\d]{1,2}[、.]|[一二三四五六七八九]是|\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}(?:\.\d{1,2})+[、.]?)"
NUMBER = f"{_NUMBERED}?"
LIST_BEGINS = r"(?=一是|\(1\)|1[、.](?!\d)|①)"


@cache
def inner_labels() -> re.Pattern[str]:
    """A label with a colon, or before the first mark of a list, at the head of a text or of a sentence in it; a numbered
    one that is a sentence (四、改进措施。…) or all of a text (5.2改进), too; 整改措施是 and 不足之处, need no colon."""
    stop = r"(?:^>?|(?<=[。;:!?)\d分]))"
    behind = f"(?::|(?<=之处),|(?<=措施[是为])(?=[\u4e00-\u9fff])|。{LIST_BEGINS}|(?(number)(?:。|$)|(?!)))"
    return compiled(f"{stop}(?P<number>{_NUMBERED})?(?:{_label_words()}){behind}")


@cache
def run_in_labels() -> re.Pattern[str]:
    """A numbered label that is a sentence of its own, at the head of a passage or behind another: (二)存在的问题。"""
    return re.compile(rf"(?:[一二三四五六七八九十\d]{{1,2}}[、.]|\([一二三四五六七八九十\d]{{1,2}}\))(?:{_label_words()})。")


def _label_words() -> str:
    data = load("findings")["labels"]
    return f"(?P<problem>{'|'.join(data['problems'])})|(?P<action>{'|'.join(data['actions'])})"


@cache
def _conclusion() -> re.Pattern[str]:
    """A numbered passage that states the result in a chapter on it and on problems: (一)评价结论。…"""
    return re.compile(rf"{NUMBER}(?:{load('findings')['nothing']['result']})")


def by_label(region: Region) -> Iterator[Region]:
    """A region split where its kind changes; the parts of one kind are one region, so that their findings count on."""
    kind = PROBLEM if region.kind == BOTH else region.kind
    current = Region(kind, region.rule, [], region.table, region.cell)
    done: list[Region] = [current]
    answered: Mark | None = None
    item: Mark | None = None
    told = [(text, _turns(text, region.kind)) for whole in region.texts if (text := _without_conclusion(whole))]
    if region.kind == BOTH and not any(turns for _, turns in told):
        second = second_list([text for text, _ in told])
        told = [(text, [Turn(0, 0, ACTION)] if index == second else []) for index, (text, _) in enumerate(told)]
    for text, turns in told:
        position = 0
        if follows(text, answered) and not (turns and turns[0].start == 0):
            turns = [Turn(0, 0, PROBLEM), *turns]
        answered = item_answered(text, turns) or item_above(text, turns, item)
        item = problem_item(text, turns) or item
        for start, end, found in turns:
            if start == end and found == current.kind:
                continue
            before = text.slice(position, start)
            if before:
                current.texts.append(before)
            if found != current.kind:
                current = Region(found, region.rule, [], region.table, region.cell)
                done.append(current)
            position = end
        rest = text.slice(position, len(text))
        if rest:
            current.texts.append(rest)
    yield from _merged(done)


def _without_conclusion(text: MappedText) -> MappedText | None:
    """A passage without the result or the experience it begins with; None where it tells nothing else: 主要经验:…。存在问题:…"""
    if not _conclusion().match(text.text):
        return text
    label = inner_labels().search(text.text)
    return text.slice(label.start(), len(text)) if label and label.start() else None


def _turns(text: MappedText, kind: str) -> list[Turn]:
    """Where a text turns to problems or to measures."""
    if first := run_in_labels().match(text.text):
        later = (
            match for match in run_in_labels().finditer(text.text, first.end()) if text.text[match.start() - 1] == "。"
        )
        return [_turn(match) for match in (first, *later)]
    labelled = [_turn(match) for match in inner_labels().finditer(text.text)]
    if labelled and all(turn.kind == PROBLEM for turn in labelled):
        return [*labelled, *turns_after(text, labelled[-1].end)]
    return sorted([*labelled, *turns_back(text, labelled)]) or list(turns_of_sentences(text, kind))


def _turn(label: re.Match[str]) -> Turn:
    return Turn(label.start(), label.end(), PROBLEM if label.group("problem") else ACTION)


def _merged(regions: list[Region]) -> Iterator[Region]:
    """Regions of one kind as one: 问题:…建议:…问题:…建议:…"""
    by_kind: dict[str, Region] = {}
    for region in regions:
        if not region.texts:
            continue
        if region.kind in by_kind:
            by_kind[region.kind].texts.extend(region.texts)
        else:
            by_kind[region.kind] = region
    yield from by_kind.values()
