"""What a table is called: its caption above or below, the unit line beside it, else the heading it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from orchestration.extraction.money_units import money_unit, unit_beside
from orchestration.extraction.structure.columns import column_of
from orchestration.extraction.structure.header_rows import header_columns
from orchestration.extraction.structure.lines_of_accounts import NUMBER_OF_ACCOUNTS, UNIT_LINE, tells_whose
from orchestration.extraction.structure.outline import CellText, Passage, TableView

_CAPTION = re.compile(r"^(?:附?表\s?[一二三四五六七八九十\d]|图)|(?:表|情况|统计|一览|分类)(?:\(.{1,24}\))?:?(?:\s?(?:金额)?单位:.{0,3}元)?$")
_LONGEST = 60
_PROJECT_LABEL = re.compile(r"(?:二级项目|项目|专项(?:资金)?)名称:?")
_LABELLED_PROJECT = re.compile(rf"(?:{_PROJECT_LABEL.pattern.rstrip(':?')})(?::|(?![及和与、]))(?P<name>[^:。;,]{{3,40}})")
# 项目名称河道管护项目主管部门甲县水利局: the cells of the form's first rows in one line
_RUN_ON_LABELS = re.compile(
    r"项目名称:?\s?(?P<name>[^:。;,\s]{3,40}?)\s?(?:主管[部单][门位]|实施单位|项目单位|项目负责人|项目编[码号]|预算单位|填报单位|自评(?:总分|得分))"
)
_LABEL_ROWS = 4
PROJECT_CODE = re.compile(r"^[\dA-Z]{6,}[-—–_]+(?=[\u4e00-\u9fff])")  # 51012323T000001234567-河道管护
# 附:困难残疾人康复项目支出绩效自评表(摘录), 附件2:"康复补助"绩效目标完成情况表: the caption names the project, and no office or kind of money.
_NO_PROJECT = r"(?!.*(?:部门|单位|整体|年度|转移支付|区域|专项资金|财政|预算项目|\d))"
_FORM = r"(?:支出)?绩效(?:自评|目标(?:自评|完成情况|完成情况自评))表(?:\((?:摘录|节选|部分|20\d{2}年?度?)\))*"
_PROJECT_CAPTION = re.compile(
    rf"(?:附[表件]?\s?[一二三四五六七八九十\d]{{0,2}}[:、.]?)?(?:\"(?P<quoted>[^\"]{{3,30}})\"(?:项目)?|{_NO_PROJECT}(?P<name>[^,。:()\"]{{4,30}}?)项目"
    rf"|{_NO_PROJECT}(?P<noun>[^,。:()\"]{{3,30}}?(?:补助|补贴|经费|工程|救助|资助|奖补|扶持|改造|整治|治理|修缮|提升|更新|绿化|清淤|养护|管护|维护|保洁|防控|监测|采购|培训|建设))){_FORM}"
)
# 2023年度项目支出绩效自评表(困难残疾人康复); no office, no kind of money, no year
_PROJECT_IN_BRACKETS = re.compile(
    r"(?:20\d{2}年?度?)?(?:县级|区级|市级|本级|财政|预算|部门)*项目(?:支出)?绩效(?:目标)?自评表\((?P<name>(?!.*(?:单位|样表|模板|表[一二三四五]|续|共|局|委|办|厅|中心|政府|街道|镇|乡|万元|\d))[^,。:()]{4,30})\)"
)
_NUMBERED_PROJECT = re.compile(r"项目[一二三四五六七八九十\d]{1,2}:(?P<name>[^,。:;()]{3,30})(?:[(;,。]|$)")  # 项目一:免费开放;预算数20万元


def caption_of(view: TableView) -> Passage | CellText | None:
    """The caption of a table: the nearest line above that looks like one, else a first row of its own, else the one below."""
    above = next((passage for passage in reversed(view.heads) if _is_title(passage.text.text)), None)
    if above or (within := next((cell for cell in _first_lines(view) if _is_title(cell.text.text)), None)) is None:
        return above or (view.tail if view.tail and view.tail.heading is None else None)  # a heading opens what follows
    return within


def captions_of(view: TableView) -> list[str]:
    """All lines above and below a table that look like captions: 收入支出决算总表 above 部门收支情况表."""
    found = caption_of(view)
    titles = [passage.text.text for passage in view.heads if _is_title(passage.text.text)]
    return titles if found is None or found.text.text in titles else [*titles, found.text.text]


def _is_title(text: str) -> bool:
    is_caption = len(text) <= _LONGEST and _CAPTION.search(text) and not UNIT_LINE.match(text)
    return bool(is_caption) and not NUMBER_OF_ACCOUNTS.match(text)


def _first_lines(view: TableView) -> Iterator[CellText]:
    """The first rows of a table that are lines and no rows: 支出决算表, 部门:某局 | 金额单位:万元, as a sheet prints them."""
    for row in range(min(len(view.grid), _LABEL_ROWS)):
        cells = view.printed_cells(row)
        if len(cells) > 1 and not all(tells_whose(cell.text.text) for cell in cells):
            return
        yield from cells


def context_of(view: TableView) -> str | None:
    """The caption without layout blanks, else the sheet's name, else the heading above."""
    caption = caption_of(view)
    if caption:
        return caption.text.printed()
    return view.sheet_name or (view.section.title if view.section else None)


def form_project(view: TableView) -> str | None:
    """The project that a form is about, from its label 项目名称 in the form (None where that heads a column) or in a line
    right above it, else from its caption."""
    for row in range(min(len(view.grid), _LABEL_ROWS)):
        if header_columns(view, row) is not None:
            continue  # 项目名称 | 主管科室 | 预算金额 heads a list
        cells = view.printed_cells(row)
        for label, value in zip(cells, cells[1:], strict=False):
            if _PROJECT_LABEL.fullmatch(label.text.text) and column_of(value.text.text) is None:
                return PROJECT_CODE.sub("", value.text.printed()) if not value.text.text.isdigit() else None
    labelled = [match["name"] for head in view.heads if (match := _LABELLED_PROJECT.fullmatch(head.text.text))]
    labelled += [match["name"] for head in view.heads if (match := _RUN_ON_LABELS.match(head.text.text))]
    if labelled:
        return labelled[-1]
    caption = caption_of(view)
    if caption and (named := project_in_caption(caption.text.text)):
        return named
    numbered = (match["name"] for head in reversed(view.heads) if (match := _NUMBERED_PROJECT.match(head.text.text)))
    return next(numbered, None)


def project_in_caption(text: str) -> str | None:
    """The project whose form a caption announces: 附:河道管护项目绩效自评表(摘录); None for that of an office, or any other line."""
    named = _PROJECT_CAPTION.fullmatch(text) or _PROJECT_IN_BRACKETS.fullmatch(text)
    return next(filter(None, named.groupdict().values())) if named else None


def unit_above(view: TableView) -> str | None:
    """The unit of money in a table's first rows behind its label, or on the lines around it (单位:万元)."""
    if own := next(_units_beside_labels(view), None):
        return own
    lines: list[Passage | CellText] = [*reversed(view.heads), *([view.tail] if view.tail else []), *_first_lines(view)]
    for line in lines:
        text = line.text.text
        if len(text) <= _LONGEST and (UNIT_LINE.search(text) or _CAPTION.search(text)):
            unit = money_unit(text)
            if unit:
                return unit
    return None


def _units_beside_labels(view: TableView) -> Iterator[str]:
    """项目名称 | 抽检经费 | 金额单位 | 万元"""
    for row in range(min(len(view.grid), _LABEL_ROWS)):
        cells = view.printed_cells(row)
        for label, value in pairwise(cells):
            if found := unit_beside(label.text.text, value.text.text):
                yield found[1]
