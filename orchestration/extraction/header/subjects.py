"""What is evaluated: a department, a project, a transfer, a policy; its name; own or consolidated; form or report."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from orchestration.document import MappedText
from orchestration.extraction.data import load
from orchestration.extraction.header.labels import Labelled
from orchestration.extraction.structure.captions import PROJECT_CODE
from orchestration.extraction.structure.outline import Outline, TableView
from orchestration.language.beginnings import compiled

_IDENTITY = re.compile("部门名称|项目名称|主管部门|实施单位|填报单位|单位名称|预算(?:部门|单位)")
_LEAST_CHAPTERS = 3
_LEAST_PROSE = 300  # characters of paragraphs that make a narrative
_PLACE = re.compile(r"^(?:[\u4e00-\u9fff]{2,4}(?:省|自治区))?(?:[\u4e00-\u9fff]{2,4}[市州盟])?[\u4e00-\u9fff]{1,6}?[县区市旗](?=20\d{2}年)")  # 甲县2023年水利发展资金
# 甲县乙学校2023年度项目支出绩效自评报告(公用经费补助资金)
_IN_BRACKETS = re.compile(r"\((?P<name>[^()\d]{3,40}(?:资金|经费|补助|补贴|项目|工程|费))\)")
_NAMED_BEHIND = re.compile(rf"报告 ?{_IN_BRACKETS.pattern}$")
_BRACKETED_YEAR = re.compile(r"^\(?(?:20\d{2}|二[〇零].{2})(?:年度?|-20\d{2}年度?)?\)?")


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found: dict[str, list[str]] = load("titles")["subject_kind"]
    return tuple((kind, re.compile("|".join(names))) for kind, names in found.items())


def subject_kind(title: str, office: str, labels: list[Labelled]) -> str:
    """department, project, transfer, policy: what the title says, else a form's project label, else a department.

    An office's own name is taken out first: 资金结算中心 is no fund.
    """
    rest = title.replace(office, "") if office else title
    for kind, pattern in _kinds():
        if pattern.search(rest):
            return kind
    named = [labelled.label for labelled in labels if labelled.kind == "project"]
    if any("转移支付" in label for label in named):
        return "transfer"
    return "project" if named else "department"


def kind_by_chapters(outline: Outline) -> str:
    """What a text without a title is on, by its headings: 绩效目标分解下达情况 is a transfer's, 项目资金到位情况, 项目资金使用情况
    and 项目组织实施情况 are a project's; where they tell of an office too it is one."""
    titles = [section.title for section in outline.sections]
    words = load("titles")["untitled"]
    if any(re.search(words["office"], title) for title in titles):
        return "department"
    if any(re.search(words["transfer"], title) for title in titles):
        return "transfer"
    of_project = [title for title in titles if re.match(words["project"], title)]
    return "project" if len(of_project) >= _LEAST_CHAPTERS else "department"


def is_chapter_of_accounts(outline: Outline) -> bool:
    """Whether a text is the chapter on performance of an office's accounts, whose forms are of single projects:
    (二)部门决算中项目绩效自评结果. 我局在部门决算中反映甲项目绩效自评结果."""
    pattern = re.compile(load("titles")["subject_name"]["of_accounts"])
    return any(pattern.search(passage.text.text) for passage in outline.passages)


def subject_name(
    title: MappedText | None, office: str, kind: str, labels: list[Labelled], outline: Outline
) -> tuple[str, tuple[int, int]] | None:
    """The name of a project or transfer and where it is printed: the form's cell, else the heart of the title.

    None for a report on several, which its title does not name: 甲县乙局2022年度预算项目绩效自评报告.
    """
    if kind == "department" or (title and _of_title(title, office) is None and counts_projects(outline)):
        return None
    for labelled in labels:
        if labelled.kind == "project" and len(labelled.value) >= 2:
            code = PROJECT_CODE.match(labelled.value.text)
            start, end = code.end() if code else 0, len(labelled.value)
            return labelled.value.printed(start, end), labelled.value.span(start, end)
    return (_of_title(title, office) or _below_title(title, outline)) if title else None


def _below_title(title: MappedText, outline: Outline) -> tuple[str, tuple[int, int]] | None:
    """The name that the line below a title tells in brackets: …项目支出绩效自评报告 / (公用经费补助资金)."""
    end = title.span(0, len(title))[1]
    below = next((one.text for one in outline.passages if one.text and one.text.offset(0) >= end), None)
    named = _IN_BRACKETS.fullmatch(below.text) if below else None
    return (below.printed(*named.span("name")), below.span(*named.span("name"))) if below and named else None


@cache
def _counted() -> re.Pattern[str]:
    return compiled(load("titles")["subject_name"]["counted"])


def counts_projects(outline: Outline) -> bool:
    """Whether a text counts the projects that are evaluated: 我局共有预算项目6个."""
    return any(_counted().search(passage.text.text) for passage in outline.paragraphs)


def _of_title(title: MappedText, office: str) -> tuple[str, tuple[int, int]] | None:
    text = title.text
    tail = re.search(load("titles")["subject_name"]["tail"], text)
    start, end = 0, tail.start() if tail else len(text)
    bracket = re.match(r"^[\(〔【]([^()]{3,40})[\)〕】]", text)
    if bracket:
        return title.printed(bracket.start(1), bracket.end(1)), title.span(bracket.start(1), bracket.end(1))
    if named := _NAMED_BEHIND.search(text):
        return title.printed(*named.span("name")), title.span(*named.span("name"))
    moved = True
    while moved and start < end:
        moved = False
        for pattern in (
            _BRACKETED_YEAR,
            re.compile("^(?:关于|对)"),
            re.compile(f"^{re.escape(office)}(?:\\(本级\\)|本级)?") if office else None,
            re.compile("^(?:年度?|的|关于)"),
            _PLACE,
        ):
            match = pattern.match(text[start:end]) if pattern else None
            if match and match.end():
                start, moved = start + match.end(), True
    name = text[start:end].strip('"的')
    if len(name) < 3 or re.fullmatch(load("titles")["subject_name"]["generic"], name):
        return None
    at = text.index(name, start)
    return title.printed(at, at + len(name)), title.span(at, at + len(name))


def scope(title: str, labels: list[Labelled]) -> str | None:
    """consolidated (汇总), own (本级), or None where neither is printed beside the office."""
    texts = [
        title,
        *(f"{labelled.label}{labelled.value.text}" for labelled in labels if labelled.kind in ("office", "superior")),
    ]
    if any(re.search(r"\(.{0,2}汇总.{0,4}\)|汇总", text) for text in texts):
        return "consolidated"
    return (
        "own"
        if any(re.search(r"\((?:本级|机关|本部)\)|本级(?:整体|部门|20\d\d|绩效|$)", text) for text in texts)
        else None
    )


def is_reissue(title: str, file_name: str) -> bool:
    """Whether title or file name says that this corrects an earlier version."""
    return bool(re.search("|".join(load("titles")["reissue"]), f"{title} {file_name.rsplit('/', 1)[-1]}"))


def report_kind(outline: Outline, title_is_form: bool) -> str:
    """report (narrative), form (only a table), both."""
    prose = sum(len(passage.text) for passage in outline.paragraphs if len(passage.text) > 40)
    chapters = sum(section.level == 1 and bool(section.number) for section in outline.sections)
    narrative = chapters >= 2 or (
        prose >= _LEAST_PROSE and (chapters >= 1 or prose >= 2 * _LEAST_PROSE or not outline.tables)
    )
    form = any(is_form(table) for table in outline.tables)
    if narrative and form:
        return "both"
    if form or (title_is_form and bool(outline.tables) and not narrative):
        return "form"
    return "report"


@cache
def _form_labels() -> re.Pattern[str]:
    found: Any = load("titles")["forms"]["labels"]
    return re.compile(f"^(?:{'|'.join(found)})(?:\\(.*\\))?:?$")


@lru_cache(maxsize=4096)  # the words of forms recur
def _is_form_label(word: str) -> bool:
    return _form_labels().match(word.replace(" ", "")) is not None


def is_form(table: TableView) -> bool:
    """Whether a table is a self-evaluation form: it says in its cells whose it is, and holds a form's headers."""
    words: set[str] = set()
    for row in range(len(table.grid)):
        words |= {cell.text.text for cell in table.printed_cells(row) if 2 <= len(cell.text) <= 24}
    found = sum(map(_is_form_label, words))
    return found >= 5 or (found >= 3 and any(map(_IDENTITY.match, words)))
