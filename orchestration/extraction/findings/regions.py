"""Where problems and measures stand: chapters, cells beside labels, passages that open with a label.

Vocabulary: `data/findings.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from orchestration.document import MappedText
from orchestration.extraction.data import load
from orchestration.extraction.findings.items import is_nothing
from orchestration.extraction.findings.numbering import marks_of
from orchestration.extraction.headings import section_kind
from orchestration.extraction.outline import CellText, Outline, Section, TableView

PROBLEM, ACTION, BOTH = "problem", "action", "both"
_NUMBER = r"(?:[一二三四五六七八九十\d]{1,2}[、.]|\([一二三四五六七八九十\d]{1,2}\))?"
_LEADING_MARK = re.compile(r"^[一二三四五六七八九十\d]{1,2}[、.]")
_LIST_BEGINS = r"(?=一是|\(1\)|1[、.](?!\d)|①)"
# A label with a colon, one that is a sentence of its own (2.存在的问题及原因分析。…), or one before the first mark of a list:
# a cell's label in a table whose grid was lost.
_PASSAGE_LABEL = re.compile(rf"^{_NUMBER}([^:。,;]{{2,16}}?)(?:[:。]|{_LIST_BEGINS}|(?=\(一\)))")
_CHAPTERS = 2  # a heading of this level or above ends what a passage announced
_ASIDE = re.compile(r"\(([^()]{4,12})\)$")
_LONGEST_LABEL = 30
_LONGEST_HEAD = 16
_NEAR = 2  # rows above
_MENDING = re.compile(r"(?:整改|改进|解决)(?:落实)?情况")
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(slots=True)
class Region:
    """A run of text on problems or on measures. `both`: the chapter's name does not say which."""

    kind: str
    rule: str
    texts: list[MappedText] = field(default_factory=list)
    table: TableView | None = None
    cell: CellText | None = None


@cache
def _headings() -> dict[str, re.Pattern[str]]:
    data: dict[str, list[str]] = load("findings")["headings"]
    patterns = {name: re.compile("|".join(words)) for name, words in data.items()}
    patterns["whole"] = re.compile(rf"^(?:{'|'.join(sorted(data['words'], key=len, reverse=True))})+$")
    return patterns


@lru_cache(maxsize=4096)
def heading_kind(title: str) -> str | None:
    """problem, action, both: what a heading or label opens that is made of nothing but the words for it; else None."""
    words = _headings()
    aside = _ASIDE.search(title)
    if aside and (kind := heading_kind(aside[1])):
        return kind  # 目标未完成原因分析(存在的问题)
    bare = _LEADING_MARK.sub("", _BRACKETS.sub("", title)).strip(" :。;")
    if not bare or len(bare) > 40 or not words["whole"].match(bare):
        return None
    has_problems, has_actions = bool(words["problems"].search(bare)), bool(words["actions"].search(bare))
    if (excluded := words["excluded"].search(bare)) is not None:
        if "扣分" in excluded.group() and words["stated"].search(bare):
            return PROBLEM  # 扣分项及存在的问题
        if "应用" in excluded.group() and has_actions:
            return ACTION  # 改进措施及结果应用方案
        return PROBLEM if "整改" in excluded.group() and has_problems else None  # 存在的问题和整改情况
    if has_problems and has_actions:
        return BOTH
    return PROBLEM if has_problems else ACTION if has_actions else None


def _section_kind(section: Section | None) -> tuple[str | None, Section | None]:
    """What the nearest heading that opens findings says, and that heading."""
    for each in reversed(section.path() if section else ()):
        words = _headings()
        if words["stops"].search(each.title) and not words["problems"].search(each.title):
            return None, None
        kind = heading_kind(each.title)
        if (
            kind is None
            and each.level == 1
            and each.kind in ("problems", "actions")
            and not words["excluded"].search(each.title)
        ):
            kind = PROBLEM if each.kind == "problems" else ACTION
        if kind:
            return kind, each
        if section_kind(each.title, strict=True) == "conclusion":
            return None, None  # (一)评价结论 in a chapter 评价结论及建议
        if words["excluded"].search(each.title) and each.kind in ("problems", "actions"):
            return None, None
    return None, None


def regions_of(outline: Outline) -> Iterator[Region]:
    """All regions in reading order."""
    open_region: tuple[Section, Region] | None = None
    announced: Region | None = None
    for item in outline.items:
        if isinstance(item, TableView):
            yield from _of_table(item)
            continue
        if announced and item.heading is not None and item.heading.level <= _CHAPTERS:
            yield from by_label(announced)
            announced = None
        kind, section = _section_kind(item.section)
        if open_region and (section is None or section is not open_region[0]):
            yield from by_label(open_region[1])
            open_region = None
        if kind is None or section is None:
            if announced:
                announced.texts.append(item.text)
            elif found := _announced(item.text):
                announced = Region(found, "findings_announced")
            else:
                yield from _of_labelled_passage(item.text)
            continue
        if open_region is None:
            open_region = section, Region(kind, "findings_of_chapter")
        if item.heading is None or item.section is not section:
            open_region[1].texts.append(item.text)
    for region in (open_region[1] if open_region else None, announced):
        if region and region.texts:
            yield from by_label(region)


def _announced(text: MappedText) -> str | None:
    """What a passage says will follow it: …提出以下改进措施:, or a label alone (下一步改进:)."""
    if text.text.endswith(":") and len(text) <= _LONGEST_HEAD:
        kind = heading_kind(text.text)
        return kind if kind != BOTH else PROBLEM
    match = _announcement().search(text.text)
    return (PROBLEM if match.group("problem") else ACTION) if match else None


@cache
def _announcement() -> re.Pattern[str]:
    return re.compile(load("findings")["labels"]["announcement"])


def _of_labelled_passage(text: MappedText) -> Iterator[Region]:
    """A passage elsewhere that opens with a label: `存在问题:一是…`."""
    match = _PASSAGE_LABEL.match(text.text)
    if match and len(text) > match.end() + 8 and not _headings()["excluded"].search(match.group(1)):
        kind = heading_kind(match.group(1))
        if (kind and kind != BOTH) or (kind and re.search("存在|下一步", match.group(1))):
            yield from by_label(Region(kind, "findings_of_passage", [text.slice(match.end(), len(text))]))
            return
    if (run_in := _run_in().match(text.text)) and len(text) > run_in.end() + 8:
        yield from by_label(Region(BOTH, "findings_of_passage", [text]))
        return
    inside = _labels().search(text.text)
    if inside and inside.start() > 0 and len(text) > inside.end() + 8:
        yield from by_label(Region(BOTH, "findings_of_passage", [text.slice(inside.start(), len(text))]))


def _of_table(table: TableView) -> Iterator[Region]:
    """Cells beside or under labels: `存在问题 | 一是…`, or columns `存在问题 | 改进措施`."""
    for row in range(len(table.grid)):
        cells = table.printed_cells(row)
        near = table.grid[max(0, row - _NEAR) : row + 1]
        labels = _labels_of_row(cells, [cell for line in near for cell in line if cell is not None])
        if len(labels) >= 2 and all(len(cell.text) <= _LONGEST_HEAD for cell in cells):
            yield from _under(table, row, {cells[i].column: kind for i, kind in labels.items()})
            continue
        for index, kind in labels.items():
            if index + 1 < len(cells) and index + 1 not in labels and (len(cells) <= 4 or index == len(cells) - 2):
                value = cells[index + 1]
                if not is_nothing(value.text.text) and re.search(r"[\u4e00-\u9fff]{4}", value.text.text):
                    texts = [value.text, *_below(table, cells[index], value)]
                    yield from by_label(Region(kind, "findings_of_cell", texts, table, value))


def _below(table: TableView, label: CellText, value: CellText) -> Iterator[MappedText]:
    """The texts under a value in the rows that its label reaches down to, one finding a row."""
    for row in range(value.row + 1, len(table.grid)):
        beside, cell = table.grid[row][label.column], table.grid[row][value.column]
        if beside is None or beside.row != label.row:
            return
        if cell is not None and cell.row == row and cell.text:
            yield cell.text


def _labels_of_row(cells: Sequence[CellText], reaching: Sequence[CellText]) -> dict[int, str]:
    """Index of a cell → what it opens, of the labels in a row. Beside 存在的问题 the column 原因分析 holds none.

    `reaching`: the cells of the row and of those right above it, whose labels may reach down to it.
    """
    labels: dict[int, str] = {}
    of_problems = any(heading_kind(cell.text.text) == PROBLEM for cell in reaching)
    for index, cell in enumerate(cells):
        words = cell.text.text
        kind = heading_kind(words) if len(words) <= _LONGEST_LABEL else None
        if _MENDING.fullmatch(words) and of_problems:
            kind = ACTION  # 存在的问题和整改情况 | 整改情况 | 1.严格前期论证…
        if kind:
            labels[index] = kind
    stated = {index for index in labels if _headings()["stated"].search(cells[index].text.text)}
    return {index: kind for index, kind in labels.items() if not stated or kind != PROBLEM or index in stated}


def _under(table: TableView, header: int, kinds: dict[int, str]) -> Iterator[Region]:
    for column, kind in kinds.items():
        region = Region(kind, "findings_of_column", [], table)
        for row in range(header + 1, len(table.grid)):
            cell = table.grid[row][column]
            if cell is not None and cell.row == row and cell.column == column and cell.text:
                region.texts.append(cell.text)
                region.cell = region.cell or cell
        if region.texts:
            yield region


@cache
def _labels() -> re.Pattern[str]:
    stop = rf"(?:^|(?<=[。;:!?)\d分])){_NUMBER}"
    return re.compile(f"{stop}(?:{_label_words()})(?::|。{_LIST_BEGINS})")


def _label_words() -> str:
    data = load("findings")["labels"]
    return f"(?P<problem>{'|'.join(data['problems'])})|(?P<action>{'|'.join(data['actions'])})"


@cache
def _switches() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[。;!?]))(?:{'|'.join(load('findings')['switches']['actions'])})")


def by_label(region: Region) -> Iterator[Region]:
    """A region split where labels inside it change its kind; one on both, also where its sentences turn to measures."""
    kind = PROBLEM if region.kind == BOTH else region.kind
    current = Region(kind, region.rule, [], region.table, region.cell)
    done: list[Region] = [current]
    for text in region.texts:
        if _conclusion().match(text.text):
            continue
        position = 0
        for start, end, found in _turns(text, both=region.kind == BOTH):
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


@cache
def _conclusion() -> re.Pattern[str]:
    """A numbered passage that states the result in a chapter on it and on problems: (一)评价结论。…"""
    return re.compile(rf"{_NUMBER}(?:{load('findings')['nothing']['result']})")


@cache
def _run_in() -> re.Pattern[str]:
    """A numbered label that is a sentence of its own, at the head of a passage or behind another: (二)存在的问题。"""
    return re.compile(rf"(?:[一二三四五六七八九十\d]{{1,2}}[、.]|\([一二三四五六七八九十\d]{{1,2}}\))(?:{_label_words()})。")


def _turns(text: MappedText, *, both: bool) -> list[tuple[int, int, str]]:
    """Where a text turns to problems or to measures: start and end of the label, and what follows it."""
    turns = []
    if first := _run_in().match(text.text):
        later = (match for match in _run_in().finditer(text.text, first.end()) if text.text[match.start() - 1] == "。")
        return [(match.start(), match.end(), PROBLEM if match.group("problem") else ACTION) for match in (first, *later)]
    for match in _labels().finditer(text.text):
        turns.append((match.start(), match.end(), PROBLEM if match.group("problem") else ACTION))
    if both and not turns:
        inside = {mark.end for mark in marks_of(text)}
        switch = _switches().search(text.text)
        if switch and switch.start() not in inside:
            turns.append((switch.start(), switch.start(), ACTION))
    return turns


def _merged(regions: list[Region]) -> Iterator[Region]:
    """Regions of one kind as one, so that their findings count on: 问题:…建议:…问题:…建议:…"""
    by_kind: dict[str, Region] = {}
    for region in regions:
        if not region.texts:
            continue
        if region.kind in by_kind:
            by_kind[region.kind].texts.extend(region.texts)
        else:
            by_kind[region.kind] = region
    yield from by_kind.values()
