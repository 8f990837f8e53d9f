"""Whether a document is a self-evaluation at all: what its title says, else what it holds. Data: `data/titles.toml`."""

from __future__ import annotations

import re
from unicodedata import normalize

from orchestration.extraction.data import load
from orchestration.extraction.errors import NotAReport
from orchestration.extraction.header.lines import Line
from orchestration.extraction.header.subjects import is_form
from orchestration.extraction.header.titles import Title, is_message, is_targets_only
from orchestration.extraction.structure.outline import Outline

_TELLING = frozenset({"conclusion", "problems", "actions", "task_results", "management", "projects"})
_EVALUATES = re.compile("自评|自我评价|绩效评价|绩效目标|绩效指标")
_SHORT = 1500  # characters
_RESULTS = re.compile("完成值|完成情况|执行数|得分|实际值|实际完成|实现值|执行率")


def check_is_report(outline: Outline, lines: list[Line], title: Title | None) -> None:
    """Raise NotAReport, with a reason a person understands, unless the document is a self-evaluation."""
    if not outline.document.text.strip():
        raise NotAReport("the document holds no text")
    signs = _evidence(outline)
    if title is not None and (signs >= 1 or len(outline.document.text) < _SHORT):
        return
    if signs >= 3:
        return
    message = next((text for text in _opening(lines) if is_message(text) and _EVALUATES.search(text)), None)
    if message and _is_page_of_report(outline, "least_of_message"):
        return  # an announcement that prints the results it announces
    if message:
        raise NotAReport(f"a notice, plan or news item about evaluation, not a self-evaluation: {message[:40]}")
    if _is_page_of_report(outline, "least"):
        return
    raise NotAReport("no self-evaluation of budget performance: no such title, and neither its chapters nor its forms")


def sets_targets_only(outline: Outline, lines: list[Line]) -> bool:
    """Whether the document is titled as a table of targets (绩效目标申报表) and reports no results."""
    return any(is_targets_only(text) for text in _opening(lines)) and not _holds_results(outline)


def _is_page_of_report(outline: Outline, least: str) -> bool:
    """Whether a short text without a title speaks as reports do inside: of money, and of what was achieved with it.

    `least` names how many of the terms it must use.
    """
    text = normalize("NFKC", outline.document.text)  # ８３１．７５万元
    words = load("titles")["inside"]
    spoken = sum(bool(re.search(pattern, text)) for pattern in words["terms"])
    if re.search(words["form"], re.sub(r"\s", "", text)):
        return True
    return len(text) < 2 * _SHORT and spoken >= words[least] and bool(re.search(words["core"], text))


def _opening(lines: list[Line]) -> list[str]:
    return [line.text.text for line in lines[:12] if len(line.text) <= 80]


def _holds_results(outline: Outline) -> bool:
    cells = (cell.text.text for cell in outline.cells)
    return any(len(text) <= 20 and _RESULTS.search(text) for text in cells) or any(
        _RESULTS.search(passage.text.text) for passage in outline.passages
    )


def _evidence(outline: Outline) -> int:
    """How much of a self-evaluation the document holds: chapters by name, forms, scores, the words themselves."""
    kinds = {section.kind for section in outline.sections if section.kind in _TELLING}
    text = outline.document.text
    signs = len(kinds) if len(kinds) >= 2 or kinds & {"conclusion", "task_results"} else 0
    signs += 3 * any(is_form(table) for table in outline.tables)
    signs += bool(re.search("自评(?:总?得?分|结果|结论)|综合评分为|绩效自评", text))
    signs += len(re.findall("自评|绩效目标|绩效指标|预算执行率", text)) >= 3
    return signs
