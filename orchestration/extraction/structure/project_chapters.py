"""Chapters that tell one project each, in a report on several: 一、路灯维护项目; 项目一:公园管护; 【项目名称】河道清淤.

What is told under such a heading is of that project and not of the whole report. Belongs here: which headings name a
project. Does not belong here: what is read under them. Vocabulary: `data/money_prose.toml`, `[heads]`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from orchestration.extraction.money.sentences.items import heads_pattern, summarised_project
from orchestration.extraction.money.words import fund_of, is_total
from orchestration.extraction.structure.outline import Outline, Section

_LEAST_CHAPTERS = 2  # one heading that ends like a project's name may be any heading
_TELLS = re.compile(r"\d(?:[.,\d]*)(?:[亿万千]?元|分)")
_LETTERS = frozenset("ABCDEFGH")  # A.老旧小区改造: what is lettered is of one kind
# 项目绩效情况--老旧小区改造项目: the heading says that what follows the dash is one
_ANNOUNCED = re.compile(
    r"(?:专项|重点)?项目(?:支出)?(?:绩效)?(?:自评|评价)?(?:情况|结果)?[-—:]{1,2}"
    r"(?P<name>[^-—:,。;]{3,30}(?:项目|工程|资金|经费|补助))$"
)
_NUMBERED = "项目"  # 项目一, 项目名称: the heading says itself that it is one


def project_chapters(outline: Outline) -> Mapping[Section, str]:
    """The sections that are of one project, with money or points told under them → its name: siblings of such."""
    told: set[Section] = set()
    for passage in outline.paragraphs:
        if passage.section is not None and _TELLS.search(passage.text.text):
            told.update(passage.section.path())
    for table in outline.tables:
        told.update(table.section.path() if table.section else ())
    siblings: defaultdict[tuple[Section | None, int], list[Section]] = defaultdict(list)
    for section in outline.sections:
        if section in told or _names_project(section):
            siblings[(section.parent, section.level)].append(section)
    return {section: _project(section) for group in siblings.values() for section in _of_projects(group) if section in told}


def _of_projects(group: list[Section]) -> list[Section]:
    """Those of sibling sections that are of one project each: where two are, others may be; else the one that says so itself."""
    named = [section for section in group if _names_project(section)]
    if len(named) < _LEAST_CHAPTERS:
        return [section for section in named if _ANNOUNCED.match(section.title)]
    return [section for section in group if section in named or _may_name(section)]


def _project(section: Section) -> str:
    """The project's name in a title: 农村供水工程绩效自评综述 → 农村供水工程."""
    announced = _ANNOUNCED.match(section.title)
    return announced["name"] if announced else summarised_project(f"{section.title}:") or section.title


def _may_name(section: Section) -> bool:
    """Whether a title among those of projects is another one's, though no word of it says so: 医保服务能力建设."""
    return section.kind is None and not is_total(section.title) and not heads_pattern("no_item").search(section.title)


def _names_project(section: Section) -> bool:
    if section.number.startswith(_NUMBERED):
        return True
    title = section.title
    if summarised_project(f"{title}:") or _ANNOUNCED.match(title):
        return True
    if section.kind is not None or is_total(title) or fund_of(title):
        return False
    if section.number in _LETTERS:
        return True
    return bool(heads_pattern("project_heading").search(title)) and not heads_pattern("no_item").search(title)
