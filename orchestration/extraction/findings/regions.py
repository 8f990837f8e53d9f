"""Where problems and measures stand: chapters, cells beside labels, passages that open with a label.

Vocabulary: `data/findings.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from orchestration.document import MappedText
from orchestration.extraction.data import load
from orchestration.extraction.findings.items import is_nothing
from orchestration.extraction.findings.labels import LIST_BEGINS, NUMBER, by_label, inner_labels, run_in_labels
from orchestration.extraction.findings.numbering import marks_of
from orchestration.extraction.findings.region import ACTION, BOTH, PROBLEM, Region
from orchestration.extraction.indicators.levels import is_level
from orchestration.extraction.structure.headings import section_kind
from orchestration.extraction.structure.outline import CellText, Outline, Passage, Section, TableView
from orchestration.language.beginnings import compiled

_LEADING_MARK = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.、]?(?=[\u4e00-\u9fff])|[一二三四五六七八九十\d]{1,2}[、.])")  # 5问题与打算, too
# A label with a colon, one that is a sentence of its own (2.存在的问题及原因分析。…), or one before the first mark of a list:
# a cell's label in a table whose grid was lost.
_PASSAGE_LABEL = re.compile(rf"^{NUMBER}([^:。,;]{{2,16}}?)(?:[:。]|,(?=一是)|{LIST_BEGINS}|(?=\(一\)))")
_CHAPTERS = 2  # a heading of this level or above ends what a passage announced
_ASIDE = re.compile(r"\(([^()]{4,12})\)$")
_LONGEST_LABEL = 30
_LONGEST_HEAD = 16
_NEAR = 2  # rows above
_ANSWER, _ANNOUNCED = "findings_of_answer", "findings_announced"
_MENDING = re.compile(r"(?:整改|改进|解决)(?:落实)?情况")
# A chapter; a column of this name holds the reasons of single indicators.
_DEVIATIONS = re.compile(
    r"(?:(?:项目|部门|单位|整体|支出|年度|的){0,4}绩效)?(?:目标|指标)?(?:偏[差离]|未(?:完成|达标))(?:绩效)?(?:目标|指标)?(?:的?原因)?(?:分析|说明)?[和及与、](?:下一?步)?(?:拟采取的?)?"
    r"(?:(?:改进|整改)(?:措施|建议|情况|方向)?|(?:工作)?(?:措施|打算|计划|安排))"
)
# How an evaluation was done, as chapters begin that hold measures further down: 评价结论及建议
_TELLS_METHOD = re.compile("(?:本次|此次|本年度?|部门|单位|项目|整体|支出|绩效)*(?:自评|评价)(?:工作)?(?:采取|采用|通过|按照|由|组)")
_BRACKETS = re.compile(r"\([^()]*\)")
_INDICATOR_LINE = re.compile("(?:产出|效益|满意度|成本)指标[-—–/·]{1,2}[\u4e00-\u9fff]{2,9}指标[:;,]")


@cache
def _headings() -> dict[str, re.Pattern[str]]:
    data: dict[str, list[str]] = load("findings")["headings"]
    patterns = {name: compiled("|".join(words)) for name, words in data.items()}
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
    if words["printed_by_forms"].fullmatch(bare):
        return PROBLEM
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
        if kind is None and _DEVIATIONS.fullmatch(each.title):
            kind = BOTH
        if kind is None and _MENDING.fullmatch(each.title) and any(
            heading_kind(above.title) == PROBLEM for above in each.path()[:-1]
        ):
            kind = ACTION  # 整改情况 under 存在的问题和整改情况
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
    walk = _Walk()
    for item in outline.items:
        yield from walk.over_table(item) if isinstance(item, TableView) else walk.over_passage(item)
    yield from walk.close()


class _Walk:
    """What is open while a document is gone through: a chapter on findings, or what a passage announced or asked for."""

    def __init__(self) -> None:
        self._chapter: tuple[Section, Region] | None = None
        self._announced: Region | None = None
        self._left: Section | None = None  # a heading of findings whose list ended within what stands under it

    def over_table(self, table: TableView) -> Iterator[Region]:
        yield from _of_table(table)
        if self._announced and not self._announced.texts:
            self._announced = None  # the caption of a table

    def over_passage(self, passage: Passage) -> Iterator[Region]:
        if passage.heading is not None and passage.heading.level <= _CHAPTERS:
            yield from self._end_announced()
        if (asked := _asked(passage.text.text)) is not None:
            yield from self._end_announced()
            self._announced = Region(asked, _ANSWER) if asked else None
        elif self._announced and self._announced.rule == _ANSWER:
            self._announced.texts.append(_answer(passage.text))
        else:
            yield from self._over_statement(passage)

    def close(self) -> Iterator[Region]:
        yield from self._end_chapter()
        yield from self._end_announced()

    def _over_statement(self, passage: Passage) -> Iterator[Region]:
        kind, section = _section_kind(passage.section)
        if kind == ACTION and section is passage.section and _TELLS_METHOD.match(passage.text.text):
            kind = section = None
        if self._chapter and _is_item_beside(passage, section, *self._chapter):
            self._chapter[1].texts.append(passage.text)
            return
        if self._chapter and _is_beside_list(passage.text, self._chapter[1]):
            self._left = passage.section
        if section is not None and passage.section is self._left:
            kind = section = None
        if self._chapter and section is not self._chapter[0]:
            announced = _announced(self._chapter[1].texts[-1]) if section is None and self._chapter[1].texts else None
            if announced:
                self._announced = Region(announced, _ANNOUNCED)  # 5.2改进, of which no heading was made
            yield from self._end_chapter()
        if kind is None or section is None:
            yield from self._outside_chapters(passage.text)
            return
        if self._chapter is None:
            self._chapter = section, Region(kind, "findings_of_chapter")
        if passage.heading is None or passage.section is not section:
            self._chapter[1].texts.append(_answer(passage.text))

    def _outside_chapters(self, text: MappedText) -> Iterator[Region]:
        found = _announced(text)
        if self._announced and found and self._announced.texts and len(text) <= _LONGEST_HEAD:
            yield from self._end_announced()  # the label of the next cell
        if self._announced:
            self._announced.texts.append(text)
        elif found:
            self._announced = Region(found, _ANNOUNCED)
        else:
            yield from _of_labelled_passage(text)

    def _end_chapter(self) -> Iterator[Region]:
        if self._chapter and self._chapter[1].texts and not _heads_column(self._chapter[1]):
            yield from by_label(self._chapter[1])
        self._chapter = None

    def _end_announced(self) -> Iterator[Region]:
        if self._announced and self._announced.texts and not _heads_column(self._announced):
            yield from by_label(self._announced)
        self._announced = None


def _heads_column(region: Region) -> bool:
    """Whether the heading is the last column of a table of indicators in one cell a line: 改进措施 over 产出指标, 数量指标, …"""
    return any(is_level("level1", text.text) for text in region.texts[:_NEAR])


def _is_item_beside(passage: Passage, opening: Section | None, chapter: Section, region: Region) -> bool:
    """Whether a passage is an item of the open list that was taken for a heading beside the one above that list.

    `opening`: the heading that opens findings nearest to the passage; where it is the passage's own, it is no item.
    """
    section = passage.section
    if section is None or section is chapter or section is opening:
        return False
    return section.path()[:-1] == chapter.path()[:-1] and _counts_on(region, passage.text)


def _is_beside_list(text: MappedText, region: Region) -> bool:
    """Whether a text opens another subject than the measures above it: (二)项目支出绩效自评情况。… behind 1.… 2.…"""
    families = {marks[0].family for above in region.texts if (marks := marks_of(above)) and marks[0].leads}
    opens = _label_pattern("other_subject").match(text.text)
    return bool(opens and families) and marks_of(text)[0].family not in families


def _counts_on(region: Region, text: MappedText) -> bool:
    """Whether a text is the next item of a region's list: (1)… under 5.2建议, 2.… behind 建议: and 1.…"""
    marks = marks_of(text)
    if not marks or not marks[0].leads:
        return False
    if not region.texts:
        return marks[0].number == 1
    above = [mark for mark in marks_of(region.texts[-1]) if mark.family == marks[0].family]
    return bool(above) and marks[0].number == above[-1].number + 1


def _asked(text: str) -> str | None:
    """What a question of a report in questions and answers asks for, "" where for neither; None where it is none."""
    if not _label_pattern("question").match(text):
        return None
    words = _headings()
    return PROBLEM if words["stated"].search(text) else ACTION if words["actions"].search(text) else ""


def _answer(text: MappedText) -> MappedText:
    """An answer without what begins it: 答:1、…"""
    begins = _label_pattern("answer").match(text.text)
    return text.slice(begins.end() if begins else 0, len(text))


def _announced(text: MappedText) -> str | None:
    """What a passage says will follow it: …提出以下改进措施:, or a label alone (下一步改进:, 未完成绩效目标原因及改进措施)."""
    if len(text) <= _LONGEST_HEAD and (text.text.endswith(":") or _headings()["unpunctuated"].search(text.text)):
        kind = heading_kind(text.text)
        return kind if kind != BOTH else PROBLEM
    match = _label_pattern("announcement").search(text.text)
    return (PROBLEM if match.group("problem") else ACTION) if match else None


@cache
def _label_pattern(name: str) -> re.Pattern[str]:
    return compiled(load("findings")["labels"][name])


def _of_labelled_passage(text: MappedText) -> Iterator[Region]:
    """A passage elsewhere that opens with a label: `存在问题:一是…`. A line of a form on one indicator gives its reason alone."""
    if _INDICATOR_LINE.match(text.text):
        return
    match = _PASSAGE_LABEL.match(text.text)
    if match and len(text) > match.end() + 8:
        kind = heading_kind(re.sub("[是为有]$", "", match.group(1)))
        numbered = text.text[0] != match.group(1)[0]
        if kind and (kind != BOTH or numbered or re.search("存在|下一?步|问题", match.group(1))):
            yield from by_label(Region(kind, "findings_of_passage", [text.slice(match.end(), len(text))]))
            return
    if (run_in := run_in_labels().match(text.text)) and len(text) > run_in.end() + 8:
        yield from by_label(Region(BOTH, "findings_of_passage", [text]))
        return
    if (both := _label_pattern("both").match(text.text)) and len(text) > both.end() + 8:
        yield from by_label(Region(BOTH, "findings_of_passage", [text.slice(both.end(), len(text))]))
        return
    if explained := _label_pattern("explained").match(text.text):
        yield from by_label(Region(BOTH, "findings_of_passage", [text.slice(explained.end(), len(text))]))
        return
    if _label_pattern("promise").match(text.text):
        yield Region(ACTION, "findings_of_passage", [text])
        return
    inside = inner_labels().search(text.text)
    if inside and inside.start() > 0 and len(text) > inside.end() + 8:
        yield from by_label(Region(BOTH, "findings_of_passage", [text.slice(inside.start(), len(text))]))


def _of_table(table: TableView) -> Iterator[Region]:
    """Cells beside or under labels: `存在问题 | 一是…`, or columns `存在问题 | 改进措施`."""
    for row in range(len(table.grid)):
        cells = table.printed_cells(row)
        labels = _labels_of_row(cells, table.grid[max(0, row - _NEAR) : row + 1]) or _label_of_reasons(cells)
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


def _labels_of_row(cells: Sequence[CellText], near: Sequence[Sequence[CellText | None]]) -> dict[int, str]:
    """Index of a cell → what it opens, of the labels in a row. Beside 存在的问题 the column 原因分析 holds none.

    `near`: the row and those right above it, whose labels may reach down to it.
    """
    labels: dict[int, str] = {}
    for index, cell in enumerate(cells):
        words = cell.text.text
        kind = heading_kind(words) if len(words) <= _LONGEST_LABEL else None
        if _MENDING.fullmatch(words) and _tell_of_problems(near):
            kind = ACTION  # 存在的问题和整改情况 | 整改情况 | 1.严格前期论证…
        if kind:
            labels[index] = kind
    stated = {index for index in labels if _headings()["stated"].search(cells[index].text.text)}
    return {index: kind for index, kind in labels.items() if not stated or kind != PROBLEM or index in stated}


def _label_of_reasons(cells: Sequence[CellText]) -> dict[int, str]:
    """The label of a row that is nothing but it and a text: 偏差原因分析 | 1.…;2.…"""
    if len(cells) != 2 or cells[1].column <= cells[0].column or len(cells[1].text) <= _LONGEST_LABEL:
        return {}
    return {0: PROBLEM} if _headings()["label_of_row"].match(cells[0].text.text) else {}


def _tell_of_problems(rows: Sequence[Sequence[CellText | None]]) -> bool:
    return any(cell is not None and heading_kind(cell.text.text) == PROBLEM for row in rows for cell in row)


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
